package nginx

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/finding"
)

// syntax reports the first place of each file that nginx would stop at. What
// comes after it may only follow from it.
func syntax(p *check.Pass) {
	reported := map[string]bool{}
	for _, c := range p.Nginx() {
		for _, e := range c.Errors {
			if reported[e.Path] {
				continue
			}
			reported[e.Path] = true
			f := finding.Finding{Path: e.Path, Span: e.Span, Detail: e.Message}
			f.Message = e.Message + ": nginx does not start with this file"
			if e.Accepted {
				f.Message = e.Message + ": nginx takes what follows for more words of the same line, and ignores what it says"
			}
			p.Report(f)
		}
	}
}
