package engine_test

import (
	"testing"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
)

func TestSilencedChecks(t *testing.T) {
	const both = `language-invalid error mysite/settings.py:5: LANGUAGE_CODE is "en_US", which is no language code ` +
		`(it is written with a hyphen): manage.py check, migrate and runserver refuse to run `
	const code = "LANGUAGE_CODE = \"en_US\"\n"
	enginetest.Suite{
		Rules: []string{"language-invalid"}, Options: engine.Options{Django: django.Minors{{Major: 5, Minor: 2}}},
	}.Run(t,
		enginetest.Case{Name: "none", Files: code, Want: []string{both + "[translation.E001 translation.E004]"}},
		enginetest.Case{Name: "one of two", Files: code + "SILENCED_SYSTEM_CHECKS = (\"translation.E004\",)\n",
			Want: []string{both + "[translation.E001]"}},
		enginetest.Case{Name: "both", Files: code + "SILENCED_SYSTEM_CHECKS = [\"translation.E001\", \"translation.E004\"]\n"},
		enginetest.Case{Name: "a text", Files: code + "SILENCED_SYSTEM_CHECKS = \"translation.E001,security.W001\"\n",
			Want: []string{both + "[translation.E004]"}},
		enginetest.Case{Name: "a dict", Files: code + "SILENCED_SYSTEM_CHECKS = {\"translation.E004\": \"known\"}\n",
			Want: []string{both + "[translation.E001]"}},
	)
}
