package eval

import (
	"slices"

	"github.com/djvet/djvet/parser/python"
)

// loopState collects the worlds that left an iteration.
type loopState struct {
	broken, continued *departure
}

func (it *interpreter) leaveLoop(continues bool) {
	if it.loop == nil {
		return
	}
	if continues {
		it.depart(it.loop.continued, it.pc)
	} else {
		it.depart(it.loop.broken, it.pc)
	}
	it.pc = nil
}

// forStatement unrolls a loop over a collection whose elements are known; what
// any other loop binds or changes becomes unknown.
func (it *interpreter) forStatement(s *python.For) {
	iterated := it.eval(s.Iter)
	elements, ok := it.iterate(iterated)
	if !ok || s.Async {
		it.giveUpFor(s, iterated, "a loop over something unknown is not followed")
		it.elseOfLoop(s, s.Body, s.Else)
		return
	}
	outer, start, leaks := it.loop, it.pc, it.leaks
	waiting := len(it.departures)
	state := &loopState{broken: it.newDeparture(), continued: it.newDeparture()}
	it.loop = state
	unchanged := it.watch(iterated)
	for _, element := range elements {
		if it.pc.never() || !it.step() {
			break
		}
		before, lost := it.pc, it.leaks
		it.assign(s.Target, element, s)
		it.block(s.Body)
		it.leaks -= state.continued.count
		it.pc = it.rejoined(before, lost, it.pc, state.continued.arrive())
		if !unchanged() {
			it.giveUpFor(s, iterated, "a loop that changes what it runs over is not followed")
			break
		}
	}
	it.loop = outer
	it.block(s.Else)
	it.leaks -= state.broken.count
	it.pc = it.rejoined(start, leaks, it.pc, state.broken.arrive())
	it.departures = it.departures[:waiting]
	if it.exhausted != nil {
		it.spoil(s.Body, it.exhausted)
	}
}

// watch reports, each time it is called, whether a collection still has the
// elements or keys that it had.
func (it *interpreter) watch(iterated Alternatives) func() bool {
	v, _ := iterated.Single()
	switch v := v.(type) {
	case *Sequence:
		if v.Kind != TupleKind {
			changed := v.changed
			return func() bool { return v.changed == changed }
		}
	case *Instance:
		if l, ok := v.state.(*lazy); ok && l.fresh != nil {
			return l.fresh
		}
	case *Mapping:
		keys := countKeys(v)
		return func() bool { return countKeys(v) == keys }
	}
	return func() bool { return true }
}

func countKeys(m *Mapping) int {
	count := 0
	for _, v := range m.versions {
		for _, e := range v.entries {
			count++
			if hasUnbound(e.Alternatives) {
				count++
			}
		}
	}
	return count
}

// whileStatement does not follow a loop, unless it certainly does not run.
func (it *interpreter) whileStatement(s *python.While) {
	yes, _ := it.split(it.eval(s.Test), s.Test)
	if !yes.never() {
		const reason = "a while loop is not followed"
		it.doubt(reason)
		it.havocked(func() {
			it.eval(s.Test)
			it.block(s.Body)
		})
	}
	it.elseOfLoop(s, s.Body, s.Else)
}

func (it *interpreter) giveUpFor(s *python.For, iterated Alternatives, reason string) {
	it.doubt(reason)
	var may []Value
	for _, alternative := range iterated {
		may = changeable(may, contents(alternative.Value)...)
	}
	value := func() Alternatives {
		return Alternatives{{Value: unknownFrom(reason, may...), Origin: it.here(s.Iter)}}
	}
	it.havocked(func() {
		it.assign(s.Target, value(), s)
		it.block(s.Body)
	})
	it.assign(s.Target, value(), s)
}

// havocked runs what may be repeated any number of times: whatever it binds or
// changes that is older than itself becomes unknown, in all worlds. It is run
// until it changes nothing more, so that it has seen its own effects.
func (it *interpreter) havocked(body func()) {
	loop := it.loop
	it.loop = nil
	it.havoc++
	for rounds := 0; ; rounds++ {
		upset, before := it.upset, it.remember()
		body()
		if it.upset == upset || it.exhausted != nil {
			break
		}
		before.restore(it) // what left in this round leaves in the last one as well
		if rounds == 8 {
			it.exhausted = unknown("gave up because a loop changes too much")
			break
		}
	}
	it.havoc--
	it.loop = loop
}

// memory is what leaves a round of a loop.
type memory struct {
	pc            condition
	leaks, failed int
	departures    []departure
	raised        [][]int
	returned      int
}

func (it *interpreter) remember() memory {
	m := memory{pc: it.pc, leaks: it.leaks, failed: len(it.failures)}
	for _, d := range it.departures {
		m.departures = append(m.departures, *d)
	}
	for _, s := range it.sinks {
		var counts []int
		for _, h := range s.handlers {
			counts = append(counts, len(h.raised))
		}
		m.raised = append(m.raised, counts)
	}
	if it.function != nil {
		m.returned = len(it.function.returned)
	}
	return m
}

func (m memory) restore(it *interpreter) {
	it.pc, it.leaks = m.pc, m.leaks
	it.failures = it.failures[:min(m.failed, len(it.failures))]
	for i, d := range m.departures {
		*it.departures[i] = d
	}
	for i, counts := range m.raised {
		for j, count := range counts {
			it.sinks[i].handlers[j].raised = it.sinks[i].handlers[j].raised[:count]
		}
	}
	if it.function != nil {
		it.function.returned = it.function.returned[:m.returned]
	}
}

// elseOfLoop runs the else clause of a loop that is not followed: not where the
// loop was left by break.
func (it *interpreter) elseOfLoop(n python.Node, body, otherwise []python.Stmt) {
	if len(otherwise) == 0 || !contains[*python.Break](body) {
		it.block(otherwise)
		return
	}
	_, no := it.opaqueSplit(n)
	it.inside(no, func() { it.block(otherwise) })
}

// mayReturn says that the function returns something unknown here, in a test of
// its own: what follows runs in the other worlds only.
func (it *interpreter) mayReturn(s python.Stmt, value Alternatives) {
	if it.function == nil || it.pc.never() {
		return
	}
	yes, no := it.opaqueSplit(s)
	it.function.returned = append(it.function.returned, value.under(yes)...)
	it.depart(it.function.left, yes)
	it.pc = no
}

// contains reports whether statements hold one of a kind, not counting those of
// functions and classes that are defined in them.
func contains[S python.Stmt](body []python.Stmt) bool {
	return slices.ContainsFunc(body, func(s python.Stmt) bool {
		if _, ok := s.(S); ok {
			return true
		}
		switch s := s.(type) {
		case *python.If:
			return contains[S](s.Body) || contains[S](s.Else)
		case *python.For:
			return contains[S](s.Body) || contains[S](s.Else)
		case *python.While:
			return contains[S](s.Body) || contains[S](s.Else)
		case *python.With:
			return contains[S](s.Body)
		case *python.Try:
			return contains[S](s.Body) || contains[S](s.Else) || contains[S](s.Finally) ||
				slices.ContainsFunc(s.Handlers, func(h python.Handler) bool { return contains[S](h.Body) })
		}
		return false
	})
}

// iterate lists what a loop over a value yields, if that is known.
func (it *interpreter) iterate(value Alternatives) ([]Alternatives, bool) {
	v, ok := value.Single()
	if !ok {
		return nil, false
	}
	var listed []Alternatives
	switch v := v.(type) {
	case *Sequence:
		elements, ok := it.only(v)
		if !ok || v.Kind == SetKind && len(elements) > 1 {
			return nil, false // the order of a set is not known
		}
		for _, e := range elements {
			if e.Spread != nil {
				return nil, false
			}
			listed = append(listed, e.Alternatives)
		}
	case *Mapping:
		if listed, ok = it.keys(v); !ok {
			return nil, false
		}
	case Str:
		if len(v) > maxElements {
			return nil, false
		}
		for _, r := range string(v) {
			listed = append(listed, one(Str(r)))
		}
	case *Instance:
		elements, ok := it.yielded(v)
		if !ok {
			return nil, false
		}
		for _, e := range elements {
			listed = append(listed, e.Alternatives)
		}
	default:
		return nil, false
	}
	for i := range listed {
		listed[i] = withOrigin(listed[i], value[0].Origin)
	}
	return listed, true
}

// yielded are the elements of an iterator, range or open file.
func (it *interpreter) yielded(i *Instance) ([]Element, bool) {
	switch state := i.state.(type) {
	case *lazy:
		if hasSpread(state.elements) {
			return nil, false
		}
		return state.take()
	case nativeIterable:
		return state.iterated(it)
	}
	return nil, false
}

// keys are those of a dict, if they are all known.
func (it *interpreter) keys(m *Mapping) ([]Alternatives, bool) {
	entries, more, ok := it.onlyEntries(m)
	if !ok || more != nil {
		return nil, false
	}
	var keys []Alternatives
	for _, e := range entries {
		if isUnbound(e.Alternatives) {
			continue // deleted
		}
		if hasUnbound(e.Alternatives) || e.unordered && len(entries) > 1 {
			return nil, false
		}
		keys = append(keys, one(e.Key))
	}
	return keys, true
}

// lazy is the state of an iterator or range: its elements, which an iterator
// gives once.
type lazy struct {
	elements []Element
	again    bool
	spent    bool
	// fresh reports whether what it iterates over is as it was.
	fresh func() bool
}

// iterator gives the elements once, as long as what they were made from does
// not change.
func (it *interpreter) iterator(elements []Element, over ...Alternatives) Alternatives {
	var watched []func() bool
	for _, a := range over {
		watched = append(watched, it.watch(a))
	}
	fresh := func() bool {
		return !slices.ContainsFunc(watched, func(unchanged func() bool) bool { return !unchanged() })
	}
	return one(&Instance{Class: &Class{Name: "iterator"}, state: &lazy{elements: elements, fresh: fresh}})
}

// take uses an iterator up.
func (l *lazy) take() ([]Element, bool) {
	if l.spent || l.fresh != nil && !l.fresh() {
		return nil, false
	}
	l.spent = !l.again
	return l.elements, true
}

// kept is a value as a name or a collection keeps it: an iterator computes its
// elements later, and is not followed that far.
func kept(v Value) Value {
	if i, ok := v.(*Instance); ok {
		if l, isLazy := i.state.(*lazy); isLazy && !l.again {
			return unknown("an iterator is not followed")
		}
	}
	return v
}

func keptAll(a Alternatives) Alternatives {
	for _, alternative := range a {
		if _, ok := alternative.Value.(*Instance); ok {
			return a.values(kept)
		}
	}
	return a
}
