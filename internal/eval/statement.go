package eval

import (
	"slices"
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
	for _, s := range body {
		if it.pc.never() || !it.step() {
			if it.exhausted != nil {
				it.spoil(body, it.exhausted)
			}
			return
		}
		if it.function != nil || len(it.sinks) > 0 {
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
	return len(it.away) == 0 && len(it.gone) == 0 && len(it.sinks) == 0 && it.function == nil
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
		if !s.Nonlocal {
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
			it.mayReturn(s, "a "+s.Kind+" statement is not followed")
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

func (it *interpreter) ifStatement(s *python.If) {
	yes, no := it.split(it.eval(s.Test), s.Test)
	start, gone := it.pc, it.gone
	away := it.away
	it.pc, it.away = yes, away.or(no)
	if !yes.never() {
		it.block(s.Body)
	}
	after := it.pc
	// what left the body is elsewhere for the other branch as well
	it.pc, it.away = no, away.or(yes)
	it.gone = gone
	if !no.never() {
		it.block(s.Else)
	}
	it.away = away
	if sameCondition(after, yes) && sameCondition(it.pc, no) {
		it.pc = start // nothing was left: no need to join what was divided
	} else {
		it.pc = after.or(it.pc)
	}
	it.settle(start, gone)
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
	exception := s.Exc
	if call, ok := exception.(*python.Call); ok {
		exception = call.Func
	}
	switch e := exception.(type) {
	case *python.Name:
		f.exception = e.ID
		if b := it.scope.lookup(e.ID); b != nil {
			if v, ok := b.alternatives.Single(); ok {
				if i, ok := v.(*Instance); ok { // raise error, as caught
					f.exception = i.Class.Name
				}
			}
		}
	case *python.Attribute:
		f.exception = e.Name
	case nil:
		f.exception = ""
	}
	if f.exception != "" {
		f.message = "the module raises " + f.exception
	}
	it.raise(Guard{}, f)
}

func (it *interpreter) withStatement(s *python.With) {
	for _, item := range s.Items {
		value := it.eval(item.Value)
		if item.Target != nil {
			it.assign(item.Target, value.values(entered), s)
		}
	}
	it.block(s.Body)
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

// targetNames adds the names that a statement binds in its own scope.
func targetNames(names []string, s python.Stmt) []string {
	add := func(exprs ...python.Expr) {
		for _, e := range exprs {
			names = exprNames(names, e)
		}
	}
	blocks := func(bodies ...[]python.Stmt) {
		for _, body := range bodies {
			for _, inner := range body {
				names = targetNames(names, inner)
			}
		}
	}
	switch s := s.(type) {
	case *python.Assign:
		add(s.Targets...)
	case *python.AnnAssign:
		add(s.Target)
	case *python.AugAssign:
		add(s.Target)
	case *python.Del:
		add(s.Targets...)
	case *python.If:
		blocks(s.Body, s.Else)
	case *python.For:
		add(s.Target)
		blocks(s.Body, s.Else)
	case *python.While:
		blocks(s.Body, s.Else)
	case *python.Try:
		blocks(s.Body, s.Else, s.Finally)
		for _, h := range s.Handlers {
			blocks(h.Body)
		}
	case *python.With:
		for _, item := range s.Items {
			add(item.Target)
		}
		blocks(s.Body)
	case *python.Import:
		for _, a := range s.Names {
			names = append(names, a.Bound())
		}
	case *python.FromImport:
		for _, a := range s.Names {
			names = append(names, a.Bound())
		}
	case *python.FunctionDef:
		names = append(names, s.Name)
	case *python.ClassDef:
		names = append(names, s.Name)
	case *python.ExprStmt:
		names = changedNames(names, s.Value)
	case *python.Opaque:
		names = append(names, s.Names...)
	case *python.Damaged:
		names = append(names, s.Names...)
	}
	return slices.Compact(names)
}

// exprNames adds the names that a target binds or changes.
func exprNames(names []string, e python.Expr) []string {
	switch e := e.(type) {
	case *python.Name:
		return append(names, e.ID)
	case *python.Tuple:
		for _, element := range e.Elements {
			names = exprNames(names, element)
		}
	case *python.List:
		for _, element := range e.Elements {
			names = exprNames(names, element)
		}
	case *python.Starred:
		return exprNames(names, e.Value)
	case *python.Subscript:
		return exprNames(names, e.Value)
	case *python.Attribute:
		return exprNames(names, e.Value)
	}
	return names
}

// changedNames adds the name whose method an expression statement calls.
func changedNames(names []string, e python.Expr) []string {
	if call, ok := e.(*python.Call); ok {
		if attribute, ok := call.Func.(*python.Attribute); ok {
			return exprNames(names, attribute.Value)
		}
	}
	return names
}
