package check

import (
	"strings"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// HasApp tells whether one of Django's contrib apps is installed: by its name, by
// its AppConfig, or by a subclass of that in the project. Where an app of another
// package has an AppConfig that may be one, it is not known.
func (p *Pass) HasApp(m *project.SettingsModule, world eval.World, app string) Truths {
	return Having(m.Setting("INSTALLED_APPS").In(world).Alternatives, func(v eval.Value) Verdict {
		entry, ok := v.(eval.Str)
		if !ok {
			return Unclear
		}
		return p.isApp(m, string(entry), app)
	})
}

// isApp is the verdict on one entry of INSTALLED_APPS.
func (p *Pass) isApp(m *project.SettingsModule, entry, app string) Verdict {
	_, class := splitDotted(entry)
	if entry == app || class == "" || class[0] < 'A' || class[0] > 'Z' {
		return When(entry == app)
	}
	answer := Good
	for _, config := range appConfigs(app) {
		switch p.Inherits(m, entry, config) {
		case Bad:
			return Bad
		case Unclear:
			answer = Unclear
		case Good:
		}
	}
	_, name := splitDotted(app)
	if answer == Unclear && !p.ofProject(m, entry) && !strings.Contains(strings.ToLower(class), name) {
		return Good
	}
	return answer
}

// appConfigs are the AppConfigs of a contrib app of Django from which all others
// that stand for it inherit.
func appConfigs(app string) []string {
	switch app {
	case "django.contrib.admin":
		return []string{app + ".apps.SimpleAdminConfig"}
	case "django.contrib.auth":
		return []string{app + ".apps.AuthConfig"}
	case "django.contrib.contenttypes":
		return []string{app + ".apps.ContentTypesConfig"}
	case "django.contrib.messages":
		return []string{app + ".apps.MessagesConfig"}
	case "django.contrib.sessions":
		return []string{app + ".apps.SessionsConfig"}
	case "django.contrib.sites":
		return []string{app + ".apps.SitesConfig"}
	case "django.contrib.staticfiles":
		return []string{app + ".apps.StaticFilesConfig"}
	}
	return nil
}

// Perhaps makes what is not known true, but not under --as-django: for what is
// asked besides, and is nearly always so.
func (p *Pass) Perhaps(answers Truths) Truths {
	if p.AsDjango {
		return answers
	}
	likely := make(Truths, len(answers))
	for i, answer := range answers {
		if _, known := answer.Value.(eval.Bool); !known {
			answer.Value = eval.Bool(true)
		}
		likely[i] = answer
	}
	return likely
}
