package workspace

import (
	"context"
	"errors"
	"io/fs"
)

// Tree is where files come from: a directory, git objects, an archive, or an
// overlay of editor buffers on any of them. Paths are slash-separated and
// relative to the tree's root, without "." or "..". A Tree is safe for
// concurrent use and gives the same answers until it is replaced.
type Tree interface {
	// Walk calls visit once for every directory below the root (before what is
	// in it) and every file, never two calls at once, in no particular order.
	// If visit returns fs.SkipDir for a directory, what is below it is not
	// visited; any other error ends the walk and is returned. Symbolic links to
	// directories are not followed. A directory that cannot be read is given to
	// visit a second time, with Err set (the root too, as ""), and the walk
	// goes on.
	Walk(ctx context.Context, visit func(Entry) error) error
	// ReadFile reads a whole file of at most limit bytes. It returns an error
	// that wraps ErrTooLarge if the file is larger, ErrNotRegular if it is a
	// directory, a pipe or a device, fs.ErrNotExist if there is none, or what
	// the system said.
	ReadFile(path string, limit int64) ([]byte, error)
	// Ignored reports whether git ignores the path and does not track it. Such
	// a file is never read. It is asked for directories and candidates only.
	// The path need not exist.
	Ignored(path string, dir bool) bool
}

// Entry is a file or directory met by Walk.
type Entry struct {
	Path string
	Dir  bool
	// Type has the mode's type bits: fs.ModeSymlink for a symbolic link.
	Type fs.FileMode
	// LinksToDir says that the entry is a symbolic link to a directory, or to
	// something that cannot be told.
	LinksToDir bool
	// Err is why a directory could not be read.
	Err error
}

// The reasons, beside the system's own, for which a file is not read.
var (
	// ErrTooLarge is wrapped by ReadFile's error for a file over the limit.
	ErrTooLarge = errors.New("file is too large")
	// ErrNotRegular is wrapped by ReadFile's error for anything that is not a
	// regular file.
	ErrNotRegular = errors.New("not a regular file")
)
