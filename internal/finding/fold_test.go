package finding

import (
	"strings"
	"testing"

	"github.com/djvet/djvet/parser/text"
)

// short writes findings as "rule(modules)django!severity".
func short(findings []Finding) string {
	var words []string
	for _, found := range findings {
		words = append(words, found.Rule+"("+strings.Join(found.Modules, ",")+")"+
			strings.Join(found.Django, ",")+"!"+found.Severity.String())
	}
	return strings.Join(words, " ")
}

func TestFold(t *testing.T) {
	hardcoded := Finding{
		Rule: "hardcoded", Setting: "SECRET_KEY", Severity: Error, Modules: []string{"m"},
		Path: "s.py", Supersedes: []string{"weak"},
	}
	weak := Finding{
		Rule: "weak", Setting: "SECRET_KEY", Severity: Warning, Modules: []string{"m"},
		Path: "s.py", Django: []string{"W009"},
	}
	change := func(found Finding, edit func(*Finding)) Finding {
		edit(&found)
		return found
	}
	for _, test := range []struct {
		name     string
		findings []Finding
		want     string
	}{
		{"folded", []Finding{weak, hardcoded}, "hardcoded(m)W009!error"},
		{"graver", []Finding{hardcoded, change(weak, func(f *Finding) { f.Severity = Error }), change(hardcoded, func(f *Finding) { f.Severity = Note; f.Setting = "X" })},
			"hardcoded(m)W009!error hardcoded(m)!note"},
		{"takes the graver severity", []Finding{change(hardcoded, func(f *Finding) { f.Severity = Note }), weak}, "hardcoded(m)W009!warning"},
		{"other setting", []Finding{hardcoded, change(weak, func(f *Finding) { f.Setting = "OTHER" })}, "hardcoded(m)!error weak(m)W009!warning"},
		{"other module", []Finding{hardcoded, change(weak, func(f *Finding) { f.Modules = []string{"n"} })}, "hardcoded(m)!error weak(n)W009!warning"},
		{"some modules", []Finding{hardcoded, change(weak, func(f *Finding) { f.Modules = []string{"m", "n"} })}, "hardcoded(m)W009!error weak(n)W009!warning"},
		{"other project", []Finding{hardcoded, change(weak, func(f *Finding) { f.Project = "p" })}, "hardcoded(m)!error weak(m)W009!warning"},
		{"by place", []Finding{change(hardcoded, func(f *Finding) { f.Span = text.Span{Start: 1, End: 5} }),
			change(weak, func(f *Finding) { f.Setting, f.Span = "", text.Span{Start: 4, End: 5} })}, "hardcoded(m)W009!error"},
		{"no modules", []Finding{change(hardcoded, func(f *Finding) { f.Modules = nil }), change(weak, func(f *Finding) { f.Modules = nil })}, "hardcoded()W009!error"},
		{"no modules, other file", []Finding{change(hardcoded, func(f *Finding) { f.Modules = nil }),
			change(weak, func(f *Finding) { f.Modules, f.Path = nil, "t.py" })}, "hardcoded()!error weak()W009!warning"},
		{"chain", []Finding{
			change(hardcoded, func(f *Finding) { f.Rule, f.Supersedes = "top", []string{"hardcoded"} }), hardcoded, weak,
		}, "top(m)W009!error"},
		{"each the other", []Finding{
			change(hardcoded, func(f *Finding) { f.Rule, f.Supersedes = "a", []string{"b"} }),
			change(hardcoded, func(f *Finding) { f.Rule, f.Supersedes = "b", []string{"a"} }),
		}, "a(m)!error"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for seed := range uint64(10) {
				if got := short(Fold(shuffled(test.findings, seed), nil)); got != test.want {
					t.Errorf("got %s, want %s", got, test.want)
				}
			}
		})
	}
	t.Run("selected by name", func(t *testing.T) {
		got := short(Fold([]Finding{weak, hardcoded}, func(rule string) bool { return rule == "weak" }))
		if want := "hardcoded(m)!error weak(m)W009!warning"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}
