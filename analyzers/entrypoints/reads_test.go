package entrypoints

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/django"
)

// importAlone imports each module that it is given, in a process that has imported
// no other, and prints those that can be imported without settings.
const importAlone = `
import os, sys
os.environ.pop("DJANGO_SETTINGS_MODULE", None)
from django.core.exceptions import ImproperlyConfigured
import django.db.models, django.forms, django.template, django.urls, django.views.generic  # which none of them lacks
for module in sys.argv[1:]:
    child = os.fork()
    if child == 0:
        try:
            __import__(module)
        except ImproperlyConfigured:
            os._exit(0)
        except Exception as e:
            print(module, type(e).__name__, flush=True)
            os._exit(0)
        print(module, "imported", flush=True)
        os._exit(0)
    os.waitpid(child, 0)
`

// TestNeedyUnderDjango asks each Django that is installed whether the modules that
// are said to need the settings do.
func TestNeedyUnderDjango(t *testing.T) {
	t.Parallel()
	asked := false
	for _, python := range interpreters() {
		if exec.CommandContext(t.Context(), python, "-c", "import django, os; os.fork").Run() != nil {
			continue
		}
		asked = true
		command := exec.CommandContext(t.Context(), python, append([]string{"-W", "ignore", "-c", importAlone}, needy()...)...)
		if out, err := command.Output(); err != nil || len(out) > 0 {
			t.Errorf("%s: %v: these need no settings:\n%s", python, err, out)
		}
	}
	if !asked {
		t.Skip("a python3 with Django is not installed")
	}
}

func interpreters() []string {
	found := []string{"python3", os.Getenv("DJVET_PYTHON")}
	for _, minor := range django.Known() {
		found = append(found, os.Getenv("DJVET_DJANGO_"+strings.ReplaceAll(minor.String(), ".", "_")))
	}
	slices.Sort(found)
	return slices.DeleteFunc(slices.Compact(found), func(python string) bool { return python == "" })
}
