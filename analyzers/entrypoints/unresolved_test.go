package entrypoints_test

import "testing"

func TestSettingsUnresolved(t *testing.T) {
	table{
		{"right", "", nil},
		{
			"each file has to be corrected",
			`
-- manage.py --
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.setings")
-- mysite/wsgi.py --
import os
from django.core.wsgi import get_wsgi_application
os.environ["DJANGO_SETTINGS_MODULE"] = "mysite.setings"
application = get_wsgi_application()
-- mysite/celery.py --
import os
from celery import Celery
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
app = Celery("mysite")
`,
			[]string{
				"settings-module-unresolved error manage.py:2: DJANGO_SETTINGS_MODULE names mysite.setings, which does not exist; the project has mysite.settings",
				"settings-module-unresolved error mysite/wsgi.py:3: DJANGO_SETTINGS_MODULE names mysite.setings, which does not exist; the project has mysite.settings",
			},
		},
		{
			"a production launch",
			`
-- Dockerfile --
FROM python:3.12
COPY . /srv
WORKDIR /srv
ENV DJANGO_SETTINGS_MODULE=mysite.preset
CMD ["gunicorn", "mysite.wsgi"]
`,
			[]string{"settings-module-unresolved error Dockerfile:4: DJANGO_SETTINGS_MODULE names mysite.preset, which does not exist: the start ends with ModuleNotFoundError"},
		},
		{
			"only for a step of the build",
			`
-- Dockerfile --
FROM python:3.12
RUN DJANGO_SETTINGS_MODULE=mysite.nothing python manage.py collectstatic
CMD ["gunicorn", "mysite.wsgi"]
`,
			nil,
		},
		{
			"told to a command before the server",
			`
-- start.sh --
python manage.py migrate --settings=mysite.setings
exec gunicorn mysite.wsgi
-- Procfile --
web: ./start.sh
`,
			[]string{"settings-module-unresolved error start.sh:1: --settings names mysite.setings, which does not exist; the project has mysite.settings"},
		},
		{
			"git ignores it",
			`
-- .gitignore --
mysite/local.py
-- manage.py --
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.local")
`,
			[]string{"settings-module-unresolved note manage.py:2: DJANGO_SETTINGS_MODULE names mysite.local, which git ignores: mysite/local.py has to be put on the server by other means"},
		},
		{
			"git ignores it, and there is a pattern for it",
			`
-- .gitignore --
mysite/local.py
-- mysite/local.py.example --
DEBUG = False
-- manage.py --
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.local")
`,
			nil,
		},
		{
			"the image puts it there",
			`
-- docker/config.py --
from .settings import *
-- docker/Dockerfile --
FROM python:3.12
WORKDIR /srv
COPY . /srv
RUN cp docker/config.py mysite/config.py
ENV DJANGO_SETTINGS_MODULE=mysite.config
CMD ["gunicorn", "mysite.wsgi"]
`,
			nil,
		},
		{
			"a directory is mounted as a package",
			`
-- docker/settings/web.py --
from mysite.settings import *
-- compose.yml --
services:
  web:
    image: python
    command: gunicorn mysite.wsgi
    environment:
      DJANGO_SETTINGS_MODULE: mysite.mounted.web
    volumes:
      - ./docker/settings:/srv/mysite/mounted
`,
			nil,
		},
		{
			"the repository is a package itself",
			`
-- __init__.py --
-- settings_live.py --
DEBUG = False
INSTALLED_APPS = []
-- apache/django.wsgi --
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "myrepo.settings_live"
import django.core.handlers.wsgi
application = django.core.handlers.wsgi.WSGIHandler()
`,
			nil,
		},
		{
			"of an installed package",
			`
-- manage.py --
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "othercms.conf.defaults")
`,
			nil,
		},
		{
			"a template and a computed name",
			`
-- manage.py --
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "{{ project_name }}.settings")
os.environ["DJANGO_SETTINGS_MODULE"] = "mysite." + os.environ["STAGE"]
`,
			nil,
		},
		{
			"in another directory that may be on sys.path",
			`
-- deploy/mysite_conf/production.py --
DEBUG = False
-- manage.py --
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite_conf.production")
`,
			nil,
		},
	}.run(t)
}

func TestVariableMisspelled(t *testing.T) {
	const message = "DJANGO_SETTING_MODULE is not what Django reads: the name of the variable is DJANGO_SETTINGS_MODULE"
	table{
		{
			"beside the right one",
			`
-- mysite/wsgi.py --
import os
from django.core.wsgi import get_wsgi_application
os.environ['DJANGO_SETTING_MODULE'] = 'mysite.settings'
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
application = get_wsgi_application()
`,
			[]string{"settings-env-misspelled error mysite/wsgi.py:3: " + message},
		},
		{
			"in deployment files",
			`
-- Dockerfile --
FROM python:3.12
ENV DJANGO_SETTINGS_MODULES=mysite.settings
CMD ["gunicorn", "mysite.wsgi"]
-- compose.yml --
services:
  web:
    image: mysite
    command: gunicorn mysite.wsgi
    environment:
      - DJANGO_SETTINGS=mysite.settings
`,
			[]string{
				"settings-env-misspelled error Dockerfile:2: DJANGO_SETTINGS_MODULES is not what Django reads: the name of the variable is DJANGO_SETTINGS_MODULE",
				"settings-env-misspelled error compose.yml:6: DJANGO_SETTINGS is not what Django reads: the name of the variable is DJANGO_SETTINGS_MODULE",
			},
		},
		{
			"one of its own, that manage.py reads",
			`
-- manage.py --
import os
os.environ.setdefault("DJANGO_SETTINGS", "mysite.settings")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", os.environ["DJANGO_SETTINGS"])
`,
			nil,
		},
		{
			"one of its own, that a script reads",
			`
-- Procfile --
web: ./start.sh
-- start.sh --
export DJANGO_SETTINGS=mysite.settings
export DJANGO_SETTINGS_MODULE=$DJANGO_SETTINGS
exec gunicorn mysite.wsgi
`,
			nil,
		},
		{
			"other variables",
			`
-- manage.py --
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
os.environ.setdefault("DJANGO_CONFIGURATION", "Production")
os.environ["DJANGO_SETTINGS_DIR"] = "/etc/mysite"
`,
			nil,
		},
	}.run(t)
}
