package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/shell"
)

// touched is the set of repository files that a launch reads.
type touched map[string]bool

// hostFiles finds files for a launch that runs in a checkout on a machine:
// Procfiles, units, scripts.
type hostFiles struct {
	workspace *workspace.Workspace
	// base is the directory of the file that is read; "" is the root.
	base    string
	touched touched
}

// find looks a relative path up from the working directory, the file's own
// directory and the root. Of an absolute one the longest tail of at least two
// names that exists counts: /srv/site/deploy/start.sh is deploy/start.sh.
func (f hostFiles) find(name, directory string) string {
	if name == "" || strings.ContainsAny(name, "$`*\x00") {
		return ""
	}
	if path.IsAbs(name) {
		return f.tail(name)
	}
	var candidates []string
	if directory != "" && !path.IsAbs(directory) {
		candidates = append(candidates, path.Join(f.base, directory, name), path.Join(directory, name))
	}
	candidates = append(candidates, path.Join(f.base, name), path.Join(name))
	if path.IsAbs(directory) {
		if found := f.tail(path.Join(directory, name)); found != "" {
			return found
		}
	}
	for _, candidate := range candidates {
		if inTree(candidate) && f.workspace.IsFile(candidate) {
			return candidate
		}
	}
	return ""
}

func (f hostFiles) tail(name string) string {
	parts := strings.Split(strings.Trim(path.Clean(name), "/"), "/")
	for ; len(parts) > 1; parts = parts[1:] {
		for _, base := range []string{"", f.base} {
			if candidate := path.Join(base, path.Join(parts...)); f.workspace.IsFile(candidate) {
				return candidate
			}
		}
	}
	// A file of that name beside the one that names it.
	if candidate := path.Join(f.base, parts[0]); parts[0] != "" && path.Ext(parts[0]) != "" && f.workspace.IsFile(candidate) {
		return candidate
	}
	return ""
}

func (f hostFiles) source(name string) (shell.Source, bool) {
	return readSource(f.workspace, f.touched, name)
}

func readSource(w *workspace.Workspace, read touched, name string) (shell.Source, bool) {
	file, err := w.Source(name)
	if err != nil {
		return shell.Source{}, false
	}
	if read != nil {
		read[name] = true
	}
	return shell.At(string(file.Data), 0), true
}

// inTree reports whether a cleaned path stays inside the tree.
func inTree(name string) bool {
	return name != ".." && !strings.HasPrefix(name, "../") && !path.IsAbs(name)
}

// directoryOf is the directory of a file, "" for the root.
func directoryOf(name string) string {
	if dir := path.Dir(name); dir != "." {
		return dir
	}
	return ""
}
