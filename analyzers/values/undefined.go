package values

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
)

// undefinedName reports names that nothing defines, in the modules that are
// started and in what starts them. Those that an except clause expects, and
// those that a star import may bring, are not among Result.Undefined.
func undefinedName(p *check.Pass) {
	for _, m := range p.Loadable() {
		result := m.Evaluate(m.World())
		for _, failure := range result.Undefined {
			f := undefined(result, failure)
			f.Modules = []string{m.Name}
			p.Report(f)
		}
	}
	for _, s := range p.Project.Starters {
		for _, failure := range s.Result.Undefined {
			if failure.File.Path == s.Path {
				p.Report(undefined(s.Result, failure))
			}
		}
	}
}

func undefined(result *eval.Result, failure eval.Failure) finding.Finding {
	f := finding.Finding{Path: failure.File.Path, Span: failure.Span, Detail: failure.Name}
	f.Message = "nothing defines " + failure.Name + ", so that a NameError ends the start"
	if meant := meantName(result, failure); meant != "" {
		f.Message += "; " + meant
	}
	return f
}

// meantName is what to write instead.
func meantName(result *eval.Result, failure eval.Failure) string {
	for _, constant := range []string{"True", "False", "None"} {
		if strings.EqualFold(failure.Name, constant) {
			return "Python's constant is " + constant
		}
	}
	if strings.EqualFold(failure.Name, "null") || strings.EqualFold(failure.Name, "nil") {
		return "Python's constant is None"
	}
	if statement := customaryImport(failure.Name); statement != "" {
		return "it takes " + statement
	}
	var names []string
	if result.Path == failure.File.Path { // the names of another module are not known here
		names = result.Names()
	}
	if near := check.Nearest(failure.Name, names); near != "" {
		return "the module has " + near
	}
	return ""
}

// customaryImport is the import that settings need for a name that everybody
// knows.
func customaryImport(name string) string {
	switch name {
	case "os", "sys", "json", "re", "logging", "socket", "environ", "dj_database_url", "django_heroku", "datetime",
		"mimetypes", "random", "string", "platform", "ldap", "sentry_sdk", "dotenv", "secrets":
		return "import " + name
	case "Path":
		return "from pathlib import Path"
	case "timedelta":
		return "from datetime import timedelta"
	case "config":
		return "from decouple import config"
	case "load_dotenv":
		return "from dotenv import load_dotenv"
	case "ImproperlyConfigured":
		return "from django.core.exceptions import ImproperlyConfigured"
	case "gettext_lazy", "gettext", "reverse_lazy", "get_wsgi_application", "get_asgi_application":
		return "an import from Django"
	case "crontab":
		return "from celery.schedules import crontab"
	}
	return ""
}
