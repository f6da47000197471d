package django

import (
	"slices"
	"testing"
)

func TestTimeZones(t *testing.T) {
	if names := TimeZones(); len(names) < 590 || !slices.IsSorted(names) {
		t.Errorf("%d zones, sorted: %v", len(names), slices.IsSorted(names))
	}
	for name, want := range map[string]bool{
		"UTC": true, "Europe/Berlin": true, "Europe/Kyiv": true, "Europe/Kiev": true, "US/Eastern": true, "EST": true,
		"America/Argentina/Buenos_Aires": true, "Etc/GMT+3": true, "America/Coyhaique": true,
		"": false, "utc": false, "Europe": false, "Europe/Belin": false, "UTC+3": false, "Asia/Beijing": false, "PST": false,
	} {
		if got := IsTimeZone(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
