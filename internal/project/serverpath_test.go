package project_test

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// served makes a project of the files of a plain one below prefix, and others.
func served(t *testing.T, prefix, settings string, others map[string]string) *project.Project {
	t.Helper()
	files := map[string]string{
		prefix + "manage.py":          "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\nfrom django.core.management import execute_from_command_line\n",
		prefix + "mysite/__init__.py": "",
		prefix + "mysite/wsgi.py":     "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\nfrom django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n",
		prefix + "mysite/settings.py": "from pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\nROOT_URLCONF = 'mysite.urls'\nINSTALLED_APPS = []\n" + settings,
	}
	maps.Copy(files, others)
	ws, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	projects, _, err := project.Discover(context.Background(), ws, project.Options{})
	if err != nil || len(projects) != 1 {
		t.Fatal(projects, err)
	}
	return projects[0]
}

// container is the one of a service, nil for "".
func container(t *testing.T, p *project.Project, service string) *deploy.Container {
	t.Helper()
	for _, c := range p.Containers {
		if c.Service == service {
			return c
		}
	}
	if service != "" {
		t.Fatalf("there is no service %s", service)
	}
	return nil
}

func TestMachineRoots(t *testing.T) {
	unit := func(lines string) map[string]string {
		return map[string]string{"deploy/site.service": "[Service]\n" + lines}
	}
	for _, c := range []struct {
		name, prefix string
		others       map[string]string
		want         string // of "static" below the project
	}{
		{"a working directory", "", unit("WorkingDirectory=/srv/site\nExecStart=/v/gunicorn mysite.wsgi\n"), "/srv/site/static"},
		{"the project is a folder of the repository", "src/", unit("WorkingDirectory=/srv/site/src\nExecStart=/v/gunicorn mysite.wsgi\n"), "/srv/site/src/static"},
		{"a folder of another name", "src/", unit("WorkingDirectory=/srv/site\nExecStart=/v/gunicorn mysite.wsgi\n"), ""},
		{"a file of the project", "", unit("ExecStart=/v/uwsgi --http :80 --wsgi-file /srv/site/mysite/wsgi.py\n"), "/srv/site/static"},
		{"a file of another checkout", "", unit("ExecStart=/v/uwsgi --http :80 --wsgi-file /srv/site/other/wsgi.py\n"), ""},
		{"a python path", "", unit("ExecStart=/v/gunicorn --pythonpath /srv/site,/v/lib/site-packages mysite.wsgi\n"), "/srv/site/static"},
		{"contradictions", "", unit("WorkingDirectory=/srv/a\nExecStart=/v/gunicorn --chdir /srv/b mysite.wsgi\nExecStart=/v/gunicorn mysite.wsgi\n"), ""},
		{"two ways that agree", "", unit("WorkingDirectory=/srv/a\nExecStart=/v/uwsgi --http :80 --wsgi-file /srv/a/mysite/wsgi.py\n"), "/srv/a/static"},
		{"a placeholder", "", unit("WorkingDirectory=/path/to/your/project\nExecStart=/v/gunicorn mysite.wsgi\n"), ""},
		{"development", "", map[string]string{"dev/site.service": "[Service]\nWorkingDirectory=/srv/site\nExecStart=/v/gunicorn mysite.wsgi\n"}, ""},
		{"a worker", "", unit("WorkingDirectory=/srv/site\nExecStart=/v/celery -A mysite worker\n"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := served(t, c.prefix, "", c.others)
			if got := strings.Join(p.OnServer(c.prefix+"static", nil), " "); got != c.want {
				t.Errorf("static is at %q, want %q", got, c.want)
			}
			if c.want == "" {
				return
			}
			if got, certain := p.InRepository(c.want+"/x.css", nil); !certain || got != c.prefix+"static/x.css" {
				t.Errorf("%s/x.css is %q, %t", c.want, got, certain)
			}
		})
	}
}

const composed = `services:
  web:
    build: .
    command: gunicorn -b :8000 mysite.wsgi
    volumes: [static:/app/public, ./media:/app/media, /srv/logs:/app/logs]
  nginx:
    image: nginx
    volumes: ["static:/var/www/static:ro", "./media:/var/www/media", "/srv:/srv", "./nginx.conf:/etc/nginx/nginx.conf"]
`

const appImage = "FROM python\nWORKDIR /app\nCOPY . .\n"

func TestPathsOfContainers(t *testing.T) {
	p := served(t, "", "", map[string]string{"compose.yml": composed, "Dockerfile": appImage})
	web, nginx := container(t, p, "web"), container(t, p, "nginx")
	for _, c := range []struct {
		server string
		in     *deploy.Container
		want   string
	}{
		{"/app/public/x", web, "public/x"}, {"/app", web, ""}, {"/app/../app/a", web, "a"}, {"/etc/passwd", web, "?"}, {"relative", web, "?"},
		{"/var/www/media/x", nginx, "media/x"}, {"/var/www/static", nginx, "?"}, {"/application", web, "?"},
	} {
		got, certain := p.InRepository(c.server, c.in)
		if !certain {
			got = "?"
		}
		if got != c.want {
			t.Errorf("%s is %q, want %q", c.server, got, c.want)
		}
	}
	for _, c := range []struct {
		server string
		in     *deploy.Container
		want   []string
	}{
		{"/var/www/static/x", nginx, []string{"web:/app/public/x"}},
		{"/srv/logs/a", nginx, []string{":/srv/logs/a", "web:/app/logs/a"}},
		{"/srv/logs", nil, []string{"web:/app/logs", "nginx:/srv/logs"}},
		{"/srv/site", nil, []string{"nginx:/srv/site"}},
		{"/app/logs/x", web, []string{":/srv/logs/x", "nginx:/srv/logs/x"}},
		{"/etc/nginx/nginx.conf", nginx, nil},
	} {
		var got []string
		for _, at := range p.Shared(c.server, c.in) {
			service := ""
			if at.Container != nil {
				service = at.Container.Service
			}
			got = append(got, service+":"+at.Path)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.server, diff)
		}
	}
}

func TestSamePlace(t *testing.T) {
	machine := map[string]string{"deploy/site.service": "[Service]\nWorkingDirectory=/srv/site\nExecStart=/v/gunicorn mysite.wsgi\n"}
	contained := map[string]string{"compose.yml": composed, "Dockerfile": appImage}
	for _, c := range []struct {
		files         map[string]string
		service, path string
		setting       string
		want          project.Sameness
	}{
		{machine, "", "/srv/site/static/", "BASE_DIR / 'static'", project.Same},
		{machine, "", "/srv/site/assets", "BASE_DIR / 'static'", project.Different},
		{machine, "", "/var/www/static", "BASE_DIR / 'static'", project.Different},
		{machine, "", "/var/www/static", "'/var/www/static/'", project.Same},
		{machine, "", "/srv/site/static", "'/var/www/static/'", project.Different},
		{machine, "", "/srv/site/static", "'static'", project.Unsure},
		{machine, "", "static", "BASE_DIR / 'static'", project.Unsure},
		{machine, "", "/path/to/your/static", "BASE_DIR / 'static'", project.Unsure},
		{machine, "", "/srv/static", "BASE_DIR.parent / 'static'", project.Unsure},
		{nil, "", "/srv/site/static", "BASE_DIR / 'static'", project.Unsure},
		{contained, "nginx", "/var/www/static", "BASE_DIR / 'public'", project.Same},
		{contained, "nginx", "/var/www/static", "'/app/public'", project.Same},
		{contained, "nginx", "/var/www/static", "BASE_DIR / 'static'", project.Different},
		{contained, "nginx", "/var/www/static/css", "BASE_DIR / 'public'", project.Different},
		{contained, "nginx", "/var/www/media", "BASE_DIR / 'media'", project.Same},
		{contained, "nginx", "/var/www/media", "BASE_DIR / 'uploads'", project.Different},
		{contained, "nginx", "/usr/share/nginx/html", "BASE_DIR / 'public'", project.Unsure},
		{contained, "", "/srv/site/static", "BASE_DIR / 'public'", project.Unsure},
	} {
		t.Run(fmt.Sprint(c.service, c.path, " ", c.setting), func(t *testing.T) {
			p := served(t, "", "PLACE = "+c.setting+"\n", c.files)
			setting := p.Settings[0].Setting("PLACE").In(p.Settings[0].World()).Alternatives
			if len(setting) != 1 {
				t.Fatal(setting)
			}
			if got := p.SamePlace(c.path, container(t, p, c.service), setting[0].Value); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}
