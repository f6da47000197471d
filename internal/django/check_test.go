package django

import (
	"errors"
	"slices"
	"testing"
)

func TestCheckIDs(t *testing.T) {
	for _, c := range []struct {
		minor, id string
		want      bool
	}{
		{"1.8", "security.W004", true},
		{"5.2", "security.W018", true},
		{"2.2", "security.W007", true},
		{"3.0", "security.W007", false},
		{"2.2", "security.W022", false},
		{"3.0", "security.W022", true},
		{"3.2", "4_0.E001", false},
		{"4.0", "4_0.E001", true},
		{"4.1", "security.W025", true},
		{"6.0", "security.E026", true},
		{"5.2", "security.E026", false},
		{"3.1", "models.W042", false},
		{"3.2", "models.W042", true},
		{"6.0", "models.W042", false},
		{"5.2", "admin.E405", true},
		{"5.2", "urls.E006", true},
	} {
		ids, err := CheckIDs(mustMinor(c.minor))
		if err != nil || slices.Contains(ids, c.id) != c.want {
			t.Errorf("%s in %s: want %v, %v", c.id, c.minor, c.want, err)
		}
	}
	var unknown *UnknownMinorError
	if _, err := CheckIDs(Minor{1, 7}); !errors.As(err, &unknown) {
		t.Errorf("CheckIDs(1.7): %v", err)
	}
}

func TestCheckMinors(t *testing.T) {
	ms, ok := CheckMinors("models.W042")
	if got := ms.Strings(); !ok || !slices.Equal(got, []string{"3.2", "4.0", "4.1", "4.2", "5.0", "5.1", "5.2"}) {
		t.Errorf("models.W042 is in %v, %v", got, ok)
	}
	if ms, ok := CheckMinors("security.W999"); ok || len(ms) != 0 {
		t.Errorf("security.W999 is in %v", ms)
	}
}
