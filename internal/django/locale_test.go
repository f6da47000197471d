package django

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestLocales(t *testing.T) {
	for _, c := range []struct {
		minor, code string
		want        bool
	}{
		{"5.2", "pt_BR", true}, {"5.2", "zh_Hans", true}, {"5.2", "de_CH", false}, {"4.2", "ckb", true},
		{"4.1", "ckb", false}, {"5.2", "ug", true}, {"3.0", "ar_DZ", false}, {"3.1", "ar_DZ", true}, {"5.2", "ar-dz", false},
	} {
		codes, err := Locales(mustMinor(c.minor))
		if err != nil || !slices.IsSorted(codes) || slices.Contains(codes, c.code) != c.want {
			t.Errorf("%s in %s: want %v, have %v, %v", c.code, c.minor, c.want, codes, err)
		}
	}
	var unknown *UnknownMinorError
	if _, err := Locales(Minor{1, 7}); !errors.As(err, &unknown) {
		t.Errorf("Locales(1.7): %v", err)
	}
}

// A language that Django offers must have a catalogue, or the language it is a variant of (es-ni), but for one that was
// added before anyone translated it.
func TestLanguagesHaveCatalogues(t *testing.T) {
	s, _ := LookupSetting("LANGUAGES")
	for _, m := range Known() {
		l, ok := s.Default(m)
		if !ok || len(l.Items) < 80 {
			t.Errorf("%v offers %d languages", m, len(l.Items))
		}
		codes, _ := Locales(m)
		for _, pair := range l.Items {
			code := pair.Items[0].Str
			base, _, _ := strings.Cut(code, "-")
			if code != "ht" && !slices.Contains(codes, base) && !slices.ContainsFunc(codes, func(c string) bool { return sameLocale(c, code) }) {
				t.Errorf("%v: no catalogue for %s", m, code)
			}
		}
	}
}

// sameLocale compares pt_BR with pt-br.
func sameLocale(folder, code string) bool {
	if len(folder) != len(code) {
		return false
	}
	for i := range len(folder) {
		if f := folder[i]; f|0x20 != code[i]|0x20 && (f != '_' || code[i] != '-') {
			return false
		}
	}
	return true
}
