package driver_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/driver"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

func only(t *testing.T, files map[string]string, options project.Options) *project.Project {
	t.Helper()
	ws, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	projects, _, err := project.Discover(context.Background(), ws, options)
	if err != nil || len(projects) != 1 {
		t.Fatalf("%d projects, %v", len(projects), err)
	}
	return projects[0]
}

func input(t *testing.T) *check.Input {
	t.Helper()
	catalogue, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"mysite/settings.py": "DEBUG = True\nINSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\n"}
	return &check.Input{Project: only(t, files, project.Options{}), Catalogue: catalogue}
}

func analyzer(name string, run func(*analysis.Pass) (any, error), requires ...*analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: name, Doc: name, Run: run, Requires: requires, ResultType: reflect.TypeFor[[]finding.Finding](),
	}
}

func TestAPanicHarmsNoOtherRule(t *testing.T) {
	panics := analyzer("panics", func(*analysis.Pass) (any, error) { panic("a mistake") })
	needsIt := analyzer("needs_it", func(*analysis.Pass) (any, error) { return []finding.Finding{{Rule: "wrong"}}, nil }, panics)
	fails := analyzer("fails", func(*analysis.Pass) (any, error) { return nil, errors.New("no disk") })
	works := analyzer("works", func(pass *analysis.Pass) (any, error) {
		_ = pass.String() // needs a package
		if _, ok := pass.ResultOf[check.Project].(*check.Input); !ok {
			t.Error("the input is not supplied")
		}
		return []finding.Finding{{Rule: "works"}}, nil
	}, check.Project)
	found, incidents, err := driver.Run(context.Background(), input(t), []*analysis.Analyzer{panics, needsIt, fails, works})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].Rule != "works" {
		t.Errorf("found %v, want what works alone", found)
	}
	var messages []string
	for _, i := range incidents {
		messages = append(messages, i.Message)
		if strings.Contains(i.Message, "goroutine") {
			t.Errorf("a stack in a message: %s", i.Message)
		}
	}
	want := []string{"the rule panics failed: a mistake", "the rule fails failed: no disk"}
	if !reflect.DeepEqual(messages, want) {
		t.Errorf("incidents %q, want %q", messages, want)
	}
}

func TestEveryAnalyzerRunsOnce(t *testing.T) {
	runs := 0
	nothing := func(*analysis.Pass) (any, error) { return []finding.Finding(nil), nil }
	shared := analyzer("shared", func(*analysis.Pass) (any, error) { runs++; return []finding.Finding(nil), nil })
	all := []*analysis.Analyzer{analyzer("a", nothing, shared), analyzer("b", nothing, shared), shared}
	if _, _, err := driver.Run(context.Background(), input(t), all); err != nil {
		t.Fatal(err)
	}
	if runs != 1 {
		t.Errorf("ran %d times", runs)
	}
}

func TestCancelledRunsEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	in := input(t)
	cancel()
	_, _, err := driver.Run(ctx, in, []*analysis.Analyzer{analyzer("a", func(*analysis.Pass) (any, error) { return nil, nil })})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestSyntaxErrors(t *testing.T) {
	p := only(t, map[string]string{
		"mysite/settings.py":     "from .base import *\nINSTALLED_APPS = ['a'\n",
		"mysite/base.py":         "X = = 1\n",
		"mysite/settings_dev.py": "if True\n    DEBUG = True\nROOT_URLCONF = 'x'\nINSTALLED_APPS = []\n",
		"mysite/wsgi.py":         "import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\napplication = get_wsgi_application(\n",
		"mysite/__init__.py":     "",
		"mysite/views.py":        "def view(:\n",
		"deploy/site.conf":       "<VirtualHost *:80>\nWSGIScriptAlias / /srv/mysite/wsgi.py\n",
		"dev/apache.conf":        "<VirtualHost *:80>\nWSGIScriptAlias / /srv/mysite/wsgi.py\n",
	}, project.Options{Settings: []string{"mysite.settings"}})
	got := map[string]finding.Severity{}
	for _, f := range driver.SyntaxErrors(p) {
		got[f.Path] = f.Severity
	}
	want := map[string]finding.Severity{
		"mysite/settings.py": finding.Error, "mysite/base.py": finding.Error, "mysite/wsgi.py": finding.Error,
		"deploy/site.conf":       finding.Error,
		"dev/apache.conf":        finding.Warning,
		"mysite/settings_dev.py": finding.Warning, // and nothing of views.py, which djvet does not read
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
