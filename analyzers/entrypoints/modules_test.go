package entrypoints_test

import "testing"

const (
	wholeSettings = `
DEBUG = False
INSTALLED_APPS = ["django.contrib.auth"]
MIDDLEWARE = []
ROOT_URLCONF = "mysite.urls"
`
	fallsBack = `
import os
from django.core.wsgi import get_wsgi_application
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.conf")
application = get_wsgi_application()
`
)

// packageConf is the tree of a project with a package of settings.
const packageConf = `
-- mysite/urls.py --
-- mysite/settings.py --
-- mysite/conf/production.py --` + wholeSettings + `-- mysite/wsgi.py --` + fallsBack

func TestSettingsNamespace(t *testing.T) {
	const fallback = "settings-module-namespace warning mysite/wsgi.py:3: unless the environment names another module, " +
		"Django starts with none of the project's settings: mysite.conf is "
	const instead = "; they are in mysite.conf.production"
	table{
		{
			"a directory", packageConf,
			[]string{fallback + "a directory without __init__.py" + instead},
		},
		{
			"an empty package, and manage.py with it",
			packageConf + `
-- mysite/conf/__init__.py --
import os
-- manage.py --
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "mysite.conf"
`,
			[]string{
				"settings-module-namespace error manage.py:2: DJANGO_SETTINGS_MODULE names mysite.conf, a package whose __init__.py sets nothing: " +
					"Django starts with none of the project's settings" + instead,
				fallback + "a package whose __init__.py sets nothing" + instead,
			},
		},
		{
			"manage.py beside a wsgi.py that names settings",
			`
-- mysite/urls.py --
-- mysite/conf/production.py --` + wholeSettings + `
-- mysite/wsgi.py --
import os
from django.core.wsgi import get_wsgi_application
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.conf.production")
application = get_wsgi_application()
-- manage.py --
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.conf")
`,
			nil,
		},
		{"git ignores what the package holds", packageConf + "-- .gitignore --\n__init__.py\n", nil},
		{
			"something sets the variable first",
			packageConf + `
-- mysite/__init__.py --
-- mysite/stage.py --
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "mysite.conf.production"
-- mysite/wsgi.py --
import os
import mysite.stage
from django.core.wsgi import get_wsgi_application
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.conf")
application = get_wsgi_application()
`,
			nil,
		},
		{
			"the package takes its settings from the environment's choice",
			packageConf + "-- mysite/conf/__init__.py --\nimport os\nfrom importlib import import_module\n" +
				"globals().update(vars(import_module(os.environ['CONF'])))\n",
			nil,
		},
		{
			"in the image",
			packageConf + "-- Dockerfile --\nFROM python\nCOPY . /srv\nWORKDIR /srv\nENV DJANGO_SETTINGS_MODULE=mysite.conf\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n",
			[]string{"settings-module-namespace error Dockerfile:4: DJANGO_SETTINGS_MODULE names mysite.conf, a directory without __init__.py: " +
				"Django starts with none of the project's settings" + instead},
		},
		{
			"the image puts a file in its place",
			packageConf + "-- docker/conf.py --\nDEBUG = False\n-- Dockerfile --\nFROM python\nCOPY . /srv\nCOPY docker/conf.py /srv/mysite/conf/__init__.py\n" +
				"WORKDIR /srv\nENV DJANGO_SETTINGS_MODULE=mysite.conf\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n",
			nil,
		},
	}.run(t)
}

func TestSettingsShadowed(t *testing.T) {
	const found = "settings-module-shadowed warning mysite/settings.py:1: mysite/settings.py is never read: " +
		"for mysite.settings Python takes mysite/settings/__init__.py"
	table{
		{"a package", "-- mysite/urls.py --\n-- mysite/settings/__init__.py --\nfrom .base import *\n-- mysite/settings/base.py --" + wholeSettings, []string{found}},
		{"a directory", "-- mysite/urls.py --\n-- mysite/settings/base.py --" + wholeSettings, nil},
		{
			"loaded by its path",
			"-- mysite/urls.py --\n-- mysite/settings/__init__.py --\nfrom .load import *\n" +
				"-- mysite/settings/load.py --\nexec(open('mysite/settings.py').read())\n", nil,
		},
	}.run(t)
}

// twoModules is a project with settings for production and for a developer.
const twoModules = `
-- mysite/urls.py --
-- mysite/settings.py --
-- mysite/conf/__init__.py --
-- mysite/conf/prod.py --` + wholeSettings + `-- mysite/conf/dev.py --` + wholeSettings + `
-- manage.py --
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.conf.dev")
`

func entry(path, settings string) string {
	return "-- " + path + " --\nimport os\nfrom django.core.wsgi import get_wsgi_application\n" +
		"os.environ.setdefault('DJANGO_SETTINGS_MODULE', '" + settings + "')\napplication = get_wsgi_application()\n"
}

func TestSettingsDevelopment(t *testing.T) {
	const wsgi = "settings-module-development warning mysite/wsgi.py:3: unless the environment names another module, mysite/wsgi.py runs the " +
		"development settings mysite.conf.dev, though there is mysite.conf.prod"
	table{
		{"wsgi.py", twoModules + entry("mysite/wsgi.py", "mysite.conf.dev"), []string{wsgi}},
		{"right", twoModules + entry("mysite/wsgi.py", "mysite.conf.prod"), nil},
		{
			"always",
			twoModules + "-- mysite/wsgi.py --\nimport os\nfrom django.core.wsgi import get_wsgi_application\n" +
				"os.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.conf.dev'\napplication = get_wsgi_application()\n",
			[]string{"settings-module-development warning mysite/wsgi.py:3: mysite/wsgi.py runs the development settings mysite.conf.dev, though there is mysite.conf.prod"},
		},
		{"another one is for production", twoModules + entry("mysite/wsgi.py", "mysite.conf.dev") + entry("mysite/live_wsgi.py", "mysite.conf.prod"), nil},
		{"its path says so", twoModules + entry("mysite/wsgi/dev.py", "mysite.conf.dev"), nil},
		{
			"the server chooses",
			twoModules + entry("mysite/wsgi.py", "mysite.conf.dev") + "-- Procfile --\nweb: env DJANGO_SETTINGS_MODULE=mysite.conf.prod gunicorn mysite.wsgi\n", nil,
		},
		{
			"a file outside the repository may choose",
			twoModules + entry("mysite/wsgi.py", "mysite.conf.dev") +
				"-- compose.yml --\nservices:\n  web:\n    image: me\n    command: gunicorn mysite.wsgi\n    env_file: site.env\n", nil,
		},
		{
			"the server loads another",
			twoModules + entry("mysite/wsgi.py", "mysite.conf.prod") + "-- Procfile --\nweb: gunicorn mysite.wsgi\n-- mysite/asgi.py --\nimport os\n" +
				"from django.core.asgi import get_asgi_application\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.conf.dev')\napplication = get_asgi_application()\n", nil,
		},
		{
			"a file outside the repository may choose for an image",
			twoModules + entry("mysite/wsgi.py", "mysite.conf.dev") + "-- Dockerfile --\nFROM python\nCOPY . /srv\nENTRYPOINT [\"/entry\"]\n" +
				"-- compose.yml --\nservices:\n  web:\n    build: .\n    env_file: site.env\n", nil,
		},
		{
			"in the server's own configuration",
			twoModules + entry("mysite/wsgi.py", "mysite.conf.prod") + "-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\nenv = DJANGO_SETTINGS_MODULE=mysite.conf.dev\n",
			[]string{"settings-module-development warning uwsgi.ini:3: in production uwsgi runs the development settings mysite.conf.dev, though there is mysite.conf.prod"},
		},
		{
			"of one machine, beside those of a server",
			"-- mysite/urls.py --\n-- mysite/settings.py --\n-- mysite/conf/__init__.py --\n-- mysite/conf/dev.py --" + wholeSettings + "-- mysite/conf/local.py --" + wholeSettings +
				"-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\nenv = DJANGO_SETTINGS_MODULE=mysite.conf.local\n",
			[]string{"settings-module-development warning uwsgi.ini:3: in production uwsgi runs mysite.conf.local, " +
				"by its name the settings of a developer's machine, though there is mysite.conf.dev"},
		},
		{
			"of one machine, and there are no others",
			"-- mysite/urls.py --\n-- mysite/settings.py --\n-- mysite/conf/__init__.py --\n-- mysite/conf/local.py --" + wholeSettings +
				"-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\nenv = DJANGO_SETTINGS_MODULE=mysite.conf.local\n",
			nil,
		},
		{
			"in a configuration for developers",
			twoModules + entry("mysite/wsgi.py", "mysite.conf.prod") + "-- dev/uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\nenv = DJANGO_SETTINGS_MODULE=mysite.conf.dev\n", nil,
		},
		{
			"one branch has the others",
			twoModules + "-- mysite/wsgi.py --\nimport os\nfrom django.core.wsgi import get_wsgi_application\nif os.path.exists('/etc/live'):\n" +
				"    os.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.conf.prod'\nelse:\n    os.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.conf.dev'\n" +
				"application = get_wsgi_application()\n", nil,
		},
		{"no other settings", "-- mysite/urls.py --\n-- mysite/settings.py --\n-- mysite/conf/dev.py --" + wholeSettings + entry("mysite/wsgi.py", "mysite.conf.dev"), nil},
	}.run(t)
}

func TestSettingsMismatch(t *testing.T) {
	const files = `
-- mysite/urls.py --
-- mysite/settings.py --` + wholeSettings + `-- mysite/settings_live.py --
from mysite.settings import *
-- mysite/celery.py --
import os
from celery import Celery
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
app = Celery("mysite")
`
	const procfile = "-- Procfile --\nweb: gunicorn mysite.wsgi\nworker: celery -A mysite worker\n"
	table{
		{
			"a worker", files + entry("mysite/wsgi.py", "mysite.settings_live") + procfile,
			[]string{"settings-module-mismatch warning Procfile:2: celery runs mysite.settings, to which mysite/celery.py falls back, and gunicorn beside it runs mysite.settings_live"},
		},
		{"the same", files + entry("mysite/wsgi.py", "mysite.settings") + procfile, nil},
		{
			"only the site is told",
			files + entry("mysite/wsgi.py", "mysite.settings") +
				"-- Procfile --\nweb: env DJANGO_SETTINGS_MODULE=mysite.settings_live gunicorn mysite.wsgi\nworker: celery -A mysite worker\n",
			[]string{"settings-module-mismatch warning Procfile:2: celery runs mysite.settings, to which mysite/celery.py falls back, and gunicorn beside it runs mysite.settings_live"},
		},
		{
			"both are told",
			files + entry("mysite/wsgi.py", "mysite.settings") +
				"-- Procfile --\nweb: env DJANGO_SETTINGS_MODULE=mysite.settings_live gunicorn mysite.wsgi\n" +
				"worker: env DJANGO_SETTINGS_MODULE=mysite.settings celery -A mysite worker\n",
			nil,
		},
		{
			"a file outside the repository may tell",
			files + entry("mysite/wsgi.py", "mysite.settings_live") + "-- compose.yml --\nservices:\n  web:\n    image: me\n    command: gunicorn mysite.wsgi\n" +
				"  worker:\n    image: me\n    command: celery -A mysite worker\n    env_file: site.env\n",
			nil,
		},
		{
			"asgi.py was forgotten",
			"-- mysite/urls.py --\n-- mysite/settings.py --" + wholeSettings + "-- mysite/settings_live.py --\nfrom mysite.settings import *\n" +
				entry("mysite/wsgi.py", "mysite.settings_live") + "-- mysite/asgi.py --\nimport os\nfrom django.core.asgi import get_asgi_application\n" +
				"os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\napplication = get_asgi_application()\n",
			[]string{"settings-module-mismatch warning mysite/asgi.py:3: mysite/asgi.py runs mysite.settings, and mysite/wsgi.py beside it runs mysite.settings_live"},
		},
		{
			"two ways to deploy",
			files + entry("mysite/wsgi.py", "mysite.settings_live") + "-- Procfile --\nweb: gunicorn mysite.wsgi\n-- worker/Procfile --\nworker: celery -A mysite worker\n",
			nil,
		},
	}.run(t)
}

func TestURLConfMissing(t *testing.T) {
	const without = "DEBUG = False\nINSTALLED_APPS = []\nMIDDLEWARE = []\n"
	wsgi := entry("mysite/wsgi.py", "mysite.settings")
	table{
		{
			"not set", "-- mysite/settings.py --\n" + without + wsgi,
			[]string{"urlconf-missing error mysite/settings.py:2: ROOT_URLCONF is not set: Django has no default for it, and every request ends with an AttributeError"},
		},
		{"no server runs it", "-- mysite/settings.py --\n" + without, nil},
		{"settings of a worker", "-- mysite/settings.py --\nDEBUG = False\nINSTALLED_APPS = []\n" + wsgi, nil},
		{"in one branch", "-- mysite/settings.py --\nimport os\n" + without + "if 'URLS' in os.environ:\n    ROOT_URLCONF = os.environ['URLS']\n" + wsgi, nil},
		{"may come from elsewhere", "-- mysite/settings.py --\n" + without + "from local_settings import *\n" + wsgi, nil},
	}.run(t)
}
