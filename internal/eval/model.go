package eval

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// model gives the names of a module that djvet models.
func (it *interpreter) model(name string) (map[string]Value, bool) {
	m, ok := modelled().modules[name]
	return m, ok
}

// tables are the builtins and the modules that djvet models.
type tables struct {
	builtins map[string]Value
	modules  map[string]map[string]Value
}

// shared are the tables, made once and never changed. They are filled on first
// use, since they refer to functions that refer to them.
var shared struct { //nolint:gochecknoglobals // a table that cannot be written as a constant
	once   sync.Once
	tables tables
}

func modelled() *tables {
	shared.once.Do(func() { shared.tables = tables{builtins: builtins(), modules: models()} })
	return &shared.tables
}

// models are the modelled modules by name.
func models() map[string]map[string]Value {
	osPath := modelPath()
	environ := nativeInstance("os.environ", processEnvironment{})
	getenvFunction := &Builtin{Name: "os.getenv", call: getenv}
	pathClass := &Class{Name: "Path", init: callPath}
	table := map[string]map[string]Value{
		"os": {
			"environ": environ, "getenv": getenvFunction, "sep": Str("/"), "linesep": Str("\n"),
			"path": &ModuleValue{Name: "os.path", model: osPath}, "name": Str("posix"),
			"makedirs": harmless("os.makedirs"), "mkdir": harmless("os.mkdir"), "umask": harmless("os.umask"),
			"urandom": fresh("os.urandom", "bytes"), "getcwd": opaqueFunction("os.getcwd"),
			"getpid": fresh("os.getpid", "int"), "uname": opaqueFunction("os.uname"),
			"cpu_count": opaqueFunction("os.cpu_count"), "listdir": opaqueFunction("os.listdir"),
			"access": opaqueFunction("os.access"), "stat": opaqueFunction("os.stat"),
			"fspath": &Builtin{Name: "os.fspath", call: func(_ *interpreter, c *call) Alternatives {
				return c.arg(0, "path").values(func(v Value) Value { return fromParts(formatted(v)) })
			}},
		},
		"os.path": osPath,
		"pathlib": {
			"Path": pathClass, "PosixPath": pathClass, "PurePath": pathClass, "PurePosixPath": pathClass,
		},
		"sys":      sysModel(),
		"copy":     {"copy": &Builtin{Name: "copy.copy", call: copyCall(false)}, "deepcopy": &Builtin{Name: "copy.deepcopy", call: copyCall(true)}},
		"json":     jsonModel(),
		"datetime": {"timedelta": object("datetime.timedelta"), "datetime": &ModuleValue{Name: "datetime.datetime"}},
		"re":       {"compile": object("re.Pattern"), "escape": opaqueFunction("re.escape")},
		"logging": {
			"CRITICAL": Int(50), "FATAL": Int(50), "ERROR": Int(40), "WARNING": Int(30), "WARN": Int(30), "INFO": Int(20),
			"DEBUG": Int(10), "NOTSET": Int(0), "basicConfig": harmless("logging.basicConfig"), "disable": harmless("logging.disable"),
			"captureWarnings": harmless("logging.captureWarnings"),
		},
		"warnings": {"warn": harmless("warnings.warn"), "filterwarnings": harmless("warnings.filterwarnings"), "simplefilter": harmless("warnings.simplefilter")},
		"socket":   {"gethostname": host("the host's name"), "getfqdn": host("the host's full name")},
		"platform": {"node": host("the host's network name"), "system": host("the operating system")},
		"random":   freshModule("random"),
		"secrets":  freshModule("secrets"),
		"uuid":     freshModule("uuid"),
		"typing":   {"TYPE_CHECKING": Bool(false)},
		"string": {
			"ascii_letters":   Str("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
			"ascii_lowercase": Str("abcdefghijklmnopqrstuvwxyz"), "ascii_uppercase": Str("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
			"digits": Str("0123456789"), "hexdigits": Str("0123456789abcdefABCDEF"), "punctuation": Str("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
			"printable":  Str("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\v\f"),
			"whitespace": Str(" \t\n\r\v\f"),
		},
		"distutils.util":                    {"strtobool": &Builtin{Name: "strtobool", call: callStrtobool}},
		"dotenv":                            dotenvModel(),
		"environ":                           environModel(),
		"decouple":                          decoupleModel(),
		"dj_database_url":                   djDatabaseURL(),
		"dj_email_url":                      djEmailURL(),
		"django_cache_url":                  djangoCacheURL(),
		"environs":                          environsModel(),
		"django.core.exceptions":            {"ImproperlyConfigured": &Class{Name: "ImproperlyConfigured"}},
		"django.core.management.utils":      {"get_random_secret_key": fresh("get_random_secret_key", "str")},
		"django.utils.crypto":               {"get_random_string": fresh("get_random_string", "str")},
		"django.utils.translation":          lazyTranslations(),
		"django.core.wsgi":                  {"get_wsgi_application": application("django.core.wsgi.get_wsgi_application", WSGIApplication)},
		"django.core.asgi":                  {"get_asgi_application": application("django.core.asgi.get_asgi_application", ASGIApplication)},
		"django.urls":                       {"reverse_lazy": object("django.utils.functional.lazy"), "reverse": opaqueFunction("reverse")},
		"django.contrib.messages":           {"constants": &ModuleValue{Name: "django.contrib.messages.constants", model: messageLevels()}},
		"django.contrib.messages.constants": messageLevels(),
	}
	for _, more := range []map[string]map[string]Value{takeovers(), fileModels(), splitSettings(), configurationModels(), urllibModel(), pydanticModels(), cspModels()} {
		maps.Copy(table, more)
	}
	return table
}

// The types of what Django's application factories return.
const (
	WSGIApplication = "django.core.handlers.wsgi.WSGIHandler"
	ASGIApplication = "django.core.handlers.asgi.ASGIHandler"
)

func application(name, typeName string) Value {
	return &Builtin{Name: name, call: func(*interpreter, *call) Alternatives { return one(&Object{Type: typeName}) }}
}

// complete reports whether the model of a module has all of its names, so that
// another name cannot be imported from it.
func complete(module string) bool {
	return module == "django.core.wsgi" || module == "django.core.asgi"
}

// harmless is a function without effect on settings.
func harmless(name string) Value {
	return &Builtin{Name: name, call: func(it *interpreter, _ *call) Alternatives {
		it.doubt(name + "() fails")
		return one(None{})
	}}
}

// object is a class of which only the type of its instances matters.
func object(typeName string) Value {
	return &Builtin{Name: typeName, call: func(*interpreter, *call) Alternatives { return one(&Object{Type: typeName}) }}
}

// fresh is a function that returns something new at each start.
func fresh(name, typeName string) Value {
	return &Builtin{Name: name, call: func(*interpreter, *call) Alternatives {
		return one(&Object{Type: typeName, Fresh: true})
	}}
}

// freshModule is a module of random values.
func freshModule(name string) map[string]Value {
	table := map[string]Value{}
	for typeName, functions := range map[string][]string{
		"str": {"token_hex", "token_urlsafe"}, "bytes": {"token_bytes", "randbytes"}, "float": {"random", "uniform"},
		"int": {"randint", "randrange", "getrandbits", "randbits", "randbelow"}, "list": {"choices", "sample"},
		"uuid.UUID": {"uuid1", "uuid4"},
	} {
		for _, function := range functions {
			table[function] = fresh(name+"."+function, typeName)
		}
	}
	table["choice"] = &Builtin{Name: name + ".choice", call: func(_ *interpreter, c *call) Alternatives {
		typeName := ""
		if _, ok := c.text(0, "seq"); ok {
			typeName = "str"
		}
		return one(&Object{Type: typeName, Fresh: true})
	}}
	table["SystemRandom"] = &Builtin{Name: name + ".SystemRandom", call: func(*interpreter, *call) Alternatives {
		return one(&ModuleValue{Name: name, model: table})
	}}
	return table
}

// host is a function that tells something about the machine.
func host(what string) Value {
	return &Builtin{Name: what, call: func(*interpreter, *call) Alternatives {
		return one(&External{Source: Source{Kind: Host, Name: what}, Type: "str"})
	}}
}

func sysModel() map[string]Value {
	return map[string]Value{
		// A server's own arguments: never those of manage.py test.
		"argv":         &External{Source: Source{Kind: Host, Name: "the command line"}, Through: "sys.argv", Type: "list"},
		"path":         nativeInstance("sys.path", searchPath{}),
		"platform":     &External{Source: Source{Kind: Host, Name: "the operating system"}, Through: "sys.platform", Type: "str"},
		"version_info": &External{Source: Source{Kind: Host, Name: "the Python version"}, Through: "sys.version_info", Type: "tuple"},
		"exit": &Builtin{Name: "sys.exit", call: func(it *interpreter, c *call) Alternatives {
			it.raise(Guard{}, failure{exception: "SystemExit", message: "the module calls sys.exit()", node: c.node})
			return nil
		}},
		"stdout": &Object{Type: "file"}, "stderr": &Object{Type: "file"},
	}
}

// searchPath is sys.path: what is added to it is not followed.
type searchPath struct{}

func (searchPath) method(*interpreter, string, *call) (Alternatives, bool) {
	return one(None{}), true
}

func lazyTranslations() map[string]Value {
	table := map[string]Value{}
	for _, name := range []string{"gettext_lazy", "ugettext_lazy", "gettext", "ugettext", "gettext_noop", "ugettext_noop", "pgettext_lazy"} {
		table[name] = object("lazy translation")
	}
	return table
}

// messageLevels are django.contrib.messages.constants.
func messageLevels() map[string]Value {
	return map[string]Value{
		"DEBUG": Int(10), "INFO": Int(20), "SUCCESS": Int(25), "WARNING": Int(30), "ERROR": Int(40),
	}
}

// copyCall copies a collection, and with deep what is in it; everything else is
// its own copy.
func copyCall(deep bool) func(*interpreter, *call) Alternatives {
	return func(it *interpreter, c *call) Alternatives {
		if len(c.positional) != 1 {
			return it.unknownCall(unknown("copy is called in a way that is not followed"), c)
		}
		depth := 0
		if !deep {
			depth = maxCopied
		}
		return it.each(c.positional[0], func(a Alternative) Alternatives {
			return one(it.copied(a.Value, depth, map[Value]Value{})) // born in these worlds
		})
	}
}

const maxCopied = 32

// copied copies a value once, wherever it is found.
func (it *interpreter) copied(v Value, depth int, copies map[Value]Value) Value {
	switch v.(type) {
	case *Sequence, *Mapping:
	case *Instance:
		return unknownFrom("a copy of an instance is not followed", v)
	default:
		return v
	}
	if made, ok := copies[v]; ok {
		return made
	}
	each := func(a Alternatives) Alternatives { return a }
	if depth < maxCopied {
		each = func(a Alternatives) Alternatives {
			return a.values(func(inner Value) Value {
				if depth+1 == maxCopied {
					return unknown("gave up because the copy is nested too deeply")
				}
				return it.copied(inner, depth+1, copies)
			})
		}
	}
	switch v := v.(type) {
	case *Sequence:
		if elements, ok := it.only(v); ok {
			made := it.sequence(v.Kind, nil)
			copies[v] = made // it may contain itself
			deep := make([]Element, len(elements))
			for i, e := range elements {
				deep[i] = Element{Alternatives: each(e.Alternatives), Spread: e.Spread}
			}
			made.versions = it.sequence(v.Kind, deep).versions
			return made
		}
	case *Mapping:
		if entries, more, ok := it.onlyEntries(v); ok {
			made := it.mapping(nil, nil)
			copies[v] = made
			deep := slices.Clone(entries)
			for i, e := range entries {
				deep[i].Alternatives = each(e.Alternatives)
			}
			made.versions = it.mapping(deep, more).versions
			return made
		}
	}
	copies[v] = unknown("a copy of something that has several possible contents")
	return copies[v]
}

func callPath(it *interpreter, c *call) Alternatives {
	if len(c.positional) == 0 {
		return one(&Path{Name: Str(".")})
	}
	joined := c.positional[0].values(newPath)
	if len(c.positional) > 1 {
		joined = emptyApart(joined)
	}
	for _, arg := range c.positional[1:] {
		joined = it.pairs(joined, arg, func(x, y Value) Alternatives {
			if p, ok := x.(*Path); ok {
				return one(joinPath(p, y))
			}
			return one(x)
		})
	}
	return joined
}

// callStrtobool is distutils.util.strtobool, which gives 1 or 0.
func callStrtobool(it *interpreter, c *call) Alternatives {
	return c.arg(0, "val").values(func(v Value) Value {
		switch v := v.(type) {
		case Str:
			switch strings.ToLower(string(v)) {
			case "y", "yes", "t", "true", "on", "1":
				return Int(1)
			case "n", "no", "f", "false", "off", "0":
				return Int(0)
			}
			it.doubt("strtobool() fails")
			return unknown("strtobool() of a text that is neither")
		case *External:
			it.doubt("strtobool() of " + v.Source.String() + " fails")
			return v.through("strtobool("+v.expression()+")", "int")
		}
		it.doubt("strtobool() fails")
		return derived("strtobool", v)
	})
}
