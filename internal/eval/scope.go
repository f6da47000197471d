package eval

import (
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// scope holds the names of a module, function, class or comprehension.
type scope struct {
	names  map[string]*binding
	module *Module
	outer  *scope // of a function: where it was defined
	// class scopes are not seen from the functions in them.
	class bool
	// born is the condition under which the scope exists.
	born condition
	// age is how many loops were running that are not unrolled, when it was made.
	age int
	// outers are the scopes of the names that a function declares nonlocal.
	outers map[string]*scope
	// comprehension says that names assigned by := belong to the scope around.
	comprehension bool
	// global are the names that a function declares to be its module's.
	global map[string]bool
	// taint is what a name that is not bound may be, and why.
	taint *Unknown
	// suppliers may have set names too, in the order in which they ran.
	suppliers []supplier
}

// binding is what a name is bound to, and every write of it.
type binding struct {
	alternatives Alternatives
	writes       []Write
}

// Write is one place that binds a name or changes what it is bound to.
type Write struct {
	File *text.File
	// Span is the whole statement.
	Span text.Span
	// Value is what is written.
	Value Alternatives
	// Conditional says that the write does not happen in every world.
	Conditional bool
	// Imported says that it came in through an import.
	Imported bool
	// Change says that the object was changed, not the name bound.
	Change bool
	// Default says that it is written only if nothing is there
	// (os.environ.setdefault).
	Default bool
	// Uses says that what is written was made from the value before.
	Uses bool
}

func (it *interpreter) newScope(module *Module, outer *scope, born condition) *scope {
	s := newScope(module, outer, born)
	s.age = it.havoc
	return s
}

func newScope(module *Module, outer *scope, born condition) *scope {
	return &scope{names: map[string]*binding{}, module: module, outer: outer, born: born}
}

// lookup finds a name as Python does: the scope itself, the functions around
// it, the module. It does not look among the builtins.
func (s *scope) lookup(name string) *binding {
	for at := s; at != nil; at = at.outer {
		if at.global[name] {
			at = at.module.scope
		}
		if outer := at.outers[name]; outer != nil {
			at = outer
		}
		if b, ok := at.names[name]; ok && (!at.class || at == s) {
			return b
		}
	}
	return nil
}

// tainted is what a missing name may be, if that is not certain.
func (s *scope) tainted() *Unknown {
	for at := s; at != nil; at = at.outer {
		if at.taint != nil {
			return at.taint
		}
		if len(at.suppliers) > 0 {
			return unknown(reasonOf(at.suppliers[0].source))
		}
	}
	return nil
}

// bind binds a name in the worlds of the current condition, and leaves it as it
// is in all others.
func (it *interpreter) bind(s *scope, name string, value Alternatives, write Write) {
	if it.pc.never() {
		return
	}
	if s.global[name] {
		s = s.module.scope
	}
	if outer := s.outers[name]; outer != nil {
		s = outer
	}
	it.binds(s)
	b := s.names[name]
	if b == nil {
		b = &binding{}
		s.names[name] = b
	}
	rest := it.elsewhere(s.born)
	write.Value = value
	write.Conditional = !rest.never()
	b.writes = append(b.writes, write)
	if it.havoc > s.age {
		it.upsetBinding(b, value)
		return
	}
	if rest.never() {
		b.alternatives = value
		return
	}
	old := b.alternatives
	if old == nil {
		old = it.missing(s, name)
	}
	joined := append(Alternatives(nil), old.under(rest)...)
	b.alternatives = append(joined, value.under(it.pc)...).merged().bounded()
}

// upsetBinding makes a name unknown that is bound in a loop which is not
// unrolled.
func (it *interpreter) upsetBinding(b *binding, value Alternatives) {
	if old, ok := b.alternatives.Single(); ok {
		if u, isUnknown := old.(*Unknown); isUnknown {
			if may := changeableIn(u.may, value); len(may) > len(u.may) { // more than it may be so far
				it.upset++
				more := again(u)
				more.may = may
				b.alternatives = Alternatives{{Value: more, Origin: b.alternatives[0].Origin}}
			}
			return
		}
	}
	it.upset++
	why := perhaps(unknown("it is set in a loop that is not followed"))
	why.may = changeableIn(changeableIn(nil, b.alternatives), value)
	b.alternatives = Alternatives{{Value: why}}
	if len(value) > 0 {
		b.alternatives[0].Origin = value[0].Origin
	}
}

// missing is what a name of a scope is that nothing in the project binds.
func (it *interpreter) missing(s *scope, name string) Alternatives {
	value := one(Unbound{})
	for at := s; at != nil; at = at.outer {
		if at.taint != nil {
			value = one(perhaps(at.taint))
			break
		}
	}
	for _, supplier := range s.suppliers {
		value = supplier.overriding(name, value)
	}
	return value
}

// unbind deletes a name in the worlds of the current condition.
func (it *interpreter) unbind(s *scope, name string, span text.Span) {
	it.bind(s, name, one(Unbound{}), Write{File: s.module.File, Span: span})
}

// name evaluates a name.
func (it *interpreter) name(n *python.Name) Alternatives {
	b := it.scope.lookup(n.ID)
	if b == nil {
		if v, ok := it.builtin(n.ID); ok {
			return Alternatives{{Value: v, Origin: it.here(n)}}
		}
		if taint := it.scope.tainted(); taint != nil {
			it.doubtOf(exception{name: "NameError"}, "the name "+n.ID+" is not defined")
			return Alternatives{{Value: it.scope.module.scope.supplied(n.ID, taint), Origin: it.here(n)}}
		}
		it.undefined(n, Guard{}, true)
		return nil
	}
	found := b.alternatives.within(it.pc)
	if n.ID == "DEBUG" && it.debugOff {
		found = assumeOff(found)
	}
	for i, alternative := range found {
		if mayBeAbsent(alternative.Value) {
			return it.boundOnly(n, found, i)
		}
	}
	return found
}

// boundOnly raises NameError where the name is not bound.
func (it *interpreter) boundOnly(n *python.Name, found Alternatives, from int) Alternatives {
	bound := append(Alternatives(nil), found[:from]...)
	v, isBuiltin := it.builtin(n.ID)
	for _, alternative := range found[from:] {
		if u, ok := alternative.Value.(*Unknown); ok && u.absent {
			it.doubtOf(exception{name: "NameError"}, "the name "+n.ID+" is not defined")
			alternative.Value = present(u)
		}
		if _, ok := alternative.Value.(Unbound); !ok {
			bound = append(bound, alternative)
		} else if isBuiltin {
			bound = append(bound, Alternative{Guard: alternative.Guard, Value: v, Origin: it.here(n)})
		} else {
			it.undefined(n, alternative.Guard, len(found) == 1)
		}
	}
	return bound
}

func (it *interpreter) undefined(n *python.Name, g Guard, everywhere bool) {
	it.raise(g, failure{
		exception: "NameError", message: "name '" + n.ID + "' is not defined", node: n,
		undefined: n.ID, everywhere: everywhere,
	})
}

// assumeOff is DEBUG as production has it: the alternatives that may be false
// if there are any, else False.
func assumeOff(found Alternatives) Alternatives {
	var off Alternatives
	for _, alternative := range found {
		switch v := alternative.Value.(type) {
		case *External, *Unknown, Unbound:
			off = append(off, alternative)
		case Bool:
			if !v {
				off = append(off, alternative)
			}
		}
	}
	if len(off) > 0 {
		return off
	}
	return Alternatives{{Value: Bool(false), Origin: found[0].Origin}}
}
