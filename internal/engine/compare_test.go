package engine_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/workspace"
)

// pairTree is a project with a base module and two that import it.
func pairTree(base, dev, live string) workspace.Tree {
	return workspace.NewMap(map[string]string{
		"manage.py":        "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site.settings.live')\n",
		"site/__init__.py": "", "site/settings/__init__.py": "",
		"site/settings/base.py": "import os\nfrom django.utils.x import unfollowed\nINSTALLED_APPS = ['a']\nROOT_URLCONF = 'site.urls'\n" + base,
		"site/settings/dev.py":  "from .base import *\n" + dev,
		"site/settings/live.py": "from .base import *\n" + live,
		"requirements.txt":      "Django==5.2.3\n",
	})
}

func compare(t *testing.T, tree workspace.Tree, world eval.World, all bool) engine.Comparison {
	t.Helper()
	wanted := [2]engine.Wanted{{Path: "site/settings/dev.py"}, {Module: "site.settings.live"}}
	_, compared, err := engine.Compare(context.Background(), tree, engine.Options{World: world}, wanted, all)
	if err != nil {
		t.Fatal(err)
	}
	return compared
}

// verdict is what a comparison says of a setting.
func verdict(compared engine.Comparison, name string) string {
	for list, differences := range map[string][]engine.Difference{"different": compared.Differences, "undecided": compared.Undecided} {
		for _, d := range differences {
			switch {
			case d.Name != name:
			case d.Sides[0] == nil:
				return "not in dev"
			case d.Sides[1] == nil:
				return "not in live"
			default:
				return list
			}
		}
	}
	for _, same := range compared.Same {
		if same == name {
			return "same"
		}
	}
	return "nothing"
}

func TestCompareVerdicts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ base, dev, live, want string }{
		{"", "X = 1", "X = 1", "same"},
		{"", "X = 1", "X = 2", "different"},
		{"", "X = 1", "X = True", "different"},
		{"", "X = [1]", "X = (1,)", "different"},
		{"", "X = 1", "", "not in live"},
		{"", "", "X = 1", "not in dev"},
		{"X = ['a']", "X += ['b']", "", "different"},
		{"X = 1", "", "X = 1", "same"},
		{"X = os.environ.get('A')", "", "", "same"},
		{"", "X = os.environ.get('A')", "X = os.environ.get('A')", "same"},
		{"", "X = os.environ.get('A')", "X = os.environ.get('B')", "different"},
		{"", "X = os.environ['A']", "X = int(os.environ['A'])", "different"},
		{"X = unfollowed()", "", "", "same"},
		{"", "X = unfollowed()", "X = unfollowed()", "undecided"},
		{"", "X = unfollowed()", "X = 1", "different"},
		{"", "X = [unfollowed()]", "X = [unfollowed()]", "undecided"},
		// Secrets: the same place, or it is not said.
		{"X_TOKEN = 'hunter2x9'", "", "", "same"},
		{"", "X_TOKEN = 'hunter2x9'", "X_TOKEN = 'hunter2x9'", "undecided"},
		{"", "X_TOKEN = 'hunter2x9'", "X_TOKEN = 'hunter2x8'", "undecided"},
		{"", "X_TOKEN = 'hunter2x9'", "X_TOKEN = os.environ['X_TOKEN']", "different"},
		{"X = {'PASSWORD': 'hunter2x9'}", "", "", "same"},
		{"X = {'PASSWORD': 'hunter2x9'}", "X['PASSWORD'] = 'hunter2x8'", "X['PASSWORD'] = 'hunter2x8'", "undecided"},
		{"X = {'PASSWORD': 'hunter2x9'}\ny = X", "y['PASSWORD'] = 'hunter2x8'", "y['PASSWORD'] = 'hunter2x9'", "undecided"},
	} {
		name := "X"
		if strings.Contains(test.base+test.dev+test.live, "X_TOKEN") {
			name = "X_TOKEN"
		}
		compared := compare(t, pairTree(test.base+"\n", test.dev+"\n", test.live+"\n"), eval.World{}, false)
		if got := verdict(compared, name); got != test.want {
			t.Errorf("%q, %q, %q: %s, want %s", test.base, test.dev, test.live, got, test.want)
		}
	}
}

// TestCompareIsDeafToSecrets compares what is told of two equal secrets with
// what is told of two that differ: nobody may learn which it is.
func TestCompareIsDeafToSecrets(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		"SECRET_KEY = '%s'",
		"SECRET_KEY = '%s'[:5] + 'x'",
		"X = os.environ.get('API_TOKEN', '%s')",
		"X = os.environ.get('API_TOKEN') == '%s'",
		"X = {'PASSWORD': '%s', 'HOST': 'h'}",
		"X = [{'PASSWORD': '%s'}]",
		"X = 'amqp://me:%s@host/'",
		"API_KEYS = ['%s', 'other-one']",
		"SECRET_KEY = '%s'\nX = 'a-' + SECRET_KEY",
	} {
		told := func(dev, live string) string {
			tree := pairTree("", "import os\n"+fmt.Sprintf(source, dev)+"\n", "import os\n"+fmt.Sprintf(source, live)+"\n")
			encoded, err := json.Marshal(compare(t, tree, eval.World{}, false))
			if err != nil {
				t.Fatal(err)
			}
			return string(encoded)
		}
		equal, different := told("hunter2x9", "hunter2x9"), told("hunter2x9", "winter3y8")
		if equal != different {
			t.Errorf("%s: equal secrets give\n%s\nand different ones\n%s", source, equal, different)
		}
		if strings.Contains(different, "hunter2") || strings.Contains(different, "winter3") {
			t.Errorf("%s: tells a secret: %s", source, different)
		}
	}
}

func TestCompareParts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ dev, live, want string }{
		{"X = ['a', 'b']", "X = ['a', 'c', 'c']", "[{ ['b' 'c', 'c'] true false false}]"},
		{"X = ['a', 'b']", "X = ['b', 'a']", "[{ [ ] true true false}]"},
		{"X = {'a': {'b': 1, 'c': 2}}", "X = {'a': {'b': 1, 'c': 3, 'd': 4}}", "[{['a']['c'] [2 3] false false false} {['a']['d'] [ 4] false false false}]"},
		{"X = [{'a': 1}]", "X = [{'a': 2}]", "[{[0]['a'] [1 2] false false false}]"},
		{"X = {'a': 1, 'TOKEN': 'x'}", "X = {'a': 2, 'TOKEN': 'x'}", "[{['a'] [1 2] false false false} {['TOKEN'] [******** ********] false false true}]"},
		{"X = 1", "X = 2", "[]"},
		{"X = [1]", "X = 2", "[]"},
	} {
		compared := compare(t, pairTree("", test.dev+"\n", test.live+"\n"), eval.World{}, false)
		if len(compared.Differences) != 1 {
			t.Errorf("%s, %s: %d differences", test.dev, test.live, len(compared.Differences))
		} else if got := fmt.Sprint(compared.Differences[0].Parts); got != test.want {
			t.Errorf("%s, %s: got %s, want %s", test.dev, test.live, got, test.want)
		}
	}
}

func TestCompareDefaults(t *testing.T) {
	t.Parallel()
	tree := pairTree("", "APPEND_SLASH = False\n", "")
	if got := verdict(compare(t, tree, eval.World{}, false), "APPEND_SLASH"); got != "not in live" {
		t.Errorf("got %s", got)
	}
	compared := compare(t, tree, eval.World{}, true)
	if got := verdict(compared, "APPEND_SLASH"); got != "different" {
		t.Errorf("with Django's defaults: %s", got)
	}
	if d := compared.Differences[0]; d.Sides[1] == nil || d.Sides[1].Value.Text != "True" || d.Sides[1].Why != engine.WhyDefault {
		t.Errorf("got %+v", d.Sides[1])
	}
	if compared.Defaults == 0 || compared.Defaults != len(compared.Same)-2 {
		t.Errorf("%d of %d are defaults", compared.Defaults, len(compared.Same))
	}
}

func TestCompareInAWorld(t *testing.T) {
	t.Parallel()
	tree := pairTree("X = os.environ.get('A')\n", "", "X = 'b'\n")
	world := eval.World{Variables: map[string]string{"A": "b"}}
	if got := verdict(compare(t, tree, world, false), "X"); got != "same" {
		t.Errorf("got %s", got)
	}
}

func TestCompareWhatIsNotThere(t *testing.T) {
	t.Parallel()
	tree := pairTree("", "", "")
	for _, test := range []struct {
		wanted engine.Wanted
		want   error
	}{
		{engine.Wanted{Module: "site.lost"}, engine.ErrSettings},
		{engine.Wanted{Path: "manage.py"}, engine.ErrNotSettings},
	} {
		for _, wanted := range [][2]engine.Wanted{{test.wanted, {Module: "site.settings.live"}}, {{Module: "site.settings.live"}, test.wanted}} {
			if _, _, err := engine.Compare(context.Background(), tree, engine.Options{}, wanted, false); !errors.Is(err, test.want) {
				t.Errorf("%+v: %v", wanted, err)
			}
		}
	}
	several := workspace.NewMap(map[string]string{
		"a/manage.py": "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config')\n", "a/config.py": "INSTALLED_APPS = []\nROOT_URLCONF = 'x'\n",
		"b/manage.py": "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config')\n", "b/config.py": "INSTALLED_APPS = []\nROOT_URLCONF = 'x'\n",
	})
	wanted := [2]engine.Wanted{{Module: "config"}, {Path: "a/config.py"}}
	if _, _, err := engine.Compare(context.Background(), several, engine.Options{}, wanted, false); !errors.Is(err, engine.ErrSeveral) {
		t.Errorf("got %v", err)
	}
}
