package eval

import "strings"

// environRead is one call of a reader of django-environ.
type environRead struct {
	env  *environEnv
	c    *call
	cast environCast
	// fallback is the default; nil if the variable has to be set.
	fallback     Alternatives
	parseDefault bool
}

// maxProxies bounds the variables that name a variable.
const maxProxies = 4

// value is Env.get_value.
func (r environRead) value(it *interpreter, name string, depth int) Alternatives {
	if r.env.altered != nil || depth > maxProxies {
		it.readVariableUnclear(name, r)
		return one(again(unknown("how the reader takes the variable is not followed")))
	}
	name = r.env.prefix + name
	if !r.ofScheme(it, name) {
		it.readVariableUnclear(name, r)
		return one(unknown("what the Env says of the variable is not followed"))
	}
	if v, ok := r.fallback.Single(); ok {
		if o, isObject := v.(*Object); isObject && o.Type == notSetType {
			r.fallback = nil
		}
	}
	var result Alternatives
	for _, alternative := range r.text(it, name) {
		it.inside(it.pc.within(alternative.Guard), func() {
			value := r.taken(it, alternative, name, depth)
			result = append(result, withOrigin(value, alternative.Origin).when(alternative.Guard)...)
		})
	}
	return result.bounded()
}

// readVariableUnclear notes a read of which nothing else is known.
func (it *interpreter) readVariableUnclear(name string, r environRead) {
	it.doubt("the environment reader fails")
	it.variableOr(name, one(Unbound{}), failure{node: r.c.node})
	it.castRead(r.cast.name())
}

// ofScheme takes the cast and the default that the Env has for the variable; it
// reports false if these are not followed.
func (r *environRead) ofScheme(it *interpreter, name string) bool {
	given, ok := r.env.scheme[name]
	if !ok {
		return true
	}
	v, single := given.Single()
	if !single {
		return false
	}
	cast := given
	if m, isDict := v.(*Mapping); isDict {
		entries, more, known := it.onlyEntries(m)
		if !known || more != nil || len(entries) == 2 { // which is taken for a pair
			return false
		}
	}
	if s, isSequence := v.(*Sequence); isSequence {
		elements, known := it.only(s)
		if !known || hasSpread(elements) || s.Kind == SetKind {
			return false
		}
		if len(elements) == 2 {
			cast = elements[0].Alternatives
			if r.fallback == nil {
				r.fallback = elements[1].Alternatives
			}
		}
	}
	if r.cast.kind == "" {
		r.cast = castOfValue(cast)
	}
	return true
}

// text is what the variable holds; Unbound if it is not set.
func (r environRead) text(it *interpreter, name string) Alternatives {
	text := it.variableOr(name, one(Unbound{}), failure{node: r.c.node})
	read := &it.reads[len(it.reads)-1]
	read.Cast, read.Required, read.Default = r.cast.name(), r.fallback == nil, r.fallback
	if !r.env.files {
		return text
	}
	file := it.variableOr(name+"_FILE", one(Unbound{}), failure{node: r.c.node})
	return it.each(file, func(a Alternative) Alternatives {
		if truth, known := knownTruth(a.Value); known && !truth {
			return text
		}
		if _, unset := a.Value.(Unbound); unset {
			return text
		}
		it.doubt("the file of " + name + " cannot be read")
		if e, ok := a.Value.(*External); ok {
			return one(e.through("read("+e.expression()+")", "str"))
		}
		return one(unknown("it is read from a file"))
	})
}

// taken is what one text gives, or the default where there is none.
func (r environRead) taken(it *interpreter, a Alternative, name string, depth int) Alternatives {
	switch v := a.Value.(type) {
	case Unbound:
		if r.fallback == nil {
			it.raise(Guard{}, failure{exception: "ImproperlyConfigured", message: "the environment variable " + name + " is not set", node: r.c.node, missing: name})
			return nil
		}
		return it.each(r.fallback, func(d Alternative) Alternatives {
			if s, ok := d.Value.(Str); ok && strings.HasPrefix(string(s), "$") {
				return r.proxied(it, string(s), depth)
			}
			return r.finished(it, d.Value, d.Value)
		})
	case Str:
		if strings.HasPrefix(string(v), "$") {
			return r.proxied(it, string(v), depth)
		}
	}
	if r.fallback == nil {
		return r.finished(it, a.Value, nil)
	}
	return it.each(r.fallback, func(d Alternative) Alternatives {
		return withOrigin(r.finished(it, a.Value, d.Value), a.Origin)
	})
}

// proxied is a value that names another variable, "$OTHER", which is read with
// the same cast and cast once more.
func (r environRead) proxied(it *interpreter, text string, depth int) Alternatives {
	inner := r
	inner.parseDefault = false
	return it.each(inner.value(it, strings.TrimLeft(text, "$"), depth+1), func(a Alternative) Alternatives {
		if r.fallback == nil {
			return r.finished(it, a.Value, nil)
		}
		return it.each(r.fallback, func(d Alternative) Alternatives { return r.finished(it, a.Value, d.Value) })
	})
}

// finished casts a value, unless it is the default; nil stands for no default.
func (r environRead) finished(it *interpreter, v, fallback Value) Alternatives {
	cast := r.cast
	if cast.kind == "" && fallback != nil && r.env.casting {
		cast = castOfDefault(fallback)
	}
	if fallback == Value(None{}) && v == Value(Str("")) { // which is None since 0.5
		it.doubt("the cast fails")
		return one(unknown("releases of django-environ disagree about an empty variable"))
	}
	switch same, known := isDefault(v, fallback, cast); {
	case !known:
		it.doubt("the cast fails")
		return one(derived(cast.name(), v))
	case same:
		s, isText := v.(Str)
		if !r.parseDefault || !isText {
			return one(v)
		}
		if s == "" {
			it.doubt("the cast fails")
			return one(unknown("releases of django-environ disagree about an empty default"))
		}
	}
	if e, ok := v.(*External); ok {
		return one(r.outside(it, e, cast, fallback))
	}
	return r.parsed(it, v, cast)
}

// isDefault reports whether a value is the default, which is not cast; nil stands
// for no default.
func isDefault(v, fallback Value, cast environCast) (same, known bool) {
	if fallback == nil {
		return false, true
	}
	if v == fallback { // which need not be known
		return true, true
	}
	if _, outside := v.(*External); outside {
		_, isText := fallback.(Str)
		return false, !isText || cast.typeName() == "str"
	}
	return knownEqual(v, fallback)
}

// outside is what a variable gives of which the text is not known. That is not
// the text itself: "$OTHER" reads another variable, and an empty text is None if
// that is the default. So the expression is another one than that of the text.
func (r environRead) outside(it *interpreter, e *External, cast environCast, fallback Value) Value {
	typeName, reader, arguments := cast.typeName(), "env."+cast.name(), e.short()
	if cast.kind == "" {
		reader = "env"
	}
	it.doubt(reader + "() of " + e.Source.String() + " fails")
	if _, ok := fallback.(None); ok {
		typeName = ""
		arguments += ", None"
	}
	if cast.of != nil {
		arguments += ", " + castName(cast.of)
	}
	result := e.through(reader+"("+arguments+")", typeName)
	result.vague = result.vague || cast.kind == "call" || cast.kind == "typed dict" || cast.kind == "unknown" || cast.of != nil
	return result
}

// parsed is Env.parse_value.
func (r environRead) parsed(it *interpreter, v Value, cast environCast) Alternatives {
	if cast.kind == "" {
		return one(v)
	}
	switch v := v.(type) {
	case Str:
		return cast.parse(it, string(v), r.c.node)
	case Bool, Int: // of a variable that another one names
		switch cast.kind {
		case "bool":
			truth, _ := knownTruth(v)
			return one(Bool(truth))
		case "int":
			return one(toInt(it, v))
		}
	}
	it.doubt("the cast fails")
	return one(derived(cast.name(), v))
}

// castOfDefault is the smart cast: the type of the default.
func castOfDefault(fallback Value) environCast {
	name, ok := typeName(fallback)
	switch {
	case ok && name == "NoneType":
		return environCast{}
	case ok:
		switch name {
		case "bool", "int", "float", "str", "list", "tuple", "dict":
			return environCast{kind: name}
		}
	}
	switch fallback.(type) {
	case *Text:
		return environCast{kind: "str"}
	case *Path:
		return environCast{kind: "call", of: one(&Builtin{Name: "Path", call: callPath})}
	}
	return environCast{kind: "unknown"}
}
