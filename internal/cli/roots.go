package cli

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/djvet/djvet/internal/workspace"
)

// root is a tree to look into, and what of it was asked for.
type root struct {
	// directory is absolute, as the operating system writes it.
	directory string
	// paths are relative to it, with slashes; "" is all of it.
	paths []string
	// buffers are files that come from elsewhere, by path.
	buffers map[string][]byte
	// missing are those of paths at which no project was found.
	missing []string
}

// errAbsent is wrapped by the error for a PATH that is not there.
var errAbsent = errors.New("no such file or directory")

// roots groups what was asked for by the tree it lies in, in the order of the
// first of each.
func (c Command) roots(paths []string) ([]*root, error) {
	var found []*root
	for _, name := range paths {
		directory, rel, err := c.findRoot(name)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(found, func(r *root) bool { return r.directory == directory })
		if i < 0 {
			i = len(found)
			found = append(found, &root{directory: directory})
		}
		if !slices.Contains(found[i].paths, rel) {
			found[i].paths = append(found[i].paths, rel)
		}
	}
	return found, nil
}

func (c Command) findRoot(name string) (directory, rel string, err error) {
	if name == "" {
		return "", "", usagef("an empty PATH was given: name a file or a directory, or leave it out for the current directory")
	}
	directory, rel, err = workspace.FindRoot(c.absolute(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", "", usagef("%s: %w", name, errAbsent)
	case err != nil:
		return "", "", usagef("%s cannot be read: %w", name, reason(err))
	}
	return directory, rel, nil
}

// absolute is the path of a name that is relative to the working directory.
func (c Command) absolute(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(c.Directory, name)
}

// shown is an absolute path as the user would write it: relative to the working
// directory, with slashes.
func (c Command) shown(absolute string) string {
	rel, err := filepath.Rel(c.Directory, absolute)
	if err != nil {
		return filepath.ToSlash(absolute)
	}
	return filepath.ToSlash(rel)
}

// reason is what the operating system said, without what it did and to which
// file.
func reason(err error) error {
	var number syscall.Errno
	if errors.As(err, &number) {
		return number
	}
	return err
}

// open opens the tree. The caller calls shut.
func (r *root) open() (tree workspace.Tree, shut func(), err error) {
	directory, err := workspace.OpenDirectory(r.directory)
	if err != nil {
		return nil, nil, usagef("%s cannot be read: %w", r.directory, reason(err))
	}
	tree = directory
	if len(r.buffers) > 0 {
		tree = workspace.NewOverlay(tree, r.buffers)
	}
	return tree, func() { _ = directory.Close() }, nil
}

// join is the absolute path of a path of the tree.
func (r *root) join(name string) string {
	return filepath.Join(r.directory, filepath.FromSlash(path.Clean("/"+name)))
}
