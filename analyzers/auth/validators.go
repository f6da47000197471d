package auth

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

const (
	validators   = "AUTH_PASSWORD_VALIDATORS"
	modelBackend = "django.contrib.auth.backends.ModelBackend"
)

// validatorsMissing reports settings without validators if passwords are what
// users log in with, and something of Django's or of a known package sets them:
// only these ask the validators.
func validatorsMissing(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, validators), check.Falsy)
		if !j.Bad || j.ByDefault() || !hasPasswords(p, m) || !setsPasswords(p, m) {
			continue
		}
		f := p.At(m, validators, j.Value, "AUTH_USER_MODEL", "INSTALLED_APPS")
		f.Message = "AUTH_PASSWORD_VALIDATORS is empty: Django takes any password, even 1"
		if f.Absent {
			f.Message = "AUTH_PASSWORD_VALIDATORS is not set: Django takes any password, even 1"
		}
		p.Report(f)
	}
}

// hasPasswords reports whether users certainly log in with passwords that Django
// keeps.
func hasPasswords(p *check.Pass, m *project.SettingsModule) bool {
	installed, _ := check.Contains(p.Setting(m, "INSTALLED_APPS").Alternatives, "django.contrib.auth")
	return installed && certain(check.Having(p.Setting(m, "AUTHENTICATION_BACKENDS").Alternatives, func(v eval.Value) check.Verdict {
		backend, ok := v.(eval.Str)
		if !ok {
			return check.Unclear
		}
		if backend == "allauth.account.auth_backends.AuthenticationBackend" {
			return check.Bad // a subclass of Django's
		}
		return p.Inherits(m, string(backend), modelBackend)
	}))
}

// setsPasswords reports whether something sets passwords that asks the
// validators.
func setsPasswords(p *check.Pass, m *project.SettingsModule) bool {
	apps := p.Setting(m, "INSTALLED_APPS").Alternatives
	for _, app := range []string{"django.contrib.admin", "allauth.account", "registration", "django_registration", "dj_rest_auth", "rest_auth", "djoser"} {
		if has, _ := check.Contains(apps, app); has {
			return true
		}
	}
	return p.Project.Mentions(
		"django.contrib.auth.urls", "UserCreationForm", "SetPasswordForm", "PasswordChangeView", "PasswordResetConfirmView", "validate_password",
	)
}

func certain(truths check.Truths) bool {
	for _, t := range truths {
		if t.Value != eval.Value(eval.Bool(true)) {
			return false
		}
	}
	return len(truths) > 0
}
