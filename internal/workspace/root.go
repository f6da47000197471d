package workspace

import (
	"fmt"
	"os"
	"path/filepath"
)

// FindRoot says where the tree of a path that a user named (a file or a
// directory, as the operating system writes it) begins: at the git work tree
// around it, because server files above a project matter to it. A path that
// this work tree ignores, or that is in none, is its own root, if it is a
// directory; for a file it is the directory of the nearest manage.py at or
// above it, or else the one from which its package can be imported.
//
// It returns the absolute root, and the path relative to it with slashes ("" if
// they are the same). The error is that of a path that does not exist.
func FindRoot(name string) (root, rel string, err error) {
	absolute, err := filepath.Abs(name)
	if err != nil {
		return "", "", fmt.Errorf("finding %s: %w", name, err)
	}
	info, err := os.Stat(absolute)
	if err != nil {
		return "", "", fmt.Errorf("finding %s: %w", name, cause(err))
	}
	root = workTree(absolute, info.IsDir())
	switch {
	case root != "":
	case info.IsDir():
		root = absolute
	default:
		root = projectDirectory(filepath.Dir(absolute))
	}
	rel, err = filepath.Rel(root, absolute)
	if err != nil {
		return "", "", fmt.Errorf("finding the root of %s: %w", name, err)
	}
	if rel == "." {
		rel = ""
	}
	return root, filepath.ToSlash(rel), nil
}

// workTree is the git work tree around a path, or "" if there is none or it
// ignores the path.
func workTree(absolute string, dir bool) string {
	start := absolute
	if !dir {
		start = filepath.Dir(absolute)
	}
	for at := start; ; at = filepath.Dir(at) {
		if gitDirectory(at) != "" {
			if at != absolute && ignoredIn(at, absolute, dir) {
				return ""
			}
			return at
		}
		if filepath.Dir(at) == at {
			return ""
		}
	}
}

func ignoredIn(workTree, absolute string, dir bool) bool {
	tree, err := OpenDirectory(workTree)
	if err != nil {
		return false // whoever opens it next will say why
	}
	defer func() { _ = tree.Close() }()
	rel, err := filepath.Rel(workTree, absolute)
	return err == nil && tree.Ignored(filepath.ToSlash(rel), dir)
}

// projectDirectory looks upwards from a file's directory. It stops at three
// levels: a settings module is seldom deeper in its project, and what lies
// further up is not the user's project.
func projectDirectory(dir string) string {
	const levels = 3
	at := dir
	for range levels {
		if isFile(filepath.Join(at, "manage.py")) {
			return at
		}
		at = filepath.Dir(at)
	}
	for isFile(filepath.Join(dir, "__init__.py")) && filepath.Dir(dir) != dir {
		dir = filepath.Dir(dir)
	}
	return dir
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// joinTree joins tree paths, both of which are clean; "" is the root. It is
// called for every file, so it is not path.Join.
func joinTree(dir, name string) string {
	if dir == "" {
		return name
	}
	return dir + "/" + name
}
