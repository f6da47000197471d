package eval

import (
	"slices"

	"github.com/djvet/djvet/parser/python"
)

// listMethod is a method of a list, tuple or set.
func (it *interpreter) listMethod(s *Sequence, a *python.Attribute, c *call) (Alternatives, bool) {
	if s.Kind != ListKind {
		return it.setMethod(s, a, c)
	}
	origin := Origin{Kind: Changed, File: it.scope.module.File, Span: it.oneLine(c.node.Range(), a.Range())}
	changed := func() (Alternatives, bool) {
		it.noteChange(a.Value, one(s), c.node)
		return one(None{}), true
	}
	switch {
	case a.Name == "append" && len(c.positional) == 1:
		element := Element{Alternatives: c.positional[0].stepped(origin)}
		it.changeList(s, func(elements []Element) []Element { return append(slices.Clip(elements), element) })
		return changed()
	case a.Name == "extend" && len(c.positional) == 1:
		it.extendList(s, c.positional[0])
		return changed()
	case a.Name == "insert" && len(c.positional) == 2:
		at, _ := c.positional[0].Single()
		element := Element{Alternatives: c.positional[1].stepped(origin)}
		it.changeList(s, func(elements []Element) []Element { return inserted(elements, at, element) })
		return changed()
	case a.Name == "remove" && len(c.positional) == 1:
		it.removeElement(s, c)
		return changed()
	case a.Name == "pop" && len(c.positional) < 2 && !c.open:
		result := it.popElement(s, c)
		it.noteChange(a.Value, one(s), c.node)
		return result, true
	case a.Name == "index":
		return one(it.indexOf(s, c)), true
	case a.Name == "copy":
		return it.eachVersion(s, func(elements []Element) Alternatives { return one(it.sequence(ListKind, elements)) }), true
	case a.Name == "clear":
		it.changeList(s, func([]Element) []Element { return nil })
		return changed()
	case a.Name == "reverse":
		it.changeList(s, func(elements []Element) []Element {
			reversed := slices.Clone(elements)
			slices.Reverse(reversed)
			return reversed
		})
		return changed()
	case a.Name == "sort":
		it.sortList(s, c)
		return changed()
	case a.Name == "count":
		return one(unknown("counting is not followed")), true
	}
	return nil, false
}

// sortList is list.sort.
func (it *interpreter) sortList(s *Sequence, c *call) {
	inner := &call{node: c.node, positional: []Alternatives{one(s)}, keywords: c.keywords, open: c.open || len(c.positional) > 0}
	result, _ := callSorted(it, inner).Single()
	sorted, ok := result.(*Sequence)
	it.changeList(s, func([]Element) []Element {
		if !ok {
			return spread("sorting is not followed here")
		}
		return sorted.versions[0].elements
	})
}

// popElement is list.pop.
func (it *interpreter) popElement(s *Sequence, c *call) Alternatives {
	at, ok := Value(Int(-1)), true
	if len(c.positional) == 1 {
		at, ok = c.positional[0].Single()
	}
	i, isInt := at.(Int)
	result := it.eachVersion(s, func(elements []Element) Alternatives {
		n, inside := position(i, len(elements))
		if !ok || !isInt || hasSpread(elements) && (i != -1 || elements[len(elements)-1].Spread != nil) {
			it.doubt("an index is out of range")
			return one(unknown("an element that was taken out of a list"))
		}
		if !inside {
			it.raise(Guard{}, failure{exception: "IndexError", message: "pop index out of range", node: c.node})
			return nil
		}
		return elements[n].Alternatives
	})
	it.changeList(s, func(elements []Element) []Element {
		n, inside := position(i, len(elements))
		switch {
		case ok && isInt && i == -1 && inside && elements[n].Spread == nil:
			return elements[:n:n]
		case !ok || !isInt || hasSpread(elements):
			return spread("an element was taken out")
		case !inside:
			return elements
		}
		return slices.Delete(slices.Clone(elements), n, n+1)
	})
	return result
}

// inserted is a list with one element more. If it is not known where that is, it
// may be between any two.
func inserted(elements []Element, at Value, element Element) []Element {
	i, ok := at.(Int)
	first, last := -1, -1
	for j, e := range elements {
		if e.Spread != nil {
			if first < 0 {
				first = j
			}
			last = j
		}
	}
	n := int(i)
	if n < 0 {
		n += len(elements)
	}
	switch {
	case ok && first < 0:
		n = min(max(n, 0), len(elements))
	case ok && i >= 0 && n <= first, ok && i < 0 && n > last:
	default:
		const reason = "something was inserted at a place that is not known"
		spaced := spread(reason)
		for _, e := range elements {
			spaced = append(spaced, e, spread(reason)[0])
		}
		return spaced
	}
	return slices.Insert(slices.Clone(elements), n, element)
}

func (it *interpreter) removeElement(s *Sequence, c *call) {
	removed, ok := c.positional[0].Single()
	it.changeList(s, func(elements []Element) []Element {
		for i, e := range elements {
			v, single := e.Alternatives.Single()
			if !ok || e.Spread != nil || !single {
				return spread("an element was removed")
			}
			equal, known := knownEqual(v, removed)
			if !known {
				return spread("an element was removed")
			}
			if equal {
				return slices.Delete(slices.Clone(elements), i, i+1)
			}
		}
		return elements // Python raises ValueError
	})
	it.doubt("the element to remove is missing")
}

func (it *interpreter) indexOf(s *Sequence, c *call) Value {
	elements, ok := it.only(s)
	if !ok || len(c.positional) != 1 {
		return unknown("an index is not followed here")
	}
	wanted, _ := c.positional[0].Single()
	for i, e := range elements {
		v, single := e.Alternatives.Single()
		if e.Spread != nil || !single {
			break
		}
		if equal, known := knownEqual(v, wanted); !known {
			break
		} else if equal {
			return Int(i)
		}
	}
	it.doubt("the element is missing")
	return unknown("an index is not followed here")
}

func (it *interpreter) setMethod(s *Sequence, a *python.Attribute, c *call) (Alternatives, bool) {
	if s.Kind == SetKind && a.Name == "add" && len(c.positional) == 1 {
		it.changeList(s, func(elements []Element) []Element {
			return it.setDisplay(append(slices.Clip(elements), Element{Alternatives: c.positional[0]})).versions[0].elements
		})
		it.noteChange(a.Value, one(s), c.node)
		return one(None{}), true
	}
	if s.Kind == SetKind {
		it.changeList(s, func([]Element) []Element { return spread("the set may have been changed") })
	}
	if s.Kind == TupleKind && a.Name == "index" {
		return one(it.indexOf(s, c)), true
	}
	return one(unknown("the method " + a.Name + " is not followed")), true
}

// mappingMethod is a method of a dict.
func (it *interpreter) mappingMethod(m *Mapping, a *python.Attribute, c *call) (Alternatives, bool) {
	changed := func() (Alternatives, bool) {
		it.noteChange(a.Value, one(m), c.node)
		return one(None{}), true
	}
	switch a.Name {
	case "get":
		return it.getKey(m, c, false), true
	case "setdefault":
		result := it.getKey(m, c, true)
		it.noteChange(a.Value, one(m), c.node)
		return result, true
	case "update":
		origin := Origin{Kind: Changed, File: it.scope.module.File, Span: it.oneLine(c.node.Range(), a.Range())}
		for _, value := range c.positional {
			it.updateMapping(m, value)
		}
		for _, name := range c.keywordNames() {
			it.setKey(m, one(Str(name)), c.keywords[name].stepped(origin), nil)
		}
		if c.open {
			it.taintValue(m, unknown("it was updated with something unknown"))
		}
		return changed()
	case "pop":
		result := it.popKey(m, c)
		it.noteChange(a.Value, one(m), c.node)
		return result, true
	case "copy":
		return it.eachEntries(m, func(v mappingVersion) Alternatives { return one(it.mapping(v.entries, v.more)) }), true
	case "keys", "values", "items":
		return it.views(m, a.Name), true
	case "clear":
		it.changeMapping(m, func(mappingVersion) mappingVersion { return mappingVersion{} })
		return changed()
	}
	return nil, false
}

// popKey is dict.pop.
func (it *interpreter) popKey(m *Mapping, c *call) Alternatives {
	if len(c.positional) == 0 || len(c.positional) > 2 || c.open {
		it.doubt("the key to take out is missing")
		it.taintValue(m, unknown("a key that is not known was taken out"))
		return one(unknown("a value that was taken out of a dict"))
	}
	return it.each(c.positional[0], func(key Alternative) Alternatives {
		if !hashable(key.Value) {
			it.doubt("the key to take out is missing")
			it.setKey(m, one(key.Value), one(Unbound{}), nil)
			return one(unknown("a value that was taken out of a dict"))
		}
		found := it.keyAlternatives(m, key.Value)
		var result Alternatives
		for _, alternative := range found {
			_, absent := alternative.Value.(Unbound)
			switch {
			case !absent:
				result = append(result, alternative)
			case len(c.positional) == 2:
				result = append(result, c.positional[1].when(alternative.Guard)...)
			default:
				it.raise(alternative.Guard, failure{exception: "KeyError", message: "the dict has no such key", node: c.node})
			}
		}
		it.setKey(m, one(key.Value), one(Unbound{}), nil)
		return result.bounded()
	})
}

// isUnbound reports whether there is certainly nothing.
func isUnbound(a Alternatives) bool {
	v, _ := a.Single()
	_, ok := v.(Unbound)
	return ok
}

// hasUnbound reports whether there may be nothing.
func hasUnbound(a Alternatives) bool {
	return slices.ContainsFunc(a, func(x Alternative) bool { return mayBeAbsent(x.Value) })
}

func (it *interpreter) getKey(m *Mapping, c *call, set bool) Alternatives {
	if len(c.positional) == 0 {
		return one(unknown("a dict method is called in a way that is not followed"))
	}
	fallback := c.arg(1, "default")
	if fallback == nil {
		fallback = one(None{})
	}
	if len(c.positional[0]) > 1 {
		return it.each(c.positional[0], func(key Alternative) Alternatives {
			inner := *c
			inner.positional = append([]Alternatives{one(key.Value)}, c.positional[1:]...)
			return it.getKey(m, &inner, set)
		})
	}
	key, ok := c.positional[0].Single()
	if !ok || !hashable(key) {
		it.doubt("a key is missing")
		if set {
			it.setKey(m, c.positional[0], fallback, nil)
		}
		return one(derived("a key", key))
	}
	found := it.keyAlternatives(m, key)
	var result Alternatives
	for _, alternative := range found {
		if _, absent := alternative.Value.(Unbound); absent {
			result = append(result, fallback.when(alternative.Guard)...)
		} else {
			result = append(result, alternative)
		}
	}
	if set && (hasUnbound(found) || isUnknown(found)) {
		it.setKey(m, c.positional[0], result, nil)
	}
	return result.bounded()
}

// views lists keys(), values() or items(), as long as the dict does not change.
func (it *interpreter) views(m *Mapping, name string) Alternatives {
	changed := m.changed
	fresh := func() bool { return m.changed == changed }
	if name == "keys" {
		fresh = it.watch(one(m))
	}
	return it.eachEntries(m, func(v mappingVersion) Alternatives {
		elements := it.viewed(v, name)
		return one(&Instance{Class: &Class{Name: "dict_" + name}, state: &lazy{elements: elements, again: true, fresh: fresh}})
	})
}

func (it *interpreter) viewed(v mappingVersion, name string) []Element {
	var elements []Element
	for _, e := range v.entries {
		if isUnbound(e.Alternatives) {
			continue
		}
		if hasUnbound(e.Alternatives) || e.unordered {
			why := unknownFrom("the order of a dict is not certain", changeableEntries(nil, v)...)
			return []Element{{Spread: why}}
		}
		switch name {
		case "keys":
			elements = append(elements, Element{Alternatives: one(e.Key)})
		case "values":
			elements = append(elements, Element{Alternatives: e.Alternatives})
		default:
			pair := it.sequence(TupleKind, []Element{{Alternatives: one(e.Key)}, {Alternatives: e.Alternatives}})
			elements = append(elements, Element{Alternatives: one(pair)})
		}
	}
	if v.more != nil {
		elements = append(elements, Element{Spread: v.more})
	}
	return elements
}
