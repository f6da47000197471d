package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/report"
	"github.com/djvet/djvet/parser/text"
)

func asSARIF(t testing.TB, r *engine.Report) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.SARIF(&out, r, catalogue(t)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// readSARIF reads a log back and checks it against the schema of SARIF 2.1.0,
// which the library carries.
func readSARIF(t *testing.T, output string) *sarif.Run {
	t.Helper()
	log, err := sarif.FromString(output)
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Validate(); err != nil {
		t.Error(err)
	}
	if len(log.Runs) != 1 {
		t.Fatalf("%d runs, want one", len(log.Runs))
	}
	return log.Runs[0]
}

// TestSARIFGolden leaves the rules out: their words are the catalogue's, and
// TestSARIFRules looks at them.
func TestSARIFGolden(t *testing.T) {
	output := asSARIF(t, fixture(t))
	readSARIF(t, output)
	var log map[string]any
	if err := json.Unmarshal([]byte(output), &log); err != nil {
		t.Fatal(err)
	}
	run := log["runs"].([]any)[0].(map[string]any)
	run["tool"].(map[string]any)["driver"].(map[string]any)["rules"] = "(as in the catalogue)"
	for _, result := range run["results"].([]any) {
		delete(result.(map[string]any), "ruleIndex") // changes with every new rule
	}
	short, err := json.MarshalIndent(log, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "report.sarif.json", string(short)+"\n")
}

func TestCleanSARIF(t *testing.T) {
	output := asSARIF(t, &engine.Report{})
	run := readSARIF(t, output)
	if !strings.Contains(output, `"results": []`) || len(run.Results) != 0 {
		t.Error("a clean run has no empty list of results")
	}
	if !*run.Invocations[0].ExecutionSuccessful {
		t.Error("a clean run is not successful")
	}
}

func TestSARIFRules(t *testing.T) {
	run := readSARIF(t, asSARIF(t, fixture(t)))
	described := run.Tool.Driver.Rules
	all := catalogue(t).Rules()
	if len(described) != len(all) {
		t.Fatalf("%d rules, want %d", len(described), len(all))
	}
	for i, rule := range all {
		got := described[i]
		if *got.ID != rule.ID || *got.Name != rule.Name() || *got.ShortDescription.Text != rule.Title ||
			got.DefaultConfiguration.Level != string(rule.Severity) || !strings.HasSuffix(*got.HelpURI, "/"+rule.ID+".md") {
			t.Errorf("%s is described as %+v", rule.ID, got)
		}
		if *got.FullDescription.Text == "" || *got.Help.Text == "" || !strings.Contains(*got.Help.Markdown, "## Bad") {
			t.Errorf("%s has no full description or help", rule.ID)
		}
		if len(got.Properties.Tags) > 10 {
			t.Errorf("%s has %d tags, code scanning takes ten", rule.ID, len(got.Properties.Tags))
		}
	}
	for _, result := range run.Results {
		if got := *described[result.RuleIndex].ID; got != *result.RuleID {
			t.Errorf("the index of %s leads to %s", *result.RuleID, got)
		}
	}
	for _, test := range []struct{ id, want string }{
		{"debug-enabled", "map[precision:high problem.severity:error security-severity:8.0] " +
			"[security external/cwe/cwe-489 external/cwe/cwe-215 django debug disclosure]"},
		{"allowed-hosts-wildcard", "map[precision:high problem.severity:warning security-severity:5.5] " +
			"[security external/cwe/cwe-644 external/cwe/cwe-640 django hosts]"},
		{"server-email-missing", "map[precision:medium problem.severity:warning] [django email]"},
	} {
		for _, got := range described {
			if properties := fmt.Sprint(got.Properties.Properties, got.Properties.Tags); *got.ID == test.id && properties != test.want {
				t.Errorf("%s has %s, want %s", test.id, properties, test.want)
			}
		}
	}
}

func TestSARIFRegions(t *testing.T) {
	for _, test := range []struct {
		name, source string
		start, end   uint32
		want         string
	}{
		{"ASCII", "A = 1", 4, 5, "1:5 1:6"},
		{"UTF-16", "é😀가 X", 10, 11, "1:6 1:7"},
		{"several lines", "A = [\n1,\n]", 4, 10, "1:5 1:6"},
		{"end of file", "A\n", 2, 2, "2:1 2:1"},
		{"behind the file", "A", 5, 9, "1:2 1:2"},
		{"only the newline", "A\r\nB", 1, 3, "1:2 1:2"},
		{"inside the newline", "A\r\nB", 2, 4, "1:3 1:3"},
		{"invalid UTF-8", "\xff\xfeX", 2, 3, "1:3 1:4"},
	} {
		run := readSARIF(t, asSARIF(t, &engine.Report{
			Findings: []finding.Finding{{Rule: "debug-enabled", Severity: finding.Error, Message: "m", Path: "s.py",
				Span: text.Span{Start: test.start, End: test.end}}},
			Sources: map[string]*text.File{"s.py": text.NewFile("s.py", []byte(test.source))},
		}))
		region := run.Results[0].Locations[0].PhysicalLocation.Region
		if got := fmt.Sprintf("%d:%d %d:%d", *region.StartLine, *region.StartColumn, *region.EndLine, *region.EndColumn); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestSARIFAddresses(t *testing.T) {
	for path, want := range map[string]string{
		"a b/é.py":  "site/a%20b/%C3%A9.py",
		"a%20b.py":  "site/a%2520b.py",
		"q?#.py":    "site/q%3F%23.py",
		"C:/set.py": "site/C:/set.py",
	} {
		run := readSARIF(t, asSARIF(t, &engine.Report{
			Findings:       []finding.Finding{{Rule: "debug-enabled", Severity: finding.Error, Message: "m", Path: path}},
			RepositoryPath: func(path string) string { return "site/" + path },
		}))
		location := run.Results[0].Locations[0].PhysicalLocation.ArtifactLocation
		if *location.URI != want || *location.URIBaseID != "%SRCROOT%" {
			t.Errorf("%s: %s in %s, want %s", path, *location.URI, *location.URIBaseID, want)
		}
	}
}

func TestSARIFErrorOfTheWriter(t *testing.T) {
	if err := report.SARIF(broken{}, fixture(t), catalogue(t)); err == nil {
		t.Error("a broken pipe is no error")
	}
}

// BenchmarkFormats prints 1,000 findings.
func BenchmarkFormats(b *testing.B) {
	source := strings.Repeat("DEBUG = True  # a line as there are many\n", 1000)
	r := &engine.Report{Sources: map[string]*text.File{"s.py": text.NewFile("s.py", []byte(source))}}
	for line := range uint32(1000) {
		start := line*uint32(len(source)/1000) + 8
		r.Findings = append(r.Findings, finding.Finding{
			Rule: "debug-enabled", Severity: finding.Error, Confidence: finding.High, Message: "DEBUG is True", Path: "s.py",
			Span: text.Span{Start: start, End: start + 4}, Setting: "DEBUG",
		})
	}
	rules := catalogue(b)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"text":  func(w *bytes.Buffer) error { return report.Text(w, r, report.TextOptions{Catalogue: rules}) },
		"json":  func(w *bytes.Buffer) error { return report.JSON(w, r) },
		"sarif": func(w *bytes.Buffer) error { return report.SARIF(w, r, rules) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var out bytes.Buffer
				if err := write(&out); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
