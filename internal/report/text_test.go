package report_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/report"
	"github.com/djvet/djvet/parser/text"
)

// project is a project with settings modules, judged where the name begins
// with "+".
func project(root string, modules ...string) engine.Project {
	made := engine.Project{Root: root}
	for _, name := range modules {
		module, judged := strings.CutPrefix(name, "+")
		made.Settings = append(made.Settings, engine.SettingsModule{Module: module, Judged: judged})
	}
	return made
}

func TestSummaryLine(t *testing.T) {
	one := []engine.Project{project(".", "+mysite.settings", "mysite.dev", "mysite.test")}
	for _, test := range []struct {
		name   string
		report engine.Report
		want   string
	}{
		{"clean", engine.Report{Projects: one}, "no findings in 1 project (3 settings modules, judged: mysite.settings)"},
		{"none", engine.Report{}, "no Django project found"},
		{"nothing judged", engine.Report{Projects: []engine.Project{project(".", "a")}}, "no findings in 1 project (1 settings module, none judged)"},
		{"several", engine.Report{Projects: []engine.Project{project("a", "+a.s", "a.t"), project("b", "+b.s")}},
			"no findings in 2 projects (3 settings modules, 2 judged)"},
		{"many", engine.Report{Projects: []engine.Project{project(".", "+a", "+b", "+c", "+d", "+e")}},
			"no findings in 1 project (5 settings modules, judged: a, b, c and 2 more)"},
		{"suppressed", engine.Report{Projects: one[:1], Summary: engine.Summary{Suppressed: 1, Baselined: 12}},
			"no findings in 1 project (3 settings modules, judged: mysite.settings), 1 suppressed, 12 in the baseline"},
	} {
		output := asText(t, &test.report, report.TextOptions{Width: 500})
		if output != test.want+"\n" {
			t.Errorf("%s: got %q, want %q", test.name, output, test.want)
		}
	}
}

// one prints a single finding on a source.
func one(t *testing.T, source string, start, end uint32) string {
	t.Helper()
	return asText(t, &engine.Report{
		Findings: []finding.Finding{{
			Rule: "r", Severity: finding.Error, Message: "message", Path: "s.py", Span: text.Span{Start: start, End: end},
		}},
		Sources: map[string]*text.File{"s.py": text.NewFile("s.py", []byte(source))},
	}, report.TextOptions{})
}

func TestPlaces(t *testing.T) {
	for _, test := range []struct {
		name, source string
		start, end   uint32
		want         []string
	}{
		{"end of file", "DEBUG = 1\n", 10, 10, []string{" --> s.py:2:1", "  |", "2 |", "  | ^"}},
		{"no newline at the end", "A = [", 5, 5, []string{" --> s.py:1:6", "  |", "1 | A = [", "  |      ^"}},
		{"empty file", "", 0, 0, []string{" --> s.py:1:1", "  |", "1 |", "  | ^"}},
		{"behind the end", "A", 7, 9, []string{" --> s.py:1:2", "  |", "1 | A", "  |  ^"}},
		{"several lines", "A = [\n  1,\n]\n", 4, 12, []string{" --> s.py:1:5", "  |", "1 | A = [", "  |     ^ to line 3"}},
		{"with the newline", "A\nB\n", 0, 2, []string{" --> s.py:1:1", "  |", "1 | A", "  | ^ to line 2"}},
		{"Windows", "A = 1\r\nB = 2\r\n", 7, 8, []string{" --> s.py:2:1", "  |", "2 | B = 2", "  | ^"}},
		{"invalid UTF-8", "\xff\xfe = 1", 0, 2, []string{" --> s.py:1:1", "  |", "1 | \ufffd\ufffd = 1", "  | ^^"}},
	} {
		output := strings.Split(one(t, test.source, test.start, test.end), "\n")
		if diff := cmp.Diff(test.want, output[3:7]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestFindingWithoutSource(t *testing.T) {
	output := asText(t, &engine.Report{Findings: []finding.Finding{
		{Rule: "r", Severity: finding.Note, Message: "m", Path: "s.py", Trace: []finding.Step{{Path: "t.py", Message: "set in"}}},
	}}, report.TextOptions{})
	if want := "note[r]: m\n --> s.py:1:1\n  = set in t.py:1\n"; !strings.Contains(output, want) {
		t.Errorf("got %q, want it to hold %q", output, want)
	}
}

func TestModulesAreNamedWhereTheyTell(t *testing.T) {
	found := finding.Finding{Rule: "r", Severity: finding.Note, Message: "m", Path: "s.py", Project: "."}
	for _, test := range []struct {
		judged, modules string
		named           bool
	}{
		{"+a", "a", false},
		{"+a +b", "a", true},
		{"+a b", "b", true},
		{"+a +b", "a b", true},
		{"+a", "", false},
		{"a", "a", true},
	} {
		found.Modules = strings.Fields(test.modules)
		output := asText(t, &engine.Report{
			Projects: []engine.Project{project(".", strings.Fields(test.judged)...)},
			Findings: []finding.Finding{found},
		}, report.TextOptions{})
		if got := strings.Contains(output, "= in "); got != test.named {
			t.Errorf("judged %q, found in %q: named %v", test.judged, test.modules, got)
		}
	}
}

func TestTextKeepsToItsWidth(t *testing.T) {
	for width := 44; width <= 120; width += 7 {
		for line := range strings.Lines(asText(t, fixture(t), report.TextOptions{Width: width, Catalogue: catalogue(t)})) {
			if got := runewidth.StringWidth(strings.TrimRight(line, "\n")); got > width {
				t.Errorf("%d columns, %d wanted: %s", got, width, line)
			}
			if strings.TrimRight(line, " \n")+"\n" != line {
				t.Errorf("space at the end of %q", line)
			}
		}
	}
}

func TestColorOnlyWhereAsked(t *testing.T) {
	if output := asText(t, fixture(t), report.TextOptions{}); strings.Contains(output, "\x1b") {
		t.Errorf("has escape sequences: %q", output)
	}
}

func TestHostileTextCannotSteerTheTerminal(t *testing.T) {
	r := fixture(t)
	r.Findings[0].Message = "a\x1b[2Jb\nc\u202ed\u009bx\xff"
	r.Findings[0].Path = "s\x1b[31m\n.py"
	r.Incidents[0].Message = "\x1b]0;title\x07"
	r.Projects[0].Settings[1].Module = "m\x1b[31m"
	output := asText(t, r, report.TextOptions{})
	if strings.ContainsAny(output, "\x1b\x07\u202e\u009b") || !utf8.ValidString(output) {
		t.Errorf("has a control character: %q", output)
	}
}

// broken is a writer that fails.
type broken struct{}

var errBroken = errors.New("pipe is closed")

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestErrorsOfTheWriter(t *testing.T) {
	r := fixture(t)
	for format, err := range map[string]error{
		"text": report.Text(broken{}, r, report.TextOptions{}),
		"json": report.JSON(broken{}, r),
	} {
		if !errors.Is(err, errBroken) {
			t.Errorf("%s: the error is %v", format, err)
		}
	}
}
