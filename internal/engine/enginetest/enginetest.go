// Package enginetest runs rules on little projects, for the tests of rules.
package enginetest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/host"
	"github.com/djvet/djvet/internal/host/hosttest"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

// manage begins every project that brings no manage.py of its own.
const manage = `import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
from django.core.management import execute_from_command_line
execute_from_command_line()
`

// head begins every mysite/settings.py that is given as text; what follows
// begins at line 5.
const head = `DEBUG = False
ALLOWED_HOSTS = ["www.mysite.org"]
ROOT_URLCONF = "mysite.urls"
INSTALLED_APPS = ["django.contrib.auth"]
`

// Case is a project and what rules find in it.
type Case struct {
	Name string
	// Files is what stands in mysite/settings.py below a head without faults
	// that ends in line 4, and then other files as a txtar archive. One of these
	// may be mysite/settings.py, which is then all of it.
	Files string
	// Machine is a listing as hosttest.Machine takes it, of a machine on which
	// the project lies in /srv/mysite; "" for none.
	Machine string
	// Want are the findings, in their order, as
	// "rule severity path:line: message [security.W018]".
	Want []string
}

// Suite runs cases with the same rules and options.
type Suite struct {
	// Rules are patterns as --select takes them. Pedantic rules run too.
	Rules []string
	// Options are passed on; its Rules are not used.
	Options engine.Options
}

// Run runs the cases, each as a test of its own.
func (s Suite) Run(t *testing.T, cases ...Case) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			suite := s
			if c.Machine != "" {
				system, err := hosttest.Machine(c.Machine)
				if err != nil {
					t.Fatal(err)
				}
				suite.Options.Host = &host.Machine{System: system, Root: "/srv/mysite", User: "www-data"}
			}
			if diff := cmp.Diff(c.Want, suite.Find(t, c.Files)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// Find gives what is found in the files of a case, as Want has it.
func (s Suite) Find(t *testing.T, files string) []string {
	t.Helper()
	options := s.Options
	options.Rules = rules.Choice{Select: s.Rules, Pedantic: true}
	report, err := engine.Check(context.Background(), workspace.NewMap(Tree(files)), options)
	if err != nil {
		t.Fatal(err)
	}
	for _, incident := range report.Incidents {
		t.Errorf("incident: %s %s", incident.Path, incident.Message)
	}
	var found []string
	for _, f := range report.Findings {
		line, _ := report.Sources[f.Path].Position(f.Span.Start)
		text := fmt.Sprintf("%s %s %s:%d: %s", f.Rule, f.Severity, f.Path, line, f.Message)
		if len(f.Django) > 0 {
			text += " [" + strings.Join(f.Django, " ") + "]"
		}
		found = append(found, text)
	}
	return found
}

// Tree is the tree that the files of a case make.
func Tree(files string) map[string]string {
	archive := txtar.Parse([]byte(files))
	tree := map[string]string{"manage.py": manage, "mysite/__init__.py": "", "mysite/urls.py": "urlpatterns = []\n", "mysite/settings.py": head + string(archive.Comment)}
	for _, f := range archive.Files {
		tree[f.Name] = string(f.Data)
	}
	return tree
}
