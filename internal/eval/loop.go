package eval

import (
	"slices"

	"github.com/djvet/djvet/parser/python"
)

// loopState collects the worlds that left an iteration.
type loopState struct {
	broken, continued condition
}

func (it *interpreter) leaveLoop(continues bool) {
	if it.loop == nil {
		return
	}
	if continues {
		it.loop.continued = it.loop.continued.or(it.pc)
	} else {
		it.loop.broken = it.loop.broken.or(it.pc)
	}
	it.gone = it.gone.or(it.pc)
	it.pc = nil
}

// forStatement unrolls a loop over a collection whose elements are known; what
// any other loop binds becomes unknown.
func (it *interpreter) forStatement(s *python.For) {
	iterated := it.eval(s.Iter)
	elements, ok := it.iterate(iterated)
	if !ok {
		it.giveUpLoop(s, s.Body, "a loop over something unknown is not followed")
		it.elseOfLoop(s)
		return
	}
	outer, start, gone := it.loop, it.pc, it.gone
	state := &loopState{}
	it.loop = state
	for _, element := range elements {
		if it.pc.never() || !it.step() {
			break
		}
		state.continued = nil
		before := it.gone
		it.assign(s.Target, element, s)
		it.block(s.Body)
		it.pc = it.pc.or(state.continued)
		it.gone = before.or(state.broken.minus(before))
	}
	it.loop = outer
	if len(s.Else) > 0 {
		it.block(s.Else)
	}
	it.pc = it.pc.or(state.broken)
	it.settle(start, gone)
	if it.exhausted != nil {
		it.spoil(s.Body, it.exhausted)
	}
}

func (it *interpreter) whileStatement(s *python.While) {
	yes, _ := it.split(it.eval(s.Test), s.Test)
	if yes.never() {
		it.block(s.Else)
		return
	}
	it.giveUpLoop(s, s.Body, "a while loop is not followed")
}

// giveUpLoop makes everything unknown that a loop may bind or change. The body
// runs once with unknown values in a test of its own, so that changes through
// other names are seen as well.
func (it *interpreter) giveUpLoop(s python.Stmt, body []python.Stmt, reason string) {
	it.doubt(reason)
	if loop, ok := s.(*python.For); ok {
		it.assign(loop.Target, Alternatives{{Value: unknown(reason), Origin: it.here(loop.Iter)}}, s)
	}
	it.spoil(body, unknown(reason))
	it.spoilObjects(body, unknown(reason))
	if contains[*python.Return](body) {
		it.mayReturn(s, reason)
	}
}

// elseOfLoop runs the else clause of a loop that is not followed: not where the
// loop was left by break.
func (it *interpreter) elseOfLoop(s *python.For) {
	if len(s.Else) == 0 || !contains[*python.Break](s.Body) {
		it.block(s.Else)
		return
	}
	_, no := it.opaqueSplit(s)
	it.inside(no, func() { it.block(s.Else) })
}

// mayReturn says that the function returns something unknown here, in a test of
// its own: what follows runs in the other worlds only.
func (it *interpreter) mayReturn(s python.Stmt, reason string) {
	if it.function == nil || it.pc.never() {
		return
	}
	yes, no := it.opaqueSplit(s)
	it.function.returned = append(it.function.returned, one(unknown(reason)).under(yes)...)
	it.function.worlds = it.function.worlds.or(yes)
	it.gone = it.gone.or(yes)
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

// spoilObjects makes the collections unknown that the statements change in
// place through a name.
func (it *interpreter) spoilObjects(body []python.Stmt, why *Unknown) {
	for _, s := range body {
		switch s := s.(type) {
		case *python.If:
			it.spoilObjects(s.Body, why)
			it.spoilObjects(s.Else, why)
		case *python.For:
			it.spoilObjects(s.Body, why)
		case *python.While:
			it.spoilObjects(s.Body, why)
		case *python.Try:
			it.spoilObjects(s.Body, why)
			for _, h := range s.Handlers {
				it.spoilObjects(h.Body, why)
			}
		case *python.With:
			it.spoilObjects(s.Body, why)
		case *python.Assign:
			for _, target := range s.Targets {
				it.spoilTarget(target, why)
			}
		case *python.AugAssign:
			it.spoilTarget(s.Target, why)
		case *python.ExprStmt:
			if call, ok := s.Value.(*python.Call); ok {
				if attribute, ok := call.Func.(*python.Attribute); ok {
					it.spoilTarget(attribute, why)
				}
				if calls(call, "exec", "execfile", "setattr") {
					it.overwriteAll(it.scope.module.scope, why, "", s.Range())
				}
			}
		}
	}
}

func (it *interpreter) spoilTarget(target python.Expr, why *Unknown) {
	for {
		switch t := target.(type) {
		case *python.Subscript:
			target = t.Value
		case *python.Attribute:
			target = t.Value
		case *python.Call:
			if calls(t, "globals", "locals", "vars") {
				it.overwriteAll(it.scope.module.scope, why, "", t.Range())
			}
			return
		case *python.Name:
			if b := it.scope.lookup(t.ID); b != nil {
				for _, alternative := range b.alternatives {
					it.taintValue(alternative.Value, why)
				}
			}
			return
		default:
			return
		}
	}
}

// calls reports whether a call is of one of some builtins.
func calls(call *python.Call, names ...string) bool {
	name, ok := call.Func.(*python.Name)
	return ok && slices.Contains(names, name.ID)
}

// taintValue makes a collection, and what it holds, unknown: something that is
// not followed may have changed it.
func (it *interpreter) taintValue(v Value, why *Unknown) {
	switch v := v.(type) {
	case *Sequence:
		if v.Kind == TupleKind {
			return
		}
		it.changeList(v, func([]Element) []Element { return []Element{{Spread: why}} })
	case *Mapping:
		it.changeMapping(v, func(m mappingVersion) mappingVersion {
			entries := make([]Entry, len(m.entries))
			for i, e := range m.entries {
				e.Alternatives = one(why)
				entries[i] = e
			}
			return mappingVersion{entries: entries, more: why}
		})
	}
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
		entries, more, ok := it.onlyEntries(v)
		if !ok || more != nil {
			return nil, false
		}
		for _, e := range entries {
			for _, alternative := range e.Alternatives {
				if _, absent := alternative.Value.(Unbound); absent {
					return nil, false
				}
			}
			listed = append(listed, one(e.Key))
		}
	case Str:
		if len(v) > maxElements {
			return nil, false
		}
		for _, r := range string(v) {
			listed = append(listed, one(Str(r)))
		}
	default:
		return nil, false
	}
	for i := range listed {
		listed[i] = withOrigin(listed[i], value[0].Origin)
	}
	return listed, true
}
