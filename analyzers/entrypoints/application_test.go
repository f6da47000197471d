package entrypoints_test

import "testing"

func TestApplicationMissing(t *testing.T) {
	table{
		{
			"misspelt",
			`
-- mysite/wsgi.py --
from django.core.wsgi import get_wsgi_application
aplication = get_wsgi_application()
`,
			[]string{"application-missing error mysite/wsgi.py:2: mysite/wsgi.py calls its application aplication, but servers look for the name application"},
		},
		{
			"wrapped, and of the older kind",
			`
-- mysite/wsgi.py --
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise
application = get_wsgi_application()
application = WhiteNoise(application)
-- apache/django.wsgi --
import django.core.handlers.wsgi
application = django.core.handlers.wsgi.WSGIHandler()
`,
			nil,
		},
		{
			"a factory for the file that servers load",
			`
-- mysite/wsgi_handler.py --
import django
from django.core.handlers.wsgi import WSGIHandler
def get_wsgi_application():
    django.setup(set_prefix=False)
    return WSGIHandler()
`,
			nil,
		},
		{
			"in both branches",
			`
-- mysite/wsgi.py --
import os
from django.core.wsgi import get_wsgi_application
if os.environ.get("SENTRY"):
    from raven import Sentry
    application = Sentry(get_wsgi_application())
else:
    application = get_wsgi_application()
`,
			nil,
		},
		{
			"handed on, and of other frameworks",
			`
-- wsgi.py --
from mysite.wsgi import application as _
-- mysite/celery.py --
import os
from celery import Celery
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
app = Celery("mysite")
-- main.py --
import os, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
django.setup()
`,
			nil,
		},
		{
			"another name that the server is told",
			`
-- uwsgi.ini --
[uwsgi]
module = mysite.wsgi
callable = app
-- mysite/wsgi.py --
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
`,
			nil,
		},
		{
			"another name that one of two servers is not told",
			`
-- mysite/settings.py --
DEBUG = False
INSTALLED_APPS = []
ROOT_URLCONF = "mysite.urls"
WSGI_APPLICATION = "mysite.wsgi.app"
-- Procfile --
web: gunicorn mysite.wsgi:application
-- mysite/wsgi.py --
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
`,
			[]string{"application-missing error mysite/wsgi.py:2: mysite/wsgi.py calls its application app, but servers look for the name application"},
		},
		{
			"a star import that is not followed",
			`
-- mysite/wsgi.py --
from django.core.wsgi import get_wsgi_application
from hosting.wsgi import *
`,
			nil,
		},
	}.run(t)
}

func TestFactoryWrong(t *testing.T) {
	table{
		{
			"misspelt where it is called",
			`
-- mysite/wsgi.py --
from django.core.wsgi import get_wsgi_application
application = get_wsgi_appplication()
`,
			[]string{"application-factory-wrong error mysite/wsgi.py:2: Django has no get_wsgi_appplication: the function is called get_wsgi_application"},
		},
		{
			"misspelt where it is imported",
			`
-- mysite/wsgi.py --
from django.core.wsgi import get_wsgi_aplication
application = get_wsgi_aplication()
`,
			[]string{"application-factory-wrong error mysite/wsgi.py:1: Django has no get_wsgi_aplication: the function is called get_wsgi_application"},
		},
		{
			"the environment alone names the settings",
			`
-- manage.py --
from django.core.management import execute_from_command_line
execute_from_command_line()
-- mysite/wsgi.py --
from django.core.wsgi import get_wsgi_application
application = get_wsgi_appplication()
`,
			[]string{"application-factory-wrong error mysite/wsgi.py:2: Django has no get_wsgi_appplication: the function is called get_wsgi_application"},
		},
		{
			"not imported, and from the other module",
			`
-- mysite/wsgi.py --
import os
application = get_wsgi_application()
-- mysite/asgi.py --
from django.core.wsgi import get_asgi_application
application = get_asgi_application()
`,
			[]string{
				"application-factory-wrong error mysite/asgi.py:1: django.core.wsgi has no get_asgi_application: it is in django.core.asgi",
				"application-factory-wrong error mysite/wsgi.py:2: get_wsgi_application is not imported, so that the application cannot be made",
			},
		},
		{
			"not called, and for the other protocol",
			`
-- mysite/wsgi.py --
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application
-- mysite/asgi.py --
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
`,
			[]string{
				"application-factory-wrong error mysite/asgi.py:2: application is made for WSGI, and ASGI servers cannot call it: in mysite/asgi.py it takes get_asgi_application()",
				"application-factory-wrong error mysite/wsgi.py:2: application is the function get_wsgi_application itself, not what it returns: call it, get_wsgi_application()",
			},
		},
		{
			"an ASGI server loads wsgi.py",
			`
-- Procfile --
web: daphne mysite.wsgi:application
-- mysite/wsgi.py --
from django.core.asgi import get_asgi_application
application = get_asgi_application()
`,
			nil,
		},
		{
			"handed to another",
			`
-- mysite/asgi.py --
from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application
application = ProtocolTypeRouter({"http": get_asgi_application()})
`,
			nil,
		},
		{
			"an old Django without it",
			`
-- mysite/wsgi.py --
try:
    from django.core.asgi import get_wsgi_application
except ImportError:
    from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
`,
			nil,
		},
	}.run(t)
}

func TestApplicationUnresolved(t *testing.T) {
	const wsgi = `
-- mysite/wsgi.py --
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
`
	setting := func(value string) string {
		return wsgi + "-- mysite/settings.py --\nDEBUG = False\nINSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\nWSGI_APPLICATION = " + value + "\n"
	}
	table{
		{"right", setting("'mysite.wsgi.application'"), nil},
		{"none", setting("None"), nil},
		{
			"misspelt attribute", setting("'mysite.wsgi.aplication'"),
			[]string{"wsgi-application-unresolved error mysite/settings.py:4: WSGI_APPLICATION names mysite.wsgi.aplication, but mysite/wsgi.py defines application"},
		},
		{
			"misspelt module", setting("'mysite.wgsi.application'"),
			[]string{"wsgi-application-unresolved error mysite/settings.py:4: WSGI_APPLICATION names mysite.wgsi.application, but there is no module mysite.wgsi: it is mysite.wsgi"},
		},
		{
			"a package that was renamed", setting("'oldsite.wsgi.application'"),
			[]string{"wsgi-application-unresolved error mysite/settings.py:4: WSGI_APPLICATION names oldsite.wsgi.application, but there is no module oldsite.wsgi: it is mysite.wsgi"},
		},
		{
			"in a module that does not load for another reason",
			setting("'mysite.wsgi.aplication'\nimport os\nDEBUG = os.environ.get('DEBUG') == 'on'\nUSE_ETAGS = FALSE"),
			[]string{"wsgi-application-unresolved error mysite/settings.py:4: WSGI_APPLICATION names mysite.wsgi.aplication, but mysite/wsgi.py defines application"},
		},
		{"of a package", setting("'channels.layers.application'"), nil},
		{"computed", setting("__import__('os').environ['APPLICATION']"), nil},
		{
			"in one branch only",
			wsgi + `
-- mysite/settings.py --
import os
DEBUG = False
INSTALLED_APPS = []
ROOT_URLCONF = 'mysite.urls'
WSGI_APPLICATION = 'mysite.wsgi.application'
if os.environ.get("OLD"):
    WSGI_APPLICATION = 'mysite.old.application'
`,
			nil,
		},
		{
			"git ignores it", setting("'mysite.server.application'") + "-- .gitignore --\nserver.py\n", nil,
		},
	}.run(t)
}
