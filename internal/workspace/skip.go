package workspace

import (
	"path"
	"strings"
)

// skippedByName reports whether a directory of this name is never the
// project's own: version control, installed packages, caches.
func skippedByName(base string) bool {
	switch base {
	case ".git", ".hg", ".svn", ".bzr", "CVS",
		"site-packages", "dist-packages", "node_modules", "bower_components",
		"__pycache__", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".eggs", "__pypackages__",
		".terraform", ".serverless":
		return true
	}
	return strings.HasSuffix(base, ".egg-info") || strings.HasSuffix(base, ".dist-info")
}

// prune removes what only its content gives away: virtual environments and
// copies of Django. It is done after the walk, because a directory is visited
// before what is in it; their bulk, site-packages, is skipped by name.
func (n *names) prune() {
	var found []string
	for name, dir := range n.dirs {
		switch {
		case name == "" || dir.hasFile("manage.py"):
			// "virtualenv ." in the project's own directory.
		case dir.hasFile("pyvenv.cfg"), n.isOldEnvironment(name), n.isDjango(name):
			found = append(found, name)
		}
	}
	for _, name := range found {
		n.remove(name)
	}
}

// isOldEnvironment recognises environments that virtualenv made before version
// 20: they have no pyvenv.cfg.
func (n *names) isOldEnvironment(name string) bool {
	switch path.Base(name) {
	case "venv", ".venv", "env", ".env", "ENV", "virtualenv", ".virtualenv":
	default:
		return false
	}
	for _, sub := range []string{"bin", "Scripts"} {
		if dir := n.dirs[name+"/"+sub]; dir != nil && (dir.hasFile("activate") || dir.hasFile("activate.bat")) {
			return true
		}
	}
	return n.dirs[name+"/Lib/site-packages"] != nil
}

func (n *names) isDjango(name string) bool {
	if path.Base(name) != "django" {
		return false
	}
	conf := n.dirs[name+"/conf"]
	return conf != nil && conf.hasFile("global_settings.py")
}
