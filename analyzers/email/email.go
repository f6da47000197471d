// Package email holds the rules on the mail that a project sends.
package email

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("server-email-missing", serverEmail),
		check.Rule("default-from-email-missing", defaultFrom),
		check.Rule("email-backend-development", developmentBackend),
		check.Rule("mailers-default-missing", defaultMailer),
		check.Rule("email-tls-conflict", tlsConflict),
		check.Rule("email-plaintext", plaintext),
		check.Rule("admins-invalid", admins),
	}
}

// isText is the verdict that a setting is one text, such as a default that
// nobody should keep.
func isText(text string) func(eval.Value) check.Verdict {
	return func(v eval.Value) check.Verdict {
		s, ok := v.(eval.Str)
		if !ok {
			return check.Good
		}
		return check.When(string(s) == text)
	}
}

func serverEmail(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, "SERVER_EMAIL"), isText("root@localhost"))
		if !j.Bad || j.ByDefault() || !delivers(p, m) {
			continue
		}
		f := p.At(m, "SERVER_EMAIL", j.Value, "ADMINS", "MANAGERS", "EMAIL_HOST", "EMAIL_BACKEND")
		switch {
		case filled(p, m, "ADMINS") || filled(p, m, "MANAGERS"):
			f.Message = "error reports to ADMINS and MANAGERS leave as root@localhost, which mail servers refuse: SERVER_EMAIL is not set"
		case p.Project.Mentions("mail_admins(", "mail_managers("):
			f.Message = "mail_admins() and mail_managers() send as root@localhost, which mail servers refuse: SERVER_EMAIL is not set"
		case configuresMail(p, m):
			f.Severity = finding.Note
			f.Message = "mail is configured, but error reports would leave as root@localhost: SERVER_EMAIL is not set"
		default:
			continue
		}
		p.Report(f)
	}
}

func defaultFrom(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, "DEFAULT_FROM_EMAIL"), isText("webmaster@localhost"))
		if !j.Bad || j.ByDefault() || !delivers(p, m) {
			continue
		}
		f := p.At(m, "DEFAULT_FROM_EMAIL", j.Value, "EMAIL_HOST", "EMAIL_BACKEND", "ADMINS")
		switch {
		case ownSender(p, m):
			continue
		case configuresMail(p, m):
			f.Message = "mail is configured, but leaves as webmaster@localhost, which mail servers refuse: DEFAULT_FROM_EMAIL is not set"
		case p.Project.Mentions("PasswordResetView", "django.contrib.auth.urls", "settings.DEFAULT_FROM_EMAIL"):
			f.Message = "password resets and other mails leave as webmaster@localhost, which mail servers refuse: DEFAULT_FROM_EMAIL is not set"
		default:
			continue
		}
		p.Report(f)
	}
}

// ownSender reports whether the project sends its mail under an address that it
// keeps in a setting of its own, and uses nothing that sends under Django's.
func ownSender(p *check.Pass, m *project.SettingsModule) bool {
	if p.Project.Mentions("PasswordResetView", "django.contrib.auth.urls", "send_mail(", "allauth") {
		return false
	}
	return slices.ContainsFunc(m.Evaluate(m.World()).Names(), func(name string) bool {
		_, known := django.LookupSetting(name)
		return !known && isSender(name) && p.Project.Mentions("settings."+name)
	})
}

func isSender(name string) bool {
	for _, mark := range []string{"EMAIL_SENDER", "SENDER_EMAIL", "MAIL_SENDER", "FROM_EMAIL", "EMAIL_FROM", "MAIL_FROM"} {
		if strings.HasSuffix(name, mark) {
			return true
		}
	}
	return false
}

// filled reports whether a setting that is a list has elements.
func filled(p *check.Pass, m *project.SettingsModule, name string) bool {
	for _, alternative := range p.Setting(m, name).Alternatives {
		if truth, known := eval.Truth(alternative.Value); !known || !truth {
			return false
		}
	}
	return true
}

// configuresMail reports whether the module says which server sends its mail.
func configuresMail(p *check.Pass, m *project.SettingsModule) bool {
	for _, alternative := range p.Setting(m, "EMAIL_HOST").Alternatives {
		if host, ok := alternative.Value.(eval.Str); ok && (host == "localhost" || host == "") {
			return false
		}
	}
	return true
}

// delivers reports whether mail leaves the machine at all. Backends that print
// or keep it are another rule's business.
func delivers(p *check.Pass, m *project.SettingsModule) bool {
	for _, alternative := range p.Setting(m, "EMAIL_BACKEND").Alternatives {
		if keeps(alternative.Value) == check.Bad {
			return false
		}
	}
	// Django 6.1 configures mail in MAILERS, and then refuses these settings.
	return !hasMailers(p, m)
}
