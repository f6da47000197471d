package deploy

import "testing"

// The table is that of the compose specification, "Interpolation".
func TestInterpolate(t *testing.T) {
	variables := []Variable{{Name: "SET", Value: "set", Known: true}, {Name: "EMPTY", Known: true}, {Name: "UNKNOWN"}}
	for _, c := range []struct {
		input, want string
		known       bool
		fallback    bool
	}{
		{"plain", "plain", true, false},
		{"$SET-${SET}", "set-set", true, true},
		{"$$SET $${SET} $", "$SET ${SET} $", true, false},
		{"${NONE:-word}", "word", true, true},
		{"${NONE-word}", "word", true, true},
		{"${EMPTY:-word}", "word", true, false},
		{"${EMPTY-word}", "", true, true},
		{"${NONE:-${SET:-x}}y", "sety", true, true},
		{"${NONE:-${OTHER:-deep}}", "deep", true, true},
		{"${SET:+word}", "word", true, false},
		{"${EMPTY:+word}", "", true, true},
		{"${NONE:+word}", "", false, false},
		{"${NONE}", "", false, false},
		{"${SET:?message}", "set", true, true},
		{"${NONE:?message}", "", false, false},
		{"${UNKNOWN:-word}", "", false, false},
		{"${SET", "set", true, true},
		{"${", "", false, false},
	} {
		got := interpolate(c.input, variables)
		if got.text != c.want || got.known != c.known || got.known && got.fallback != c.fallback {
			t.Errorf("interpolate(%q) = %+v, want %q known=%v fallback=%v", c.input, got, c.want, c.known, c.fallback)
		}
	}
}

func FuzzInterpolate(f *testing.F) {
	f.Add("${A:-${B-$C}}$$${")
	f.Fuzz(func(_ *testing.T, input string) {
		interpolate(input, []Variable{{Name: "A", Value: "a", Known: true}})
	})
}
