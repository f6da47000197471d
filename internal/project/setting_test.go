package project

import (
	"testing"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/workspace"
)

// A Django of which nothing is known has no defaults, which is not to have no
// such setting.
func TestDefaultOfAnUnknownVersion(t *testing.T) {
	t.Parallel()
	p := &Project{Django: workspace.Version{Minors: django.NewMinors(django.Minor{Major: 1, Minor: 4})}}
	if v, ok := p.DefaultOf("SESSION_COOKIE_HTTPONLY").(*eval.Unknown); !ok {
		t.Errorf("the default in Django 1.4 is %v", v)
	}
	if v, ok := p.DefaultOf("MY_OWN").(eval.Unbound); !ok {
		t.Errorf("the default of the project's own setting is %v", v)
	}
}
