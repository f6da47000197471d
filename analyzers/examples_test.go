package analyzers_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers"
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/host"
	"github.com/djvet/djvet/internal/host/hosttest"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

// TestExamples runs the good and bad examples of the catalogue: a bad one gives
// its rule and no other, a good one gives nothing. Findings on settings that an
// example does not mention are left out of account.
func TestExamples(t *testing.T) {
	catalogue, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range catalogue.Rules() {
		for i, example := range rule.Examples() {
			kind := "good"
			if example.Bad {
				kind = "bad"
			}
			t.Run(strings.Join([]string{rule.ID, kind, string(rune('1' + i))}, "/"), func(t *testing.T) {
				runExample(t, rule, example)
			})
		}
	}
}

func runExample(t *testing.T, rule rules.Rule, example rules.Example) {
	t.Helper()
	options := engine.Options{Rules: rules.Choice{Pedantic: rule.Pedantic}}
	if rule.Topic != "driver" { // its own rule may be folded into a graver one
		options.Rules.Select = []string{"all", rule.ID}
	}
	if example.Machine != nil {
		system, err := hosttest.Machine(example.Machine.Text)
		if err != nil {
			t.Fatal(err)
		}
		options.Host = &host.Machine{System: system, Root: example.Machine.Path}
	}
	report, err := engine.Check(context.Background(), workspace.NewMap(example.Tree()), options)
	if err != nil {
		t.Fatal(err)
	}
	for _, incident := range report.Incidents {
		t.Errorf("incident: %s: %s", incident.Path, incident.Message)
	}
	found := map[string]bool{}
	for _, f := range report.Findings {
		if f.Rule != rule.ID && (f.Absent && !mentions(example, f.Setting) || lacks(example, f)) {
			continue // an example shows what matters to its rule, not all that a site needs
		}
		line, _ := report.Sources[f.Path].Position(f.Span.Start)
		t.Logf("%s:%d: %s: %s", f.Path, line, f.Rule, f.Message)
		found[f.Rule] = true
	}
	switch {
	case example.Bad && !found[rule.ID]:
		t.Errorf("%q: the rule does not report it", example.Title)
	case !example.Bad && len(found) > 0:
		t.Errorf("%q: a good example is reported", example.Title)
	}
	for id := range found {
		if example.Bad && id != rule.ID && !graver(t, id, rule.ID) {
			t.Errorf("%q: %s reports it as well", example.Title, id)
		}
	}
}

// mentions reports whether an example speaks of a setting.
func mentions(example rules.Example, setting string) bool {
	name, _, _ := strings.Cut(setting, ".")
	return slices.ContainsFunc(example.Files, func(f rules.ExampleFile) bool { return strings.Contains(f.Text, name) })
}

// lacks reports whether a finding is about a middleware of which an example does
// not speak.
func lacks(example rules.Example, f finding.Finding) bool {
	name := f.Detail[strings.LastIndexByte(f.Detail, '.')+1:]
	return strings.HasSuffix(f.Rule, "-middleware-missing") &&
		!slices.ContainsFunc(example.Files, func(f rules.ExampleFile) bool { return strings.Contains(f.Text, name) })
}

// graver reports whether one rule would hide the other if that were not selected
// by name.
func graver(t *testing.T, id, hidden string) bool {
	t.Helper()
	catalogue, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	rule, _ := catalogue.Lookup(id)
	return slices.Contains(rule.Supersedes, hidden)
}

func TestAnalyzersAreValid(t *testing.T) {
	all := analyzers.All()
	if err := analysis.Validate(all); err != nil {
		t.Error(err)
	}
}

// TestEveryRuleHasItsAnalyzer holds the two lists together: a Markdown file for
// every function, and a function for every file.
func TestEveryRuleHasItsAnalyzer(t *testing.T) {
	catalogue, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	analyzed := map[string]bool{"syntax-error": true} // the driver's own
	for _, a := range analyzers.All() {
		id := check.ID(a)
		if _, ok := catalogue.Lookup(id); !ok {
			t.Errorf("rules/%s.md is missing", id)
		}
		analyzed[id] = true
	}
	for _, rule := range catalogue.Rules() {
		if !analyzed[rule.ID] {
			t.Errorf("%s has no analyzer", rule.ID)
		}
	}
}
