package commands_test

import "testing"

func TestCollectstatic(t *testing.T) {
	const (
		built = "-- Dockerfile --\nFROM python:3.12\nCOPY . /app\nWORKDIR /app\nUSER www-data\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n"
		apps  = "INSTALLED_APPS += ['django.contrib.staticfiles']\nSTATIC_URL = '/static/'\nSTATIC_ROOT = '/app/collected'\n"
		noise = "MIDDLEWARE = ['django.middleware.security.SecurityMiddleware', 'whitenoise.middleware.WhiteNoiseMiddleware']\n"
	)
	found := func(server string) []string {
		return []string{"collectstatic-missing note Dockerfile:5: nothing in the repository runs collectstatic, and " + server +
			" serves static files from STATIC_ROOT (/app/collected), which stays empty"}
	}
	table{
		{"WhiteNoise", apps + noise + built, found("WhiteNoise")},
		{"nginx", apps + built + "-- nginx.conf --\nevents {}\nhttp {\n  server {\n    listen 80;\n    server_name www.mysite.org;\n" +
			"    location /static/ { alias /app/collected/; }\n    location / { proxy_set_header Host $host; proxy_pass http://web:8000; }\n  }\n}\n", found("nginx")},
		{"nobody serves them", apps + built, nil},
		{"from where they are", apps + noise + "WHITENOISE_USE_FINDERS = True\n" + built, nil},
		{"stored elsewhere", apps + noise + "STORAGES = {'staticfiles': {'BACKEND': 'storages.backends.s3.S3Storage'}, 'default': {'BACKEND': 'x.Y'}}\n" + built, nil},
		{"a script", apps + noise + built + "-- deploy.sh --\npython manage.py collectstatic --noinput\n", nil},
		{"by hand", apps + noise + built + "-- README.md --\nThen run manage.py collectstatic.\n", nil},
		{"Heroku", apps + noise + built + "-- Procfile --\nweb: gunicorn mysite.wsgi\n", nil},
		{"an image that may do it", apps + noise + "-- Dockerfile --\nFROM example/django:onbuild\nCOPY . /app\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n", nil},
		{"collected files in the repository", "INSTALLED_APPS += ['django.contrib.staticfiles']\nSTATIC_URL = '/static/'\nfrom pathlib import Path\n" +
			"STATIC_ROOT = Path(__file__).parent.parent / 'collected'\n" + noise + built + "-- collected/site.css --\nbody {}\n", nil},
	}.run(t)
}
