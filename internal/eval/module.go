package eval

import (
	"strings"

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
	damaged bool
	// failure is why the module does not load, in every world.
	failure *Failure
	syntax  *python.Module
}

// load evaluates a module once, as Python's import does: a module that is
// being loaded is given as far as it has come.
func (it *interpreter) load(name string) (*Module, bool) {
	if m, ok := it.modules[name]; ok {
		return m, true
	}
	found, ok := it.files.Resolve(it.roots, name)
	if !ok || it.imports >= maxImports {
		return nil, false
	}
	if parent, ok := parentName(name); ok {
		it.load(parent)
		if m, ok := it.modules[name]; ok {
			return m, true
		}
	}
	if found.Path != "" {
		return it.loadFile(name, found.Path), true
	}
	m := &Module{Name: name, File: text.NewFile(found.Dir, nil)}
	m.scope = newScope(m, nil, always())
	it.modules[name] = m
	it.order = append(it.order, m)
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
	it.run(m)
	return m
}

// run evaluates the statements of a module.
func (it *interpreter) run(m *Module) {
	for name, value := range map[string]Value{
		"__name__": Str(m.Name), "__file__": rooted("/" + m.Path), "__doc__": None{},
		"__package__": Str(packageOf(m)), "__spec__": &Object{Type: "ModuleSpec"},
	} {
		m.scope.names[name] = &binding{alternatives: one(value)}
	}
	if it.main && m.Name == it.mainModule {
		m.scope.names["__name__"] = &binding{alternatives: one(Str("__main__"))}
	}
	outer := *it
	it.scope, it.function, it.loop = m.scope, nil, nil
	it.pc, it.away, it.gone, it.dead = always(), nil, nil, nil
	it.imports++
	m.loading = true
	it.block(m.syntax.Body)
	m.loading = false
	it.imports--
	end := it.pc
	it.scope, it.function, it.loop, it.span = outer.scope, outer.function, outer.loop, outer.span
	it.away, it.gone, it.dead = outer.away, outer.gone, outer.dead
	it.pc = outer.pc
	if it.imports == 0 { // the module that is judged
		it.pc = end
		return
	}
	lost := outer.pc.minus(end)
	it.pc = outer.pc.and(end)
	if !lost.never() { // what the module raised, here
		it.gone = it.gone.or(lost)
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

// overwriteAll says that something which is not followed may have set any name
// of a scope. Whether it did is a test of its own for each name, which does not
// hold in other worlds than the current ones. An optional file is named; without
// it, the names are as they stand.
func (it *interpreter) overwriteAll(s *scope, why Value, optional string, span text.Span) {
	reason := reasonOf(why)
	origin := Origin{Kind: Imported, File: it.scope.module.File, Span: span}
	for name, b := range s.names {
		if strings.HasPrefix(name, "_") || !replaceable(b.alternatives) {
			continue
		}
		old := b.alternatives
		it.record(func() func() { return func() { b.alternatives = old } })
		does, not := Test(name+" is set by what "+reason, true), Test(name+" is set by what "+reason, false)
		if optional != "" {
			does, not = override(name, optional, true), override(name, optional, false)
		}
		value := Alternatives{{Guard: does, Value: why, Origin: origin}}
		b.alternatives = append(value, old.when(not)...).bounded()
	}
	if s.taint == nil {
		s.taint = unknown(reason)
	}
}

// replaceable reports whether a name may stand for a setting. Modules, functions
// and classes that another module brings under the same name are the same ones.
func replaceable(a Alternatives) bool {
	for _, alternative := range a {
		switch alternative.Value.(type) {
		case *ModuleValue, *Function, *Class, *Builtin, *Instance:
			return false
		}
	}
	return true
}
