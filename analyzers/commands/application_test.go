package commands_test

import "testing"

const (
	wsgi = "-- mysite/wsgi.py --\nimport os\nfrom django.core.wsgi import get_wsgi_application\n" +
		"os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\napplication = get_wsgi_application()\n"
	asgi = "-- mysite/asgi.py --\nimport os\nfrom django.core.asgi import get_asgi_application\n" +
		"os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\napplication = get_asgi_application()\n"
)

func procfile(line string) string { return "-- Procfile --\nweb: " + line + "\n" }

func TestApplication(t *testing.T) {
	at := func(message string) []string { return []string{"server-app-unresolved error Procfile:1: " + message} }
	table{
		{"another package's name", procfile("gunicorn gettingstarted.wsgi --log-file -") + wsgi,
			at("gunicorn is told to load gettingstarted.wsgi, which does not exist (the project has mysite.wsgi): it does not start")},
		{"the own package has no such module", procfile("daphne mysite.routing:application") + asgi,
			at("daphne is told to load mysite.routing:application, which does not exist: it does not start")},
		{"a required package has it", procfile("gunicorn sentry.wsgi") + wsgi + "-- requirements.txt --\nsentry==23.1\n", nil},
		{"another service", procfile("gunicorn app:app") + wsgi, nil},
		{"git ignores it", procfile("gunicorn mysite.wsgi_prod") + wsgi + "-- .gitignore --\nmysite/wsgi_prod.py\n", nil},
		{"seen from another directory", procfile("gunicorn wsgi:application --chdir mysite") + wsgi, nil},
		{"a variable", procfile("gunicorn $APP.wsgi") + wsgi, nil},
		{"no such callable", procfile("gunicorn mysite.wsgi:app") + wsgi,
			at("gunicorn is told to load mysite.wsgi:app, but mysite/wsgi.py has no app: its application is called application")},
		{"a factory", procfile("gunicorn 'mysite.wsgi:make()'") + wsgi, nil},
		{"hypercorn's own default", procfile("hypercorn mysite.asgi") + asgi,
			at("hypercorn is told to load mysite.asgi and looks for app in it, but mysite/asgi.py has none: its application is called application")},
		{"computed", procfile("gunicorn mysite.wsgi:app") + "-- mysite/wsgi.py --\nfrom elsewhere import *\n", nil},
		{"ASGI for gunicorn", procfile("gunicorn mysite.asgi:application") + asgi,
			at("gunicorn is told to load mysite.asgi:application, an ASGI application, but speaks WSGI: every request ends with 500; it needs a worker class for ASGI")},
		{"Channels for gunicorn", procfile("gunicorn mysite.asgi:application -k gevent") + "-- mysite/asgi.py --\nimport os\n" +
			"from channels.routing import ProtocolTypeRouter\nfrom django.core.asgi import get_asgi_application\n" +
			"os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\napplication = ProtocolTypeRouter({'http': get_asgi_application()})\n",
			at("gunicorn is told to load mysite.asgi:application, an ASGI application, but speaks WSGI: every request ends with 500; it needs a worker class for ASGI")},
		{"gunicorn with a configuration", procfile("gunicorn -c gunicorn.py mysite.asgi:application") + asgi, nil},
		{"gunicorn's own configuration", procfile("gunicorn mysite.asgi:application") + asgi + "-- gunicorn.conf.py --\nworker_class = 'uvicorn_worker.UvicornWorker'\n", nil},
		{"WSGI for workers of ASGI", procfile("gunicorn -kuvicorn.workers.UvicornWorker mysite.wsgi") + wsgi,
			at("gunicorn is told to load mysite.wsgi, a WSGI application, but speaks ASGI: every request ends with 500")},
		{"WSGI for uvicorn", procfile("uvicorn mysite.wsgi:application") + wsgi,
			at("uvicorn is told to load mysite.wsgi:application, a WSGI application, but speaks ASGI: every request ends with 500; it needs --interface wsgi")},
		{"granian speaks its own protocol", procfile("granian mysite.asgi:application") + asgi,
			at("granian is told to load mysite.asgi:application, an ASGI application, but speaks RSGI: every request ends with 500; it needs --interface asgi")},
		{"granian is told", procfile("granian --interface asgi mysite.asgi:application") + asgi, nil},
		{"hypercorn takes both", procfile("hypercorn mysite.wsgi:application") + wsgi, nil},
		{"ASGI for uWSGI", "-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.asgi:application\n" + asgi, []string{
			"server-app-unresolved error uwsgi.ini:2: uwsgi is told to load mysite.asgi:application, an ASGI application: " +
				"uWSGI speaks WSGI only, and closes every connection without an answer",
		}},
		{"a file of another project", "-- uwsgi.ini --\n[uwsgi]\nwsgi-file = /srv/tutorial/foobar/wsgi.py\n" + wsgi, []string{
			"server-app-unresolved error uwsgi.ini:2: uwsgi is told to load /srv/tutorial/foobar/wsgi.py, which does not exist " +
				"(the project has mysite/wsgi.py): it answers 500 to every request",
		}},
		{"the file on the server", "-- uwsgi.ini --\n[uwsgi]\nwsgi-file = /srv/project/mysite/wsgi.py\n" + wsgi, nil},
		{"the file seen from chdir", "-- uwsgi.ini --\n[uwsgi]\nchdir = /srv/project/mysite\nwsgi-file = wsgi.py\n" + wsgi, nil},
		{"Elastic Beanstalk", "-- .ebextensions/django.config --\noption_settings:\n  aws:elasticbeanstalk:container:python:\n    WSGIPath: ebdjango.wsgi:application\n" + wsgi, []string{
			"server-app-unresolved error .ebextensions/django.config:3: Elastic Beanstalk is told to load ebdjango.wsgi:application, " +
				"which does not exist (the project has mysite.wsgi): it does not start",
		}},
		{"App Engine's own default", "-- app.yaml --\nruntime: python312\n" + wsgi, []string{
			"server-app-unresolved error app.yaml:1: App Engine starts gunicorn with main:app where no entrypoint is given, " +
				"and there is no main.py: the application does not start",
		}},
		{"App Engine's main.py", "-- app.yaml --\nruntime: python312\n-- main.py --\nfrom mysite.wsgi import application as app\n" + wsgi, nil},
	}.run(t)
}
