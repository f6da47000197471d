package deploy

import "testing"

func TestBelow(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, directory, rest string
		below                 bool
	}{
		{"/srv/app/static", "/srv/app", "static", true},
		{"/srv/app/static", "/srv/app/", "static", true},
		{"/srv/app", "/srv/app/", "", true},
		{"/srv/application", "/srv/app", "", false},
		{"/srv", "/", "srv", true},
		{"/", "/", "", true},
		{"static", "", "static", true},
		{"", "", "", true},
		{"app", "app/static", "", false},
	} {
		rest, below := Below(test.name, test.directory)
		if below != test.below || below && rest != test.rest {
			t.Errorf("Below(%q, %q) is %q, %v", test.name, test.directory, rest, below)
		}
	}
}
