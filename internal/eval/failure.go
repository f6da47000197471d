package eval

import (
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// failure is an exception that the source certainly raises in some worlds.
type failure struct {
	exception string
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

// sink is a try statement that is running.
type sink struct {
	handlers []handlerTypes
	caught   []caught
	// doubt is the last thing that may or may not have raised, and what.
	doubt string
	// settled says that doubts were already dealt with.
	settled bool
}

// handlerTypes are the names of the exceptions that a handler catches; all if
// any is set.
type handlerTypes struct {
	any   bool
	names []string
}

// caught is an exception that arrived at a sink.
type caught struct {
	worlds    condition
	exception string // "" if not known
}

// raise raises an exception in the worlds of the guard.
func (it *interpreter) raise(g Guard, f failure) {
	worlds := it.pc.within(g)
	if worlds.never() {
		return
	}
	it.pc = it.pc.minus(worlds)
	f.file = it.scope.module.File
	f.guards = worlds
	for i := len(it.sinks) - 1; i >= 0; i-- {
		if it.sinks[i].catches(f.exception) {
			it.sinks[i].caught = append(it.sinks[i].caught, caught{worlds: worlds, exception: f.exception})
			it.gone = it.gone.or(worlds)
			return
		}
	}
	it.dead = it.dead.or(worlds)
	it.failures = append(it.failures, f)
	it.died = &it.failures[len(it.failures)-1]
}

// doubt notes that what runs now may raise, though nothing certain is known.
func (it *interpreter) doubt(reason string) {
	if len(it.sinks) > 0 {
		if s := it.sinks[len(it.sinks)-1]; !s.settled {
			s.doubt = reason
		}
	}
}

func (s *sink) catches(exception string) bool {
	for _, h := range s.handlers {
		if h.catches(exception) {
			return true
		}
	}
	return false
}

func (h handlerTypes) catches(exception string) bool {
	if h.any || exception == "" {
		return true
	}
	for _, name := range h.names {
		for at := exception; at != ""; at = baseException(at) {
			if at == name {
				return true
			}
		}
	}
	return false
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
