package eval

import (
	"math"
	"slices"

	"github.com/djvet/djvet/parser/python"
)

// sequence makes a collection that exists in the current worlds.
func (it *interpreter) sequence(kind SequenceKind, elements []Element) *Sequence {
	for i := range elements {
		elements[i].Alternatives = keptAll(elements[i].Alternatives)
	}
	it.written += len(elements)
	if len(elements) > maxElements || it.written > maxWritten {
		elements = spread("gave up because the collection is too large")
	}
	return &Sequence{Kind: kind, born: it.pc, age: it.havoc, versions: []sequenceVersion{{elements: elements}}}
}

func (it *interpreter) mapping(entries []Entry, more *Unknown) *Mapping {
	it.written += len(entries)
	if len(entries) > maxElements || it.written > maxWritten {
		entries, more = nil, unknown("gave up because the dict is too large")
	}
	return &Mapping{born: it.pc, age: it.havoc, versions: []mappingVersion{{entries: entries, more: more}}}
}

func spread(reason string) []Element { return []Element{{Spread: unknown(reason)}} }

// only gives the elements that a sequence has in the current worlds, if they
// are the same in all of them.
func (it *interpreter) only(s *Sequence) ([]Element, bool) {
	var found []Element
	matches := 0
	for _, v := range s.versions {
		if len(s.versions) == 1 || it.pc.allows(v.guard) {
			found = v.elements
			matches++
		}
	}
	return found, matches == 1
}

func (it *interpreter) onlyEntries(m *Mapping) (entries []Entry, more *Unknown, ok bool) {
	matches := 0
	for _, v := range m.versions {
		if len(m.versions) == 1 || it.pc.allows(v.guard) {
			entries, more = v.entries, v.more
			matches++
		}
	}
	return entries, more, matches == 1
}

// eachVersion evaluates something for every content that a sequence may have.
func (it *interpreter) eachVersion(s *Sequence, f func([]Element) Alternatives) Alternatives {
	var result Alternatives
	for _, v := range s.versions {
		if len(s.versions) == 1 || it.pc.allows(v.guard) {
			it.inside(it.pc.within(v.guard), func() {
				result = append(result, f(v.elements).when(v.guard)...)
			})
		}
	}
	return result.merged().bounded()
}

func (it *interpreter) eachEntries(m *Mapping, f func(mappingVersion) Alternatives) Alternatives {
	var result Alternatives
	for _, v := range m.versions {
		if len(m.versions) == 1 || it.pc.allows(v.guard) {
			it.inside(it.pc.within(v.guard), func() {
				result = append(result, f(v).when(v.guard)...)
			})
		}
	}
	return result.merged().bounded()
}

// changeList changes a list in the current worlds only.
func (it *interpreter) changeList(s *Sequence, change func([]Element) []Element) {
	if it.pc.never() {
		return
	}
	it.effects.other++
	s.changed++
	if it.havoc > s.age {
		if len(s.versions) != 1 || len(s.versions[0].elements) != 1 || s.versions[0].elements[0].Spread == nil {
			it.upset++
			why := unknownFrom("it is changed in a loop that is not followed", contents(s)...)
			s.versions = []sequenceVersion{{elements: []Element{{Spread: why}}}}
		}
		return
	}
	rest := it.elsewhere(s.born)
	var versions []sequenceVersion
	for _, v := range s.versions {
		if rest.never() {
			versions = append(versions, sequenceVersion{guard: v.guard, elements: remembering(change(v.elements), v.elements)})
			continue
		}
		for _, g := range rest.within(v.guard) {
			versions = append(versions, sequenceVersion{guard: g, elements: v.elements})
		}
		for _, g := range it.pc.within(v.guard) {
			versions = append(versions, sequenceVersion{guard: g, elements: remembering(change(v.elements), v.elements)})
		}
	}
	if len(versions) > maxAlternatives {
		why := unknownFrom("gave up because the list has more than 16 possible contents", contents(&Sequence{versions: versions})...)
		all := make([][]Element, len(versions))
		for i, v := range versions {
			all[i] = v.elements
		}
		versions = []sequenceVersion{{elements: commonElements(all, why)}}
	}
	for i := range versions {
		it.written++
		if len(versions[i].elements) > maxElements || it.written > maxWritten {
			versions[i].elements = remembering(spread("gave up because the collection is too large"), versions[i].elements)
		}
	}
	s.versions = versions
}

// changeMapping changes a dict in the current worlds only.
func (it *interpreter) changeMapping(m *Mapping, change func(mappingVersion) mappingVersion) {
	if it.pc.never() {
		return
	}
	it.effects.other++
	m.changed++
	if it.havoc > m.age {
		it.upsetMapping(m)
		return
	}
	rest := it.elsewhere(m.born)
	var versions []mappingVersion
	add := func(g Guard, v mappingVersion) {
		v.guard = g
		versions = append(versions, v)
	}
	for _, v := range m.versions {
		if rest.never() {
			add(v.guard, change(v))
			continue
		}
		for _, g := range rest.within(v.guard) {
			add(g, v)
		}
		for _, g := range it.pc.within(v.guard) {
			add(g, change(v))
		}
	}
	if len(versions) > maxAlternatives {
		why := unknownFrom("gave up because the dict has more than 16 possible contents", contents(&Mapping{versions: versions})...)
		versions = []mappingVersion{commonEntries(versions, why)}
	}
	m.versions = versions
}

// upsetMapping makes a dict unknown that is changed in a loop which is not
// unrolled.
func (it *interpreter) upsetMapping(m *Mapping) {
	why := unknown("it is changed in a loop that is not followed")
	if len(m.versions) == 1 && m.versions[0].more != nil && m.versions[0].more.Reason == why.Reason && len(m.versions[0].entries) == 0 {
		return
	}
	it.upset++
	why.may = contents(m)
	m.versions = []mappingVersion{{more: why}}
}

// extendList is list.extend and list +=.
func (it *interpreter) extendList(s *Sequence, value Alternatives) {
	for _, alternative := range value {
		it.inside(it.pc.within(alternative.Guard), func() {
			added := it.elementsOf(alternative)
			it.changeList(s, func(elements []Element) []Element {
				return append(slices.Clip(elements), added...)
			})
		})
	}
}

// elementsOf lists the elements of one value, with a spread for what is not
// known.
func (it *interpreter) elementsOf(a Alternative) []Element {
	listed, ok := it.iterate(Alternatives{{Value: a.Value, Origin: a.Origin}})
	if ok {
		elements := make([]Element, len(listed))
		for i, l := range listed {
			elements[i] = Element{Alternatives: l}
		}
		return elements
	}
	if i, isInstance := a.Value.(*Instance); isInstance {
		if l, isLazy := i.state.(*lazy); isLazy {
			if elements, ok := l.take(); ok {
				return elements
			}
		}
	}
	if s, isSequence := a.Value.(*Sequence); isSequence && s.Kind != SetKind {
		if elements, single := it.only(s); single {
			return elements
		}
	}
	return []Element{{Spread: unknownFrom(reasonOf(a.Value), contents(a.Value)...)}}
}

// reasonOf says why a value is not known.
func reasonOf(v Value) string {
	switch v := v.(type) {
	case *Unknown:
		return v.Reason
	case *External:
		return "comes from " + v.Source.String()
	case *Object:
		return "is a " + v.Type
	case *Text:
		for _, part := range v.Parts {
			if part.Hole != nil {
				return reasonOf(part.Hole)
			}
		}
	case Root:
		return "depends on where the project is installed"
	case *Path:
		return reasonOf(v.Name)
	}
	return "is not known"
}

// setKey is dict[key] = value; Unbound as the value deletes the key.
func (it *interpreter) setKey(m *Mapping, key, value Alternatives, _ any) {
	for _, k := range key {
		it.inside(it.pc.within(k.Guard), func() {
			if !hashable(k.Value) {
				why := unknown("a key that is not known was changed")
				it.changeMapping(m, func(v mappingVersion) mappingVersion { return v.spoiled(why) })
				return
			}
			it.changeMapping(m, func(v mappingVersion) mappingVersion {
				v.entries = withEntry(v.entries, Entry{Key: k.Value, Alternatives: keptAll(value)})
				return v
			})
		})
	}
}

// withEntry is a copy of the entries with one replaced or added.
func withEntry(entries []Entry, entry Entry) []Entry {
	for i, old := range entries {
		if !sameKey(old.Key, entry.Key) {
			continue
		}
		if isUnbound(old.Alternatives) { // it was deleted: it comes last
			return append(slices.Delete(slices.Clone(entries), i, i+1), entry)
		}
		changed := slices.Clone(entries)
		changed[i].Alternatives = entry.Alternatives
		if hasUnbound(old.Alternatives) && !hasUnbound(entry.Alternatives) {
			changed[i].unordered = true // at its old place or at the end
		}
		return changed
	}
	entry.unordered = entry.unordered || len(entry.Alternatives) > 1 && hasUnbound(entry.Alternatives)
	return append(slices.Clip(entries), entry)
}

func (it *interpreter) setElement(s *Sequence, index, value Alternatives, target *python.Subscript) {
	i, ok := index.Single()
	at, isInt := i.(Int)
	if isInt {
		it.element(s, at, target) // which raises where there is none
	}
	it.changeList(s, func(elements []Element) []Element {
		if !ok || !isInt || hasSpread(elements) {
			return spread("an element that is not known was changed")
		}
		n, inside := position(at, len(elements))
		if !inside {
			return elements
		}
		changed := slices.Clone(elements)
		changed[n] = Element{Alternatives: value}
		return changed
	})
}

func hasSpread(elements []Element) bool {
	return slices.ContainsFunc(elements, func(e Element) bool { return e.Spread != nil })
}

// updateMapping is dict.update and dict |=.
func (it *interpreter) updateMapping(m *Mapping, value Alternatives) {
	for _, alternative := range value {
		it.inside(it.pc.within(alternative.Guard), func() {
			other, ok := alternative.Value.(*Mapping)
			if !ok {
				it.doubt("a dict cannot be updated")
				it.taintValue(m, unknown("it was updated with something that "+reasonOf(alternative.Value)))
				return
			}
			entries, more, ok := it.onlyEntries(other)
			if !ok {
				it.taintValue(m, unknown("it was updated with a dict that has several possible contents"))
				return
			}
			it.changeMapping(m, func(v mappingVersion) mappingVersion {
				return mergeEntries(v, entries, more)
			})
		})
	}
}

// mergeEntries puts entries over those of a dict.
func mergeEntries(v mappingVersion, entries []Entry, more *Unknown) mappingVersion {
	if more != nil { // any key may be overwritten
		for i := range v.entries {
			v.entries = slices.Clone(v.entries)
			u := unknown(more.Reason)
			u.may = changeableIn(more.may, v.entries[i].Alternatives)
			v.entries[i].Alternatives = one(u)
		}
		v.more = more
	}
	for _, e := range entries {
		old := lookupEntry(v.entries, e.Key)
		var merged Alternatives
		for _, alternative := range e.Alternatives {
			if u, ok := alternative.Value.(*Unknown); ok && u.absent && old != nil && !hasUnbound(old) {
				alternative.Value = present(u) // what was there, or what it unpacks
			}
			if _, absent := alternative.Value.(Unbound); !absent {
				merged = append(merged, alternative)
				continue
			}
			if old == nil {
				merged = append(merged, alternative)
				continue
			}
			merged = append(merged, old.when(alternative.Guard)...)
		}
		v.entries = withEntry(v.entries, Entry{Key: e.Key, KeySpan: e.KeySpan, Alternatives: merged.bounded()})
	}
	return v
}

func lookupEntry(entries []Entry, key Value) Alternatives {
	for _, e := range entries {
		if sameKey(e.Key, key) {
			return e.Alternatives
		}
	}
	return nil
}

// sameKey reports whether two hashable values are the same key: 1, 1.0 and True
// are.
func sameKey(a, b Value) bool { return a == b || canonical(a) == canonical(b) }

// canonical is the integer that a number is equal to, and any other hashable
// value itself.
func canonical(v Value) Value {
	switch v := v.(type) {
	case Bool:
		if v {
			return Int(1)
		}
		return Int(0)
	case Float:
		if f := float64(v); f == math.Trunc(f) && math.Abs(f) < 1<<53 {
			return Int(f)
		}
	}
	return v
}

// hashable reports whether a value is known well enough to be a key.
func hashable(v Value) bool {
	switch v.(type) {
	case Str, Int, Bool, None, Float, Bytes:
		return true
	}
	return false
}
