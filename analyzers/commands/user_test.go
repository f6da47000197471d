package commands_test

import "testing"

func TestUser(t *testing.T) {
	const owns = " runs as root: whoever finds a way to run code in the project is root too"
	const image = "-- Dockerfile --\nFROM python:3.12\nWORKDIR /app\nCOPY . .\n"
	table{
		{"systemd", "-- deploy/web.service --\n[Service]\nUser=root\nExecStart=/venv/bin/gunicorn mysite.wsgi\n", []string{
			"server-runs-as-root warning deploy/web.service:2: gunicorn" + owns,
		}},
		{"nothing said", "-- deploy/web.service --\n[Service]\nExecStart=/venv/bin/gunicorn mysite.wsgi\n", nil},
		{"the nearest of several programs", "-- deploy/supervisor.conf --\n[supervisord]\nuser = root\n\n[program:other]\nuser = nobody\ncommand = /bin/other\n\n" +
			"[program:web]\ncommand = /venv/bin/gunicorn mysite.wsgi\nuser = root\n", []string{
			"server-runs-as-root warning deploy/supervisor.conf:10: gunicorn" + owns,
		}},
		{"uWSGI", "-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\nuid = 0\n", []string{
			"server-runs-as-root warning uwsgi.ini:3: uwsgi" + owns,
		}},
		{"gunicorn's option", procfile("gunicorn mysite.wsgi --user root"), []string{
			"server-runs-as-root warning Procfile:1: gunicorn" + owns,
		}},
		{"a service", image + "USER app\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n-- docker-compose.prod.yml --\nservices:\n  web:\n    build: .\n    user: \"0:0\"\n", []string{
			"server-runs-as-root warning docker-compose.prod.yml:4: gunicorn" + owns,
		}},
		{"root at the end", image + "USER app\nUSER root\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n", []string{
			"server-runs-as-root warning Dockerfile:5: gunicorn" + owns,
		}},
		{"gives it up", image + "USER root\nCMD [\"gosu\", \"app\", \"gunicorn\", \"mysite.wsgi\"]\n", nil},
		{"for the pedantic", image + "CMD [\"gunicorn\", \"mysite.wsgi\"]\n", []string{
			"server-runs-as-root note Dockerfile:1: the image names no USER: gunicorn runs as root in it",
		}},
		{"an image of others", "-- Dockerfile --\nFROM example/django\nCOPY . .\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n", nil},
		{"an account that is not known", image + "ARG UID\nUSER $UID\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n", nil},
	}.run(t)
}
