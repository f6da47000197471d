package eval

import (
	"strings"
)

// decoupleModel is python-decouple. Source: decouple.py of 3.8.
func decoupleModel() map[string]Value {
	config := &Builtin{Name: "config", call: decoupleAuto}
	return map[string]Value{
		"config": config,
		"AutoConfig": &Builtin{Name: "AutoConfig", call: func(_ *interpreter, c *call) Alternatives {
			if len(c.positional)+len(c.keywords) > 0 || c.open {
				return one(&Builtin{Name: "config", call: decoupleOther})
			}
			return one(config)
		}},
		"Config": &Builtin{Name: "Config", call: func(*interpreter, *call) Alternatives {
			return one(&Builtin{Name: "config", call: decoupleOther})
		}},
		"Csv": &Builtin{Name: "Csv", call: func(_ *interpreter, c *call) Alternatives {
			if len(c.positional)+len(c.keywords) > 0 || c.open {
				return one(&Builtin{Name: "Csv with arguments", call: opaqueCall("Csv")})
			}
			return one(&Builtin{Name: "csv", call: func(it *interpreter, c *call) Alternatives {
				return c.arg(0, "value").values(it.csv)
			}})
		}},
		"RepositoryEnv":       &Builtin{Name: "RepositoryEnv", call: opaqueCall("RepositoryEnv")},
		"RepositoryIni":       &Builtin{Name: "RepositoryIni", call: opaqueCall("RepositoryIni")},
		"UndefinedValueError": &Class{Name: "UndefinedValueError"},
	}
}

// csv is Csv()(value): shlex leaves out what is empty.
func (it *interpreter) csv(v Value) Value {
	switch v := v.(type) {
	case None:
		return it.texts(nil)
	case Str:
		if strings.ContainsAny(string(v), `"'\#`) {
			return unknown("quotes and comments in a list are not followed")
		}
		parts := nonEmptyParts(string(v))
		for i, part := range parts {
			parts[i] = strings.Trim(part, " \t\n\r\v\f")
		}
		return it.texts(parts)
	case *External:
		return v.through("csv("+v.expression()+")", "list")
	}
	return derived("csv", v)
}

// decoupleAuto is config("NAME", …) with what a tracked .env or settings.ini
// near the module supplies.
func decoupleAuto(it *interpreter, c *call) Alternatives {
	repository := func(string) Value { return Unbound{} }
	if at, ok := it.nearestFile("settings.ini", ".env"); ok {
		repository = func(string) Value { return perhaps(unknown(at + " may supply it")) }
		if source, err := it.files.Source(at); err == nil && strings.HasSuffix(at, ".env") {
			variables := decoupleVariables(string(source.Data))
			repository = func(name string) Value {
				if text, ok := variables[name]; ok {
					return Str(text)
				}
				return Unbound{}
			}
		}
	}
	return decoupleCall(it, c, repository)
}

// decoupleOther is a Config of a repository that is not followed.
func decoupleOther(it *interpreter, c *call) Alternatives {
	return decoupleCall(it, c, func(string) Value { return perhaps(unknown("a file that is not known may supply it")) })
}

// decoupleVariables are those of a file as decouple's RepositoryEnv reads it.
func decoupleVariables(source string) map[string]string {
	variables := map[string]string{}
	for _, line := range strings.Split(strings.ReplaceAll(source, "\r", "\n"), "\n") {
		line = strings.Trim(line, pythonSpace)
		name, value, ok := strings.Cut(line, "=")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		value = strings.Trim(value, pythonSpace)
		for _, quote := range []string{`'`, `"`} {
			if inner, ok := between(value, quote); ok {
				value = inner
				break
			}
		}
		variables[strings.Trim(name, pythonSpace)] = value
	}
	return variables
}

// decoupleCall is config("NAME", default=…, cast=…). Unlike django-environ,
// decouple casts the default too.
func decoupleCall(it *interpreter, c *call, repository func(name string) Value) Alternatives {
	name, ok := c.text(0, "option")
	if !ok || c.open {
		it.doubt("the environment reader fails")
		return one(unknown("the name of the environment variable is not known"))
	}
	fallback, cast := c.arg(1, "default"), c.arg(2, "cast")
	f := failure{exception: "UndefinedValueError", message: name + " is not set, and has no default", node: c.node}
	it.reads = append(it.reads, EnvironmentRead{
		Name: name, File: it.scope.module.File, Span: c.node.Range(), Cast: castName(cast), Required: fallback == nil, Default: it.decoupleDefault(fallback, cast, c),
	})
	value := it.readVariable(name).values(func(v Value) Value {
		if _, unset := v.(Unbound); unset {
			return repository(name)
		}
		return v
	})
	var result Alternatives
	for _, alternative := range value {
		it.inside(it.pc.within(alternative.Guard), func() {
			part := one(alternative.Value)
			switch v := alternative.Value.(type) {
			case Unbound:
				if part = fallback; fallback == nil {
					f.missing = name
					it.raise(Guard{}, f)
					return
				}
			case *Unknown:
				if v.absent && fallback == nil {
					it.doubtOf(exception{name: f.exception}, name+" is not set")
				}
				part = one(present(v))
			}
			result = append(result, it.decoupleCast(part, cast, c).when(alternative.Guard)...)
		})
	}
	return withOrigin(result, it.here(c.node)).bounded()
}

// decoupleDefault is the default after its cast, for people to read: what it
// raises is raised where it is used.
func (it *interpreter) decoupleDefault(fallback, cast Alternatives, c *call) Alternatives {
	if fallback == nil {
		return nil
	}
	sinks, pc, leaks := it.sinks, it.pc, it.leaks
	if v, _ := cast.Single(); cast != nil {
		if _, isBuiltin := v.(*Builtin); !isBuiltin {
			return one(unknown("the cast of a default is not followed"))
		}
	}
	it.sinks, it.havoc = nil, it.havoc+1 // nothing is raised for good
	value := it.decoupleCast(fallback, cast, c)
	it.sinks, it.havoc = sinks, it.havoc-1
	it.pc, it.leaks = pc, leaks
	return value
}

func castName(cast Alternatives) string {
	v, _ := cast.Single()
	switch v := v.(type) {
	case *Builtin:
		return v.Name
	case nil:
		return ""
	}
	return "unknown"
}

// decoupleCast applies a cast to what was read or to the default.
func (it *interpreter) decoupleCast(value, cast Alternatives, c *call) Alternatives {
	if cast == nil {
		return value
	}
	v, ok := cast.Single()
	if !ok {
		it.doubt("the cast fails")
		return one(unknown("the cast has several possible values"))
	}
	if b, isBuiltin := v.(*Builtin); isBuiltin && b.Name == "bool" {
		return it.each(value, func(a Alternative) Alternatives { return it.decoupleBool(a.Value, c) })
	}
	return it.apply(v, &call{node: c.node, positional: []Alternatives{value}})
}

func (it *interpreter) decoupleBool(v Value, c *call) Alternatives {
	switch v := v.(type) {
	case Bool:
		return one(v)
	case *External:
		it.doubtOf(exception{name: "ValueError"}, "bool() of "+v.Source.String()+" fails")
		return one(v.through("bool("+v.expression()+")", "bool"))
	}
	text, ok := fromParts(formatted(v)).(Str)
	if !ok || !ascii(string(text)) {
		it.doubt("bool() fails")
		return one(derived("bool", v))
	}
	switch strings.ToLower(string(text)) {
	case "y", "yes", "t", "true", "on", "1":
		return one(Bool(true))
	case "n", "no", "f", "false", "off", "0", "":
		return one(Bool(false))
	}
	it.raise(Guard{}, failure{exception: "ValueError", message: "the text is neither true nor false", node: c.node})
	return nil
}
