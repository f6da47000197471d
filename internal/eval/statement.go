package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// maxLive bounds the condition under which a module goes on after worlds were
// lost in which it does not load.
const maxLive = 1

// block runs statements in order. In a module, a statement with which the
// module does not load makes its targets unknown, and evaluation goes on, so
// that one mistake does not hide all others.
func (it *interpreter) block(body []python.Stmt) {
	for i, s := range body {
		if len(it.pc)+it.cases() > maxRegion && i > 0 {
			start, leaks := it.pc, it.leaks
			r := it.enter(it.pc, it.pc) // too many cases: a test for the rest
			it.block(body[i:])
			it.pc = it.rejoined(start, leaks, it.leave(r))
			return
		}
		if it.pc.never() || !it.step() {
			if it.exhausted != nil {
				it.spoil(body, it.exhausted)
			}
			return
		}
		if it.function != nil || len(it.sinks) > 0 || it.havoc > 0 {
			it.statement(s)
			continue
		}
		before, dead, died := it.pc, it.dead, it.died
		it.statement(s)
		switch {
		case it.pc.never() && it.died != died && it.everywhere():
			it.failAndGoOn(s, before, dead)
		case len(it.pc) > maxLive && it.died != died && it.loop == nil:
			// Worlds in which the module does not load matter to nobody: better
			// to keep them than to carry along what they look like.
			it.pc, it.dead = before, dead
		}
	}
}

// everywhere reports whether the current statement runs in every world in which
// the module has not left already.
func (it *interpreter) everywhere() bool {
	return len(it.away) == 0 && !it.departed() && len(it.sinks) == 0 && it.function == nil && it.havoc == 0
}

func (it *interpreter) failAndGoOn(s python.Stmt, before, dead condition) {
	module := it.scope.module
	if module.failure == nil {
		public := it.died.public(true)
		module.failure = &public
	}
	it.pc, it.dead = before, dead
	reason := unknown("the statement raises " + it.died.exception)
	for _, name := range targetNames(nil, s) {
		it.bind(it.scope, name, Alternatives{{Value: reason, Origin: it.here(s)}}, Write{File: module.File, Span: s.Range()})
	}
}

// spoil makes everything that the statements may bind unknown.
func (it *interpreter) spoil(body []python.Stmt, why *Unknown) {
	for _, s := range body {
		for _, name := range targetNames(nil, s) {
			it.bind(it.scope, name, Alternatives{{Value: why, Origin: it.here(s)}}, Write{File: it.scope.module.File, Span: s.Range()})
		}
	}
}

func (it *interpreter) statement(s python.Stmt) { //nolint:funlen // one case for each kind
	outer := it.span
	it.span = s.Range()
	defer func() { it.span = outer }()
	switch s := s.(type) {
	case *python.ExprStmt:
		it.eval(s.Value)
	case *python.Assign:
		value := it.eval(s.Value)
		for _, target := range s.Targets {
			it.assign(target, value, s)
		}
	case *python.AnnAssign:
		if s.Value != nil {
			it.assign(s.Target, it.eval(s.Value), s)
		}
	case *python.AugAssign:
		it.augment(s)
	case *python.If:
		it.ifStatement(s)
	case *python.For:
		it.forStatement(s)
	case *python.While:
		it.whileStatement(s)
	case *python.Try:
		it.tryStatement(s)
	case *python.With:
		it.withStatement(s)
	case *python.Import:
		it.importStatement(s)
	case *python.FromImport:
		it.fromImport(s)
	case *python.FunctionDef:
		it.define(s)
	case *python.ClassDef:
		it.classStatement(s)
	case *python.Return:
		it.returnStatement(s)
	case *python.Raise:
		it.raiseStatement(s)
	case *python.Del:
		for _, target := range s.Targets {
			it.remove(target)
		}
	case *python.Assert:
		_, no := it.split(it.eval(s.Test), s.Test)
		for _, g := range no {
			it.raise(g, failure{exception: "AssertionError", message: "the assertion fails", node: s})
		}
	case *python.Global:
		if s.Nonlocal {
			it.nonlocal(s.Names)
		} else {
			if it.scope.global == nil {
				it.scope.global = map[string]bool{}
			}
			for _, name := range s.Names {
				it.scope.global[name] = true
			}
		}
	case *python.Break:
		it.leaveLoop(false)
	case *python.Continue:
		it.leaveLoop(true)
	case *python.Opaque:
		it.spoilNames(s.Names, s, "a "+s.Kind+" statement is not followed")
		if strings.Contains(it.scope.module.File.Slice(s.Range()), "return") {
			it.mayReturn(s, one(unknown("a "+s.Kind+" statement is not followed")))
		}
	case *python.Damaged:
		it.spoilNames(s.Names, s, "the statement has a syntax error")
		it.scope.module.damaged = true
	}
}

func (it *interpreter) spoilNames(names []string, s python.Stmt, reason string) {
	for _, name := range names {
		value := Alternatives{{Value: unknown(reason), Origin: it.here(s)}}
		it.bind(it.scope, name, value, Write{File: it.scope.module.File, Span: s.Range()})
	}
}

// nonlocal finds the function around that binds each name.
func (it *interpreter) nonlocal(names []string) {
	if it.scope.outers == nil {
		it.scope.outers = map[string]*scope{}
	}
	for _, name := range names {
		for at := it.scope.outer; at != nil && at.outer != nil; at = at.outer {
			if _, ok := at.names[name]; ok && !at.class {
				it.scope.outers[name] = at
				break
			}
		}
	}
}

func (it *interpreter) ifStatement(s *python.If) {
	yes, no := it.split(it.eval(s.Test), s.Test)
	start, leaks := it.pc, it.leaks
	var after, otherwise condition
	if !yes.never() {
		r := it.enter(yes, no)
		it.block(s.Body)
		after = it.leave(r)
	}
	if !no.never() {
		r := it.enter(no, after)
		it.block(s.Else)
		otherwise = it.leave(r)
	}
	it.pc = it.rejoined(start, leaks, after, otherwise)
}

// split divides the current worlds by the truth of a value. What cannot be
// decided becomes an opaque test, named by the expression.
func (it *interpreter) split(value Alternatives, n python.Node) (yes, no condition) {
	if len(value) == 1 && value[0].Guard.Always() {
		if truth, known := knownTruth(value[0].Value); known {
			if truth {
				return it.pc, nil
			}
			return nil, it.pc
		}
	}
	for _, alternative := range value {
		for _, branch := range it.truth(alternative.Value, n) {
			guard, ok := alternative.Guard.And(branch.guard)
			if !ok {
				continue
			}
			worlds := it.pc.within(guard)
			if branch.truth {
				yes = yes.or(worlds)
			} else {
				no = no.or(worlds)
			}
		}
	}
	if len(yes) > maxGuards || len(no) > maxGuards {
		return it.opaqueSplit(n)
	}
	return yes, no
}

// opaqueSplit divides the current worlds by a test of which only the name is
// known.
func (it *interpreter) opaqueSplit(n python.Node) (yes, no condition) {
	name := it.freshTest(n)
	return it.pc.and(condition{Test(name, true)}), it.pc.and(condition{Test(name, false)})
}

func (it *interpreter) raiseStatement(s *python.Raise) {
	f := failure{exception: "Exception", message: "the module raises an exception", node: s}
	raised := s.Exc
	if call, ok := raised.(*python.Call); ok {
		raised = call.Func
	}
	switch e := raised.(type) {
	case *python.Name:
		it.raisedName(e, &f)
	case *python.Attribute:
		f.exception = e.Name
	case nil:
		f.exception, f.open = "", true
		if h := it.handling; h != nil {
			f.exception, f.above, f.open = h.name, h.above, h.open
		}
	}
	f.open = f.open || len(f.above) == 0 && !knownException(f.exception)
	if f.exception != "" {
		f.message = "the module raises " + f.exception
	}
	it.raise(Guard{}, f)
}

// raisedName says which exception a name stands for.
func (it *interpreter) raisedName(e *python.Name, f *failure) {
	f.exception = e.ID
	b := it.scope.lookup(e.ID)
	if b == nil {
		return
	}
	v, _ := b.alternatives.Single()
	switch v := v.(type) {
	case *Instance: // raise error, as caught
		f.exception = v.Class.Name
	case *Class:
		f.exception = v.Name
		if v.scope != nil {
			f.above = v.Bases
			for _, base := range v.Bases {
				f.open = f.open || !knownException(base)
			}
		}
	default:
		f.open = true
	}
}
