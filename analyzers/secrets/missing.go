package secrets

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/project"
)

// missing reports a key that is not there or empty whatever the environment is.
// One that is empty only while a variable is unset is how a variable is
// required: Django then refuses to start.
func missing(p *check.Pass) {
	// Settings.__init__ refused such a key before Django 3.2; then the settings
	// do not load, and no check runs.
	if p.AsDjango && !p.DjangoAtLeast(3, 2) {
		return
	}
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, secretKey), check.Falsy)
		if !j.Bad || j.ByDefault() || p.AsDjango && refusedByAdmin(p, m) {
			continue
		}
		f := p.At(m, secretKey, j.Value)
		if f.Absent && !m.Started && !p.AsDjango {
			continue // nothing starts it: more likely a part of other settings than a site that never ran
		}
		f.Message = "SECRET_KEY is empty: Django refuses to start"
		if f.Absent {
			f.Message = "SECRET_KEY is not set: Django refuses to start"
		}
		f.Django = p.Rule.Django
		p.Report(f)
	}
}

// refusedByAdmin reports whether Django 3.2 asks for the key as it imports: the
// admin imports django.contrib.auth.tokens, whose default generator reads it
// there in this one minor.
func refusedByAdmin(p *check.Pass, m *project.SettingsModule) bool {
	if !p.DjangoBefore(4, 0) {
		return false
	}
	apps := p.Setting(m, "INSTALLED_APPS").Alternatives
	admin, _ := check.Contains(apps, "django.contrib.admin")
	auth, _ := check.Contains(apps, "django.contrib.auth")
	return admin && auth
}
