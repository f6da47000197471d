package workspace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// NewMap makes a Tree of paths and contents, for tests and examples. Ignored
// honours the .gitignore files among them as if nothing were tracked: a file
// that one of them names is ignored although it is in the map.
func NewMap(files map[string]string) Tree {
	tree := &mapTree{files: make(map[string]string, len(files)), dirs: map[string]bool{}}
	for name, content := range files {
		name = strings.TrimPrefix(path.Clean("/"+name), "/")
		tree.files[name] = content
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			tree.dirs[dir] = true
		}
	}
	tree.rules = newIgnoreRules(tree)
	return tree
}

type mapTree struct {
	files map[string]string
	dirs  map[string]bool
	rules *ignoreRules
}

// Walk visits in the order of the paths, so a directory comes before what is
// in it.
func (t *mapTree) Walk(ctx context.Context, visit func(Entry) error) error {
	entries := slices.Sorted(maps.Keys(t.files))
	entries = slices.AppendSeq(entries, maps.Keys(t.dirs))
	slices.Sort(entries)
	var skipped []string
	for _, name := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		if slices.ContainsFunc(skipped, func(dir string) bool { return within(name, dir) }) {
			continue
		}
		err := visit(Entry{Path: name, Dir: t.dirs[name], Type: modeOf(t.dirs[name])})
		if errors.Is(err, fs.SkipDir) && t.dirs[name] {
			skipped = append(skipped, name)
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *mapTree) ReadFile(name string, limit int64) ([]byte, error) {
	content, ok := t.files[name]
	switch {
	case t.dirs[name]:
		return nil, fmt.Errorf("reading %s: %w", name, ErrNotRegular)
	case !ok:
		return nil, fmt.Errorf("reading %s: %w", name, fs.ErrNotExist)
	case int64(len(content)) > limit:
		return nil, tooLarge(name, int64(len(content)), limit)
	}
	return []byte(content), nil
}

func (t *mapTree) Ignored(name string, dir bool) bool {
	return t.rules.match(name, dir) != notIgnored
}

// ignoreFile and repository make the map a source of ignore rules.
func (t *mapTree) ignoreFile(dir string) []byte {
	return []byte(t.files[path.Join(dir, ".gitignore")])
}

func (t *mapTree) repository(string) *repository { return nil }

// within reports whether a path lies below a directory.
func within(name, dir string) bool {
	if dir == "" {
		return name != ""
	}
	return len(name) > len(dir) && name[len(dir)] == '/' && name[:len(dir)] == dir
}

func modeOf(dir bool) fs.FileMode {
	if dir {
		return fs.ModeDir
	}
	return 0
}
