package django

import (
	"errors"
	"slices"
	"testing"
	"time"
)

func date(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestSupported(t *testing.T) {
	for day, want := range map[string][]string{
		"2015-03-31": {},
		"2015-04-01": {"1.8"},
		"2018-03-01": {"1.8", "1.11", "2.0"},
		"2022-01-01": {"2.2", "3.2", "4.0"},
		"2024-09-01": {"4.2", "5.0", "5.1"},
		"2026-01-15": {"4.2", "5.2", "6.0"},
		"2026-11-21": {"5.2", "6.0", "6.1"},
		"2028-04-30": {"5.2"},
		"2028-05-01": {},
	} {
		if got := Supported(date(day)).Strings(); !slices.Equal(got, want) {
			t.Errorf("Supported(%s) = %v, want %v", day, got, want)
		}
	}
}

func TestReleases(t *testing.T) {
	all := Releases()
	for i, r := range all {
		if !r.Released.Before(r.MainstreamEnds) || !r.MainstreamEnds.Before(r.ExtendedEnds) || len(r.Python) == 0 {
			t.Errorf("%v: %+v", r.Minor, r)
		}
		if i > 0 && !all[i-1].Released.Before(r.Released) {
			t.Errorf("%v is not newer than the one before", r.Minor)
		}
		if BuiltAt().Before(r.Released) {
			t.Errorf("%v was released after the facts were made", r.Minor)
		}
		if m, err := ParseMinor(r.Patch); err != nil || m != r.Minor {
			t.Errorf("%v was read from %s", r.Minor, r.Patch)
		}
	}
	if len(Supported(BuiltAt())) == 0 {
		t.Error("nothing was supported when the facts were made")
	}
}

func TestFindRelease(t *testing.T) {
	r, ok := FindRelease(Minor{4, 2})
	if !ok || !r.LTS || !slices.Contains(r.Python, "3.12") || slices.Contains(r.Python, "3.13") {
		t.Errorf("4.2: %+v", r)
	}
	if _, ok := FindRelease(Minor{1, 7}); ok {
		t.Error("1.7 is known")
	}
}

func TestUnknownMinorError(t *testing.T) {
	_, err := SettingNames(Minors{{1, 7}})
	var unknown *UnknownMinorError
	if !errors.As(err, &unknown) || unknown.Minor != (Minor{1, 7}) {
		t.Errorf("SettingNames(1.7): %v", err)
	}
}
