package check

import (
	"bytes"
	"strings"

	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/python"
)

// LacksAttribute reports whether a module of the project certainly binds no such
// name when it is imported, and gives the names that it binds. Nothing is said of
// modules that make names at run time, or take them from where they are not seen.
func (p *Pass) LacksAttribute(m *project.SettingsModule, module, name string) (names []string, lacks bool) {
	b := binder{p: p, m: m, seen: map[string]bool{}, bound: map[string]bool{}}
	if !b.module(module) || b.bound[name] || strings.HasPrefix(name, "__") {
		return nil, false
	}
	if _, submodule := p.Project.Files.Resolve(m.Roots, module+"."+name); submodule {
		return nil, false // bound as soon as somebody imports it
	}
	for bound := range b.bound {
		names = append(names, bound)
	}
	return names, true
}

// binder collects the names that modules bind at their top level, in any branch.
type binder struct {
	p     *Pass
	m     *project.SettingsModule
	seen  map[string]bool
	bound map[string]bool
}

// module reads a module; false if not all of its names are seen.
func (b binder) module(dotted string) bool {
	found, ok := b.p.Project.Files.Resolve(b.m.Roots, dotted)
	if !ok || found.Path == "" {
		return false
	}
	if b.seen[found.Path] {
		return true
	}
	b.seen[found.Path] = true
	if len(b.seen) > mostBases || computesNames(b.p.Project.Files.Code(found.Path)) {
		return false
	}
	syntax, _, err := b.p.Project.Files.Python(b.p.Project.Context(), found.Path)
	return err == nil && len(syntax.Errors) == 0 && b.body(syntax.Body, dotted, found.Dir != "")
}

// computesNames reports whether a module may bind names that nobody can read in it.
func computesNames(code []byte) bool {
	for _, mark := range []string{"globals()", "__getattr__", "setattr(", "exec(", "sys.modules", "vars()", "locals()", "global ", "__class__"} {
		if bytes.Contains(code, []byte(mark)) {
			return true
		}
	}
	return code == nil
}

func (b binder) body(body []python.Stmt, module string, isPackage bool) bool {
	for _, s := range body {
		if !b.statement(s, module, isPackage) {
			return false
		}
	}
	return true
}

func (b binder) bodies(module string, isPackage bool, bodies ...[]python.Stmt) bool {
	for _, body := range bodies {
		if !b.body(body, module, isPackage) {
			return false
		}
	}
	return true
}

func (b binder) statement(s python.Stmt, module string, isPackage bool) bool {
	switch s := s.(type) {
	case *python.ClassDef:
		b.bound[s.Name] = true
	case *python.FunctionDef:
		b.bound[s.Name] = true
	case *python.Import:
		for _, alias := range s.Names {
			b.bound[alias.Bound()] = true
		}
	case *python.FromImport:
		return b.from(s, module, isPackage)
	case *python.Assign:
		for _, target := range s.Targets {
			b.target(target)
		}
	case *python.AnnAssign:
		b.target(s.Target)
	case *python.If:
		return b.bodies(module, isPackage, s.Body, s.Else)
	case *python.For:
		b.target(s.Target)
		return b.bodies(module, isPackage, s.Body, s.Else)
	case *python.While:
		return b.bodies(module, isPackage, s.Body, s.Else)
	case *python.With:
		for _, item := range s.Items {
			b.target(item.Target)
		}
		return b.body(s.Body, module, isPackage)
	case *python.Try:
		for _, handler := range s.Handlers {
			if !b.body(handler.Body, module, isPackage) {
				return false
			}
		}
		return b.bodies(module, isPackage, s.Body, s.Else, s.Finally)
	case *python.Opaque, *python.Damaged:
		return false
	}
	return true
}

func (b binder) from(s *python.FromImport, module string, isPackage bool) bool {
	for _, alias := range s.Names {
		b.bound[alias.Bound()] = true
	}
	return !s.Star || b.module(relativeTo(module, isPackage, s.Level, s.Module))
}

func (b binder) target(e python.Expr) {
	switch e := e.(type) {
	case *python.Name:
		b.bound[e.ID] = true
	case *python.Starred:
		b.target(e.Value)
	case *python.Tuple:
		for _, element := range e.Elements {
			b.target(element)
		}
	case *python.List:
		for _, element := range e.Elements {
			b.target(element)
		}
	}
}
