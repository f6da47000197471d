package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// environEnv is the state of a django-environ Env. Source: environ/environ.py of
// 0.4.5, 0.11.2 and 0.14.0; where they disagree the value is unknown.
type environEnv struct {
	// scheme are the arguments of Env(…): a cast, or a cast and a default.
	scheme map[string]Alternatives
	prefix string
	// casting says that smart_cast was not switched off.
	casting bool
	// files says that NAME_FILE names the file with the value, if it is set.
	files bool
	// altered is why nothing that it reads is known.
	altered *Unknown
}

// environModel are the names of the module environ.
func environModel() map[string]Value {
	table := map[string]Value{
		"Env":                  environClass("environ.Env", false),
		"FileAwareEnv":         environClass("environ.FileAwareEnv", true),
		"Path":                 &Builtin{Name: "environ.Path", call: newEnvironPath},
		"ImproperlyConfigured": &Class{Name: "ImproperlyConfigured"},
	}
	return table
}

func environClass(name string, files bool) Value {
	class := &Class{Name: name, members: map[string]Value{
		"read_env": &Builtin{Name: name + ".read_env", call: func(it *interpreter, c *call) Alternatives {
			it.readEnv(c)
			return one(None{})
		}},
		"NOTSET": environNotSet(),
	}}
	for _, table := range []string{"DB_SCHEMES", "CACHE_SCHEMES", "EMAIL_SCHEMES", "SEARCH_SCHEMES", "CHANNELS_SCHEMES"} {
		class.members[table] = urlSchemes()
	}
	for _, kind := range []string{"db_url", "cache_url", "email_url", "search_url", "channels_url"} {
		class.members[kind+"_config"] = &Builtin{Name: name + "." + kind + "_config", call: func(it *interpreter, c *call) Alternatives {
			return environConfig(it, kind, c)
		}}
	}
	class.init = func(_ *interpreter, c *call) Alternatives { return newEnv(class, files, c) }
	return class
}

// environNotSet is Env.NOTSET, the default that says that there is none.
func environNotSet() Value { return &Object{Type: notSetType} }

const notSetType = "environ.NoValue"

func newEnv(class *Class, files bool, c *call) Alternatives {
	env := &environEnv{scheme: map[string]Alternatives{}, casting: true, files: files}
	for _, name := range c.keywordNames() {
		env.scheme[name] = c.keywords[name]
	}
	if c.open || len(c.positional) > 0 {
		env.altered = unknown("the casts of an Env are not known")
	}
	instance := &Class{Name: class.Name}
	return one(&Instance{Class: instance, state: env})
}

func (env *environEnv) attribute(_ *interpreter, e *python.Attribute) (Alternatives, bool) {
	switch e.Name {
	case "NOTSET":
		return one(environNotSet()), true
	case "DB_SCHEMES", "CACHE_SCHEMES", "EMAIL_SCHEMES", "SEARCH_SCHEMES", "CHANNELS_SCHEMES":
		return one(urlSchemes()), true
	case "prefix":
		return one(Str(env.prefix)), true
	case "ENVIRON":
		return one(nativeInstance("os.environ", processEnvironment{})), true
	}
	return nil, false
}

func (env *environEnv) setAttribute(it *interpreter, name string, value Alternatives) {
	v, _ := value.Single()
	everywhere := it.havoc == 0 && it.elsewhere(always()).never()
	switch v := v.(type) {
	case Str:
		if name == "prefix" && everywhere {
			env.prefix = string(v)
			return
		}
	case Bool:
		if name == "smart_cast" && everywhere {
			env.casting = bool(v)
			return
		}
		if name == "warn_on_default" || name == "escape_proxy" && !bool(v) {
			return
		}
	}
	env.tainted(it, unknown("an attribute of the Env is set: "+name))
}

func (env *environEnv) tainted(it *interpreter, why *Unknown) {
	if env.altered == nil {
		it.upset++
	}
	env.altered = why
}

func (env *environEnv) called(it *interpreter, c *call) Alternatives {
	return env.read(it, c, castOfValue(c.arg(1, "cast")), 2)
}

func (env *environEnv) method(it *interpreter, name string, c *call) (Alternatives, bool) {
	switch name {
	case "__call__", "get_value":
		return env.called(it, c), true
	case "bool", "int", "float":
		return env.read(it, c, environCast{kind: name}, 1), true
	case "str", "unicode":
		return env.text(it, c), true
	case "bytes":
		return env.read(it, c, environCast{kind: "str"}, 1).values(encoded), true
	case "json":
		return env.read(it, c, environCast{kind: "json"}, 1), true
	case "url":
		return env.read(it, c, environCast{kind: "url"}, 1), true
	case "list", "tuple":
		cast := environCast{kind: name}
		if given := c.arg(1, "cast"); given != nil && !isNone(given) {
			cast.of = given
		}
		return env.read(it, c, cast, 2), true
	case "dict":
		cast := environCast{kind: "dict"}
		if given := c.arg(1, "cast"); given != nil {
			cast = castOfValue(given)
		}
		return env.read(it, c, cast, 2), true
	case "path":
		return env.path(it, c), true
	case "read_env":
		it.readEnv(c)
		return one(None{}), true
	case "__contains__":
		return it.unknownCall(unknown("whether a variable is set"), c), true
	}
	if kind, ok := strings.CutSuffix(name, "_config"); ok && environURLs[kind] != nil {
		return environConfig(it, kind, c), true
	}
	if environURLs[name] != nil {
		return env.url(it, name, c), true
	}
	return nil, false
}

// read reads a variable with the default at a position or called default.
func (env *environEnv) read(it *interpreter, c *call, cast environCast, position int) Alternatives {
	name, ok := c.text(0, "var")
	if !ok {
		it.doubt("the environment reader fails")
		return one(unknown("the name of the environment variable is not known"))
	}
	r := environRead{env: env, c: c, cast: cast, fallback: c.arg(position, "default"), parseDefault: cast.kind == "url"}
	if given := c.keywords["parse_default"]; given != nil || c.open {
		r.parseDefault, ok = truthOf(given)
		if !ok || c.open {
			it.doubt("the environment reader fails")
			return one(unknown("how the reader takes the variable is not followed"))
		}
	}
	return withOrigin(r.value(it, name, 0), it.here(c.node))
}

// text is env.str.
func (env *environEnv) text(it *interpreter, c *call) Alternatives {
	value := env.read(it, c, environCast{kind: "str"}, 1)
	if c.keywords["choices"] != nil || len(c.positional) > 3 {
		it.doubt("the value is not one of the choices")
	}
	lines, known := truthOf(c.arg(2, "multiline"))
	if !lines && known {
		return value
	}
	return it.each(value, func(a Alternative) Alternatives {
		switch v := a.Value.(type) {
		case Str:
			if known && !strings.Contains(string(v), `\r\n`) { // which 0.4.5 takes otherwise
				return one(Str(strings.ReplaceAll(string(v), `\n`, "\n")))
			}
		case *External:
			return one(v.through("multiline("+v.expression()+")", "str"))
		}
		it.doubt("the lines of the variable cannot be read")
		return one(derived("multiline", a.Value))
	})
}

// encoded is text.encode().
func encoded(v Value) Value {
	switch v := v.(type) {
	case Str:
		return Bytes(v)
	case Bytes, None:
		return v
	case *External:
		return v.through("encode("+v.expression()+")", "bytes")
	}
	return derived("encode", v)
}

// path is env.path, an environ.Path of what the variable holds.
func (env *environEnv) path(it *interpreter, c *call) Alternatives {
	inner := &call{node: c.node, positional: c.positional[:min(len(c.positional), 2)], keywords: map[string]Alternatives{}, open: c.open}
	for name, value := range c.keywords {
		if name == "var" || name == "default" {
			inner.keywords[name] = value
		}
	}
	value := env.read(it, inner, environCast{}, 1)
	it.castRead("path")
	if c.keywords["required"] != nil {
		it.doubt("a path that is required is missing")
	}
	return it.each(value, func(a Alternative) Alternatives { return one(environPathFrom(a.Value)) })
}
