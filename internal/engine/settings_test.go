package engine_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/workspace"
)

// settingsTree is a project whose settings end with a source.
func settingsTree(source string, more map[string]string) workspace.Tree {
	files := map[string]string{
		"manage.py":          "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
		"mysite/__init__.py": "",
		"mysite/settings.py": "import os, datetime\nfrom django.utils.x import unfollowed\nINSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\n" + source,
		"requirements.txt":   "Django==5.2.3\n",
	}
	maps.Copy(files, more)
	return workspace.NewMap(files)
}

// settingsOf are the settings of the one judged module of a tree, by name.
func settingsOf(t *testing.T, tree workspace.Tree, options engine.Options, all bool) map[string]engine.Setting {
	t.Helper()
	_, modules, err := engine.Settings(context.Background(), tree, options, engine.Wanted{All: all})
	if err != nil || len(modules) != 1 {
		t.Fatalf("%d modules, %v", len(modules), err)
	}
	byName := map[string]engine.Setting{}
	for _, setting := range modules[0].Settings {
		byName[setting.Name] = setting
	}
	return byName
}

// TestStorages: Django 4.2 takes the settings before STORAGES from it, and it from
// them.
func TestStorages(t *testing.T) {
	t.Parallel()
	const storages = "STORAGES = {'staticfiles': {'BACKEND': 'a.B'}}"
	for _, test := range []struct{ version, source, name, want string }{
		{"4.2", storages, "STATICFILES_STORAGE", `"a.B"`},
		{"4.2", storages, "DEFAULT_FILE_STORAGE", `null`},
		{"4.1", storages, "STATICFILES_STORAGE", `"django.contrib.staticfiles.storage.StaticFilesStorage"`},
		{"4.2", "STATICFILES_STORAGE = 'a.B'", "STORAGES", ``},
		{"4.2", "X = 1", "STATICFILES_STORAGE", `"django.contrib.staticfiles.storage.StaticFilesStorage"`},
	} {
		tree := settingsTree(test.source, map[string]string{"requirements.txt": "Django==" + test.version + ".1\n"})
		got := settingsOf(t, tree, engine.Options{}, true)[test.name]
		if string(got.Value.JSON) != test.want {
			t.Errorf("Django %s, %s: %s is %s (%s)", test.version, test.source, test.name, got.Value.JSON, got.Why)
		}
	}
}

func TestSettingStates(t *testing.T) {
	t.Parallel()
	const optional = "\ntry:\n    from .local import *\nexcept ImportError:\n    pass"
	for _, test := range []struct {
		source string
		state  engine.SettingState
		value  string // JSON; "" for none
		env    string // names
		why    string // a part of it
	}{
		{"X = [1, 'a']", engine.StateKnown, `[1,"a"]`, "", ""},
		{"X = os.path.join(os.path.dirname(__file__), 'a')", engine.StateKnown, `"$ROOT/mysite/a"`, "", ""},
		{"X = os.environ.get('A', 'b')", engine.StateDefault, `"b"`, "A", "supplied by environment variable A"},
		{"X = os.environ.get('A')", engine.StateDefault, `null`, "A", "supplied by environment variable A"},
		{"X = int(os.environ.get('A', '3'))", engine.StateDefault, `3`, "A", "supplied by environment variable A"},
		{"from django.conf.global_settings import EMAIL_PORT as X", engine.StateKnown, `25`, "", ""},
		{"from django.conf import global_settings\nX = global_settings.FILE_UPLOAD_HANDLERS[:1]", engine.StateKnown, `["django.core.files.uploadhandler.MemoryFileUploadHandler"]`, "", ""},
		{"from django.conf.global_settings import *\nif os.environ.get('A') == 'b':\n    ADMINS.append(('a', 'b'))\nX = len(ADMINS)", engine.StateOneOf, "", "A", ""},
		{"X = 1" + optional, engine.StateDefault, `1`, "", "supplied by file mysite/local.py"},
		{"X = os.environ.get('A') == 'b'", engine.StateOneOf, "", "A", ""},
		{"X = 1\nif os.environ.get('A') == 'b':\n    X = 2", engine.StateOneOf, "", "A", ""},
		{"X = {'a': os.environ.get('A', 'b'), 'c': 1}", engine.StatePartial, `{"a":{"$oneof":["b",{"$external":"environment variable A"}]},"c":1}`, "A", "supplied by environment variable A"},
		{"X = 'http://' + os.environ['A']", engine.StatePartial, `"http://${A}"`, "A", "supplied by environment variable A"},
		{"X = [unfollowed()]", engine.StatePartial, `[{"$unknown":`, "", "unfollowed"},
		{"X = datetime.timedelta(days=1)", engine.StatePartial, `{"$type":"datetime.timedelta"}`, "", "only the type is known"},
		{"X = os.environ['A']", engine.StateExternal, "", "A", "supplied by environment variable A"},
		{"X = unfollowed()", engine.StateUnknown, "", "", "unfollowed"},
	} {
		got, set := settingsOf(t, settingsTree(test.source+"\n", nil), engine.Options{}, false)["X"]
		if !set {
			t.Errorf("%s: not told", test.source)
			continue
		}
		var env []string
		for _, variable := range got.Env {
			env = append(env, variable.Name)
		}
		value := string(got.Value.JSON)
		if got.State != test.state || strings.Join(env, " ") != test.env || !strings.Contains(got.Why, test.why) || test.why == "" && got.Why != "" {
			t.Errorf("%s: %s, decided by %v, because %q", test.source, got.State, env, got.Why)
		}
		if value != test.value && (!strings.HasSuffix(test.value, ":") || !strings.HasPrefix(value, test.value)) {
			t.Errorf("%s: is %s, want %s", test.source, value, test.value)
		}
		if several := test.state == engine.StateOneOf || test.state == engine.StateDefault; several != (len(got.Alternatives) > 1) {
			t.Errorf("%s: %d alternatives", test.source, len(got.Alternatives))
		}
	}
}

func TestSettingsVariables(t *testing.T) {
	t.Parallel()
	settings := settingsOf(t, settingsTree("A = os.environ['A']\nB = os.environ.get('B', 'b')\n", nil), engine.Options{}, false)
	for name, want := range map[string]string{"A": `A  true str`, "B": `B "b" false str`} {
		if env := settings[name].Env; len(env) != 1 {
			t.Errorf("%s: %v", name, env)
		} else if got := fmt.Sprint(env[0].Name, " ", string(env[0].Default.JSON), " ", env[0].Required, " ", env[0].Cast); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	// In an exact world the variable that decides is named all the same.
	exact := engine.Options{World: eval.ExactWorld(map[string]string{"A": "a"})}
	settings = settingsOf(t, settingsTree("A = os.environ['A']\n", nil), exact, false)
	if got := settings["A"]; got.State != engine.StateKnown || string(got.Value.JSON) != `"a"` || len(got.Env) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestSettingsAsTheyStand(t *testing.T) {
	t.Parallel()
	settings := settingsOf(t, settingsTree("DEBUG = True\nX = 1 if DEBUG else 2\n", nil), engine.Options{}, false)
	if got := string(settings["X"].Value.JSON); got != "1" {
		t.Errorf("X is %s: DEBUG is not taken as it stands", got)
	}
}

func TestSettingsOrigin(t *testing.T) {
	t.Parallel()
	tree := settingsTree("from .base import *\nX += ['b']\n", map[string]string{"mysite/base.py": "\nX = ['a']\nY = 1\n"})
	settings := settingsOf(t, tree, engine.Options{}, false)
	for name, want := range map[string]string{
		"X": "[{mysite/base.py 2} {mysite/settings.py 5} {mysite/settings.py 6}]",
		"Y": "[{mysite/base.py 3} {mysite/settings.py 5}]",
	} {
		if got := fmt.Sprint(settings[name].Origin); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

func TestSettingsOfDjango(t *testing.T) {
	t.Parallel()
	tree := settingsTree("APPEND_SLASH = False\n", nil)
	if got := len(settingsOf(t, tree, engine.Options{}, false)); got != 3 {
		t.Errorf("%d settings without --all", got)
	}
	settings := settingsOf(t, tree, engine.Options{}, true)
	if got := settings["X_FRAME_OPTIONS"]; got.State != engine.StateKnown || string(got.Value.JSON) != `"DENY"` || got.Why != "Django's default" {
		t.Errorf("got %+v", got)
	}
	if got := settings["APPEND_SLASH"]; string(got.Value.JSON) != "false" || got.Why != "" {
		t.Errorf("got %+v", got)
	}
}

func TestSettingsThatAreNotThere(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		wanted engine.Wanted
		want   error
	}{
		{engine.Wanted{Module: "mysite.live"}, engine.ErrSettings},
		{engine.Wanted{Path: "manage.py"}, engine.ErrNotSettings},
		{engine.Wanted{Module: "mysite.settings"}, nil},
		{engine.Wanted{Path: "mysite/settings.py"}, nil},
	} {
		if _, _, err := engine.Settings(context.Background(), settingsTree("", nil), engine.Options{}, test.wanted); !errors.Is(err, test.want) {
			t.Errorf("%+v: %v", test.wanted, err)
		}
	}
}

// TestSettingsHoldNoSecret looks at everything that the settings tell, before
// any printer masks it once more.
func TestSettingsHoldNoSecret(t *testing.T) {
	t.Parallel()
	const secret = "hunter2x9"
	for _, source := range []string{
		"SECRET_KEY = '" + secret + "'\nOTHER = 'a-' + SECRET_KEY",
		"SECRET_KEY = 'hunter' + '2x9'\nOTHER = f'<{SECRET_KEY}>'",
		"SECRET_KEY = os.environ.get('A', '" + secret + "')",
		"SECRET_KEY = os.environ.get('A', 'hunter' + '2x9')",
		"X = os.environ.get('API_TOKEN', 'hunter' + '2x9')\nY = [X]",
		"DATABASES = {'default': {'PASSWORD': 'hunter' + '2x9', 'OPTIONS': {'x': 1}}}\nX = DATABASES['default']",
		"BROKER = 'amqp://me:' + 'hunter' + '2x9@host/'",
		"X = {'url': 'redis://:' + 'hunter2' + 'x9@host'}",
		"X = 1 if os.environ.get('API_TOKEN') == '" + secret + "' else 2",
		"AUTH_TOKENS = [('a', b'hunter' + b'2x9')]",
		"SECRET_KEY = 'hunter' + '2x9'\nX = {SECRET_KEY: 1}",
		"X = os.environ['API_TOKEN']",
		"SECRET = unfollowed('" + secret + "')",
	} {
		for _, world := range []eval.World{{}, eval.ExactWorld(map[string]string{"A": "b", "API_TOKEN": secret})} {
			_, modules, err := engine.Settings(context.Background(), settingsTree(source+"\n", nil), engine.Options{World: world}, engine.Wanted{})
			if err != nil || len(modules) != 1 {
				t.Fatalf("%d modules, %v", len(modules), err)
			}
			told, err := json.Marshal(modules)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(told), secret) {
				t.Errorf("%s: tells the secret: %s", source, told)
			}
		}
	}
}

// TestSettingsOfSharedLists has lists that hold the one before many times: to
// look at each as often as it stands there would never end.
func TestSettingsOfSharedLists(t *testing.T) {
	t.Parallel()
	source := "A = [1]\n" + strings.Repeat("A = [A, A, A, A]\n", 25) + "B = []\nB.append(B)\nB.append(B)\nB.append({'KEY': B})\n"
	settings := settingsOf(t, settingsTree(source, nil), engine.Options{}, false)
	if got := settings["A"]; len(got.Value.Text) > 1<<18 || got.Value.Empty() {
		t.Errorf("A is %d bytes long", len(got.Value.Text))
	}
	if _, told := settings["B"]; !told {
		t.Error("B is not told")
	}
}

func TestVariablesThatDecide(t *testing.T) {
	t.Parallel()
	const reader = "def get(name):\n    value = os.environ.get(name)\n    return value\n"
	for _, test := range []struct{ source, want string }{
		{reader + "X = get('A')\nY = get('B')", "A"}, // one read for each call
		{"Y = os.environ['B']\nX = [1 if os.environ.get('A') else 2]", "A"},
		{"if os.environ.get('A'):\n    Y = os.environ['B']\n    X = 1\nelse:\n    X = 2", "A"},
		{"X = 1 if os.environ.get('A') and os.environ.get('B') else 2", "A B"},
		{"if os.environ.get('A'):\n    X = 1", "A"},
	} {
		var env []string
		for _, variable := range settingsOf(t, settingsTree(test.source+"\n", nil), engine.Options{}, false)["X"].Env {
			env = append(env, variable.Name)
		}
		if got := strings.Join(env, " "); got != test.want {
			t.Errorf("%q: decided by %q, want %q", test.source, got, test.want)
		}
	}
}
