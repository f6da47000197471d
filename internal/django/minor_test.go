package django

import (
	"slices"
	"testing"
)

func TestParseMinor(t *testing.T) {
	for version, want := range map[string]string{
		"1.8": "1.8", "1.11.29": "1.11", "5.2": "5.2", "5.2.1": "5.2", "5.2a1": "5.2", "6.0rc1": "6.0", "4.2.dev0": "4.2",
		"3.2+local": "3.2", "2028.0": "2028", "2028.24": "2028", "2028": "2028", "2029.1": "2029",
	} {
		m, err := ParseMinor(version)
		if err != nil || m.String() != want {
			t.Errorf("ParseMinor(%q) = %q, %v; want %q", version, m, err, want)
		}
	}
	for _, version := range []string{"", "5", "x", "5.", ".2", "5.x", "v5.2", "5.2x", "2028x"} {
		if m, err := ParseMinor(version); err == nil {
			t.Errorf("ParseMinor(%q) = %q, want an error", version, m)
		}
	}
}

// Next must lead through all known minors in order, and on by year.
func TestMinorNext(t *testing.T) {
	known := Known()
	for i, m := range known[:len(known)-1] {
		if m.Next() != known[i+1] || !m.Less(known[i+1]) {
			t.Errorf("%v.Next() = %v, want %v", m, m.Next(), known[i+1])
		}
	}
	for from, want := range map[Minor]string{{6, 1}: "6.2", {6, 2}: "2028", {2028, 0}: "2029"} {
		if got := from.Next().String(); got != want {
			t.Errorf("%v.Next() = %s, want %s", from, got, want)
		}
	}
}

func TestMinors(t *testing.T) {
	ms := NewMinors(Minor{5, 2}, Minor{1, 11}, Minor{4, 2}, Minor{5, 2})
	if got, want := ms.Strings(), []string{"1.11", "4.2", "5.2"}; !slices.Equal(got, want) {
		t.Fatalf("Strings = %v, want %v", got, want)
	}
	low, _ := ms.Min()
	high, ok := ms.Max()
	if low != (Minor{1, 11}) || high != (Minor{5, 2}) || !ok {
		t.Errorf("Min, Max = %v, %v", low, high)
	}
	if got := ms.Intersect(NewMinors(Minor{4, 2}, Minor{6, 0})).Strings(); !slices.Equal(got, []string{"4.2"}) {
		t.Errorf("Intersect = %v", got)
	}
	if got := ms.AtLeast(Minor{4, 0}).Strings(); !slices.Equal(got, []string{"4.2", "5.2"}) {
		t.Errorf("AtLeast = %v", got)
	}
	modern := func(m Minor) bool { return m.Major >= 4 }
	if ms.All(modern) || !ms.Any(modern) || !ms.AtLeast(Minor{4, 0}).All(modern) {
		t.Error("All, Any")
	}
	if Minors(nil).All(modern) || Minors(nil).Any(modern) {
		t.Error("something holds of the empty set")
	}
	if _, ok := Minors(nil).Min(); ok {
		t.Error("the empty set has a minimum")
	}
}
