package eval

import "slices"

// maxFrozen bounds the elements of all settings of a module that are copied out
// of the interpreter.
const maxFrozen = 500_000

// freezer resolves collections to one content for each alternative, so that
// they no longer change. What is shared stays shared: a list that holds itself
// sixty times over is not copied out.
type freezer struct {
	pc        condition
	sequences map[*Sequence]Value
	mappings  map[*Mapping]Value
	count     int
	// guardFree are the copies in which nothing depends on the world: they are the
	// same whatever is certain around them.
	guardFree map[Value]bool
	// sizes are how many values each copy holds, counting what is shared as often
	// as it is found: who walks through them comes along that often.
	sizes map[Value]int
}

// maxWalked bounds that size.
const maxWalked = 50_000

func (f *freezer) size(v Value) int {
	size := 1
	add := func(a Alternatives) {
		for _, alternative := range a {
			size = min(size+f.sizeOf(alternative.Value), maxWalked+1)
		}
	}
	switch v := v.(type) {
	case *Sequence:
		for _, e := range v.Elements() {
			add(e.Alternatives)
		}
	case *Mapping:
		for _, e := range v.Entries() {
			add(e.Alternatives)
		}
	}
	return size
}

func (f *freezer) sizeOf(v Value) int {
	if size, ok := f.sizes[v]; ok {
		return size
	}
	return 1
}

// walkable is a copy, unless it is too large to walk through.
func (f *freezer) walkable(v Value) Value {
	size := f.size(v)
	if size > maxWalked {
		return unknown("gave up because the value is too large")
	}
	f.sizes[v] = size
	f.guardFree[v] = f.isGuardFree(v)
	return v
}

func (f *freezer) isGuardFree(v Value) bool {
	free := func(a Alternatives) bool {
		if len(a) != 1 || !a[0].Guard.Always() {
			return false
		}
		switch inner := a[0].Value.(type) {
		case *Sequence, *Mapping:
			return f.guardFree[inner]
		}
		return true
	}
	switch v := v.(type) {
	case *Sequence:
		return !slices.ContainsFunc(v.Elements(), func(e Element) bool { return e.Spread == nil && !free(e.Alternatives) })
	case *Mapping:
		return !slices.ContainsFunc(v.Entries(), func(e Entry) bool { return !free(e.Alternatives) })
	}
	return false
}

// frozen copies alternatives that stand where a guard certainly holds.
func (f *freezer) frozen(a Alternatives, around Guard, depth int) Alternatives {
	if len(a) == 1 {
		switch a[0].Value.(type) {
		case *Sequence, *Mapping, *Instance:
		default:
			return a
		}
	}
	var result Alternatives
	for _, alternative := range a {
		var contents Alternatives
		switch v := alternative.Value.(type) {
		case *Sequence:
			contents = f.sequence(v, alternative.Guard, around, depth)
		case *Mapping:
			contents = f.mapping(v, alternative.Guard, around, depth)
		default:
			alternative.Value = frozenInstance(v)
			result = append(result, alternative)
			continue
		}
		for _, content := range contents {
			content.Origin = alternative.Origin
			result = append(result, content)
		}
	}
	return result.boundedContents()
}

// frozenInstance is what an instance is for those who look at a Result: a dict of
// which not all keys are known.
func frozenInstance(v Value) Value {
	if i, ok := v.(*Instance); ok {
		if _, ok := i.state.(*variableMap); ok {
			return unknown("not all variables are known")
		}
	}
	return v
}

// more reports whether another collection may be copied.
func (f *freezer) more(elements, depth int) bool {
	f.count += elements + 1
	return f.count < maxFrozen && depth < 64
}

func (f *freezer) sequence(s *Sequence, g, around Guard, depth int) Alternatives {
	plain := len(s.versions) == 1 && g.Always()
	if plain && !around.Always() {
		f.sequence(s, g, Guard{}, depth) // to be shared, if it is the same everywhere
	}
	if known, ok := f.sequences[s]; ok && plain && (around.Always() || f.guardFree[known]) {
		return one(known)
	}
	var result Alternatives
	for _, v := range s.versions {
		guard, ok := g.And(v.guard)
		inside, possible := around.And(guard)
		if !ok || !possible || len(s.versions) > 1 && !f.pc.allows(inside) {
			continue
		}
		guard = guard.given(around)
		if !f.more(len(v.elements), depth) {
			result = append(result, Alternative{Guard: guard, Value: unknown("gave up because the value is too large")})
			continue
		}
		elements := make([]Element, len(v.elements))
		for i, e := range v.elements {
			elements[i] = Element{Alternatives: f.frozen(consistent(e.Alternatives, inside), inside, depth+1), Spread: e.Spread}
		}
		content := f.walkable(&Sequence{Kind: s.Kind, versions: []sequenceVersion{{elements: elements}}})
		if plain && around.Always() {
			f.sequences[s] = content
		}
		result = append(result, Alternative{Guard: guard, Value: content})
	}
	return result
}

func (f *freezer) mapping(m *Mapping, g, around Guard, depth int) Alternatives {
	plain := len(m.versions) == 1 && g.Always()
	if plain && !around.Always() {
		f.mapping(m, g, Guard{}, depth) // to be shared, if it is the same everywhere
	}
	if known, ok := f.mappings[m]; ok && plain && (around.Always() || f.guardFree[known]) {
		return one(known)
	}
	var result Alternatives
	for _, v := range m.versions {
		guard, ok := g.And(v.guard)
		inside, possible := around.And(guard)
		if !ok || !possible || len(m.versions) > 1 && !f.pc.allows(inside) {
			continue
		}
		guard = guard.given(around)
		if !f.more(len(v.entries), depth) {
			result = append(result, Alternative{Guard: guard, Value: unknown("gave up because the value is too large")})
			continue
		}
		content := f.walkable(&Mapping{versions: []mappingVersion{{entries: f.entries(v, inside, depth), more: v.more}}})
		if plain && around.Always() {
			f.mappings[m] = content
		}
		result = append(result, Alternative{Guard: guard, Value: content})
	}
	return result
}

// entries drops keys that are certainly not there.
func (f *freezer) entries(v mappingVersion, g Guard, depth int) []Entry {
	entries := make([]Entry, 0, len(v.entries))
	for _, e := range v.entries {
		value := f.frozen(consistent(e.Alternatives, g), g, depth+1)
		if single, ok := value.Single(); ok {
			if _, absent := single.(Unbound); absent {
				continue
			}
		}
		entries = append(entries, Entry{Key: e.Key, KeySpan: e.KeySpan, Alternatives: value})
	}
	return entries
}

// consistent keeps the alternatives that can hold together with a guard.
func consistent(a Alternatives, g Guard) Alternatives {
	if g.Always() || len(a) == 1 && a[0].Guard.Always() {
		return a
	}
	return a.within(condition{g}).given(condition{g})
}
