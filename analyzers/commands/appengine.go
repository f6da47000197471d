package commands

import (
	"path"
	"regexp"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/finding"
)

// appEngineRuntime is a runtime that starts "gunicorn main:app" where app.yaml has
// no entrypoint: those of Python 3 in the standard environment. That of Python 2
// has handlers, and the flexible environment needs an entrypoint.
var appEngineRuntime = regexp.MustCompile(`^python3\d+$`)

// appEngineDefault reports an app.yaml without entrypoint whose directory has
// nothing that App Engine could start.
func appEngineDefault(p *check.Pass, l deploy.Launch) {
	source, err := p.Project.Files.Source(l.Path)
	if l.Kind != "App Engine" || l.Program != "" || err != nil || int(l.Span.End) > len(source.Data) ||
		!appEngineRuntime.Match(source.Data[l.Span.Start:l.Span.End]) {
		return
	}
	if main := path.Join(path.Dir(l.Path), "main.py"); !p.Project.Files.IsFile(main) && !placedAs(p, main) {
		p.Report(finding.Finding{
			Path: l.Path, Span: l.Span, Detail: "main:app",
			Message: "App Engine starts gunicorn with main:app where no entrypoint is given, and there is no " + main + ": the application does not start",
		})
	}
}
