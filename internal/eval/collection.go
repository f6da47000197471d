package eval

import "slices"

// sequence makes a collection that exists in the current worlds.
func (it *interpreter) sequence(kind SequenceKind, elements []Element) *Sequence {
	it.written += len(elements)
	if len(elements) > maxElements || it.written > maxWritten {
		elements = spread("gave up because the collection is too large")
	}
	return &Sequence{Kind: kind, born: it.pc, versions: []sequenceVersion{{elements: elements}}}
}

func (it *interpreter) mapping(entries []Entry, more *Unknown) *Mapping {
	it.written += len(entries)
	if len(entries) > maxElements || it.written > maxWritten {
		entries, more = nil, unknown("gave up because the dict is too large")
	}
	return &Mapping{born: it.pc, versions: []mappingVersion{{entries: entries, more: more}}}
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
			result = append(result, f(v.elements).when(v.guard)...)
		}
	}
	return result.merged().bounded()
}

func (it *interpreter) eachEntries(m *Mapping, f func(mappingVersion) Alternatives) Alternatives {
	var result Alternatives
	for _, v := range m.versions {
		if len(m.versions) == 1 || it.pc.allows(v.guard) {
			result = append(result, f(v).when(v.guard)...)
		}
	}
	return result.merged().bounded()
}

// changeList changes a list in the current worlds only.
func (it *interpreter) changeList(s *Sequence, change func([]Element) []Element) {
	it.record(func() func() {
		versions := s.versions
		return func() { s.versions = versions }
	})
	rest := it.elsewhere(s.born)
	var versions []sequenceVersion
	for _, v := range s.versions {
		if rest.never() {
			versions = append(versions, sequenceVersion{guard: v.guard, elements: change(v.elements)})
			continue
		}
		for _, g := range rest.within(v.guard) {
			versions = append(versions, sequenceVersion{guard: g, elements: v.elements})
		}
		for _, g := range it.pc.within(v.guard) {
			versions = append(versions, sequenceVersion{guard: g, elements: change(v.elements)})
		}
	}
	if len(versions) > maxAlternatives {
		versions = []sequenceVersion{{elements: spread("gave up because the list has more than 16 possible contents")}}
	}
	for i := range versions {
		it.written++
		if len(versions[i].elements) > maxElements || it.written > maxWritten {
			versions[i].elements = spread("gave up because the collection is too large")
		}
	}
	s.versions = versions
}

// changeMapping changes a dict in the current worlds only.
func (it *interpreter) changeMapping(m *Mapping, change func(mappingVersion) mappingVersion) {
	it.record(func() func() {
		versions := m.versions
		return func() { m.versions = versions }
	})
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
		versions = []mappingVersion{{more: unknown("gave up because the dict has more than 16 possible contents")}}
	}
	m.versions = versions
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
	if s, isSequence := a.Value.(*Sequence); isSequence {
		if elements, single := it.only(s); single {
			return elements
		}
	}
	return spread(reasonOf(a.Value))
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
	name, ok := key.Single()
	if !ok || !hashable(name) {
		it.taintValue(m, unknown("a key that is not known was changed"))
		return
	}
	it.changeMapping(m, func(v mappingVersion) mappingVersion {
		v.entries = withEntry(v.entries, Entry{Key: name, Alternatives: value})
		return v
	})
}

// withEntry is a copy of the entries with one replaced or added.
func withEntry(entries []Entry, entry Entry) []Entry {
	changed := slices.Clone(entries)
	for i := range changed {
		if sameValue(changed[i].Key, entry.Key) {
			changed[i].Alternatives = entry.Alternatives
			return changed
		}
	}
	return append(changed, entry)
}

func (it *interpreter) setElement(s *Sequence, index, value Alternatives) {
	i, ok := index.Single()
	at, isInt := i.(Int)
	it.changeList(s, func(elements []Element) []Element {
		if !ok || !isInt || hasSpread(elements) {
			return spread("an element that is not known was changed")
		}
		n := int(at)
		if n < 0 {
			n += len(elements)
		}
		if n < 0 || n >= len(elements) {
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
			v.entries[i].Alternatives = one(more)
		}
		v.more = more
	}
	for _, e := range entries {
		old := lookupEntry(v.entries, e.Key)
		var merged Alternatives
		for _, alternative := range e.Alternatives {
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
		if sameValue(e.Key, key) {
			return e.Alternatives
		}
	}
	return nil
}

// hashable reports whether a value is known well enough to be a key.
func hashable(v Value) bool {
	switch v.(type) {
	case Str, Int, Bool, None, Float, Bytes:
		return true
	}
	return false
}
