package parity

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/django"
)

// project is a Django project with the environment that it is checked in.
type project struct {
	Files       map[string]string `json:"files"`
	Settings    string            `json:"settings"`
	Environment map[string]string `json:"environment"`
}

// answer is what Django says of a project: the ids of its messages, or why it
// does not load.
type answer struct {
	IDs   []string `json:"ids,omitempty"`
	Error string   `json:"error,omitempty"`
	// Stage is where the error comes up.
	Stage string `json:"stage,omitempty"`
}

// release is a version of Django to compare with.
type release struct {
	minor django.Minor
	// variable is the environment variable that names a Python with it.
	variable string
}

// releases are those compared with: what old projects run on, the two newest
// that are supported long, and the newest.
func releases() []release {
	var all []release
	for _, minor := range []django.Minor{{Major: 3, Minor: 2}, {Major: 4, Minor: 2}, {Major: 5, Minor: 2}, {Major: 6, Minor: 1}} {
		all = append(all, release{minor, fmt.Sprintf("DJVET_DJANGO_%d_%d", minor.Major, minor.Minor)})
	}
	return all
}

// written writes a project so that a person can read it.
func (p project) written() string {
	var b strings.Builder
	fmt.Fprintf(&b, "settings %s, environment %v\n", p.Settings, p.Environment)
	for _, path := range slices.Sorted(maps.Keys(p.Files)) {
		fmt.Fprintf(&b, "--- %s\n%s", path, p.Files[path])
	}
	return b.String()
}

// keep writes a project into a directory.
func (p project) keep(t testing.TB, minor django.Minor, directory string) {
	t.Helper()
	for path, text := range p.Files {
		name := filepath.Join(directory, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := "djvet check --as-django --settings " + p.Settings + " --django-version " + minor.String()
	for name, value := range p.Environment {
		run += fmt.Sprintf(" --env %s='%s'", name, value)
	}
	if err := os.WriteFile(filepath.Join(directory, "run"), []byte(run+" .\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}
