package engine_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

const (
	nonbugManage = "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site1.settings')\n"
	nonbugWSGI   = nonbugManage + "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n"
	// nonbugBase is a module that no rule has anything to say of. It ends with a
	// line of its own for the tests to replace.
	nonbugBase = "import os\nSECRET_KEY = os.environ['KEY']\nDEBUG = False\nALLOWED_HOSTS = ['a.example']\n" +
		"ROOT_URLCONF = 'site1.urls'\nINSTALLED_APPS = []\nDEFAULT_FROM_EMAIL = SERVER_EMAIL = 'me@a.example'\n"
)

// nonbug is a project with what looks like a bug and is none, because of what a
// value becomes or because nothing reaches it. So that its silence means
// something, it is told twice: as it is, and with the one thing changed that
// makes it harmless.
type nonbug struct {
	name  string
	files map[string]string
	// judged are the paths of the modules that are judged.
	judged string
	// path, from and to say what is changed; a path alone takes the file away.
	path, from, to string
	// finds is what is found then, of what was not found before.
	finds string
	// tells is what is said of it all the same.
	tells string
}

var nonbugs = []nonbug{
	{
		name: "a package shadows the settings file",
		files: map[string]string{
			"site1/settings.py":          nonbugBase + "DEBUG = True\n",
			"site1/settings/__init__.py": "from .base import *\n",
			"site1/settings/base.py":     nonbugBase,
		},
		judged: "site1/settings/__init__.py",
		path:   "site1/settings/__init__.py",
		finds:  "debug-enabled site1/settings.py:8",
		tells:  "settings-module-shadowed site1/settings.py:1",
	},
	{
		name: "a container chooses the module over the default of wsgi.py",
		files: map[string]string{
			"site1/settings.py":      nonbugBase + "DEBUG = True\n",
			"site1/settings_prod.py": "from .settings import *\nDEBUG = False\n",
			"Dockerfile":             "FROM python:3.13\nENV DJANGO_SETTINGS_MODULE=site1.settings_prod\nCMD [\"gunicorn\", \"site1.wsgi\"]\n",
		},
		judged: "site1/settings_prod.py",
		path:   "Dockerfile", from: "site1.settings_prod", to: "site1.settings",
		finds: "debug-enabled site1/settings.py:8",
	},
	{
		name: "another module for the build of the image alone",
		files: map[string]string{
			"site1/settings.py":       nonbugBase,
			"site1/settings_build.py": "from .settings import *\nSECRET_KEY = 'only while the image is built 0123456789'\n",
			"Dockerfile":              "FROM python:3.13\nRUN DJANGO_SETTINGS_MODULE=site1.settings_build python manage.py collectstatic\nCMD [\"gunicorn\", \"site1.wsgi\"]\n",
		},
		judged: "site1/settings.py",
		path:   "Dockerfile", from: "RUN DJANGO_SETTINGS_MODULE=site1.settings_build python", to: "ENV DJANGO_SETTINGS_MODULE=site1.settings_build\nRUN python",
		finds: "secret-key-hardcoded site1/settings_build.py:2",
	},
	{
		name: "a second copy that collectstatic left",
		files: map[string]string{
			"site1/settings.py":                nonbugBase,
			"collected/manage.py":              nonbugManage,
			"collected/site1/__init__.py":      "",
			"collected/site1/wsgi.py":          nonbugWSGI,
			"collected/site1/settings.py":      nonbugBase + "DEBUG = True\n",
			"collected/site1/static/style.css": "",
		},
		judged: "site1/settings.py",
		path:   "site1/settings.py",
		finds:  "debug-enabled collected/site1/settings.py:8",
	},
	{
		name: "the module of another host",
		files: map[string]string{
			"site1/settings.py": "import socket\nif socket.gethostname() == 'web1':\n    from .live import *\nelse:\n    from .work import *\n",
			"site1/base.py":     nonbugBase,
			"site1/live.py":     "from .base import *\n",
			"site1/work.py":     "from .base import *\nDEBUG = True\n",
		},
		judged: "site1/settings.py",
		path:   "site1/settings.py", from: "from .live", to: "from .work",
		finds: "debug-enabled site1/work.py:2",
	},
	{
		name: "DEBUG switched off in a chain",
		files: map[string]string{
			"site1/base.py":     nonbugBase + "DEBUG = True\n",
			"site1/settings.py": "from .base import *\nDEBUG = SITE_DEBUG = False\n",
		},
		judged: "site1/settings.py",
		path:   "site1/settings.py", from: "DEBUG = SITE_DEBUG", to: "SITE_DEBUG",
		finds: "debug-enabled site1/base.py:8",
	},
	{
		name:   "a default that no text equals",
		files:  map[string]string{"site1/settings.py": nonbugBase + "DEBUG = os.environ.get('DEBUG', True) == 'True'\n"},
		judged: "site1/settings.py",
		path:   "site1/settings.py", from: "True) == 'True'", to: "'True') == 'True'",
		finds: "debug-env-default-true site1/settings.py:8",
	},
	{
		name: "a schema's default that production replaces",
		files: map[string]string{
			"site1/base.py":     nonbugBase + "import environ\nenv = environ.Env(DEBUG=(bool, True))\nDEBUG = env('DEBUG')\n",
			"site1/settings.py": "from .base import *\nDEBUG = env('DEBUG', default=False)\n",
		},
		judged: "site1/settings.py",
		path:   "site1/settings.py", from: ", default=False", to: "",
		finds: "debug-env-default-true site1/settings.py:2",
	},
	{
		name: "directories of static files that production empties",
		files: map[string]string{
			"site1/base.py":     nonbugBase + "INSTALLED_APPS = ['django.contrib.staticfiles']\nSTATICFILES_DIRS = [os.path.join(os.path.dirname(__file__), 'static')]\n",
			"site1/settings.py": "from .base import *\nSTATIC_ROOT = os.path.join(os.path.dirname(__file__), 'static/')\nSTATICFILES_DIRS = []\n",
		},
		judged: "site1/settings.py",
		path:   "site1/settings.py", from: "STATICFILES_DIRS = []\n", to: "",
		finds: "static-root-in-dirs site1/base.py:9",
	},
	{
		name:   "hosts cleared for a file outside to fill",
		files:  map[string]string{"site1/settings.py": nonbugBase + "ALLOWED_HOSTS = []\nfrom split_settings.tools import include\ninclude('/etc/site1/settings.py', scope=locals())\n"},
		judged: "site1/settings.py",
		path:   "site1/settings.py", from: "include('/etc/site1/settings.py', scope=locals())\n", to: "",
		finds: "allowed-hosts-empty site1/settings.py:8",
	},
	{
		name:   "hosts that dynaconf replaces",
		files:  map[string]string{"site1/settings.py": nonbugBase + "ALLOWED_HOSTS = ['*']\nimport dynaconf\nsettings = dynaconf.DjangoDynaconf(__name__)\n"},
		judged: "site1/settings.py",
		path:   "site1/settings.py", from: "settings = dynaconf.DjangoDynaconf(__name__)\n", to: "",
		finds: "allowed-hosts-wildcard site1/settings.py:8",
	},
	{
		name: "a secret from a file, or else at random",
		files: map[string]string{
			"site1/base.py":     strings.Replace(nonbugBase, "os.environ['KEY']", "'for development, 0123456789abcdefghijkl'", 1),
			"site1/settings.py": "from .base import *\nimport secrets\ntry:\n    with open('/var/lib/site1/key.txt') as f:\n        SECRET_KEY = f.read().strip()\nexcept OSError:\n    SECRET_KEY = secrets.token_hex(32)\n",
		},
		judged: "site1/settings.py",
		path:   "site1/settings.py", from: "    with open('/var/lib/site1/key.txt') as f:\n        SECRET_KEY = f.read().strip()\n", to: "    pass\n",
		finds: "secret-key-hardcoded site1/base.py:2",
	},
	{
		name:   "a variable that is read in a try, and required all the same",
		files:  map[string]string{"site1/settings.py": nonbugBase + "try:\n    SECRET_KEY = os.environ['B']\nexcept KeyError as e:\n    SECRET_KEY = 'a fallback that never is, 0123456789abcdef'\n    raise RuntimeError('no key') from e\n"},
		judged: "site1/settings.py",
		path:   "site1/settings.py", from: "    raise RuntimeError('no key') from e\n", to: "",
		finds: "secret-key-env-default site1/settings.py:11",
	},
	{
		name: "a hosts list that another module fills through its name",
		files: map[string]string{
			"site1/base.py":     strings.Replace(nonbugBase, "ALLOWED_HOSTS = ['a.example']", "hosts = []\nALLOWED_HOSTS = hosts", 1),
			"site1/settings.py": "from .base import *\nhosts.append('a.example')\n",
		},
		judged: "site1/settings.py",
		path:   "site1/settings.py", from: "hosts.append", to: "hosts = [].append",
		finds: "allowed-hosts-empty site1/base.py:5",
	},
}

func TestNonbugs(t *testing.T) {
	t.Parallel()
	for _, bug := range nonbugs {
		t.Run(bug.name, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{"manage.py": nonbugManage, "site1/__init__.py": "", "site1/wsgi.py": nonbugWSGI, "site1/urls.py": "", "requirements.txt": "Django==5.2.3\n"}
			maps.Copy(files, bug.files)
			judged, found := nonbugFound(t, files)
			if judged != bug.judged {
				t.Errorf("judged: %s, want %s", judged, bug.judged)
			}
			if found = slices.DeleteFunc(found, func(f string) bool { return f == bug.tells }); len(found) > 0 {
				t.Errorf("found: %v", found)
			}
			changed := strings.Replace(files[bug.path], bug.from, bug.to, 1)
			if changed == files[bug.path] && bug.from != "" {
				t.Fatalf("%s does not contain %q", bug.path, bug.from)
			}
			files[bug.path] = changed
			if bug.from == "" {
				delete(files, bug.path)
			}
			if _, found := nonbugFound(t, files); !slices.Contains(found, bug.finds) {
				t.Errorf("changed, found: %v, want %s", found, bug.finds)
			}
		})
	}
}

// nonbugFound gives the paths of the modules that are judged, and the findings.
func nonbugFound(t *testing.T, files map[string]string) (judged string, found []string) {
	t.Helper()
	report, err := engine.Check(t.Context(), workspace.NewMap(files), engine.Options{Rules: rules.Choice{}})
	if err != nil || len(report.Incidents) > 0 {
		t.Fatal(err, report.Incidents)
	}
	var paths []string
	for _, p := range report.Projects {
		for _, m := range p.Settings {
			if m.Judged {
				paths = append(paths, m.Path)
			}
		}
	}
	for _, f := range report.Findings {
		if f.Rule == "setting-overwritten" { // the base is one text, and what a case is about stands below it
			continue
		}
		line, _ := report.Sources[f.Path].Position(f.Span.Start)
		found = append(found, fmt.Sprintf("%s %s:%d", f.Rule, f.Path, line))
	}
	slices.Sort(paths)
	return strings.Join(paths, " "), found
}

// TestSettingsOfAShadowedFile asks for a name that a package and a file beside
// it have, and for the file: each has its own settings.
func TestSettingsOfAShadowedFile(t *testing.T) {
	t.Parallel()
	tree := workspace.NewMap(map[string]string{
		"manage.py":                  nonbugManage,
		"site1/__init__.py":          "",
		"site1/settings.py":          nonbugBase + "X = 'file'\n",
		"site1/settings/__init__.py": nonbugBase + "X = 'package'\n",
	})
	for want, wanted := range map[string]engine.Wanted{
		"'package' production": {Module: "site1.settings"},
		"'file' unrated":       {Path: "site1/settings.py"},
	} {
		_, modules, err := engine.Settings(context.Background(), tree, engine.Options{}, wanted)
		if err != nil || len(modules) != 1 {
			t.Errorf("%+v: %d modules, %v", wanted, len(modules), err)
			continue
		}
		var got string
		for _, s := range modules[0].Settings {
			if s.Name == "X" {
				got = fmt.Sprint(s.Value.Text, " ", modules[0].Role)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", wanted, diff)
		}
	}
}
