package eval

import (
	"fmt"

	"github.com/djvet/djvet/parser/python"
)

// checkpoint is a state to which the interpreter can return.
type checkpoint struct {
	pc, away, gone, dead condition
	journal, failures    int
	reads, order         int
	died                 *failure
	caught               []int
}

func (it *interpreter) checkpoint() checkpoint {
	c := checkpoint{
		pc: it.pc, away: it.away, gone: it.gone, dead: it.dead,
		journal: len(it.journal), failures: len(it.failures), reads: len(it.reads), died: it.died,
		order: len(it.order),
	}
	for _, s := range it.sinks {
		c.caught = append(c.caught, len(s.caught))
	}
	return c
}

func (it *interpreter) rollback(c checkpoint) {
	for i := len(it.journal) - 1; i >= c.journal; i-- {
		it.journal[i]()
	}
	it.journal = it.journal[:c.journal]
	it.pc, it.away, it.gone, it.dead = c.pc, c.away, c.gone, c.dead
	it.failures, it.reads, it.died = it.failures[:c.failures], it.reads[:c.reads], c.died
	for i, s := range it.sinks {
		s.caught = s.caught[:c.caught[i]]
	}
	for _, m := range it.order[c.order:] { // what they bound is undone: they are loaded anew
		delete(it.modules, m.Name)
	}
	it.order = it.order[:c.order]
}

// tryStatement runs the body; worlds in which it raises continue in the first
// handler that matches. A statement that may or may not raise divides the
// worlds by a test of its own.
func (it *interpreter) tryStatement(s *python.Try) {
	start, gone := it.pc, it.gone
	own := &sink{handlers: it.handlerTypes(s.Handlers)}
	if len(own.handlers) > 0 {
		it.sinks = append(it.sinks, own)
	}
	for _, statement := range s.Body {
		if it.pc.never() || !it.step() {
			break
		}
		it.tried(statement, own)
	}
	if len(own.handlers) > 0 {
		it.sinks = it.sinks[:len(it.sinks)-1]
	}
	if len(it.sinks) == 0 {
		it.journal = nil
	}
	it.block(s.Else)
	after := it.pc
	it.handle(s, own, &after)
	it.pc = after
	it.settle(start, gone)
	it.block(s.Finally)
	if it.exhausted != nil {
		it.spoil(s.Body, it.exhausted)
	}
}

// tried runs one statement of a try body.
func (it *interpreter) tried(statement python.Stmt, own *sink) {
	if len(own.handlers) == 0 {
		it.statement(statement)
		return
	}
	own.doubt = ""
	before := it.checkpoint()
	it.statement(statement)
	if own.doubt == "" {
		return
	}
	doubt := own.doubt
	it.rollback(before)
	test := fmt.Sprintf("%s (%s)", doubt, it.place(statement))
	fails := it.pc.and(condition{Test(test, true)})
	it.pc = it.pc.and(condition{Test(test, false)})
	own.caught = append(own.caught, caught{worlds: fails})
	it.gone = it.gone.or(fails)
	own.settled = true
	it.statement(statement)
	own.settled = false
}

// handle runs the handlers in the worlds that reached them.
func (it *interpreter) handle(s *python.Try, own *sink, after *condition) {
	away, gone := it.away, it.gone
	for i, h := range s.Handlers {
		var worlds condition
		var exception string
		for _, c := range own.caught {
			if firstHandler(own.handlers, c.exception) == i {
				worlds = worlds.or(c.worlds)
				exception = c.exception
			}
		}
		if worlds.never() {
			continue
		}
		it.pc, it.away, it.gone = worlds, away.or(*after), gone.minus(worlds)
		if h.Name != "" {
			raised := &Instance{Class: &Class{Name: exception}, attributes: newScope(it.scope.module, nil, always())}
			it.bind(it.scope, h.Name, one(raised), Write{File: it.scope.module.File, Span: h.Range()})
		}
		it.block(h.Body)
		*after = after.or(it.pc)
	}
	it.away, it.gone = away, gone
}

func firstHandler(handlers []handlerTypes, exception string) int {
	for i, h := range handlers {
		if h.catches(exception) {
			return i
		}
	}
	return -1
}

func (it *interpreter) handlerTypes(handlers []python.Handler) []handlerTypes {
	types := make([]handlerTypes, len(handlers))
	for i, h := range handlers {
		switch t := h.Type.(type) {
		case nil:
			types[i].any = true
		case *python.Tuple:
			if h.Ambiguous && len(t.Elements) > 0 { // Python 2's "except A, name"
				types[i].add(t.Elements[0])
				continue
			}
			for _, e := range t.Elements {
				types[i].add(e)
			}
		default:
			types[i].add(t)
		}
	}
	return types
}

func (h *handlerTypes) add(e python.Expr) {
	name := ""
	switch e := e.(type) {
	case *python.Name:
		name = e.ID
	case *python.Attribute:
		name = e.Name
	}
	switch name {
	case "Exception", "BaseException", "":
		h.any = true
	case "IOError", "EnvironmentError":
		name = "OSError" // the same class since Python 3.3
	}
	h.names = append(h.names, name)
}
