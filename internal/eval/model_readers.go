package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/dotenv"
	"github.com/djvet/djvet/parser/python"
)

// environSchema is the state of a django-environ Env: the casts and defaults
// that its schema gives.
type environSchema struct {
	casts    map[string]string
	defaults map[string]Alternatives
}

// environModel is django-environ. Source: environ/environ.py of 0.11 to 0.13.
func environModel() map[string]Value {
	env := &Class{Name: "Env", init: newEnv}
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
	schema := environSchema{casts: map[string]string{}, defaults: map[string]Alternatives{}}
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
func environCall(it *interpreter, schema environSchema, cast string, c *call) Alternatives {
	name, ok := c.text(0, "var")
	if !ok {
		it.doubt("the environment reader fails")
		return one(unknown("the name of the environment variable is not known"))
	}
	position := 1
	if cast == "" {
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
	return it.readCast(name, cast, fallback, f, func(text string) Value { return environCast(it, cast, text) })
}

// readCast reads a variable and casts what it holds, but not the default.
func (it *interpreter) readCast(name, cast string, fallback Alternatives, f failure, known func(string) Value) Alternatives {
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
			if strings.HasPrefix(string(v), "$") { // django-environ reads the variable that it names
				alternative.Value = unknown("a proxied value is not followed")
			} else {
				alternative.Value = known(string(v))
			}
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

func environCast(it *interpreter, cast, text string) Value {
	switch cast {
	case "", "str":
		return Str(text)
	case "bool":
		switch strings.ToLower(text) {
		case "true", "on", "ok", "y", "yes", "1":
			return Bool(true)
		}
		return Bool(false)
	case "int":
		return toInt(it, Str(text))
	case "list":
		var kept []string
		for _, part := range strings.Split(text, ",") {
			if part != "" {
				kept = append(kept, strings.TrimSpace(part))
			}
		}
		return it.texts(kept)
	}
	return unknown("the cast " + cast + " is not followed")
}

// readEnvFile is Env.read_env(path) and load_dotenv(path): a tracked file sets
// what the environment does not.
func (it *interpreter) readEnvFile(path Alternatives) {
	v, ok := path.Single()
	if !ok {
		return
	}
	name, ok := Rooted(v)
	if !ok || !it.files.IsFile(name) {
		return
	}
	source, err := it.files.Source(name)
	if err != nil {
		return
	}
	variables := map[string]Value{}
	entries, _ := dotenv.Parse(source)
	for _, entry := range entries {
		variables[entry.Name] = Str(entry.Value)
		if strings.Contains(entry.Value, "$") {
			variables[entry.Name] = unknown("an expansion in " + name + " is not followed")
		}
	}
	it.dotenv = append(it.dotenv, dotenvFile{variables: variables, worlds: it.pc})
}

func dotenvModel() map[string]Value {
	return map[string]Value{
		"load_dotenv": &Builtin{Name: "load_dotenv", call: func(it *interpreter, c *call) Alternatives {
			if path := c.arg(0, "dotenv_path"); path != nil {
				it.readEnvFile(path)
			} else {
				it.readNearestEnvFile()
			}
			return one(unknown("whether a .env file was found"))
		}},
		"find_dotenv":   opaqueFunction("find_dotenv"),
		"dotenv_values": opaqueFunction("dotenv_values"),
	}
}

// readNearestEnvFile finds .env as python-dotenv does: from the directory of
// the calling file upwards.
func (it *interpreter) readNearestEnvFile() {
	for dir := dirname(rooted("/" + it.scope.module.Path)); ; dir = dirname(dir) {
		name, ok := Rooted(dir)
		if !ok {
			return
		}
		if at := join(name, ".env"); it.files.IsFile(at) {
			it.readEnvFile(one(fromRooted(at)))
			return
		}
	}
}

// decoupleModel is python-decouple. Source: decouple.py of 3.8.
func decoupleModel() map[string]Value {
	config := &Builtin{Name: "config", call: decoupleCall}
	reader := &Builtin{Name: "Config", call: func(*interpreter, *call) Alternatives { return one(config) }}
	return map[string]Value{
		"config": config, "AutoConfig": reader, "Config": reader,
		"Csv": &Builtin{Name: "Csv", call: func(_ *interpreter, c *call) Alternatives {
			cast := "csv"
			if len(c.positional)+len(c.keywords) > 0 {
				cast = "unknown"
			}
			return one(&Builtin{Name: cast, call: opaqueCall(cast)})
		}},
		"RepositoryEnv":       &Builtin{Name: "RepositoryEnv", call: opaqueCall("RepositoryEnv")},
		"UndefinedValueError": &Class{Name: "UndefinedValueError"},
	}
}

// decoupleCall is config("NAME", default=…, cast=…). Unlike django-environ,
// decouple casts the default too.
func decoupleCall(it *interpreter, c *call) Alternatives {
	name, ok := c.text(0, "option")
	if !ok {
		it.doubt("the environment reader fails")
		return one(unknown("the name of the environment variable is not known"))
	}
	cast := ""
	if given := c.arg(2, "cast"); given != nil {
		cast = "unknown"
		if v, ok := given.Single(); ok {
			if b, ok := v.(*Builtin); ok {
				cast = b.Name
			}
		}
	}
	fallback := c.arg(1, "default")
	if fallback != nil {
		fallback = fallback.values(func(v Value) Value {
			if s, isText := v.(Str); isText && cast != "" {
				return decoupleCast(it, cast, string(s))
			}
			if b, isBool := v.(Bool); isBool && cast == "bool" {
				return b
			}
			if _, isUnknown := v.(*Unknown); cast == "" || isUnknown || cast == "int" || cast == "str" {
				return v
			}
			return castOther(cast, v)
		})
	}
	f := failure{exception: "UndefinedValueError", message: name + " is not set, and has no default", node: c.node}
	return it.readCast(name, cast, fallback, f, func(text string) Value { return decoupleCast(it, cast, text) })
}

func castOther(cast string, v Value) Value {
	switch cast {
	case "bool":
		if truth, known := knownTruth(v); known {
			return Bool(truth)
		}
	case "list", "tuple", "csv":
		if _, isSequence := v.(*Sequence); isSequence && cast != "csv" {
			return v
		}
	}
	return unknown("the cast " + cast + " of a default is not followed")
}

func decoupleCast(it *interpreter, cast, text string) Value {
	switch cast {
	case "", "str":
		return Str(text)
	case "bool":
		switch strings.ToLower(text) {
		case "y", "yes", "t", "true", "on", "1":
			return Bool(true)
		case "n", "no", "f", "false", "off", "0", "":
			return Bool(false)
		}
	case "int":
		return toInt(it, Str(text))
	case "csv":
		if strings.ContainsAny(text, `"'\`) {
			break
		}
		var parts []string
		for _, part := range strings.Split(text, ",") {
			parts = append(parts, strings.Trim(part, pythonSpace))
		}
		if text == "" {
			parts = nil
		}
		return it.texts(parts)
	}
	return unknown("the cast " + cast + " is not followed")
}

// databaseConfig is dj_database_url.config(default=…).
func databaseConfig(it *interpreter, c *call) Alternatives {
	name, ok := c.text(-1, "env")
	if !ok {
		name = "DATABASE_URL"
	}
	value := it.variableOr(name, one(Unbound{}), failure{node: c.node})
	return value.values(func(v Value) Value {
		if e, ok := v.(*External); ok {
			return e.through("database("+e.expression()+")", "dict")
		}
		return unknown("the database that dj_database_url makes")
	})
}

// modelMethod is a method of an instance that djvet models.
func (it *interpreter) modelMethod(i *Instance, name string, c *call) (Alternatives, bool) {
	switch i.Class.Name {
	case "os.environ":
		return environMethod(it, name, c)
	case "file":
		return it.fileMethod(i, name, c), true
	case "sys.path":
		return one(None{}), true
	case "namespace":
		return it.namespaceMethod(i, name, c)
	case "environ.Env":
		schema, _ := i.state.(environSchema)
		switch name {
		case "bool", "int", "str", "list", "float", "tuple", "dict", "json":
			return environCall(it, schema, name, c), true
		case "__call__":
			return environCall(it, schema, "", c), true
		case "read_env":
			if path := c.arg(0, "env_file"); path != nil {
				it.readEnvFile(path)
			}
			return one(None{}), true
		}
		return it.otherReader(name, c), true
	}
	return nil, false
}

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

func (it *interpreter) namespaceMethod(i *Instance, name string, c *call) (Alternatives, bool) {
	s, ok := i.state.(*scope)
	if !ok {
		return nil, false
	}
	switch name {
	case "get":
		key, ok := c.text(0, "")
		if b, found := s.names[key]; ok && found && !hasUnbound(b.alternatives) {
			return b.alternatives.within(it.pc), true
		}
		return one(unknown("a name that is read from globals()")), true
	case "update":
		for _, value := range c.positional {
			it.updateNamespace(s, value, c.node)
		}
		for _, key := range c.keywordNames() {
			it.bind(s, key, c.keywords[key], Write{File: it.scope.module.File, Span: c.node.Range()})
		}
		return one(None{}), true
	}
	return one(unknown("globals()." + name + "() is not followed")), true
}

func (it *interpreter) updateNamespace(s *scope, value Alternatives, n python.Node) {
	v, _ := value.Single()
	if m, ok := v.(*Mapping); ok {
		if entries, more, ok := it.onlyEntries(m); ok && more == nil {
			for _, e := range entries {
				if key, ok := e.Key.(Str); ok {
					it.bind(s, string(key), e.Alternatives, Write{File: it.scope.module.File, Span: n.Range()})
				}
			}
			return
		}
	}
	it.overwriteAll(s, unknown("globals().update() may set any name"), "", n.Range())
}

// callInstance calls an instance that djvet models.
func (it *interpreter) callInstance(i *Instance, c *call) Alternatives {
	if i.Class.Name == "environ.Env" {
		schema, _ := i.state.(environSchema)
		return environCall(it, schema, "", c)
	}
	return it.unknownCall(unknown("calling a "+i.Class.Name+" is not followed"), c)
}
