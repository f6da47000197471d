package django

import "slices"

// Minors is a set of minors, oldest first, each once: the versions that a project may run on. Make one with NewMinors.
type Minors []Minor

// NewMinors is the set of the given minors.
func NewMinors(minors ...Minor) Minors {
	set := slices.Clone(Minors(minors))
	slices.SortFunc(set, Minor.Compare)
	return slices.Compact(set)
}

// All tells whether f holds for every member. Of an empty set nothing holds: a rule that reports where all versions agree
// must be silent when there are none.
func (ms Minors) All(f func(Minor) bool) bool {
	return len(ms) > 0 && !slices.ContainsFunc(ms, func(m Minor) bool { return !f(m) })
}

// Any tells whether f holds for some member.
func (ms Minors) Any(f func(Minor) bool) bool { return slices.ContainsFunc(ms, f) }

// Contains tells whether m is a member.
func (ms Minors) Contains(m Minor) bool {
	_, found := slices.BinarySearchFunc(ms, m, Minor.Compare)
	return found
}

// Min is the oldest member; false if there is none.
func (ms Minors) Min() (Minor, bool) {
	if len(ms) == 0 {
		return Minor{}, false
	}
	return ms[0], true
}

// Max is the newest member; false if there is none.
func (ms Minors) Max() (Minor, bool) {
	if len(ms) == 0 {
		return Minor{}, false
	}
	return ms[len(ms)-1], true
}

// Filter is the set of the members for which f holds.
func (ms Minors) Filter(f func(Minor) bool) Minors {
	var kept Minors
	for _, m := range ms {
		if f(m) {
			kept = append(kept, m)
		}
	}
	return kept
}

// Intersect is the set of the members that o has too.
func (ms Minors) Intersect(o Minors) Minors { return ms.Filter(o.Contains) }

// AtLeast is the set of the members that are m or newer.
func (ms Minors) AtLeast(m Minor) Minors {
	return ms.Filter(func(x Minor) bool { return !x.Less(m) })
}

// Strings is the members as Django writes them.
func (ms Minors) Strings() []string {
	text := make([]string, len(ms))
	for i, m := range ms {
		text[i] = m.String()
	}
	return text
}
