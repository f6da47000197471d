package eval

import (
	"math"
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// compare is a chain of comparisons: each is made only where those before it
// hold.
func (it *interpreter) compare(e *python.Compare) Alternatives {
	return it.compareFrom(e, 0, it.eval(e.Left))
}

func (it *interpreter) compareFrom(e *python.Compare, i int, left Alternatives) Alternatives {
	right := it.eval(e.Rights[i])
	if it.pc.never() {
		return nil
	}
	outcome := it.pairs(left, right, func(x, y Value) Alternatives {
		return it.comparison(e.Ops[i], x, y, e)
	})
	if i == len(e.Ops)-1 {
		return outcome
	}
	yes, no := it.split(outcome, e)
	if yes.never() {
		return outcome
	}
	var rest Alternatives
	it.inside(yes, func() { rest = it.compareFrom(e, i+1, right).within(yes).under(yes) })
	return append(one(Bool(false)).under(no), rest...).merged().bounded()
}

func fromBranches(branches []branch) Alternatives {
	result := make(Alternatives, len(branches))
	for i, b := range branches {
		result[i] = Alternative{Guard: b.guard, Value: Bool(b.truth)}
	}
	return result
}

func negated(a Alternatives) Alternatives {
	return a.values(func(v Value) Value {
		if b, ok := v.(Bool); ok {
			return !b
		}
		return v
	})
}

func (it *interpreter) comparison(op string, x, y Value, n python.Node) Alternatives {
	switch op {
	case "==":
		return it.equality(x, y, n)
	case "!=", "<>":
		return negated(it.equality(x, y, n))
	case "is":
		return it.identity(x, y, n)
	case "is not":
		return negated(it.identity(x, y, n))
	case "in":
		return it.membership(x, y, n)
	case "not in":
		return negated(it.membership(x, y, n))
	}
	return it.ordering(op, x, y, n)
}

// equality is x == y.
func (it *interpreter) equality(x, y Value, n python.Node) Alternatives {
	if e, ok := y.(*External); ok {
		if _, both := x.(*External); !both {
			x, y = e, x
		}
	}
	if e, ok := x.(*External); ok {
		if it.isTouched(e) && e != y {
			return fromBranches(either(it.freshTest(n)))
		}
		return it.externalEquality(e, y, n)
	}
	if equal, known := knownEqual(x, y); known {
		return one(Bool(equal))
	}
	return fromBranches(either(it.freshTest(n)))
}

func (it *interpreter) externalEquality(e *External, y Value, n python.Node) Alternatives {
	if _, isNone := y.(None); isNone {
		if e.Type == "" {
			return fromBranches(either(e.expression() + " is None"))
		}
		return one(Bool(false))
	}
	s, isText := y.(Str)
	if isText && e.Source.Kind == Environment && e.Through == "" {
		return Alternatives{
			{Guard: Variable(e.Source.Name, exactly(string(s))), Value: Bool(true)},
			{Guard: Variable(e.Source.Name, exactly(string(s)).complement().intersect(anyText())), Value: Bool(false)},
		}
	}
	if isText && e.Type != "" && e.Type != "str" {
		return one(Bool(false))
	}
	if _, isNumber := numeric(y); isNumber && e.Type == "str" {
		return one(Bool(false))
	}
	if other, ok := y.(*External); ok && sameValue(other, e) && e.Type != "float" {
		return one(Bool(true))
	}
	if written, ok := scalarText(y); ok {
		return fromBranches(either(e.expression() + " == " + written))
	}
	return fromBranches(either(it.freshTest(n)))
}

// scalarText writes a scalar as Python does, for the names of tests.
func scalarText(v Value) (string, bool) {
	switch v := v.(type) {
	case Str:
		return strconv.Quote(string(v)), true
	case Int:
		return strconv.FormatInt(int64(v), 10), true
	case Bool:
		if v {
			return "True", true
		}
		return "False", true
	case None:
		return "None", true
	}
	return "", false
}

// numeric is the value of a number or truth value.
func numeric(v Value) (float64, bool) {
	switch v := v.(type) {
	case Int:
		return float64(v), true
	case Float:
		return float64(v), true
	case Bool:
		if v {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

// knownEqual compares values of which enough is known.
func knownEqual(x, y Value) (equal, known bool) {
	if a, ok := x.(Int); ok {
		if b, ok := y.(Int); ok {
			return a == b, true
		}
	}
	if a, ok := numeric(x); ok {
		if b, ok := numeric(y); ok {
			return a == b, math.Abs(a) < 1<<53
		}
	}
	a, okA := classOf(x)
	b, okB := classOf(y)
	if !okA || !okB {
		return false, false
	}
	if a != b {
		return false, true
	}
	switch a {
	case "path":
		first, isFirst := x.(*Path)
		second, isSecond := y.(*Path)
		if isFirst && isSecond {
			return textsEqual(first.Name, second.Name)
		}
	case "str":
		return textsEqual(x, y)
	case "bytes", "none":
		return x == y, true
	case "list", "tuple":
		first, isFirst := x.(*Sequence)
		second, isSecond := y.(*Sequence)
		if isFirst && isSecond {
			return sequencesEqual(first, second)
		}
	}
	return false, false
}

// classOf names the class of values that are compared by content; numbers are
// one class.
func classOf(v Value) (string, bool) {
	switch v := v.(type) {
	case Str:
		return "str", true
	case Bytes:
		return "bytes", true
	case None:
		return "none", true
	case Int, Float, Bool:
		return "number", true
	case *Sequence:
		return [...]string{"list", "tuple", "set"}[v.Kind], true
	case *Mapping:
		return "dict", true
	case *Path:
		return "path", true
	case *Text:
		return "str", true
	case *Function, *Builtin, *ModuleValue, *Class:
		return "code", true
	}
	return "", false
}

// textsEqual compares texts that are known, but for the directory of the tree.
func textsEqual(x, y Value) (equal, known bool) {
	a, okA := belowRoot(x)
	b, okB := belowRoot(y)
	if !okA || !okB {
		return false, false
	}
	// Text without the root is equal to none with it, or so it should be: nobody
	// writes the directory of a checkout into the source.
	return a == b, a == b || strings.HasPrefix(a, rootMark) == strings.HasPrefix(b, rootMark)
}

const rootMark = "\x00root"

// belowRoot writes a text with a mark for the directory of the tree.
func belowRoot(v Value) (string, bool) {
	switch v := v.(type) {
	case Str:
		return string(v), true
	case *Text:
		if _, isRoot := v.Parts[0].Hole.(Root); !isRoot {
			return "", false
		}
		written := rootMark
		for _, part := range v.Parts[1:] {
			if part.Hole != nil {
				return "", false
			}
			written += part.Known
		}
		return written, true
	}
	return "", false
}

func sequencesEqual(a, b *Sequence) (equal, known bool) {
	if a == b {
		return true, true
	}
	if len(a.versions) != 1 || len(b.versions) != 1 {
		return false, false
	}
	x, y := a.versions[0].elements, b.versions[0].elements
	if hasSpread(x) || hasSpread(y) {
		return false, false
	}
	if len(x) != len(y) {
		return false, true
	}
	for i := range x {
		v, ok := x[i].Alternatives.Single()
		w, ok2 := y[i].Alternatives.Single()
		if !ok || !ok2 {
			return false, false
		}
		if equal, known := knownEqual(v, w); !known || !equal {
			return false, known
		}
	}
	return true, true
}

// identity is x is y, decided for None and the truth values only.
func (it *interpreter) identity(x, y Value, n python.Node) Alternatives {
	if !singleton(y) {
		x, y = y, x
	}
	if !singleton(y) {
		return fromBranches(either(it.freshTest(n)))
	}
	switch x := x.(type) {
	case *External:
		if it.isTouched(x) {
			return fromBranches(either(it.freshTest(n)))
		}
		if x.Type == "" || x.Type == "bool" && y != (None{}) {
			written, _ := scalarText(y)
			return fromBranches(either(x.expression() + " is " + written))
		}
		return one(Bool(false))
	case *Unknown, *Object:
		return fromBranches(either(it.freshTest(n)))
	}
	return one(Bool(singleton(x) && x == y))
}

func singleton(v Value) bool {
	switch v.(type) {
	case None, Bool:
		return true
	}
	return false
}

func (it *interpreter) ordering(op string, x, y Value, n python.Node) Alternatives {
	a, okA := numeric(x)
	b, okB := numeric(y)
	okA = okA && math.Abs(a) < 1<<53 && math.Abs(b) < 1<<53
	if s, ok := x.(Str); ok {
		if t, ok2 := y.(Str); ok2 {
			a, okA, b, okB = float64(strings.Compare(string(s), string(t))), true, 0, true
		}
	}
	if okA && okB {
		switch op {
		case "<":
			return one(Bool(a < b))
		case "<=":
			return one(Bool(a <= b))
		case ">":
			return one(Bool(a > b))
		case ">=":
			return one(Bool(a >= b))
		}
	}
	if e, ok := x.(*External); ok {
		it.doubt("a comparison fails")
		if written, ok := scalarText(y); ok && !it.isTouched(e) {
			return fromBranches(either(e.expression() + " " + op + " " + written))
		}
	}
	it.doubt("a comparison fails")
	return fromBranches(either(it.freshTest(n)))
}
