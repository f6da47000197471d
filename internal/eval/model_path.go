package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// pathMethod is a method of a pathlib path.
func (it *interpreter) pathMethod(p *Path, name string, c *call) (Alternatives, bool) {
	switch name {
	case "absolute":
		if s, ok := p.Name.(Str); ok && !strings.HasPrefix(string(s), "/") {
			return one(unknown("it depends on the directory that the server runs in")), true
		}
		return one(p), true // ".." stays
	case "resolve":
		resolved := absolutePath(p.Name)
		if u, ok := resolved.(*Unknown); ok {
			return one(u), true
		}
		return one(newPath(resolved)), true
	case "joinpath":
		joined := emptyApart(one(p))
		for _, arg := range c.positional {
			joined = it.pairs(joined, arg, func(x, y Value) Alternatives {
				if base, ok := x.(*Path); ok {
					return one(joinPath(base, y))
				}
				return one(x)
			})
		}
		return joined, true
	case "exists", "is_file", "is_dir":
		return it.exists(p, c.node), true
	case "as_posix", "__str__", "__fspath__":
		return one(p.Name), true
	case "open":
		return it.open(append([]Alternatives{one(p)}, c.positional...), c), true
	case "read_text", "read_bytes":
		return it.readPath(p, name, c), true
	case "write_text", "write_bytes":
		it.doubt("a file cannot be written")
		name, _ := it.fileAt(p)
		it.rewrite(name)
		return one(unknown("how much is written is not followed")), true
	case "with_name", "with_suffix", "relative_to", "expanduser", "is_absolute", "iterdir", "glob", "rglob", "stat":
		it.doubt("a path operation fails")
		return one(derived("pathlib's "+name, p)), true
	case "mkdir", "touch":
		return one(None{}), true
	}
	return nil, false
}

// exists tests whether a file exists. One that is in the repository does; of
// any other nothing is known.
func (it *interpreter) exists(v Value, n python.Node) Alternatives {
	if name, ok := Rooted(v); ok {
		if it.files.Exists(name) {
			return one(Bool(true))
		}
		return fromBranches(either("the file " + name + " exists"))
	}
	if s, ok := v.(Str); ok {
		return fromBranches(either("the file " + string(s) + " exists"))
	}
	return fromBranches(either(it.freshTest(n)))
}

// modelPath are os.path and what it is called in os.
func modelPath() map[string]Value {
	onPath := func(name string, f func(Value) Value) Value {
		return &Builtin{Name: "os.path." + name, call: func(it *interpreter, c *call) Alternatives {
			if len(c.positional) != 1 {
				return it.unknownCall(unknown("os.path."+name+" is called in a way that is not followed"), c)
			}
			return c.positional[0].values(func(v Value) Value { return f(pathOf(v)) })
		}}
	}
	test := &Builtin{Name: "os.path.exists", call: func(it *interpreter, c *call) Alternatives {
		if len(c.positional) != 1 {
			return it.unknownCall(unknown("os.path.exists is called in a way that is not followed"), c)
		}
		return it.each(c.positional[0], func(a Alternative) Alternatives { return it.exists(a.Value, c.node) })
	}}
	return map[string]Value{
		"dirname": onPath("dirname", dirname), "basename": onPath("basename", basename),
		"abspath": onPath("abspath", absolutePath), "realpath": onPath("realpath", absolutePath),
		"normpath": onPath("normpath", normal),
		"exists":   test, "isfile": test, "isdir": test,
		"sep": Str("/"), "pardir": Str(".."),
		"join": &Builtin{Name: "os.path.join", call: func(it *interpreter, c *call) Alternatives {
			if len(c.positional) == 0 {
				return it.unknownCall(unknown("os.path.join is called in a way that is not followed"), c)
			}
			joined := emptyApart(c.positional[0].values(func(v Value) Value { return joinPaths(v) }))
			for _, arg := range c.positional[1:] {
				joined = it.pairs(joined, arg, func(x, y Value) Alternatives { return one(joinTwo(x, y)) })
			}
			if c.open {
				return joined.values(func(Value) Value { return derived("os.path.join", unknown("some of its arguments are not known")) })
			}
			return joined
		}},
		"split": &Builtin{Name: "os.path.split", call: func(it *interpreter, c *call) Alternatives {
			if len(c.positional) != 1 {
				return it.unknownCall(unknown("os.path.split is called in a way that is not followed"), c)
			}
			return c.positional[0].values(func(v Value) Value {
				return it.sequence(TupleKind, []Element{{Alternatives: one(dirname(v))}, {Alternatives: one(basename(v))}})
			})
		}},
		"splitext":   opaqueFunction("os.path.splitext"),
		"expanduser": opaqueFunction("os.path.expanduser"),
		"isabs":      opaqueFunction("os.path.isabs"),
		"relpath":    opaqueFunction("os.path.relpath"),
		"getmtime":   opaqueFunction("os.path.getmtime"),
	}
}

// pathParents is the parents of a path.
type pathParents struct{ path *Path }

func (pathParents) method(*interpreter, string, *call) (Alternatives, bool) { return nil, false }

func (p pathParents) item(it *interpreter, key Value, _ *python.Subscript) Alternatives {
	n, ok := key.(Int)
	if !ok || n < 0 || n >= 64 {
		it.doubt("an index is missing")
		return one(unknown("an index of a pathlib.parents is not followed"))
	}
	var above Value = p.path
	for range int(n) + 1 {
		at, ok := above.(*Path)
		if !ok {
			break
		}
		if above = parentOf(at); sameValue(above, at) {
			it.doubt("a path has no more parents")
			return one(unknown("the path has no more parents"))
		}
	}
	return one(above)
}

func (pathParents) setItem(*interpreter, Alternatives, Alternatives, python.Node) {}
