// Package debug holds the rules on what must be switched off in production.
package debug

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("debug-enabled", enabled),
		check.Rule("debug-env-default-true", envDefaultTrue),
	}
}

// truthy is the verdict on DEBUG: Django tests its truth, so that the text
// "False" and a tuple from a stray comma switch it on as well.
func truthy(v eval.Value) check.Verdict {
	truth, known := eval.Truth(v)
	if !known {
		return check.Unclear
	}
	return check.When(truth)
}

func enabled(p *check.Pass) {
	for _, m := range p.Judged() {
		value := p.Setting(m, "DEBUG")
		j := check.Judge(value, truthy)
		if !j.Bad || j.ByDefault() {
			continue
		}
		f := p.At(m, "DEBUG", j.Value)
		f.Message = "DEBUG is on in production"
		if kind, ok := eval.TypeName(j.Value.Value); ok && kind != "bool" {
			f.Message += ": a value of type " + kind + " that is not empty is true"
		}
		f.Django = p.Rule.Django
		p.Report(f)
	}
}

func envDefaultTrue(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, "DEBUG"), truthy)
		if !j.ByDefault() {
			continue
		}
		f := p.At(m, "DEBUG", j.Value)
		f.Confidence = j.Confidence
		f.Message = "DEBUG is on in production unless " + j.Decider()
		f.Django = p.Rule.Django
		p.Report(f)
	}
}
