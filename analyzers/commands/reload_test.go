package commands_test

import "testing"

func TestReload(t *testing.T) {
	const follows = ": it watches every file, and drops requests and serves half of a new version while files are copied"
	table{
		{"gunicorn", procfile("gunicorn mysite.wsgi --reload"), []string{
			"server-reload-enabled warning Procfile:1: gunicorn reloads changed code in production (--reload)" + follows,
		}},
		{"for development", "-- Procfile.dev --\nweb: gunicorn mysite.wsgi --reload\n", nil},
		{"settings for development", procfile("gunicorn mysite.wsgi --reload --env DJANGO_SETTINGS_MODULE=mysite.settings.local"), nil},
		{"an interval", "-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\npy-autoreload = 3\n", []string{
			"server-reload-enabled warning uwsgi.ini:3: uwsgi reloads changed code in production (py-autoreload)" + follows,
		}},
		{"no interval", "-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\npy-autoreload = true\n", nil},
		{"told to", "-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\ntouch-reload = /srv/touch\n", nil},
		{"the host decides", procfile("gunicorn mysite.wsgi") + "-- gunicorn.conf.py --\nimport os\nreload = bool(os.environ.get('RELOAD'))\n", nil},
		{"insecure", procfile("python manage.py runserver --insecure"), []string{
			"runserver-in-production error Procfile:1: " + served,
			"server-reload-enabled warning Procfile:1: runserver --insecure runs in production: it serves static files with a view that " +
				"Django calls grossly inefficient and probably insecure",
		}},
	}.run(t)
}
