package eval

import (
	"context"
	"fmt"

	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// The limits that make every evaluation end. Whatever is beyond them is
// unknown, with the reason.
const (
	maxSteps      = 2_000_000
	maxCalls      = 40        // nested calls of functions of the project
	maxImports    = 200       // nested imports
	maxExpression = 2_000     // nested expressions
	maxText       = 1 << 16   // bytes of a string
	maxElements   = 10_000    // elements of a collection
	maxWritten    = 1_000_000 // elements made in all
	maxCases      = 64        // guards of the condition that a statement runs under
)

// interpreter evaluates one settings module with everything that it imports,
// in one world.
type interpreter struct {
	ctx      context.Context //nolint:containedctx // lives for one evaluation
	files    *workspace.Workspace
	roots    []string
	world    World
	debugOff bool
	// main says that mainModule runs as a script.
	main       bool
	mainModule string

	modules map[string]*Module
	order   []*Module // in the order in which they were loaded
	scope   *scope
	// pc is the condition under which the current statement runs.
	pc condition
	// away are the worlds in which another branch runs, and gone those that
	// have left it by return, break or an exception that is caught further out.
	away, gone condition
	// dead are the worlds in which the module does not load.
	dead condition
	// died is the newest exception that nothing catches.
	died  *failure
	sinks []*sink
	// journal undoes what was done since a checkpoint, while a try runs.
	journal []func()

	environment map[string]*binding // what the source itself writes to os.environ
	dotenv      []dotenvFile
	reads       []EnvironmentRead
	failures    []failure
	tests       map[*Unknown]string
	testCount   int

	steps, calls, imports, depth, written int
	exhausted                             *Unknown

	function *activation
	loop     *loopState
	span     text.Span // of the current statement
}

// here is the origin of an expression of the current module.
func (it *interpreter) here(n python.Node) Origin {
	return Origin{Kind: Written, File: it.scope.module.File, Span: n.Range()}
}

// literal is a value that stands at a node.
func (it *interpreter) literal(v Value, n python.Node) Alternatives {
	return Alternatives{{Value: v, Origin: it.here(n)}}
}

// elsewhere is the part of born in which the current statement does not run.
func (it *interpreter) elsewhere(born condition) condition {
	if len(it.away) == 0 && len(it.gone) == 0 {
		return nil
	}
	return born.and(it.away.or(it.gone))
}

// step counts work and reports whether to go on.
func (it *interpreter) step() bool {
	if it.exhausted != nil {
		return false
	}
	it.steps++
	if it.steps > maxSteps {
		it.exhausted = unknown(fmt.Sprintf("gave up after %d steps", maxSteps))
		return false
	}
	if len(it.pc) > maxCases {
		it.exhausted = unknown("gave up because too many cases have to be told apart")
		return false
	}
	if it.steps&1023 == 0 && it.ctx.Err() != nil {
		it.exhausted = unknown("gave up because the run was cancelled")
		return false
	}
	return true
}

// inside runs f in the part of the current worlds that lies in c, which must be
// a part of them. What f leaves (by an exception) is left afterwards too.
func (it *interpreter) inside(c condition, f func()) {
	if c.never() {
		return
	}
	before, away := it.pc, it.away
	rest := before.minus(c)
	it.pc = c
	if !rest.never() {
		it.away = away.or(rest)
	}
	f()
	it.away = away
	if sameCondition(it.pc, c) {
		it.pc = before
	} else {
		it.pc = it.pc.or(rest)
	}
}

// settle computes which worlds a construct lost for good, after it ended.
func (it *interpreter) settle(start, gone condition) {
	if it.pc.always() || sameCondition(start, it.pc) {
		it.gone = gone
		return
	}
	left := start.minus(it.pc)
	if !it.dead.never() {
		left = left.minus(it.dead)
	}
	it.gone = gone.or(left)
}

func sameCondition(a, b condition) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !a[i].equal(b[i]) {
			return false
		}
	}
	return true
}

// record notes how to undo a change, if anything may have to be undone.
func (it *interpreter) record(undo func() func()) {
	if len(it.sinks) > 0 {
		it.journal = append(it.journal, undo())
	}
}

// source is the text of a node, shortened, for reasons and the names of tests.
func (it *interpreter) source(n python.Node) string {
	const enough = 60
	s := it.scope.module.File.Slice(n.Range())
	for i, r := range s {
		if r == '\n' || r == '\r' || i > enough {
			return s[:i] + "…"
		}
	}
	return s
}

// place says where a node is, for reasons.
func (it *interpreter) place(n python.Node) string {
	file := it.scope.module.File
	line, _ := file.Position(n.Range().Start)
	return fmt.Sprintf("%s:%d", file.Path, line)
}
