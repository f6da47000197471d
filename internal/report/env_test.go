package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/report"
	"github.com/djvet/djvet/parser/dotenv"
	"github.com/djvet/djvet/parser/text"
)

// optionalVariable is a variable with one read that falls back to a value.
func optionalVariable(name string, fallback any) engine.EnvironmentVariable {
	encoded, err := json.Marshal(fallback)
	if err != nil {
		panic(err)
	}
	value := engine.SettingValue{Text: string(encoded), JSON: encoded}
	return engine.EnvironmentVariable{
		Name: name, Need: engine.NeedOptional, Types: []string{"str"}, Defaults: []engine.SettingValue{value},
		Reads: []engine.VariableRead{{Place: engine.Place{Path: "settings.py", Line: 3}, Default: value}},
	}
}

func asDotenv(t *testing.T, variables ...engine.EnvironmentVariable) string {
	t.Helper()
	var secrets finding.Secrets
	secrets.AddValue(secretKey)
	var out bytes.Buffer
	project := engine.ProjectEnvironment{Root: ".", Variables: variables, Modules: []engine.SettingsModule{{Module: "mysite.settings"}}}
	if err := report.Dotenv(&out, &engine.Report{Redactor: secrets.Redactor()}, project); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func parseDotenv(t *testing.T, content string) map[string]string {
	t.Helper()
	entries, damages := dotenv.Parse(text.NewFile(".env", []byte(content)))
	if len(damages) > 0 {
		t.Errorf("%q is damaged: %v", content, damages)
	}
	values := map[string]string{}
	for _, entry := range entries {
		values[entry.Name] = dotenv.Expand(entry.Value, func(string) (string, bool) { return "expanded", true })
	}
	return values
}

// TestDotenvRoundTrip reads what was printed: each text comes back as it was, or
// is left out.
func TestDotenvRoundTrip(t *testing.T) {
	for _, value := range []string{
		"plain", "two words", " padded ", "it's", `say "x"`, `it's "x"`, `back\slash`, `\`, `'`, `"`, "a#b", "a #b", "#", "é😀", "a=b", "x,y", "~", "*", "`x`", "!", "a;b", "(a)",
	} {
		values := parseDotenv(t, asDotenv(t, optionalVariable("X", value)))
		if got, found := values["X"]; !found || got != value {
			t.Errorf("%q comes back as %q, %v", value, got, found)
		}
	}
	for _, value := range []any{"", "${HOME}", "$HOME", "$ROOT/media", "two\nlines", "bell\a", "a\u2028b", nil, map[string]any{"a": 1}, secretKey, "x" + secretKey} {
		content := asDotenv(t, optionalVariable("X", value))
		if values := parseDotenv(t, content); len(values) > 0 || !strings.HasSuffix(content, "\n#X=\n") {
			t.Errorf("%v is told:\n%s", value, content)
		}
	}
	for want, value := range map[string]any{"#X=True\n": true, "#X=3\n": 3, "#X=0.5\n": 0.5, "#X=a,b\n": []string{"a", "b"}, "#X=\n": []string{"a,b"}} {
		if content := asDotenv(t, optionalVariable("X", value)); !strings.HasSuffix(content, want) {
			t.Errorf("%v gives\n%s", value, content)
		}
	}
}

func TestDotenvLeavesPlaceholdersEmpty(t *testing.T) {
	required := optionalVariable("A", "default")
	required.Need = engine.NeedRequired
	secret := optionalVariable("B", "default")
	secret.Secret = true
	several := optionalVariable("C", "default")
	several.Defaults = append(several.Defaults, engine.SettingValue{Text: "'x'", JSON: []byte(`"x"`)})
	partly := optionalVariable("D", "default")
	partly.Reads = append(partly.Reads, engine.VariableRead{})
	content := asDotenv(t, required, secret, several, partly, optionalVariable("strange name\n", "x"))
	for _, line := range []string{"\nA=\n", "\n#B=\n", "\n#C=\n", "\n#D=\n"} {
		if !strings.Contains(content, line) {
			t.Errorf("no %q in\n%s", line, content)
		}
	}
	if values := parseDotenv(t, content); len(values) != 1 {
		t.Errorf("sets %v", values)
	}
}

// environmentFixture has a bit of everything, and a secret wherever one might
// slip in.
func environmentFixture() (*engine.Report, []engine.ProjectEnvironment) {
	var secrets finding.Secrets
	secrets.AddValue(secretKey)
	place := engine.Place{Path: "mysite/settings.py", Line: 3}
	none := optionalVariable("DEBUG", nil)
	none.Defaults[0].Text, none.Texts = "None", []string{"yes", secretKey}
	none.Decides = []engine.DecidedSettings{{Module: "mysite.settings", Settings: []string{"DEBUG"}}}
	return &engine.Report{Tool: engine.Tool{Name: "djvet", Version: "0.1.0"}, Redactor: secrets.Redactor()}, []engine.ProjectEnvironment{
		{Root: "."},
		{
			Root:       "site",
			Modules:    []engine.SettingsModule{{Module: "mysite.settings", Path: "mysite/settings.py", Role: "production", Judged: true, Loads: engine.Loads{OK: true}}},
			Unknown:    []string{"COMPUTED"},
			Incomplete: []engine.IncompleteModule{{Module: "mysite.settings", Why: "gave up because of its size"}},
			Variables: []engine.EnvironmentVariable{
				{Name: "SECRET_KEY", Need: engine.NeedRequired, RequiredBy: []string{"mysite.settings"}, Secret: true, Reads: []engine.VariableRead{{Place: place, Required: true}}},
				none,
				{Name: "MODE", Need: engine.NeedOptional, Writes: []engine.VariableWrite{{Place: place, Value: engine.SettingValue{Text: "'a'", JSON: []byte(`"a"`)}}, {Place: place, IfUnset: true}}},
			},
			Launches: []engine.LaunchEnvironment{
				{
					Launch: engine.Launch{Path: "compose.yaml", Line: 3, Kind: "gunicorn", Role: "production"}, File: "compose", Service: "web " + secretKey,
					Modules: []string{"mysite.settings"}, Closed: true, Missing: []string{"SECRET_KEY"}, Files: []string{"lost-" + secretKey},
					Sets:   []engine.LaunchVariable{{Place: place, Name: "DEBUG", State: engine.LaunchHandsOn}},
					Unread: []engine.UnreadVariable{{Place: place, Name: "DEBUGG", Near: "DEBUG"}, {Place: place, Name: "X"}},
				},
				{Launch: engine.Launch{Path: "Procfile", Role: "unknown", Settings: "lost." + secretKey}, File: "Procfile"},
			},
		},
	}
}

// follows checks a document against a schema of docs.
func follows(t *testing.T, schemaName, output string) {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(output))
	if err != nil {
		t.Fatal(err)
	}
	for _, strict := range []bool{false, true} {
		if err := schemaIn(t, "../../docs/"+schemaName, strict).Validate(document); err != nil {
			t.Errorf("strict %v: %v", strict, err)
		}
	}
}

func TestEnvironmentJSON(t *testing.T) {
	r, projects := environmentFixture()
	var out bytes.Buffer
	if err := report.EnvironmentJSON(&out, r, projects); err != nil {
		t.Fatal(err)
	}
	follows(t, "json-schema-env-v1.json", out.String())
	if strings.Contains(out.String(), secretKey) {
		t.Errorf("tells a secret: %s", out.String())
	}
	var empty bytes.Buffer
	if err := report.EnvironmentJSON(&empty, r, nil); err != nil {
		t.Fatal(err)
	}
	follows(t, "json-schema-env-v1.json", empty.String())
}

func TestEnvironmentText(t *testing.T) {
	r, projects := environmentFixture()
	var out bytes.Buffer
	if err := report.Environment(&out, r, projects[1:], report.SettingsOptions{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "environment.txt", out.String())
	if strings.Contains(out.String(), secretKey) {
		t.Errorf("tells a secret: %s", out.String())
	}
}

func TestCompareJSON(t *testing.T) {
	var secrets finding.Secrets
	secrets.AddValue(secretKey)
	setting := engine.Setting{Name: "X", State: engine.StateKnown, Value: engine.SettingValue{Text: "1", JSON: []byte("1")}, Why: secretKey}
	module := engine.ModuleSettings{SettingsModule: engine.SettingsModule{Module: "a.b", Path: "a/b.py", Loads: engine.Loads{OK: true}}}
	compared := engine.Comparison{
		Modules: [2]engine.ModuleSettings{module, module}, Without: [2][]string{{"a/local.py"}, nil}, Same: []string{"Y"},
		Differences: []engine.Difference{{Name: "X", Sides: [2]*engine.Setting{&setting, nil}}},
		Undecided:   []engine.Difference{{Name: "Z", Sides: [2]*engine.Setting{&setting, &setting}}},
	}
	var out bytes.Buffer
	if err := report.CompareJSON(&out, &engine.Report{Redactor: secrets.Redactor()}, compared); err != nil {
		t.Fatal(err)
	}
	follows(t, "json-schema-compare-v1.json", out.String())
	if strings.Contains(out.String(), secretKey) {
		t.Errorf("tells a secret: %s", out.String())
	}
}
