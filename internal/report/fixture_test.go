package report_test

import (
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/parser/text"
)

// The secrets of the fixture. None of them may ever be printed.
const (
	secretKey      = "made-up-secret-key-0123456789"
	secretPassword = "p@ss'word"
)

const productionSource = `# Production.
from .base import *

DEBUG = True
SECRET_KEY = "` + secretKey + `"  # was ` + `old-` + secretKey + `
ALLOWED_HOSTS = [
    "*",
]
DATABASES["default"]["PASSWORD"] = "` + secretPassword + `"
NAME = "가나다 😀 café"; STATICFILES_DIRTS = []
`

const baseSource = `from os import path

STATIC_ROOT = path.join(BASE, "static")
`

// spanOf is the span of the first occurrence of a part in a text.
func spanOf(t *testing.T, source, part string) text.Span {
	t.Helper()
	at := strings.Index(source, part)
	if at < 0 {
		t.Fatalf("%q is not in the source", part)
	}
	return text.Span{Start: uint32(at), End: uint32(at + len(part))}
}

// fixture is a report with a bit of everything.
func fixture(t *testing.T) *engine.Report {
	t.Helper()
	const production, base = "mysite/settings/production.py", "mysite/settings/base.py"
	in := func(part string) text.Span { return spanOf(t, productionSource, part) }
	var secrets finding.Secrets
	secrets.AddValue(secretKey)
	secrets.AddValue(secretPassword)
	secrets.Add(production, in(`"`+secretKey+`"`))
	modules := []string{"mysite.settings.production"}
	findings := []finding.Finding{
		{
			Rule: "debug-enabled", Severity: finding.Error, Confidence: finding.High,
			Message: "DEBUG is True in production", Path: production, Span: in("True"),
			Modules: modules, Setting: "DEBUG", Django: []string{"security.W018"},
			Trace: []finding.Step{{Path: production, Span: in("True"), Message: "set in"}},
		},
		{
			Rule: "secret-key-hardcoded", Severity: finding.Error, Confidence: finding.High,
			Message: "SECRET_KEY is a constant of the repository, and whoever built this finding forgot that " + secretKey + " is secret",
			Path:    production, Span: in(`"` + secretKey + `"`), Modules: modules, Setting: "SECRET_KEY",
		},
		{
			Rule: "allowed-hosts-wildcard", Severity: finding.Warning, Confidence: finding.High,
			Message: "ALLOWED_HOSTS accepts every host", Path: production, Span: in("[\n    \"*\",\n]"),
			Modules: []string{"mysite.settings.production", "mysite.settings.staging"}, Setting: "ALLOWED_HOSTS",
		},
		{
			Rule: "setting-misspelled", Severity: finding.Error, Confidence: finding.Medium,
			Message: "STATICFILES_DIRTS is no setting, did you mean STATICFILES_DIRS?", Path: production,
			Span: in("STATICFILES_DIRTS"), Modules: modules, Setting: "STATICFILES_DIRTS",
		},
		{
			Rule: "undefined-name", Severity: finding.Note, Confidence: finding.High,
			Message: "BASE is not defined", Path: base, Span: spanOf(t, baseSource, "BASE"),
			Modules: modules, Setting: "STATIC_ROOT",
			Trace: []finding.Step{
				{Path: base, Span: spanOf(t, baseSource, "STATIC_ROOT"), Message: "set in"},
				{Path: production, Span: in("from .base import *"), Message: "imported by"},
			},
		},
	}
	for i := range findings {
		findings[i].Project = "."
	}
	finding.Finalize(findings)
	return &engine.Report{
		Tool: engine.Tool{Name: "djvet", Version: "0.1.0"},
		Projects: []engine.Project{{
			Root: ".", Django: []string{"5.1", "5.2"},
			Settings: []engine.SettingsModule{
				{Module: "mysite.settings.base", Path: base, Role: "base", Loads: engine.Loads{
					Error: "NameError: name 'BASE' is not defined, near " + secretPassword, Path: base, Line: 3,
				}},
				{
					Module: "mysite.settings.production", Path: production, Role: "production", Judged: true,
					Why:   []engine.Evidence{{Path: "Procfile", Line: 1, Text: "web: SECRET_KEY=" + secretKey + " gunicorn mysite.wsgi"}},
					Loads: engine.Loads{OK: true},
				},
			},
		}},
		Findings: findings,
		Incidents: []engine.Incident{
			{Path: "mysite/big.py", Project: ".", Message: "file is larger than 524288 bytes and was not read"},
			{Message: "a fault of djvet's own while it looked at " + secretPassword},
		},
		Sources: map[string]*text.File{
			production: text.NewFile(production, []byte(productionSource)),
			base:       text.NewFile(base, []byte(baseSource)),
		},
		Redactor: secrets.Redactor(),
		Summary:  engine.Summary{Errors: 3, Warnings: 1, Notes: 1, Suppressed: 2, Baselined: 1, Projects: 1, Modules: 2, Files: 9},
	}
}
