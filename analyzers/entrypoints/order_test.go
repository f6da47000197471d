package entrypoints_test

import (
	"strings"
	"testing"
)

func TestVariableLate(t *testing.T) {
	const late = "settings-env-late error mysite/wsgi.py:4: DJANGO_SETTINGS_MODULE is set after "
	const end = ": without it in the environment the start ends with ImproperlyConfigured"
	const models = "-- chat/__init__.py --\n-- chat/models.py --\nfrom django.db import models\nclass Text(models.Model):\n    pass\n" +
		"-- chat/urls.py --\nfrom . import models\n"
	table{
		{
			"after the application",
			"-- mysite/wsgi.py --\nimport os\nfrom django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n" +
				"os.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.settings'\n",
			[]string{late + "get_wsgi_application() needs it" + end},
		},
		{
			"after models",
			models + "-- mysite/wsgi.py --\nimport os\nfrom django.core.wsgi import get_wsgi_application\nimport chat.urls\n" +
				"os.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.settings'\napplication = get_wsgi_application()\n",
			[]string{late + "the import of chat.urls, which needs the settings" + end},
		},
		{
			"after models of Django",
			"-- mysite/wsgi.py --\nimport os\nfrom django.core.wsgi import get_wsgi_application\nfrom django.contrib.auth.models import User\n" +
				"os.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.settings'\napplication = get_wsgi_application()\n",
			[]string{late + "the import of django.contrib.auth.models, which needs the settings" + end},
		},
		{
			"set before, and again",
			"-- mysite/wsgi.py --\nimport os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n" +
				"application = get_wsgi_application()\nos.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.settings'\n",
			nil,
		},
		{
			"an import sets it first, at the offset of the second",
			"-- mysite/stage.py --\n#" + strings.Repeat(".", 105) + "\nimport os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.settings'\n" +
				"-- mysite/wsgi.py --\nimport mysite.stage\nimport os\nfrom django.core.wsgi import get_wsgi_application\n" +
				"application = get_wsgi_application()\nos.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.settings'\n",
			nil,
		},
		{
			"imports inside functions, and what needs no settings",
			"-- chat/__init__.py --\n-- chat/models.py --\ndef get():\n    from django.contrib.auth.models import User\n" +
				"-- mysite/wsgi.py --\nimport os\nfrom django.core.wsgi import get_wsgi_application\nfrom django.urls import path\nimport chat.models\n" +
				"os.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.settings'\napplication = get_wsgi_application()\n",
			nil,
		},
		{
			"the server sets it",
			"-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\nenv = DJANGO_SETTINGS_MODULE=mysite.settings\n" +
				"-- mysite/wsgi.py --\nimport os\nfrom django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n" +
				"os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
			nil,
		},
		{
			"in a function",
			"-- manage.py --\nimport os\nfrom django.core.management import execute_from_command_line\ndef main():\n    execute_from_command_line()\n" +
				"    os.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.settings'\nmain()\n",
			[]string{"settings-env-late error manage.py:5: DJANGO_SETTINGS_MODULE is set after execute_from_command_line() needs it" + end},
		},
	}.run(t)
}

func TestBareHandler(t *testing.T) {
	const requires = "-- requirements.txt --\nDjango==4.2\n"
	const wrong = "() does not call django.setup(): the first request that needs a model ends with AppRegistryNotReady"
	table{
		{
			"for WSGI, wrapped",
			requires + "-- mysite/wsgi.py --\nfrom django.core.handlers.wsgi import WSGIHandler\nfrom whitenoise import WhiteNoise\napplication = WhiteNoise(WSGIHandler())\n",
			[]string{"application-bare-handler warning mysite/wsgi.py:3: WSGIHandler" + wrong},
		},
		{
			"for ASGI, by its whole path",
			requires + "-- mysite/asgi.py --\nimport django.core.handlers.asgi\napplication = django.core.handlers.asgi.ASGIHandler()\n",
			[]string{"application-bare-handler warning mysite/asgi.py:2: ASGIHandler" + wrong},
		},
		{"set up", requires + "-- mysite/wsgi.py --\nimport django\nfrom django.core.handlers.wsgi import WSGIHandler\ndjango.setup()\napplication = WSGIHandler()\n", nil},
		{"an old Django", "-- requirements.txt --\nDjango==1.6\n-- mysite/wsgi.py --\nfrom django.core.handlers.wsgi import WSGIHandler\napplication = WSGIHandler()\n", nil},
		{"of which nobody knows", "-- mysite/wsgi.py --\nfrom django.core.handlers.wsgi import WSGIHandler\napplication = WSGIHandler()\n", nil},
	}.run(t)
}

func TestCeleryUnresolved(t *testing.T) {
	const app = "import os\nfrom celery import Celery\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\napp = Celery('mysite')\n"
	const worker = "-- Procfile --\nworker: celery -A "
	table{
		{"its module celery", "-- mysite/celery.py --\n" + app + worker + "mysite worker\n", nil},
		{"the app itself", "-- mysite/celery.py --\n" + app + worker + "mysite.celery:app worker\n", nil},
		{"the app by dots", "-- mysite/celery.py --\n" + app + worker + "mysite.celery.app worker\n", nil},
		{"imported by the package", "-- mysite/__init__.py --\nfrom .queue import app as celery_app\n-- mysite/queue.py --\n" + app + worker + "mysite worker\n", nil},
		{
			"no such package", "-- mysite/celery.py --\n" + app + worker + "backend worker\n",
			[]string{"celery-app-unresolved error Procfile:1: celery -A backend names no app: there is no module backend; the project's app is in mysite"},
		},
		{
			"no such module", "-- mysite/celery.py --\n" + app + worker + "mysite.queue worker\n",
			[]string{"celery-app-unresolved error Procfile:1: celery -A mysite.queue names no app: there is no module mysite.queue; the project's app is in mysite"},
		},
		{
			"no app in it", "-- mysite/celery.py --\n" + app + "-- jobs/__init__.py --\n" + worker + "jobs worker\n",
			[]string{"celery-app-unresolved error Procfile:1: celery -A jobs names no app: jobs/__init__.py defines none, and there is no jobs.celery; the project's app is in mysite"},
		},
		{
			"another attribute", "-- mysite/celery.py --\n" + app + worker + "mysite.celery:queue worker\n",
			[]string{"celery-app-unresolved error Procfile:1: celery -A mysite.celery:queue names no app: mysite/celery.py defines no queue; the project's app is in mysite"},
		},
		{
			"in a folder of the same name",
			"-- shop/__init__.py --\n-- shop/shop/__init__.py --\n-- shop/shop/celery.py --\n" + app + "-- shop/manage.py --\n" + worker + "shop worker\n", nil,
		},
		{"of a package that is required", "-- requirements.txt --\nshop-queue\n" + worker + "shop_queue worker\n", nil},
		{"in another directory of the repository", "-- worker/jobs/tasks.py --\n" + worker + "jobs worker\n", nil},
		{
			"where another project's worker is shown",
			"-- deploy/supervisor.conf --\n[program:worker]\ncommand=celery -A yoursite worker\ndirectory=/home/yoursite\n", nil,
		},
	}.run(t)
}
