package finding

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/parser/text"
)

// sample is a list of findings that agree and differ in every way.
func sample() []Finding {
	var findings []Finding
	for _, path := range []string{"a/settings.py", "b/settings.py"} {
		for start := range uint32(2) {
			for _, rule := range []string{"debug-enabled", "secret-key-weak"} {
				for _, module := range []string{"a.settings", "b.settings"} {
					findings = append(findings, Finding{
						Rule: rule, Path: path, Span: text.Span{Start: start, End: 9}, Project: ".",
						Severity: Warning, Confidence: Medium, Modules: []string{module}, Setting: "X",
						Django: []string{"security.W00" + module[:1]},
					})
				}
			}
		}
	}
	return findings
}

func shuffled(findings []Finding, seed uint64) []Finding {
	random := rand.New(rand.NewPCG(seed, 1))
	copied := append([]Finding(nil), findings...)
	random.Shuffle(len(copied), func(i, j int) { copied[i], copied[j] = copied[j], copied[i] })
	return copied
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	steps := map[string]func([]Finding) []Finding{
		"Sort":  func(f []Finding) []Finding { Sort(f); return f },
		"Merge": Merge,
		"Fold":  func(f []Finding) []Finding { return Fold(f, nil) },
		"Finalize": func(f []Finding) []Finding {
			f = Merge(f)
			Finalize(f)
			return f
		},
	}
	for name, step := range steps {
		want := step(sample())
		for seed := range uint64(50) {
			if diff := cmp.Diff(want, step(shuffled(sample(), seed))); diff != "" {
				t.Fatalf("%s depends on the order (seed %d):\n%s", name, seed, diff)
			}
		}
	}
}

func TestMerge(t *testing.T) {
	merged := Merge([]Finding{
		{Rule: "r", Path: "p", Setting: "S", Severity: Note, Confidence: High, Message: "less", Modules: []string{"b"}, Django: []string{"x"}},
		{Rule: "r", Path: "p", Setting: "S", Severity: Error, Confidence: Medium, Message: "more", Modules: []string{"a"}, Django: []string{"x", "a"}, Supersedes: []string{"q"}},
		{Rule: "r", Path: "p", Setting: "S", Detail: "other"},
		{Rule: "r", Path: "p", Setting: "S", Project: "other"},
	})
	want := Finding{
		Rule: "r", Path: "p", Setting: "S", Severity: Error, Confidence: High, Message: "more",
		Modules: []string{"a", "b"}, Django: []string{"a", "x"}, Supersedes: []string{"q"},
	}
	if len(merged) != 3 {
		t.Fatalf("%d findings, want 3: %+v", len(merged), merged)
	}
	if diff := cmp.Diff(want, merged[0]); diff != "" {
		t.Error(diff)
	}
}

func TestMergeLeavesItsInputAlone(t *testing.T) {
	input := []Finding{
		{Rule: "r", Path: "z", Modules: []string{"b"}},
		{Rule: "r", Path: "a", Modules: []string{"a", "c"}},
		{Rule: "r", Path: "a", Modules: []string{"b"}},
	}
	before := append([]Finding(nil), input...)
	Merge(input)
	Fold(input, nil)
	if diff := cmp.Diff(before, input); diff != "" {
		t.Error(diff)
	}
}
