package workspace

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/charlievieth/fastwalk"
)

// Directory is a Tree on the file system. Whatever the names and links below
// it say, nothing outside of it is read, except the git directory that a .git
// file points to (for its index and its info/exclude).
type Directory struct {
	path  string
	root  *os.Root
	rules *ignoreRules
	seen  seen
}

// OpenDirectory opens the directory at an operating system's path. The caller
// closes it.
func OpenDirectory(name string) (*Directory, error) {
	absolute, err := filepath.Abs(name)
	if err != nil {
		return nil, fmt.Errorf("finding directory %s: %w", name, err)
	}
	root, err := os.OpenRoot(absolute)
	if err != nil {
		return nil, fmt.Errorf("opening directory %s: %w", name, err)
	}
	d := &Directory{path: absolute, root: root}
	d.rules = newIgnoreRules(directoryGit{d})
	return d, nil
}

// Close releases the directory. Files that were read stay valid.
func (d *Directory) Close() error {
	if err := d.root.Close(); err != nil {
		return fmt.Errorf("closing directory %s: %w", d.path, err)
	}
	return nil
}

// Path is the absolute path of the directory, as the operating system writes
// it.
func (d *Directory) Path() string { return d.path }

// Walk implements Tree.
func (d *Directory) Walk(ctx context.Context, visit func(Entry) error) error {
	// The order does not matter, but directories that are read together share
	// their parent's place in memory, so nothing is sorted here.
	config := fastwalk.Config{ToSlash: true}
	var mutex sync.Mutex
	// On Windows the root is given as the system writes it, the rest with "/".
	prefix := len(strings.TrimRight(filepath.ToSlash(d.path), "/")) + 1
	err := fastwalk.Walk(&config, d.path, func(name string, entry fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		found := Entry{Type: entry.Type(), Dir: entry.IsDir(), Err: err}
		if len(name) > prefix {
			found.Path = name[prefix:]
		} else if err == nil {
			return nil // the root itself
		}
		if found.Type&fs.ModeSymlink != 0 {
			info, err := d.root.Stat(found.Path)
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil // a dangling link is no file, for Python neither
			case err == nil:
				found.LinksToDir = info.IsDir()
			default:
				// It leaves the tree: whether to a file or to a directory
				// is told by its name alone.
				found.LinksToDir = !strings.Contains(path.Base(found.Path), ".")
			}
		}
		mutex.Lock()
		defer mutex.Unlock()
		d.seen.note(found)
		return visit(found)
	})
	if err != nil {
		return fmt.Errorf("walking %s: %w", d.path, err)
	}
	return nil
}

// ReadFile implements Tree. A symbolic link that stays in the directory is
// followed; one that leaves it, or is absolute, is an error.
func (d *Directory) ReadFile(name string, limit int64) ([]byte, error) {
	// Opening a pipe waits for its writer, and opening a device can do things
	// to it, so the file is looked at first. The flag covers the moment
	// between the two.
	if !d.seen.regular(name) {
		info, err := d.root.Stat(name)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, cause(err))
		}
		if !info.Mode().IsRegular() {
			return nil, fmt.Errorf("reading %s: %w", name, ErrNotRegular)
		}
	}
	file, err := d.root.OpenFile(name, os.O_RDONLY|openFlags, 0)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, cause(err))
	}
	defer func() { _ = file.Close() }() // it was only read
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, cause(err))
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("reading %s: %w", name, ErrNotRegular)
	}
	if info.Size() > limit {
		return nil, tooLarge(name, info.Size(), limit)
	}
	data := make([]byte, 0, info.Size()+1)
	data, err = appendAll(data, file, limit)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, cause(err))
	}
	if int64(len(data)) > limit { // it grew while it was read
		return nil, tooLarge(name, int64(len(data)), limit)
	}
	return data, nil
}

// Ignored implements Tree.
//
// A directory without .git has no tracked files to tell from ignored ones: it
// was exported from somewhere, and what is there was tracked. So there only
// absent files are ignored.
func (d *Directory) Ignored(name string, dir bool) bool {
	switch d.rules.match(name, dir) {
	case ignoredByGit:
		return true
	case ignoredByName:
		_, err := d.root.Lstat(name)
		return err != nil
	case notIgnored:
	}
	if dir {
		return false
	}
	if d.seen.regular(name) {
		return false
	}
	// A link is tracked, what it leads to may not be.
	target, err := d.root.Readlink(name)
	if err != nil || path.IsAbs(target) {
		return false
	}
	target = path.Join(path.Dir(name), filepath.ToSlash(target))
	return fs.ValidPath(target) && target != name && d.rules.match(target, false) == ignoredByGit
}

// appendAll reads at most one byte more than limit.
func appendAll(data []byte, r io.Reader, limit int64) ([]byte, error) {
	for int64(len(data)) <= limit {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			return data, nil
		}
		if err != nil {
			return nil, err //nolint:wrapcheck // the caller says what was being read
		}
	}
	return data, nil
}

func tooLarge(name string, size, limit int64) error {
	return fmt.Errorf("reading %s: %w: %d bytes, the limit is %d", name, ErrTooLarge, size, limit)
}

// cause drops the operation and the path of the system's error, which the
// caller's message says better.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
