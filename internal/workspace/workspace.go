package workspace

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"
)

// Options say how a workspace is opened. The zero value is ready for use.
type Options struct {
	// Cache shares parsed files between workspaces; nil makes one for this
	// workspace alone.
	Cache *Cache
	// PythonLimit and TextLimit are the largest files that are read, in bytes:
	// those that end in .py, and others. Zero means 512 KiB and 1 MiB.
	PythonLimit int64
	TextLimit   int64
}

const (
	defaultPythonLimit = 512 << 10
	defaultTextLimit   = 1 << 20
)

// Workspace is a tree whose names are known. It is safe for concurrent use.
type Workspace struct {
	tree    Tree
	options Options
	names   *names

	// candidates classifies all paths at the first call.
	candidates func() candidatePaths

	// ignoredFiles are the answers of ignored.
	ignoredFiles sync.Map

	// codeRead is how much Code keeps, in bytes.
	codeRead  int
	codeFiles map[string][]byte

	mutex     sync.Mutex
	sources   map[string]*source
	incidents map[string]Incident
}

// Incident is a file or directory that could not be read, and so was not
// judged.
type Incident struct {
	Path    string
	Message string
}

// Open walks the tree once. A directory that cannot be read is an incident, not
// an error; the errors are those of the walk itself, and of ctx.
func Open(ctx context.Context, tree Tree, options Options) (*Workspace, error) {
	if options.PythonLimit == 0 {
		options.PythonLimit = defaultPythonLimit
	}
	if options.TextLimit == 0 {
		options.TextLimit = defaultTextLimit
	}
	if options.Cache == nil {
		options.Cache = NewCache(0)
	}
	w := &Workspace{
		tree: tree, options: options, names: newNames(),
		sources: map[string]*source{}, incidents: map[string]Incident{},
	}
	if err := tree.Walk(ctx, w.visit); err != nil {
		return nil, fmt.Errorf("opening the workspace: %w", err)
	}
	w.names.finish()
	w.names.prune()
	w.candidates = sync.OnceValue(w.findCandidates)
	return w, nil
}

func (w *Workspace) visit(entry Entry) error {
	switch {
	case entry.Err != nil:
		w.report(entry.Path, fmt.Sprintf("directory cannot be read: %v", cause(entry.Err)))
		return nil //nolint:nilerr // it is an incident, and the walk goes on
	case entry.Dir:
		// A checkout of half a million files is mostly what it ignores, so
		// such directories are not entered at all.
		if skippedByName(path.Base(entry.Path)) || w.tree.Ignored(entry.Path, true) {
			w.names.addDir(entry.Path, true)
			return fs.SkipDir
		}
		w.names.addDir(entry.Path, false)
	case entry.LinksToDir:
		w.names.addDir(entry.Path, true)
	case entry.Type&^fs.ModeSymlink == 0:
		w.names.addFile(entry.Path)
	}
	return nil
}

// ignored reports whether a file is ignored. Rules look for the same few files
// again and again, and the answer costs the tree a system call.
func (w *Workspace) ignored(name string) bool {
	if known, ok := w.ignoredFiles.Load(name); ok {
		answer, _ := known.(bool)
		return answer
	}
	answer := w.tree.Ignored(name, false)
	w.ignoredFiles.Store(name, answer)
	return answer
}

// Tree is what the workspace was opened on.
func (w *Workspace) Tree() Tree { return w.tree }

// Exists reports whether there is a file or a directory. What git ignores does
// not exist; nor does what is in a skipped directory.
func (w *Workspace) Exists(name string) bool { return w.IsFile(name) || w.IsDir(name) }

// IsFile reports whether there is a file, or a link to one.
func (w *Workspace) IsFile(name string) bool {
	return w.names.hasFile(name) && !w.ignored(name)
}

// IsDir reports whether there is a directory; "" is the root. A directory that
// was skipped, or is a symbolic link, counts, although nothing is known to be in
// it: see Opaque.
func (w *Workspace) IsDir(name string) bool {
	dir := w.names.dirs[rooted(name)]
	return dir != nil && (!dir.opaque || !w.tree.Ignored(name, true))
}

// Opaque reports whether path lies in, or is, a directory into which the
// workspace does not look although it is there: an installed package, an
// ignored directory, a symbolic link. Nothing may be concluded from what does
// not exist there.
func (w *Workspace) Opaque(name string) bool {
	for {
		if dir := w.names.dirs[name]; dir != nil {
			return dir.opaque
		}
		if name == "" {
			return false
		}
		name = parentOf(name)
	}
}

// List gives the names in a directory, sorted, the directories ending with "/".
// It is nil for what is no directory.
func (w *Workspace) List(name string) []string {
	name = rooted(name)
	dir := w.names.dirs[name]
	if dir == nil {
		return nil
	}
	listed := make([]string, 0, len(dir.dirs)+len(dir.files))
	for _, sub := range dir.dirs {
		if w.IsDir(joinTree(name, sub)) {
			listed = append(listed, sub+"/")
		}
	}
	for _, file := range dir.files {
		if !w.ignored(joinTree(name, file)) {
			listed = append(listed, file)
		}
	}
	slices.Sort(listed)
	return listed
}

// Files gives the paths of the files for which match is true, sorted. It calls
// match for every file that was met, ignored ones among them, which it leaves
// out of the result.
func (w *Workspace) Files(match func(name string) bool) []string {
	var found []string
	for name, dir := range w.names.dirs {
		for _, file := range dir.files {
			if full := joinTree(name, file); match(full) && !w.ignored(full) {
				found = append(found, full)
			}
		}
	}
	slices.Sort(found)
	return found
}

// ByName gives the paths of the files that have one of the names, sorted.
func (w *Workspace) ByName(bases ...string) []string {
	var found []string
	for name, dir := range w.names.dirs {
		for _, base := range bases {
			if full := joinTree(name, base); dir.hasFile(base) && !w.ignored(full) {
				found = append(found, full)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// Incidents gives what could not be read so far, sorted by path.
func (w *Workspace) Incidents() []Incident {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	found := make([]Incident, 0, len(w.incidents))
	for _, incident := range w.incidents {
		found = append(found, incident)
	}
	slices.SortFunc(found, func(a, b Incident) int {
		if a.Path < b.Path {
			return -1
		}
		return 1
	})
	return found
}

// rooted takes ".", which path.Dir gives for the root, for it.
func rooted(name string) string {
	if name == "." {
		return ""
	}
	return name
}

func (w *Workspace) report(name, message string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if _, ok := w.incidents[name]; !ok {
		w.incidents[name] = Incident{Path: name, Message: message}
	}
}
