package report_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/parser/text"
)

const schemaFile = "../../docs/json-schema-v1.json"

// schema is the JSON Schema of the output. A strict one also refuses keys that
// it does not name, for the schema is to name all that we print.
func schema(t *testing.T, strict bool) *jsonschema.Schema {
	t.Helper()
	return schemaIn(t, schemaFile, strict)
}

func schemaIn(t *testing.T, file string, strict bool) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	if strict {
		forbidMore(document)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(file, document); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// forbidMore forbids further keys in every object of a schema.
func forbidMore(document any) {
	switch node := document.(type) {
	case map[string]any:
		if _, open := node["additionalProperties"]; !open && node["type"] == "object" {
			node["additionalProperties"] = false
		}
		for _, child := range node {
			forbidMore(child)
		}
	case []any:
		for _, child := range node {
			forbidMore(child)
		}
	}
}

func validate(t *testing.T, output string) {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(output))
	if err != nil {
		t.Fatal(err)
	}
	for _, strict := range []bool{false, true} {
		if err := schema(t, strict).Validate(document); err != nil {
			t.Errorf("strict %v: %v", strict, err)
		}
	}
}

func TestJSONFollowsItsSchema(t *testing.T) {
	validate(t, asJSON(t, fixture(t)))
	validate(t, asJSON(t, &engine.Report{Tool: engine.Tool{Name: "djvet"}}))
}

func TestSchemaRefusesOtherOutput(t *testing.T) {
	good := asJSON(t, fixture(t))
	for _, change := range []struct{ from, to string }{
		{`"severity": "note"`, `"severity": "info"`},
		{`"line": 3,`, `"line": 0,`},
		{`"version": 1`, `"version": 2`},
		{`"confidence": "high",`, ``},
		{`"trace": []`, `"trace": null`},
		{`"ok": true`, `"ok": false`},
	} {
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.Replace(good, change.from, change.to, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if schema(t, false).Validate(document) == nil {
			t.Errorf("accepts %s for %s", change.to, change.from)
		}
	}
}

func TestEmptyListsInJSON(t *testing.T) {
	output := asJSON(t, &engine.Report{
		Projects: []engine.Project{{Root: ".", Settings: []engine.SettingsModule{{}}}},
		Findings: []finding.Finding{{Rule: "r", Severity: finding.Note, Confidence: finding.Low}},
	})
	if strings.Contains(output, "null") {
		t.Errorf("has a null: %s", output)
	}
}

func TestJSONPositions(t *testing.T) {
	for _, test := range []struct {
		name, source string
		start, end   uint32
		want         string
	}{
		{"first", "DEBUG", 0, 5, "1:1 1:6"},
		{"code points", "é😀가 X", 10, 11, "1:5 1:6"},
		{"combining", "e\u0301X", 3, 4, "1:3 1:4"},
		{"tab", "\tX", 1, 2, "1:2 1:3"},
		{"invalid UTF-8", "\xff\xfeX", 2, 3, "1:3 1:4"},
		{"end of file", "X\n", 2, 2, "2:1 2:1"},
		{"behind the file", "X", 9, 12, "1:2 1:2"},
		{"several lines", "[\n1,\n]", 0, 6, "1:1 3:2"},
		{"wrong way round", "abc", 2, 1, "1:3 1:3"},
		{"carriage returns", "a\r\nb\rc", 5, 6, "3:1 3:2"},
	} {
		output := asJSON(t, &engine.Report{
			Findings: []finding.Finding{{Rule: "r", Severity: finding.Note, Confidence: finding.Low, Path: "s.py",
				Span: text.Span{Start: test.start, End: test.end}}},
			Sources: map[string]*text.File{"s.py": text.NewFile("s.py", []byte(test.source))},
		})
		var got [4]int
		at := strings.Index(output, `"line"`)
		if _, err := fmt.Sscanf(strings.Join(strings.Fields(output[at:]), ""),
			`"line":%d,"column":%d,"endLine":%d,"endColumn":%d`, &got[0], &got[1], &got[2], &got[3]); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%d:%d %d:%d", got[0], got[1], got[2], got[3]); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestPathsAreRelativeToTheWorkingDirectory(t *testing.T) {
	r := fixture(t)
	r.PathPrefix = func(path string) string { return "../site/" + path }
	for format, output := range formats(t, r) {
		if format == "sarif" {
			continue // its addresses are relative to the repository
		}
		if got := strings.Count(output, "mysite/settings/"); got == 0 || got != strings.Count(output, "../site/mysite/settings/") {
			t.Errorf("%s has a path as it is in the tree: %s", format, output)
		}
	}
}
