// Package host asks the machine that djvet runs on who may read and write
// which files. It knows nothing of Django. Nothing is opened, executed or
// changed: files are only described, and accounts looked up.
package host

import "io/fs"

// System is a machine.
type System interface {
	// Lstat describes a file, or a symbolic link itself. Its errors are as
	// those of os.Lstat.
	Lstat(name string) (File, error)
	// Readlink is what a symbolic link says.
	Readlink(name string) (string, error)
	// Account looks up an account by its name or number, and what belongs to
	// it: its error wraps ErrNoAccount if there is none.
	Account(name string) (Account, error)
	// Group is the number of a group that is given by name or number, with the
	// same error.
	Group(name string) (int, error)
}

// File is what is known of a file without opening it.
type File struct {
	Mode     fs.FileMode
	UID, GID int
	// Listed says that the file has an access control list. Who may do what is
	// then more than the mode tells.
	Listed bool
}

// Account is as whom a program runs.
type Account struct {
	Name string
	UID  int
	// Groups are all that it is in.
	Groups []int
}

// Machine is a system, with what it is to be asked.
type Machine struct {
	System
	// Root is the absolute path of the checkout.
	Root string
	// User is the account that the server runs as, by name or number; "" leaves
	// it to the deployment files.
	User string
}

// Right is what somebody wants to do with a file; rights can be added up. The
// values are those of the bits of a mode.
type Right fs.FileMode

// The rights. To create, rename and remove what is in a directory takes Write
// and Enter.
const (
	Enter Right = 1
	Write Right = 2
	Read  Right = 4
)

// May reports whether the mode of a file gives an account all of the rights.
// As in POSIX, only one of the three groups of bits counts: an owner whom the
// owner's bits refuse is not helped by those of everybody.
func (a Account) May(f File, rights Right) bool {
	if a.UID == 0 {
		return true
	}
	bits := f.Mode.Perm()
	switch {
	case f.UID == a.UID:
		bits >>= 6
	case a.in(f.GID):
		bits >>= 3
	}
	return Right(bits)&rights == rights
}

func (a Account) in(group int) bool {
	for _, g := range a.Groups {
		if g == group {
			return true
		}
	}
	return false
}
