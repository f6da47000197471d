package machine

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/finding"
)

// notWritable reports the files of SQLite, of LOGGING and of uploads that the
// server's account cannot use as Django will. What a mode does not tell (an
// access control list) is passed over.
func notWritable(p *check.Pass) {
	for _, m := range p.Judged() {
		for _, file := range p.HostFiles(m) {
			j, message := p.JudgeFile(m, file, func(path string) string { return fault(p.Host, file.Kind, path) })
			if !j.Bad {
				continue
			}
			f := p.At(m, file.Setting, j.Value)
			f.Confidence, f.Detail, f.Message = j.Confidence, file.Detail, message
			if why := p.Host.Why; why.Path != "" {
				f.Trace = append(f.Trace, finding.Step{Path: why.Path, Span: why.Span, Message: "the server's account is said in"})
			}
			p.Report(f)
		}
	}
}
