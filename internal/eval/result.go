package eval

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/text"
)

// Input says what to evaluate.
type Input struct {
	Files *workspace.Workspace
	// Roots are the directories on sys.path, relative to the tree's root.
	Roots []string
	// Module is dotted.
	Module string
	// Path is the file of a module that cannot be imported by name, such as
	// django.wsgi; "" for any other.
	Path string
	// Main evaluates the module as a script: __name__ is "__main__".
	Main  bool
	World World
	// Default gives Django's default of a setting, Unbound for one that it does
	// not have, for modules that read django.conf.global_settings. Nil if they
	// are not known.
	Default func(name string) Value
	// DebugOff judges production: where DEBUG cannot be false, what depends on
	// it is evaluated as if it were.
	DebugOff bool
}

// Result is what a module makes of the world. It is immutable and safe for
// concurrent use.
type Result struct {
	Module string
	Path   string
	File   *text.File
	// Failure is why the module does not load; nil if it may.
	Failure *Failure
	// Possible are exceptions that are raised in some worlds only.
	Possible []Failure
	// Undefined are the names that the code uses and nothing defines.
	Undefined []Failure
	// Files are the paths of all modules that were evaluated, in order.
	Files []string
	// Reads are all reads of environment variables, in order.
	Reads []EnvironmentRead
	// Environment are the writes to os.environ by name.
	Environment map[string][]Write
	// Damaged says that a module which was evaluated has a syntax error.
	Damaged bool
	// GaveUp is why the evaluation ended early, "" if it did not.
	GaveUp string

	module *Module
	live   condition
	it     *interpreter

	mutex  sync.Mutex
	values map[string]Alternatives
	freeze *freezer
}

// Evaluate evaluates a module with all that it imports. It reports false if
// there is no such module.
func Evaluate(ctx context.Context, input Input) (*Result, bool) {
	if _, ok := input.Files.Resolve(input.Roots, input.Module); !ok && input.Path == "" {
		return nil, false
	}
	result := evaluate(ctx, input)
	if input.DebugOff && result.alwaysDebug() {
		result = evaluateWith(ctx, input, true)
	}
	return result, true
}

func evaluate(ctx context.Context, input Input) *Result { return evaluateWith(ctx, input, false) }

func evaluateWith(ctx context.Context, input Input, debugOff bool) *Result {
	it := &interpreter{
		ctx: ctx, files: input.Files, roots: input.Roots, world: input.World, defaultOf: input.Default, debugOff: debugOff,
		modules: map[string]*Module{}, environment: map[string]*binding{}, tests: map[*Unknown]string{},
		pc: always(), main: input.Main, mainModule: input.Module,
	}
	it.scope = newScope(&Module{File: text.NewFile("", nil)}, nil, always())
	m := it.loadAll(input)
	r := &Result{
		Module: input.Module, Path: m.Path, File: m.File, module: m, live: it.pc, it: it,
		Reads: it.reads, Environment: map[string][]Write{}, Failure: m.failure,
	}
	for _, loaded := range it.order {
		if loaded.Path != "" {
			r.Files = append(r.Files, loaded.Path)
		}
		r.Damaged = r.Damaged || loaded.damaged
	}
	for _, f := range it.failures {
		if f.undefined != "" && f.everywhere {
			r.Undefined = append(r.Undefined, f.public(true))
		} else {
			r.Possible = append(r.Possible, f.public(false))
		}
	}
	for name, b := range it.environment {
		r.Environment[name] = b.writes
	}
	if it.exhausted != nil {
		r.GaveUp = it.exhausted.Reason
	}
	it.scope, it.pc = m.scope, r.live
	if it.pc.never() {
		it.pc = always()
	}
	r.values = map[string]Alternatives{}
	r.freeze = &freezer{pc: it.pc, sequences: map[*Sequence]Value{}, mappings: map[*Mapping]Value{}, guardFree: map[Value]bool{}, sizes: map[Value]int{}}
	return r
}

// loadAll evaluates the module that the input names. If evaluation ended early,
// nothing is known of any name: what was not evaluated might have set it.
func (it *interpreter) loadAll(input Input) (m *Module) {
	it.bounded(func() { m = it.loadInput(input) })
	if m == nil {
		for _, loaded := range it.order {
			if loaded.Name == input.Module {
				m = loaded
			}
		}
	}
	if m == nil {
		m = &Module{Name: input.Module, scope: it.scope, File: text.NewFile("", nil)}
	}
	if it.exhausted != nil {
		it.pc, it.away, it.departures = always(), nil, nil
		for _, b := range m.scope.names {
			b.alternatives = one(again(it.exhausted))
		}
		m.scope.taint, m.scope.suppliers, m.failure = it.exhausted, nil, nil
	}
	return m
}

// bounded ends an evaluation that needs too many cases.
func (it *interpreter) bounded(load func()) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(tooManyCases); !ok {
				panic(r)
			}
			it.exhausted = unknown("gave up because too many cases have to be told apart")
		}
	}()
	load()
}

// loadInput evaluates the module that the input names.
func (it *interpreter) loadInput(input Input) *Module {
	if input.Path != "" {
		m := it.loadFile(input.Module, input.Path)
		it.configure(m)
		return m
	}
	m, ok := it.load(input.Module)
	if !ok {
		m = &Module{Name: input.Module, scope: it.scope, File: text.NewFile("", nil)}
	}
	it.configure(m)
	return m
}

// alwaysDebug reports whether DEBUG is true whatever the world is.
func (r *Result) alwaysDebug() bool {
	b, ok := r.module.scope.names["DEBUG"]
	if !ok {
		return false
	}
	for _, alternative := range b.alternatives {
		if truth, known := knownTruth(alternative.Value); !known || !truth {
			return false
		}
	}
	return true
}

// Names are the names that the module binds, sorted.
func (r *Result) Names() []string { return slices.Sorted(maps.Keys(r.module.scope.names)) }

// Binds reports whether the module binds a name in some world.
func (r *Result) Binds(name string) bool { return r.module.scope.names[name] != nil }

// Writes are the writes of a name in the module itself, in order.
func (r *Result) Writes(name string) []Write {
	if b, ok := r.module.scope.names[name]; ok {
		return b.writes
	}
	return nil
}

// Get gives what a name is when the module has loaded. Unbound stands for "not
// set".
func (r *Result) Get(name string) Alternatives {
	b, ok := r.module.scope.names[name]
	if !ok {
		return r.it.missing(r.module.scope, name).given(r.live)
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	value, ok := r.values[name]
	if !ok {
		value = r.freeze.frozen(b.alternatives.within(r.it.pc), Guard{}, 0).shared().given(r.live).merged()
		r.values[name] = value
	}
	return value
}

// Fails reports whether the module does not load in any world of the guard. Of a
// module that never loads it says no: what it would be otherwise is still asked
// for, so that one mistake does not hide all others.
func (r *Result) Fails(g Guard) bool {
	if r.Failure != nil {
		return false
	}
	for _, f := range r.it.failures {
		for _, dead := range f.guards {
			if len(dead.given(g).literals) == 0 {
				return true
			}
		}
	}
	return false
}

// Required are the environment variables without which the module does not
// load.
func (r *Result) Required() []string {
	var required []string
	if len(r.live) == 0 {
		return nil
	}
	for _, name := range r.live[0].Variables() {
		everywhere := true
		for _, g := range r.live {
			everywhere = everywhere && !g.Domain(name).Unset
		}
		if everywhere {
			required = append(required, name)
		}
	}
	return required
}

// Taint says why names that the module does not bind may be bound all the same;
// nil if they are not.
func (r *Result) Taint() *Unknown { return r.module.scope.tainted() }

func sortedNames(s *scope) []string { return slices.Sorted(maps.Keys(s.names)) }
