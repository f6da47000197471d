package values

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// refuser looks for what Django refuses about one settings module. It is asked
// only where Django's own answer is wanted, which then is an exception and
// nothing else; otherwise the rules on each setting tell of it.
type refuser struct {
	*check.Pass
	m *project.SettingsModule
}

// all looks for all of it.
func (r refuser) all() {
	r.refusedSyntax()
	r.refusedApps()
	r.refusedShapes()
	r.refusedTemplates()
	r.refusedAuthentication()
	r.refusedBackends()
	r.refusedLogging()
	r.refusedLanguage()
	r.refusedZone()
}

// refusedSyntax reports a module that cannot be parsed.
func (r refuser) refusedSyntax() {
	result := r.m.Evaluate(r.m.World())
	if !result.Damaged {
		return
	}
	for _, name := range result.Files {
		syntax, file, err := r.Project.Files.Python(r.Project.Context(), name)
		if err != nil || len(syntax.Errors) == 0 {
			continue
		}
		r.Report(finding.Finding{
			Path: file.Path, Span: syntax.Errors[0].Span, Modules: []string{r.m.Name}, Detail: "SyntaxError",
			Message: "the settings do not load: SyntaxError",
		})
		return
	}
}

// one is the value of a setting that has one only; false if it is not known or
// depends on something.
func (r refuser) one(name string) (eval.Alternative, bool) {
	return alone(r.Setting(r.m, name).Alternatives)
}

func alone(values eval.Alternatives) (eval.Alternative, bool) {
	if len(values) != 1 {
		return eval.Alternative{}, false
	}
	switch values[0].Value.(type) {
	case *eval.Unknown, *eval.External:
		return values[0], false
	}
	return values[0], true
}

// atStart reports a value with which Django does not start.
func (r refuser) atStart(setting string, at eval.Alternative, why string) {
	f := r.At(r.m, setting, at)
	f.Detail = why
	f.Message = "the settings do not load: " + why
	r.Report(f)
}

// inChecks reports a value with which Django's checks end with an exception.
// Whoever serves the site without them may never notice.
func (r refuser) inChecks(setting string, at eval.Alternative, why string) {
	f := r.At(r.m, setting, at)
	f.Detail = why
	f.Message = "Django's checks end with an exception: " + why
	r.Report(f)
}

// installed reports whether an app of Django's is installed, by its name or by
// one of its configurations.
func (r refuser) installed(app string) bool {
	entries, _ := r.apps()
	return slices.Contains(entries, app)
}

// apps are the names of the installed apps, and whether they are all known.
func (r refuser) apps() (names []string, complete bool) {
	elements, complete := check.Elements(r.Setting(r.m, "INSTALLED_APPS").Alternatives)
	for _, e := range elements {
		entry, ok := e.Value.(eval.Str)
		if !ok || !e.Guard.Always() {
			complete = false
			continue
		}
		names = append(names, installedName(string(entry)))
	}
	return names, complete
}

// installedName is the name of the app that an entry of INSTALLED_APPS stands for.
// Those of Django name their configurations in a module apps.
func installedName(entry string) string {
	if name, _, found := strings.Cut(entry, ".apps."); found && strings.HasPrefix(entry, "django.") {
		return name
	}
	return entry
}

// hasModels reports whether an app of Django's that is installed has models, so
// that the database is looked at.
func (r refuser) hasModels() bool {
	names, _ := r.apps()
	return slices.ContainsFunc(names, func(name string) bool {
		switch name {
		case "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.sites",
			"django.contrib.admin", "django.contrib.flatpages", "django.contrib.redirects":
			return true
		}
		return false
	})
}

// missing reports whether a dotted path certainly cannot be imported: a path of
// Django's that its version does not have, or a module of the project that is not
// there. Of a class in a module, moduleOnly asks for the module alone.
func (r refuser) missing(dotted string, moduleOnly bool) bool {
	if strings.HasPrefix(dotted, "django.") {
		return r.Possible().All(func(minor django.Minor) bool {
			exists, known := django.HasPath(minor, dotted)
			return known && !exists
		})
	}
	module := dotted
	if !moduleOnly {
		at := strings.LastIndexByte(dotted, '.')
		if at < 0 {
			return true // "x doesn't look like a module path"
		}
		module = dotted[:at]
	}
	return r.LacksModule(r.m, module)
}

// pythonType is the name of a value's type, "" if it is not known.
func pythonType(v eval.Value) string {
	if kind, known := eval.TypeName(v); known {
		return kind
	}
	return ""
}

// isOf reports whether a value certainly is of one of some types.
func isOf(v eval.Value, kinds ...string) bool {
	kind := pythonType(v)
	return kind != "" && slices.Contains(kinds, kind)
}
