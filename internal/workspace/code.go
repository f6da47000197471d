package workspace

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// The bounds of what Code reads: of one file, and of what is kept of all.
const (
	codeLimit = 256 << 10
	codeKept  = 64 << 20
)

// ReadCode reads files that Code will be asked for, several at once. It ends
// early with ctx: Code reads then what is still missing.
func (w *Workspace) ReadCode(ctx context.Context, names []string) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, name := range names {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error {
			w.Code(name)
			return nil
		})
	}
	_ = group.Wait() // none of them gives an error
}

// Code is the text of a file that is searched and not parsed. Many rules search
// the same files, so it is kept as long as there is room. A file that cannot be
// read, or is very large, is none that a person wrote: it is nil, and no
// incident.
func (w *Workspace) Code(name string) []byte {
	w.mutex.Lock()
	data, known := w.codeFiles[name]
	w.mutex.Unlock()
	if known || !w.IsFile(name) {
		return data
	}
	data, err := w.tree.ReadFile(name, codeLimit)
	if err != nil {
		data = nil
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.codeRead += len(data); w.codeRead <= codeKept {
		if w.codeFiles == nil {
			w.codeFiles = map[string][]byte{}
		}
		w.codeFiles[name] = data
	}
	return data
}
