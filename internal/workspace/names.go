package workspace

import (
	"path"
	"slices"
	"strings"
)

// names is every directory and file name of a tree. It is built by one
// goroutine and then only read.
//
// A name is kept once however often it occurs (__init__.py, models.py …), and a
// path is not kept at all: a tree of 100,000 files takes some 5 MB.
type names struct {
	dirs map[string]*dirNames
	// interned gives each name its one copy. It is dropped when all is read.
	interned map[string]string
	// last is the directory that was asked for last: walks come in runs.
	last     *dirNames
	lastPath string
}

// dirNames is what one directory holds, sorted.
type dirNames struct {
	files []string
	dirs  []string
	// opaque says that what is in the directory is not known: it was skipped,
	// or it is a symbolic link.
	opaque bool
}

func newNames() *names {
	n := &names{dirs: map[string]*dirNames{}, interned: map[string]string{}}
	n.dirs[""] = &dirNames{}
	n.last = n.dirs[""]
	return n
}

func (n *names) addFile(name string) {
	dir := n.dirOf(name)
	dir.files = append(dir.files, n.intern(path.Base(name)))
}

func (n *names) addDir(name string, opaque bool) {
	parent := n.dirOf(name)
	parent.dirs = append(parent.dirs, n.intern(path.Base(name)))
	n.dirs[strings.Clone(name)] = &dirNames{opaque: opaque}
}

// dirOf is the directory that holds name. Walk gives directories first.
func (n *names) dirOf(name string) *dirNames {
	parent := parentOf(name)
	if parent == n.lastPath {
		return n.last
	}
	dir := n.dirs[parent]
	if dir == nil { // a Tree that breaks its contract must not break more
		n.addDir(parent, false)
		dir = n.dirs[parent]
	}
	n.last, n.lastPath = dir, parent
	return dir
}

func (n *names) intern(name string) string {
	kept, ok := n.interned[name]
	if !ok {
		kept = strings.Clone(name) // not a part of the path, which would keep it
		n.interned[kept] = kept
	}
	return kept
}

// remove forgets what is in a directory, which itself stays as opaque.
func (n *names) remove(name string) {
	dir := n.dirs[name]
	if dir == nil {
		return
	}
	for _, sub := range dir.dirs {
		n.remove(joinTree(name, sub))
		delete(n.dirs, joinTree(name, sub))
	}
	*dir = dirNames{opaque: true}
}

// finish sorts, so that the answers do not depend on the order of the walk.
func (n *names) finish() {
	n.interned, n.last, n.lastPath = nil, nil, ""
	for _, dir := range n.dirs {
		dir.files = sorted(dir.files)
		dir.dirs = sorted(dir.dirs)
	}
}

// sorted also gives back the room that append took in advance.
func sorted(names []string) []string {
	slices.Sort(names)
	return slices.Clip(slices.Compact(names))
}

func (n *names) hasFile(name string) bool {
	dir := n.dirs[parentOf(name)]
	return dir != nil && dir.hasFile(path.Base(name))
}

func (d *dirNames) hasFile(base string) bool {
	_, found := slices.BinarySearch(d.files, base)
	return found
}

func (d *dirNames) hasDir(base string) bool {
	_, found := slices.BinarySearch(d.dirs, base)
	return found
}
