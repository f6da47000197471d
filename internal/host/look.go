package host

import (
	"errors"
	"io/fs"
	"path"
	"strings"
)

// maxLinks is how many symbolic links one path may lead through, as in Linux.
const maxLinks = 40

// View is what an account sees of a path.
type View struct {
	// Path is the path without symbolic links, as far as it exists.
	Path string
	// Unknown says that nothing can be concluded: an access control list, a
	// file system that does not answer, a link that leads nowhere.
	Unknown bool
	// Exists says that there is such a file, which File describes.
	Exists bool
	File   File
	// Directory is where it lies, or would lie; if that does not exist either,
	// Missing is true and Directory is the nearest directory above that does.
	Directory     string
	DirectoryFile File
	Missing       bool
	// Closed is the first directory on the way that the account may not enter,
	// "" if it may enter all.
	Closed string
}

// Look follows an absolute path as the account would.
func Look(s System, a Account, name string) View {
	w := &walk{system: s, account: a, at: "/", rest: split(name)}
	w.view.Directory = "/"
	w.enter()
	for len(w.rest) > 0 && !w.view.Unknown && !w.ended {
		w.step()
	}
	w.view.Path = w.at
	return w.view
}

type walk struct {
	system  System
	account Account
	view    View
	// at is how far it came, rest the names that are left.
	at    string
	rest  []string
	links int
	ended bool
}

func split(name string) []string {
	return strings.FieldsFunc(path.Clean(name), func(r rune) bool { return r == '/' })
}

// step takes the next name.
func (w *walk) step() {
	name := path.Join(w.at, w.rest[0])
	w.rest = w.rest[1:]
	file, err := w.system.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		w.view.Missing = len(w.rest) > 0
		w.at, w.ended = path.Join(append([]string{name}, w.rest...)...), true
	case err != nil || file.Listed:
		w.view.Unknown = true
	case file.Mode&fs.ModeSymlink != 0:
		w.follow(name)
	case len(w.rest) == 0:
		w.at, w.view.Exists, w.view.File = name, true, file
	case !file.Mode.IsDir():
		w.view.Unknown = true
	default:
		w.at = name
		w.inside(file)
	}
}

// follow puts what a link says in the place of its name.
func (w *walk) follow(name string) {
	target, err := w.system.Readlink(name)
	w.links++
	if err != nil || w.links > maxLinks {
		w.view.Unknown = true
		return
	}
	if path.IsAbs(target) {
		w.at = "/"
		w.enter()
	} else {
		target = path.Join(w.at, target)
		w.at = "/"
	}
	w.rest = append(split(target), w.rest...)
	if len(w.rest) == 0 { // a link to /
		w.view.Exists, w.view.File = true, w.view.DirectoryFile
	}
}

// enter goes into /.
func (w *walk) enter() {
	file, err := w.system.Lstat("/")
	if err != nil || file.Listed {
		w.view.Unknown = true
		return
	}
	w.inside(file)
}

// inside goes into the directory at which the walk has come.
func (w *walk) inside(file File) {
	if w.view.Closed == "" && !w.account.May(file, Enter) {
		w.view.Closed = w.at
	}
	w.view.Directory, w.view.DirectoryFile = w.at, file
}
