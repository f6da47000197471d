package eval

import (
	"slices"
	"strings"
)

// opaqueIterator is a call that gives an iterator of which the elements are not
// known. A function among its arguments may be called any number of times.
func (it *interpreter) opaqueIterator(name string, c *call) Alternatives {
	it.doubt(name + "() fails")
	if len(c.positional) > 0 {
		if v, ok := c.positional[0].Single(); ok {
			if f, isFunction := v.(*Function); isFunction {
				it.callAnyTimes(f, c)
			}
		}
	}
	return it.iterator(spread(name + "() is not followed here"))
}

// callAnyTimes runs a function with unknown arguments for its effects.
func (it *interpreter) callAnyTimes(f *Function, c *call) {
	inner := &call{node: c.node}
	for _, p := range f.params {
		if p.Default == nil {
			inner.positional = append(inner.positional, one(unknown("an argument that is not followed")))
		}
	}
	it.havocked(func() { it.invoke(f, inner) })
}

func callReversed(it *interpreter, c *call) Alternatives {
	if len(c.positional) == 1 && !c.open {
		if listed, ok := it.iterate(c.positional[0]); ok {
			elements := elementsFrom(listed)
			slices.Reverse(elements)
			return it.iterator(elements, c.positional...)
		}
	}
	return it.opaqueIterator("reversed", c)
}

func elementsFrom(listed []Alternatives) []Element {
	elements := make([]Element, len(listed))
	for i, l := range listed {
		elements[i] = Element{Alternatives: l}
	}
	return elements
}

// anyOrAll is any() and all(): it ends at the first element that decides.
func (it *interpreter) anyOrAll(c *call, decides bool) Alternatives {
	if len(c.positional) != 1 || c.open {
		return one(unknown("it is called in a way that is not followed"))
	}
	listed, ok := it.iterate(c.positional[0])
	if !ok {
		return opaqueCall("any or all")(it, c)
	}
	return it.decide(c, listed, decides)
}

func (it *interpreter) decide(c *call, listed []Alternatives, decides bool) Alternatives {
	for i, value := range listed {
		yes, no := it.split(value, c.node)
		if !decides {
			yes, no = no, yes
		}
		switch {
		case no.never():
			return one(Bool(decides))
		case yes.never():
			continue
		}
		var rest Alternatives
		it.inside(no, func() { rest = it.decide(c, listed[i+1:], decides).under(no) })
		return append(one(Bool(decides)).under(yes), rest...).merged().bounded()
	}
	return one(Bool(!decides))
}

func callFilter(it *interpreter, c *call) Alternatives {
	if len(c.positional) != 2 || c.open {
		return it.opaqueIterator("filter", c)
	}
	function, ok := c.positional[0].Single()
	listed, okList := it.iterate(c.positional[1])
	if !ok || !okList {
		return it.opaqueIterator("filter", c)
	}
	var elements []Element
	for _, value := range listed {
		tested := value
		if _, isNone := function.(None); !isNone {
			tested = it.apply(function, &call{node: c.node, positional: []Alternatives{value}})
		}
		if it.pc.never() {
			return nil
		}
		switch yes, no := it.split(tested, c.node); {
		case no.never():
			elements = append(elements, Element{Alternatives: value})
		case !yes.never():
			elements = append(elements, Element{Spread: unknown("filter() has a condition that is not known")})
		}
	}
	return it.iterator(elements, c.positional...)
}

func callZip(it *interpreter, c *call) Alternatives {
	shortest := -1
	var columns [][]Alternatives
	for _, arg := range c.positional {
		listed, ok := it.iterate(arg)
		if !ok {
			return it.opaqueIterator("zip", c)
		}
		columns = append(columns, listed)
		if shortest < 0 || len(listed) < shortest {
			shortest = len(listed)
		}
	}
	if c.open || len(c.keywords) > 0 {
		return it.opaqueIterator("zip", c)
	}
	var rows []Element
	for i := range max(shortest, 0) {
		var row []Element
		for _, column := range columns {
			row = append(row, Element{Alternatives: column[i]})
		}
		rows = append(rows, Element{Alternatives: one(it.sequence(TupleKind, row))})
	}
	return it.iterator(rows, c.positional...)
}

// singles are the values of a collection, if each is known to be one.
func (it *interpreter) singles(a Alternatives) ([]Value, bool) {
	v, ok := a.Single()
	if !ok {
		return nil, false
	}
	if s, isSet := v.(*Sequence); isSet && s.Kind == SetKind {
		elements, ok := it.only(s)
		if !ok {
			return nil, false
		}
		return certainElements(elements)
	}
	listed, ok := it.iterate(a)
	if !ok {
		return nil, false
	}
	return certainElements(elementsFrom(listed))
}

// extreme is min() and max() of numbers or of texts.
func (it *interpreter) extreme(c *call, op string) Alternatives {
	values, ok := certainElements(elementsFrom(c.positional))
	if len(c.positional) == 1 {
		values, ok = it.singles(c.positional[0])
	}
	if !ok || len(values) == 0 || len(c.keywords) > 0 || c.open {
		return opaqueCall("min or max")(it, c)
	}
	best := values[0]
	for _, v := range values[1:] {
		order, known := ordered(v, best)
		if !known {
			return opaqueCall("min or max")(it, c)
		}
		if order < 0 && op == "<" || order > 0 && op == ">" {
			best = v
		}
	}
	return one(best)
}

// ordered compares two numbers or two texts.
func ordered(x, y Value) (order int, known bool) {
	if a, ok := x.(Str); ok {
		b, ok := y.(Str)
		return strings.Compare(string(a), string(b)), ok
	}
	a, okA := numeric(x)
	b, okB := numeric(y)
	const exact = 1 << 53
	if !okA || !okB || a != a || b != b || max(a, b) >= exact || min(a, b) <= -exact {
		return 0, false
	}
	switch {
	case a < b:
		return -1, true
	case a > b:
		return 1, true
	}
	return 0, true
}

func callSum(it *interpreter, c *call) Alternatives {
	if len(c.positional) != 1 || len(c.keywords) > 0 || c.open {
		return opaqueCall("sum")(it, c)
	}
	values, ok := it.singles(c.positional[0])
	total := Int(0)
	for _, v := range values {
		added, isInt := v.(Int)
		if !isInt { // floats are added with compensation since 3.12
			return opaqueCall("sum")(it, c)
		}
		sum := integerOperation("+", total, added)
		if total, isInt = sum.(Int); !isInt {
			return one(sum)
		}
	}
	if !ok {
		return opaqueCall("sum")(it, c)
	}
	return one(total)
}

// callSorted sorts numbers or texts, by themselves or by len, str or str.lower.
func callSorted(it *interpreter, c *call) Alternatives {
	if len(c.positional) == 1 && !c.open {
		if values, ok := it.singles(c.positional[0]); ok {
			if sorted, ok := sortedValues(values, c); ok {
				elements := make([]Element, len(sorted))
				for i, v := range sorted {
					elements[i] = Element{Alternatives: one(v)}
				}
				return one(it.sequence(ListKind, elements))
			}
		}
		key, _ := c.keywords["key"].Single()
		if f, isFunction := key.(*Function); isFunction {
			it.callAnyTimes(f, c)
		}
	}
	it.doubt("sorted() fails")
	return one(it.sequence(ListKind, spread("sorting is not followed here")))
}

func sortedValues(values []Value, c *call) ([]Value, bool) {
	if len(c.keywords) > 0 && c.keywords["key"] == nil || len(c.keywords) > 1 {
		return nil, false
	}
	if key := c.keywords["key"]; key != nil {
		b, _ := key.Single()
		if f, ok := b.(*Builtin); !ok || f.Name != "str" || !allText(values) {
			return nil, false
		}
	}
	known := true
	sorted := slices.Clone(values)
	slices.SortStableFunc(sorted, func(a, b Value) int {
		order, ok := ordered(a, b)
		known = known && ok
		return order
	})
	return sorted, known
}

func allText(values []Value) bool {
	return !slices.ContainsFunc(values, func(v Value) bool { _, ok := v.(Str); return !ok })
}

// setLength is the length of a set; elements that may be equal are not counted.
func setLength(elements []Element) Value {
	values, ok := certainElements(elements)
	if !ok || slices.ContainsFunc(values, func(v Value) bool { return !hashable(v) }) {
		return unknown("the length is not known")
	}
	return Int(len(values))
}

func entryCount(m mappingVersion) Value {
	if m.more != nil {
		return unknown("the length is not known")
	}
	count := 0
	for _, e := range m.entries {
		switch {
		case !hasUnbound(e.Alternatives):
			count++
		case !isUnbound(e.Alternatives):
			return unknown("the length is not known")
		}
	}
	return Int(count)
}

// instanceOfAny is isinstance(…, (str, int)) for builtin types.
func instanceOfAny(name string, classes *Sequence) (is, known bool) {
	values, ok := certainElements(classes.Elements())
	if !ok {
		return false, false
	}
	for _, v := range values {
		b, isBuiltin := v.(*Builtin)
		if !isBuiltin {
			return false, false
		}
		is = is || name == b.Name || name == "bool" && b.Name == "int"
	}
	return is, true
}
