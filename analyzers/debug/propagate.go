package debug

import "github.com/djvet/djvet/analyzers/check"

func propagateExceptions(p *check.Pass) {
	const setting = "DEBUG_PROPAGATE_EXCEPTIONS"
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, setting), check.Truthy)
		if !j.Bad {
			continue
		}
		f := p.At(m, setting, j.Value)
		f.Confidence = j.Confidence
		f.Message = "DEBUG_PROPAGATE_EXCEPTIONS is on"
		if j.ByDefault() {
			f.Message += " unless " + j.Decider()
		}
		f.Message += ": an exception skips handler500 and the mail to ADMINS, and its visitor gets whatever the server makes of it"
		p.Report(f)
	}
}
