package cli

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/workspace"
)

// maxStdin is the largest file that is read from the standard input, in bytes:
// more than djvet would parse, so that it can say so as of any file.
const maxStdin = 8 << 20

// stdinPath is how a PATH says that it means the standard input.
const stdinPath = "-"

// rootsWithStdin are the trees to look into if one file's content comes from
// the standard input. Without any PATH that file is the PATH.
func (r *run) rootsWithStdin(ctx context.Context, name string, paths []string) ([]*root, error) {
	content, err := readAll(ctx, io.LimitReader(r.Stdin, maxStdin))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, usagef("the standard input cannot be read: %w", err)
	}
	directory, rel, err := r.bufferRoot(name)
	if err != nil {
		return nil, err
	}
	rest := slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return p == stdinPath })
	roots, err := r.roots(rest)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(roots, func(r *root) bool { return r.directory == directory })
	switch {
	case i < 0 && len(rest) > 0:
		return nil, usagef("--stdin-filename: %s does not lie in what is to be checked: %s", name, strings.Join(rest, ", "))
	case i < 0:
		roots, i = []*root{{directory: directory}}, 0
	}
	if len(rest) < len(paths) || len(rest) == 0 {
		roots[i].paths = append(roots[i].paths, rel)
	}
	roots[i].buffers = map[string][]byte{rel: content}
	return roots, nil
}

// readAll reads until the end, or until ctx is done: whoever has forgotten to
// give any input can break off.
func readAll(ctx context.Context, from io.Reader) (data []byte, err error) {
	done := make(chan struct{})
	var read []byte
	var failure error
	go func() {
		defer close(done)
		read, failure = io.ReadAll(from)
	}()
	select {
	case <-done:
		return read, failure //nolint:wrapcheck // the caller says it
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

var errDirectory = errors.New("it is a directory")

// bufferRoot finds the tree of a file that need not be on the disk yet.
func (r *run) bufferRoot(name string) (directory, rel string, err error) {
	absolute := r.absolute(name)
	for at := absolute; ; at = filepath.Dir(at) {
		directory, _, err = workspace.FindRoot(at)
		if err == nil {
			break
		}
		if at == filepath.Dir(at) {
			return "", "", usagef("--stdin-filename: %s: %w", name, reason(err))
		}
	}
	rel, err = filepath.Rel(directory, absolute)
	if err != nil || rel == "." {
		return "", "", usagef("--stdin-filename: %s: %w", name, errors.Join(errDirectory, err))
	}
	return directory, filepath.ToSlash(rel), nil
}
