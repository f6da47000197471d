package i18n_test

import (
	"testing"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
)

func on(major, minor int) engine.Options {
	return engine.Options{Django: django.Minors{{Major: major, Minor: minor}}}
}

const refuse = ": manage.py check, migrate and runserver refuse to run"

func TestLanguage(t *testing.T) {
	notOffered := "language-invalid error mysite/settings.py:5: " +
		"LANGUAGE_CODE is a language that LANGUAGES does not offer, or for which there are no translations" + refuse + " [translation.E004]"
	enginetest.Suite{Rules: []string{"language-invalid"}, Options: on(5, 2)}.Run(t,
		enginetest.Case{Name: "case does not matter", Files: `LANGUAGE_CODE = "EN-us"` + "\n"},
		enginetest.Case{Name: "both ids", Files: `LANGUAGE_CODE = "pt_BR"` + "\n", Want: []string{
			`language-invalid error mysite/settings.py:5: LANGUAGE_CODE is "pt_BR", which is no language code (it is written with a hyphen)` +
				refuse + " [translation.E001 translation.E004]",
		}},
		enginetest.Case{Name: "no catalogue", Files: `LANGUAGE_CODE = "tlh"
LANGUAGES = [("tlh", "Klingon")]
`, Want: []string{notOffered}},
		enginetest.Case{Name: "perhaps a catalogue of an app elsewhere", Files: `LANGUAGE_CODE = "tlh"
LANGUAGES = [("tlh", "Klingon")]
INSTALLED_APPS = INSTALLED_APPS + ["klingon"]
`},
		enginetest.Case{Name: "a variant of it", Files: `LANGUAGE_CODE = "de-ch"
LANGUAGES = [("de-at", "German")]
`},
		enginetest.Case{Name: "no text", Files: "LANGUAGE_CODE = False\n", Want: []string{
			`language-invalid error mysite/settings.py:5: LANGUAGE_CODE is of type bool, which is no language code` +
				refuse + " [translation.E001 translation.E004]",
		}},
		enginetest.Case{Name: "codes in place of pairs", Files: `LANGUAGE_CODE = "de"
LANGUAGES = ["de", "en"]
`, Want: []string{notOffered}},
		enginetest.Case{Name: "no translations at all", Files: `LANGUAGE_CODE = "tlh"
USE_I18N = False
`},
		enginetest.Case{Name: "from the environment", Files: `import os
LANGUAGE_CODE = os.environ.get("LANGUAGE", "pt_BR")
`, Want: []string{
			`language-invalid error mysite/settings.py:6: LANGUAGE_CODE is "pt_BR", which is no language code (it is written with a hyphen)` +
				refuse + " unless LANGUAGE is set [translation.E001 translation.E004]",
		}},
		enginetest.Case{Name: "from the environment, unknown", Files: `import os
LANGUAGE_CODE = os.environ["LANGUAGE"]
`},
	)
	enginetest.Suite{Rules: []string{"language-invalid"}, Options: on(3, 2)}.Run(t,
		enginetest.Case{Name: "case matters in 3.2", Files: `LANGUAGE_CODE = "EN-us"` + "\n", Want: []string{notOffered}},
	)
	enginetest.Suite{Rules: []string{"language-invalid"}, Options: on(2, 0)}.Run(t,
		enginetest.Case{Name: "2.0 does not look", Files: `LANGUAGE_CODE = "pt_BR"` + "\n"},
	)
}

func TestTimeZone(t *testing.T) {
	enginetest.Suite{Rules: []string{"timezone-invalid"}}.Run(t,
		enginetest.Case{Name: "misspelt", Files: `TIME_ZONE = "Europe/Belin"` + "\n", Want: []string{
			`timezone-invalid error mysite/settings.py:5: TIME_ZONE is "Europe/Belin", which is no time zone (Europe/Berlin is one): Django does not start`,
		}},
		enginetest.Case{Name: "the machine's", Files: "TIME_ZONE = \"\"\n"},
		enginetest.Case{Name: "by default", Files: `import os
TIME_ZONE = os.environ.get("TZ", "PST")
`, Want: []string{
			`timezone-invalid error mysite/settings.py:6: TIME_ZONE is "PST", which is no time zone: Django does not start unless TZ is set`,
		}},
	)
}
