package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// supplier is a module outside the repository whose names were all imported, so
// that it may have set any of them.
type supplier struct {
	// source is what the module as a whole would be.
	source *External
	// optional is its file, if its absence is caught; "" if the import fails
	// without it.
	optional string
	origin   Origin
	// worlds are the environments in which it was imported, if one guard says it.
	worlds Guard
}

// sets is the guard that the supplier sets a name, or does not.
func (s supplier) sets(name string, want bool) Guard {
	if s.optional != "" {
		return override(name, s.optional, want)
	}
	return Test(name+" is set by "+s.source.expression(), want)
}

// overriding is what a name is after the supplier was imported.
func (s supplier) overriding(name string, before Alternatives) Alternatives {
	if strings.HasPrefix(name, "_") {
		return before
	}
	supplied := Alternatives{{Value: namedIn(s.source, name), Origin: s.origin}}
	if guard, ok := s.sets(name, true).And(s.worlds); ok {
		supplied[0].Guard = guard
	}
	return append(supplied, before.when(s.sets(name, false))...).bounded()
}

// supplied is what a name is that only something outside the repository can have
// bound; taint is what is known of it.
func (s *scope) supplied(name string, taint *Unknown) Value {
	if len(s.suppliers) == 1 && s.taint == nil {
		return namedIn(s.suppliers[0].source, name)
	}
	return present(taint)
}

// overwriteAll says that something which is not followed may have set any name
// of a scope. Whether it did is a test of its own for each name, which does not
// hold in other worlds than the current ones. An optional file is named; without
// it, the names are as they stand.
func (it *interpreter) overwriteAll(s *scope, why Value, optional string, span text.Span) {
	it.overwrite(s, why, optional, span, func(string) bool { return true })
}

// overwriteOthers is a star import of a module of which not all names are known:
// those that are known were imported.
func (it *interpreter) overwriteOthers(m *Module, span text.Span) {
	may := func(name string) bool { return m.scope.names[name] == nil }
	for _, supplier := range m.scope.suppliers {
		it.overwrite(it.scope, supplier.source, supplier.optional, span, may)
	}
	if m.scope.taint != nil {
		it.overwrite(it.scope, m.scope.taint, "", span, may)
	}
}

func (it *interpreter) overwrite(s *scope, why Value, optional string, span text.Span, may func(name string) bool) {
	if it.pc.never() {
		return
	}
	it.effects.other++
	origin := Origin{Kind: Imported, File: it.scope.module.File, Span: span}
	source, external := why.(*External)
	from := supplier{source: source, optional: optional, origin: origin}
	if len(it.pc) == 1 {
		from.worlds = it.pc[0].environment()
	}
	for name, b := range s.names {
		switch {
		case strings.HasPrefix(name, "_") || !may(name):
		case !replaceable(b.alternatives): // where it is bound
			b.alternatives = b.alternatives.values(func(v Value) Value {
				if _, unbound := v.(Unbound); unbound {
					return perhaps(unknown(reasonOf(why)))
				}
				return v
			})
		case external:
			b.alternatives = from.overriding(name, b.alternatives)
		default:
			b.alternatives = it.mayReplace(name, b.alternatives, why, origin)
		}
	}
	switch {
	case external:
		s.suppliers = append(s.suppliers, from)
	case s.taint == nil:
		s.taint = unknown(reasonOf(why))
	}
}

// mayReplace is a name that something unknown may have set.
func (it *interpreter) mayReplace(name string, old Alternatives, why Value, origin Origin) Alternatives {
	test := name + " is set by what " + reasonOf(why)
	value := Alternatives{{Guard: Test(test, true), Value: namedIn(why, name), Origin: origin}}
	return append(value, old.when(Test(test, false))...).bounded()
}

// namedIn is what a file or package that is not followed has under a name.
func namedIn(why Value, name string) Value {
	switch v := why.(type) {
	case *External:
		return v.through(v.expression()+"."+name, "")
	case *Unknown:
		return present(v)
	}
	return why
}

// replaceable reports whether a name may stand for a setting. Modules, functions
// and classes that another module brings under the same name are the same ones.
func replaceable(a Alternatives) bool {
	for _, alternative := range a {
		switch alternative.Value.(type) {
		case *ModuleValue, *Function, *Class, *Builtin, *Instance:
			return false
		}
	}
	return true
}
