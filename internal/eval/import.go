package eval

import (
	"strings"

	"github.com/djvet/djvet/parser/python"
)

func (it *interpreter) importStatement(s *python.Import) {
	for _, alias := range s.Names {
		value := it.importModule(alias.Name, alias.Name, s)
		if value == nil {
			continue
		}
		if alias.AsName == "" {
			if first, _, dotted := strings.Cut(alias.Name, "."); dotted {
				if value = it.importModule(first, first, s); value == nil {
					continue
				}
			}
		}
		it.bind(it.scope, alias.Bound(), it.literal(value, s), Write{File: it.scope.module.File, Span: s.Range(), Imported: true})
	}
}

// importModule finds a module: one of the project, one that djvet models, one
// that belongs to the project but is not in the repository, or a package from
// elsewhere. It is nil if the import certainly fails.
func (it *interpreter) importModule(name, written string, n python.Node) *ModuleValue {
	if model, ok := it.model(name); ok && !it.hidden(name) {
		if !standardLibrary(name) && firstPart(name) != "django" {
			it.notInstalled(name)
		}
		return &ModuleValue{Name: name, model: model}
	}
	if m, ok := it.load(name); ok {
		it.inheritFailure(m, n)
		if it.pc.never() {
			return nil
		}
		return &ModuleValue{Name: name, module: m}
	}
	if it.imports >= maxImports {
		return &ModuleValue{Name: name}
	}
	if path, ours := it.absent(name); ours {
		it.doubtOf(exception{name: "ModuleNotFoundError"}, "there is no module "+written)
		return &ModuleValue{Name: name, supplier: &Source{Kind: OutsideFile, Name: path}}
	}
	if !standardLibrary(name) {
		it.notInstalled(name)
	}
	return &ModuleValue{Name: name}
}

func (it *interpreter) notInstalled(name string) {
	it.doubtOf(exception{name: "ModuleNotFoundError"}, "the package "+firstPart(name)+" is not installed")
}

// hidden reports whether a module of the project hides an installed package. One
// of the standard library is most often imported before the project's directory
// is on the path.
func (it *interpreter) hidden(name string) bool {
	found, ok := it.files.Resolve(it.roots, name)
	return ok && found.Path != "" && !standardLibrary(name)
}

// inheritFailure says that a module which imports one that does not load does
// not load either: at all, if the import is unconditional, and otherwise in the
// worlds that import it. What the module set before it failed is still used.
func (it *interpreter) inheritFailure(m *Module, n python.Node) {
	switch importer := it.scope.module; {
	case m.failure == nil:
	case !it.everywhere():
		it.raise(Guard{}, failure{exception: m.failure.Exception, message: m.failure.Message, node: n})
	case importer.failure == nil:
		importer.failure = m.failure
	}
}

func firstPart(name string) string {
	first, _, _ := strings.Cut(name, ".")
	return first
}

// absent is the path that a module of the project would have which is not in
// the repository.
func (it *interpreter) absent(name string) (path string, ours bool) {
	if ignored := it.files.IgnoredModule(it.roots, name); len(ignored) > 0 {
		return ignored[0], true
	}
	parent, dotted := parentName(name)
	if !dotted {
		return "", false
	}
	if found, ok := it.files.Resolve(it.roots, parent); ok && found.Dir != "" {
		return join(found.Dir, name[len(parent)+1:]+".py"), true
	}
	return it.absent(parent)
}

func join(dir, name string) string {
	if dir == "" || dir == "." {
		return name
	}
	return dir + "/" + name
}

// absolute turns the module of a from-import into an absolute name.
func (it *interpreter) absolute(s *python.FromImport) (string, bool) {
	if s.Level == 0 {
		return s.Module, true
	}
	base := packageOf(it.scope.module)
	for i := 1; i < s.Level; i++ {
		parent, ok := parentName(base)
		if !ok && base == "" {
			return "", false
		}
		base = parent
	}
	switch {
	case base == "":
		return s.Module, s.Module != ""
	case s.Module == "":
		return base, true
	}
	return base + "." + s.Module, true
}

func (it *interpreter) fromImport(s *python.FromImport) {
	name, ok := it.absolute(s)
	if !ok {
		it.raise(Guard{}, failure{exception: "ImportError", message: "a relative import leaves the project", node: s})
		return
	}
	module := it.importModule(name, strings.Repeat(".", s.Level)+s.Module, s)
	if module == nil || it.pc.never() {
		return
	}
	if s.Star {
		it.importStar(module, s)
		return
	}
	for _, alias := range s.Names {
		imported := it.importName(module, alias.Name, s)
		if len(imported) == 0 {
			return
		}
		step := Origin{Kind: Imported, File: it.scope.module.File, Span: s.Range()}
		it.bind(it.scope, alias.Bound(), imported.stepped(step), Write{File: it.scope.module.File, Span: s.Range(), Imported: true})
	}
}

// importName is one name of a from-import: an attribute of the module, or a
// submodule of it.
func (it *interpreter) importName(module *ModuleValue, name string, s *python.FromImport) Alternatives {
	m := module.module
	if m == nil {
		if _, ok := module.model[name]; !ok && complete(module.Name) {
			it.raise(Guard{}, failure{exception: "ImportError", message: "cannot import name '" + name + "' from " + module.Name, node: s})
			return nil
		}
		return it.moduleAttribute(module, name, s)
	}
	if b, ok := m.scope.names[name]; ok {
		var found Alternatives
		for _, alternative := range b.alternatives.within(it.pc) {
			if _, unbound := alternative.Value.(Unbound); !unbound {
				found = append(found, alternative)
				continue
			}
			if taint := m.scope.tainted(); taint != nil {
				it.doubtOf(exception{name: "ImportError"}, "the name "+name+" is missing")
				alternative.Value = m.scope.supplied(name, taint)
				found = append(found, alternative)
				continue
			}
			it.raise(alternative.Guard, failure{exception: "ImportError", message: "cannot import name '" + name + "' from " + m.Name, node: s})
		}
		return found
	}
	if isPackage(m) {
		if sub, ok := it.load(m.Name + "." + name); ok {
			return one(&ModuleValue{Name: sub.Name, module: sub})
		}
		if path, ours := it.absent(m.Name + "." + name); ours && m.scope.tainted() == nil && len(it.files.IgnoredModule(it.roots, m.Name+"."+name)) > 0 {
			it.doubt("there is no module " + name)
			return one(&ModuleValue{Name: m.Name + "." + name, supplier: &Source{Kind: OutsideFile, Name: path}})
		}
	}
	if taint := m.scope.tainted(); taint != nil {
		it.doubtOf(exception{name: "ImportError"}, "the name "+name+" is missing")
		return one(m.scope.supplied(name, taint))
	}
	if m.loading || m.failure != nil {
		return one(unknown("the import is circular"))
	}
	if m.File != nil && definesGetattr(m) {
		return one(unknown("the module computes its attributes"))
	}
	it.raise(Guard{}, failure{exception: "ImportError", message: "cannot import name '" + name + "' from " + m.Name, node: s})
	return nil
}

func definesGetattr(m *Module) bool {
	_, ok := m.scope.names["__getattr__"]
	return ok
}

// importStar is "from module import *".
func (it *interpreter) importStar(module *ModuleValue, s *python.FromImport) {
	m := module.module
	if m == nil {
		it.importStarFromOutside(module, s)
		return
	}
	listed, all := it.exported(m)
	step := Origin{Kind: Imported, File: it.scope.module.File, Span: s.Range()}
	write := Write{File: it.scope.module.File, Span: s.Range(), Imported: true}
	for _, name := range sortedNames(m.scope) {
		if all && !listed[name] || !all && strings.HasPrefix(name, "_") {
			continue
		}
		value := m.scope.names[name].alternatives.within(it.pc)
		it.bind(it.scope, name, it.orElse(value, name).stepped(step), write)
	}
	it.overwriteOthers(m, s.Range())
}

// orElse replaces Unbound by what the name is in the importing module: a name
// that was not set is not imported.
func (it *interpreter) orElse(value Alternatives, name string) Alternatives {
	var result Alternatives
	for _, alternative := range value {
		if _, unbound := alternative.Value.(Unbound); !unbound {
			result = append(result, alternative)
			continue
		}
		if b, ok := it.scope.names[name]; ok {
			result = append(result, b.alternatives.within(it.pc).when(alternative.Guard)...)
			continue
		}
		result = append(result, it.missing(it.scope, name).when(alternative.Guard)...)
	}
	return result
}

// exported lists what __all__ names, if it is there and known.
func (it *interpreter) exported(m *Module) (map[string]bool, bool) {
	b, ok := m.scope.names["__all__"]
	if !ok {
		return nil, false
	}
	listed, ok := it.iterate(b.alternatives)
	if !ok {
		return nil, false
	}
	names := map[string]bool{}
	for _, l := range listed {
		if v, ok := l.Single(); ok {
			if name, ok := v.(Str); ok {
				names[string(name)] = true
			}
		}
	}
	return names, true
}

// importStarFromOutside is a star import of which it is not known what it
// brings.
func (it *interpreter) importStarFromOutside(module *ModuleValue, s *python.FromImport) {
	if module.model != nil {
		step := Origin{Kind: Imported, File: it.scope.module.File, Span: s.Range()}
		for name, value := range module.model {
			it.bind(it.scope, name, one(value).stepped(step), Write{File: it.scope.module.File, Span: s.Range(), Imported: true})
		}
	}
	var why Value = unknown("star import of " + module.Name + ", which is not in the repository")
	if module.supplier != nil {
		why = &External{Source: *module.supplier}
	}
	if module.model == nil {
		optional := ""
		if len(it.sinks) > 0 || len(it.away) > 0 { // its absence is caught, or it was looked for
			optional = module.Name
			if module.supplier != nil {
				optional = module.supplier.Name
			}
		}
		it.overwriteAll(it.scope, why, optional, s.Range())
	}
}

// moduleAttribute is an attribute of a module.
func (it *interpreter) moduleAttribute(module *ModuleValue, name string, n python.Node) Alternatives {
	switch {
	case module.module != nil:
		return it.ownAttribute(module.module, name, n)
	case module.supplier != nil:
		it.doubt("the name " + name + " is missing")
		return one(&External{Source: *module.supplier, Through: module.Name + "." + name})
	case module.model != nil:
		if v, ok := module.model[name]; ok {
			it.doubtOldPydantic(module.Name, v)
			return one(v)
		}
		if model, ok := it.model(module.Name + "." + name); ok {
			return one(&ModuleValue{Name: module.Name + "." + name, model: model})
		}
	default:
		if model, ok := it.model(module.Name + "." + name); ok {
			return one(&ModuleValue{Name: module.Name + "." + name, model: model})
		}
	}
	if module.Name+"."+name == globalSettings {
		if m, ok := it.load(globalSettings); ok {
			return one(&ModuleValue{Name: m.Name, module: m})
		}
	}
	if name == "__file__" && module.model == nil {
		return one(packageFile(module.Name))
	}
	dotted := module.Name + "." + name
	return one(&Unknown{Reason: "it comes from " + dotted + ", which is not followed", outside: dotted})
}

// packageFile is the file of a module of a package.
func packageFile(name string) *External {
	return &External{Source: Source{Kind: Host, Name: "where " + name + " is installed"}, Type: "str"}
}

func (it *interpreter) ownAttribute(m *Module, name string, n python.Node) Alternatives {
	if b, ok := m.scope.names[name]; ok {
		return it.present(b.alternatives.within(it.pc), failure{
			exception: "AttributeError", message: "module " + m.Name + " has no attribute " + name, node: n,
		})
	}
	if isPackage(m) {
		if sub, ok := it.load(m.Name + "." + name); ok {
			return one(&ModuleValue{Name: sub.Name, module: sub})
		}
	}
	if taint := m.scope.tainted(); taint != nil {
		it.doubtOf(exception{name: "AttributeError"}, "the name "+name+" is missing")
		return one(m.scope.supplied(name, taint))
	}
	if m.loading || m.failure != nil || definesGetattr(m) {
		return one(unknown("the module " + m.Name + " is not fully known here"))
	}
	it.raise(Guard{}, failure{exception: "AttributeError", message: "module " + m.Name + " has no attribute " + name, node: n})
	return nil
}
