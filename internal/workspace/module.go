package workspace

import (
	"path"
	"slices"
	"strings"
)

// ModuleKind tells what an import of a module loads.
type ModuleKind uint8

// The kinds of modules.
const (
	// SourceFile is x.py.
	SourceFile ModuleKind = iota
	// Package is x/__init__.py.
	Package
	// NamespacePackage is a directory x without __init__.py: it loads nothing.
	NamespacePackage
)

// Module is a module in the tree.
type Module struct {
	// Name is the dotted name under which Root makes it importable.
	Name string
	// Path is the file that is executed; that of a namespace package is "".
	Path string
	Kind ModuleKind
	// Dir is where submodules are looked for; it is "" for a SourceFile.
	Dir string
	// Portions are all directories of a NamespacePackage, Dir first.
	Portions []string
	// Root is the directory on sys.path, "" for the root of the tree.
	Root string
}

// Resolve finds a module as CPython's path finder does with roots on sys.path
// (importlib._bootstrap_external, PathFinder and FileFinder): in each directory
// a package with __init__.py wins over a file x.py, which wins over a directory
// without __init__.py; such directories are collected, and used only if no later
// root has one of the first two. Compiled modules (.so, .pyc) are not looked at.
// Names need not be identifiers: entry files name modules with hyphens, which
// importlib takes.
func (w *Workspace) Resolve(roots []string, dotted string) (Module, bool) {
	parts, ok := splitModule(dotted)
	if !ok {
		return Module{}, false
	}
	searched := make([]place, len(roots))
	for i, root := range roots {
		root = strings.TrimPrefix(path.Clean("/"+root), "/")
		searched[i] = place{dir: root, root: root}
	}
	var found Module
	for i, part := range parts {
		if i > 0 && found.Kind == SourceFile {
			return Module{}, false // "not a package"
		}
		if found, searched = w.findIn(searched, part); len(searched) == 0 {
			return Module{}, false
		}
	}
	found.Name = dotted
	if found.Kind == NamespacePackage {
		for _, portion := range searched {
			found.Portions = append(found.Portions, portion.dir)
		}
	}
	return found, true
}

// place is a directory that is searched, and the root that led to it.
type place struct{ dir, root string }

// findIn looks for one component. The places returned are where its submodules
// are (for a file, itself); there are none if it was not found.
func (w *Workspace) findIn(searched []place, part string) (Module, []place) {
	var portions []place
	for _, at := range searched {
		full := joinTree(at.dir, part)
		here := place{dir: full, root: at.root}
		if init := full + "/__init__.py"; w.IsFile(init) {
			return Module{Path: init, Kind: Package, Dir: full, Root: at.root}, []place{here}
		}
		if file := full + ".py"; w.IsFile(file) {
			return Module{Path: file, Kind: SourceFile, Root: at.root}, []place{here}
		}
		if known := w.names.dirs[full]; known != nil && !known.opaque {
			portions = append(portions, here)
		}
	}
	if len(portions) == 0 {
		return Module{}, nil
	}
	return Module{Kind: NamespacePackage, Dir: portions[0].dir, Root: portions[0].root}, portions
}

// splitModule splits an absolute dotted name. Names with empty components, or
// with what cannot be one component of a path, are none.
func splitModule(dotted string) ([]string, bool) {
	parts := strings.Split(dotted, ".")
	for _, part := range parts {
		if part == "" || strings.ContainsAny(part, "/\\\x00") {
			return nil, false
		}
	}
	return parts, true
}

// ModuleName is the dotted name of a .py file as seen from a directory on
// sys.path; ok is false if the file is not below it, or cannot be imported
// from it by any name.
func ModuleName(root, name string) (dotted string, ok bool) {
	if !within(name, root) {
		return "", false
	}
	below, ok := strings.CutSuffix(relative(name, root), ".py")
	if !ok || strings.Contains(below, ".") {
		return "", false // a dot in a name would be taken for a package
	}
	if path.Base(below) == "__init__" {
		if below = parentOf(below); below == "" {
			return "", false
		}
	}
	return strings.ReplaceAll(below, "/", "."), true
}

// Candidates gives every module of the workspace that some directory on
// sys.path would make importable under the name, nearest to the tree's root
// first. It is for guessing source roots when Resolve finds nothing.
func (w *Workspace) Candidates(dotted string) []Module {
	parts, ok := splitModule(dotted)
	if !ok {
		return nil
	}
	suffix := strings.Join(parts, "/")
	parent, base := parentOf(suffix), path.Base(suffix)
	var found []Module
	for name := range w.names.dirs {
		if !hasPathSuffix(name, parent) {
			continue
		}
		root := strings.TrimSuffix(name[:len(name)-len(parent)], "/")
		if !w.names.dirs[name].hasFile(base+".py") && !w.names.dirs[name].hasDir(base) {
			continue
		}
		// One root's answer may be hidden by a package of that name nearer.
		if module, ok := w.Resolve([]string{root}, dotted); ok {
			found = append(found, module)
		}
	}
	slices.SortFunc(found, func(a, b Module) int {
		if x, y := strings.Count(a.Root, "/"), strings.Count(b.Root, "/"); x != y {
			return x - y
		}
		return strings.Compare(a.Root, b.Root)
	})
	return found
}

// hasPathSuffix reports whether the last components of a path are suffix.
func hasPathSuffix(name, suffix string) bool {
	if suffix == "" || name == suffix {
		return true
	}
	return strings.HasSuffix(name, suffix) && name[len(name)-len(suffix)-1] == '/'
}

// IgnoredModule gives the paths that may supply a module which Resolve does not
// find, so that it is external, not missing: files that git ignores, because
// they are generated or kept out of the repository on purpose
// (config/settings/local.py), and directories into which the workspace does not
// look (see Opaque). Whether an ignored file is on the disk makes no difference.
func (w *Workspace) IgnoredModule(roots []string, dotted string) []string {
	parts, ok := splitModule(dotted)
	if !ok {
		return nil
	}
	searched := roots
	if len(parts) > 1 {
		parent, ok := w.Resolve(roots, strings.Join(parts[:len(parts)-1], "."))
		switch {
		case !ok:
			// The package itself may be what is ignored.
			return w.IgnoredModule(roots, strings.Join(parts[:len(parts)-1], "."))
		case parent.Kind == SourceFile:
			return nil
		case parent.Kind == Package:
			searched = []string{parent.Dir}
		default:
			searched = parent.Portions
		}
	}
	var found []string
	for _, dir := range searched {
		full := joinTree(dir, parts[len(parts)-1])
		if known := w.names.dirs[full]; known != nil && known.opaque && !w.tree.Ignored(full, true) {
			found = append(found, full)
		}
		for _, file := range []string{full + ".py", full + "/__init__.py"} {
			if w.ignored(file) {
				found = append(found, file)
			}
		}
	}
	return found
}
