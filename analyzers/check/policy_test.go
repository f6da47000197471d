package check_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// verdict finds every text bad that begins with "BAD".
func verdict(v eval.Value) check.Verdict {
	s, ok := v.(eval.Str)
	if !ok {
		return check.Unclear
	}
	return check.When(strings.HasPrefix(string(s), "BAD"))
}

// judged is the one production module of a project with these settings.
func judged(t *testing.T, source string, more map[string]string) *project.SettingsModule {
	t.Helper()
	const start = "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n"
	files := map[string]string{
		"manage.py": start, "mysite/__init__.py": "",
		"mysite/wsgi.py":     start + "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n",
		"mysite/settings.py": "import os\nimport package\n" + source + "\nINSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\n",
	}
	maps.Copy(files, more)
	ws, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	projects, _, err := project.Discover(context.Background(), ws, project.Options{})
	if err != nil || len(projects) != 1 || len(projects[0].Judged()) != 1 {
		t.Fatalf("%d projects, %v", len(projects), err)
	}
	return projects[0].Judged()[0]
}

func dockerfile(env string) map[string]string {
	return map[string]string{"Dockerfile": "FROM python:3.12\nCOPY . /app\nENV " + env + "\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n"}
}

func TestDefaultPolicy(t *testing.T) {
	const twoWays = "if os.environ.get('ENV', 'dev') == 'dev':\n    X = 'BAD'\nelse:\n    X = 'fine'"
	tests := []struct {
		name, source string
		more         map[string]string
		confidence   finding.Confidence // 0: silent
		variables    []string
		files        []string
	}{
		{name: "known bad", source: "X = 'BAD'", confidence: finding.High},
		{name: "known good", source: "X = 'fine'"},
		{name: "not set", source: ""},
		{name: "one of several, all bad", source: "X = 'BAD1' if os.path.exists('/x') else 'BAD2'", confidence: finding.High},
		{name: "one of several, one good", source: "X = 'BAD1' if os.path.exists('/x') else 'fine'"},
		{name: "bad when unset", source: "X = os.environ.get('V', 'BAD')", confidence: finding.Medium, variables: []string{"V"}},
		{name: "good when unset", source: "X = os.environ.get('V', 'fine')"},
		{name: "bad only when set", source: "X = 'BAD' if os.environ.get('V') else 'fine'"},
		{name: "bad when another variable is unset", source: twoWays, confidence: finding.Medium, variables: []string{"ENV"}},
		{
			name:   "another variable tells two bad values apart",
			source: "W = os.environ.get('W')\nX = os.environ.get('V') or ('BAD1' if W else 'BAD2')", confidence: finding.Medium, variables: []string{"V"},
		},
		{name: "required", source: "X = os.environ['V']"},
		{name: "bad beside a required variable", source: "Y = os.environ['V']\nX = os.environ.get('W', 'BAD')", confidence: finding.Medium, variables: []string{"W"}},
		{name: "unknown", source: "X = package.value()"},
		{name: "where DEBUG is on", source: "DEBUG = os.environ.get('DEBUG') != '0'\nX = 'BAD' if DEBUG else os.environ['V']"},
		{name: "where the module raises", source: "DEBUG = os.environ.get('DEBUG') != '0'\nX = os.environ.get('V', 'BAD')\nif not DEBUG and X == 'BAD':\n    raise ValueError"},
		{name: "every production launch sets it well", source: "X = os.environ.get('V', 'BAD')", more: dockerfile("V=fine")},
		{name: "a production launch leaves it out", source: "X = os.environ.get('V', 'BAD')", more: dockerfile("W=fine"), confidence: finding.Medium, variables: []string{"V"}},
		{name: "a production launch sets it badly", source: "X = os.environ.get('V', 'BAD')", more: dockerfile("V=BAD"), confidence: finding.Medium, variables: []string{"V"}},
		{
			name: "an optional file that is not in the repository", source: "X = 'BAD'\ntry:\n    from .local_settings import *\nexcept ImportError:\n    pass",
			confidence: finding.Medium, files: []string{"mysite/local_settings.py"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := judged(t, test.source, test.more)
			j := check.Judge(m.Setting("X").In(m.World()), verdict)
			if !j.Bad {
				j = check.Judgement{}
			}
			if j.Confidence != test.confidence || !slices.Equal(j.Variables, test.variables) || !slices.Equal(j.Files, test.files) {
				t.Errorf("got %v %v %v, want %v %v %v", j.Confidence, j.Variables, j.Files, test.confidence, test.variables, test.files)
			}
		})
	}
}

func TestHaving(t *testing.T) {
	tests := []struct {
		source     string
		confidence finding.Confidence
	}{
		{"X = ['a', 'BAD']", finding.High},
		{"X = ['a']", 0},
		{"X = []", 0},
		{"X = ['a'] + package.hosts", 0},
		{"X = ['BAD'] + package.hosts", finding.High},
		{"X = ['a']\nX.append('BAD')", finding.High},
		{"X = [os.environ.get('V', 'BAD')]", finding.Medium},
		{"X = ['a', os.environ.get('V', 'fine')]", 0},
		{"X = [os.environ.get('V', 'BAD'), 'BAD']", finding.High},
		{"X = os.environ.get('V', 'BAD').split(',')", finding.Medium},
		{"X = 'BAD'", 0}, // no list: another rule's business
		{"X = ['a']\nif os.environ.get('V'):\n    X.append('BAD')", 0},
		{"X = ['a']\nif not os.environ.get('V'):\n    X.append('BAD')", finding.Medium},
	}
	for _, test := range tests {
		m := judged(t, test.source, nil)
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return check.Having(m.Setting("X").In(world).Alternatives, verdict)
		}, check.IsTrue)
		if !j.Bad {
			j.Confidence = 0
		}
		if j.Confidence != test.confidence {
			t.Errorf("%s: got %v, want %v", test.source, j.Confidence, test.confidence)
		}
	}
}
