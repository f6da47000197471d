package eval

import (
	"maps"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// configurationBase is the name of django-configurations' own class, and
// ConfigurationVariable the variable that chooses among those of a module.
const (
	configurationBase     = "configurations.Configuration"
	ConfigurationVariable = "DJANGO_CONFIGURATION"
)

// configurationModels are django-configurations. Source: base.py, importer.py
// and values.py of 2.5.1.
func configurationModels() map[string]map[string]Value {
	base := &Class{Name: configurationBase}
	values := configurationValues()
	return map[string]map[string]Value{
		"configurations":        {"Configuration": base, "values": &ModuleValue{Name: "configurations.values", model: values}},
		"configurations.base":   {"Configuration": base},
		"configurations.values": values,
		"configurations.utils":  {"uppercase_attributes": &Builtin{Name: "uppercase_attributes", call: uppercaseAttributes}},
		"configurations.wsgi":   {"get_wsgi_application": application("configurations.wsgi.get_wsgi_application", WSGIApplication)},
		"configurations.asgi":   {"get_asgi_application": application("configurations.asgi.get_asgi_application", ASGIApplication)},
	}
}

func isConfiguration(v Value) bool {
	class, ok := v.(*Class)
	return ok && (class.Name == configurationBase || slices.Contains(class.Bases, configurationBase))
}

// configurationsOf are the classes of a module that it may be set up with.
func configurationsOf(m *Module) map[string]*Class {
	found := map[string]*Class{}
	for name, b := range m.scope.names {
		v, _ := b.alternatives.Single()
		if class, ok := v.(*Class); ok && class.scope != nil && isConfiguration(class) {
			found[name] = class
		}
	}
	return found
}

// Configurations are the classes of django-configurations in the module, sorted:
// ConfigurationVariable chooses among them.
func (r *Result) Configurations() []string {
	return slices.Sorted(maps.Keys(configurationsOf(r.module)))
}

// flattened corrects what a class inherits that django-configurations makes:
// each class has Django's own defaults too, and what its bases have is copied
// from the last one to the first. So a default hides what a later base says.
func (it *interpreter) flattened(class *Class, bases []Value, own map[string]bool) {
	for i, base := range bases {
		later, ok := base.(*Class)
		if !ok || later.scope == nil {
			continue
		}
		class.overrides = append(class.overrides, later.overrides...)
		for name := range later.scope.names {
			inherited := slices.ContainsFunc(bases[:i], func(earlier Value) bool {
				e, _ := earlier.(*Class)
				return e != nil && e.scope != nil && e.scope.names[name] != nil
			})
			hidden := slices.ContainsFunc(bases[:i], func(earlier Value) bool {
				e, _ := earlier.(*Class)
				return isConfiguration(earlier) && (e.scope == nil || e.scope.names[name] == nil)
			})
			switch {
			case own[name] || inherited:
				class.overrides = append(class.overrides, name)
			case !hidden:
			case name == "pre_setup" || name == "setup" || name == "post_setup": // the package's own comes first
				if !isConfiguration(later) {
					delete(class.scope.names, name)
				}
			case isUpper(name):
				class.scope.names[name] = &binding{alternatives: one(perhaps(unknown("an earlier base of " + class.Name + " may have Django's default")))}
			}
		}
	}
}

func isUpper(name string) bool { return name == strings.ToUpper(name) && !strings.HasPrefix(name, "_") }

// maxConfigurations bounds the classes that are told apart.
const maxConfigurations = 12

// configure sets a settings module up with the class that the environment names,
// as the importer of django-configurations does once it has loaded the module.
func (it *interpreter) configure(m *Module) {
	classes := configurationsOf(m)
	if len(classes) == 0 || it.pc.never() {
		return
	}
	outer := it.scope
	it.scope = m.scope
	defer func() {
		it.scope = outer
		if it.pc.never() && m.failure == nil && it.died != nil {
			failure := it.died.public(true)
			m.failure = &failure
		}
	}()
	node := &python.Name{ID: "Configuration"}
	chosen := it.world.read(ConfigurationVariable)
	if len(classes) > maxConfigurations && len(chosen) > 1 {
		it.overwriteAll(m.scope, unknown("gave up because there are too many configurations"), "", node.Range())
		return
	}
	for _, alternative := range chosen {
		it.inside(it.pc.within(alternative.Guard), func() {
			switch v := alternative.Value.(type) {
			case Str:
				it.configureAs(m, string(v), classes[string(v)], node)
			case *External:
				rest := anyText()
				rest.Texts = slices.Sorted(maps.Keys(classes))
				for _, name := range rest.Texts {
					it.inside(it.pc.within(Variable(ConfigurationVariable, exactly(name))), func() { it.configureAs(m, name, classes[name], node) })
				}
				it.inside(it.pc.within(Variable(ConfigurationVariable, rest)), func() { it.configureAs(m, "", nil, node) })
			default:
				it.raise(Guard{}, failure{exception: "ImproperlyConfigured", message: "the environment variable " + ConfigurationVariable + " is not set", node: node, missing: ConfigurationVariable})
			}
		})
	}
}

// configureAs sets the module up with one class.
func (it *interpreter) configureAs(m *Module, name string, class *Class, node python.Node) {
	if class == nil {
		if _, bound := m.scope.names[name]; bound || m.scope.tainted() != nil {
			it.overwriteAll(m.scope, unknown("which configuration is used is not known"), "", node.Range())
			return
		}
		it.raise(Guard{}, failure{exception: "AttributeError", message: "there is no configuration " + name, node: node})
		return
	}
	if dotenv := class.scope.names["DOTENV"]; dotenv != nil {
		if off, known := truthOf(dotenv.alternatives); off || !known {
			it.fileOfVariables = unknown("the file of DOTENV sets variables")
		}
	}
	it.hook(class, "pre_setup")
	it.setUpValues(class)
	self := &Instance{Class: class, attributes: it.newScope(m, nil, it.pc)}
	for _, setting := range upperNames(class.scope) {
		if it.pc.never() {
			return
		}
		it.setUpSetting(m, class, self, setting)
	}
	if class.scope.taint != nil {
		it.overwriteAll(m.scope, class.scope.taint, "", node.Range())
	}
	it.bind(m.scope, "CONFIGURATION", one(Str(m.Name+"."+name)), Write{File: m.File})
	it.hook(class, "post_setup")
}

func upperNames(s *scope) []string {
	return slices.DeleteFunc(sortedNames(s), func(name string) bool { return !isUpper(name) })
}

// hook calls a class method of the project, which may change the class.
func (it *interpreter) hook(class *Class, name string) {
	b := class.scope.names[name]
	if b == nil {
		return
	}
	v, _ := b.alternatives.Single()
	if u, ok := v.(*Unknown); ok && len(u.may) == 1 { // a class method
		v = u.may[0]
	}
	method, ok := v.(*Function)
	if !ok || len(method.params) != 1 {
		class.scope.taint = unknown("the method " + name + " of the configuration is not followed")
		return
	}
	if slices.Contains(class.overrides, name) { // which super() may call
		why := unknown("the method " + name + " of several configurations is not followed")
		class.scope.taint = why
		it.taintEnvironment(why)
	}
	bound, self := *method, one(class)
	bound.bound, bound.static = &self, false
	it.invoke(&bound, &call{node: &python.Call{}})
}

// setUpValues replaces the values of a class by what the environment gives.
func (it *interpreter) setUpValues(class *Class) {
	if b := class.scope.names["setup"]; b != nil {
		class.scope.taint = unknown("the configuration has a setup() of its own")
	}
	for _, name := range upperNames(class.scope) {
		b := class.scope.names[name]
		if !slices.ContainsFunc(b.alternatives, func(a Alternative) bool { return configured(a.Value) != nil }) {
			continue
		}
		var result Alternatives
		for _, alternative := range b.alternatives.within(it.pc) {
			value := configured(alternative.Value)
			if value == nil {
				result = append(result, alternative)
				continue
			}
			it.inside(it.pc.within(alternative.Guard), func() {
				result = append(result, assignedAt(value.setUp(it, name), alternative.Origin).when(alternative.Guard)...)
				for _, other := range value.others() {
					it.bind(class.scope, other, one(unknown("an e-mail URL may set it")), Write{File: it.scope.module.File})
				}
			})
		}
		if it.pc.never() {
			return
		}
		it.bind(class.scope, name, result.bounded(), Write{File: it.scope.module.File})
	}
}

// assignedAt gives values that are computed later the place of their name.
func assignedAt(a Alternatives, origin Origin) Alternatives {
	if !origin.Known() {
		return a
	}
	return a.stepped(Origin{Kind: Assigned, File: origin.File, Span: origin.Span})
}

func configured(v Value) *configurationValue {
	if i, ok := v.(*Instance); ok {
		value, _ := i.state.(*configurationValue)
		return value
	}
	return nil
}

// setUpSetting copies one attribute of the configuration into the module: a
// property is computed, and a method called.
func (it *interpreter) setUpSetting(m *Module, class *Class, self *Instance, name string) {
	b := class.scope.names[name]
	var result Alternatives
	for _, alternative := range b.alternatives.within(it.pc) {
		it.inside(it.pc.within(alternative.Guard), func() {
			result = append(result, it.attributeValue(alternative, self).when(alternative.Guard)...)
		})
	}
	if it.pc.never() {
		return
	}
	write := Write{File: m.File}
	if len(b.writes) > 0 {
		write = b.writes[len(b.writes)-1]
		write.Change, write.Imported = false, false
	}
	it.bind(m.scope, name, keptAll(result.bounded()), write)
}

func (it *interpreter) attributeValue(a Alternative, self *Instance) Alternatives {
	value := Alternatives{{Value: a.Value, Origin: a.Origin}}
	switch v := a.Value.(type) {
	case *Function:
		if v.static || len(v.params) != 1 {
			return one(unknown("a method of the configuration is not followed"))
		}
		method, bound := *v, one(self)
		method.bound = &bound
		value = assignedAt(it.invoke(&method, &call{node: &python.Call{}}), a.Origin)
	case *Class, *Builtin, *Instance, *ModuleValue: // called if it can be
		it.doubt("a configuration fails")
		return one(unknown("an attribute of the configuration that is an object"))
	}
	return value.values(func(v Value) Value {
		switch v.(type) {
		case *Function, *Instance:
			return unknown("what a method of the configuration gives is not followed")
		}
		return v
	})
}

// uppercaseAttributes are the settings of a module, as a dict.
func uppercaseAttributes(it *interpreter, c *call) Alternatives {
	return it.each(c.arg(0, "obj"), func(a Alternative) Alternatives {
		module, ok := a.Value.(*ModuleValue)
		if !ok || module.module == nil {
			it.doubt("uppercase_attributes() fails")
			return one(derived("uppercase_attributes", a.Value))
		}
		s := module.module.scope
		var entries []Entry
		for _, name := range sortedNames(s) {
			if isUpper(name) {
				entries = append(entries, Entry{Key: Str(name), Alternatives: s.names[name].alternatives.within(it.pc)})
			}
		}
		return one(it.mapping(entries, s.tainted()))
	})
}
