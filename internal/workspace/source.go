package workspace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// ErrIgnored is wrapped by the error for a file that git ignores.
var ErrIgnored = errors.New("file is ignored by git")

// source is a file that was asked for.
type source struct {
	once sync.Once
	file *text.File
	err  error
}

// Source reads a file once. Its bytes are those of the file, whatever its
// encoding. The error wraps ErrIgnored, fs.ErrNotExist (also for what lies in a
// skipped directory), ErrTooLarge, ErrNotRegular or what the system said; all
// but the first two become an incident.
func (w *Workspace) Source(name string) (*text.File, error) {
	w.mutex.Lock()
	found := w.sources[name]
	if found == nil {
		found = &source{}
		w.sources[name] = found
	}
	w.mutex.Unlock()
	found.once.Do(func() { found.file, found.err = w.read(name, w.limit(name)) })
	return found.file, found.err
}

func (w *Workspace) limit(name string) int64 {
	if strings.HasSuffix(name, ".py") {
		return w.options.PythonLimit
	}
	return w.options.TextLimit
}

func (w *Workspace) read(name string, limit int64) (*text.File, error) {
	if w.ignored(name) {
		return nil, fmt.Errorf("reading %s: %w", name, ErrIgnored)
	}
	if !w.names.hasFile(name) {
		return nil, fmt.Errorf("reading %s: %w", name, fs.ErrNotExist)
	}
	data, err := w.tree.ReadFile(name, limit)
	if err != nil {
		w.report(name, strings.TrimPrefix(err.Error(), "reading "+name+": "))
		return nil, err
	}
	return text.NewFile(name, data), nil
}

// Python reads and parses a file once. Equal files share one module, between
// workspaces too if they share a cache. The error is one of Source, of
// python.Parse or of ctx; where the file could be read it is returned beside
// the error. What could not be parsed becomes an incident, except for
// templates.
func (w *Workspace) Python(ctx context.Context, name string) (*python.Module, *text.File, error) {
	file, err := w.Source(name)
	if err != nil {
		return nil, nil, err
	}
	module, err := w.options.Cache.Parse(ctx, file.Data)
	if err == nil {
		return module, file, nil
	}
	if ctx.Err() == nil && !errors.Is(err, python.ErrTemplate) {
		w.report(name, err.Error())
	}
	return nil, file, fmt.Errorf("parsing %s: %w", name, err)
}
