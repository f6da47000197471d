package apps

import (
	"path"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/python"
)

// defaultAutoField is models.W042: models of the project get a primary key of a
// type that nobody chose.
func defaultAutoField(p *check.Pass) {
	const setting = "DEFAULT_AUTO_FIELD"
	for _, m := range p.Started() {
		v := p.Setting(m, setting).Alternatives
		if len(v) != 1 || v[0].Origin.Known() || !byDefault(v[0].Value) {
			continue
		}
		name, found := modelWithoutKey(p, m)
		if !found {
			continue
		}
		f := p.At(m, setting, v[0], "INSTALLED_APPS")
		f.Message = "DEFAULT_AUTO_FIELD is not set, and " + name + " sets no primary key: Django warns, and Django 6.0 takes another type of key for it, BigAutoField"
		f.Django = p.Rule.Django
		p.Report(f)
	}
}

func byDefault(v eval.Value) bool {
	text, ok := v.(eval.Str)
	return ok && text == "django.db.models.AutoField"
}

// modelWithoutKey is a model in an app of the project that has an automatic primary
// key, whose AppConfig does not say of which type.
func modelWithoutKey(p *check.Pass, m *project.SettingsModule) (string, bool) {
	apps, _ := check.Elements(p.Setting(m, "INSTALLED_APPS").Alternatives)
	for _, app := range apps {
		entry, ok := app.Value.(eval.Str)
		if !ok {
			continue
		}
		module, _, _ := strings.Cut(string(entry), ".apps.")
		found, ok := p.Project.Files.Resolve(m.Roots, module)
		if !ok || found.Dir == "" || configures(p, found.Dir) {
			continue
		}
		if name, ok := keyless(p, path.Join(found.Dir, "models.py")); ok {
			return name, true
		}
	}
	return "", false
}

// configures reports whether the AppConfigs of an app may set default_auto_field.
func configures(p *check.Pass, dir string) bool {
	for _, name := range []string{"apps.py", "__init__.py"} {
		source, err := p.Project.Files.Source(path.Join(dir, name))
		if err == nil && strings.Contains(string(source.Data), "default_auto_field") {
			return true
		}
	}
	return p.Project.Files.IsDir(path.Join(dir, "apps"))
}

// keyless is a class of a file that inherits from Django's Model alone and has
// neither a primary key nor a Meta that could make it abstract.
func keyless(p *check.Pass, name string) (string, bool) {
	if !p.Project.Files.IsFile(name) {
		return "", false
	}
	syntax, file, err := p.Project.Files.Python(p.Project.Context(), name)
	if err != nil || !strings.Contains(string(file.Data), "from django.db import models") {
		return "", false
	}
	for _, s := range syntax.Body {
		class, ok := s.(*python.ClassDef)
		if ok && len(class.Args) == 1 && isModel(class.Args[0].Value) && !mayHaveKey(class.Body) {
			return class.Name, true
		}
	}
	return "", false
}

func isModel(e python.Expr) bool {
	attribute, ok := e.(*python.Attribute)
	if !ok || attribute.Name != "Model" {
		return false
	}
	module, ok := attribute.Value.(*python.Name)
	return ok && module.ID == "models"
}

func mayHaveKey(body []python.Stmt) bool {
	for _, s := range body {
		switch s := s.(type) {
		case *python.Assign:
			if call, ok := s.Value.(*python.Call); ok && hasKey(call) {
				return true
			}
		case *python.AnnAssign:
			if call, ok := s.Value.(*python.Call); ok && hasKey(call) {
				return true
			}
		case *python.ClassDef:
			if s.Name == "Meta" && isAbstract(s) {
				return true
			}
		case *python.If, *python.For, *python.While, *python.Try, *python.With:
			return true
		}
	}
	return false
}

func hasKey(call *python.Call) bool {
	for _, argument := range call.Args {
		if argument.Keyword == "primary_key" || argument.Keyword == "" && argument.Star != 0 {
			return true
		}
	}
	return false
}

// isAbstract reports whether a Meta may say that its model has no table: by a line
// of its own, or through what it inherits.
func isAbstract(meta *python.ClassDef) bool {
	if len(meta.Args) > 0 {
		return true
	}
	for _, s := range meta.Body {
		assign, ok := s.(*python.Assign)
		if !ok {
			continue
		}
		for _, target := range assign.Targets {
			if name, isName := target.(*python.Name); isName && (name.ID == "abstract" || name.ID == "proxy") {
				return true
			}
		}
	}
	return false
}
