package commands_test

import "testing"

func TestDirectory(t *testing.T) {
	const settings = "-- mysite/settings.py --\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\nROOT_URLCONF = 'mysite.urls'\nSTATIC_ROOT = BASE_DIR / 'public'\n"
	const image = "-- Dockerfile --\nFROM python\nUSER app\n"
	table{
		{"above the project", image + "WORKDIR /app\nCOPY . /app/src\nCMD gunicorn mysite.wsgi\n", []string{
			"server-chdir-wrong error Dockerfile:3: gunicorn starts in /app, from where mysite.wsgi cannot be imported: it is mysite/wsgi.py",
		}},
		{"told where", image + "WORKDIR /app\nCOPY . /app/src\nCMD gunicorn --pythonpath src mysite.wsgi\n", nil},
		{"a variable", image + "WORKDIR /app\nCOPY . /app/src\nENV PYTHONPATH=/x:/app/src\nCMD gunicorn mysite.wsgi\n", nil},
		{"goes there", image + "WORKDIR /app\nCOPY . /app/src\nCMD cd src && gunicorn mysite.wsgi\n", nil},
		{"the base image's directory", image + "COPY . /app/src\nCMD gunicorn mysite.wsgi\n", nil},
		{"a package", image + "WORKDIR /app\nCOPY . /app/src\nRUN pip install /app/src\nCMD gunicorn mysite.wsgi\n-- setup.py --\n", nil},
		{"copied by parts", image + "WORKDIR /app\nCOPY manage.py .\nCOPY mysite mysite\nCMD gunicorn mysite.wsgi\n", nil},
		{"not copied", image + "WORKDIR /app\nRUN git clone https://example.org/x .\nCMD gunicorn mysite.wsgi\n", nil},
		{"a folder beside the Procfile", "-- Procfile --\nweb: cd mysite && gunicorn mysite.wsgi\n", []string{
			"server-chdir-wrong error Procfile:1: gunicorn starts in mysite, from where mysite.wsgi cannot be imported: it is mysite/wsgi.py",
		}},
		{"a folder that is not there", "-- Procfile --\nweb: cd gone && gunicorn mysite.wsgi\n", nil},
		{"a folder that is not known", "-- Procfile --\nweb: cd $HERE && gunicorn mysite.wsgi\n", nil},
		{"where the web server finds what is collected", "-- web.service --\n[Service]\nUser=app\nWorkingDirectory=/srv/app/mysite\nExecStart=/v/gunicorn mysite.wsgi\n" +
			"-- nginx.conf --\nserver {\n    listen 80;\n    location /static/ {\n        alias /srv/app/public/;\n    }\n}\n" + settings, []string{
			"server-chdir-wrong error web.service:3: gunicorn starts in /srv/app/mysite, from where mysite.wsgi cannot be imported: it is mysite/wsgi.py",
		}},
		{"where the web server finds it, and it is right", "-- web.service --\n[Service]\nUser=app\nWorkingDirectory=/srv/app\nExecStart=/v/gunicorn mysite.wsgi\n" +
			"-- nginx.conf --\nserver {\n    listen 80;\n    location /static/ {\n        alias /srv/app/public/;\n    }\n}\n" + settings, nil},
		{"where its own file lies", "-- web.service --\n[Service]\nExecStart=/v/uwsgi --ini /srv/app/deploy/web.ini\n-- deploy/web.ini --\n[uwsgi]\nchdir = /srv/app/mysite\nmodule = mysite.wsgi\n", []string{
			"server-chdir-wrong error deploy/web.ini:2: uwsgi starts in /srv/app/mysite, from where mysite.wsgi cannot be imported: it is mysite/wsgi.py",
		}},
		{"nothing shows where the checkout is", "-- web.service --\n[Service]\nUser=app\nWorkingDirectory=/srv/app/mysite\nExecStart=/srv/app/venv/bin/gunicorn mysite.wsgi\n", nil},
		{"a placeholder", "-- web.service --\n[Service]\nWorkingDirectory=/home/me/your_project/\nExecStart=/v/gunicorn mysite.wsgi\n", []string{
			"server-chdir-wrong error web.service:2: gunicorn is to start in /home/me/your_project/, which stands where a path has to be filled in",
		}},
	}.run(t)
}
