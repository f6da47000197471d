package eval

import (
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// EnvironmentRead is one place that reads an environment variable.
type EnvironmentRead struct {
	Name string
	File *text.File
	Span text.Span
	// Cast is the type it is turned into, "str" for none.
	Cast string
	// Required says that loading fails if it is not set.
	Required bool
	// Default is what it falls back to, if it does.
	Default Alternatives
	// Truth says that bool() was taken of its text, which asks whether there is
	// any.
	Truth bool
}

// dotenvFile is a file whose variables are set where the environment does not.
type dotenvFile struct {
	variables map[string]Value
	// worlds are those in which it was read.
	worlds condition
}

// readVariable gives an environment variable as the running code sees it: what
// the source itself wrote, what the world says, and below both a file that was
// loaded. Unbound stands for "not set".
func (it *interpreter) readVariable(name string) Alternatives {
	if b, ok := it.environment[name]; ok {
		return b.alternatives.within(it.pc)
	}
	if it.unclearEnvironment != nil {
		return one(perhaps(it.unclearEnvironment))
	}
	value := it.outerVariable(name).within(it.pc)
	if it.fileOfVariables == nil {
		return value
	}
	return value.values(func(v Value) Value {
		if _, unset := v.(Unbound); unset {
			return perhaps(it.fileOfVariables)
		}
		return v
	})
}

// taintEnvironment says that something may have changed any variable.
func (it *interpreter) taintEnvironment(why *Unknown) {
	if it.pc.never() {
		return
	}
	it.effects.other++
	if it.unclearEnvironment == nil {
		it.upset++
	}
	it.unclearEnvironment = why
	for _, b := range it.environment {
		b.alternatives = one(perhaps(why))
	}
}

func (it *interpreter) outerVariable(name string) Alternatives {
	value := it.world.read(name)
	for _, file := range it.dotenv {
		content, ok := file.variables[name]
		if !ok {
			continue
		}
		value = it.each(value, func(a Alternative) Alternatives {
			if _, unset := a.Value.(Unbound); !unset {
				return one(a.Value)
			}
			rest := always().minus(file.worlds)
			return append(one(content).under(file.worlds), one(a.Value).under(rest)...)
		})
	}
	return value
}

// writeVariable is os.environ[name] = value; with onlyUnset, setdefault.
func (it *interpreter) writeVariable(name string, value Alternatives, onlyUnset bool, n python.Node) {
	old := it.readVariable(name)
	b := it.environment[name]
	if b == nil {
		b = &binding{alternatives: it.outerVariable(name)}
		it.environment[name] = b
	}
	before := b.alternatives
	if it.pc.never() {
		return
	}
	it.effects.other++
	origin := Origin{Kind: Assigned, File: it.scope.module.File, Span: n.Range()}
	value = value.stepped(origin)
	rest := it.elsewhere(always())
	b.writes = append(b.writes, Write{
		File: origin.File, Span: n.Range(), Value: value, Conditional: !rest.never(), Default: onlyUnset,
	})
	if it.havoc > 0 {
		it.upsetBinding(b, value)
		return
	}
	if onlyUnset {
		var kept Alternatives
		for _, alternative := range old {
			if _, unset := alternative.Value.(Unbound); unset {
				kept = append(kept, value.when(alternative.Guard)...)
			} else {
				kept = append(kept, alternative)
			}
		}
		value = kept
	}
	if rest.never() {
		b.alternatives = value
		return
	}
	b.alternatives = append(append(Alternatives(nil), before.under(rest)...), value.under(it.pc)...).bounded()
}

// variableOr reads a variable with a default; nil means that it is required.
func (it *interpreter) variableOr(name string, fallback Alternatives, f failure) Alternatives {
	required := fallback == nil
	it.reads = append(it.reads, EnvironmentRead{
		Name: name, File: it.scope.module.File, Span: f.node.Range(), Cast: "str", Required: required, Default: fallback,
	})
	var result Alternatives
	here := it.here(f.node)
	for _, alternative := range it.readVariable(name) {
		if u, ok := alternative.Value.(*Unknown); ok && u.absent {
			alternative.Value = present(u)
			if required {
				it.doubtOf(exception{name: f.exception}, "the variable "+name+" is not set")
			}
		}
		if _, unset := alternative.Value.(Unbound); !unset {
			if !alternative.Origin.Known() {
				alternative.Origin = here
			}
			result = append(result, alternative)
			continue
		}
		if required {
			f.missing = name
			it.raise(alternative.Guard, f)
			continue
		}
		result = append(result, withOrigin(fallback, here).when(alternative.Guard)...)
	}
	return result.bounded()
}

// truthTaken notes that bool() is taken of the text of variables.
func (it *interpreter) truthTaken(value Alternatives) {
	for _, alternative := range value {
		e, ok := alternative.Value.(*External)
		if !ok || !e.isVariable() {
			continue
		}
		for i := len(it.reads) - 1; i >= 0; i-- {
			if it.reads[i].Name == e.Source.Name {
				it.reads[i].Truth = true
				break
			}
		}
	}
}

func environKeyError(n python.Node, name string) failure {
	return failure{exception: "KeyError", message: "the environment variable " + name + " is not set", node: n}
}

// getenv is os.getenv and os.environ.get.
func getenv(it *interpreter, c *call) Alternatives {
	name, ok := c.text(0, "key")
	if !ok {
		return it.getenvAny(c)
	}
	fallback := c.arg(1, "default")
	if fallback == nil {
		fallback = one(None{})
	}
	return it.variableOr(name, fallback, failure{node: c.node})
}

// getenvAny reads a variable of which the name is one of several.
func (it *interpreter) getenvAny(c *call) Alternatives {
	fallback := c.arg(1, "default")
	if fallback == nil {
		fallback = one(None{})
	}
	return it.each(c.arg(0, "key"), func(a Alternative) Alternatives {
		if name, ok := a.Value.(Str); ok {
			return it.variableOr(string(name), fallback, failure{node: c.node})
		}
		it.doubt("reading an environment variable fails")
		return one(unknown("the name of the environment variable is not known"))
	})
}

// processEnvironment is os.environ.
type processEnvironment struct{}

func (processEnvironment) method(it *interpreter, name string, c *call) (Alternatives, bool) {
	switch name {
	case "get":
		return getenv(it, c), true
	case "setdefault":
		variable, ok := c.text(0, "key")
		value := c.arg(1, "value")
		if !ok || value == nil {
			it.taintEnvironment(unknown("a variable that is not known was set"))
			return one(unknown("the name of the environment variable is not known")), true
		}
		it.writeVariable(variable, value, true, c.node)
		return it.readVariable(variable), true
	case "pop":
		variable, ok := c.text(0, "key")
		if !ok {
			why := unknown("a variable that is not known was removed")
			it.taintEnvironment(why)
			it.doubt("the variable to remove is missing")
			return one(again(why)), true
		}
		fallback := c.arg(1, "default")
		value := it.variableOr(variable, fallback, environKeyError(c.node, variable))
		it.writeVariable(variable, one(Unbound{}), false, c.node)
		return value, true
	case "update":
		if len(c.positional) == 1 {
			it.updateEnvironment(c.positional[0], c.node)
		}
		for _, variable := range c.keywordNames() {
			it.writeVariable(variable, c.keywords[variable], false, c.node)
		}
		if c.open {
			it.taintEnvironment(unknown("it was updated with something that is not known"))
		}
		return one(None{}), true
	case "copy":
		return one(it.newVariableMap(it.environmentCopy())), true
	case "keys", "values", "items":
		return one(unknown("the whole environment is not known")), true
	}
	it.taintEnvironment(unknown("os.environ." + name + "() was called"))
	it.doubt("os.environ." + name + "() fails")
	return one(unknown("os.environ." + name + "() is not followed")), true
}

func (it *interpreter) updateEnvironment(value Alternatives, n python.Node) {
	v, _ := value.Single()
	m, ok := v.(*Mapping)
	if !ok {
		it.taintEnvironment(unknown("it was updated with something that is not known"))
		return
	}
	entries, more, ok := it.onlyEntries(m)
	if more != nil || !ok {
		it.taintEnvironment(unknown("it was updated with something that is not known"))
	}
	for _, e := range entries {
		if name, ok := e.Key.(Str); ok {
			it.writeVariable(string(name), it.orCurrent(string(name), e.Alternatives), false, n)
		}
	}
}

// orCurrent is what a variable becomes where a key may not be there.
func (it *interpreter) orCurrent(name string, value Alternatives) Alternatives {
	if !hasUnbound(value) {
		return value
	}
	var result Alternatives
	for _, alternative := range value {
		if _, absent := alternative.Value.(Unbound); absent {
			result = append(result, it.readVariable(name).when(alternative.Guard)...)
		} else {
			result = append(result, alternative)
		}
	}
	return result.bounded()
}

func (processEnvironment) item(it *interpreter, key Value, e *python.Subscript) Alternatives {
	name, ok := key.(Str)
	if !ok {
		it.doubt("reading an environment variable fails")
		return one(unknown("the name of the environment variable is not known"))
	}
	return it.variableOr(string(name), nil, environKeyError(e, string(name)))
}

func (processEnvironment) setItem(it *interpreter, key, value Alternatives, n python.Node) {
	for _, alternative := range key {
		it.inside(it.pc.within(alternative.Guard), func() {
			if name, ok := alternative.Value.(Str); ok {
				it.writeVariable(string(name), value, false, n)
			} else {
				it.taintEnvironment(unknown("a variable that is not known was set"))
			}
		})
	}
}

func (processEnvironment) tainted(it *interpreter, why *Unknown) { it.taintEnvironment(why) }

// operate is os.environ | other, which is a dict.
func (processEnvironment) operate(it *interpreter, op string, other Value) (Alternatives, bool) {
	return it.mergedVariables(nativeInstance("os.environ", processEnvironment{}), op, other)
}

// isEnvironment reports whether an instance is os.environ.
func isEnvironment(i *Instance) bool {
	_, ok := i.state.(processEnvironment)
	return ok
}
