package debug_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

func TestTemplateDebug(t *testing.T) {
	const backend = "django.template.backends.django.DjangoTemplates"
	enginetest.Suite{Rules: []string{"template-debug-enabled"}}.Run(
		t,
		enginetest.Case{Name: "an engine that is not Django's", Files: "TEMPLATES = [{'BACKEND': 'django.template.backends.jinja2.Jinja2', 'OPTIONS': {'debug': True}}]\n"},
		enginetest.Case{
			Name: "in the second engine, set afterwards",
			Files: "TEMPLATES = [{'BACKEND': 'django.template.backends.jinja2.Jinja2'}, {'BACKEND': '" + backend + "', 'OPTIONS': {}}]\n" +
				"TEMPLATES[1]['OPTIONS']['debug'] = True\n",
			Want: []string{"template-debug-enabled warning mysite/settings.py:6: debug is on in the OPTIONS of TEMPLATES: templates are compiled for Django's yellow error page, whether or not DEBUG shows it"},
		},
		enginetest.Case{
			Name: "unless a variable is set",
			Files: "import os\nTEMPLATE_DEBUG = os.environ.get('TEMPLATE_DEBUG', '1') == '1'\n" +
				"TEMPLATES = [{'BACKEND': '" + backend + "', 'OPTIONS': {'debug': TEMPLATE_DEBUG}}]\n",
			Want: []string{"template-debug-enabled warning mysite/settings.py:6: debug is on in the OPTIONS of TEMPLATES unless TEMPLATE_DEBUG is set: templates are compiled for Django's yellow error page, whether or not DEBUG shows it"},
		},
		enginetest.Case{
			Name: "as DEBUG is unless a variable is set",
			Files: `
-- mysite/settings.py --
import os
DEBUG = os.environ.get('DEBUG', '1') == '1'
ROOT_URLCONF = 'mysite.urls'
TEMPLATES = [{'BACKEND': '` + backend + `', 'OPTIONS': {'debug': DEBUG}}]
`,
		},
		enginetest.Case{
			Name: "as a DEBUG that is always on",
			Files: `
-- mysite/settings.py --
DEBUG = True
ROOT_URLCONF = 'mysite.urls'
TEMPLATES = [{'BACKEND': '` + backend + `', 'OPTIONS': {'debug': DEBUG}}]
`,
		},
	)
}

func TestToolInstalled(t *testing.T) {
	enginetest.Suite{Rules: []string{"debug-tool-installed"}}.Run(
		t,
		enginetest.Case{
			Name:  "two tools",
			Files: "MIDDLEWARE = ['silk.middleware.SilkyMiddleware', 'debug_toolbar.middleware.DebugToolbarMiddleware']\n",
			Want: []string{
				"debug-tool-installed warning mysite/settings.py:5: debug_toolbar is installed in production: only DEBUG and INTERNAL_IPS keep it from showing settings, SQL and headers to visitors",
				"debug-tool-installed warning mysite/settings.py:5: silk is installed in production: it stores every request with its body, passwords included, and shows them to whoever finds its page",
			},
		},
		enginetest.Case{Name: "in a list that is not all known", Files: "from packaged import EXTRA\nMIDDLEWARE = EXTRA + ['mysite.silk.Middleware']\n"},
		enginetest.Case{Name: "a module of that name", Files: "MIDDLEWARE = ['silkroad.middleware.Trade']\n"},
		enginetest.Case{
			Name:  "where a variable asks for it",
			Files: "import os\nMIDDLEWARE = []\nif not os.environ.get('NO_SILK'):\n    MIDDLEWARE += ['silk.middleware.SilkyMiddleware']\n",
		},
	)
}

func TestPropagateExceptions(t *testing.T) {
	enginetest.Suite{Rules: []string{"debug-propagate-exceptions"}}.Run(
		t,
		enginetest.Case{
			Name:  "unless a variable is set",
			Files: "import os\nDEBUG_PROPAGATE_EXCEPTIONS = os.environ.get('PROPAGATE', 'yes')\n",
			Want:  []string{"debug-propagate-exceptions warning mysite/settings.py:6: DEBUG_PROPAGATE_EXCEPTIONS is on unless PROPAGATE is set: an exception skips handler500 and the mail to ADMINS, and its visitor gets whatever the server makes of it"},
		},
	)
}
