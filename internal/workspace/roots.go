package workspace

import (
	"path"
	"slices"
)

// customaryRoots are directories that projects put on sys.path beside manage.py
// (by PYTHONPATH, a server's python-path, or sys.path in manage.py) so that
// their packages are imported without a prefix.
var customaryRoots = [...]string{"src", "app", "apps", "backend", "server", "project", "web", "api", "django", "code", "lib", "libs"}

// SourceRoots gives the directories that Python would have on sys.path for a
// starter or a settings module at near, the first being searched first:
//
//  1. The directory of manage.py, if near is one: Python puts a script's own
//     directory first. For any other file the directory from which its package
//     is importable: upwards while there is an __init__.py, but not above a
//     manage.py, since a stray __init__.py beside manage.py is common and
//     changes nothing for Python. A directory without __init__.py is a namespace
//     package if there is a manage.py above; otherwise it is the root itself.
//
//  2. The directory of the nearest manage.py at or above, if it is another one.
//
//  3. The directory above the outermost package around near, past any
//     manage.py: some keep manage.py inside the package that they install.
//
//  4. The customary directories (src, apps, backend …) beside all these, only
//     where they hold packages. One that is a package itself counts only if its
//     name says that it is a container (apps, libs): the modules of an "app"
//     (celery.py, redis.py) must not pass for installed packages.
//
//  5. The directory of the nearest pyproject.toml, setup.py or setup.cfg above,
//     and src in it, where they hold packages: the sandbox of a package that is
//     made in the same repository imports it as installed.
//
// The last three are guesses and come last, so they can add what would be
// unresolved, but shadow nothing.
//
// What launches say (PYTHONPATH, chdir) is internal/deploy's and goes before.
func (w *Workspace) SourceRoots(near string) []string {
	dir := parentOf(near)
	manage, managed := w.nearestManage(dir)
	outermost := dir
	for outermost != "" && w.IsFile(outermost+"/__init__.py") {
		outermost = parentOf(outermost)
	}
	first := outermost
	switch {
	case path.Base(near) == "manage.py":
		first = dir
	case managed && within(manage, outermost):
		first = manage
	case managed && outermost == dir:
		first = manage // a namespace layout
	}
	roots := []string{first}
	if managed && manage != first {
		roots = append(roots, manage)
	}
	if outermost != dir && !slices.Contains(roots, outermost) {
		roots = append(roots, outermost)
	}
	for _, root := range slices.Clone(roots) {
		for _, name := range customaryRoots {
			sub := joinTree(root, name)
			if !slices.Contains(roots, sub) && w.mayBeRoot(name, sub) {
				roots = append(roots, sub)
			}
		}
	}
	if made, ok := w.nearestPackaging(first); ok {
		for _, root := range []string{made, joinTree(made, "src")} {
			if !slices.Contains(roots, root) && w.mayBeRoot("src", root) {
				roots = append(roots, root)
			}
		}
	}
	return roots
}

// nearestPackaging is the directory above dir in which a package is made.
func (w *Workspace) nearestPackaging(dir string) (found string, ok bool) {
	for dir != "" {
		dir = parentOf(dir)
		for _, name := range []string{"pyproject.toml", "setup.py", "setup.cfg"} {
			if w.IsFile(joinTree(dir, name)) {
				return dir, true
			}
		}
	}
	return "", false
}

// nearestManage is the directory of the nearest manage.py at or above dir.
func (w *Workspace) nearestManage(dir string) (found string, ok bool) {
	for {
		if w.IsFile(joinTree(dir, "manage.py")) {
			return dir, true
		}
		if dir == "" {
			return "", false
		}
		dir = parentOf(dir)
	}
}

// mayBeRoot reports whether a customary directory holds packages.
func (w *Workspace) mayBeRoot(base, name string) bool {
	dir := w.names.dirs[name]
	if dir == nil || dir.opaque {
		return false
	}
	if dir.hasFile("__init__.py") && base != "apps" && base != "libs" && base != "lib" && base != "src" {
		return false
	}
	for _, sub := range dir.dirs {
		if w.IsFile(joinTree(name, sub) + "/__init__.py") {
			return true
		}
	}
	return false
}
