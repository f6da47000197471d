package eval_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/workspace"
)

// valueOf is the one value of X after some source in site/settings.py.
func valueOf(t *testing.T, source string) eval.Value {
	t.Helper()
	const imports = "import os, datetime\nfrom pathlib import Path\nBASE = Path(__file__).resolve().parent\n"
	files, err := workspace.Open(context.Background(), workspace.NewMap(map[string]string{
		"site/settings.py": imports + source + "\n",
	}), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	result, _ := eval.Evaluate(context.Background(), eval.Input{Files: files, Roots: []string{"site"}, Module: "settings"})
	value, single := result.Get("X").Single()
	if !single {
		t.Fatalf("%s: X has not one value: %v", source, result.Get("X"))
	}
	return value
}

func TestRender(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ source, text, json string }{
		{"X = None", "None", "null"},
		{"X = True", "True", "true"},
		{"X = 3", "3", "3"},
		{"X = 1.5", "1.5", "1.5"},
		{"X = 2.0", "2.0", "2"},
		{"X = 'a\"b'", `'a"b'`, `"a\"b"`},
		{`X = "it's"`, `"it's"`, `"it's"`},
		{`X = "a\nb\\"`, `'a\nb\\'`, `"a\nb\\"`},
		{"X = b'ab'", "b'ab'", `"ab"`},
		{"X = [1, 'a', [2]]", "[1, 'a', [2]]", `[1,"a",[2]]`},
		{"X = ()", "()", "[]"},
		{"X = (1,)", "(1,)", "[1]"},
		{"X = (1, 2)", "(1, 2)", "[1,2]"},
		{"X = {1}", "{1}", "[1]"},
		{"X = set()", "set()", "[]"},
		{"X = {'b': 1, 'a': None}", "{'b': 1, 'a': None}", `{"b":1,"a":null}`},
		{"X = {1: 2}", "{1: 2}", `{"1":2}`},
		{"X = BASE / 'static'", "Path('$ROOT/static')", `"$ROOT/static"`},
		{"X = str(BASE)", "'$ROOT'", `"$ROOT"`},
		{"X = BASE.parent / 'x'", "Path('$ROOT/../x')", `"$ROOT/../x"`},
		{"X = os.environ['A']", "<environment variable A>", `{"$external":"environment variable A"}`},
		{"X = f\"/{os.environ['A']}/b\"", "'/${A}/b'", `"/${A}/b"`},
		{"X = [os.environ.get('A', 'b')]", "['b' | <environment variable A>]", `[{"$oneof":["b",{"$external":"environment variable A"}]}]`},
		{"X = datetime.timedelta(days=1)", "<datetime.timedelta>", `{"$type":"datetime.timedelta"}`},
		{"def X(): pass", "<function X>", `{"$type":"function X"}`},
		{"X = os", "<module os>", `{"$type":"module os"}`},
		{"X = {'NAME': 'n', 'PASSWORD': 'p'}", "{'NAME': 'n', 'PASSWORD': ****}", `{"NAME":"n","PASSWORD":"****"}`},
		{"X = 'is-secret'", "'is-****'", `"is-****"`},
	} {
		value := valueOf(t, test.source)
		options := eval.RenderOptions{
			Root: "site", Mask: "****",
			Hidden: func(name string, _ eval.Alternative) bool { return name == "PASSWORD" },
			Redact: func(text string) string { return strings.ReplaceAll(text, "secret", "****") },
		}
		if got := eval.Render(value, options); got != test.text {
			t.Errorf("%s: got %s, want %s", test.source, got, test.text)
		}
		got := eval.RenderJSON(value, options)
		if string(got) != test.json || !json.Valid(got) {
			t.Errorf("%s: got %s, want %s", test.source, got, test.json)
		}
	}
}

func TestRenderIsBounded(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		source        string
		length, depth int
		want          string
	}{
		{"X = 'abcdefghijklmno'", 10, 0, "'abcdefghij…'"},
		{"X = ['abcdefgh', 'ijkl', 'mnop']", 12, 0, "['abcdefgh', …]"},
		{"X = [[[1]]]", 0, 2, "[[…]]"},
		{"X = 'sup-secret'", 6, 0, "'sup-****'"}, // redacted first, or "secr" would be left
	} {
		options := eval.RenderOptions{Length: test.length, Depth: test.depth, Redact: func(text string) string {
			return strings.ReplaceAll(text, "secret", "****")
		}}
		value := valueOf(t, test.source)
		if got := eval.Render(value, options); got != test.want {
			t.Errorf("%s: got %s, want %s", test.source, got, test.want)
		}
		if got := eval.RenderJSON(value, options); !json.Valid(got) {
			t.Errorf("%s: %s is no JSON", test.source, got)
		}
	}
}

func TestRenderGuard(t *testing.T) {
	t.Parallel()
	hidden := func(name string) bool { return name == "TOKEN" }
	is := func(name, text string) eval.Guard { return eval.Variable(name, eval.Domain{Texts: []string{text}}) }
	both, _ := is("A", "x").And(is("TOKEN", "hush"))
	for _, test := range []struct {
		guard eval.Guard
		want  string
	}{
		{eval.Guard{}, "always"},
		{is("A", "x"), `A is "x"`},
		{both, `A is "x" and TOKEN has a certain value`},
		{eval.Variable("TOKEN", eval.Domain{Except: true, Texts: []string{"hush"}, Unset: true}), "TOKEN does not have a certain value or is unset"},
		{eval.Variable("TOKEN", eval.Domain{Unset: true}), "TOKEN is unset"},
		{eval.Test("it rains", false), "not it rains"},
	} {
		if got := eval.RenderGuard(test.guard, hidden); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}
