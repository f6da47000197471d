package eval

import (
	"fmt"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// pydanticReading is one call of a class of settings.
type pydanticReading struct {
	*pydanticClass
	c     *call
	class *Class
	files []pydanticFile // the last one counts first
}

// pydanticFile is a file of variables that settings are read from: one of the
// repository, one that it does not have, or one that is not known.
type pydanticFile struct {
	variables map[string]Value
	outside   string
	unclear   bool
}

// otherSpelling is the test whether a variable is set under a name that only
// differs in case from the one djvet names. It is one for all variables, so that
// the worlds in which it fails are told from the others once.
func otherSpelling(want bool) Guard {
	return Guard{literals: []literal{{opaque: true, name: "another spelling of a variable is set", want: want, set: true}}}
}

func pydanticError(message string, n python.Node) failure {
	return failure{exception: "ValidationError", above: []string{"ValueError"}, message: message, node: n}
}

// invalid notes that the settings may not be valid.
func (r *pydanticReading) invalid(it *interpreter, why string) {
	it.doubtOf(exception{name: "ValidationError", above: []string{"ValueError"}, open: true}, why)
}

// pydanticSettings calls a class of settings.
func (it *interpreter) pydanticSettings(class *Class, c *call) Alternatives {
	r := &pydanticReading{pydanticClass: class.pydantic, c: c, class: class}
	values := make([]Alternatives, len(r.fields))
	unclear := r.prepare(it)
	for _, hook := range r.hooks {
		it.callMay(hook, c)
		it.doubt("a function of the class of settings fails")
	}
	for i, f := range r.fields {
		given := c.keywords[f.name]
		if given == nil {
			it.noteReads(r, f)
		}
		if unclear != "" {
			continue
		}
		switch {
		case given != nil:
			if f.kind.complex() { // the JSON of its variable is read all the same
				r.invalid(it, "the JSON of a variable cannot be read")
			}
			values[i] = it.each(given, func(a Alternative) Alternatives { return r.valid(it, f.kind, a.Value) })
		case r.config.sensitive || it.world.Exact:
			values[i] = r.value(it, f)
		default:
			it.inside(it.pc.within(otherSpelling(false)), func() { values[i] = r.value(it, f).when(otherSpelling(false)) })
			values[i] = append(values[i], Alternative{Guard: otherSpelling(true), Value: r.spelled(f)})
		}
		if it.pc.never() {
			return nil
		}
		if f.bounded {
			r.invalid(it, "a field is out of bounds")
		}
	}
	if unclear != "" || !r.config.sensitive && !it.world.Exact || len(r.files) > 0 {
		it.doubt("the settings are not valid")
	}
	instance := &Instance{Class: class, attributes: it.newScope(class.scope.module, nil, it.pc)}
	for i, f := range r.fields {
		value := values[i]
		switch {
		case unclear != "":
			value = one(unknown(unclear))
		case f.unclear != "":
			value = one(unknown(f.unclear))
		}
		instance.attributes.names[f.name] = &binding{alternatives: withOrigin(value, f.origin)}
	}
	return one(instance)
}

// prepare looks at the arguments and the files. It says why nothing is known of
// the fields, "" if something is.
func (r *pydanticReading) prepare(it *interpreter) (unclear string) {
	if r.unclear != "" {
		return r.unclear
	}
	if r.confused() {
		return "fields of the settings share a name"
	}
	file := r.config.file
	if given := r.c.keywords["_env_file"]; given != nil {
		if file = given; isNone(given) {
			file = nil
		}
	}
	if file != nil {
		r.addFiles(it, file)
	}
	for name := range r.c.keywords {
		known := slices.ContainsFunc(r.fields, func(f *pydanticField) bool {
			return f.name == name && f.names == nil && f.plainKeyword()
		})
		if !known && name != "_env_file" {
			return "an argument of the class of settings is not followed"
		}
	}
	if r.c.open || len(r.c.positional) > 0 {
		return "the arguments of the class of settings are not known"
	}
	return ""
}

// confused reports whether a name stands for two fields, which releases disagree
// about: what is found for one may reach the other.
func (r *pydanticReading) confused() bool {
	seen := map[string]bool{}
	for _, f := range r.fields {
		names := f.names
		if names == nil {
			names = []string{f.name}
		}
		for _, name := range names {
			if folded := strings.ToUpper(name); seen[folded] {
				return true
			}
			seen[strings.ToUpper(name)] = true
		}
	}
	return false
}

// plainKeyword reports whether an argument replaces what a variable says: a dict is
// joined with it.
func (f *pydanticField) plainKeyword() bool {
	switch f.kind.plain().name {
	case "", "dict", "Any":
		return false
	}
	return true
}

func (r *pydanticReading) folded(name string) string {
	if r.config.sensitive {
		return name
	}
	return strings.ToUpper(name)
}

// variables are the names that a field is read from, as djvet names them.
func (r *pydanticReading) variables(f *pydanticField) []string {
	if f.names == nil {
		return []string{r.folded(r.config.prefix + f.name)}
	}
	names := make([]string, len(f.names))
	for i, name := range f.names {
		names[i] = r.folded(name)
	}
	return names
}

func (it *interpreter) noteReads(r *pydanticReading, f *pydanticField) {
	if f.origin.File == nil {
		return
	}
	names := r.variables(f)
	for _, name := range names {
		it.reads = append(it.reads, EnvironmentRead{
			Name: name, File: f.origin.File, Span: f.origin.Span, Cast: f.kind.cast(),
			Required: f.fallback == nil && f.factory == nil && len(names) == 1, Default: f.fallback,
		})
	}
}

// spelled is a field in the worlds in which names may be spelled otherwise.
func (r *pydanticReading) spelled(f *pydanticField) Value {
	name := r.variables(f)[0]
	e := &External{Source: Source{Kind: Environment, Name: name}}
	return e.vaguely("env " + name + " in any spelling")
}

// value is what a field becomes: from the environment, the files, or by default.
func (r *pydanticReading) value(it *interpreter, f *pydanticField) Alternatives {
	if f.unclear != "" || f.kind.name == "" || f.kind.complex() && r.config.nested {
		r.invalid(it, "a field of the settings is not valid")
		if f.unclear == "" && f.kind.name != "" {
			return one(unknown("a field that several variables may make is not followed"))
		}
		return it.each(r.raw(it, f), func(a Alternative) Alternatives { return one(r.unfollowed(a.Value)) })
	}
	return it.each(r.raw(it, f), func(a Alternative) Alternatives {
		switch v := a.Value.(type) {
		case Unbound:
			return r.byDefault(it, f)
		case Str, *External:
			return r.read(it, f.kind, v)
		}
		r.invalid(it, "a field of the settings is not valid")
		return one(derived(f.kind.cast(), a.Value))
	})
}

func (r *pydanticReading) unfollowed(v Value) Value {
	if e, ok := v.(*External); ok {
		return e.vaguely("pydantic(" + e.expression() + ")")
	}
	return unknown("the type of the field is not followed")
}

func (r *pydanticReading) byDefault(it *interpreter, f *pydanticField) Alternatives {
	switch {
	case f.factory != nil:
		return it.each(r.made(it, f), func(a Alternative) Alternatives { return r.valid(it, f.kind, a.Value) })
	case f.fallback != nil:
		return it.each(f.fallback.within(it.pc), func(a Alternative) Alternatives {
			if _, none := a.Value.(None); none && r.old {
				return one(a.Value)
			}
			return r.valid(it, f.kind, a.Value)
		})
	}
	name := r.variables(f)[0]
	missing := pydanticError("the environment variable "+name+" is not set", r.c.node)
	missing.missing = name
	it.raise(Guard{}, missing)
	return nil
}

// made is what the default_factory of a field makes.
func (r *pydanticReading) made(it *interpreter, f *pydanticField) Alternatives {
	v, _ := f.factory.Single()
	function, isFunction := v.(*Function)
	if v == nil || isFunction && len(function.params) > 0 { // which is given the other fields
		r.invalid(it, "a default fails")
		return one(unknown("what makes the default is not followed"))
	}
	return it.apply(v, &call{node: r.c.node})
}

func (r *pydanticReading) isNo(it *interpreter, kind pydanticKind) Alternatives {
	it.raise(Guard{}, pydanticError(fmt.Sprintf("a field of %s is no %s", r.class.Name, kind.cast()), r.c.node))
	return nil
}
