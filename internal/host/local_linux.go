package host

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"slices"
	"strconv"
	"syscall"
)

// Local is the machine that djvet runs on.
func Local() (System, error) { return local{}, nil }

type local struct{}

// Lstat implements System.
func (local) Lstat(name string) (File, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return File{}, err //nolint:wrapcheck // it names the file
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return File{}, fmt.Errorf("the owner of %s is not known: %w", name, errors.ErrUnsupported)
	}
	return File{Mode: info.Mode(), UID: int(stat.Uid), GID: int(stat.Gid), Listed: listed(name, info.Mode())}, nil
}

// listed reports whether a file has an access control list, or does not say.
// Source: acl(5), and <linux/xattr.h> for the name.
func listed(name string, mode os.FileMode) bool {
	if mode&os.ModeSymlink != 0 {
		return false // links have none
	}
	_, err := syscall.Getxattr(name, "system.posix_acl_access", nil)
	return !errors.Is(err, syscall.ENODATA) && !errors.Is(err, syscall.EOPNOTSUPP) && !errors.Is(err, syscall.ENOSYS)
}

// Readlink implements System.
func (local) Readlink(name string) (string, error) {
	return os.Readlink(name) //nolint:wrapcheck // it names the file
}

// Account implements System.
func (local) Account(name string) (Account, error) {
	find := user.Lookup
	if _, err := strconv.Atoi(name); err == nil {
		find = user.LookupId
	}
	known, err := find(name)
	if err != nil {
		return Account{}, fmt.Errorf("%w %s", ErrNoAccount, name)
	}
	uid, err := strconv.Atoi(known.Uid)
	if err != nil {
		return Account{}, fmt.Errorf("the account %s: %w", name, err)
	}
	ids, err := known.GroupIds()
	if err != nil {
		return Account{}, fmt.Errorf("the groups of the account %s: %w", name, err)
	}
	a := Account{Name: known.Username, UID: uid}
	for _, id := range append(ids, known.Gid) {
		if gid, err := strconv.Atoi(id); err == nil && !slices.Contains(a.Groups, gid) {
			a.Groups = append(a.Groups, gid)
		}
	}
	return a, nil
}

// Group implements System.
func (local) Group(name string) (int, error) {
	if gid, err := strconv.Atoi(name); err == nil {
		return gid, nil
	}
	known, err := user.LookupGroup(name)
	if err != nil {
		return 0, fmt.Errorf("%w %s", ErrNoAccount, name)
	}
	gid, err := strconv.Atoi(known.Gid)
	if err != nil {
		return 0, fmt.Errorf("the group %s: %w", name, err)
	}
	return gid, nil
}
