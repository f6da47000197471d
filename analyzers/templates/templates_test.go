package templates_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

func TestOptions(t *testing.T) {
	t.Parallel()
	const (
		django  = `"BACKEND": "django.template.backends.django.DjangoTemplates", `
		other   = `"BACKEND": "django.template.backends.jinja2.Jinja2", `
		invalid = "template-string-if-invalid error mysite/settings.py:5: string_if_invalid of TEMPLATES is no string: Django's checks refuse to go on, and a variable that is not there cannot be shown"
		escape  = "template-autoescape-off error mysite/settings.py:5: autoescape of TEMPLATES is off: what visitors enter is written into pages as HTML, scripts included"
	)
	engines := func(options string) string { return "TEMPLATES = [{" + options + "}]\n" }
	enginetest.Suite{Rules: []string{"template-string-if-invalid", "template-autoescape-off"}}.Run(
		t,
		enginetest.Case{Name: "no string", Files: engines(django + `"OPTIONS": {"string_if_invalid": 0}`), Want: []string{invalid + " [templates.E002]"}},
		enginetest.Case{Name: "not set", Files: engines(django + `"OPTIONS": {}`)},
		enginetest.Case{Name: "before the check", Files: engines(django+`"OPTIONS": {"string_if_invalid": None}`) + "-- requirements.txt --\nDjango==1.9.13\n", Want: []string{invalid}},
		enginetest.Case{Name: "another engine asks nothing", Files: engines(other+`"OPTIONS": {"string_if_invalid": None}`) + "-- requirements.txt --\nDjango==5.2.4\n"},
		enginetest.Case{Name: "another engine was asked", Files: engines(other+`"OPTIONS": {"string_if_invalid": None}`) + "-- requirements.txt --\nDjango==5.0.14\n", Want: []string{invalid + " [templates.E002]"}},
		enginetest.Case{Name: "no escapes", Files: engines(django + `"OPTIONS": {"autoescape": False}`), Want: []string{escape}},
		enginetest.Case{Name: "no escapes in Jinja", Files: engines(other + `"OPTIONS": {"autoescape": False}`), Want: []string{escape}},
		enginetest.Case{Name: "perhaps escapes", Files: "import os\n" + engines(django+`"OPTIONS": {"autoescape": os.environ.get("PLAIN") is None}`)},
		enginetest.Case{Name: "an engine for text", Files: "TEMPLATES = [{" + django + "}, {" + other + `"NAME": "text", "OPTIONS": {"autoescape": False}}]` + "\n"},
	)
}
