package rules

import (
	"testing"
)

// BenchmarkLoad150 reads as many rules as the full catalogue has, since every
// start of the program does. It must stay below about two milliseconds.
func BenchmarkLoad150(b *testing.B) {
	entries, err := files.ReadDir(".")
	if err != nil {
		b.Fatal(err)
	}
	var texts [][]byte
	for i := range 150 {
		data, err := files.ReadFile(entries[i%len(entries)].Name())
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, data)
	}
	b.ReportAllocs()
	for b.Loop() {
		rules := make([]Rule, 0, len(texts))
		for _, text := range texts {
			rule, err := parseRule(text)
			if err != nil {
				b.Fatal(err)
			}
			rules = append(rules, rule)
		}
		newCatalogue(rules)
	}
}

func BenchmarkDoc(b *testing.B) {
	rule := loaded(b).Rules()[0]
	b.ReportAllocs()
	for b.Loop() {
		if rule.Doc().Summary() == "" {
			b.Fatal("no summary")
		}
	}
}
