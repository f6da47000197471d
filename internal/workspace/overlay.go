package workspace

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// NewOverlay makes a Tree in which buffers (by path) stand before the files of
// base: they replace or add files. Editors use it for what is not saved yet.
// What base ignores stays ignored. The caller must not change the buffers
// afterwards.
func NewOverlay(base Tree, buffers map[string][]byte) Tree {
	return &overlay{base: base, buffers: maps.Clone(buffers)}
}

type overlay struct {
	base    Tree
	buffers map[string][]byte
}

// Walk visits base first, then the buffers that base does not have, with the
// directories that they need.
func (o *overlay) Walk(ctx context.Context, visit func(Entry) error) error {
	wanted := map[string]bool{} // the buffers and the directories above them, not seen yet
	for name := range o.buffers {
		for ; name != "."; name = path.Dir(name) {
			wanted[name] = true
		}
	}
	skipped := map[string]bool{}
	guarded := func(entry Entry) error {
		if _, ok := o.buffers[entry.Path]; ok && !entry.Dir {
			// A buffer is an ordinary file, whatever is on the disk.
			entry.Type, entry.LinksToDir = 0, false
		}
		delete(wanted, entry.Path)
		err := visit(entry)
		if errors.Is(err, fs.SkipDir) && entry.Dir {
			skipped[entry.Path] = true
		}
		return err
	}
	if err := o.base.Walk(ctx, guarded); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if underAny(name, skipped) {
			continue
		}
		_, file := o.buffers[name]
		err := visit(Entry{Path: name, Dir: !file, Type: modeOf(!file)})
		if errors.Is(err, fs.SkipDir) && !file {
			skipped[name] = true
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (o *overlay) ReadFile(name string, limit int64) ([]byte, error) {
	data, ok := o.buffers[name]
	if !ok {
		return o.base.ReadFile(name, limit)
	}
	if int64(len(data)) > limit {
		return nil, tooLarge(name, int64(len(data)), limit)
	}
	return bytes.Clone(data), nil
}

func (o *overlay) Ignored(name string, dir bool) bool { return o.base.Ignored(name, dir) }

// underAny reports whether one of the directories above name is in dirs.
func underAny(name string, dirs map[string]bool) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if dirs[dir] {
			return true
		}
	}
	return false
}
