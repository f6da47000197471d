package project_test

import (
	"context"
	"testing"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// Nothing is concluded from what a damaged module does not set, not even that
// Django's default holds.
func TestDefaults(t *testing.T) {
	for source, known := range map[string]bool{
		settings:                            true,
		settings + "LANGUAGES = [\n":        false,
		settings + "from .other import *\n": false,
	} {
		files := map[string]string{"mysite/settings.py": source, "mysite/__init__.py": "", "mysite/other.py": "X = = 1\n"}
		ws, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
		if err != nil {
			t.Fatal(err)
		}
		projects, _, err := project.Discover(context.Background(), ws, project.Options{})
		if err != nil || len(projects) != 1 || len(projects[0].Judged()) != 1 {
			t.Fatalf("%q: %d projects, %v", source, len(projects), err)
		}
		value := projects[0].Judged()[0].Setting("ALLOWED_HOSTS").In(eval.OpenWorld())
		if _, unknown := value.Alternatives[0].Value.(*eval.Unknown); unknown == known {
			t.Errorf("%q: ALLOWED_HOSTS is %v", source, value.Alternatives)
		}
	}
}
