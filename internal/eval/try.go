package eval

import (
	"slices"

	"github.com/djvet/djvet/parser/python"
)

// tryStatement runs the body; worlds in which it raises continue in the first
// handler that catches it.
func (it *interpreter) tryStatement(s *python.Try) {
	waiting := len(it.departures)
	before := make([]condition, waiting)
	for i, d := range it.departures {
		before[i] = d.worlds
	}
	start, leaks := it.pc, it.leaks
	own := &sink{handlers: it.handlerTypes(s.Handlers), imports: it.imports}
	if len(own.handlers) > 0 {
		it.sinks = append(it.sinks, own)
	}
	it.block(s.Body)
	if len(own.handlers) > 0 {
		it.sinks = it.sinks[:len(it.sinks)-1]
	}
	it.block(s.Else)
	parts := []condition{it.pc}
	for i, h := range s.Handlers {
		parts = append(parts, it.handle(h, own.handlers[i], parts))
	}
	it.pc = it.rejoined(start, leaks, parts...)
	it.departures = it.departures[:waiting]
	if len(s.Finally) > 0 {
		it.finally(s.Finally, before)
	}
	if it.exhausted != nil {
		it.spoil(s.Body, it.exhausted)
	}
}

// handle runs one handler in the worlds in which it caught something, and gives
// those that are left of them. In the others, something else ran.
func (it *interpreter) handle(h python.Handler, types handlerTypes, others []condition) condition {
	it.leaks -= types.arrived.count
	worlds := types.arrived.arrive()
	if worlds.never() {
		return nil
	}
	var elsewhere condition
	for _, part := range others {
		elsewhere = elsewhere.or(part)
	}
	handling := it.handling
	it.handling = &exception{}
	first := types.raised[0]
	if !slices.ContainsFunc(types.raised, func(e exception) bool { return e.name != first.name }) {
		it.handling = &first
	}
	r := it.enter(worlds, elsewhere)
	var raised *Instance
	if h.Name != "" {
		raised = &Instance{Class: &Class{Name: it.handling.name}, attributes: it.newScope(it.scope.module, nil, always())}
		it.bind(it.scope, h.Name, one(raised), Write{File: it.scope.module.File, Span: h.Range()})
	}
	it.block(h.Body)
	if h.Name != "" {
		it.forget(h.Name, raised)
	}
	it.handling = handling
	return it.leave(r)
}

// forget deletes the name of an exception, as Python does however an except
// clause ends.
func (it *interpreter) forget(name string, raised *Instance) {
	b := it.scope.lookup(name)
	if b == nil {
		return
	}
	b.alternatives = slices.Clone(b.alternatives)
	for i, alternative := range b.alternatives {
		if alternative.Value == Value(raised) {
			b.alternatives[i].Value = Unbound{}
		}
	}
	b.alternatives = b.alternatives.merged()
}

// finally runs a finally block: also in the worlds that have left meanwhile, by
// return, break or an exception that is caught further out.
func (it *interpreter) finally(body []python.Stmt, before []condition) {
	for i, was := range before {
		d := it.departures[i]
		if sameCondition(d.worlds, was) {
			continue
		}
		staying, leaving := it.pc, d.worlds.minus(was)
		d.worlds = was
		r := it.enter(leaving, staying)
		it.block(body)
		d.worlds = d.worlds.or(it.leave(r))
		it.pc = staying
	}
	it.block(body)
}

func (it *interpreter) handlerTypes(handlers []python.Handler) []handlerTypes {
	types := make([]handlerTypes, len(handlers))
	for i, h := range handlers {
		types[i].arrived = it.newDeparture()
		switch t := h.Type.(type) {
		case nil:
			types[i].any = true
		case *python.Tuple:
			if h.Ambiguous && len(t.Elements) > 0 { // Python 2's "except A, name"
				it.addType(&types[i], t.Elements[0])
				continue
			}
			for _, e := range t.Elements {
				it.addType(&types[i], e)
			}
		default:
			it.addType(&types[i], t)
		}
	}
	return types
}

// addType adds the class of exceptions that an expression names, without
// evaluating it: Python does so only once something was raised.
func (it *interpreter) addType(h *handlerTypes, e python.Expr) {
	name := ""
	switch e := e.(type) {
	case *python.Name:
		name = e.ID
		if b := it.scope.lookup(name); b != nil {
			v, _ := b.alternatives.Single()
			switch v := v.(type) {
			case *Class:
				name = v.Name
				h.unclear = h.unclear || v.scope == nil && !knownException(name)
			default: // a tuple of classes, or something that is not known
				h.unclear = true
			}
		} else if !slices.Contains(exceptionNames, name) {
			h.unclear = true
		}
	case *python.Attribute:
		name = e.Name
		h.unclear = h.unclear || !knownException(name)
	default:
		h.unclear = true
	}
	switch name {
	case "IOError", "EnvironmentError", "WindowsError":
		name = "OSError" // the same class since Python 3.3
	}
	h.names = append(h.names, name)
}
