package values_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
	"github.com/djvet/djvet/internal/eval"
)

// table are tests: what stands in mysite/settings.py below the head, and what is
// found, as enginetest has them.
type table []struct {
	name  string
	files string
	want  []string
}

// run runs the rules; without one those that fold each other, by patterns, since
// what is selected by name is not folded.
func (cases table) run(t *testing.T, rules ...string) {
	t.Helper()
	if len(rules) == 0 {
		rules = []string{"settings-load-*", "undefined-*", "setting-misspelled*"}
	}
	for _, c := range cases {
		enginetest.Suite{Rules: rules}.Run(t, enginetest.Case{Name: c.name, Files: c.files, Want: c.want})
	}
}

func TestUndefinedName(t *testing.T) {
	table{
		{
			"the constants of other languages",
			"USE_TZ = TRUE\nCSRF_COOKIE_DOMAIN = null\n",
			[]string{
				"undefined-name error mysite/settings.py:5: nothing defines TRUE, so that a NameError ends the start; Python's constant is True",
				"undefined-name error mysite/settings.py:6: nothing defines null, so that a NameError ends the start; Python's constant is None",
			},
		},
		{
			"a forgotten import",
			"TIME_ZONE = os.environ['TZ']\n",
			[]string{"undefined-name error mysite/settings.py:5: nothing defines os, so that a NameError ends the start; it takes import os"},
		},
		{
			"in one branch, and spelt almost so",
			"import os\n_YAML_TOKENS = {}\nif os.environ.get('CORS'):\n    SITE_TOKENS = _YAM_TOKENS\n",
			[]string{"undefined-name error mysite/settings.py:8: nothing defines _YAM_TOKENS, so that a NameError ends the start; the module has _YAML_TOKENS"},
		},
		{"an exception is expected", "try:\n    unicode_type = unicode16\nexcept NameError:\n    unicode_type = str\n", nil},
		{"from a star import that is not followed", "from site_package.defaults import *\nTIME_ZONE = SITE_ZONE\n", nil},
		{"from a file that git ignores", "try:\n    from .local import *\nexcept ImportError:\n    pass\nTIME_ZONE = SITE_ZONE\n-- .gitignore --\nlocal.py\n", nil},
		{"a builtin of Python 2", "NAMES = map(unicode, xrange(3))\n", nil},
		{"a function that is not called", "def helper():\n    return NOTHING\n", nil},
		{"set through globals()", "for key in open('x'):\n    globals()[key] = 1\nTIME_ZONE = SITE_ZONE\n", nil},
		{"in a comprehension and a lambda", "NAMES = [n for n in ('a', 'b')]\nKEY = lambda user: user.name\n", nil},
		{
			"in an entry point",
			`
-- mysite/wsgi.py --
from django.core.wsgi import get_wsgi_application
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
application = get_wsgi_application()
`,
			[]string{"undefined-name error mysite/wsgi.py:2: nothing defines os, so that a NameError ends the start; it takes import os"},
		},
	}.run(t)
}

func TestLoadError(t *testing.T) {
	table{
		{
			"raised in every world",
			"from django.core.exceptions import ImproperlyConfigured\nraise ImproperlyConfigured('copy local.py')\n",
			[]string{"settings-load-error error mysite/settings.py:6: the settings do not load: ImproperlyConfigured: the module raises ImproperlyConfigured"},
		},
		{
			"a name that the other module does not have",
			"from .base import BASE_DIRS\n-- mysite/base.py --\nBASE_DIR = '/'\n",
			[]string{"settings-load-error error mysite/settings.py:5: the settings do not load: ImportError: cannot import name 'BASE_DIRS' from mysite.base"},
		},
		{
			"a path is no text",
			"from pathlib import Path\nBASE_DIR = Path(__file__).parent\nSTATIC_ROOT = BASE_DIR + '/static'\n",
			[]string{"settings-load-error error mysite/settings.py:7: the settings do not load: TypeError: unsupported operand types for +: Path and str"},
		},
		{
			"a list is no tuple",
			"MIDDLEWARE = ['a.B'] + ('c.D',)\n",
			[]string{"settings-load-error error mysite/settings.py:5: the settings do not load: TypeError: unsupported operand types for +: list and tuple"},
		},
		{"but takes one in place", "MIDDLEWARE = ['a.B']\nMIDDLEWARE += ('c.D',)\n", nil},
		{"a variable is required", "import os\nTIME_ZONE = os.environ['TZ']\nif 'KEY' not in os.environ:\n    raise RuntimeError\n", nil},
		{"raised in one branch", "import os\nif os.path.exists('/etc/maintenance'):\n    raise SystemExit\n", nil},
		{"an own module that is not in the repository", "from .secret import TIME_ZONE\n-- .gitignore --\nsecret.py\n", nil},
		{"a package that is not installed here", "import ldap\nfrom celery.schedules import crontab\nTIMES = crontab(hour=1)\n", nil},
		{
			"a loop that is not followed returns",
			`
from enum import Enum
from django.core.exceptions import ImproperlyConfigured

class Kind(Enum):
    LOCAL = "local"

def kind_of(text):
    for kind in Kind:
        if kind.value == text:
            return kind
    raise ImproperlyConfigured(text)

def other(text):
    match text:
        case "local":
            return 1
    raise ImproperlyConfigured(text)

STORAGE_KIND = kind_of("local")
OTHER_KIND = other("local")
`,
			nil,
		},
		{
			"members of an enumeration have values",
			"import os\nfrom enum import Enum\nclass Kind(str, Enum):\n    LOCAL = 'local'\nTIME_ZONES = os.environ.get('KIND', Kind.LOCAL.value)\n", nil,
		},
		{
			"an app that is not there",
			"INSTALLED_APPS += ['mysite.shop', 'Mysite', 'mysite.pages.apps.PagesConfig', 'django.contrib.message', 'other.thing']\n-- mysite/pages/apps.py --\n",
			[]string{"settings-load-error error mysite/settings.py:5: the settings do not load: there is no mysite.shop, which INSTALLED_APPS names"},
		},
		{"a class in small letters", "INSTALLED_APPS += ['mysite.pages.apps.pages_config']\n-- mysite/pages/apps.py --\n", nil},
		{"an installed app beside its templates", "INSTALLED_APPS += ['wagtail.contrib.forms']\n-- wagtail/forms/form.html --\n", nil},
		{"an app that git ignores", "INSTALLED_APPS += ['mysite.shop']\n-- .gitignore --\nshop/\n", nil},
		{
			"an app of Django's that never was",
			"INSTALLED_APPS += ['django.contrib.message']\n",
			[]string{"settings-load-error error mysite/settings.py:5: the settings do not load: there is no django.contrib.message, which INSTALLED_APPS names"},
		},
		{
			"a loop that is left before its else",
			"for name in open('/etc/mysite'):\n    if name:\n        break\nelse:\n    raise SystemExit\n", nil,
		},
		{
			"what Django refuses",
			"ALLOWED_HOSTS = 'www.mysite.org'\nLOCALE_PATHS = {'locale'}\n-- requirements.txt --\nDjango==5.2\n",
			[]string{
				"settings-load-error error mysite/settings.py:5: the settings do not load: Django takes a list or a tuple as ALLOWED_HOSTS, not a str",
				"settings-load-error error mysite/settings.py:6: the settings do not load: Django takes a list or a tuple as LOCALE_PATHS, not a set",
			},
		},
		{
			"text from the environment, whatever it is",
			"import os\nALLOWED_HOSTS = os.environ.get('HOSTS')\n-- requirements.txt --\nDjango==5.2\n",
			[]string{"settings-load-error error mysite/settings.py:6: the settings do not load: Django takes a list or a tuple as ALLOWED_HOSTS, not a str"},
		},
		{"an older Django takes it", "ALLOWED_HOSTS = 'www.mysite.org'\n-- requirements.txt --\nDjango==3.2\n", nil},
		{"a list in one world", "import os\nALLOWED_HOSTS = os.environ.get('HOSTS', '').split(',')\n", nil},
	}.run(t, "settings-load-error")
}

// TestLoadErrorInAnExactWorld requires what the open world leaves open.
func TestLoadErrorInAnExactWorld(t *testing.T) {
	const required = "import os\nTIME_ZONE = os.environ['TZ']\n"
	in := func(variables map[string]string) enginetest.Suite {
		return enginetest.Suite{Rules: []string{"values"}, Options: engine.Options{World: eval.ExactWorld(variables)}}
	}
	in(map[string]string{"TZ": "UTC"}).Run(t, enginetest.Case{Name: "it is set", Files: required})
	in(nil).Run(t, enginetest.Case{
		Name: "it is not", Files: required,
		Want: []string{"settings-load-error error mysite/settings.py:6: the settings do not load: KeyError: the environment variable TZ is not set"},
	})
}
