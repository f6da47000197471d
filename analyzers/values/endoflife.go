package values

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/workspace"
)

// endOfLife reports a project that asks for a Django that gets no security
// fixes any more. The version that began a project need not be the one that
// it runs on.
func endOfLife(p *check.Pass) {
	version := p.Project.Django
	switch version.Source {
	case workspace.Assumed, workspace.Generated:
		return
	case workspace.Locked, workspace.Pinned, workspace.Ranged:
	}
	newest, ok := version.Minors.Max()
	if !ok || !version.Minors.All(ended) {
		return
	}
	f := finding.Finding{Detail: newest.String()}
	switch {
	case len(version.Evidence) > 0:
		f.Path, f.Span = version.Evidence[0].Path, version.Evidence[0].Span
	case len(p.Started()) > 0:
		origin := p.First(p.Started()[0])
		f.Path, f.Span = origin.File.Path, origin.Span
	default:
		return
	}
	f.Message = "Django " + newest.String()
	if len(version.Minors) > 1 {
		f.Message += ", the newest that is allowed,"
	}
	if release, known := django.FindRelease(newest); known {
		f.Message += " gets no security fixes since " + release.ExtendedEnds.Format("January 2006")
	} else {
		f.Message += " gets no security fixes any more"
	}
	p.Report(f)
}

// ended reports whether a minor was out of support when djvet was built.
func ended(m django.Minor) bool {
	release, known := django.FindRelease(m)
	if !known {
		oldest, _ := django.Known().Min()
		return m.Less(oldest)
	}
	return release.ExtendedEnds.Before(django.BuiltAt())
}
