package check

import (
	"path"
	"strings"

	"github.com/djvet/djvet/internal/eval"
)

// Directory is a directory or file of the server as far as it is known. Paths of
// the repository begin with "//", which no other does after cleaning.
type Directory string

const repository = "//"

// Directory reads a path. A relative one is taken from the project's root, where
// manage.py is run. It is false for what is not known, and for what is no path.
func (p *Pass) Directory(v eval.Value) (Directory, bool) {
	if name, ok := eval.Rooted(v); ok {
		return Directory(repository + name), true
	}
	if named, ok := v.(*eval.Path); ok {
		v = named.Name
	}
	s, ok := v.(eval.Str)
	if !ok || s == "" || strings.Contains(string(s), "://") {
		return "", false
	}
	if strings.HasPrefix(string(s), "/") {
		return Directory(path.Clean(string(s))), true
	}
	name := path.Join(p.Project.Root, string(s))
	if name == ".." || strings.HasPrefix(name, "../") {
		return "", false
	}
	if name == "." {
		name = ""
	}
	return Directory(repository + name), true
}

// InTree is the directory of a name relative to the tree's root.
func InTree(name string) Directory { return Directory(repository + name) }

// StaticEntry reads an entry of STATICFILES_DIRS: a path, or a pair of a prefix
// and a path. The prefix keeps the files of two entries apart.
func (p *Pass) StaticEntry(v eval.Value) (dir Directory, prefix string, ok bool) {
	pair, isPair := v.(*eval.Sequence)
	if !isPair {
		dir, ok = p.Directory(v)
		return dir, "", ok
	}
	elements := pair.Elements()
	if len(elements) != 2 || !pair.Complete() {
		return "", "", false
	}
	name, _ := elements[0].Alternatives.Single()
	text, isText := name.(eval.Str)
	inner, single := elements[1].Alternatives.Single()
	if !isText || !single {
		return "", "", false
	}
	dir, ok = p.Directory(inner)
	return dir, string(text), ok
}

// Inside reports whether d lies below other, and is not the same.
func (d Directory) Inside(other Directory) bool {
	switch {
	case d == other:
		return false
	case other == repository:
		return strings.HasPrefix(string(d), repository)
	case other == "/": // in which the repository lies as well
		return true
	}
	return strings.HasPrefix(string(d), string(other)+"/")
}

// Parent is the directory in which d lies.
func (d Directory) Parent() Directory {
	if name, ok := d.InRepository(); ok {
		if dir := path.Dir(name); dir != "." {
			return Directory(repository + dir)
		}
		return repository
	}
	return Directory(path.Dir(string(d)))
}

// InRepository gives the path relative to the tree's root of what lies in it.
func (d Directory) InRepository() (name string, ok bool) {
	return strings.CutPrefix(string(d), repository)
}

// Name is the directory as people know it.
func (d Directory) Name() string {
	if d == repository {
		return "the project's directory"
	}
	return strings.TrimPrefix(string(d), repository)
}
