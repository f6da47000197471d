package values_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

func TestMissingComma(t *testing.T) {
	t.Parallel()
	const line = "missing-comma error mysite/settings.py:6: "
	enginetest.Suite{Rules: []string{"missing-comma"}}.Run(t,
		enginetest.Case{
			Name:  "apps",
			Files: "INSTALLED_APPS = [\n    'django.contrib.admin'  # the site\n    'shop',\n]\n",
			Want:  []string{line + `a comma is missing in INSTALLED_APPS: Python makes one entry of "django.contrib.admin" and "shop"`},
		},
		enginetest.Case{
			Name:  "three of them",
			Files: "MIDDLEWARE = (\n    'a.B'\n    'c.D'\n    \"e.F\",\n)\n",
			Want:  []string{line + `a comma is missing in MIDDLEWARE: Python makes one entry of "a.B" and "c.D" and "e.F"`},
		},
		enginetest.Case{
			Name:  "on one line, in a key",
			Files: "\nTEMPLATES = [{'OPTIONS': {'context_processors': ['a.b' 'c.d']}}]\n",
			Want:  []string{line + `a comma is missing in TEMPLATES.OPTIONS.context_processors: Python makes one entry of "a.b" and "c.d"`},
		},
		enginetest.Case{
			Name:  "added later",
			Files: "CORS_ALLOWED_ORIGINS = []\nCORS_ALLOWED_ORIGINS += ['https://mysite.org' 'https://www.mysite.org']\n",
			Want:  []string{line + `a comma is missing in CORS_ALLOWED_ORIGINS: Python makes one entry of "https://mysite.org" and "https://www.mysite.org"`},
		},
		enginetest.Case{
			Name:  "addresses",
			Files: "\nINTERNAL_IPS = ['127.0.0.1' '::1']\n",
			Want:  []string{line + `a comma is missing in INTERNAL_IPS: Python makes one entry of "127.0.0.1" and "::1"`},
		},
		enginetest.Case{
			Name:  "pairs",
			Files: "\nLANGUAGES = [('de' 'Deutsch'), ('en', 'English')]\nADMINS = [('Ann' 'ann@mysite.org')]\n",
			Want: []string{
				line + "a comma is missing in LANGUAGES: Python makes one string of the two in the brackets",
				"missing-comma error mysite/settings.py:7: a comma is missing in ADMINS: Python makes one string of the two in the brackets",
			},
		},
		enginetest.Case{Name: "an entry in brackets", Files: "ALLOWED_HOSTS = [('www.mysite.org' 'www.mysite.net')]\n"},
		enginetest.Case{Name: "an entry in parts", Files: "INSTALLED_APPS = ['django.contrib.' 'admin', 'shop' '_basket', 'a' '.b']\nALLOWED_HOSTS = ['www' '.mysite.org', 'mysite' '.org']\nCORS_ALLOWED_ORIGINS = ['https://' 'mysite.org', 'https://www.' 'mysite.org']\n"},
		enginetest.Case{Name: "a module of that name", Files: "INSTALLED_APPS = ['shop' 'front']\n-- shopfront/__init__.py --\n"},
		enginetest.Case{Name: "not in the list", Files: "HOST = 'www.mysite.org' 'www.mysite.net'\nALLOWED_HOSTS = [HOST]\n"},
		enginetest.Case{Name: "patterns, and an own list", Files: "CORS_ALLOWED_ORIGIN_REGEXES = ['^a' 'b$']\nOWN = ['a.b' 'c.d']\n"},
	)
}

func TestOverwritten(t *testing.T) {
	t.Parallel()
	const six = "setting-overwritten warning mysite/settings.py:6: "
	enginetest.Suite{Rules: []string{"setting-overwritten"}}.Run(t,
		enginetest.Case{Name: "a constant", Files: "TIME_ZONE = 'UTC'\nTIME_ZONE = 'Europe/Berlin'\n", Want: []string{six + "TIME_ZONE is assigned a second time: what line 5 says has no effect"}},
		enginetest.Case{Name: "the head's", Files: "X = 1\nALLOWED_HOSTS = ['*']  # not the ALLOWED_HOSTS above\n", Want: []string{six + "ALLOWED_HOSTS is assigned a second time: what line 2 says has no effect"}},
		enginetest.Case{
			Name: "from the environment", Files: "TIME_ZONE = 'UTC'\nTIME_ZONE = __import__('os').environ['TZ']\n",
			Want: []string{six + "TIME_ZONE is assigned a second time: what line 5 says has no effect"},
		},
		enginetest.Case{
			Name:  "in a module that another imports",
			Files: "-- mysite/settings/base.py --\nUSE_TZ = False\nUSE_TZ = True\nINSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\n-- mysite/settings/__init__.py --\nfrom .base import *\nDEBUG = False\n",
			Want:  []string{"setting-overwritten warning mysite/settings/base.py:2: USE_TZ is assigned a second time: what line 1 says has no effect"},
		},
		enginetest.Case{Name: "the same again", Files: "USE_TZ = True\nUSE_TZ = bool(1)\nTIME_ZONE = 'UTC'\nTIME_ZONE =  'UTC'\n"},
		enginetest.Case{Name: "made from the first", Files: "STATIC_URL = '/s/'\nSTATIC_URL = f'/a{STATIC_URL}'\nMEDIA_URL = '/m/'\nMEDIA_URL = (lambda: MEDIA_URL)()\n"},
		enginetest.Case{Name: "used in between", Files: "TIME_ZONE = 'UTC'\nCELERY_TIMEZONE = TIME_ZONE\nTIME_ZONE = 'Europe/Berlin'\n"},
		enginetest.Case{Name: "used by a function", Files: "def zone():\n    return TIME_ZONE\n\nTIME_ZONE = 'UTC'\nCELERY_TIMEZONE = zone()\nTIME_ZONE = 'Europe/Berlin'\n"},
		enginetest.Case{Name: "used by something that sees all names", Files: "TIME_ZONE = 'UTC'\nconfigure(locals())\nTIME_ZONE = 'Europe/Berlin'\n"},
		enginetest.Case{Name: "in a branch", Files: "import os\nUSE_TZ = True\nif 'V' in os.environ:\n    USE_TZ = False\n"},
		enginetest.Case{Name: "in a try", Files: "try:\n    from site_package import zone\n    TIME_ZONE = zone\nexcept ImportError:\n    TIME_ZONE = 'UTC'\n"},
		enginetest.Case{Name: "over an import", Files: "from .base import *\nUSE_TZ = True\n-- mysite/base.py --\nUSE_TZ = False\n"},
		enginetest.Case{Name: "in a file that a package shadows", Files: "USE_TZ = False\nUSE_TZ = True\n-- mysite/settings/__init__.py --\nROOT_URLCONF = 'mysite.urls'\n"},
		enginetest.Case{Name: "no setting", Files: "name = 1\nname = 2\nOWN_NAME = 1\nOWN_NAME = 2\n"},
	)
}

// TestFolded has settings of which two rules could say the same.
func TestFolded(t *testing.T) {
	t.Parallel()
	enginetest.Suite{Rules: []string{"missing-c*", "trailing-c*", "one-s*", "setting-w*", "env-s*", "csrf-trusted-*", "allowed-*", "frame-options-*", "language-*", "debug-enabled*"}}.Run(t,
		enginetest.Case{
			Name: "commas",
			Files: "-- mysite/settings.py --\nDEBUG = False,\nROOT_URLCONF = 'mysite.urls'\nALLOWED_HOSTS = ['mysite.org' 'www.mysite.org']\n" +
				"CSRF_TRUSTED_ORIGINS = ['https://mysite.org' 'https://www.mysite.org']\nLANGUAGE_CODE = 'de',\n" +
				"MIDDLEWARE = ['django.middleware.clickjacking.XFrameOptionsMiddleware']\nX_FRAME_OPTIONS = None\n",
			Want: []string{
				"trailing-comma-tuple error mysite/settings.py:1: a comma behind its value makes a tuple of DEBUG: a tuple that holds something is true, whatever it holds [security.W018]",
				`missing-comma error mysite/settings.py:3: a comma is missing in ALLOWED_HOSTS: Python makes one entry of "mysite.org" and "www.mysite.org"`,
				`missing-comma error mysite/settings.py:4: a comma is missing in CSRF_TRUSTED_ORIGINS: Python makes one entry of "https://mysite.org" and "https://www.mysite.org"`,
				"trailing-comma-tuple error mysite/settings.py:5: a comma behind its value makes a tuple of LANGUAGE_CODE: Django takes a string [translation.E001]",
				"setting-wrong-type error mysite/settings.py:7: X_FRAME_OPTIONS is no string: XFrameOptionsMiddleware raises AttributeError on every response [security.W019]",
			},
		},
	)
}
