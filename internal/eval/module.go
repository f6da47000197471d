package eval

import (
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// Module is a module of the project that was evaluated.
type Module struct {
	// Name is dotted, as it was imported.
	Name string
	// Path is the file; "" for a namespace package.
	Path string
	File *text.File

	scope   *scope
	loading bool
	// within is the module in whose namespace the file runs, of one that is
	// included; included are the files that run in this one's, each in its worlds.
	within   *Module
	included map[string]condition
	// including is the included file that is running.
	including string
	// includes is why any other file may have been included already.
	includes Value
	// loaded are the worlds in which it was, or is being, evaluated.
	loaded  condition
	damaged bool
	// failure is why the module does not load, in every world.
	failure *Failure
	syntax  *python.Module
}

// load evaluates a module once, as Python's import does: a module that is
// being loaded is given as far as it has come. What was loaded in other worlds
// only is loaded in the current ones now.
func (it *interpreter) load(name string) (*Module, bool) {
	if m, ok := it.modules[name]; ok {
		it.runIn(m)
		return m, true
	}
	found, ok := it.files.Resolve(it.roots, name)
	if !ok && name == globalSettings && it.defaultOf != nil {
		return it.loadGlobalSettings(), true
	}
	if !ok || it.imports >= maxImports {
		return nil, false
	}
	parent, dotted := parentName(name)
	if dotted {
		it.load(parent)
		if m, ok := it.modules[name]; ok {
			it.runIn(m)
			return m, true
		}
	}
	if found.Path != "" {
		return it.loadFile(name, found.Path), true
	}
	m := &Module{Name: name, File: text.NewFile(found.Dir, nil), loaded: always()}
	m.scope = newScope(m, nil, always())
	it.modules[name] = m
	it.order = append(it.order, m)
	it.bindSubmodule(m)
	return m, true
}

// loadFile evaluates a file as a module.
func (it *interpreter) loadFile(name, path string) *Module {
	m := &Module{Name: name, Path: path}
	it.modules[name] = m
	it.order = append(it.order, m)
	m.scope = newScope(m, nil, always())
	var err error
	m.syntax, m.File, err = it.files.Python(it.ctx, path)
	if err != nil {
		if m.File == nil {
			m.File = text.NewFile(path, nil)
		}
		m.damaged = true
		m.scope.taint = unknown(path + " could not be read: " + err.Error())
		return m
	}
	it.prepare(m)
	it.runIn(m)
	return m
}

// prepare binds the names that every module has.
func (it *interpreter) prepare(m *Module) {
	for name, value := range map[string]Value{
		"__name__": Str(m.Name), "__file__": rooted("/" + m.Path), "__doc__": unknown("docstrings are not followed"),
		"__package__": Str(packageOf(m)), "__spec__": &Object{Type: "ModuleSpec"},
	} {
		m.scope.names[name] = &binding{alternatives: one(value)}
	}
	if it.main && m.Name == it.mainModule {
		m.scope.names["__name__"] = &binding{alternatives: one(Str("__main__"))}
	}
}

// runIn evaluates the statements of a module in those of the current worlds in
// which it was not loaded yet.
func (it *interpreter) runIn(m *Module) {
	if m.syntax == nil || m.loading || it.pc.never() || m.loaded.always() {
		return
	}
	worlds := it.pc.minus(m.loaded)
	it.inside(worlds, func() { it.run(m) })
}

func (it *interpreter) run(m *Module) {
	start := it.pc
	outerScope, outerFunction, outerLoop, outerSpan, havoc := it.scope, it.function, it.loop, it.span, it.havoc
	it.scope, it.function, it.loop, it.havoc = m.scope, nil, nil, 0
	it.imports++
	m.loading = true
	m.loaded = m.loaded.or(start)
	it.block(m.syntax.Body)
	m.loading = false
	it.imports--
	it.scope, it.function, it.loop, it.span, it.havoc = outerScope, outerFunction, outerLoop, outerSpan, havoc
	if !sameCondition(start, it.pc) {
		m.loaded = m.loaded.minus(start.minus(it.pc)) // Python forgets a module that raises
	}
	it.bindSubmodule(m)
}

// bindSubmodule makes a module an attribute of the package that it is in.
func (it *interpreter) bindSubmodule(m *Module) {
	parent, dotted := parentName(m.Name)
	if p, ok := it.modules[parent]; ok && dotted && p.File != nil {
		seen := it.effects.other // an attribute that is not there is looked for among the modules
		defer func() { it.effects.other = seen }()
		it.bind(p.scope, m.Name[len(parent)+1:], one(&ModuleValue{Name: m.Name, module: m}), Write{File: p.File, Imported: true})
	}
}

func parentName(name string) (string, bool) {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '.' {
			return name[:i], true
		}
	}
	return "", false
}

func packageOf(m *Module) string {
	if m.within != nil {
		m = m.within
	}
	if isPackage(m) {
		return m.Name
	}
	parent, _ := parentName(m.Name)
	return parent
}

func isPackage(m *Module) bool {
	const init = "__init__.py"
	return m.Path == "" || len(m.Path) >= len(init) && m.Path[len(m.Path)-len(init):] == init
}
