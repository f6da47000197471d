package deploy

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/internal/workspace"
)

// read opens a map of files and reads its launches.
func read(t *testing.T, files map[string]string) ([]Launch, []Problem, *workspace.Workspace) {
	t.Helper()
	w, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	deployment, err := Read(context.Background(), w)
	if err != nil {
		t.Fatal(err)
	}
	return deployment.Launches, deployment.Problems, w
}

// render writes a launch on one line: what is not said is left out.
func render(l Launch) string {
	out := fmt.Sprintf("%s %s/%s %s", l.Path, l.Kind, l.Service, l.Role)
	if l.Program != "" {
		out += " " + l.Program
	}
	if l.Settings != nil {
		out += " settings=" + l.Settings.Value
	}
	if l.Target != nil {
		out += " target=" + l.Target.Value
	}
	if l.Directory != "" {
		out += " dir=" + l.Directory
	}
	if len(l.PythonPath) > 0 {
		out += " path=" + strings.Join(l.PythonPath, ",")
	}
	if l.User != "" {
		out += " user=" + l.User
	}
	for _, variable := range l.Variables {
		if standing, set := find(l.Variables, variable.Name); !set || standing != variable {
			continue
		}
		switch {
		case !variable.Known:
			out += " " + variable.Name + "?"
		case variable.Fallback:
			out += " " + variable.Name + "~" + variable.Value
		default:
			out += " " + variable.Name + "=" + variable.Value
		}
	}
	if len(l.Missing) > 0 {
		out += " missing=" + strings.Join(l.Missing, ",")
	}
	return out
}

type readCase struct {
	name  string
	files map[string]string
	want  []string
}

func check(t *testing.T, cases []readCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			launches, _, w := read(t, c.files)
			var got []string
			for _, launch := range launches {
				got = append(got, render(launch))
				places(t, w, launch)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// places checks that every reference stands where it says: at its value, or at
// a text with a placeholder, an escape or a fallback in it.
func places(t *testing.T, w *workspace.Workspace, launch Launch) {
	t.Helper()
	file, err := w.Source(launch.Path)
	if err != nil {
		t.Fatalf("the launch is at %s: %v", launch.Path, err)
	}
	if int(launch.Span.End) > len(file.Data) || launch.Span.Start > launch.Span.End {
		t.Errorf("%s: the launch stands at %v", launch.Path, launch.Span)
	}
	if launch.Why.Text == "" {
		t.Errorf("%s: no reason is given for its role", render(launch))
	}
	at := func(what, path string, start, end uint32, value string) {
		file, err := w.Source(path)
		if err != nil {
			t.Errorf("%s is at %s: %v", what, path, err)
			return
		}
		if int(end) > len(file.Data) || start > end {
			t.Errorf("%s stands at %d:%d of %s", what, start, end, path)
			return
		}
		if written := string(file.Data[start:end]); written != value && !strings.ContainsAny(written, `%$\`) && !strings.HasPrefix(value, strings.TrimSpace(written)) {
			t.Errorf("%s %q stands at %q in %s", what, value, written, path)
		}
	}
	if s := launch.Settings; s != nil {
		at("settings", s.Path, s.Span.Start, s.Span.End, s.Value)
	}
	if s := launch.Target; s != nil {
		at("target", s.Path, s.Span.Start, s.Span.End, s.Value)
	}
	for _, variable := range launch.Variables {
		if variable.Known && variable.ValueSpan.Len() > 0 {
			at("value of "+variable.Name, variable.Path, variable.ValueSpan.Start, variable.ValueSpan.End, variable.Value)
		}
	}
}

func TestProcfile(t *testing.T) {
	check(t, []readCase{
		{"processes", map[string]string{
			"Procfile": "release: python manage.py migrate --settings=mysite.settings.prod\n" +
				"web: DJANGO_SETTINGS_MODULE=mysite.settings.heroku gunicorn --chdir src -w 4 mysite.wsgi --log-file -\n" +
				"worker: celery -A mysite worker -l info\nnode: npm start\n",
		}, []string{
			"Procfile Procfile/release production manage.py migrate settings=mysite.settings.prod",
			"Procfile Procfile/web production gunicorn settings=mysite.settings.heroku target=mysite.wsgi dir=src DJANGO_SETTINGS_MODULE=mysite.settings.heroku",
			"Procfile Procfile/worker production celery target=mysite",
		}},
		{"development", map[string]string{"Procfile.dev": "web: python manage.py runserver\n"}, []string{
			"Procfile.dev Procfile/web development runserver",
		}},
		{"through a script", map[string]string{
			"Procfile": "web: bin/start.sh 3\n",
			"bin/start.sh": "#!/bin/sh\nset -e\nexport DJANGO_SETTINGS_MODULE=\"${DJANGO_SETTINGS_MODULE:-a.prod}\"\n" +
				"python manage.py migrate\nexec gunicorn a.wsgi:application -w $1 -b 0.0.0.0:$PORT\n",
		}, []string{
			"Procfile Procfile/web production gunicorn settings=a.prod target=a.wsgi:application DJANGO_SETTINGS_MODULE~a.prod",
		}},
	})
}

func TestDockerfile(t *testing.T) {
	check(t, []readCase{
		{"stages", map[string]string{"Dockerfile": `FROM python:3.12 AS base
ENV DJANGO_SETTINGS_MODULE=a.base WEB=1
WORKDIR /srv
FROM base AS helper
CMD ["python", "manage.py", "runserver"]
FROM base
WORKDIR app
ENV DJANGO_SETTINGS_MODULE a.prod
RUN DJANGO_SETTINGS_MODULE=a.test python manage.py compilemessages
USER www:www
CMD gunicorn a.wsgi
`}, []string{
			"Dockerfile Dockerfile/helper development runserver settings=a.base dir=/srv DJANGO_SETTINGS_MODULE=a.base WEB=1",
			"Dockerfile Dockerfile/ build manage.py compilemessages settings=a.test dir=/srv/app WEB=1 DJANGO_SETTINGS_MODULE=a.test",
			"Dockerfile Dockerfile/ production gunicorn settings=a.prod target=a.wsgi dir=/srv/app user=www WEB=1 DJANGO_SETTINGS_MODULE=a.prod",
		}},
		{"arguments", map[string]string{"Dockerfile": `ARG ENVIRONMENT=production
FROM python
ARG ENVIRONMENT
ARG SECRET
ENV DJANGO_SETTINGS_MODULE=a.settings.${ENVIRONMENT} SECRET_KEY=$SECRET PATH=/x:$PATH
ENTRYPOINT ["daphne", "-b", "0.0.0.0"]
CMD ["a.asgi:application"]
`}, []string{
			"Dockerfile Dockerfile/ production daphne settings=a.settings.production target=a.asgi:application DJANGO_SETTINGS_MODULE~a.settings.production SECRET_KEY? PATH?",
		}},
		{"scripts that are copied", map[string]string{
			"compose/production/django/Dockerfile": "FROM python\nCOPY ./compose/production/django/entrypoint /entrypoint\nCOPY ./compose/production/django/start /start\n" +
				"COPY . /app\nWORKDIR /app\nENTRYPOINT [\"/entrypoint\"]\nCMD [\"/start\"]\n",
			"compose/production/django/entrypoint": "#!/bin/bash\nexport DATABASE_URL=\"postgres://${U}@db\"\nexec \"$@\"\n",
			"compose/production/django/start":      "#!/bin/bash\npython /app/manage.py collectstatic --noinput\n/usr/local/bin/gunicorn config.wsgi --chdir=/app\n",
		}, []string{
			"compose/production/django/Dockerfile Dockerfile/ production gunicorn target=config.wsgi dir=/app DATABASE_URL?",
		}},
		{"branches", map[string]string{
			"Dockerfile": "FROM python\nCOPY run.sh /\nENTRYPOINT [\"/run.sh\"]\nCMD [\"web\"]\n",
			"run.sh":     "case \"$1\" in\nweb) exec gunicorn a.wsgi;;\nworker) exec celery -A a worker;;\nesac\n",
		}, []string{"Dockerfile Dockerfile/ production gunicorn target=a.wsgi"}},
		{"a server behind a condition", map[string]string{
			"Dockerfile": "FROM python\nCOPY run.sh /\nCMD /run.sh\n",
			"run.sh":     "if [ \"$DEBUG\" ]; then python manage.py runserver; else gunicorn a.wsgi; fi\n",
		}, []string{
			"Dockerfile Dockerfile/ unknown runserver",
			"Dockerfile Dockerfile/ production gunicorn target=a.wsgi",
		}},
		{"not the project's", map[string]string{
			"nginx/Dockerfile": "FROM nginx\nCOPY nginx.conf /etc/nginx\n",
			"bot/Dockerfile":   "FROM python\nRUN pip install django\nCMD python bot.py\n",
			"db/Dockerfile":    "FROM postgres\n",
		}, nil},
		{"template", map[string]string{"Dockerfile": "FROM python\nWORKDIR /{{ cookiecutter.name }}\nCMD gunicorn a.wsgi\n"}, nil},
	})
}

func TestCompose(t *testing.T) {
	dockerfile := "FROM python AS dev\nENV DJANGO_SETTINGS_MODULE=a.dev\nCMD python manage.py runserver\n" +
		"FROM python AS live\nENV DJANGO_SETTINGS_MODULE=a.image STATE=image\nWORKDIR /app\nCOPY . /app\nCMD [\"gunicorn\", \"a.wsgi\"]\n"
	check(t, []readCase{
		{"environment in its three forms", map[string]string{
			"Dockerfile": "FROM python\nCMD [\"gunicorn\", \"a.wsgi\"]\n",
			"docker-compose.prod.yml": `
x-env: &env
  A: "1"
  DJANGO_SETTINGS_MODULE: a.prod
services:
  web:
    build: .
    environment:
      <<: *env
      B: ${HOST:-x}
      C: ${HOST}
      D:
      E: $$money
  list:
    build: .
    environment:
      - A=1=2
      - HANDED_ON
  file:
    build: .
    env_file: [prod.env, secret.env]
    environment: {A: environment}
`,
			"prod.env":   "A=file\nB='f'\n",
			"secret.env": "A=never read\n",
			".gitignore": "secret.env\n",
		}, []string{
			"Dockerfile Dockerfile/ production gunicorn target=a.wsgi",
			"docker-compose.prod.yml compose/web production gunicorn settings=a.prod target=a.wsgi B~x C? D? E=$money A=1 DJANGO_SETTINGS_MODULE=a.prod",
			"docker-compose.prod.yml compose/list production gunicorn target=a.wsgi A=1=2 HANDED_ON?",
			"docker-compose.prod.yml compose/file production gunicorn target=a.wsgi B=f A=environment missing=secret.env",
		}},
		{"image and target", map[string]string{
			"Dockerfile": dockerfile,
			"compose.yaml": "services:\n  web:\n    build: .\n    working_dir: /srv\n  dev:\n    build: {context: ., target: dev}\n" +
				"  job:\n    build: .\n    command: python manage.py migrate\n    user: \"1000:1000\"\n",
		}, []string{
			"Dockerfile Dockerfile/dev development runserver settings=a.dev DJANGO_SETTINGS_MODULE=a.dev",
			"Dockerfile Dockerfile/live production gunicorn settings=a.image target=a.wsgi dir=/app DJANGO_SETTINGS_MODULE=a.image STATE=image",
			"compose.yaml compose/web production gunicorn settings=a.image target=a.wsgi dir=/srv DJANGO_SETTINGS_MODULE=a.image STATE=image",
			"compose.yaml compose/dev production runserver settings=a.dev DJANGO_SETTINGS_MODULE=a.dev",
			"compose.yaml compose/job production manage.py migrate settings=a.image dir=/app user=1000 DJANGO_SETTINGS_MODULE=a.image STATE=image",
		}},
		{"a mounted source is development", map[string]string{
			"manage.py":          "",
			"docker-compose.yml": "services:\n  web:\n    image: me\n    command: python manage.py runserver\n    volumes: ['.:/app', 'data:/data']\n  worker:\n    image: me\n    command: celery -A a worker\n",
		}, []string{
			"docker-compose.yml compose/web development runserver",
			"docker-compose.yml compose/worker development celery target=a",
		}},
		{"a mounted data directory is not", map[string]string{
			"manage.py": "", "files/x": "",
			"docker-compose.yml": "services:\n  web:\n    image: me\n    command: gunicorn a.wsgi\n    volumes: ['./files:/files']\n",
		}, []string{"docker-compose.yml compose/web production gunicorn target=a.wsgi"}},
		{"plain beside production, merged", map[string]string{
			"docker-compose.yml":      "services:\n  web:\n    image: me\n    command: gunicorn a.wsgi\n    environment: {A: plain, B: plain}\n",
			"docker-compose.prod.yml": "services:\n  web:\n    environment: [A=prod]\n",
		}, []string{
			"docker-compose.prod.yml compose/web production gunicorn target=a.wsgi B=plain A=prod",
			"docker-compose.yml compose/web development gunicorn target=a.wsgi A=plain B=plain",
		}},
		{"extends", map[string]string{
			"common.yml":              "services:\n  app:\n    image: me\n    environment: {A: base, B: base}\n    command: gunicorn a.wsgi\n",
			"docker-compose.live.yml": "services:\n  web:\n    extends: {file: common.yml, service: app}\n    environment: {B: own}\n  loop:\n    extends: loop\n    image: x\n",
		}, []string{"docker-compose.live.yml compose/web production gunicorn target=a.wsgi A=base B=own"}},
		{".env beside it", map[string]string{
			"docker-compose.yml": "services:\n  web:\n    image: me\n    command: gunicorn a.wsgi\n    environment: {DJANGO_SETTINGS_MODULE: \"a.${STAGE}\"}\n",
			".env":               "STAGE=prod\n",
		}, []string{
			".env env file/ unknown STAGE=prod",
			"docker-compose.yml compose/web production gunicorn settings=a.prod target=a.wsgi DJANGO_SETTINGS_MODULE~a.prod",
		}},
		{"other services", map[string]string{
			"docker-compose.yml": "services:\n  db:\n    image: postgres\n    environment: {POSTGRES_PASSWORD: x}\n  web:\n    image: nginx\n    command: nginx\n",
		}, nil},
	})
}

func TestEnvFiles(t *testing.T) {
	check(t, []readCase{
		{"names", map[string]string{
			".env":                      "A=1\n",
			".env.production":           "DJANGO_SETTINGS_MODULE=a.prod\nB=${A:-x}\n",
			".env.example":              "A=never\n",
			".envs/.local/.django":      "A=1\n",
			"frontend/.env":             "API=x\n",
			"frontend/package.json":     "{}",
			"other/.env.dist":           "A=never\n",
			"docs/x.md":                 "A=never\n",
			".envs/.production/.django": "A=never\n",
			".gitignore":                ".envs/.production/\n",
		}, []string{
			".env env file/ unknown A=1",
			".env.production env file/ production settings=a.prod DJANGO_SETTINGS_MODULE=a.prod B~x",
			".envs/.local/.django env file/ development A=1",
		}},
	})
}

func TestPlacements(t *testing.T) {
	launches, _, _ := read(t, map[string]string{
		"manage.py": "", "docker/config.py": "", "docker/web.py": "",
		"Dockerfile":         "FROM python\nCOPY . /app\nWORKDIR /app\nCOPY manage.py docker /srv/\nRUN cp docker/config.py settings/config.py\nCMD gunicorn a.wsgi\n",
		"docker-compose.yml": "services:\n  web:\n    build: .\n    volumes: ['${PWD}/docker/web.py:/app/settings/web.py']\n",
	})
	for _, launch := range launches {
		want := []Placement{
			{Target: "/app"}, {Source: "manage.py", Target: "/srv/manage.py"}, {Source: "docker", Target: "/srv"},
			{Source: "docker/config.py", Target: "/app/settings/config.py"},
		}
		if launch.Kind == "compose" {
			want = append(want, Placement{Source: "docker/web.py", Target: "/app/settings/web.py", Mounted: true})
		}
		if diff := cmp.Diff(want, launch.Placements); diff != "" {
			t.Errorf("%s: %s", launch.Path, diff)
		}
	}
	if len(launches) != 2 {
		t.Errorf("%d launches", len(launches))
	}
}

func TestHostileFiles(t *testing.T) {
	files := map[string]string{
		"docker-compose.yml":     "services: {a: [*x]",
		"prod.yml":               "services: &a {web: *a}\n",
		"Dockerfile":             "FROM\nCMD [\nENV\nCOPY\nRUN <<EOF\nUSER ${\nWORKDIR $(\nFROM x AS x\nCOPY --from=x /a /b\nCMD /b\nnonsense\n",
		"Procfile":               "web: ((((\nworker: $(((\n",
		"x.service":              "[Service\nExecStart=\\",
		"uwsgi.ini":              "[uwsgi]\nini=:uwsgi\na=%(a)\nmodule=%(\nchdir=%",
		"supervisor.conf":        "[program:x]\ncommand='\nenvironment=\"",
		"fly.toml":               "[env\nA=1",
		"app.json":               "{\"env\": [",
		"render.yaml":            "services: 1\n",
		"start.sh":               "f() { f; f; }\nf\n. start.sh\nstart.sh & ./start.sh\n$0\n",
		"bin/run.sh":             strings.Repeat("./run.sh; sh -c './run.sh';", 20) + "gunicorn a\n",
		".ebextensions/x.config": "option_settings: [1, {namespace: 1}]\ncontainer_commands: {a: 1}\n",
		".env":                   "\x00",
		".env.prod":              "A='open\n",
	}
	_, problems, _ := read(t, files)
	named := map[string]bool{}
	for _, problem := range problems {
		named[problem.Path] = true
	}
	for _, path := range []string{"docker-compose.yml", "Dockerfile", "Procfile", "x.service", "fly.toml", "app.json", ".env", ".env.prod"} {
		if !named[path] {
			t.Errorf("nothing is said of the damage in %s", path)
		}
	}
}

func TestDeterministic(t *testing.T) {
	files := map[string]string{}
	for _, name := range []string{"a", "b", "c", "d"} {
		files[name+"/Procfile"] = "web: gunicorn " + name + ".wsgi\nworker: celery -A x worker\n"
		files[name+"/uwsgi.ini"] = "[uwsgi]\nmodule=" + name + ".wsgi\n"
	}
	first, _, _ := read(t, files)
	for range 5 {
		again, _, _ := read(t, files)
		if diff := cmp.Diff(first, again); diff != "" {
			t.Fatal(diff)
		}
	}
}

// TestDamagedDockerfile: docker stops at the first line that it cannot read, and a
// file without FROM is none of its.
func TestDamagedDockerfile(t *testing.T) {
	_, problems, _ := read(t, map[string]string{
		"editor/dockerfile.js": "(function(mod) {\n  mod();\n})\n",
		"Dockerfile":           "FROM python:3.13\nCOPPY . .\nWHAT\n",
	})
	if len(problems) != 1 || problems[0].Path != "Dockerfile" || problems[0].Span.Start != 17 {
		t.Errorf("got %v, want the second line of Dockerfile alone", problems)
	}
}
