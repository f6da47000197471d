package eval

import (
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// membership is x in y.
func (it *interpreter) membership(x, y Value, n python.Node) Alternatives {
	switch y := y.(type) {
	case *Sequence:
		return it.eachVersion(y, func(elements []Element) Alternatives { return it.memberOf(x, elements, n) })
	case *Mapping:
		return it.eachEntries(y, func(m mappingVersion) Alternatives { return it.keyOf(x, m, n) })
	case Str:
		if s, ok := x.(Str); ok {
			return one(Bool(strings.Contains(string(y), string(s))))
		}
	case *Instance:
		if l, ok := y.state.(*lazy); ok && l.again {
			if elements, ok := l.take(); ok {
				return it.memberOf(x, elements, n)
			}
		}
		if m, ok := y.state.(*variableMap); ok {
			if name, ok := x.(Str); ok {
				return it.isThere(m.variable(it, string(name)), n)
			}
		}
		if isEnvironment(y) {
			if name, ok := x.(Str); ok {
				return it.isThere(it.readVariable(string(name)), n)
			}
		}
	case *External:
		if s, ok := x.(Str); ok && !it.isTouched(y) {
			return fromBranches(either(strconv.Quote(string(s)) + " in " + y.expression()))
		}
	}
	return fromBranches(either(it.freshTest(n)))
}

// memberOf compares with every element in turn.
func (it *interpreter) memberOf(x Value, elements []Element, n python.Node) Alternatives {
	if e, ok := x.(*External); ok && e.Through != "" && !it.isTouched(e) {
		if written, ok := constants(elements); ok { // one test, not one for each
			return fromBranches(either(e.expression() + " in (" + written + ")"))
		}
	}
	open := one(Bool(false))
	for _, e := range elements {
		var same Alternatives
		if e.Spread != nil {
			same = fromBranches(either(it.freshTest(n)))
		} else {
			same = it.each(e.Alternatives, func(a Alternative) Alternatives {
				if singleton(x) && x == a.Value {
					return one(Bool(true))
				}
				return it.equality(x, a.Value, n)
			})
		}
		open = it.pairs(open, same, func(a, b Value) Alternatives {
			if a == Bool(true) {
				return one(a)
			}
			return one(b)
		})
		if v, ok := open.Single(); ok && v == Bool(true) {
			return open
		}
	}
	return open
}

// constants writes elements that are all known, for the name of a test.
func constants(elements []Element) (string, bool) {
	written := make([]string, len(elements))
	for i, e := range elements {
		v, ok := e.Alternatives.Single()
		text, isScalar := scalarText(v)
		if !ok || !isScalar || e.Spread != nil {
			return "", false
		}
		written[i] = text
	}
	return strings.Join(written, ", "), len(written) > 1
}

func (it *interpreter) keyOf(x Value, m mappingVersion, n python.Node) Alternatives {
	if !hashable(x) {
		return fromBranches(either(it.freshTest(n)))
	}
	if found := lookupEntry(m.entries, x); found != nil {
		return it.isThere(found, n)
	}
	if m.more != nil {
		return fromBranches(either(it.freshTest(n)))
	}
	return one(Bool(false))
}

// isThere tests whether something is there, which says nothing of its truth.
func (it *interpreter) isThere(found Alternatives, n python.Node) Alternatives {
	return it.each(found, func(a Alternative) Alternatives {
		if u, ok := a.Value.(*Unknown); ok && u.absent {
			return fromBranches(either(it.freshTest(n)))
		}
		_, absent := a.Value.(Unbound)
		return one(Bool(!absent))
	})
}
