package secrets

import (
	"slices"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// perProcess reports a key that is made anew at each start whatever the
// environment is. One that is made only while a variable is unset, or where a
// file is not there yet, is what small installations are meant to begin with.
func perProcess(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, secretKey), fresh)
		if !j.Bad || j.ByDefault() {
			continue
		}
		f := p.At(m, secretKey, j.Value)
		f.Message = "SECRET_KEY is made anew by each process: after a restart, and with several workers at once, sessions and password reset links do not hold"
		p.Report(f)
	}
}

// fresh is the verdict that a value differs at each start.
func fresh(v eval.Value) check.Verdict {
	switch v := v.(type) {
	case *eval.Object:
		if v.Fresh {
			return check.Bad
		}
	case *eval.Text:
		if slices.ContainsFunc(v.Parts, func(part eval.TextPart) bool { return part.Hole != nil && fresh(part.Hole) == check.Bad }) {
			return check.Bad
		}
	case eval.Str, eval.Bytes, eval.None:
		return check.Good
	}
	return check.Unclear
}
