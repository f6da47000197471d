package check

import (
	"strings"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/workspace"
)

// Possible are the minors that the project may run on as far as its own files
// say. Where they say nothing, or only which version began the project, the
// project need not run on a release that is supported: then every known minor
// counts, or every one from that version on. It is for rules on what is old,
// which would otherwise accuse a project of the past of the present.
func (p *Pass) Possible() django.Minors {
	version := p.Project.Django
	switch version.Source {
	case workspace.Assumed:
		return django.Known()
	case workspace.Generated:
		possible := django.Known()
		for _, evidence := range version.Evidence {
			_, after, _ := strings.Cut(evidence.Text, "using Django ")
			if minor, err := django.ParseMinor(after); err == nil {
				possible = possible.AtLeast(minor)
			}
		}
		return possible
	case workspace.Locked, workspace.Pinned, workspace.Ranged:
	}
	return version.Minors
}
