package rules

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// small is a catalogue of four rules that shows every way of selecting.
func small() *Catalogue {
	return newCatalogue([]Rule{
		{ID: "secret-key-weak", Topic: "secrets", Django: []string{"security.W009"}},
		{ID: "secret-key-missing", Topic: "secrets"},
		{ID: "debug-enabled", Topic: "debug", Django: []string{"security.W018"}},
		{ID: "hsts-too-short", Topic: "https", Pedantic: true},
	})
}

func TestSelect(t *testing.T) {
	for _, test := range []struct{ patterns, selected, named string }{
		{"debug-enabled", "debug-enabled", "debug-enabled"},
		{"secrets", "secret-key-missing secret-key-weak", ""},
		{"secret-*", "secret-key-missing secret-key-weak", ""},
		{"django", "debug-enabled secret-key-weak", "debug-enabled secret-key-weak"},
		{"secrets secret-key-weak secrets", "secret-key-missing secret-key-weak", "secret-key-weak"},
		{"all", "debug-enabled hsts-too-short secret-key-missing secret-key-weak", ""},
		{"", "", ""},
	} {
		selection, err := small().Select(strings.Fields(test.patterns))
		if err != nil {
			t.Errorf("%q: %v", test.patterns, err)
		}
		ids := selection.IDs()
		if got := strings.Join(ids, " "); got != test.selected {
			t.Errorf("%q selects %q, want %q", test.patterns, got, test.selected)
		}
		ids = slices.DeleteFunc(ids, func(id string) bool { return !selection.Named(id) })
		if got := strings.Join(ids, " "); got != test.named {
			t.Errorf("%q names %q, want %q", test.patterns, got, test.named)
		}
	}
}

func TestSelectUnknown(t *testing.T) {
	for pattern, want := range map[string]string{
		"debug-enabld": `did you mean "debug-enabled"?`,
		"secret":       `did you mean "secrets"?`,
		"SA9999":       "see the list of rules",
		"nothing-*":    "see the list of rules",
		"[":            "not a valid pattern",
	} {
		selection, err := small().Select([]string{pattern})
		if !errors.Is(err, ErrUnknown) || !strings.Contains(err.Error(), want) || len(selection.IDs()) != 0 {
			t.Errorf("Select(%q) = %v, %v, want an error with %q", pattern, selection.IDs(), err, want)
		}
	}
}

func TestChoose(t *testing.T) {
	for _, test := range []struct {
		choice Choice
		want   string
	}{
		{Choice{}, "debug-enabled secret-key-missing secret-key-weak"},
		{Choice{Pedantic: true}, "debug-enabled hsts-too-short secret-key-missing secret-key-weak"},
		{Choice{Select: []string{"hsts-too-short"}}, "hsts-too-short"},
		{Choice{Select: []string{"https"}}, ""},
		{Choice{Ignore: []string{"secrets"}}, "debug-enabled"},
		{Choice{Select: []string{"django"}, Ignore: []string{"debug-*"}}, "secret-key-weak"},
	} {
		selection, err := small().Choose(test.choice)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(selection.IDs(), " "); got != test.want {
			t.Errorf("%+v gives %q, want %q", test.choice, got, test.want)
		}
	}
	for _, choice := range []Choice{{Select: []string{"x"}}, {Ignore: []string{"x"}}} {
		if _, err := small().Choose(choice); !errors.Is(err, ErrUnknown) {
			t.Errorf("%+v: the error is %v", choice, err)
		}
	}
}

func TestEmptySelection(t *testing.T) {
	var none Selection
	if none.Has("debug-enabled") || none.Named("debug-enabled") || len(none.IDs()) != 0 {
		t.Error("the zero selection is not empty")
	}
}
