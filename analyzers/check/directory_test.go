package check_test

import (
	"testing"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

func TestDirectory(t *testing.T) {
	p := &check.Pass{Input: &check.Input{Project: &project.Project{Root: "web"}}}
	for text, want := range map[string]check.Directory{
		"/srv/media/": "/srv/media", "media": "//web/media", ".": "//web", "../cache": "//cache", "..": "//",
		"../..": "", "": "", "https://cdn.mysite.org/": "", ".cache": "//web/.cache",
	} {
		if got, ok := p.Directory(eval.Str(text)); got != want || ok != (want != "") {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestDirectoryInside(t *testing.T) {
	for _, c := range []struct {
		inner, outer check.Directory
		want         bool
	}{
		{"/srv/media/cache", "/srv/media", true},
		{"/srv/media", "/srv/media", false},
		{"/srv/mediacache", "/srv/media", false},
		{"//media", "//", true},
		{"//", "//", false},
		{"//media", "/", true},
		{"/srv", "//", false},
	} {
		if got := c.inner.Inside(c.outer); got != c.want {
			t.Errorf("%s inside %s: %v", c.inner, c.outer, got)
		}
	}
	if got := check.Directory("//media/cache").Parent(); got != "//media" {
		t.Errorf("parent: %s", got)
	}
	if got := check.Directory("//media").Parent(); got != "//" {
		t.Errorf("parent: %s", got)
	}
}
