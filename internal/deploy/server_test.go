package deploy

import "testing"

func TestUnits(t *testing.T) {
	check(t, []readCase{
		{"gunicorn", map[string]string{"deploy/site.service": `[Unit]
Description=x
[Service]
User=www-data
WorkingDirectory=/srv/site
EnvironmentFile=/etc/site.env
Environment="DJANGO_SETTINGS_MODULE=a.prod" B=1
ExecStart=/srv/venv/bin/gunicorn \
    --bind unix:/run/x.sock \
    # a comment
    -e C=2 a.wsgi:application
`}, []string{
			"deploy/site.service systemd/site production gunicorn settings=a.prod target=a.wsgi:application dir=/srv/site user=www-data DJANGO_SETTINGS_MODULE=a.prod B=1 C=2 missing=/etc/site.env",
		}},
		{"a shell, and the environment below", map[string]string{"x.service": "[Service]\nExecStart=/bin/bash -c 'cd /srv && exec uvicorn --port ${PORT} a.asgi:app'\nEnvironment=PORT=8000\n"}, []string{
			"x.service systemd/x production uvicorn target=a.asgi:app dir=/srv PORT=8000",
		}},
		{"uwsgi with its file", map[string]string{
			"conf/x.service":      "[Service]\nExecStart=/usr/bin/uwsgi --ini /srv/site/conf/site.ini\n",
			"conf/site.ini":       "[uwsgi]\nmodule = a.wsgi\nenv = DJANGO_SETTINGS_MODULE=a.prod\nchdir=/srv/site\n",
			"conf/unrelated.conf": "[x]\na=b\n",
		}, []string{
			"conf/x.service systemd/x production uwsgi settings=a.prod target=a.wsgi dir=/srv/site DJANGO_SETTINGS_MODULE=a.prod",
		}},
		{"others", map[string]string{"x.service": "[Service]\nExecStart=/usr/sbin/nginx\n"}, nil},
		{"supervisor", map[string]string{"supervisor.conf": `[supervisord]
environment=A="1"
[program:web]
command=/venv/bin/gunicorn a.wsgi -c %(here)s/x.py ; note
directory=/srv
user=www
environment=DJANGO_SETTINGS_MODULE="a.prod",B='x,y',
  C=%(ENV_C)s
[program:nginx]
command=nginx
`}, []string{
			"supervisor.conf supervisor/web production gunicorn settings=a.prod target=a.wsgi dir=/srv user=www A=1 DJANGO_SETTINGS_MODULE=a.prod B=x,y C?",
		}},
	})
}

func TestUWSGI(t *testing.T) {
	check(t, []readCase{
		{"placeholders", map[string]string{"conf/live.ini": `[uwsgi]
project = mysite
base = /srv
chdir = %(base)/%(project)
module = %(project).wsgi
callable = app
pythonpath = %d/lib
env = NAME=%n.%e %s %%
env = DJANGO_SETTINGS_MODULE=%(project).settings
env = HOST=$(HOST)
`}, []string{
			"conf/live.ini uWSGI/ production uwsgi settings=mysite.settings target=mysite.wsgi:app dir=/srv/mysite path=conf/lib NAME=live.ini live.ini % DJANGO_SETTINGS_MODULE=mysite.settings HOST?",
		}},
		{"sections and conditions", map[string]string{"uwsgi.ini": `[uwsgi]
ini = :base
if-env = LIVE
env = A=1
endif =
wsgi-file = a/wsgi.py
uid = www-data
[base]
chdir = /app
[other]
module = never.wsgi
`}, []string{"uwsgi.ini uWSGI/ production uwsgi target=a/wsgi.py dir=/app user=www-data A~1"}},
		{"an emperor", map[string]string{"uwsgi.ini": "[uwsgi]\nemperor = /etc/vassals\n"}, nil},
		{"another ini", map[string]string{"x.ini": "[other]\nmodule = a.wsgi\n"}, nil},
	})
	_, problems, _ := read(t, map[string]string{"uwsgi.ini": "module = a.wsgi\n"})
	if len(problems) != 1 || problems[0].Skipped {
		t.Errorf("options outside [uwsgi]: %+v", problems)
	}
}

func TestPlatforms(t *testing.T) {
	check(t, []readCase{
		{"Beanstalk, a mapping", map[string]string{".ebextensions/django.config": `option_settings:
  aws:elasticbeanstalk:application:environment:
    DJANGO_SETTINGS_MODULE: a.prod
    SECRET_KEY: '` + "`{ \"Ref\": \"x\" }`" + `'
  aws:elasticbeanstalk:container:python:
    WSGIPath: a.wsgi:application
container_commands:
  01_migrate:
    command: "source /var/app/venv/*/bin/activate && python manage.py migrate --noinput"
    leader_only: true
  02_touch:
    command: touch x
`}, []string{
			".ebextensions/django.config Elastic Beanstalk/ production settings=a.prod target=a.wsgi:application DJANGO_SETTINGS_MODULE=a.prod SECRET_KEY?",
			".ebextensions/django.config Elastic Beanstalk/01_migrate production manage.py migrate settings=a.prod DJANGO_SETTINGS_MODULE=a.prod SECRET_KEY?",
		}},
		{"Beanstalk, a list and JSON", map[string]string{".ebextensions/x.config": `{"option_settings": [
  {"namespace": "aws:elasticbeanstalk:container:python", "option_name": "WSGIPath", "value": "a/wsgi.py"},
  {"option_name": "A", "value": "1"}]}`}, []string{
			".ebextensions/x.config Elastic Beanstalk/ production target=a/wsgi.py A=1",
		}},
		{"App Engine", map[string]string{
			"app.yaml":         "runtime: python312\nservice: api\nenv_variables:\n  DJANGO_SETTINGS_MODULE: a.gae\nentrypoint: gunicorn -b :$PORT a.wsgi\n",
			"app.staging.yaml": "runtime: python312\n", "web/app.yaml": "name: not a manifest\n",
		}, []string{
			"app.staging.yaml App Engine/ production",
			"app.yaml App Engine/api production gunicorn settings=a.gae target=a.wsgi DJANGO_SETTINGS_MODULE=a.gae",
		}},
		{"Fly.io", map[string]string{
			"Dockerfile": "FROM python\nENV A=image\nCMD [\"gunicorn\", \"a.wsgi\"]\n",
			"fly.toml":   "app = 'x'\n[env]\n  A = \"fly\"\n  PORT = 8000\n[deploy]\n  release_command = 'python manage.py migrate'\n",
		}, []string{
			"Dockerfile Dockerfile/ production gunicorn target=a.wsgi A=image",
			"fly.toml Fly.io/ production gunicorn target=a.wsgi A=fly PORT=8000",
			"fly.toml Fly.io/release production manage.py migrate A=fly PORT=8000",
		}},
		{"Fly.io processes", map[string]string{"fly.toml": "[processes]\nweb = 'daphne a.asgi:application'\nworker = \"celery -A a worker\"\n"}, []string{
			"fly.toml Fly.io/web production daphne target=a.asgi:application",
			"fly.toml Fly.io/worker production celery target=a",
		}},
		{"Render", map[string]string{"render.yaml": `services:
  - type: web
    name: site
    runtime: python
    rootDir: backend
    startCommand: "python -m gunicorn a.asgi:application -k uvicorn.workers.UvicornWorker"
    envVars:
      - key: DJANGO_SETTINGS_MODULE
        value: a.render
      - key: SECRET_KEY
        generateValue: true
      - fromGroup: shared
envVarGroups:
  - name: shared
    envVars: [{key: A, value: "1"}]
`}, []string{
			"render.yaml Render/site production gunicorn settings=a.render target=a.asgi:application dir=backend DJANGO_SETTINGS_MODULE=a.render SECRET_KEY? A=1",
		}},
		{"Railway and Heroku", map[string]string{
			"railway.json": `{"deploy": {"startCommand": "python manage.py migrate && gunicorn a.wsgi"}}`,
			"heroku.yml":   "build:\n  docker:\n    web: Dockerfile\nrun:\n  web: gunicorn b.wsgi\nsetup:\n  config: {A: '1'}\n",
			"app.json":     `{"env": {"A": "1", "B": {"value": "2"}, "C": {"generator": "secret"}}}`,
		}, []string{
			"app.json Heroku/ production A~1 B~2 C?",
			"heroku.yml Heroku/web production gunicorn target=b.wsgi A=1",
			"railway.json Railway/ production gunicorn target=a.wsgi",
		}},
		{"scripts", map[string]string{
			"start_gunicorn.sh": "#!/bin/bash\nNAME=a\nDIR=/srv/$NAME\ncd $DIR\nexport DJANGO_SETTINGS_MODULE=$NAME.settings\nexec gunicorn ${NAME}.wsgi:application --user=$USER\n",
			"run-tests.sh":      "python manage.py test\n",
			"run.sh":            "python manage.py runserver\n",
			"tool.sh":           "gunicorn a.wsgi\n",
		}, []string{
			"run.sh script/run.sh development runserver",
			"start_gunicorn.sh script/start_gunicorn.sh production gunicorn settings=a.settings target=a.wsgi:application dir=/srv/a user=$USER DJANGO_SETTINGS_MODULE=a.settings",
		}},
	})
}
