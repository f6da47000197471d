package eval

import (
	"maps"

	"github.com/djvet/djvet/parser/python"
)

// variableMap is the state of a dict of variables of which not all are known: a
// copy of the environment, a file that is not in the repository, or several of
// these and dicts, of which the later ones count.
type variableMap struct {
	layers []variableLayer
	// own is what the project set itself.
	own *Mapping
	// spoiled is why nothing of it is known.
	spoiled *Unknown
}

// variableLayer gives what one of them has for a name, Unbound for nothing.
type variableLayer interface {
	variable(it *interpreter, name string) Alternatives
}

// fileLayer is a file of variables that the repository does not have.
type fileLayer struct{ source Source }

func (f fileLayer) variable(_ *interpreter, name string) Alternatives {
	return outsideValue(f.source, name)
}

// mappingLayer is a dict that is known.
type mappingLayer struct{ m *Mapping }

func (l mappingLayer) variable(it *interpreter, name string) Alternatives {
	return it.keyAlternatives(l.m, Str(name))
}

// environmentLayer is the environment as it was when it was copied.
type environmentLayer struct {
	written                map[string]*binding
	files                  []dotenvFile
	unclear, unclearOfFile *Unknown
}

func (it *interpreter) environmentCopy() environmentLayer {
	written := maps.Clone(it.environment)
	for name, b := range written {
		frozen := *b
		written[name] = &frozen
	}
	return environmentLayer{written: written, files: it.dotenv[:len(it.dotenv):len(it.dotenv)], unclear: it.unclearEnvironment, unclearOfFile: it.fileOfVariables}
}

func (l environmentLayer) variable(it *interpreter, name string) Alternatives {
	environment, files, unclear, unclearOfFile := it.environment, it.dotenv, it.unclearEnvironment, it.fileOfVariables
	it.environment, it.dotenv, it.unclearEnvironment, it.fileOfVariables = l.written, l.files, l.unclear, l.unclearOfFile
	value := it.readVariable(name)
	it.environment, it.dotenv, it.unclearEnvironment, it.fileOfVariables = environment, files, unclear, unclearOfFile
	return value
}

// newVariableMap is a dict of variables that exists in the current worlds.
func (it *interpreter) newVariableMap(layers ...variableLayer) *Instance {
	return nativeInstance("dict of variables", &variableMap{layers: layers, own: it.mapping(nil, nil)})
}

// variablesOf are the layers of a value that holds variables.
func (it *interpreter) variablesOf(v Value) ([]variableLayer, bool) {
	i, ok := v.(*Instance)
	if !ok {
		return nil, false
	}
	switch state := i.state.(type) {
	case processEnvironment:
		return []variableLayer{it.environmentCopy()}, true
	case *variableMap:
		entries, more, ok := it.onlyEntries(state.own)
		if state.spoiled != nil || !ok {
			return []variableLayer{mappingLayer{it.mapping(nil, unknown("a dict of variables is not followed"))}}, true
		}
		layers := state.layers[:len(state.layers):len(state.layers)]
		return append(layers, mappingLayer{it.mapping(entries, more)}), true
	}
	return nil, false
}

func (m *variableMap) variable(it *interpreter, name string) Alternatives {
	if m.spoiled != nil {
		return one(perhaps(m.spoiled))
	}
	value := it.keyAlternatives(m.own, Str(name))
	for i := len(m.layers) - 1; i >= 0; i-- {
		value = it.each(value, func(a Alternative) Alternatives {
			if _, absent := a.Value.(Unbound); absent {
				return m.layers[i].variable(it, name)
			}
			return one(a.Value)
		})
	}
	return value
}

// readsEnvironment reports whether the environment is one of the layers, so that a read of
// the dict is one of the environment.
func (m *variableMap) readsEnvironment() bool {
	for _, layer := range m.layers {
		if _, ok := layer.(environmentLayer); ok {
			return true
		}
	}
	return false
}

func (m *variableMap) note(it *interpreter, name string, fallback Alternatives, n python.Node) {
	if m.readsEnvironment() {
		it.reads = append(it.reads, EnvironmentRead{
			Name: name, File: it.scope.module.File, Span: n.Range(), Cast: "str", Required: fallback == nil, Default: fallback,
		})
	}
}

func (m *variableMap) item(it *interpreter, key Value, e *python.Subscript) Alternatives {
	name, ok := key.(Str)
	if !ok {
		it.doubt("a key is missing")
		return one(unknown("the name of a variable is not known"))
	}
	m.note(it, string(name), nil, e)
	missing := failure{exception: "KeyError", message: "there is no variable " + string(name), node: e, missing: string(name)}
	return it.present(m.variable(it, string(name)), missing)
}

func (m *variableMap) setItem(it *interpreter, key, value Alternatives, _ python.Node) {
	it.setKey(m.own, key, value, nil)
}

func (m *variableMap) tainted(it *interpreter, why *Unknown) {
	if m.spoiled == nil {
		it.upset++
	}
	m.spoiled = why
}

func (m *variableMap) method(it *interpreter, name string, c *call) (Alternatives, bool) {
	switch name {
	case "get":
		variable, ok := c.text(0, "key")
		if !ok || c.open {
			it.doubt("a variable cannot be read")
			return one(unknown("the name of a variable is not known")), true
		}
		fallback := c.arg(1, "default")
		if fallback == nil {
			fallback = one(None{})
		}
		m.note(it, variable, fallback, c.node)
		return m.valueOr(it, variable, fallback), true
	case "copy":
		layers, _ := it.variablesOf(&Instance{state: m})
		return one(it.newVariableMap(layers...)), true
	case "setdefault":
		variable, ok := c.text(0, "key")
		if value := c.arg(1, "default"); ok && value != nil {
			result := m.valueOr(it, variable, value)
			it.setKey(m.own, one(Str(variable)), result, nil)
			return result, true
		}
	case "keys", "values", "items":
		it.doubt("a dict of variables cannot be listed")
		return one(unknown("not all variables are known")), true
	}
	m.tainted(it, unknown("a dict of variables is changed in a way that is not followed"))
	it.doubt("a dict of variables cannot be changed")
	return one(unknown("a method of a dict of variables is not followed")), true
}

func (m *variableMap) valueOr(it *interpreter, name string, fallback Alternatives) Alternatives {
	return it.each(m.variable(it, name), func(a Alternative) Alternatives {
		switch v := a.Value.(type) {
		case Unbound:
			return fallback
		case *Unknown:
			return one(present(v))
		}
		return one(a.Value)
	})
}

// operate is environ | dict.
func (m *variableMap) operate(it *interpreter, op string, other Value) (Alternatives, bool) {
	return it.mergedVariables(&Instance{state: m}, op, other)
}

func (it *interpreter) mergedVariables(left Value, op string, right Value) (Alternatives, bool) {
	below, _ := it.variablesOf(left)
	above, ok := it.variablesOf(right)
	if m, isDict := right.(*Mapping); isDict {
		if entries, more, single := it.onlyEntries(m); single {
			above, ok = []variableLayer{mappingLayer{it.mapping(entries, more)}}, true
		}
	}
	if op != "|" || !ok {
		return nil, false
	}
	return one(it.newVariableMap(append(below, above...)...)), true
}

// unpackedVariables is a dict display in which variables are unpacked after other
// entries; what comes after them is written into own.
func (it *interpreter) unpackedVariables(above *variableMap, before *Mapping, value Alternatives) (*variableMap, bool) {
	v, _ := value.Single()
	layers, ok := it.variablesOf(v)
	if !ok {
		return above, false
	}
	var below []variableLayer
	if above != nil {
		below = above.layers
	}
	below = append(below[:len(below):len(below)], mappingLayer{before})
	return &variableMap{layers: append(below, layers...), own: it.mapping(nil, nil)}, true
}

// copiedVariables is dict(variables, NAME=…).
func (it *interpreter) copiedVariables(c *call) (Alternatives, bool) {
	if len(c.positional) != 1 || c.open {
		return nil, false
	}
	v, _ := c.positional[0].Single()
	layers, ok := it.variablesOf(v)
	if !ok {
		return nil, false
	}
	instance := it.newVariableMap(layers...)
	state, _ := instance.state.(*variableMap)
	for _, name := range c.keywordNames() {
		it.setKey(state.own, one(Str(name)), c.keywords[name], nil)
	}
	return one(instance), true
}
