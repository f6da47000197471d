package check_test

import (
	"context"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/driver"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

const security = "django.middleware.security.SecurityMiddleware"

// pass runs a function as a rule on a project.
func pass(t *testing.T, files map[string]string, asDjango bool, run func(*check.Pass)) []finding.Finding {
	t.Helper()
	ws, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	projects, _, err := project.Discover(context.Background(), ws, project.Options{})
	if err != nil || len(projects) != 1 {
		t.Fatalf("%d projects, %v", len(projects), err)
	}
	catalogue, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	input := &check.Input{Project: projects[0], Catalogue: catalogue, AsDjango: asDjango}
	found, failed, err := driver.Run(context.Background(), input, []*analysis.Analyzer{check.Rule("debug-enabled", run)})
	if err != nil || len(failed) > 0 {
		t.Fatal(failed, err)
	}
	return found
}

func TestHasMiddleware(t *testing.T) {
	files := func(settings string) map[string]string {
		return map[string]string{
			"manage.py":          "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
			"mysite/__init__.py": "",
			"mysite/settings.py": "INSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\n" + settings,
			"mysite/own/__init__.py": `
from django.middleware import security
from .deep import Deeper as Deep, Other
class Own(security.SecurityMiddleware): pass
class Twice(object, Own): pass
class Foreign(package.SecurityMiddleware): pass
class Plain(object): pass
class Loop(Loop): pass
`,
			"mysite/own/deep.py": "from . import Own\nclass Deeper(Own, metaclass=Meta): pass\nfrom package import Other\n",
		}
	}
	tests := []struct {
		settings          string
		wise, letter, has string // yes, no, unknown
	}{
		{settings: "MIDDLEWARE = ['" + security + "']", wise: "yes", letter: "yes"},
		{settings: "MIDDLEWARE = []", wise: "no", letter: "no"},
		{settings: "", wise: "no", letter: "no"},
		{settings: "MIDDLEWARE = ['mysite.own.Own']", wise: "yes", letter: "no"},
		{settings: "MIDDLEWARE = ['mysite.own.Twice']", wise: "yes", letter: "no"},
		{settings: "MIDDLEWARE = ['mysite.own.Deep']", wise: "yes", letter: "no"},
		{settings: "MIDDLEWARE = ['mysite.own.Plain']", wise: "no", letter: "no"},
		{settings: "MIDDLEWARE = ['mysite.own.Foreign']", wise: "unknown", letter: "no"},
		{settings: "MIDDLEWARE = ['mysite.own.Loop']", wise: "unknown", letter: "no"},
		{settings: "MIDDLEWARE = ['mysite.own.Absent']", wise: "unknown", letter: "no"},
		{settings: "MIDDLEWARE = ['package.SecurityMiddleware']", wise: "unknown", letter: "no"},
		{settings: "MIDDLEWARE = ['package.Cors']", wise: "no", letter: "no"},
		{settings: "MIDDLEWARE = ['django.middleware.common.CommonMiddleware']", wise: "no", letter: "no"},
		{settings: "MIDDLEWARE = ['django.middleware.absent.SecurityMiddleware']", wise: "no", letter: "no"},
		{settings: "import package\nMIDDLEWARE = ['a.B'] + package.x", wise: "unknown", letter: "unknown"},
		{settings: "MIDDLEWARE_CLASSES = ['" + security + "']", wise: "no", letter: "no"},
	}
	for _, test := range tests {
		for asDjango, want := range map[bool]string{false: test.wise, true: test.letter} {
			got := ""
			pass(t, files(test.settings), asDjango, func(p *check.Pass) {
				got = answer(p.HasMiddleware(p.Judged()[0], p.Judged()[0].World(), security))
			})
			if got != want {
				t.Errorf("%s, as Django %v: got %s, want %s", test.settings, asDjango, got, want)
			}
		}
	}
}

// TestInheritsFromDjango asks of Django's own classes, and of one of the project that inherits from one.
func TestInheritsFromDjango(t *testing.T) {
	const (
		backends = "django.contrib.auth.backends."
		storage  = "django.core.files.storage."
	)
	for _, test := range []struct {
		django, dotted, ancestor string
		want                     check.Verdict
	}{
		{"==5.2", backends + "RemoteUserBackend", backends + "ModelBackend", check.Bad},
		{"==5.2", backends + "BaseBackend", backends + "ModelBackend", check.Good},
		{"==5.2", "mysite.own.Own", backends + "BaseBackend", check.Bad},
		{"==5.2", "mysite.own.Own", backends + "RemoteUserBackend", check.Good},
		{"==2.2", "mysite.own.Own", backends + "BaseBackend", check.Good},
		{">=2.2,<3.1", "mysite.own.Own", backends + "BaseBackend", check.Unclear},
		{"==5.2", storage + "FileSystemStorage", storage + "filesystem.FileSystemStorage", check.Bad},
		{"==5.2", "django.http.HttpRequest", backends + "ModelBackend", check.Unclear},
	} {
		files := map[string]string{
			"requirements.txt":       "Django" + test.django + "\n",
			"manage.py":              "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
			"mysite/__init__.py":     "",
			"mysite/settings.py":     "INSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\n",
			"mysite/own/__init__.py": "from django.contrib.auth.backends import ModelBackend\nclass Own(ModelBackend): pass\n",
		}
		pass(t, files, false, func(p *check.Pass) {
			if got := p.Inherits(p.Judged()[0], test.dotted, test.ancestor); got != test.want {
				t.Errorf("Django%s: %s from %s: got %d, want %d", test.django, test.dotted, test.ancestor, got, test.want)
			}
		})
	}
}

// answer is the one answer of truths without conditions.
func answer(truths check.Truths) string {
	switch v, _ := truths.Single(); v {
	case eval.Bool(true):
		return "yes"
	case eval.Bool(false):
		return "no"
	}
	return "unknown"
}

func TestHasMiddlewareByVersion(t *testing.T) {
	for requirement, want := range map[string]string{
		"Django==1.9": "yes", "Django==1.11": "yes", "Django==5.2": "no", "Django>=1.8": "unknown",
	} {
		files := map[string]string{
			"requirements.txt":   requirement + "\n",
			"manage.py":          "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
			"mysite/__init__.py": "",
			"mysite/settings.py": "INSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\nMIDDLEWARE_CLASSES = ['" + security + "']\n",
		}
		pass(t, files, false, func(p *check.Pass) {
			if got := answer(p.HasMiddleware(p.Judged()[0], p.Judged()[0].World(), security)); got != want {
				t.Errorf("%s: got %s, want %s", requirement, got, want)
			}
		})
	}
}

// TestAbsentSettings: a finding on what nobody sets stands at a shared line only
// if all that share it lack it.
func TestAbsentSettings(t *testing.T) {
	files := map[string]string{
		"manage.py":                     "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings.prod_a')\n",
		"mysite/__init__.py":            "",
		"mysite/settings/__init__.py":   "",
		"mysite/settings/base.py":       "INSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\nMIDDLEWARE = []\n",
		"mysite/settings/prod_a.py":     "from .base import *\n",
		"mysite/settings/prod_b.py":     "from .base import *\n",
		"mysite/settings/production.py": "from .base import *\n",
	}
	places := func() map[string]bool {
		found := map[string]bool{}
		for _, f := range pass(t, files, false, func(p *check.Pass) {
			for _, m := range p.Judged() {
				j := check.Judge(p.Setting(m, "SECURE_HSTS_SECONDS"), check.Falsy)
				if j.Bad {
					p.Report(p.At(m, "SECURE_HSTS_SECONDS", j.Value, "MIDDLEWARE"))
				}
			}
		}) {
			if !f.Absent {
				t.Errorf("%v is not said to be absent", f)
			}
			found[f.Path] = true
		}
		return found
	}
	if got := places(); len(got) != 1 || !got["mysite/settings/base.py"] {
		t.Errorf("all lack it: reported at %v", got)
	}
	files["mysite/settings/prod_b.py"] = "from .base import *\nSECURE_HSTS_SECONDS = 60\n"
	if got := places(); len(got) != 2 || !got["mysite/settings/prod_a.py"] || !got["mysite/settings/production.py"] {
		t.Errorf("one of three has it: reported at %v", got)
	}
}
