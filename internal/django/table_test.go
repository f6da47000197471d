package django

import (
	"slices"
	"strings"
	"testing"
)

// Look-ups search the text as it stands, so it must be sorted by bytes, and every key must be found.
func TestTables(t *testing.T) {
	for name, text := range map[string]string{
		"settings": settingsText, "paths": pathsText, "locales": localesText, "checks": checksText,
	} {
		var keys []string
		table(text).each(func(key, rest string) {
			keys = append(keys, key)
			if got, ok := table(text).find(key); !ok || got != rest {
				t.Errorf("%s: %q is not found", name, key)
			}
			for _, near := range []string{key + "0", key[:len(key)-1], key + "\t"} {
				if _, ok := table(text).find(near); ok && !strings.Contains(text, "\n"+near+"\t") {
					t.Errorf("%s: %q is found", name, near)
				}
			}
		})
		if !slices.IsSorted(keys) || len(slices.Compact(slices.Clone(keys))) != len(keys) {
			t.Errorf("%s is not sorted, or a key stands twice", name)
		}
		if !strings.HasSuffix(text, "\n") {
			t.Errorf("%s does not end with a line end", name)
		}
	}
}

func TestInRuns(t *testing.T) {
	for runs, want := range map[string]string{
		"1.8-":        "1.8 1.9 1.10 1.11 2.0 2.1 2.2 3.0 3.1 3.2 4.0 4.1 4.2 5.0 5.1 5.2 6.0 6.1",
		"1.8-1.9,5.0": "1.8 1.9 5.0",
		"1.10":        "1.10",
		"6.0-":        "6.0 6.1",
		"":            "",
	} {
		if got := strings.Join(minorsOf(runs).Strings(), " "); !strings.HasPrefix(got, want) {
			t.Errorf("%q is %s, want %s", runs, got, want)
		}
	}
	if inRuns("1.8-", Minor{1, 7}) || inRuns("1.8-", Minor{99, 0}) || inRuns("", Minor{5, 2}) {
		t.Error("a minor that is not known is in a run")
	}
}
