package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// environsEnv is an Env of environs. Source: environs/__init__.py of 9.5.0, 11.0.0
// and 15.2.0; where they disagree the value is unknown.
type environsEnv struct {
	// expand says that ${NAME} in a text stands for a variable.
	expand bool
	// unclear is why nothing that it reads is known.
	unclear string
	prefix  string
}

// environsState is what an evaluation does to an Env. It is kept apart from the
// instance, since environs.env is one for all evaluations.
type environsState struct {
	prefix  string
	files   []dotenvFile
	unclear string
}

func environsModel() map[string]Value {
	return map[string]Value{
		"Env":                &Class{Name: "environs.Env", init: newEnvirons},
		"env":                nativeInstance("environs.Env", &environsEnv{}),
		"FileAwareEnv":       &Class{Name: "environs.FileAwareEnv", init: newFileAwareEnvirons},
		"EnvError":           &Class{Name: "EnvError"},
		"EnvValidationError": &Class{Name: "EnvValidationError"},
	}
}

func newEnvirons(_ *interpreter, c *call) Alternatives {
	env := &environsEnv{}
	expand, known := truthOf(c.keywords["expand_vars"])
	env.expand = expand
	if eager := c.keywords["eager"]; eager != nil {
		truth, knownEager := truthOf(eager)
		known = known && knownEager && truth
	}
	if given := c.keywords["prefix"]; given != nil && !isNone(given) {
		prefix, ok := c.text(-1, "prefix")
		env.prefix, known = prefix, known && ok
	}
	if !known || c.open || len(c.positional) > 0 {
		env.unclear = "how the Env reads is not followed"
	}
	return one(nativeInstance("environs.Env", env))
}

func newFileAwareEnvirons(*interpreter, *call) Alternatives {
	return one(nativeInstance("environs.Env", &environsEnv{unclear: "an Env that reads files is not followed"}))
}

func (it *interpreter) environsState(env *environsEnv) *environsState {
	if it.environs == nil {
		it.environs = map[*environsEnv]*environsState{}
	}
	if it.environs[env] == nil {
		it.environs[env] = &environsState{prefix: env.prefix, unclear: env.unclear}
	}
	return it.environs[env]
}

func (env *environsEnv) tainted(it *interpreter, why *Unknown) {
	state := it.environsState(env)
	if state.unclear == "" {
		it.upset++
	}
	state.unclear = why.Reason
}

func (env *environsEnv) called(it *interpreter, c *call) Alternatives {
	return env.read(it, "", c)
}

func (env *environsEnv) method(it *interpreter, name string, c *call) (Alternatives, bool) {
	switch name {
	case "__call__":
		return env.read(it, "", c), true
	case "str", "bool", "int", "float", "list", "dict", "json", "path", "url", "datetime", "date", "time", "timedelta",
		"log_level", "uuid", "decimal", "enum":
		return env.read(it, name, c), true
	case "dj_db_url", "dj_email_url", "dj_cache_url":
		return env.url(it, name, c), true
	case "read_env":
		return env.readFile(it, c), true
	case "prefixed":
		prefix, ok := c.text(0, "prefix")
		if !ok {
			env.tainted(it, unknown("the prefix of variables is not known"))
		}
		return one(nativeInstance("prefixed Env", &prefixedEnv{env: env, prefix: prefix})), true
	case "seal":
		it.doubt("a variable is not valid")
		return one(None{}), true
	}
	return nil, false
}

// prefixedEnv is the context manager env.prefixed(…).
type prefixedEnv struct {
	env         *environsEnv
	prefix, old string
}

func (*prefixedEnv) method(*interpreter, string, *call) (Alternatives, bool) { return nil, false }

func (p *prefixedEnv) enter(it *interpreter) Value {
	state := it.environsState(p.env)
	p.old = state.prefix
	state.prefix += p.prefix
	return nativeInstance("environs.Env", p.env)
}

func (p *prefixedEnv) exit(it *interpreter) { it.environsState(p.env).prefix = p.old }

// readFile is env.read_env(path, recurse): since 15 only this Env sees what is in
// the file, before that the environment has it.
func (env *environsEnv) readFile(it *interpreter, c *call) Alternatives {
	state := it.environsState(env)
	recurse, known := true, true
	if given := c.arg(1, "recurse"); given != nil {
		recurse, known = truthOf(given)
	}
	override, knownOverride := truthOf(c.keywords["override"])
	if !known || !knownOverride || c.open || len(c.positional) > 2 {
		env.tainted(it, unknown("how a file sets variables is not known"))
		it.fileOfVariables = unknown("how a file sets variables is not known")
	}
	path := c.arg(0, "path")
	if path == nil || isNone(path) {
		path = one(joinTwo(dirname(rooted("/"+it.scope.module.Path)), Str(".env")))
	}
	result := one(unknown("whether a .env file was found"))
	v, single := path.Single()
	_, isRooted := Rooted(v)
	if s, isText := pathOf(v).(Str); !isRooted && isText && (strings.HasPrefix(string(s), "/") || it.outsideName(string(s))) {
		return result // which the repository does not have
	}
	if !single || !isRooted {
		env.tainted(it, unknown("a file that is not known sets variables"))
		it.fileOfVariables = unknown("a file that is not known sets variables")
		return result
	}
	at, ok := Rooted(v)
	if recurse {
		base, _ := basename(v).(Str)
		at, ok = it.nearestFrom(dirname(v), string(base))
	}
	if source, err := it.files.Source(at); ok && err == nil && it.files.IsFile(at) {
		env.loadFile(it, state, source, override)
	}
	return result
}

const environsMay = "releases of environs disagree whether the environment has what a file sets"

func (env *environsEnv) loadFile(it *interpreter, state *environsState, source *text.File, override bool) {
	if override || !it.elsewhere(always()).never() {
		env.tainted(it, unknown(environsMay))
	}
	variables := dotenvStyle{it: it, interpolate: true, override: override}.variables(source)
	state.files = append(state.files, dotenvFile{variables: variables, worlds: it.pc})
	may := map[string]Value{}
	for name := range variables {
		may[name] = perhaps(unknown(environsMay))
	}
	it.loadVariables(may, override)
}

// text is what a variable holds, Unbound if it is not set.
func (env *environsEnv) text(it *interpreter, state *environsState, name string) Alternatives {
	return it.readVariable(name).each(func(a Alternative) Alternatives {
		u, isUnknown := a.Value.(*Unknown)
		_, unset := a.Value.(Unbound)
		if unset || isUnknown && u.Reason == environsMay {
			for _, file := range state.files {
				if v, ok := file.variables[name]; ok {
					return one(v)
				}
			}
		}
		return one(a.Value)
	})
}

// read reads a variable and casts it.
func (env *environsEnv) read(it *interpreter, kind string, c *call) Alternatives {
	return env.reading(it, kind, c, environsCast{kind: kind, c: c})
}

// environsParser turns the text of a variable into a value, and says what a
// default becomes.
type environsParser interface {
	parse(it *interpreter, text string) Alternatives
	outside(it *interpreter, e *External) Value
	fallback(it *interpreter, v Value) Alternatives
}

func (env *environsEnv) reading(it *interpreter, kind string, c *call, parser environsParser) Alternatives {
	name, ok := c.text(0, "name")
	state := it.environsState(env)
	if !ok || c.open || state.unclear != "" {
		it.doubt("the environment reader fails")
		if ok {
			it.variableOr(state.prefix+name, one(Unbound{}), failure{node: c.node})
			it.castRead(kind)
		}
		return one(unknown("how the reader takes the variable is not followed"))
	}
	name = state.prefix + name
	fallback := c.arg(1, "default")
	if c.keywords["missing"] != nil || c.keywords["load_default"] != nil {
		fallback = one(unknown("an old name of the default is not followed"))
	}
	if c.keywords["validate"] != nil {
		defer it.doubtOf(exception{name: "EnvValidationError", above: []string{"EnvError"}}, "the variable "+name+" is not valid")
	}
	cast := kind
	if cast == "" {
		cast = "str"
	}
	it.reads = append(it.reads, EnvironmentRead{
		Name: name, File: it.scope.module.File, Span: c.node.Range(), Cast: cast, Required: fallback == nil, Default: fallback,
	})
	result := it.each(env.text(it, state, name), func(a Alternative) Alternatives {
		switch v := a.Value.(type) {
		case Unbound:
			if fallback == nil {
				it.raise(Guard{}, failure{exception: "EnvError", open: true, message: "the environment variable " + name + " is not set", node: c.node, missing: name})
				return nil
			}
			return it.each(fallback, func(d Alternative) Alternatives {
				if s, isText := d.Value.(Str); env.expand && (!isText || strings.Contains(string(s), "$")) {
					it.doubt("the environment reader fails")
					return one(unknown("an expansion is not followed"))
				}
				return parser.fallback(it, d.Value)
			})
		case Str:
			if !env.expand || !strings.Contains(string(v), "$") {
				return parser.parse(it, string(v))
			}
		case *External:
			if env.expand {
				it.doubt("an expansion fails")
				v = v.through("expanded("+v.expression()+")", "str")
			}
			return one(parser.outside(it, v))
		}
		it.doubt("the environment reader fails")
		return one(derived(cast, a.Value))
	})
	return withOrigin(result, it.here(c.node))
}
