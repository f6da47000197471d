package project_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

const (
	manage     = "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', '%')\nfrom django.core.management import execute_from_command_line\n"
	wsgi       = "import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', '%')\napplication = get_wsgi_application()\n"
	wsgiAssign = "import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ['DJANGO_SETTINGS_MODULE'] = '%'\napplication = get_wsgi_application()\n"
	settings   = "INSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\nSECRET_KEY = 'x'\n"
)

func naming(template, module string) string { return strings.ReplaceAll(template, "%", module) }

// describe gives the roles of all settings modules, with a star for those that
// are judged and a plus for those that something starts.
func describe(t *testing.T, files map[string]string, options project.Options) map[string]string {
	t.Helper()
	ws, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	projects, _, err := project.Discover(context.Background(), ws, options)
	if err != nil {
		t.Fatal(err)
	}
	roles := map[string]string{}
	for _, p := range projects {
		for _, m := range p.Settings {
			role := string(m.Role)
			if m.Judged {
				role += "*"
			}
			if m.Started {
				role += "+"
			}
			roles[m.Path] = role
			if len(m.Why) == 0 {
				t.Errorf("%s: nothing says why it is %s", m.Path, m.Role)
			}
		}
	}
	return roles
}

func TestRoles(t *testing.T) {
	tests := []struct {
		name    string
		files   map[string]string
		options project.Options
		want    map[string]string
	}{
		{
			name:  "the only one",
			files: map[string]string{"mysite/settings.py": settings},
			want:  map[string]string{"mysite/settings.py": "production*"},
		},
		{
			name: "wsgi.py names it",
			files: map[string]string{
				"manage.py": naming(manage, "mysite.settings"), "mysite/__init__.py": "",
				"mysite/wsgi.py": naming(wsgi, "mysite.settings"), "mysite/settings.py": settings,
				"mysite/settings_extra.py": settings,
			},
			want: map[string]string{"mysite/settings.py": "production*+", "mysite/settings_extra.py": "unrated"},
		},
		{
			name: "by their names, with the base imported",
			files: map[string]string{
				"manage.py":                 naming(manage, "config.settings.local"),
				"config/settings/base.py":   settings,
				"config/settings/local.py":  "from .base import *\nDEBUG = True\n",
				"config/settings/prod.py":   "from .base import *\n",
				"config/settings/test.py":   "from .base import *\n",
				"config/settings/docker.py": "from .base import *\n",
			},
			want: map[string]string{
				"config/settings/base.py": "base", "config/settings/local.py": "development+",
				"config/settings/prod.py": "production*", "config/settings/test.py": "test",
				"config/settings/docker.py": "unrated",
			},
		},
		{
			name: "like production, but something else",
			files: map[string]string{
				"config/settings/base.py": settings, "config/settings/production.py": "from .base import *\n",
				"config/settings/production-debug.py": "from .production import *\n", "config/settings/prod_test.py": "from .production import *\n",
			},
			want: map[string]string{
				"config/settings/base.py": "base", "config/settings/production.py": "production*",
				"config/settings/production-debug.py": "development", "config/settings/prod_test.py": "test",
			},
		},
		{
			name: "other words for both",
			files: map[string]string{
				"mysite/__init__.py": "", "mysite/wsgi.py": naming(wsgi, "mysite.settings.develop"), "mysite/settings/base.py": settings,
				"mysite/settings/develop.py": "from .base import *\n", "mysite/settings/product.py": "from .base import *\n",
			},
			want: map[string]string{
				"mysite/settings/base.py": "base", "mysite/settings/develop.py": "development+", "mysite/settings/product.py": "production*",
			},
		},
		{
			name: "the project with which an application is developed",
			files: map[string]string{
				"manage.py": naming(manage, "devproject.settings"), "devproject/__init__.py": "",
				"devproject/wsgi.py": naming(wsgi, "devproject.settings"), "devproject/settings.py": settings,
			},
			want: map[string]string{"devproject/settings.py": "development+"},
		},
		{
			name: "which is deployed all the same",
			files: map[string]string{
				"manage.py": naming(manage, "dev_site.settings"), "dev_site/__init__.py": "", "Procfile": "web: gunicorn dev_site.wsgi\n",
				"dev_site/wsgi.py": naming(wsgi, "dev_site.settings"), "dev_site/settings.py": settings,
			},
			want: map[string]string{"dev_site/settings.py": "production*+"},
		},
		{
			name: "wsgi.py's default is the base of production",
			files: map[string]string{
				"manage.py": naming(manage, "mysite.settings"), "mysite/__init__.py": "",
				"mysite/wsgi.py": naming(wsgi, "mysite.settings"), "mysite/settings.py": settings,
				"mysite/settings_prod.py": "from .settings import *\n",
			},
			want: map[string]string{"mysite/settings.py": "base+", "mysite/settings_prod.py": "production*"},
		},
		{
			name: "wsgi.py's assignment is not a default",
			files: map[string]string{
				"manage.py": naming(manage, "mysite.settings"), "mysite/__init__.py": "",
				"mysite/wsgi.py": naming(wsgiAssign, "mysite.settings"), "mysite/settings.py": settings,
				"mysite/settings_prod.py": "from .settings import *\n",
			},
			want: map[string]string{"mysite/settings.py": "production*+", "mysite/settings_prod.py": "production*"},
		},
		{
			name: "a container's variable beats setdefault",
			files: map[string]string{
				"manage.py": naming(manage, "mysite.settings"), "mysite/__init__.py": "",
				"mysite/wsgi.py": naming(wsgi, "mysite.settings"), "mysite/settings.py": settings,
				"mysite/settings_server.py": "from .settings import *\n",
				"Dockerfile":                "FROM python:3.12\nCOPY . /app\nENV DJANGO_SETTINGS_MODULE=mysite.settings_server\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n",
			},
			want: map[string]string{"mysite/settings.py": "base+", "mysite/settings_server.py": "production*+"},
		},
		{
			name: "a launch that names development settings is believed",
			files: map[string]string{
				"manage.py": naming(manage, "mysite.settings.local"), "mysite/__init__.py": "", "mysite/settings/__init__.py": "",
				"mysite/settings/base.py": settings, "mysite/settings/local.py": "from .base import *\n",
				"Procfile": "web: DJANGO_SETTINGS_MODULE=mysite.settings.local gunicorn mysite.wsgi\n",
			},
			want: map[string]string{"mysite/settings/base.py": "base", "mysite/settings/local.py": "production*+"},
		},
		{
			name: "but not beside production settings",
			files: map[string]string{
				"manage.py": naming(manage, "mysite.settings.local"), "mysite/__init__.py": "", "mysite/settings/__init__.py": "",
				"mysite/settings/local.py": settings, "mysite/settings/production.py": settings,
				"Procfile": "web: DJANGO_SETTINGS_MODULE=mysite.settings.local gunicorn mysite.wsgi\n",
			},
			want: map[string]string{"mysite/settings/local.py": "development+", "mysite/settings/production.py": "production*"},
		},
		{
			name: "examples and tests",
			files: map[string]string{
				"manage.py": naming(manage, "mysite.settings"), "mysite/settings.py": settings,
				"docs/settings.py": settings, "examples/demo/settings.py": settings,
			},
			want: map[string]string{
				"mysite/settings.py": "production*+", "docs/settings.py": "example", "examples/demo/settings.py": "example",
			},
		},
		{
			name: "a file that a package shadows is dead, whatever its name says",
			files: map[string]string{
				"manage.py": naming(manage, "config.production"), "config/wsgi.py": naming(wsgi, "config.production"),
				"config/__init__.py": "", "config/production.py": settings, "config/production/__init__.py": settings,
			},
			want: map[string]string{"config/production.py": "unrated", "config/production/__init__.py": "production*+"},
		},
		{
			name: "a folder without __init__.py shadows nothing",
			files: map[string]string{
				"manage.py": naming(manage, "mysite.settings"), "mysite/__init__.py": "",
				"mysite/settings.py": settings, "mysite/settings/notes.txt": "",
			},
			want: map[string]string{"mysite/settings.py": "production*+"},
		},
		{
			name: "an empty package is no production",
			files: map[string]string{
				"manage.py": naming(manage, "config.settings"), "config/wsgi.py": naming(wsgi, "config.settings"),
				"config/__init__.py": "", "config/settings/__init__.py": "", "config/settings/base.py": settings,
				"config/settings/prod.py": "from .base import *\n",
			},
			want: map[string]string{
				"config/settings/__init__.py": "unrated+", "config/settings/base.py": "base", "config/settings/prod.py": "production*",
			},
		},
		{
			name: "named by the user",
			files: map[string]string{
				"manage.py": naming(manage, "mysite.settings"), "mysite/settings.py": settings, "mysite/settings_prod.py": settings,
			},
			options: project.Options{Settings: []string{"mysite.settings"}},
			want:    map[string]string{"mysite/settings.py": "production*", "mysite/settings_prod.py": "unrated"},
		},
		{
			name: "a copy of the project inside it",
			files: map[string]string{
				"manage.py": naming(manage, "mysite.settings"), "mysite/settings.py": settings,
				"static_files/manage.py": naming(manage, "mysite.settings"), "static_files/mysite/settings.py": settings,
			},
			want: map[string]string{"mysite/settings.py": "production*+", "static_files/mysite/settings.py": "example"},
		},
		{
			name: "several projects",
			files: map[string]string{
				"shop/manage.py": naming(manage, "shop.settings"), "shop/shop/settings.py": settings,
				"blog/manage.py": naming(manage, "blog.settings"), "blog/blog/settings.py": settings,
			},
			want: map[string]string{"shop/shop/settings.py": "production*+", "blog/blog/settings.py": "production*+"},
		},
		{
			name: "another framework's settings",
			files: map[string]string{
				"scraper/settings.py": "BOT_NAME = 'x'\nSPIDER_MODULES = ['x.spiders']\n",
			},
			want: map[string]string{},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := describe(t, test.files, test.options)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("roles (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLaunchesGoToTheirProject(t *testing.T) {
	files := map[string]string{
		"shop/manage.py": naming(manage, "shop.settings"), "shop/shop/__init__.py": "", "shop/shop/settings.py": settings,
		"shop/shop/wsgi.py": naming(wsgi, "shop.settings"),
		"blog/manage.py":    naming(manage, "blog.settings"), "blog/blog/__init__.py": "", "blog/blog/settings.py": settings,
		"blog/blog/wsgi.py": naming(wsgi, "blog.settings"),
		"Procfile":          "web: gunicorn shop.wsgi\n",
		"blog/Procfile":     "web: gunicorn blog.wsgi\n",
	}
	ws, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	projects, _, err := project.Discover(context.Background(), ws, project.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, p := range projects {
		for _, l := range p.Launches {
			got[l.Path] = p.Root
		}
	}
	want := map[string]string{"Procfile": "shop", "blog/Procfile": "blog"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("projects of the launches (-want +got):\n%s", diff)
	}
}

func TestPathLimitsWhatIsLookedFor(t *testing.T) {
	files := map[string]string{
		"shop/manage.py": naming(manage, "shop.settings"), "shop/shop/settings.py": settings,
		"testdata/mysite/manage.py": naming(manage, "mysite.settings"), "testdata/mysite/mysite/settings.py": settings,
	}
	for path, want := range map[string][]string{
		"":                                   {"shop/shop/settings.py", "testdata/mysite/mysite/settings.py"},
		"testdata/mysite":                    {"testdata/mysite/mysite/settings.py"},
		"shop":                               {"shop/shop/settings.py"},
		"testdata/mysite/mysite/settings.py": {"testdata/mysite/mysite/settings.py"},
	} {
		got := describe(t, files, project.Options{Paths: []string{path}})
		if diff := cmp.Diff(want, slices.Sorted(maps.Keys(got))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", path, diff)
		}
		if path != "" && got[want[0]] != "production*+" {
			t.Errorf("%q: %s is %s: what lies above the path must not make it an example", path, want[0], got[want[0]])
		}
	}
}
