package values

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// exclusive reports settings of which Django takes one or the other. Where its
// own answer is asked for, all but one of them are a settings-load-error.
func exclusive(p *check.Pass) {
	for _, m := range p.Loadable() {
		for _, pair := range exclusivePairs() {
			if names := pair.refused(p, m); len(names) > 0 && !p.AsDjango {
				f := p.At(m, names[0], m.Evaluate(m.World()).Get(names[0])[0])
				f.Message = check.List(names) + " beside " + pair.successor + " ends the start: Django takes one or the other"
				p.Report(f)
			}
		}
		loadersBesideAppDirs(p, m)
	}
}

// exclusivePair is a setting that Django refuses beside those that it replaces.
type exclusivePair struct {
	successor string
	old       []string
	since     django.Minor
	until     django.Minor // the last minor that refuses them
}

// exclusivePairs are what Settings.__init__ in django/conf/__init__.py refuses.
func exclusivePairs() []exclusivePair {
	return []exclusivePair{
		{"STORAGES", []string{"DEFAULT_FILE_STORAGE", "STATICFILES_STORAGE"}, django.Minor{Major: 4, Minor: 2}, django.Minor{Major: 5, Minor: 0}},
		{"PASSWORD_RESET_TIMEOUT", []string{"PASSWORD_RESET_TIMEOUT_DAYS"}, django.Minor{Major: 3, Minor: 1}, django.Minor{Major: 3, Minor: 2}},
		{"MAILERS", []string{
			"EMAIL_BACKEND", "EMAIL_FILE_PATH", "EMAIL_HOST", "EMAIL_HOST_PASSWORD", "EMAIL_HOST_USER", "EMAIL_PORT", "EMAIL_SSL_CERTFILE",
			"EMAIL_SSL_KEYFILE", "EMAIL_TIMEOUT", "EMAIL_USE_SSL", "EMAIL_USE_TLS",
		}, django.Minor{Major: 6, Minor: 1}, django.Minor{Major: 6, Minor: 2}},
	}
}

// refused are the old settings that stand beside their successor, in the
// versions that refuse them. Those before know no successor, and those after
// them nothing else.
func (e exclusivePair) refused(p *check.Pass, m *project.SettingsModule) []string {
	if !p.Project.Django.Minors.All(func(minor django.Minor) bool { return !minor.Less(e.since) && !e.until.Less(minor) }) {
		return nil
	}
	result := m.Evaluate(m.World())
	if !alwaysSet(result, e.successor) {
		return nil
	}
	var names []string
	for _, name := range e.old {
		if alwaysSet(result, name) {
			names = append(names, name)
		}
	}
	return names
}

// loadersBesideAppDirs reports template engines with APP_DIRS and loaders.
// Django's check of versions before 5.1 does not ask whose engine it is.
func loadersBesideAppDirs(p *check.Pass, m *project.SettingsModule) {
	before := p.DjangoBefore(5, 1)
	ask := func(world eval.World) eval.Alternatives {
		return check.Having(m.Setting("TEMPLATES").In(world).Alternatives, func(v eval.Value) check.Verdict {
			if !before || !p.AsDjango {
				if backend, known := item(v, "BACKEND").(eval.Str); !known || backend != djangoTemplates {
					return check.Good
				}
			}
			return hasBoth(v, before && p.AsDjango)
		})
	}
	j := check.JudgeIn(m, ask, check.IsTrue)
	if !j.Bad || p.AsDjango && !before {
		return
	}
	f := p.At(m, "TEMPLATES", j.Value)
	f.Confidence = j.Confidence
	f.Message = "TEMPLATES has an engine with both APP_DIRS and loaders, which Django refuses: no template can be rendered"
	if before && p.DjangoAtLeast(1, 9) {
		f.Django = []string{"templates.E001"}
	}
	p.Report(f)
}

// djangoTemplates is Django's own template engine.
const djangoTemplates = "django.template.backends.django.DjangoTemplates"

// hasBoth is the verdict that an engine has APP_DIRS and loaders. loaders=None
// is none to the engine, but is one to Django's check.
func hasBoth(engine eval.Value, evenNone bool) check.Verdict {
	mapping, ok := engine.(*eval.Mapping)
	if !ok {
		return check.Unclear
	}
	self := eval.Alternatives{{Value: mapping}}
	return both(
		every(check.Item(self, "APP_DIRS"), check.IfSet(check.Truthy)),
		every(check.Item(self, "OPTIONS", "loaders"), func(v eval.Value) check.Verdict {
			if _, none := v.(eval.None); none && !evenNone {
				return check.Good
			}
			return check.IsSet(v)
		}),
	)
}

// every is the verdict on which all alternatives agree.
func every(values eval.Alternatives, verdict func(eval.Value) check.Verdict) check.Verdict {
	answer := check.Unclear
	for i, v := range values {
		this := check.Unclear
		switch v.Value.(type) {
		case *eval.Unknown, *eval.External:
		default:
			this = verdict(v.Value)
		}
		if i > 0 && this != answer {
			return check.Unclear
		}
		answer = this
	}
	return answer
}

func both(a, b check.Verdict) check.Verdict {
	switch {
	case a == check.Good || b == check.Good:
		return check.Good
	case a == check.Bad && b == check.Bad:
		return check.Bad
	}
	return check.Unclear
}
