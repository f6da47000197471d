package eval

import (
	"slices"

	"github.com/djvet/djvet/parser/python"
)

func (it *interpreter) withStatement(s *python.With) {
	managers, waiting := len(it.sinks), len(it.departures)
	start, leaks := it.pc, it.leaks
	var opened []Alternatives
	for _, item := range s.Items {
		value := it.eval(item.Value)
		opened = append(opened, value)
		if manager, ok := contextOf(value); ok {
			value = one(manager.enter(it))
			if item.Target != nil {
				it.assign(item.Target, value, s)
			}
			continue
		}
		if item.Target != nil {
			it.assign(item.Target, value.values(entered), s)
		}
		if own, ok := it.swallows(value, item.Value); ok {
			own.handlers[0].arrived = it.newDeparture()
			it.sinks = append(it.sinks, own)
		}
	}
	it.block(s.Body)
	for _, value := range slices.Backward(opened) {
		closeFiles(value)
		if manager, ok := contextOf(value); ok {
			manager.exit(it)
		}
	}
	for len(it.sinks) > managers {
		own := it.sinks[len(it.sinks)-1]
		it.sinks = it.sinks[:len(it.sinks)-1]
		it.exit(own, start, leaks)
	}
	it.departures = it.departures[:waiting]
}

// contextOf is a context manager that djvet models.
func contextOf(value Alternatives) (nativeContext, bool) {
	v, _ := value.Single()
	if i, ok := v.(*Instance); ok {
		manager, ok := i.state.(nativeContext)
		return manager, ok
	}
	return nil, false
}

// swallows makes a sink for a context manager that may swallow exceptions.
func (it *interpreter) swallows(manager Alternatives, e python.Expr) (*sink, bool) {
	v, _ := manager.Single()
	if i, ok := v.(*Instance); ok {
		if _, isFile := i.state.(*openFile); isFile {
			return nil, false
		}
	}
	if call, ok := e.(*python.Call); ok && calledName(call) == "suppress" {
		types := handlerTypes{}
		for _, arg := range call.Args {
			it.addType(&types, arg.Value)
		}
		return &sink{handlers: []handlerTypes{types}, imports: it.imports}, true
	}
	return &sink{handlers: []handlerTypes{{any: true}}, quiet: true}, true
}

func calledName(call *python.Call) string {
	switch f := call.Func.(type) {
	case *python.Name:
		return f.ID
	case *python.Attribute:
		return f.Name
	}
	return ""
}

// exit goes on after a with statement where its manager swallowed something.
func (it *interpreter) exit(own *sink, start condition, leaks int) {
	arrived := own.handlers[0].arrived
	it.leaks -= arrived.count
	worlds := arrived.arrive()
	if worlds.never() {
		return
	}
	if !own.quiet {
		it.pc = it.rejoined(start, leaks, it.pc, worlds)
		return
	}
	raised := own.handlers[0].raised
	f := *raised[0].failure
	for _, e := range raised {
		if e.name != f.exception {
			f.exception, f.open = "", true
		}
	}
	test := it.uniqueTest("a context manager swallows an exception (" + it.placeOf(it.span) + ")")
	staying := it.pc.or(worlds.and(condition{Test(test, true)}))
	r := it.enter(worlds.and(condition{Test(test, false)}), staying)
	it.raiseIn(it.pc, f)
	it.leave(r)
	it.pc = it.rejoined(start, leaks, staying)
}

// entered is what a context manager gives to "as".
func entered(v Value) Value {
	if i, ok := v.(*Instance); ok {
		if _, isFile := i.state.(*openFile); isFile {
			return v
		}
	}
	return unknown("a context manager is not followed")
}
