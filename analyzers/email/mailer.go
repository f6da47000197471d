package email

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// The backends of Django's own. Source: django/core/mail/backends.
const (
	backends    = "django.core.mail.backends."
	smtpBackend = backends + "smtp.EmailBackend"
)

// mailer is how a module sends mail in one world: by the EMAIL_ settings, or by
// the default entry of MAILERS, which takes their place since Django 6.1.
type mailer struct {
	pass   *check.Pass
	module *project.SettingsModule
	world  eval.World
	// options are those of MAILERS; nil if the settings count.
	options eval.Alternatives
}

func mailerOf(p *check.Pass, m *project.SettingsModule, world eval.World) mailer {
	sender := mailer{pass: p, module: m, world: world}
	if hasMailers(p, m) {
		sender.options = check.Item(m.Setting("MAILERS").In(world).Alternatives, "default", "OPTIONS")
	}
	return sender
}

// hasMailers reports whether a module may set MAILERS, and Django reads it.
func hasMailers(p *check.Pass, m *project.SettingsModule) bool {
	if p.DjangoBefore(6, 1) {
		return false
	}
	for _, v := range p.Setting(m, "MAILERS").Alternatives {
		if _, unset := v.Value.(eval.Unbound); !unset && v.Origin.Kind != eval.ByDefault {
			return true
		}
	}
	return false
}

// option is what a setting is, or the option of MAILERS that replaces it.
func (s mailer) option(setting, option string) eval.Alternatives {
	if s.options == nil {
		return s.module.Setting(setting).In(s.world).Alternatives
	}
	values := check.Item(s.options, option)
	for i, v := range values {
		if _, absent := v.Value.(eval.Unbound); absent {
			values[i].Value = eval.None{}
		}
	}
	return values
}

// name is what the user calls a setting or option.
func (s mailer) name(setting, option string) string {
	if s.options == nil {
		return setting
	}
	return option
}

// smtp tells whether mail is sent by Django's SMTP backend, or one that is made
// from it. Others read settings of their own.
func (s mailer) smtp() check.Truths {
	backend := s.module.Setting("EMAIL_BACKEND").In(s.world).Alternatives
	if s.options != nil {
		backend = check.Item(s.module.Setting("MAILERS").In(s.world).Alternatives, "default", "BACKEND")
	}
	return check.Ask(backend, func(v eval.Value) check.Verdict {
		switch v := v.(type) {
		case eval.Unbound: // of an entry of MAILERS, whose default it is
			return check.Bad
		case eval.Str:
			if verdict := s.pass.Inherits(s.module, string(v), smtpBackend); verdict != check.Unclear {
				return verdict
			}
			return check.Good // of another package
		}
		return check.Unclear
	})
}
