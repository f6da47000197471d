package eval

import (
	"context"
	"fmt"
	"slices"

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
	// defaultOf gives Django's default of a setting; it may be nil.
	defaultOf func(name string) Value
	// main says that mainModule runs as a script.
	main       bool
	mainModule string

	modules map[string]*Module
	order   []*Module // in the order in which they were loaded
	scope   *scope
	// pc is the condition under which the current statement runs.
	pc condition
	// away are the worlds in which another branch runs.
	away condition
	// departures are the worlds that have left by return, break or an exception
	// that is caught further out: one for each place where they go on.
	departures []*departure
	// leaks counts departures and deaths, so that a construct can tell that it
	// lost no worlds.
	leaks int
	// dead are the worlds in which the module does not load.
	dead condition
	// died is the newest exception that nothing catches.
	died  *failure
	sinks []*sink
	// handling is the exception of the except clause that is running.
	handling *exception
	effects  effects
	// havoc is how many loops are running that cannot be unrolled: what is older
	// than the innermost one becomes unknown when it is changed.
	havoc int
	// upset counts what havoc made unknown.
	upset int

	environment map[string]*binding // what the source itself writes to os.environ
	dotenv      []dotenvFile
	// unclearEnvironment is why any variable may have been changed.
	unclearEnvironment *Unknown
	// fileOfVariables is why a variable that seems to be unset may be set by a
	// file.
	fileOfVariables *Unknown
	// schemesAltered says that the project changed a table of URL schemes.
	schemesAltered bool
	// environs are what the source does to each Env of environs.
	environs map[*environsEnv]*environsState
	// autoConfigs are the files that instances of decouple's AutoConfig found.
	autoConfigs map[*decoupleConfig]string
	reads       []EnvironmentRead
	failures    []failure
	tests       map[*Unknown]string
	testCount   int
	testNames   map[string]bool
	// sources are the files of Python that were read as a text.
	sources map[Value]string
	// rewritten are the files of the repository that the source writes.
	rewritten map[string]bool
	// altered are the modelled modules whose behaviour the source changes.
	altered map[string]bool
	// touched are externals that may have been changed in place.
	touched map[any]bool

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
	worlds := it.away
	for _, d := range it.departures {
		worlds = worlds.or(d.worlds)
	}
	if len(worlds) == 0 {
		return nil
	}
	return born.and(worlds)
}

// departure are worlds that have left, and wait for where they go on.
type departure struct {
	worlds condition
	count  int // of those that left this way
}

// depart notes worlds that leave.
func (it *interpreter) depart(d *departure, worlds condition) {
	if worlds.never() {
		return
	}
	if d.worlds = d.worlds.or(worlds); len(d.worlds) > maxGuards {
		d.worlds = condition{Test(it.uniqueTest("the code is left ("+it.placeOf(it.span)+")"), true)}
	}
	d.count++
	it.leaks++
}

func (it *interpreter) newDeparture() *departure {
	d := &departure{}
	it.departures = append(it.departures, d)
	return d
}

// arrive takes the worlds of a departure.
func (d *departure) arrive() condition {
	worlds := d.worlds
	d.worlds, d.count = nil, 0
	return worlds
}

func (it *interpreter) departed() bool {
	return slices.ContainsFunc(it.departures, func(d *departure) bool { return len(d.worlds) > 0 })
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

// maxRegion bounds the condition of what is elsewhere. Where it would be larger,
// a statement runs under a test of its own: that it runs.
const maxRegion = 24

// region is a part of the worlds in which something runs.
type region struct {
	worlds, away condition
	waiting      []condition
	test         string
	leaks        int
}

// enter goes on in some of the current worlds; others are those in which
// something else runs meanwhile.
func (it *interpreter) enter(worlds, others condition) region {
	r := region{worlds: worlds, away: it.away, leaks: it.leaks}
	if len(worlds)+len(others)+it.cases() <= maxRegion {
		it.pc, it.away = worlds, it.away.or(others)
		return r
	}
	r.test = it.uniqueTest("the code runs (" + it.placeOf(it.span) + ")")
	for _, d := range it.departures {
		r.waiting = append(r.waiting, d.worlds)
		d.worlds = nil
	}
	it.pc, it.away = condition{Test(r.test, true)}, condition{Test(r.test, false)}
	return r
}

// cases is the size of what is elsewhere.
func (it *interpreter) cases() int {
	size := len(it.away)
	for _, d := range it.departures {
		size += len(d.worlds)
	}
	return size
}

// leave ends a region and gives the worlds that are left of it.
func (it *interpreter) leave(r region) condition {
	left := it.pc
	it.away = r.away
	for i, worlds := range r.waiting {
		it.departures[i].worlds = worlds.or(it.departures[i].worlds)
	}
	if it.leaks == r.leaks {
		return r.worlds
	}
	if r.test != "" && len(left)*len(r.worlds) <= maxGuards {
		return left.and(r.worlds)
	}
	return left
}

// rejoined is what is left of the worlds of a construct: all of them if none
// leaked, and otherwise the parts, or, if these are too many, what a test of its
// own tells from what was lost.
func (it *interpreter) rejoined(start condition, leaks int, parts ...condition) condition {
	if it.leaks == leaks {
		return start
	}
	var joined condition
	for _, part := range parts {
		joined = joined.or(part)
	}
	if len(joined) <= maxGuards {
		return joined
	}
	return start.and(condition{Test(it.uniqueTest("the code goes on ("+it.placeOf(it.span)+")"), true)})
}

// inside runs f in the part of the current worlds that lies in c, which must be
// a part of them. What f leaves (by an exception) is left afterwards too.
func (it *interpreter) inside(c condition, f func()) {
	if c.never() {
		return
	}
	before, leaks := it.pc, it.leaks
	if sameCondition(before, c) {
		f()
		return
	}
	rest, ok := before.minusUpTo(c, maxRegion)
	if !ok { // a superset: the test of the region tells it apart
		rest = before
	}
	r := it.enter(c, rest)
	f()
	left := it.leave(r)
	it.pc = it.rejoined(before, leaks, left, rest)
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
func (it *interpreter) place(n python.Node) string { return it.placeOf(n.Range()) }

func (it *interpreter) placeOf(span text.Span) string {
	file := it.scope.module.File
	line, _ := file.Position(span.Start)
	return fmt.Sprintf("%s:%d", file.Path, line)
}
