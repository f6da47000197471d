package rest_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

const (
	head = `import os
DEBUG = False
ROOT_URLCONF = "mysite.urls"
`
	apps     = `INSTALLED_APPS = ["rest_framework"]` + "\n"
	views    = "from rest_framework.views import APIView\n"
	open     = "DEFAULT_PERMISSION_CLASSES of REST_FRAMEWORK is not set: everybody may read and write through every view that sets no permission_classes of its own"
	nothing  = "DEFAULT_PERMISSION_CLASSES of REST_FRAMEWORK asks for nothing: everybody may read and write through every view that sets no permission_classes of its own"
	browse   = "the API is browsable in production, with forms and lists of choices for whoever may read it: DEFAULT_RENDERER_CLASSES of REST_FRAMEWORK "
	throttle = "nothing limits how often the API is asked, nor how often a password is tried: DEFAULT_THROTTLE_CLASSES of REST_FRAMEWORK is "
	rateless = "the throttles of REST_FRAMEWORK let everything through: they have no rate, because DEFAULT_THROTTLE_RATES "
	anon     = `"DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"]`
)

// TestRules has what stands below the head of mysite/settings.py and in notes/views.py.
func TestRules(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, rule, settings, views string
		want                        []string
	}{
		{name: "by its AppConfig", rule: "rest-permission-open", settings: `INSTALLED_APPS = ["rest_framework.apps.RestFrameworkConfig"]`, want: []string{"4 high " + open}},
		{name: "not installed", rule: "rest-permission-open", settings: "INSTALLED_APPS = []\nREST_FRAMEWORK = {}\n"},
		{name: "perhaps installed", rule: "rest-permission-open", settings: "import package\nINSTALLED_APPS = package.apps\n"},
		{name: "no views", rule: "rest-permission-open", settings: apps, views: "x = 1\n"},
		{name: "the empty list", rule: "rest-permission-open", settings: apps + `REST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASSES": []}`, want: []string{"5 high " + nothing}},
		{name: "both have to be given", rule: "rest-permission-open", settings: apps + `REST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny", "notes.Own"]}`},
		{name: "unknown", rule: "rest-permission-open", settings: apps + "import package\nREST_FRAMEWORK = package.rest\n"},
		{name: "an unknown element", rule: "rest-permission-open", settings: apps + "import package\n" + `REST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASSES": [package.Own]}`},
		{name: "set later", rule: "rest-permission-open", settings: apps + "REST_FRAMEWORK = {}\n" + `REST_FRAMEWORK["DEFAULT_PERMISSION_CLASSES"] = ("notes.Own",)`},
		{
			name: "while a variable is unset", rule: "rest-permission-open",
			settings: apps + "REST_FRAMEWORK = {}\nif os.environ.get('CLOSED') == '1':\n" + `    REST_FRAMEWORK["DEFAULT_PERMISSION_CLASSES"] = ("notes.Own",)`,
			want:     []string{"5 medium " + open + ", unless CLOSED is set"},
		},

		{name: "default", rule: "rest-browsable-api", settings: apps, want: []string{"4 high " + browse + "is not set"}},
		{name: "JSON alone", rule: "rest-browsable-api", settings: apps + `REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ("rest_framework.renderers.JSONRenderer",)}`},
		{
			name: "an unknown one beside it", rule: "rest-browsable-api",
			settings: apps + "import package\n" + `REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": [package.Own, "rest_framework.renderers.BrowsableAPIRenderer"]}`,
			want:     []string{"6 high " + browse + "names BrowsableAPIRenderer"},
		},
		{
			name: "for debugging", rule: "rest-browsable-api",
			settings: apps + `REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]}
if DEBUG:
    REST_FRAMEWORK["DEFAULT_RENDERER_CLASSES"] += ["rest_framework.renderers.BrowsableAPIRenderer"]
`,
		},

		{name: "default", rule: "rest-throttling-missing", settings: apps, want: []string{"4 high " + throttle + "not set"}},
		{name: "empty", rule: "rest-throttling-missing", settings: apps + `REST_FRAMEWORK = {"DEFAULT_THROTTLE_CLASSES": ()}`, want: []string{"5 high " + throttle + "empty"}},
		{name: "in views", rule: "rest-throttling-missing", settings: apps, views: views + "class Login(APIView):\n    throttle_classes = []\n"},
		{name: "no rates", rule: "rest-throttling-missing", settings: apps + `REST_FRAMEWORK = {` + anon + `}`, want: []string{"5 high " + rateless + "is not set"}},
		{name: "the rate is None", rule: "rest-throttling-missing", settings: apps + `REST_FRAMEWORK = {` + anon + `, "DEFAULT_THROTTLE_RATES": {"anon": None}}`, want: []string{"5 high " + rateless + "gives none"}},
		{name: "a rate", rule: "rest-throttling-missing", settings: apps + `REST_FRAMEWORK = {` + anon + `, "DEFAULT_THROTTLE_RATES": {"anon": "9/day"}}`},
		{name: "an unknown rate", rule: "rest-throttling-missing", settings: apps + `REST_FRAMEWORK = {` + anon + `, "DEFAULT_THROTTLE_RATES": {"anon": os.environ.get("RATE")}}`},
		{name: "a throttle of the project's", rule: "rest-throttling-missing", settings: apps + `REST_FRAMEWORK = {"DEFAULT_THROTTLE_CLASSES": ["notes.Own"]}`},
	} {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			t.Parallel()
			if c.views == "" {
				c.views = views
			}
			report, err := engine.Check(context.Background(), workspace.NewMap(map[string]string{
				"manage.py":          "import os\nos.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"mysite.settings\")\n",
				"mysite/__init__.py": "",
				"mysite/settings.py": head + c.settings,
				"notes/views.py":     c.views,
			}), engine.Options{Rules: rules.Choice{Select: []string{c.rule}}})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range report.Findings {
				line, _ := report.Sources[f.Path].Position(f.Span.Start)
				got = append(got, fmt.Sprintf("%d %s %s", line, f.Confidence, f.Message))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(- want, + got)\n%s", diff)
			}
		})
	}
}
