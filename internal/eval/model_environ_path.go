package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// environPath is the state of an environ.Path: an absolute path, as a Str, a
// *Text or what is not known.
type environPath struct{ root Value }

func environPathFrom(v Value) Value {
	return nativeInstance("environ.Path", environPath{root: absolutePath(v)})
}

// newEnvironPath is environ.Path(start, *paths).
func newEnvironPath(it *interpreter, c *call) Alternatives {
	start := c.arg(0, "start")
	if start == nil {
		start = one(Str(""))
	}
	rest := c.positional[min(1, len(c.positional)):]
	return it.environJoin(start, rest, c, true)
}

// environJoin is Path._absolute_join: a text, or with wrap an environ.Path.
func (it *interpreter) environJoin(start Alternatives, paths []Alternatives, c *call, wrap bool) Alternatives {
	if c.open || c.keywords["is_file"] != nil {
		it.doubt("a path cannot be made")
		return one(unknown("a path is made in a way that is not followed"))
	}
	if c.keywords["required"] != nil {
		it.doubt("a path that is required is missing")
	}
	joined := start
	for _, path := range paths {
		joined = it.pairs(joined, path, func(x, y Value) Alternatives { return one(joinTwo(pathOf(x), pathOf(y))) })
	}
	return joined.values(func(v Value) Value {
		absolute := absolutePath(pathOf(v))
		if wrap {
			return nativeInstance("environ.Path", environPath{root: absolute})
		}
		return absolute
	})
}

// pathOf is the text of an instance that stands for a path, and any other value
// itself.
func pathOf(v Value) Value {
	if i, ok := v.(*Instance); ok {
		if p, ok := i.state.(nativeText); ok {
			return p.text()
		}
	}
	return v
}

func (p environPath) text() Value { return p.root }

func (p environPath) called(it *interpreter, c *call) Alternatives {
	return it.environJoin(one(p.root), c.positional, c, false)
}

func (p environPath) method(it *interpreter, name string, c *call) (Alternatives, bool) {
	switch name {
	case "path":
		return it.environJoin(one(p.root), c.positional, c, true), true
	case "__call__":
		return p.called(it, c), true
	case "__str__", "__fspath__":
		return one(p.root), true
	case "file":
		if len(c.positional) == 0 {
			return nil, false
		}
		path := it.environJoin(one(p.root), c.positional[:1], c, false)
		return it.open(append([]Alternatives{path}, c.positional[1:]...), c), true
	}
	return nil, false
}

func (p environPath) attribute(_ *interpreter, e *python.Attribute) (Alternatives, bool) {
	if e.Name == "root" || e.Name == "__root__" {
		return one(p.root), true
	}
	return nil, false
}

func (environPath) setAttribute(*interpreter, string, Alternatives) {}

// operate is path - 3, path + "x" and ~path.
func (p environPath) operate(_ *interpreter, op string, other Value) (Alternatives, bool) {
	switch op {
	case "-":
		if n, ok := other.(Int); ok && n >= 0 && n <= maxParents {
			return one(environPathFrom(joinTwo(p.root, Str(strings.Repeat("../", int(n)))))), true
		}
	case "+":
		return one(environPathFrom(joinTwo(p.root, pathOf(other)))), true
	case "~":
		return one(environPathFrom(joinTwo(p.root, Str("..")))), true
	}
	return nil, false
}

// maxParents bounds how far up a path may lead.
const maxParents = 64
