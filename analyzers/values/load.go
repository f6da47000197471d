package values

import (
	"slices"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// loadError reports production modules that raise in every world, and settings
// that Django refuses as it reads them. What raises only where a variable is not
// set is left alone: that is how a variable is required.
func loadError(p *check.Pass) {
	for _, m := range p.Judged() {
		if failure := m.Evaluate(m.World()).Failure; failure != nil && failure.Certain {
			p.Report(finding.Finding{
				Path: failure.File.Path, Span: failure.Span, Modules: []string{m.Name}, Detail: failure.Exception,
				Message: "the settings do not load: " + failure.Exception + ": " + failure.Message,
			})
		}
		for _, s := range listSettings() {
			if p.DjangoAtLeast(s.since.Major, s.since.Minor) {
				refusedList(p, m, s.name)
			}
		}
		r := refuser{p, m}
		if p.AsDjango {
			r.all()
		} else { // what no rule on a setting tells of
			r.refusedApps()
		}
	}
}

// listSetting is a setting that must be a list or a tuple.
type listSetting struct {
	name  string
	since django.Minor
}

// listSettings are those of which Django insists on it when it loads them, with
// the first minor that does. Source: Settings.__init__ in
// django/conf/__init__.py.
func listSettings() []listSetting {
	return []listSetting{
		{"INSTALLED_APPS", django.Minor{}},
		{"LOCALE_PATHS", django.Minor{}},
		{"ALLOWED_HOSTS", django.Minor{Major: 4}},
		{"SECRET_KEY_FALLBACKS", django.Minor{Major: 4, Minor: 1}},
	}
}

// refusedList reports such a setting if it is of another type in every world. A
// text from the environment is one too, whatever it says.
func refusedList(p *check.Pass, m *project.SettingsModule, name string) {
	alternatives := p.Setting(m, name).Alternatives
	if len(alternatives) == 0 {
		return
	}
	kind := ""
	for _, alternative := range alternatives {
		found, known := eval.TypeName(alternative.Value)
		if !known || !slices.Contains(refusedTypes(), found) {
			return
		}
		if kind == "" || kind == "NoneType" {
			kind = found
		}
	}
	f := p.At(m, name, alternatives[0])
	f.Message = "the settings do not load: Django takes a list or a tuple as " + name + ", not a " + kind
	p.Report(f)
}

// refusedTypes are the types that are certainly neither. Objects of other classes
// may be subclasses.
func refusedTypes() []string {
	return []string{"str", "NoneType", "set", "dict", "bool", "int", "bytes"}
}

// alwaysSet reports whether a module sets a name in every world.
func alwaysSet(result *eval.Result, name string) bool {
	alternatives := result.Get(name)
	for _, alternative := range alternatives {
		switch alternative.Value.(type) {
		case eval.Unbound, *eval.Unknown:
			return false
		}
	}
	return len(alternatives) > 0
}
