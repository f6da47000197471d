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

// removed reports settings that no Django reads on which the project may run.
// Those that the project's own code or a known package reads have a purpose.
func removed(p *check.Pass) {
	r := readersOf(p)
	for _, m := range p.Loadable() {
		result := m.Evaluate(m.World())
		for _, name := range result.Names() {
			setting, ok := django.LookupSetting(name)
			if !ok {
				continue
			}
			value, assigned := assignedValue(result, name)
			if !assigned || forVersion(value) || !setHere(result.Get(name)) {
				continue
			}
			what := lost(p, m, setting, value.Value)
			if what.effect == "" || p.AsDjango && len(what.ids) == 0 || !p.AsDjango && r.uses(name) {
				continue
			}
			f := p.At(m, name, value)
			f.Severity, f.Django, f.Message = what.severity, what.ids, what.effect
			p.Report(f)
		}
	}
}

// forVersion reports whether a value is set for some versions only: the project
// knows that others ignore it.
func forVersion(value eval.Alternative) bool {
	for _, test := range value.Guard.Tests() {
		if strings.Contains(strings.ToLower(test), "version") {
			return true
		}
	}
	return false
}

// setHere reports whether a setting has a value without the optional files that are
// not in the repository. What a package makes of a value that only those could give
// is no setting of the project: django_heroku adds to the middleware that it finds.
func setHere(values eval.Alternatives) bool {
	return slices.ContainsFunc(values, func(a eval.Alternative) bool {
		if _, absent := a.Value.(eval.Unbound); absent {
			return false
		}
		_, without := a.Guard.WithoutFiles()
		return without
	})
}

// loss is what follows from a setting that is not read; none if effect is "".
type loss struct {
	effect   string
	severity finding.Severity
	ids      []string
}

// lost says what follows from setting what Django does not read.
func lost(p *check.Pass, m *project.SettingsModule, s django.Setting, value eval.Value) loss {
	if l := shadowed(p, m, s.Name, value); l.effect != "" {
		return l
	}
	if _, other := django.ThirdPartySetting(s.Name); other || readElsewhere(s.Name) || s.Removed.IsZero() {
		return loss{}
	}
	if !p.Possible().All(func(minor django.Minor) bool { return s.Status(minor) == django.StatusRemoved }) {
		return loss{}
	}
	ignored := "Django ignores " + s.Name + " since " + s.Removed.String()
	c, told := consequences()[s.Name]
	if beside := firstSet(m, c.beside); beside != "" {
		return loss{effect: ignored + ": only " + beside + " counts", severity: finding.Note}
	}
	switch {
	case told && c.harmless(value):
		return loss{effect: ignored + ": it can be deleted", severity: finding.Note}
	case told:
		severity := c.severity
		if severity == finding.Error && mayBeSet(m, c.beside) {
			severity = finding.Warning
		}
		return loss{effect: ignored + ": " + c.effect, severity: severity}
	case s.ReplacedBy != "":
		return loss{effect: ignored + ": " + s.ReplacedBy + " replaces it", severity: finding.Warning}
	}
	return loss{effect: ignored + ", and nothing replaces it", severity: finding.Note}
}

// firstSet is the first of some settings that a module sets.
func firstSet(m *project.SettingsModule, names []string) string {
	result := m.Evaluate(m.World())
	for _, name := range names {
		if result.Binds(name) {
			return name
		}
	}
	return ""
}

// mayBeSet reports whether a setting may come from a module that is not followed.
func mayBeSet(m *project.SettingsModule, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return slices.ContainsFunc(m.Evaluate(m.World()).Get(name), func(a eval.Alternative) bool {
			_, unknown := a.Value.(*eval.Unknown)
			return unknown
		})
	})
}

// readElsewhere are settings that Django had and that packages of others read:
// API browsers sign out at LOGOUT_URL, and maps have the key of Google's.
func readElsewhere(name string) bool {
	return name == "LOGOUT_URL" || strings.HasPrefix(name, "GOOGLE_MAPS_") || strings.HasPrefix(name, "COMMENTS_")
}

// shadowed says what Django 1.8 to 1.11 say of a setting that has no effect
// beside its successor. Source: django/core/checks/compatibility of these.
func shadowed(p *check.Pass, m *project.SettingsModule, name string, value eval.Value) loss {
	if truth, known := eval.Truth(value); !known || !truth || !p.DjangoBefore(2, 0) {
		return loss{}
	}
	is := func(setting string, verdict func(eval.Value) check.Verdict) bool {
		return check.Judge(p.Setting(m, setting), verdict).Bad
	}
	switch name {
	case "TEMPLATE_DIRS", "TEMPLATE_CONTEXT_PROCESSORS", "TEMPLATE_DEBUG", "TEMPLATE_LOADERS", "TEMPLATE_STRING_IF_INVALID":
		if is("TEMPLATES", check.Truthy) {
			return loss{
				effect:   name + " has no effect beside TEMPLATES, which takes its place since Django 1.8",
				severity: finding.Warning, ids: []string{"1_8.W001"},
			}
		}
	case "MIDDLEWARE_CLASSES":
		if p.DjangoAtLeast(1, 10) && is("MIDDLEWARE", isNotNone) {
			return loss{
				effect:   "MIDDLEWARE_CLASSES has no effect beside MIDDLEWARE, which takes its place since Django 1.10",
				severity: finding.Warning, ids: []string{"1_10.W001"},
			}
		}
	}
	return loss{}
}

func isNotNone(v eval.Value) check.Verdict {
	kind, known := eval.TypeName(v)
	if !known {
		return check.Unclear
	}
	return check.When(kind != "NoneType")
}
