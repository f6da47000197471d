package values_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
)

func TestMutuallyExclusive(t *testing.T) {
	t.Parallel()
	const engines = "TEMPLATES = [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True, 'OPTIONS': {'loaders': ['x.Y']}}]\n"
	suite := enginetest.Suite{Rules: []string{"settings-mutually-exclusive"}}
	suite.Run(t,
		enginetest.Case{
			Name:  "two storages",
			Files: "STORAGES = {}\nSTATICFILES_STORAGE = 'x.Y'\nDEFAULT_FILE_STORAGE = 'x.Y'\n-- requirements.txt --\nDjango==4.2\n",
			Want: []string{
				"settings-mutually-exclusive error mysite/settings.py:7: DEFAULT_FILE_STORAGE and STATICFILES_STORAGE beside STORAGES ends the start: Django takes one or the other",
			},
		},
		enginetest.Case{Name: "two storages, of which one is ignored", Files: "STORAGES = {}\nSTATICFILES_STORAGE = 'x.Y'\n-- requirements.txt --\nDjango==5.2\n"},
		enginetest.Case{Name: "perhaps two", Files: "import os\nSTORAGES = {}\nif 'OLD' in os.environ:\n    STATICFILES_STORAGE = 'x.Y'\n-- requirements.txt --\nDjango==4.2\n"},
		enginetest.Case{
			Name:  "two ways to say how long a link lasts",
			Files: "PASSWORD_RESET_TIMEOUT = 1\nPASSWORD_RESET_TIMEOUT_DAYS = 1\n-- requirements.txt --\nDjango==3.2\n",
			Want: []string{
				"settings-mutually-exclusive error mysite/settings.py:6: PASSWORD_RESET_TIMEOUT_DAYS beside PASSWORD_RESET_TIMEOUT ends the start: Django takes one or the other",
			},
		},
		enginetest.Case{
			Name:  "mail",
			Files: "MAILERS = {}\nEMAIL_HOST = 'mail.mysite.org'\nEMAIL_SUBJECT_PREFIX = 'x'\n-- requirements.txt --\nDjango==6.1\n",
			Want: []string{
				"settings-mutually-exclusive error mysite/settings.py:6: EMAIL_HOST beside MAILERS ends the start: Django takes one or the other",
			},
		},
		enginetest.Case{
			Name:  "loaders, found by Django's check",
			Files: engines + "-- requirements.txt --\nDjango==4.2\n",
			Want: []string{
				"settings-mutually-exclusive error mysite/settings.py:5: TEMPLATES has an engine with both APP_DIRS and loaders, which Django refuses: no template can be rendered [templates.E001]",
			},
		},
		enginetest.Case{
			Name:  "loaders, refused at once",
			Files: engines + "-- requirements.txt --\nDjango==5.2\n",
			Want: []string{
				"settings-mutually-exclusive error mysite/settings.py:5: TEMPLATES has an engine with both APP_DIRS and loaders, which Django refuses: no template can be rendered",
			},
		},
		enginetest.Case{Name: "another engine", Files: "TEMPLATES = [{'BACKEND': 'x.Jinja', 'APP_DIRS': True, 'OPTIONS': {'loaders': ['x.Y']}}]\n-- requirements.txt --\nDjango==4.2\n"},
		enginetest.Case{Name: "no loaders", Files: "TEMPLATES = [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True, 'OPTIONS': {'loaders': None}}]\n-- requirements.txt --\nDjango==4.2\n"},
	)
	suite.Options = engine.Options{AsDjango: true}
	suite.Run(t, enginetest.Case{
		Name:  "Django's check does not ask whose engine it is",
		Files: "TEMPLATES = [{'BACKEND': 'x.Jinja', 'APP_DIRS': 1, 'OPTIONS': {'loaders': None}}]\n-- requirements.txt --\nDjango==4.2\n",
		Want: []string{
			"settings-mutually-exclusive error mysite/settings.py:5: TEMPLATES has an engine with both APP_DIRS and loaders, which Django refuses: no template can be rendered [templates.E001]",
		},
	})
}
