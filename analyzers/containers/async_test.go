package containers_test

import "testing"

func TestAsyncUnsafe(t *testing.T) {
	const says = ": DJANGO_ALLOW_ASYNC_UNSAFE is set: Django no longer refuses database queries in an event loop, where requests then mix up each other's connections [async.E001]"
	table{
		{Name: "compose", Files: image + composed("      DJANGO_ALLOW_ASYNC_UNSAFE: 'true'\n"), Want: []string{"async-unsafe error docker-compose.prod.yml:5" + says}},
		{Name: "uWSGI", Files: wsgi + "-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\nenv = DJANGO_ALLOW_ASYNC_UNSAFE=1\n", Want: []string{"async-unsafe error uwsgi.ini:3" + says}},
		{Name: "systemd", Files: wsgi + "-- deploy/web.service --\n[Service]\nEnvironment=DJANGO_ALLOW_ASYNC_UNSAFE=1\nExecStart=/venv/bin/gunicorn mysite.wsgi\n", Want: []string{
			"async-unsafe error deploy/web.service:2" + says,
		}},
		{Name: "supervisor", Files: wsgi + "-- deploy/supervisor.conf --\n[program:web]\ncommand = /venv/bin/gunicorn mysite.wsgi\nenvironment = DJANGO_ALLOW_ASYNC_UNSAFE=\"1\"\n", Want: []string{
			"async-unsafe error deploy/supervisor.conf:3" + says,
		}},
		{Name: "a command line", Files: wsgi + "-- Procfile --\nweb: DJANGO_ALLOW_ASYNC_UNSAFE=1 gunicorn mysite.wsgi\n", Want: []string{"async-unsafe error Procfile:1" + says}},
		{Name: "an env file of a service", Files: image + "-- docker-compose.prod.yml --\nservices:\n  web:\n    build: .\n    env_file: web.env\n-- web.env --\nDJANGO_ALLOW_ASYNC_UNSAFE=1\n", Want: []string{
			"async-unsafe error web.env:1" + says,
		}},
		{Name: "a developer's service", Files: image + "-- docker-compose.yml --\nservices:\n  web:\n    build: .\n    volumes: ['.:/app']\n    environment:\n      DJANGO_ALLOW_ASYNC_UNSAFE: 1\n"},
	}.run(t, "async-unsafe")
}
