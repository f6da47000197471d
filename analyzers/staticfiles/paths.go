package staticfiles

import (
	"path"
	"strings"

	"github.com/djvet/djvet/internal/eval"
)

// directory is a directory as far as it is known: paths of the repository begin
// with "//", which no other does after cleaning.
type directory string

const repository = "//"

// directoryOf reads a path. It is false for what is not known, and for what is
// no path at all.
func directoryOf(v eval.Value) (directory, bool) {
	if name, ok := eval.Rooted(v); ok {
		return directory(repository + name), true
	}
	if p, ok := v.(*eval.Path); ok {
		v = p.Name
	}
	if s, ok := v.(eval.Str); ok && s != "" && !strings.Contains(string(s), "://") {
		return directory(path.Clean(string(s))), true
	}
	return "", false
}

// entryOf reads an entry of STATICFILES_DIRS: a path, or a pair of a prefix and
// a path. The prefix keeps the files of two entries apart.
func entryOf(v eval.Value) (dir directory, prefix string, ok bool) {
	if pair, isPair := v.(*eval.Sequence); isPair {
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
		dir, ok = directoryOf(inner)
		return dir, string(text), ok
	}
	dir, ok = directoryOf(v)
	return dir, "", ok
}

// inside reports whether d lies below other, and is not the same.
func (d directory) inside(other directory) bool {
	if other == repository {
		return strings.HasPrefix(string(d), repository) && d != other
	}
	if other == "." {
		return !strings.HasPrefix(string(d), "/") && !strings.HasPrefix(string(d), "..") && d != "."
	}
	return strings.HasPrefix(string(d), strings.TrimSuffix(string(other), "/")+"/") && d != other
}

// name is the directory as people know it.
func (d directory) name() string {
	if d == repository {
		return "the project's directory"
	}
	return strings.TrimPrefix(string(d), repository)
}
