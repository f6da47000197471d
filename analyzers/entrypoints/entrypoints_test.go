package entrypoints_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/analyzers/entrypoints"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

// settings is a settings module without faults; every tree has it unless it has
// one of its own.
const settings = `SECRET_KEY = open("/run/secrets/key").read()
DEBUG = False
ALLOWED_HOSTS = ["www.mysite.org"]
ROOT_URLCONF = "mysite.urls"
INSTALLED_APPS = ["django.contrib.auth"]
`

const manage = `import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
from django.core.management import execute_from_command_line
execute_from_command_line()
`

// table is a test of one rule: trees as txtar archives, and what is found in
// each as "rule severity path:line".
type table []struct {
	name  string
	files string
	want  []string
}

func (cases table) run(t *testing.T) {
	t.Helper()
	var topic []string
	for _, a := range entrypoints.Rules() {
		topic = append(topic, check.ID(a))
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{
				"manage.py": manage, "mysite/__init__.py": "", "mysite/settings.py": settings,
			}
			for _, f := range txtar.Parse([]byte(c.files)).Files {
				files[f.Name] = string(f.Data)
			}
			report, err := engine.Check(context.Background(), workspace.NewMap(files), engine.Options{
				Rules: rules.Choice{Select: topic},
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, incident := range report.Incidents {
				t.Errorf("incident: %s %s", incident.Path, incident.Message)
			}
			var got []string
			for _, f := range report.Findings {
				line, _ := report.Sources[f.Path].Position(f.Span.Start)
				got = append(got, fmt.Sprintf("%s %s %s:%d: %s", f.Rule, f.Severity, f.Path, line, f.Message))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
