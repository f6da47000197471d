package eval

import (
	"slices"

	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// failure is an exception that the source certainly raises in some worlds.
type failure struct {
	exception string
	above     []string // the classes it inherits from, of a class of the project
	open      bool     // it may inherit from others
	message   string
	node      python.Node
	file      *text.File
	guards    condition
	// undefined is the name of a NameError, and everywhere says that it is
	// bound in no world at all.
	undefined  string
	everywhere bool
	// missing is the environment variable that has to be set, if it is that.
	missing string
}

// Failure is an exception with which a module does not load.
type Failure struct {
	// Exception is the class, for example "NameError".
	Exception string
	// Message is what Python would say, without values.
	Message string
	File    *text.File
	Span    text.Span
	// Name is the name that is not defined, of a NameError.
	Name string
	// Variable is the environment variable that is not set, if that is why.
	Variable string
	// Certain says that it is raised in every world that is considered.
	Certain bool
}

func (f failure) public(certain bool) Failure {
	return Failure{
		Exception: f.exception, Message: f.message, File: f.file, Span: f.node.Range(),
		Name: f.undefined, Variable: f.missing, Certain: certain,
	}
}

// exception is the class of what is raised.
type exception struct {
	name string // "" if it may be any
	// above are the classes that it inherits from, for one of the project, and
	// open says that there are others that are not known.
	above []string
	open  bool
	// failure is what was certainly raised; nil if it is only possible.
	failure *failure
}

func (e exception) is(class string) bool {
	if slices.Contains(e.above, class) {
		return true
	}
	for at := e.name; at != ""; at = baseException(at) {
		if at == class {
			return true
		}
	}
	for _, above := range e.above {
		for at := above; at != ""; at = baseException(at) {
			if at == class {
				return true
			}
		}
	}
	return false
}

// sink is a try statement that is running, or a with statement whose context
// manager may swallow exceptions.
type sink struct {
	handlers []handlerTypes
	// imports is how many modules were being imported inside each other.
	imports int
	// quiet says that it is a with statement: doubts are not of interest there.
	quiet bool
}

// handlerTypes are the exceptions that a handler catches; all if any is set.
type handlerTypes struct {
	any   bool
	names []string
	// unclear says that it may catch others.
	unclear bool
	// arrived are the worlds in which it caught something, and raised what.
	arrived *departure
	raised  []exception
	// test is that of the last doubt, and effects what had happened by then.
	test    string
	effects int
}

// catching says whether a handler catches an exception.
type catching uint8

const (
	catchesNot catching = iota
	catchesPerhaps
	catches
)

func (h handlerTypes) catches(e exception) catching {
	if h.any {
		return catches
	}
	for _, name := range h.names {
		if name == "BaseException" || name == "Exception" && e.name == "" && !e.open || e.is(name) {
			return catches
		}
	}
	if h.unclear || e.name == "" || e.open {
		return catchesPerhaps
	}
	return catchesNot
}

// deliver takes an exception to the handlers around, the innermost first, and
// gives the worlds in which none catches it.
func (it *interpreter) deliver(worlds condition, e exception) (uncaught condition) {
	take := func(s *sink, i int, part condition) {
		s.handlers[i].raised = append(s.handlers[i].raised, e)
		it.depart(s.handlers[i].arrived, part)
	}
	for at := len(it.sinks) - 1; at >= 0; at-- {
		s := it.sinks[at]
		if s.quiet && e.failure == nil {
			continue
		}
		for i, h := range s.handlers {
			switch h.catches(e) {
			case catches:
				take(s, i, worlds)
				return nil
			case catchesPerhaps:
				test := it.uniqueTest("an except clause catches " + e.String())
				take(s, i, worlds.and(condition{Test(test, true)}))
				worlds = worlds.and(condition{Test(test, false)})
			case catchesNot:
			}
		}
	}
	return worlds
}

func (e exception) String() string {
	if e.name == "" {
		return "the exception"
	}
	return e.name
}

// raise raises an exception in the worlds of the guard.
func (it *interpreter) raise(g Guard, f failure) {
	if it.havoc > 0 { // in some round of a loop, perhaps
		it.doubtOf(exception{name: f.exception, above: f.above, open: f.open}, f.message)
		return
	}
	it.raiseIn(it.pc.within(g), f)
}

func (it *interpreter) raiseIn(worlds condition, f failure) {
	if worlds.never() {
		return
	}
	before := it.pc
	left, ok := it.pc.minusUpTo(worlds, maxRegion)
	if !ok { // those that raise are told from the others by a test
		test := it.uniqueTest("an exception is raised (" + it.place(f.node) + ")")
		left, worlds = it.pc.and(condition{Test(test, false)}), it.pc.and(condition{Test(test, true)})
	}
	it.pc = left
	f.file = it.scope.module.File
	f.guards = worlds
	uncaught := it.deliver(worlds, exception{name: f.exception, above: f.above, open: f.open, failure: &f})
	if uncaught.never() {
		return
	}
	if len(it.pc) > maxGuards && len(uncaught) == len(worlds) {
		it.pc = before // more worlds than there are: nothing wrong is said of the others
	}
	it.leaks++
	it.dead = it.dead.or(uncaught)
	if len(it.dead) > maxGuards {
		it.dead = it.dead[:maxGuards]
	}
	it.failures = append(it.failures, f)
	it.died = &f
}

// doubt notes that what runs now may raise, though nothing certain is known.
func (it *interpreter) doubt(reason string) { it.doubtOf(exception{}, reason) }

// doubtOf takes the worlds in which an exception is raised to the handlers that
// may catch it. Where none does, the module does not load, and there is nothing
// to follow.
func (it *interpreter) doubtOf(e exception, reason string) {
	for at := len(it.sinks) - 1; at >= 0; at-- {
		s := it.sinks[at]
		if s.quiet {
			continue
		}
		for i := range s.handlers {
			c := s.handlers[i].catches(e)
			if c == catchesNot {
				continue
			}
			it.divide(s, &s.handlers[i], e, reason)
			if c == catches || it.pc.never() {
				return
			}
		}
	}
}

// divide divides the worlds by a test of its own: whether something is raised
// that the handler catches. As long as nothing happens that is seen after it was
// caught, it does not matter what of several things raises it, and there is one
// test for all of them. So a module that is imported in a try statement is one
// case more, however much in it is in doubt.
func (it *interpreter) divide(s *sink, h *handlerTypes, e exception, reason string) {
	if it.pc.never() {
		return
	}
	if effects := it.effectsFor(s); h.test == "" || h.effects != effects {
		h.test, h.effects = it.uniqueTest(reason+" ("+it.placeOf(it.span)+")"), effects
	}
	if !slices.ContainsFunc(h.raised, func(known exception) bool { return known.name == e.name && known.failure == nil }) {
		h.raised = append(h.raised, e)
	}
	if it.pc.excludes(h.test) {
		return
	}
	fails := it.pc.and(condition{Test(h.test, true)})
	it.pc = it.pc.and(condition{Test(h.test, false)})
	it.depart(h.arrived, fails)
}

// effects counts what is seen after an exception was caught.
type effects struct {
	// bound counts the names that were bound while so many modules were being
	// imported inside each other. What a module bound is lost with it when it
	// raises.
	bound [maxImports + 2]int
	other int
}

// binds notes that a name of a scope is bound.
func (it *interpreter) binds(s *scope) {
	if s.module != it.scope.module {
		it.effects.other++
		return
	}
	it.effects.bound[min(it.imports, maxImports+1)]++
}

// effectsFor counts the effects so far that the handlers of a sink see.
func (it *interpreter) effectsFor(s *sink) int {
	count := it.effects.other
	for _, bound := range it.effects.bound[:min(s.imports, maxImports+1)+1] {
		count += bound
	}
	return count
}

// excludes reports whether a test certainly fails in a condition.
func (c condition) excludes(test string) bool {
	for _, g := range c {
		if !slices.ContainsFunc(g.literals, func(l literal) bool { return l.opaque && l.name == test && !l.want }) {
			return false
		}
	}
	return true
}

// baseException is the class above a builtin exception, or Exception for one
// that is not known ("" above the top). Source: the exception hierarchy in
// Python's library reference.
func baseException(name string) string {
	switch name {
	case "BaseException":
		return ""
	case "Exception", "SystemExit", "KeyboardInterrupt", "GeneratorExit":
		return "BaseException"
	case "KeyError", "IndexError":
		return "LookupError"
	case "ModuleNotFoundError":
		return "ImportError"
	case "FileNotFoundError", "PermissionError", "IsADirectoryError", "NotADirectoryError", "FileExistsError":
		return "OSError"
	case "IOError", "EnvironmentError":
		return "OSError"
	case "UnboundLocalError":
		return "NameError"
	case "UnicodeDecodeError", "UnicodeEncodeError":
		return "UnicodeError"
	case "UnicodeError", "JSONDecodeError", "EnvError", "EnvValidationError":
		return "ValueError"
	case "ZeroDivisionError", "OverflowError":
		return "ArithmeticError"
	case "NotImplementedError", "RecursionError":
		return "RuntimeError"
	default:
		return "Exception"
	}
}

// knownException reports whether the classes above an exception are known.
func knownException(name string) bool {
	switch name {
	case "ImproperlyConfigured", "UndefinedValueError", "JSONDecodeError", "EnvError", "EnvValidationError":
		return true
	}
	return slices.Contains(exceptionNames, name)
}
