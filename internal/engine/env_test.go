package engine_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/workspace"
)

// environmentIn is what the one project of a tree has to do with environment
// variables.
func environmentIn(t *testing.T, tree workspace.Tree, options engine.Options) engine.ProjectEnvironment {
	t.Helper()
	_, projects, err := engine.Environment(context.Background(), tree, options)
	if err != nil || len(projects) != 1 {
		t.Fatalf("%d projects, %v", len(projects), err)
	}
	return projects[0]
}

func variableIn(project engine.ProjectEnvironment, name string) (engine.EnvironmentVariable, bool) {
	i := slices.IndexFunc(project.Variables, func(v engine.EnvironmentVariable) bool { return v.Name == name })
	if i < 0 {
		return engine.EnvironmentVariable{}, false
	}
	return project.Variables[i], true
}

func TestEnvironmentVariables(t *testing.T) {
	t.Parallel()
	const reader = "\nimport environ\nenv = environ.Env(A=(int, 3))\n"
	for _, test := range []struct{ source, want string }{
		{"X = os.environ['A']", "required [str] [] [X]"},
		{"X = os.environ.get('A', 'b')", "optional [str] ['b'] [X]"},
		{"X = os.environ.get('A')", "optional [str] [None] [X]"},
		{"X = int(os.environ['A'])", "required [int] [] [X]"},
		{"X = os.environ.get('A', '').split(',')", "optional [list] [''] [X]"},
		{"X = os.environ.get('A', 'no') == 'yes'", "optional [bool] ['no'] [X]"},
		{"X = os.environ.get('A') == 'live'", "optional [str] [None] [X]"},
		{"X = os.environ.get('A', 'b')\nY = os.environ.get('A', 'c')", "optional [str] ['b' 'c'] [X Y]"},
		{"try:\n    X = os.environ['A']\nexcept KeyError:\n    X = 1", "optional [str] [] [X]"},
		{"if os.environ.get('B'):\n    X = os.environ['A']", "perhaps [str] [] [X]"},
		{"if 'A' in os.environ:\n    X = os.environ['A']", "optional [str] [] [X]"},
		{"if os.environ.get('A'):\n    X = os.environ['A']", "optional [str] [None] [X]"},
		{"def secret(name, default):\n    secret = os.environ.get(name, default)\n    return secret\nX = secret('A', 'b')\nY = secret('API_TOKEN', 'c')", "optional [str] ['b'] [X]"},
		{"X = os.environ.get('A')\nif not X:\n    raise ValueError('A')", "required [str] [None] [X]"},
		{"def need(name):\n    return os.environ[name]\nX = need('A')\nY = need('B')", "required [str] [] [X]"},
		{"if os.environ.get('A') == 'x':\n    X = 1", "optional [str] [None] [X]"},
		{"os.environ.get('A')", "optional [str] [None] []"},
		{reader + "X = env('A')", "optional [int] [3] [X]"},
		{reader + "X = env.bool('A', default=False)", "optional [bool] [False] [X]"},
		{reader + "X = env.list('A', default=[])", "optional [list] [[]] [X]"},
	} {
		v, found := variableIn(environmentIn(t, settingsTree(test.source+"\n", nil), engine.Options{}), "A")
		if !found {
			t.Errorf("%q: not told", test.source)
			continue
		}
		var defaults, decides []string
		for _, value := range v.Defaults {
			defaults = append(defaults, value.Text)
		}
		for _, decided := range v.Decides {
			decides = append(decides, decided.Settings...)
		}
		if got := fmt.Sprint(v.Need, " ", v.Types, " ", defaults, " ", decides); got != test.want {
			t.Errorf("%q:\ngot  %s\nwant %s", test.source, got, test.want)
		}
	}
}

func TestEnvironmentOfStarters(t *testing.T) {
	t.Parallel()
	tree := settingsTree("", map[string]string{
		"mysite/wsgi.py": "import os\nfrom django.core.wsgi import get_wsgi_application\n" +
			"os.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.settings'\nROOT = os.environ['ROOT']\napplication = get_wsgi_application()\n",
		"mysite/settings_dev.py": "import os\nfrom .settings import *\nX = os.environ['ONLY_IN_DEVELOPMENT']\n",
		"Procfile":               "web: gunicorn mysite.wsgi\nworker: python manage.py work\n",
	})
	project := environmentIn(t, tree, engine.Options{})
	if v, _ := variableIn(project, "ROOT"); v.Need != engine.NeedRequired || fmt.Sprint(v.RequiredBy) != "[mysite/wsgi.py]" {
		t.Errorf("got %+v", v)
	}
	if v, _ := variableIn(project, "DJANGO_SETTINGS_MODULE"); len(v.Writes) != 2 || v.Writes[0].Value.Text != "'mysite.settings'" ||
		!v.Writes[0].IfUnset || v.Writes[1].IfUnset {
		t.Errorf("got %+v", v.Writes)
	}
	if _, found := variableIn(project, "ONLY_IN_DEVELOPMENT"); found {
		t.Error("tells of a module that is not judged")
	}
	options := engine.Options{Settings: []string{"mysite.settings_dev"}}
	if v, _ := variableIn(environmentIn(t, tree, options), "ONLY_IN_DEVELOPMENT"); v.Need != engine.NeedRequired {
		t.Errorf("got %+v", v)
	}
	for i, want := range []string{"[ROOT]", "[]"} {
		if got := fmt.Sprint(project.Launches[i].Missing); got != want {
			t.Errorf("launch %d misses %s, want %s", i, got, want)
		}
	}
}

func TestEnvironmentOfLaunches(t *testing.T) {
	t.Parallel()
	const source = "A = os.environ['A']\nif os.environ.get('MODE') == 'live':\n    B = os.environ['B']\nC = os.environ.get('CACHE_HOST', 'c')\n"
	for _, test := range []struct{ file, content, want string }{
		{"Procfile", "web: gunicorn mysite.wsgi\n", "misses [A], closed false, files []"},
		{"compose.yaml", "services:\n  web:\n    build: .\n    command: gunicorn mysite.wsgi\n", "misses [A], closed true, files []"},
		{"compose.yaml", "services:\n  web:\n    build: .\n    command: gunicorn mysite.wsgi\n    environment: {A: a}\n", "misses [], closed true, files []"},
		{"compose.yaml", "services:\n  web:\n    build: .\n    command: gunicorn mysite.wsgi\n    environment: {A: \"${A}\"}\n", "misses [], closed true, files []"},
		{"compose.yaml", "services:\n  web:\n    build: .\n    command: gunicorn mysite.wsgi\n    environment: {A: a, MODE: live}\n", "misses [B], closed true, files []"},
		{"compose.yaml", "services:\n  web:\n    build: .\n    command: gunicorn mysite.wsgi\n    env_file: lost.env\n", "misses [A], closed false, files [lost.env]"},
		{"prod.env", "MODE=live\nA=a\n", "misses [B], closed false, files []"},
		{"Procfile", "web: gunicorn another.wsgi\n", "misses [], closed false, files []"},
		{"mysite.service", "[Service]\nExecStart=/venv/bin/gunicorn mysite.wsgi\nEnvironment=A=1\n", "misses [], closed true, files []"},
	} {
		tree := settingsTree(source, map[string]string{
			"mysite/wsgi.py": "import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
			"Dockerfile":     "FROM python\nRUN true\n", test.file: test.content,
		})
		project := environmentIn(t, tree, engine.Options{})
		i := slices.IndexFunc(project.Launches, func(l engine.LaunchEnvironment) bool { return l.Path == test.file })
		if i < 0 {
			t.Errorf("%s: no launch", test.content)
			continue
		}
		l := project.Launches[i]
		if got := fmt.Sprintf("misses %v, closed %v, files %v", l.Missing, l.Closed, l.Files); got != test.want {
			t.Errorf("%s: %s, want %s", test.content, got, test.want)
		}
	}
}

func TestVariablesThatNothingReads(t *testing.T) {
	t.Parallel()
	const source = "A = os.environ['DATABASE_HOST']\n"
	launch := func(variables string) map[string]string {
		return map[string]string{
			"Procfile":       "web: env " + variables + " gunicorn mysite.wsgi\n",
			"mysite/wsgi.py": "import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.settings'\n",
		}
	}
	for _, test := range []struct {
		variables, want string
		more            map[string]string
	}{
		{"DATABASE_HOST=a", "[]", nil},
		{"PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=mysite.settings LANG=C", "[]", nil},
		{"LEFT_OVER=a", "[LEFT_OVER ]", nil},
		{"DATABSE_HOST=a", "[DATABSE_HOST DATABASE_HOST]", nil},
		{"FEATURE_X=a", "[]", map[string]string{"shop/views.py": "import os\nX = os.environ['FEATURE_X']\n"}},
		{"FEATURE_X=a", "[]", map[string]string{"shop/views.py": "import os\nX = os.environ[f'FEATURE_{name}']\n"}},
		{"FEATURE_X=a", "[]", map[string]string{"shop/views.py": "import os\nfor name in os.environ: pass\n"}},
		{"FEATURE_X=a", "[]", map[string]string{"run.sh": "echo $FEATURE_X\n"}},
		{"LEFT_OVER=a", "[]", map[string]string{"Procfile": "web: env LEFT_OVER=a gunicorn another.wsgi\n"}}, // perhaps that reads it
		{"FEATURE_X=a", "[FEATURE_X ]", map[string]string{"shop/views.py": "X = FEATURE_XY\n"}},
	} {
		files := launch(test.variables)
		maps.Copy(files, test.more)
		project := environmentIn(t, settingsTree(source, files), engine.Options{})
		got := "["
		for _, unread := range project.Launches[0].Unread {
			got += unread.Name + " " + unread.Near
		}
		if got += "]"; got != test.want {
			t.Errorf("%s, %v: %s, want %s", test.variables, test.more, got, test.want)
		}
	}
}

func TestReadersThatAreNotFollowed(t *testing.T) {
	t.Parallel()
	const source = "from company.env import read\nfrom company.words import SELF\nX = read('X')\nY = SELF\n"
	project := environmentIn(t, settingsTree(source, nil), engine.Options{})
	if got := fmt.Sprint(project.Unknown); got != "[X]" {
		t.Errorf("got %s", got)
	}
}

func TestEnvironmentOfAnIncompleteModule(t *testing.T) {
	t.Parallel()
	if got := environmentIn(t, settingsTree("import os\nX = os.environ['A']\n", nil), engine.Options{}).Incomplete; got != nil {
		t.Errorf("nothing is wrong with it: %v", got)
	}
	const damaged = "import os\nX = os.environ['A']\nY = = os.environ['B']\n"
	got := environmentIn(t, settingsTree(damaged, nil), engine.Options{}).Incomplete
	if len(got) != 1 || !strings.Contains(got[0].Why, "syntax error") {
		t.Errorf("got %v", got)
	}
}

func TestEnvironmentOfNothing(t *testing.T) {
	t.Parallel()
	report, projects, err := engine.Environment(context.Background(), workspace.NewMap(nil), engine.Options{})
	if err != nil || len(projects)+len(report.Projects) > 0 {
		t.Errorf("%v, %v", projects, err)
	}
	tree := workspace.NewMap(map[string]string{
		"manage.py":                "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings.dev')\n",
		"mysite/settings/dev.py":   "INSTALLED_APPS = []\nROOT_URLCONF = 'x'\n",
		"mysite/settings/local.py": "INSTALLED_APPS = []\nROOT_URLCONF = 'x'\n",
	})
	if _, _, err := engine.Environment(context.Background(), tree, engine.Options{}); !errors.Is(err, engine.ErrNothingJudged) {
		t.Errorf("got %v", err)
	}
}

// TestEnvironmentHoldsNoSecret looks at everything that is told, before any
// printer masks it once more. The secret is one that no redactor hides by its
// value alone: a word that also stands elsewhere.
func TestEnvironmentHoldsNoSecret(t *testing.T) {
	t.Parallel()
	const secret = "postgres"
	for _, source := range []string{
		"SECRET_KEY = os.environ.get('A', '" + secret + "')",
		"X = os.environ.get('API_TOKEN', '" + secret + "')",
		"SECRET_KEY = os.environ.get('A', 'post' + 'gres')",
		"DATABASES = {'default': {'PASSWORD': os.environ.get('A', '" + secret + "')}}",
		"DATABASES = {'default': {'PASSWORD': os.environ.get('A', 'post' + 'gres')}}",
		"DATABASES = {'default': {'PASSWORD': os.environ.get('A', '" + secret + "')}}\nDATABASES['default']['PASSWORD'] = 'x'",
		"a = os.environ.get('A', '" + secret + "')\nDATABASES = {'default': {'PASSWORD': a}}",
		"def get(name, default):\n    return os.environ.get(name, default)\nDATABASES = {'default': {'PASSWORD': get('A', '" + secret + "')}}",
		"X = os.environ.get('DATABASE_URL', 'mysql://me:" + secret + "@db/x')",
		"X = os.environ.get('API_TOKEN') == '" + secret + "'",
		"SECRET_KEY = os.environ.get('A')\nX = os.environ.get('A') == '" + secret + "'",
		"os.environ['API_TOKEN'] = '" + secret + "'",
		"X = [os.environ.get('A', '" + secret + "')]\nAUTH_TOKENS = X",
	} {
		tree := settingsTree(source+"\n", map[string]string{
			"Procfile":     "web: env A=" + secret + " API_TOKEN=" + secret + " gunicorn mysite.wsgi\n",
			"prod.env":     "A=" + secret + "\n",
			"compose.yaml": "services:\n  web:\n    build: .\n    command: gunicorn mysite.wsgi\n    environment: {A: " + secret + "}\n",
			"Dockerfile":   "FROM python\nENV API_TOKEN=" + secret + "\n",
		})
		for _, world := range []eval.World{{}, {Variables: map[string]string{"A": secret, "API_TOKEN": secret}}} {
			told, err := json.Marshal(environmentIn(t, tree, engine.Options{World: world}))
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(told), secret) {
				t.Errorf("%s tells a secret: %s", source, told)
			}
		}
	}
}
