// Package middleware holds the rules on the list of middleware: its order, and
// what stands in it twice.
package middleware

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("middleware-order", order),
		check.Rule("middleware-duplicate", duplicate),
	}
}

// setting is the name of the setting that lists the middleware. On Django 1.10
// and 1.11 it is the old one only if the project sets no other.
func setting(p *check.Pass, m *project.SettingsModule) string {
	const current, old = "MIDDLEWARE", "MIDDLEWARE_CLASSES"
	switch {
	case p.DjangoBefore(1, 10):
		return old
	case p.DjangoBefore(2, 0):
		if v, single := p.Setting(m, current).Alternatives.Single(); single {
			if _, none := v.(eval.None); none {
				return old
			}
		}
	}
	return current
}
