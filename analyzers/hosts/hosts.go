// Package hosts holds the rules on which hosts a site answers to.
package hosts

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("allowed-hosts-empty", empty),
		check.Rule("allowed-hosts-wildcard", wildcard),
		check.Rule("allowed-hosts-entry-invalid", entryInvalid),
		check.Rule("forwarded-host-trusted", forwardedHostTrusted),
		check.Rule("csrf-trusted-origin-scheme", originScheme),
		check.Rule("csrf-trusted-origin-invalid", originInvalid),
	}
}

const allowedHosts = "ALLOWED_HOSTS"

// empty reports an empty list, but not one that is empty only while a variable
// is unset: that is how a required variable is often written, and the site then
// refuses everybody rather than trusting anybody.
func empty(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, allowedHosts), func(v eval.Value) check.Verdict {
			truth, known := eval.Truth(v)
			if !known {
				return check.Unclear
			}
			return check.When(!truth)
		})
		if !j.Bad || j.ByDefault() && !p.AsDjango {
			continue
		}
		f := p.At(m, allowedHosts, j.Value, "DEBUG")
		f.Message = "ALLOWED_HOSTS is empty: with DEBUG off, Django answers 400 Bad Request to everything"
		if j.Value.Origin.Kind == eval.ByDefault {
			f.Message = "ALLOWED_HOSTS is not set: with DEBUG off, Django answers 400 Bad Request to everything"
		}
		f.Django = p.Rule.Django
		p.Report(f)
	}
}

func wildcard(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return check.Having(m.Setting(allowedHosts).In(world).Alternatives, isWildcard)
		}, check.IsTrue)
		if !j.Bad || p.Project.Mentions("raise DisallowedHost") { // a middleware that checks hosts itself
			continue
		}
		f := p.At(m, allowedHosts, j.Value)
		f.Confidence = j.Confidence
		f.Message = `ALLOWED_HOSTS contains "*": any Host header is accepted, and ends up in links such as those of password resets`
		if j.ByDefault() {
			f.Message = `ALLOWED_HOSTS contains "*", which accepts any Host header, unless ` + j.Decider()
		}
		if hostFixed(p) {
			f.Severity = finding.Note
		}
		p.Report(f)
	}
}

func isWildcard(v eval.Value) check.Verdict {
	host, ok := v.(eval.Str)
	if !ok {
		return check.Unclear
	}
	return check.When(host == "*")
}
