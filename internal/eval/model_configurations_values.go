package eval

import (
	"strings"
)

// configurationValue is values.BooleanValue(…) and its like: a setting that the
// environment may give.
type configurationValue struct {
	kind     string
	fallback Alternatives // nil for None
	// variable and prefix are environ_name and environ_prefix; "" for none.
	variable, prefix  string
	environ, required bool
	// unclear is why it is not followed.
	unclear *Unknown
	call    *call
}

// configurationKinds are the values by the Python type that they give, "" where
// it is none of the builtin ones.
var configurationKinds = map[string]string{
	"Value": "str", "BooleanValue": "bool", "IntegerValue": "int", "PositiveIntegerValue": "int", "FloatValue": "float",
	"DecimalValue": "", "ListValue": "list", "TupleValue": "tuple", "SetValue": "set", "DictValue": "dict", "BackendsValue": "list",
	"SingleNestedListValue": "list", "SingleNestedTupleValue": "tuple", "EmailValue": "str", "URLValue": "str", "IPValue": "str",
	"RegexValue": "str", "PathValue": "str", "SecretValue": "str", "EmailURLValue": "dict", "DatabaseURLValue": "dict",
	"CacheURLValue": "dict", "SearchURLValue": "dict",
}

func configurationValues() map[string]Value {
	table := map[string]Value{}
	for kind := range configurationKinds {
		table[kind] = &Builtin{Name: "values." + kind, call: func(it *interpreter, c *call) Alternatives { return newConfigurationValue(it, kind, c) }}
	}
	return table
}

func newConfigurationValue(it *interpreter, kind string, c *call) Alternatives {
	v := &configurationValue{kind: kind, environ: true, prefix: "DJANGO", call: c, fallback: c.arg(0, "default")}
	text := func(position int, name string, into *string) {
		given := c.arg(position, name)
		if given == nil {
			return
		}
		value, _ := given.Single()
		switch s := value.(type) {
		case None:
			*into = ""
		case Str:
			*into = string(s)
		default:
			v.unclear = unknown("an argument of " + kind + " is not known")
		}
	}
	late := false
	switch kind {
	case "DatabaseURLValue", "CacheURLValue", "SearchURLValue", "EmailURLValue":
		v.variable, v.prefix, late = strings.ToUpper(strings.TrimSuffix(kind, "URLValue"))+"_URL", "", true
	}
	text(2, "environ_name", &v.variable)
	text(3, "environ_prefix", &v.prefix)
	v.prefix = strings.TrimSuffix(v.prefix, "_")
	known := true
	if given := c.arg(1, "environ"); given != nil {
		v.environ, known = truthOf(given)
	}
	required, okRequired := truthOf(c.arg(4, "environ_required"))
	v.required = required || kind == "SecretValue"
	if given := c.keywords["late_binding"]; given != nil {
		var ok bool
		late, ok = truthOf(given)
		known = known && ok
	}
	if !known || !okRequired || c.open || c.keywords["converter"] != nil || c.keywords["default"] == nil && len(c.positional) > 5 {
		v.unclear = unknown("an argument of " + kind + " is not known")
	}
	if v.unclear == nil && kind == "SecretValue" {
		v.environ = true
	}
	it.checkFallback(v)
	if v.fallback != nil && isNone(v.fallback) {
		v.fallback = nil
	}
	truth, certain := truthOf(v.fallback)
	if v.unclear == nil && !late && !(v.environ && v.variable != "") && !v.environ && !certain {
		v.unclear = unknown("whether a value is there at once is not known")
	}
	if !late && v.unclear == nil && (v.environ && v.variable != "" || !v.environ && truth) {
		if kind == "PathValue" {
			return v.setUp(it, v.variable).values(absolutePath)
		}
		return v.setUp(it, v.variable)
	}
	return one(nativeInstance("values."+kind, v))
}

// checkFallback raises where a default certainly has the wrong type.
func (it *interpreter) checkFallback(v *configurationValue) {
	switch v.kind {
	case "BooleanValue":
		value, _ := v.fallback.Single()
		switch value.(type) {
		case Bool:
		case Str, None, nil:
			if len(v.fallback) < 2 {
				it.raise(Guard{}, failure{exception: "ValueError", message: "the default of a BooleanValue is no boolean", node: v.call.node})
			}
		default:
			it.doubt("the default of a BooleanValue is no boolean")
		}
	case "Value", "IntegerValue", "PositiveIntegerValue", "FloatValue", "SecretValue":
	default:
		it.doubt("the default of a " + v.kind + " is refused")
	}
	if i := configuredIn(v.fallback); i != nil {
		v.unclear = unknown("a value whose default is a value is not followed")
	}
}

func configuredIn(a Alternatives) *configurationValue {
	for _, alternative := range a {
		if v := configured(alternative.Value); v != nil {
			return v
		}
	}
	return nil
}

func (v *configurationValue) method(it *interpreter, name string, _ *call) (Alternatives, bool) {
	it.doubt("a value is used before it is set up")
	return one(unknown("the method " + name + " of a configuration's value is not followed")), true
}

// others are the settings that it sets beside its own.
func (v *configurationValue) others() []string {
	if v.kind != "EmailURLValue" {
		return nil
	}
	return []string{
		"EMAIL_FILE_PATH", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_BACKEND", "EMAIL_USE_TLS",
		"EMAIL_USE_SSL", "EMAIL_TIMEOUT", "DEFAULT_FROM_EMAIL", "SERVER_EMAIL",
	}
}

// setUp is what the setting becomes.
func (v *configurationValue) setUp(it *interpreter, name string) Alternatives {
	if v.unclear != nil {
		it.doubt("a value of the configuration is refused")
		return one(again(v.unclear))
	}
	if !v.environ {
		return v.byDefault(it)
	}
	variable := v.variable
	if variable == "" {
		variable = strings.ToUpper(name)
	}
	if v.prefix != "" {
		variable = v.prefix + "_" + variable
	}
	f := failure{node: v.call.node}
	set := it.variableOr(variable, one(Unbound{}), f)
	read := &it.reads[len(it.reads)-1]
	read.Cast, read.Required, read.Default = configurationKinds[v.kind], v.required, v.fallback
	return it.each(set, func(a Alternative) Alternatives {
		switch value := a.Value.(type) {
		case Unbound:
			if v.required {
				it.raise(Guard{}, failure{exception: "ValueError", message: "the environment variable " + variable + " is not set", node: v.call.node, missing: variable})
				return nil
			}
			return v.byDefault(it)
		case Str:
			return withOrigin(v.cast(it, value), a.Origin)
		case *External:
			return v.external(it, value)
		}
		it.doubt("a value of the configuration is refused")
		return one(derived(v.kind, a.Value))
	})
}

func (v *configurationValue) external(it *interpreter, e *External) Alternatives {
	switch v.kind {
	case "Value":
		return one(e)
	case "DatabaseURLValue":
		return v.parsed(it, one(e))
	case "SecretValue":
		for _, b := range externalTruth(e) {
			if !b.truth {
				it.raise(b.guard, failure{exception: "ValueError", message: "the secret is empty", node: v.call.node, missing: e.Source.Name})
			}
		}
		return one(e)
	}
	it.doubt(v.kind + " of " + e.Source.String() + " is refused")
	return one(e.through(v.kind+"("+e.expression()+")", configurationKinds[v.kind]))
}

// byDefault is the default as the value gives it.
func (v *configurationValue) byDefault(it *interpreter) Alternatives {
	switch v.kind {
	case "ListValue", "TupleValue", "SetValue":
		kind := map[string]SequenceKind{"ListValue": ListKind, "TupleValue": TupleKind, "SetValue": SetKind}[v.kind]
		inner := &call{node: v.call.node}
		if v.fallback != nil {
			inner.positional = []Alternatives{v.fallback}
		}
		return it.toSequence(kind, inner)
	case "DictValue":
		inner := &call{node: v.call.node}
		if v.fallback != nil {
			inner.positional = []Alternatives{v.fallback}
		}
		return callDict(it, inner)
	case "DatabaseURLValue":
		if v.fallback == nil {
			return one(it.mapping(nil, nil))
		}
		return v.parsed(it, v.fallback)
	case "Value", "BooleanValue", "IntegerValue", "PositiveIntegerValue", "FloatValue", "DecimalValue", "EmailValue", "URLValue", "IPValue", "RegexValue":
		if v.fallback == nil {
			return one(None{})
		}
		return v.fallback
	case "PathValue":
		it.doubt("a path does not exist")
		if fallback, _ := v.fallback.Single(); fallback != nil {
			if s, ok := fallback.(Str); !ok || !strings.HasPrefix(string(s), "~") {
				return v.fallback
			}
		}
	}
	it.doubt("a default of the configuration is refused")
	return one(unknown("the default of a " + v.kind + " is not followed"))
}

// parsed is the dict of a DatabaseURLValue.
func (v *configurationValue) parsed(it *interpreter, url Alternatives) Alternatives {
	inner := &call{node: v.call.node, positional: []Alternatives{url}, keywords: map[string]Alternatives{}}
	alias := one(Str("default"))
	for name, value := range v.call.keywords {
		switch name {
		case "alias":
			alias = value
		case "default", "environ", "environ_name", "environ_prefix", "environ_required", "late_binding":
		default:
			inner.keywords[name] = value
		}
	}
	database := databaseParse(it, inner)
	key, ok := alias.Single()
	if _, isText := key.(Str); !ok || !isText || it.pc.never() {
		return one(unknown("the alias of a database is not known"))
	}
	return one(it.mapping([]Entry{{Key: key, Alternatives: database}}, nil))
}

// refused raises for a text that has not the value's form.
func (it *interpreter) refused(v *configurationValue) Alternatives {
	it.raise(Guard{}, failure{exception: "ValueError", message: v.kind + " refuses the text", node: v.call.node})
	return nil
}

// cast is to_python(text).
func (v *configurationValue) cast(it *interpreter, text Str) Alternatives {
	stripped := strings.Trim(string(text), pythonSpace)
	switch v.kind {
	case "Value":
		return one(text)
	case "SecretValue":
		if text == "" {
			return it.refused(v)
		}
		return one(text)
	case "BooleanValue":
		if !ascii(stripped) {
			break
		}
		switch strings.ToLower(stripped) {
		case "yes", "y", "true", "1":
			return one(Bool(true))
		case "no", "n", "false", "0", "":
			return one(Bool(false))
		}
		return it.refused(v)
	case "IntegerValue", "PositiveIntegerValue":
		return it.each(it.toIntOrRaise(text, v.call.node), func(a Alternative) Alternatives {
			if n, ok := a.Value.(Int); ok && n < 0 && v.kind == "PositiveIntegerValue" {
				return it.refused(v)
			}
			return one(a.Value)
		})
	case "FloatValue":
		return one(toFloat(it, text))
	case "ListValue", "TupleValue", "SetValue":
		return v.list(it, stripped)
	case "DatabaseURLValue":
		return v.parsed(it, one(text))
	}
	it.doubt(v.kind + " refuses the text")
	return one(unknown("what a " + v.kind + " makes of a text is not followed"))
}

// list divides a text at the separator, leaving out what is empty.
func (v *configurationValue) list(it *interpreter, stripped string) Alternatives {
	separator := ","
	if given := v.call.keywords["separator"]; given != nil {
		value, _ := given.Single()
		s, ok := value.(Str)
		if separator = string(s); !ok || s == "" {
			it.doubt("a list cannot be divided")
			return one(unknown("the separator of a list is not known"))
		}
	}
	var elements []Element
	for _, part := range strings.Split(stripped, separator) {
		if part = strings.Trim(part, pythonSpace); part != "" {
			elements = append(elements, Element{Alternatives: one(Str(part))})
		}
	}
	switch v.kind {
	case "SetValue":
		return one(it.setDisplay(elements))
	case "TupleValue":
		return one(it.sequence(TupleKind, elements))
	}
	return one(it.sequence(ListKind, elements))
}
