package eval

import (
	"strings"
)

// decoupleModel is python-decouple. Source: decouple.py of 3.1, 3.6 and 3.8.
func decoupleModel() map[string]Value {
	return map[string]Value{
		"config":     nativeInstance("AutoConfig", &decoupleConfig{auto: true}),
		"AutoConfig": &Class{Name: "AutoConfig", init: newAutoConfig},
		"Config": &Class{Name: "Config", init: func(it *interpreter, c *call) Alternatives {
			return it.each(c.arg(0, "repository"), func(a Alternative) Alternatives {
				return one(nativeInstance("Config", &decoupleConfig{repository: repositoryOf(a.Value)}))
			})
		}},
		"Csv":                 &Class{Name: "Csv", init: newCsv},
		"Choices":             &Class{Name: "Choices", init: newChoices},
		"RepositoryEmpty":     repositoryClass("RepositoryEmpty", nil),
		"RepositoryEnv":       repositoryClass("RepositoryEnv", decoupleVariables),
		"RepositoryIni":       repositoryClass("RepositoryIni", iniVariables),
		"RepositorySecret":    repositoryClass("RepositorySecret", nil),
		"UndefinedValueError": &Class{Name: "UndefinedValueError"},
	}
}

// decoupleConfig is the state of a Config, or, with auto, of an AutoConfig that
// looks for its file when it is first called.
type decoupleConfig struct {
	repository decoupleRepository
	auto       bool
	// search is where an AutoConfig looks first; nil for beside its caller.
	search Value
}

func newAutoConfig(it *interpreter, c *call) Alternatives {
	search := c.arg(0, "search_path")
	if c.open {
		search = one(unknown("where AutoConfig looks is not known"))
	}
	if search == nil {
		search = one(None{})
	}
	return it.each(search, func(a Alternative) Alternatives {
		config := &decoupleConfig{auto: true, search: a.Value}
		if truth, known := knownTruth(a.Value); known && !truth {
			config.search = nil
		}
		return one(nativeInstance("AutoConfig", config))
	})
}

func (config *decoupleConfig) called(it *interpreter, c *call) Alternatives {
	repository := config.repository
	if config.auto {
		repository = it.foundRepository(config)
	}
	return decoupleCall(it, c, repository)
}

func (config *decoupleConfig) method(it *interpreter, name string, c *call) (Alternatives, bool) {
	if name == "__call__" || name == "get" && !config.auto {
		return config.called(it, c), true
	}
	return nil, false
}

// foundRepository is the settings.ini or .env that an AutoConfig finds. It keeps
// what it found when it was first called.
func (it *interpreter) foundRepository(config *decoupleConfig) decoupleRepository {
	start := dirname(rooted("/" + it.scope.module.Path))
	if config.search != nil {
		start = absolutePath(pathOf(config.search))
		if _, ok := Rooted(start); !ok {
			return decoupleRepository{unclear: "a file that is not known may supply it"}
		}
	}
	at, _ := it.nearestFrom(start, "settings.ini", ".env")
	if it.autoConfigs == nil {
		it.autoConfigs = map[*decoupleConfig]string{}
	}
	if found, called := it.autoConfigs[config]; called && found != at {
		return decoupleRepository{unclear: "the file depends on which module reads first"}
	}
	it.autoConfigs[config] = at
	switch {
	case strings.HasSuffix(at, ".env"):
		return it.repositoryIn(fromRooted(at), decoupleVariables)
	case at != "":
		return it.repositoryIn(fromRooted(at), iniVariables)
	}
	return decoupleRepository{}
}

// decoupleCall is config("NAME", default=…, cast=…). Unlike django-environ,
// decouple casts the default too.
func decoupleCall(it *interpreter, c *call, repository decoupleRepository) Alternatives {
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
	value := it.each(it.readVariable(name), func(a Alternative) Alternatives {
		if _, unset := a.Value.(Unbound); unset {
			return repository.value(name)
		}
		return one(a.Value)
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
		switch v.(type) {
		case *Builtin, *Instance:
		default:
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
	case *Class:
		return v.Name
	case *Instance:
		return strings.ToLower(v.Class.Name)
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
	case "yes", "true", "on", "1":
		return one(Bool(true))
	case "no", "false", "off", "0", "":
		return one(Bool(false))
	case "y", "t", "n", "f": // which 3.1 does not take
		it.doubtOf(exception{name: "ValueError"}, "bool() fails")
		return one(Bool(text == "y" || text == "t" || text == "Y" || text == "T"))
	}
	it.raise(Guard{}, failure{exception: "ValueError", message: "the text is neither true nor false", node: c.node})
	return nil
}
