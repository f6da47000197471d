package entrypoints

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/parser/python"
)

// deepestImport is how far imports are followed, and mostImports how many.
const (
	deepestImport = 6
	mostImports   = 200
)

// settingsReader follows imports through the project to what cannot be imported
// before the settings are named.
type settingsReader struct {
	p     *check.Pass
	roots []string
	seen  map[string]bool
	depth int
}

// imports gives the module that a statement imports, if that certainly needs the
// settings: a module of models, or one that imports such a module in turn.
func (r settingsReader) imports(stmt python.Stmt, module string, isPackage bool) string {
	switch s := stmt.(type) {
	case *python.Import:
		for _, alias := range s.Names {
			if r.needs(alias.Name) {
				return alias.Name
			}
		}
	case *python.FromImport:
		from := absolute(s, module, isPackage)
		if from == "" {
			return ""
		}
		if r.needs(from) {
			return from
		}
		for _, alias := range s.Names {
			if r.needs(from + "." + alias.Name) {
				return from + "." + alias.Name
			}
		}
	}
	return ""
}

// absolute is the module of a from-import; "" if it is not known.
func absolute(s *python.FromImport, module string, isPackage bool) string {
	if s.Level == 0 {
		return s.Module
	}
	if module == "" {
		return ""
	}
	parts := strings.Split(module, ".")
	drop := s.Level
	if isPackage {
		drop--
	}
	if drop >= len(parts) {
		return ""
	}
	parts = parts[:len(parts)-drop]
	if s.Module != "" {
		parts = append(parts, s.Module)
	}
	return strings.Join(parts, ".")
}

// needs reports whether the import of a module fails as long as no settings are
// named.
func (r settingsReader) needs(dotted string) bool {
	if strings.HasPrefix(dotted, "django.") {
		return needsSettings(dotted)
	}
	found, ok := r.p.Project.Files.Resolve(r.roots, dotted)
	if !ok || found.Path == "" || r.seen[found.Path] || r.depth == deepestImport || len(r.seen) >= mostImports {
		return false
	}
	r.seen[found.Path] = true
	r.depth++
	if parent := parentOf(dotted); parent != "" && r.needs(parent) {
		return true
	}
	syntax, _, err := r.p.Project.Files.Python(r.p.Project.Context(), found.Path)
	if err != nil || len(syntax.Errors) > 0 {
		return false
	}
	return slices.ContainsFunc(syntax.Body, func(stmt python.Stmt) bool {
		return definesModel(stmt) || r.imports(stmt, dotted, found.Dir != "") != ""
	})
}

// definesModel reports whether a statement defines a class by models.Model, which
// asks at once for the app that it belongs to.
func definesModel(stmt python.Stmt) bool {
	class, ok := stmt.(*python.ClassDef)
	return ok && slices.ContainsFunc(class.Args, func(argument python.Arg) bool {
		base, isAttribute := argument.Value.(*python.Attribute)
		if !isAttribute || argument.Keyword != "" || base.Name != "Model" {
			return false
		}
		name, isName := base.Value.(*python.Name)
		return isName && name.ID == "models"
	})
}

// needsSettings reports whether a module of Django cannot be imported as long as
// no settings are named.
func needsSettings(dotted string) bool { return slices.Contains(needy(), dotted) }

// needy are the modules of Django's apps whose import ends with ImproperlyConfigured
// as long as no settings are named, in 3.2 as in 6.1. Source: importing each alone,
// which the test does again.
func needy() []string {
	var modules []string
	for _, app := range []struct{ name, modules string }{
		{"admin", "forms models"},
		{"auth", "admin backends base_user forms handlers.modwsgi middleware mixins models urls views"},
		{"contenttypes", "admin fields forms models views"},
		{"flatpages", "forms middleware models urls views"},
		{"redirects", "middleware models"},
		{"sessions", "base_session models"},
		{"sites", "models"},
	} {
		for module := range strings.FieldsSeq(app.modules) {
			modules = append(modules, "django.contrib."+app.name+"."+module)
		}
	}
	return modules
}
