package report_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/report"
	"github.com/djvet/djvet/parser/text"
)

// formats prints a report in every way there is.
func formats(t testing.TB, r *engine.Report) map[string]string {
	t.Helper()
	return map[string]string{
		"text":    asText(t, r, report.TextOptions{}),
		"colored": asText(t, r, report.TextOptions{Color: true, Width: 50}),
		"json":    asJSON(t, r),
		"sarif":   asSARIF(t, r),
	}
}

func TestNoFormatPrintsASecret(t *testing.T) {
	for format, output := range formats(t, fixture(t)) {
		for _, secret := range []string{secretKey, secretPassword} {
			if strings.Contains(output, secret) {
				t.Errorf("%s prints the secret %q:\n%s", format, secret, output)
			}
		}
		if !strings.Contains(output, finding.Mask) {
			t.Errorf("%s masks nothing", format)
		}
	}
}

// FuzzNoFormatPrintsASecret puts a secret wherever a report has words that
// come from the source.
func FuzzNoFormatPrintsASecret(f *testing.F) {
	f.Add("sup3r-s3cr3t", "KEY = ", "  # note", 0, 40)
	f.Add("a b\tc\"d'e\\f", "KEY = '", "'", 7, 9)
	f.Add("가나다라😀", "é\t", "\r\nX", 3, 5)
	f.Add("line one\nline two", "'''", "'''", 0, 3)
	f.Add("\x1b[31mred\xff", "KEY=", "", 2, 1000)
	f.Fuzz(func(t *testing.T, secret, before, after string, start, _ int) {
		if len(secret) < 8 || len(before)+len(secret)+len(after) > 300 {
			t.Skip()
		}
		source := before + secret + after
		place := text.Span{Start: uint32(min(max(start, 0), len(source))), End: uint32(len(source))}
		var secrets finding.Secrets
		secrets.AddValue(secret)
		secrets.Add("s.py", text.Span{Start: uint32(len(before)), End: uint32(len(before) + len(secret))})
		found := finding.Finding{
			Rule: "r", Severity: finding.Error, Confidence: finding.High, Path: "s.py", Span: place, Project: ".",
			Message: source, Trace: []finding.Step{{Path: "s.py", Span: place, Message: source}, {Message: after + secret}},
		}
		r := &engine.Report{
			Projects: []engine.Project{{Root: ".", Settings: []engine.SettingsModule{{
				Why: []engine.Evidence{{Text: source}}, Loads: engine.Loads{Error: source},
			}}}},
			Findings:  []finding.Finding{found},
			Incidents: []engine.Incident{{Message: source}},
			Sources:   map[string]*text.File{"s.py": text.NewFile("s.py", []byte(source))},
			Redactor:  secrets.Redactor(),
		}
		// What an output with no secret in it prints anyway is no leak: a rule's
		// help, a key of the format.
		blank := *r
		blank.Findings = []finding.Finding{{Rule: "r", Severity: finding.Error, Confidence: finding.High, Path: "s.py", Project: "."}}
		blank.Projects = []engine.Project{{Root: ".", Settings: []engine.SettingsModule{{}}}}
		blank.Incidents, blank.Sources = []engine.Incident{{}}, nil
		encoded, err := json.Marshal(secret)
		if err != nil {
			t.Fatal(err)
		}
		harmless := formats(t, &blank)
		for format, output := range formats(t, r) {
			for _, form := range []string{secret, string(encoded[1 : len(encoded)-1])} {
				if strings.Contains(output, form) && !strings.Contains(harmless[format], form) && strings.Trim(form, "* ") != "" {
					t.Errorf("%s prints %q:\n%s", format, form, output)
				}
			}
		}
	})
}
