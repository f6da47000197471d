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
		check.Rule("debug-propagate-exceptions", propagateExceptions),
		check.Rule("template-debug-enabled", templateDebug),
		check.Rule("debug-tool-installed", toolInstalled),
	}
}

// enabled tests truth as Django does: the text "False" and a tuple from a stray
// comma switch DEBUG on as well.
func enabled(p *check.Pass) {
	for _, m := range p.Judged() {
		value := p.Setting(m, "DEBUG")
		j := check.Judge(value, check.Truthy)
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
		j := check.Judge(p.Setting(m, "DEBUG"), check.Truthy)
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
