package deploy

import (
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/shell"
)

// TestCommandLines runs lines in a shell and says what they start.
func TestCommandLines(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"gunicorn a.wsgi", "gunicorn>a.wsgi"},
		{"gunicorn -b 0.0.0.0:80 -w4 -k uvicorn.workers.UvicornWorker --timeout=30 --reload a.asgi:app", "gunicorn>a.asgi:app"},
		{"gunicorn --env DJANGO_SETTINGS_MODULE=a.b --pythonpath x,y a.wsgi", "gunicorn>a.wsgi @a.b"},
		{"gunicorn --bind=:$PORT --chdir /srv a.wsgi", "gunicorn>a.wsgi in /srv"},
		{"gunicorn $TARGET", "gunicorn"},
		{"python -m gunicorn a.wsgi", "gunicorn>a.wsgi"},
		{"python3.12 -u -W ignore -m uvicorn a.asgi:application --host 0.0.0.0 --app-dir src", "uvicorn>a.asgi:application"},
		{"daphne -b 0.0.0.0 -p 80 -v2 a.asgi:application", "daphne>a.asgi:application"},
		{"daphne --proxy-headers a.asgi:application", "daphne>a.asgi:application"},
		{"hypercorn -w 2 --bind 0.0.0.0:8000 a.asgi", "hypercorn>a.asgi"},
		{"granian --interface asgi --working-dir /srv a.asgi:app", "granian>a.asgi:app in /srv"},
		{"waitress-serve --port=80 a.wsgi:application", "waitress-serve>a.wsgi:application"},
		{"uwsgi --http :80 --master --module a.wsgi --callable app --env DJANGO_SETTINGS_MODULE=a.b", "uwsgi>a.wsgi:app @a.b"},
		{"uwsgi --wsgi-file=a/wsgi.py --chdir=/x", "uwsgi>a/wsgi.py in /x"},
		{"mod_wsgi-express start-server a/wsgi.py --port 80", "mod_wsgi-express>a/wsgi.py"},
		{"celery -A a -l info worker", "celery>a"},
		{"celery --app=a.celery:app beat", "celery>a.celery:app"},
		{"python manage.py runserver 0:80", "runserver"},
		{"./manage.py migrate --settings a.b", "manage.py migrate @a.b"},
		{"django-admin --settings=a.b check", "manage.py check @a.b"},
		{"python -m django check --settings $X", "manage.py check"},
		{"DJANGO_SETTINGS_MODULE=a.b python manage.py check", "manage.py check @a.b"},
		{"DJANGO_SETTINGS_MODULE=a.b true; python manage.py check", "manage.py check"},
		{"env -u X DJANGO_SETTINGS_MODULE='a.b' gunicorn a.wsgi", "gunicorn>a.wsgi @a.b"},
		{"export DJANGO_SETTINGS_MODULE=a.b; gunicorn a.wsgi", "gunicorn>a.wsgi @a.b"},
		{"DJANGO_SETTINGS_MODULE=a.b; gunicorn a.wsgi", "gunicorn>a.wsgi"},
		{"DJANGO_SETTINGS_MODULE=a.b; export DJANGO_SETTINGS_MODULE; gunicorn a.wsgi", "gunicorn>a.wsgi @a.b"},
		{"set -a; DJANGO_SETTINGS_MODULE=a.b; set +a; gunicorn a.wsgi", "gunicorn>a.wsgi @a.b"},
		{"export DJANGO_SETTINGS_MODULE=a.b; unset DJANGO_SETTINGS_MODULE; gunicorn a.wsgi", "gunicorn>a.wsgi"},
		{"if [ -z $D ]; then export DJANGO_SETTINGS_MODULE=a.b; else export DJANGO_SETTINGS_MODULE=a.c; fi; gunicorn a.wsgi", "gunicorn>a.wsgi"},
		{"cd app && exec gunicorn a.wsgi", "gunicorn>a.wsgi in app"},
		{"cd app; cd sub; (cd other; true); gunicorn a.wsgi", "gunicorn>a.wsgi in app/sub"},
		{"cd $X; gunicorn a.wsgi", "gunicorn>a.wsgi"},
		{"sh -c 'cd app && gunicorn a.wsgi'", "gunicorn>a.wsgi in app"},
		{"bash -lc \"DJANGO_SETTINGS_MODULE=a.b gunicorn a.wsgi\"", "gunicorn>a.wsgi @a.b"},
		{"poetry run gunicorn a.wsgi", "gunicorn>a.wsgi"},
		{"uv run --no-dev --with x python manage.py migrate", "manage.py migrate"},
		{"pipenv run python manage.py migrate", "manage.py migrate"},
		{"newrelic-admin run-program gunicorn a.wsgi", "gunicorn>a.wsgi"},
		{"dumb-init -- gunicorn a.wsgi", "gunicorn>a.wsgi"},
		{"tini -g -- ddtrace-run gunicorn a.wsgi", "gunicorn>a.wsgi"},
		{"./wait-for-it.sh db:5432 -t 30 -- gunicorn a.wsgi", "gunicorn>a.wsgi"},
		{"gosu www gunicorn a.wsgi", "gunicorn>a.wsgi by www"},
		{"sudo -u www -E A=b gunicorn a.wsgi", "gunicorn>a.wsgi by www"},
		{"python manage.py migrate && gunicorn a.wsgi", "manage.py migrate, gunicorn>a.wsgi"},
		{"gunicorn a.wsgi & celery -A a worker", "gunicorn>a.wsgi, celery>a"},
		{"exec gunicorn a.wsgi; celery -A a worker", "gunicorn>a.wsgi"},
		{"while ! nc db 1; do sleep 1; done; gunicorn a.wsgi", "gunicorn>a.wsgi"},
		{"serve() { gunicorn \"$1\"; }; serve a.wsgi", "gunicorn>a.wsgi"},
		{"set -- gunicorn a.wsgi; exec \"$@\"", "gunicorn>a.wsgi"},
		{"pip install gunicorn; echo gunicorn a.wsgi; python app.py; npm run celery", ""},
	} {
		w, err := workspace.Open(t.Context(), workspace.NewMap(nil), workspace.Options{})
		if err != nil {
			t.Fatal(err)
		}
		p := &process{run: &run{}, path: "x", files: hostFiles{workspace: w}}
		script, err := shell.Parse(shell.At(c.line, 0))
		if err != nil {
			t.Errorf("%s: %v", c.line, err)
		}
		p.script(script.Commands)
		var got []string
		for _, s := range p.run.started {
			out := s.Program
			if s.Target != nil {
				out += ">" + s.Target.Value
				if written := c.line[s.Target.Span.Start:s.Target.Span.End]; !strings.Contains(c.line, "$1") && !strings.HasPrefix(s.Target.Value, written) {
					t.Errorf("%s: the target stands at %q", c.line, written)
				}
			}
			if s.Settings != nil {
				out += " @" + s.Settings.Value
			}
			if s.Directory != "" {
				out += " in " + s.Directory
			}
			if s.user != "" {
				out += " by " + s.user
			}
			got = append(got, out)
		}
		if joined := strings.Join(got, ", "); joined != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.line, joined, c.want)
		}
	}
}

// FuzzRead gives one text to every reader.
func FuzzRead(f *testing.F) {
	f.Add("[Service]\nExecStart=gunicorn a.wsgi\n")
	f.Add("services:\n  a:\n    build: .\n    command: sh -c 'gunicorn a'\n    extends: b\n")
	f.Add("FROM a AS b\nCOPY . /\nCMD ./run.sh\n")
	f.Add("[uwsgi]\nini=:a\nmodule=%(x).%n\nenv=A=b\n")
	f.Fuzz(func(t *testing.T, data string) {
		files := map[string]string{}
		for _, name := range []string{
			"docker-compose.yml", "Dockerfile", "Procfile", "x.service", "uwsgi.ini", "supervisor.conf", "fly.toml", "app.json", "app.yaml",
			"render.yaml", "heroku.yml", "railway.json", "run.sh", ".ebextensions/x.config", ".env",
		} {
			files[name] = data
		}
		launches, _, w := read(t, files)
		for _, launch := range launches {
			file, err := w.Source(launch.Path)
			if err != nil || int(launch.Span.End) > len(file.Data) || launch.Span.Start > launch.Span.End {
				t.Fatalf("%s stands at %v", launch.Path, launch.Span)
			}
			for _, variable := range launch.Variables {
				file, err := w.Source(variable.Path)
				if err != nil || int(variable.Span.End) > len(file.Data) || variable.Span.Start > variable.Span.End || int(variable.ValueSpan.End) > len(file.Data) {
					t.Fatalf("%s of %s stands at %v, %v of %s", variable.Name, launch.Path, variable.Span, variable.ValueSpan, variable.Path)
				}
			}
		}
	})
}
