package values_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

// types are the rules on types, by patterns, so that they fold each other.
func types() []string {
	return []string{"env-string-*", "trailing-comma-*", "one-string-*", "setting-wrong-*", "settings-load-*"}
}

func TestTrailingComma(t *testing.T) {
	t.Parallel()
	enginetest.Suite{Rules: types()}.Run(t,
		enginetest.Case{
			Name:  "of every kind",
			Files: "USE_TZ = False,\nEMAIL_PORT = 25,\nMEDIA_ROOT = '/srv/media',\nSECRET_KEY = open('/run/key').read(),\nSESSION_ENGINE = 'a.b',\nCACHES = {},\nINSTALLED_APPS = ['a', 'b'],\nDATABASES = {'default': {}}\nDATABASES['default']['HOST'] = 'db',\n",
			Want: []string{
				"trailing-comma-tuple error mysite/settings.py:5: a comma behind its value makes a tuple of USE_TZ: a tuple that holds something is true, whatever it holds",
				"trailing-comma-tuple error mysite/settings.py:6: a comma behind its value makes a tuple of EMAIL_PORT: Django takes a number",
				"trailing-comma-tuple error mysite/settings.py:7: a comma behind its value makes a tuple of MEDIA_ROOT: Django takes a string",
				"trailing-comma-tuple error mysite/settings.py:8: a comma behind its value makes a tuple of SECRET_KEY: Django takes a string",
				"trailing-comma-tuple error mysite/settings.py:9: a comma behind its value makes a tuple of SESSION_ENGINE: Django takes a string",
				"trailing-comma-tuple error mysite/settings.py:10: a comma behind its value makes a tuple of CACHES: Django takes a dict",
				"trailing-comma-tuple error mysite/settings.py:11: a comma behind its value makes a tuple of INSTALLED_APPS: the whole list is the only entry",
				"trailing-comma-tuple error mysite/settings.py:13: a comma behind its value makes a tuple of DATABASES.default.HOST: Django takes a string",
			},
		},
		enginetest.Case{
			Name:  "in one branch",
			Files: "import os\nif 'V' in os.environ:\n    USE_TZ = False,\nelse:\n    USE_TZ = False\n",
			Want:  []string{"trailing-comma-tuple error mysite/settings.py:7: a comma behind its value makes a tuple of USE_TZ: a tuple that holds something is true, whatever it holds"},
		},
		enginetest.Case{
			Name:  "what takes a tuple",
			Files: "ADMINS = ('A', 'a@mysite.org'),\nSTATICFILES_DIRS = ('assets', '/srv/assets'),\nNUMBER_GROUPING = 3,\nFORMAT_MODULE_PATH = 'mysite.formats',\nSECURE_PROXY_SSL_HEADER = 'a',\nMIDDLEWARE = 'a.B',\nTEMPLATES = {'BACKEND': 'x.Y'},\nOWN_SETTING = 'x',\n",
		},
		enginetest.Case{Name: "a tuple of two", Files: "LOGIN_URL = 'a', 'b'\n"},
	)
}

func TestOneString(t *testing.T) {
	t.Parallel()
	enginetest.Suite{Rules: types()}.Run(t,
		enginetest.Case{
			Name:  "parentheses",
			Files: "import os\nfrom pathlib import Path\nINTERNAL_IPS = ('127.0.0.1')\nSTATICFILES_DIRS = (os.path.join(os.path.dirname(__file__), 'static'))\nFIXTURE_DIRS = (Path(__file__).parent / 'fixtures')\nSECURE_REDIRECT_EXEMPT = ('^ping$')\nMIDDLEWARE = ('a.B')\nCORS_ALLOWED_ORIGINS = ('https://mysite.org')\nREST_FRAMEWORK = {'DEFAULT_PERMISSION_CLASSES': ('a.B')}\n",
			Want: []string{
				"one-string-tuple error mysite/settings.py:7: INTERNAL_IPS is one string, not a list: an address counts as internal if it is any part of the string, as 27.0.0.1 is of 127.0.0.1",
				"one-string-tuple error mysite/settings.py:8: STATICFILES_DIRS is one string, not a list: Django refuses it when it looks for static files",
				"one-string-tuple error mysite/settings.py:9: FIXTURE_DIRS is one path, not a list: nothing can iterate over it, and TypeError is raised",
				"one-string-tuple error mysite/settings.py:10: SECURE_REDIRECT_EXEMPT is one string, not a list: each of its letters is taken for a pattern",
				"one-string-tuple error mysite/settings.py:11: MIDDLEWARE is one string, not a list: Django tries to import each of its letters",
				"one-string-tuple error mysite/settings.py:12: CORS_ALLOWED_ORIGINS is one string, not a list: each of its letters is taken for an entry",
				"one-string-tuple error mysite/settings.py:13: REST_FRAMEWORK.DEFAULT_PERMISSION_CLASSES is one string, not a list: it is taken for one class, over which nothing can iterate, and requests of the API fail",
			},
		},
		enginetest.Case{
			Name:  "Django does not start",
			Files: "ALLOWED_HOSTS = 'www.mysite.org'\nLOCALE_PATHS = ('/srv/locale')\n-- requirements.txt --\nDjango==5.2\n",
			Want: []string{
				"one-string-tuple error mysite/settings.py:5: ALLOWED_HOSTS is one string, not a list: Django refuses to start with it",
				"one-string-tuple error mysite/settings.py:6: LOCALE_PATHS is one string, not a list: Django refuses to start with it",
			},
		},
		enginetest.Case{
			Name:  "an older Django takes it letter by letter",
			Files: "ALLOWED_HOSTS = 'www.mysite.org'\n-- requirements.txt --\nDjango==3.2\n",
			Want:  []string{"one-string-tuple error mysite/settings.py:5: ALLOWED_HOSTS is one string, not a list: each of its letters is taken for an entry"},
		},
		enginetest.Case{Name: "and one letter is what is meant", Files: "ALLOWED_HOSTS = '*'\n-- requirements.txt --\nDjango==3.2\n"},
		enginetest.Case{
			Name:  "a default, or text from outside",
			Files: "import os\nINTERNAL_IPS = os.environ.get('IPS', '127.0.0.1')\n",
			Want:  []string{"one-string-tuple error mysite/settings.py:6: INTERNAL_IPS is one string, not a list: an address counts as internal if it is any part of the string, as 27.0.0.1 is of 127.0.0.1"},
		},
		enginetest.Case{Name: "looked into", Files: "SILENCED_SYSTEM_CHECKS = 'security.W004'\nLANGUAGES_BIDI = 'he'\n"},
		enginetest.Case{Name: "no list is meant", Files: "FORMAT_MODULE_PATH = ('mysite.formats')\nLOGIN_URL = ('/login/')\nREST_FRAMEWORK = {'DEFAULT_PAGINATION_CLASS': ('a.B')}\n"},
	)
}

func TestWrongType(t *testing.T) {
	t.Parallel()
	const middleware = "MIDDLEWARE = ['django.middleware.clickjacking.XFrameOptionsMiddleware']\n"
	enginetest.Suite{Rules: types()}.Run(t,
		enginetest.Case{
			Name:  "what Django refuses",
			Files: "ALLOWED_HOSTS = None\nINSTALLED_APPS = {'a', 'b'}\nCACHES = 'locmem://'\nMEDIA_ROOT = ['/srv/media']\nSESSION_COOKIE_AGE = '3600'\nSESSION_COOKIE_SAMESITE = True\n-- requirements.txt --\nDjango==5.2\n",
			Want: []string{
				"setting-wrong-type error mysite/settings.py:5: ALLOWED_HOSTS is a NoneType: Django takes a list or a tuple, and refuses to start",
				"setting-wrong-type error mysite/settings.py:6: INSTALLED_APPS is a set: Django takes a list or a tuple, and refuses to start",
				"setting-wrong-type error mysite/settings.py:7: CACHES is a string, where Django takes a dict",
				"setting-wrong-type error mysite/settings.py:8: MEDIA_ROOT is a list, where Django takes a string",
				"setting-wrong-type error mysite/settings.py:9: SESSION_COOKIE_AGE is a string, not a number: no session can be saved",
				`setting-wrong-type error mysite/settings.py:10: SESSION_COOKIE_SAMESITE is True, which setting the cookie refuses: it takes "Lax", "Strict", "None" or False`,
			},
		},
		enginetest.Case{
			Name:  "what it misreads",
			Files: "from datetime import timedelta\nUSE_TZ = 'off'\nFILE_UPLOAD_PERMISSIONS = 755\nSECURE_HSTS_SECONDS = timedelta(days=365)\nPASSWORD_RESET_TIMEOUT = timedelta(days=1)\n",
			Want: []string{
				`setting-wrong-type error mysite/settings.py:6: USE_TZ is the string "off", which is true: False is written without quotes`,
				"setting-wrong-type error mysite/settings.py:7: FILE_UPLOAD_PERMISSIONS is 755 in decimal, which are the permissions 0o1363: an octal number begins with 0o",
				"setting-wrong-type error mysite/settings.py:8: SECURE_HSTS_SECONDS is a timedelta, which goes into the header as it is printed: Django takes a number of seconds",
				"setting-wrong-type error mysite/settings.py:9: PASSWORD_RESET_TIMEOUT is a timedelta, not a number of seconds: no password can be reset",
			},
		},
		enginetest.Case{
			Name:  "no string for the header",
			Files: middleware + "X_FRAME_OPTIONS = None\n",
			Want:  []string{"setting-wrong-type error mysite/settings.py:6: X_FRAME_OPTIONS is no string: XFrameOptionsMiddleware raises AttributeError on every response"},
		},
		enginetest.Case{Name: "without the middleware", Files: "MIDDLEWARE = []\nX_FRAME_OPTIONS = None\n"},
		enginetest.Case{
			Name:  "text that nothing splits",
			Files: "import os\nCSRF_TRUSTED_ORIGINS = os.environ.get('ORIGINS', [])\n",
			Want:  []string{"setting-wrong-type error mysite/settings.py:6: CSRF_TRUSTED_ORIGINS takes the text of the environment variable ORIGINS as it stands, not a list: each of its letters is taken for an entry"},
		},
		enginetest.Case{Name: "a required variable", Files: "import os\nALLOWED_HOSTS = os.environ.get('H') and os.environ['H'].split()\n-- requirements.txt --\nDjango==5.2\n"},
		enginetest.Case{Name: "a cookie's age that Django takes", Files: "from datetime import timedelta\nCSRF_COOKIE_AGE = timedelta(days=1)\nLANGUAGE_COOKIE_AGE = 3600.5\n-- requirements.txt --\nDjango==5.2\n"},
		enginetest.Case{Name: "as intended", Files: "USE_TZ = 1\nUSE_I18N = 'True'\nUSE_X_FORWARDED_HOST = None\nEMAIL_PORT = '587'\nFILE_UPLOAD_PERMISSIONS = 420\nFILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o755\nX_FRAME_OPTIONS = 'DENY'\nLOGGING = None\n"},
	)
}
