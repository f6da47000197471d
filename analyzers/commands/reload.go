package commands

import (
	"slices"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/parser/text"
)

// reloadEnabled reports servers of production that watch their code, and the
// development server with --insecure. Reloading when somebody touches a file, as
// uWSGI's touch-reload, is how a deployment is meant to be told.
func reloadEnabled(p *check.Pass) {
	for _, l := range production(p) {
		c, ok := mainCommand(l)
		if !ok || c.Conditional || p.ForDevelopment(l) {
			continue
		}
		if developmentServers[c.Program] && slices.Contains(c.Arguments, "--insecure") {
			p.Report(finding.Finding{
				Path: c.Path, Span: c.Span, Detail: "--insecure",
				Message: "runserver --insecure runs in production: it serves static files with a view that Django calls grossly inefficient and probably insecure",
			})
			continue
		}
		if l.Reload == nil {
			continue
		}
		path, span := l.Reload.Path, l.Reload.Span
		if path == "" || span == (text.Span{}) {
			path, span = c.Path, c.Span
		}
		p.Report(finding.Finding{
			Path: path, Span: span, Detail: "reload",
			Message: c.Program + " reloads changed code in production (" + l.Reload.How + "): it watches every file, and drops requests and serves half of a new version while files are copied",
		})
	}
}
