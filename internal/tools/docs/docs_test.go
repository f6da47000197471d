package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/rules"
)

// TestPagesAreUpToDate compares what is committed with what the catalogue says.
func TestPagesAreUpToDate(t *testing.T) {
	t.Parallel()
	catalogue, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	present, err := read(filepath.Join("..", "..", "..", filepath.FromSlash(folder)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(pages(catalogue), present); diff != "" {
		t.Errorf("%s is not what the catalogue says. Run: go run ./internal/tools/docs\n(- what it would write, + what is there)\n%s", folder, diff)
	}
}

// TestLinksLeadSomewhere follows the relative links of all pages.
func TestLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	catalogue, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	all := pages(catalogue)
	for name, page := range all {
		for _, part := range strings.Split(page, "](")[1:] {
			target, _, _ := strings.Cut(part, ")")
			file, _, _ := strings.Cut(target, "#")
			if _, ok := all[file]; !ok && !strings.Contains(target, "://") {
				t.Errorf("%s links to %s, which is no page here", name, target)
			}
		}
	}
}

func TestWrite(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "rules")
	if err := write(dir, map[string]string{"gone.md": "a", "kept.md": "b"}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "other.txt"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"kept.md": "c", "new.md": "d"}
	if err := write(dir, want); err != nil {
		t.Fatal(err)
	}
	got, err := read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := os.Stat(filepath.Join(dir, "other.txt")); err != nil {
		t.Errorf("what is no page was removed: %v", err)
	}
}

func TestOutsideTheRepository(t *testing.T) {
	t.Parallel()
	if err := run(t.TempDir()); err == nil {
		t.Error("it wrote pages where no repository is")
	}
}

func TestVersions(t *testing.T) {
	t.Parallel()
	known := django.Known()
	for _, c := range []struct {
		minors django.Minors
		want   string
	}{
		{known, "in all versions"},
		{known[:3], "up to " + known[2].String()},
		{known[4:], "since " + known[4].String()},
		{known[4:5], known[4].String()},
		{known[4:6], known[4].String() + " to " + known[5].String()},
		{append(append(django.Minors{}, known[1:3]...), known[5:]...), known[1].String() + " to " + known[2].String() + ", since " + known[5].String()},
	} {
		if got := versions(c.minors); got != c.want {
			t.Errorf("%v: %q, want %q", c.minors.Strings(), got, c.want)
		}
	}
}

func TestNameFiles(t *testing.T) {
	t.Parallel()
	got := nameFiles("text\n\n```python a/b.py\nx = 1\n```\n\n```sh\n# ls\n```\n")
	want := "text\n\n`a/b.py`\n\n```python a/b.py\nx = 1\n```\n\n```sh\n# ls\n```\n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
