package eval

import (
	"slices"
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// environSchema is the state of a django-environ Env: the casts and defaults
// that its schema gives.
type environSchema struct {
	casts    map[string]string
	defaults map[string]Alternatives
	// altered says that an attribute was set, such as prefix or smart_cast.
	altered bool
}

// environModel is django-environ. Source: environ/environ.py of 0.11 to 0.13.
func environModel() map[string]Value {
	env := &Class{Name: "Env", init: newEnv, members: map[string]Value{
		"read_env": &Builtin{Name: "environ.Env.read_env", call: func(it *interpreter, c *call) Alternatives {
			it.readEnv(c)
			return one(None{})
		}},
	}}
	return map[string]Value{
		"Env": env, "FileAwareEnv": env,
		"Path": &Builtin{Name: "environ.Path", call: func(it *interpreter, _ *call) Alternatives {
			it.doubt("environ.Path() fails")
			return one(unknown("environ.Path is not followed"))
		}},
		"ImproperlyConfigured": &Class{Name: "ImproperlyConfigured"},
	}
}

func newEnv(it *interpreter, c *call) Alternatives {
	schema := &environSchema{casts: map[string]string{}, defaults: map[string]Alternatives{}}
	for _, name := range c.keywordNames() {
		v, ok := c.keywords[name].Single()
		if b, isType := v.(*Builtin); ok && isType {
			schema.casts[name] = b.Name
			continue
		}
		if pair, ok := it.unpacked(v, 2); ok {
			if b, ok := pair[0].Single(); ok {
				if cast, ok := b.(*Builtin); ok {
					schema.casts[name] = cast.Name
					schema.defaults[name] = pair[1]
					continue
				}
			}
		}
		schema.casts[name] = "unknown"
	}
	return one(&Instance{Class: &Class{Name: "environ.Env"}, state: schema})
}

// environCall is env("NAME", default=…) and env.bool("NAME", …).
func environCall(it *interpreter, schema *environSchema, cast string, c *call) Alternatives {
	name, ok := c.text(0, "var")
	if !ok {
		it.doubt("the environment reader fails")
		return one(unknown("the name of the environment variable is not known"))
	}
	position := 1
	switch cast {
	case "list", "tuple", "dict": // env.list(var, cast, default)
		position = 2
		if given := c.arg(1, "cast"); given != nil && !isNone(given) {
			cast = "unknown"
		}
	case "str":
		if c.arg(2, "multiline") != nil {
			cast = "unknown"
		}
	case "":
		position = 2 // env(var, cast, default)
		cast = schema.casts[name]
		if given := c.arg(1, "cast"); given != nil {
			v, _ := given.Single()
			switch v := v.(type) {
			case *Builtin:
				cast = v.Name
			case None:
			default:
				cast = "unknown"
			}
		}
	}
	fallback := c.arg(position, "default")
	if fallback == nil {
		fallback = schema.defaults[name]
	}
	if v, ok := fallback.Single(); ok && cast == "" { // the smart cast
		if typeName, ok := typeName(v); ok && typeName != "NoneType" {
			cast = typeName
		}
	}
	f := failure{exception: "ImproperlyConfigured", message: "the environment variable " + name + " is not set", node: c.node}
	return it.readCast(name, cast, environDefault(fallback), f, func(text string) Alternatives {
		switch v, _ := fallback.Single(); {
		case schema.altered, c.open, strings.HasPrefix(text, "$"): // which reads the variable that it names
			return one(unknown("how the reader takes the variable is not followed"))
		case v == Value(None{}) && text == "":
			return one(None{})
		case v == Value(Str(text)): // a text that is the default is not cast
			return one(v)
		case len(fallback) > 1 && text == "":
			return one(unknown("whether the default is None is not known"))
		}
		return environCast(it, cast, text)
	})
}

func isNone(a Alternatives) bool {
	v, _ := a.Single()
	return v == Value(None{})
}

// environDefault is a default of django-environ, which may name a variable too.
func environDefault(fallback Alternatives) Alternatives {
	if fallback == nil {
		return nil
	}
	return fallback.values(func(v Value) Value {
		if s, ok := v.(Str); ok && strings.HasPrefix(string(s), "$") {
			return unknown("a default that names a variable is not followed")
		}
		return v
	})
}

// readCast reads a variable and casts what it holds, but not the default.
func (it *interpreter) readCast(name, cast string, fallback Alternatives, f failure, known func(string) Alternatives) Alternatives {
	set := it.variableOr(name, one(Unbound{}), failure{node: f.node})
	it.reads[len(it.reads)-1].Cast = cast
	it.reads[len(it.reads)-1].Required = fallback == nil
	it.reads[len(it.reads)-1].Default = fallback
	var result Alternatives
	for _, alternative := range set {
		switch v := alternative.Value.(type) {
		case Unbound:
			if fallback == nil {
				f.missing = name
				it.raise(alternative.Guard, f)
				continue
			}
			result = append(result, fallback.when(alternative.Guard)...)
			continue
		case Str:
			it.inside(it.pc.within(alternative.Guard), func() {
				result = append(result, withOrigin(known(string(v)), alternative.Origin).when(alternative.Guard)...)
			})
			continue
		case *External:
			alternative.Value = v
			if cast != "" && cast != "str" {
				it.doubt(cast + "() of " + v.Source.String() + " fails")
				alternative.Value = v.through(cast+"("+v.expression()+")", castType(cast))
			}
		}
		result = append(result, alternative)
	}
	return withOrigin(result, it.here(f.node)).bounded()
}

// castType is the Python type that a cast gives, "" if it is not known.
func castType(cast string) string {
	switch cast {
	case "bool", "int", "float", "list", "tuple", "dict", "set":
		return cast
	}
	return ""
}

func environCast(it *interpreter, cast, text string) Alternatives {
	switch cast {
	case "", "str":
		return one(Str(text))
	case "bool":
		if n, err := strconv.ParseInt(strings.Trim(text, pythonSpace), 10, 64); err == nil {
			return one(Bool(n != 0))
		}
		if !plainText(text) {
			return one(unknown("a bool of a text that is not plain"))
		}
		switch strings.Trim(strings.ToLower(text), pythonSpace) {
		case "true", "on", "ok", "y", "yes", "1":
			return one(Bool(true))
		}
		return one(Bool(false))
	case "int":
		return it.toIntOrRaise(Str(text), nil)
	case "list":
		return one(it.texts(nonEmptyParts(text)))
	}
	return one(unknown("the cast " + cast + " is not followed"))
}

// plainText reports whether Python and Go agree on the letters and digits of a
// text.
func plainText(text string) bool { return ascii(text) && !strings.Contains(text, "_") }

func nonEmptyParts(text string) []string {
	return slices.DeleteFunc(strings.Split(text, ","), func(part string) bool { return part == "" })
}

func (schema *environSchema) method(it *interpreter, name string, c *call) (Alternatives, bool) {
	switch name {
	case "bool", "int", "str", "list", "float", "tuple", "dict", "json":
		return environCall(it, schema, name, c), true
	case "__call__":
		return environCall(it, schema, "", c), true
	case "read_env":
		it.readEnv(c)
		return one(None{}), true
	case "bytes", "unicode", "url", "path", "db", "db_url", "cache", "cache_url", "email", "email_url",
		"search_url", "channels", "channels_url", "get_value":
		return it.otherReader(name, c), true
	}
	return nil, false
}

func (schema *environSchema) called(it *interpreter, c *call) Alternatives {
	return environCall(it, schema, "", c)
}

func (schema *environSchema) attribute(*interpreter, *python.Attribute) (Alternatives, bool) {
	return nil, false
}

func (schema *environSchema) setAttribute(*interpreter, string, Alternatives) { schema.altered = true }

// otherReader is a reader such as env.db(): what it makes of the variable is
// not followed, but the variable is named.
func (it *interpreter) otherReader(name string, c *call) Alternatives {
	it.doubt("the environment reader fails")
	variable, ok := c.text(0, "var")
	if !ok {
		defaults := map[string]string{"db": "DATABASE_URL", "cache": "CACHE_URL", "email_url": "EMAIL_URL", "search_url": "SEARCH_URL"}
		if variable, ok = defaults[name]; !ok || len(c.positional) > 0 {
			return one(unknown("the reader " + name + " is not followed"))
		}
	}
	value := it.variableOr(variable, one(Unbound{}), failure{node: c.node})
	return value.values(func(v Value) Value {
		if e, ok := v.(*External); ok {
			return e.through(name+"("+e.expression()+")", "")
		}
		return unknown("what the reader " + name + " makes of a default or a given text")
	})
}
