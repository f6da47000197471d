package eval

import (
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// Value is one thing that an expression may be. The concrete types are those
// of this file; all but Sequence and Mapping are immutable, and these are too
// once they come out of a Result.
type Value interface{ value() }

type (
	// None is Python's None.
	None struct{}
	// Bool is True or False.
	Bool bool
	// Int is an integer that fits in 64 bits. Others are Unknown.
	Int int64
	// Float is a floating-point number.
	Float float64
	// Str is a string of which every character is known.
	Str string
	// Bytes is a bytes object.
	Bytes string
	// Text is a string of which some parts are not known.
	Text struct{ Parts []TextPart }
	// Path is a pathlib path; Name is the Str or *Text that str() of it gives.
	Path struct{ Name Value }
	// External is a value that something outside the source supplies.
	External struct {
		Source Source
		// Through says what was done to it: "" for nothing, otherwise an
		// expression over the source, such as int(env PORT). Two externals with
		// the same text are the same value.
		Through string
		// Type is the name of its Python type, or "" if that is not known.
		Type string
		// vague says that Through does not tell all that was done: another one
		// with the same text need not be the same value.
		vague bool
	}
	// Object is a value of which djvet knows the type but does not look
	// inside: datetime.timedelta, a compiled expression, a lazy translation.
	Object struct {
		// Type is dotted, for example "datetime.timedelta".
		Type string
		// Fresh says that it differs at each start (random, time, uuid).
		Fresh bool
	}
	// Unknown is a value of which nothing is known, and why.
	Unknown struct {
		Reason string
		// absent says that there may be nothing at all.
		absent bool
		// outside is the dotted name under which it was imported from a package
		// that is neither in the repository nor modelled.
		outside string
		// may are lists, dicts and functions of the project that it may be, or
		// that may be found in it: changing it may change them.
		may []Value
	}
	// Unbound stands for a name, key or attribute that is not there.
	Unbound struct{}
	// Function is a function of the project that can be inlined.
	Function struct {
		Name   string
		params []python.Param
		body   []python.Stmt
		result python.Expr // of a lambda
		scope  *scope
		// static says that it does not take the instance; cached, that it is
		// called once for the same arguments.
		static, cached bool
		// property says that it is called where the attribute is read.
		property bool
		// defaults are evaluated where the function is defined.
		defaults []Alternatives
		bound    *Alternatives // the first argument of a method
	}
	// Builtin is a function that djvet models.
	Builtin struct {
		Name string
		call func(*interpreter, *call) Alternatives
	}
	// ModuleValue is an imported module. At most one of module, model and
	// supplier is set; none: a package outside the project that is not
	// modelled.
	ModuleValue struct {
		Name   string
		module *Module
		model  map[string]Value
		// supplier is the file that the module would be, which is not in the
		// repository.
		supplier *Source
	}
	// Class is a class of the project or, without a scope, one that is only
	// known by name.
	Class struct {
		Name  string
		Bases []string
		scope *scope
		// init calls the class, for those that djvet models; members are what it
		// has without an instance.
		init    func(*interpreter, *call) Alternatives
		members map[string]Value
		// overrides are the names that its body binds and a base has too, of a
		// configuration.
		overrides []string
		// pydantic says what fields it has, of a class of pydantic's settings.
		pydantic *pydanticClass
	}
	// Instance is an instance of a Class, with attributes of its own.
	Instance struct {
		Class      *Class
		attributes *scope
		// state is what a modelled class keeps.
		state any
	}
)

// TextPart is a part of a Text: Known characters, or, if Hole is set, what is
// not known there: an *External, an *Unknown or Root.
type TextPart struct {
	Known string
	Hole  Value
}

// Root is the hole that stands for the directory of the tree: the absolute path
// of a checkout, which differs on every machine.
type Root struct{}

// Source says what supplies an External.
type Source struct {
	Kind SourceKind
	// Name is the variable's name, or the path of the file relative to the
	// tree's root.
	Name string
}

// SourceKind tells the sources apart.
type SourceKind uint8

// The kinds of sources.
const (
	// Environment: an environment variable.
	Environment SourceKind = iota
	// OutsideFile: a file that is not in the repository.
	OutsideFile
	// Host: something about the machine, such as its name.
	Host
)

// String names the source for people: "environment variable PORT".
func (s Source) String() string {
	switch s.Kind {
	case Environment:
		return "environment variable " + s.Name
	case OutsideFile:
		return "file " + s.Name
	default:
		return s.Name
	}
}

// SequenceKind tells lists, tuples and sets apart.
type SequenceKind uint8

// The kinds of sequences.
const (
	ListKind SequenceKind = iota
	TupleKind
	SetKind
)

// Sequence is a list, tuple or set. While the interpreter runs, a list that
// was changed in some worlds only has several versions; a Sequence out of a
// Result has exactly one.
type Sequence struct {
	Kind     SequenceKind
	born     condition
	age      int // as of a scope
	changed  int // how often it was changed
	versions []sequenceVersion
}

type sequenceVersion struct {
	guard    Guard
	elements []Element
}

// Element is one element of a Sequence, or, if Spread is set, any number of
// elements that are not known.
type Element struct {
	Alternatives Alternatives
	Spread       *Unknown
}

// Mapping is a dict.
type Mapping struct {
	born     condition
	changed  int
	age      int
	versions []mappingVersion
}

type mappingVersion struct {
	guard   Guard
	entries []Entry
	// more says that there may be other keys, and why.
	more *Unknown
}

// Entry is one key of a Mapping, in the order of insertion. An alternative
// that is Unbound says that the key may not be there.
type Entry struct {
	Key Value
	// unordered says that its place among the keys is not known.
	unordered    bool
	KeySpan      text.Span
	Alternatives Alternatives
}

// Elements are the elements of a sequence from a Result.
func (s *Sequence) Elements() []Element {
	if len(s.versions) == 0 {
		return nil
	}
	return s.versions[0].elements
}

// Complete reports whether every element of a sequence from a Result is
// listed.
func (s *Sequence) Complete() bool {
	for _, e := range s.Elements() {
		if e.Spread != nil {
			return false
		}
	}
	return true
}

// Entries are the entries of a dict from a Result.
func (m *Mapping) Entries() []Entry {
	if len(m.versions) == 0 {
		return nil
	}
	return m.versions[0].entries
}

// More says why a dict from a Result may have other keys; nil if it has none.
func (m *Mapping) More() *Unknown {
	if len(m.versions) == 0 {
		return nil
	}
	return m.versions[0].more
}

// Get gives what the key of a dict from a Result may be. A key that is not
// there gives Unbound, or Unknown if there may be other keys.
func (m *Mapping) Get(key string) Alternatives {
	for _, e := range m.Entries() {
		if name, ok := e.Key.(Str); ok && string(name) == key {
			return e.Alternatives
		}
	}
	if more := m.More(); more != nil {
		return Alternatives{{Value: more}}
	}
	return Alternatives{{Value: Unbound{}}}
}

func (None) value()         {}
func (Bool) value()         {}
func (Int) value()          {}
func (Float) value()        {}
func (Str) value()          {}
func (Bytes) value()        {}
func (*Text) value()        {}
func (*Path) value()        {}
func (*External) value()    {}
func (*Object) value()      {}
func (*Unknown) value()     {}
func (Unbound) value()      {}
func (*Function) value()    {}
func (*Builtin) value()     {}
func (*ModuleValue) value() {}
func (*Class) value()       {}
func (*Instance) value()    {}
func (*Sequence) value()    {}
func (*Mapping) value()     {}
func (Root) value()         {}
