package django

import "testing"

// The numbers of facts per minor, recorded when the data was last generated and looked at. A change here that no new
// release explains is a fault of the generator.
var counts = []struct {
	minor                               string
	settings, globals, modules, locales int
	checks, languages                   int
}{
	{"1.8", 154, 135, 827, 85, 177, 86},
	{"1.9", 157, 139, 843, 85, 183, 86},
	{"1.10", 154, 136, 849, 87, 198, 88},
	{"1.11", 155, 140, 850, 87, 207, 88},
	{"2.0", 152, 139, 837, 88, 216, 89},
	{"2.1", 153, 140, 829, 88, 219, 89},
	{"2.2", 153, 140, 838, 89, 235, 90},
	{"3.0", 156, 143, 830, 90, 246, 91},
	{"3.1", 158, 145, 841, 95, 257, 96},
	{"3.2", 160, 147, 858, 95, 268, 96},
	{"4.0", 159, 146, 861, 96, 273, 97},
	{"4.1", 161, 148, 863, 96, 276, 97},
	{"4.2", 162, 149, 872, 97, 283, 98},
	{"5.0", 160, 147, 879, 98, 293, 99},
	{"5.1", 158, 145, 880, 98, 291, 99},
	{"5.2", 159, 146, 885, 98, 297, 99},
	{"6.0", 162, 149, 901, 98, 300, 100},
	{"6.1", 164, 150, 909, 98, 310, 100},
}

func TestCounts(t *testing.T) {
	if len(counts) != len(Known()) {
		t.Fatalf("%d minors are counted, %d are known", len(counts), len(Known()))
	}
	for _, want := range counts {
		m := mustMinor(want.minor)
		got := want
		names, err := SettingNames(Minors{m})
		if err != nil {
			t.Fatal(err)
		}
		got.settings, got.globals = len(names), 0
		for _, name := range names {
			if s, _ := LookupSetting(name); s.Global {
				got.globals++
			}
		}
		modules, _ := Modules(m)
		locales, _ := Locales(m)
		checks, _ := CheckIDs(m)
		languages, _ := LookupSetting("LANGUAGES")
		offered, _ := languages.Default(m)
		got.modules, got.locales, got.checks = len(modules), len(locales), len(checks)
		got.languages = len(offered.Items)
		if got != want {
			t.Errorf("have %+v, want %+v", got, want)
		}
	}
}

func TestThirdPartyCount(t *testing.T) {
	if names := ThirdPartySettingNames(); len(names) != 2044 {
		t.Errorf("%d settings of other packages, want 2044", len(names))
	}
}
