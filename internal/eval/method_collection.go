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
	case a.Name == "pop":
		result := one(unknown("an element that was taken out of a list"))
		if elements, ok := it.only(s); ok && len(elements) > 0 && len(c.positional) == 0 {
			if last := elements[len(elements)-1]; last.Spread == nil {
				result = last.Alternatives
			}
		}
		it.changeList(s, func(elements []Element) []Element {
			if len(c.positional) == 0 && len(elements) > 0 && !hasSpread(elements) {
				return elements[: len(elements)-1 : len(elements)-1]
			}
			return spread("an element was taken out")
		})
		it.noteChange(a.Value, one(s), c.node)
		return result, true
	case a.Name == "index":
		return one(it.indexOf(s, c)), true
	case a.Name == "copy":
		return it.eachVersion(s, func(elements []Element) Alternatives { return one(it.sequence(ListKind, elements)) }), true
	case a.Name == "clear":
		it.changeList(s, func([]Element) []Element { return nil })
		return changed()
	case a.Name == "sort" || a.Name == "reverse":
		it.changeList(s, func([]Element) []Element { return spread("the list was reordered") })
		return changed()
	case a.Name == "count":
		return one(unknown("counting is not followed")), true
	}
	return nil, false
}

func inserted(elements []Element, at Value, element Element) []Element {
	i, ok := at.(Int)
	if !ok || hasSpread(elements) && i != 0 {
		return append(slices.Clip(elements), element, Element{Spread: unknown("something was inserted at a place that is not known")})
	}
	n := int(i)
	if n < 0 {
		n += len(elements)
	}
	n = min(max(n, 0), len(elements))
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
		result := one(unknown("a value that was taken out of a dict"))
		if len(c.positional) > 0 {
			if key, ok := c.positional[0].Single(); ok && hashable(key) {
				if found := it.keyAlternatives(m, key); !hasUnbound(found) {
					result = found
				}
			}
			it.setKey(m, c.positional[0], one(Unbound{}), nil)
		}
		it.doubt("the key to take out is missing")
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

func hasUnbound(a Alternatives) bool {
	return slices.ContainsFunc(a, func(x Alternative) bool { _, ok := x.Value.(Unbound); return ok })
}

func (it *interpreter) getKey(m *Mapping, c *call, set bool) Alternatives {
	if len(c.positional) == 0 {
		return one(unknown("a dict method is called in a way that is not followed"))
	}
	fallback := c.arg(1, "default")
	if fallback == nil {
		fallback = one(None{})
	}
	key, ok := c.positional[0].Single()
	if !ok || !hashable(key) {
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
	if set && hasUnbound(found) {
		it.setKey(m, c.positional[0], result, nil)
	}
	return result.bounded()
}

// views lists keys(), values() or items().
func (it *interpreter) views(m *Mapping, name string) Alternatives {
	return it.eachEntries(m, func(v mappingVersion) Alternatives {
		var elements []Element
		for _, e := range v.entries {
			if hasUnbound(e.Alternatives) {
				return one(unknown("a dict whose keys are not certain"))
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
		return one(it.sequence(ListKind, elements))
	})
}
