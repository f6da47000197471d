package commands_test

import (
	"strings"
	"testing"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/analyzers/commands"
	"github.com/djvet/djvet/internal/engine/enginetest"
)

// table is a test of the topic: trees, and what is found in each, as enginetest
// has them. Every project has a wsgi.py.
type table []struct {
	name  string
	files string
	want  []string
}

func (cases table) run(t *testing.T) {
	t.Helper()
	var topic []string
	for _, a := range commands.Rules() {
		topic = append(topic, check.ID(a))
	}
	for _, c := range cases {
		if !strings.Contains(c.files, "-- mysite/wsgi.py --") {
			c.files += wsgi
		}
		enginetest.Suite{Rules: topic}.Run(t, enginetest.Case{Name: c.name, Files: c.files, Want: c.want})
	}
}
