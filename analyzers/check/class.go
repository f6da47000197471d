package check

import (
	"strings"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/python"
)

// mostBases is how far a chain of base classes and imports is followed.
const mostBases = 12

// Inherits reports whether the class that a dotted path names is another one or
// a subclass of it. Classes of the project are read; of what lies outside only
// Django is known. It is Unclear if the chain leads to what is not known: a class
// of another package, a module that cannot be read.
func (p *Pass) Inherits(m *project.SettingsModule, dotted, ancestor string) Verdict {
	known := Shared(p, lineageKey{}, func() map[lineage]Verdict { return map[lineage]Verdict{} })
	asked := lineage{strings.Join(m.Roots, "\n"), dotted, ancestor}
	answer, ok := known[asked]
	if !ok {
		answer = p.inherits(m, dotted, ancestor, 0)
		known[asked] = answer
	}
	return answer
}

type (
	lineageKey struct{}
	namesKey   struct{ module, path string }
)

// lineage is a question of Inherits. The roots decide what a dotted path leads
// to.
type lineage struct{ roots, dotted, ancestor string }

func (p *Pass) inherits(m *project.SettingsModule, dotted, ancestor string, depth int) Verdict {
	switch dotted {
	case ancestor:
		return Bad
	case "object":
		return Good
	}
	module, name := splitDotted(dotted)
	if module == "" || depth == mostBases {
		return Unclear
	}
	found, ok := p.Project.Files.Resolve(m.Roots, module)
	if !ok || found.Path == "" {
		if isDjangoPath(dotted) {
			return p.djangoInherits(dotted, ancestor)
		}
		return Unclear
	}
	syntax, _, err := p.Project.Files.Python(p.Project.Context(), found.Path)
	if err != nil || len(syntax.Errors) > 0 {
		return Unclear
	}
	names := Shared(p, namesKey{module, found.Path}, func() moduleNames { return namesOf(syntax.Body, module, found.Dir != "") })
	class, ok := names.classes[name]
	if !ok {
		if origin, imported := names.imports[name]; imported && origin != dotted {
			return p.inherits(m, origin, ancestor, depth+1)
		}
		if noClass(syntax.Body, name, p.AsDjango) {
			return Good
		}
		return Unclear
	}
	answer := Good
	for _, argument := range class.Args {
		base, known := names.dotted(argument.Value)
		if argument.Keyword != "" {
			continue // metaclass=…
		}
		if !known {
			answer = Unclear
			continue
		}
		switch p.inherits(m, base, ancestor, depth+1) {
		case Bad:
			return Bad
		case Unclear:
			answer = Unclear
		case Good:
		}
	}
	return answer
}

// moduleNames are the classes that a module defines and the names it imports.
type moduleNames struct {
	module  string
	classes map[string]*python.ClassDef
	imports map[string]string // name → dotted
}

// namesOf reads a module's body; branches count like the rest.
func namesOf(body []python.Stmt, module string, isPackage bool) moduleNames {
	names := moduleNames{module: module, classes: map[string]*python.ClassDef{}, imports: map[string]string{}}
	names.read(body, isPackage)
	return names
}

func (n moduleNames) read(body []python.Stmt, isPackage bool) {
	for _, s := range body {
		switch s := s.(type) {
		case *python.ClassDef:
			n.classes[s.Name] = s
		case *python.Import:
			for _, alias := range s.Names {
				dotted := alias.Name
				if alias.AsName == "" {
					dotted = alias.Bound()
				}
				n.imports[alias.Bound()] = dotted
			}
		case *python.FromImport:
			from := relativeTo(n.module, isPackage, s.Level, s.Module)
			for _, alias := range s.Names {
				n.imports[alias.Bound()] = from + "." + alias.Name
			}
		case *python.If:
			n.read(s.Body, isPackage)
			n.read(s.Else, isPackage)
		case *python.Try:
			n.read(s.Body, isPackage)
			for _, handler := range s.Handlers {
				n.read(handler.Body, isPackage)
			}
		}
	}
}

// dotted is the path by which a base class can be imported.
func (n moduleNames) dotted(e python.Expr) (string, bool) {
	switch e := e.(type) {
	case *python.Name:
		if _, own := n.classes[e.ID]; own {
			return n.module + "." + e.ID, true
		}
		if dotted, ok := n.imports[e.ID]; ok {
			return dotted, true
		}
		return e.ID, e.ID == "object"
	case *python.Attribute:
		if value, ok := n.dotted(e.Value); ok {
			return value + "." + e.Name, true
		}
	}
	return "", false
}

// relativeTo is the module that "from ...x import" names.
func relativeTo(module string, isPackage bool, level int, name string) string {
	if level == 0 {
		return name
	}
	if !isPackage {
		module, _ = splitDotted(module)
	}
	for range level - 1 {
		module, _ = splitDotted(module)
	}
	return strings.Trim(module+"."+name, ".")
}

// splitDotted parts the last name of a dotted path from the rest.
func splitDotted(dotted string) (before, last string) {
	if at := strings.LastIndexByte(dotted, '.'); at >= 0 {
		return dotted[:at], dotted[at+1:]
	}
	return "", dotted
}

// HasMiddleware tells whether a middleware is installed. Under --as-django it is
// Django's own test, for the very text; otherwise a class of the project that
// inherits from it counts as well, and where a class of another package has the
// same name it is not known.
func (p *Pass) HasMiddleware(m *project.SettingsModule, world eval.World, dotted string) Truths {
	named := func(v eval.Value) Verdict {
		s, ok := v.(eval.Str)
		if !ok {
			return Unclear
		}
		if p.AsDjango || string(s) == dotted {
			return When(string(s) == dotted)
		}
		return p.Stands(m, string(s), dotted)
	}
	return p.InMiddleware(m, world, named)
}

// HasMiddlewareClass is HasMiddleware for Django's checks that take subclasses.
func (p *Pass) HasMiddlewareClass(m *project.SettingsModule, world eval.World, dotted string) Truths {
	return p.InMiddleware(m, world, func(v eval.Value) Verdict {
		s, ok := v.(eval.Str)
		if !ok {
			return Unclear
		}
		return p.Stands(m, string(s), dotted)
	})
}

// Stands reports whether a class may stand for another. Of a class outside the
// project of which nothing is known it is unlikely, unless it has the same name.
func (p *Pass) Stands(m *project.SettingsModule, class, dotted string) Verdict {
	answer := p.Inherits(m, class, dotted)
	_, name := splitDotted(class)
	_, wanted := splitDotted(dotted)
	if answer == Unclear && !strings.HasPrefix(class, "django.") && !p.ofProject(m, class) && name != wanted {
		return Good
	}
	return answer
}

func (p *Pass) ofProject(m *project.SettingsModule, dotted string) bool {
	top, _, _ := strings.Cut(dotted, ".")
	_, ok := p.Project.Files.Resolve(m.Roots, top)
	return ok
}

// MiddlewareSetting is the name of the setting that lists the middleware on every
// Django that the project may run on; MIDDLEWARE if they differ.
func (p *Pass) MiddlewareSetting() string {
	if p.DjangoBefore(1, 10) {
		return "MIDDLEWARE_CLASSES"
	}
	return "MIDDLEWARE"
}

// InMiddleware tells whether the middleware setting has an element for which a
// verdict is Bad: MIDDLEWARE, on Django before 1.10 MIDDLEWARE_CLASSES, on 1.10
// and 1.11 MIDDLEWARE unless it is None.
func (p *Pass) InMiddleware(m *project.SettingsModule, world eval.World, verdict func(eval.Value) Verdict) Truths {
	ask := func(name string) Truths {
		values := m.Setting(name).In(world).Alternatives
		return settled(Having(values, verdict))
	}
	switch {
	case p.DjangoAtLeast(2, 0):
		return ask("MIDDLEWARE")
	case p.DjangoBefore(1, 10):
		return ask("MIDDLEWARE_CLASSES")
	case p.DjangoAtLeast(1, 10) && p.DjangoBefore(2, 0):
		return p.inOldMiddleware(m, world, verdict, ask("MIDDLEWARE_CLASSES"))
	}
	// Versions differ: an answer is one on which both settings agree.
	a, b := ask("MIDDLEWARE"), ask("MIDDLEWARE_CLASSES")
	same := Or(And(a, b), And(Not(a), Not(b)))
	return And(a, Or(same, Truths{{Value: &eval.Unknown{Reason: "it depends on the Django version"}}}))
}

// inOldMiddleware is Django 1.10 and 1.11, whose checks look into both settings:
// _security_middleware and others in django/core/checks/security.
func (p *Pass) inOldMiddleware(m *project.SettingsModule, world eval.World, verdict func(eval.Value) Verdict, classes Truths) Truths {
	var found Truths
	for _, v := range m.Setting("MIDDLEWARE").In(world).Alternatives {
		if _, none := v.Value.(eval.None); none {
			for _, c := range classes {
				if guard, together := v.Guard.And(c.Guard); together {
					c.Guard = guard
					found = append(found, c)
				}
			}
			continue
		}
		found = append(found, Having(eval.Alternatives{v}, verdict)...)
	}
	if p.AsDjango {
		return Or(classes, found)
	}
	return found
}
