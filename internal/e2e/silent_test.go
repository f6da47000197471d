//go:build linux

package e2e_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestSetupsAreSilent is the part of the matrix that needs no servers: djvet
// reports nothing on the set-ups as they stand in the repository.
func TestSetupsAreSilent(t *testing.T) {
	t.Parallel()
	for _, s := range setups() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := &deployed{t: t, root: filepath.Join(t.TempDir(), "mysite")}
			d.must(os.CopyFS(d.root, os.DirFS(project)))
			if files := filepath.Join(deployments, s.name); isDirectory(files) {
				d.must(os.RemoveAll(filepath.Join(d.root, "deploy")))
				d.must(os.CopyFS(d.root, os.DirFS(files)))
			}
			for _, f := range d.check("--pedantic") {
				if !slices.Contains(s.ignored, f.Rule) {
					t.Errorf("djvet reports a set-up that works: %s", f)
				}
			}
		})
	}
}

func isDirectory(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
