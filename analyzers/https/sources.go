package https

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// sourcesHave is the verdict of Python's "in" on the value of a directive: a list
// has an element, a text a part.
func sourcesHave(values eval.Alternatives, source string) check.Verdict {
	answers := check.Truths{}
	for _, v := range values {
		if _, isList := v.Value.(*eval.Sequence); isList {
			answers = append(answers, check.Having(eval.Alternatives{v}, check.IsText(source))...)
			continue
		}
		answers = append(answers, check.Ask(eval.Alternatives{v}, func(v eval.Value) check.Verdict {
			switch v := v.(type) {
			case eval.Str:
				return check.When(strings.Contains(string(v), source))
			case eval.None, eval.Bool, eval.Unbound:
				return check.Good
			}
			return check.Unclear
		})...)
	}
	if has, known := check.Under(answers, eval.Guard{}); known {
		return check.When(has)
	}
	return check.Unclear
}

// cspUnsafe judges script-src, or where that is not set default-src. A policy that
// is only reported on protects nobody and is left out.
func cspUnsafe(p *check.Pass) {
	for _, m := range p.Judged() {
		for i := range policies(m, m.World()) {
			reportUnsafe(p, m, i)
		}
	}
}

func reportUnsafe(p *check.Pass, m *project.SettingsModule, policy int) {
	j, _ := p.Meets(m, func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
		x := policies(m, world)[policy]
		_, script := x.directive("script-src")
		_, others := x.directive("default-src")
		unset := check.Ask(script, isUnset)
		unsafe := check.Or(check.And(check.Ask(script, isUnsafe), check.Not(unset)), check.And(check.Ask(others, isUnsafe), unset))
		return check.And(unsafe, p.HasMiddleware(m, world, x.middleware), check.Not(onlyReported(m, world, x)))
	})
	if !j.Bad {
		return
	}
	x := policies(m, m.World())[policy]
	directive := "script-src"
	setting, values := x.directive(directive)
	if unset, known := check.Under(check.Ask(values, isUnset), j.Value.Guard); known && unset {
		directive = "default-src"
		setting, values = x.directive(directive)
	}
	var source string
	for _, v := range values {
		if _, together := v.Guard.And(j.Value.Guard); together && source == "" {
			source, _ = unsafeSource(v.Value)
		}
	}
	f := p.At(m, setting, j.Value, "MIDDLEWARE")
	f.Confidence, f.Detail = j.Confidence, directive
	f.Message = setting + " allows " + source + " in " + directive + ": a script that an attacker gets into a page runs"
	if source == unsafeEval {
		f.Message = setting + " allows " + source + " in " + directive + ": scripts may run text as code, and an attacker's text with it"
	}
	if j.ByDefault() {
		f.Message += ", unless " + j.Decider()
	}
	p.Report(f)
}

// onlyReported tells whether a policy protects nobody: django-csp before 4.0 has a
// setting for it.
func onlyReported(m *project.SettingsModule, world eval.World, x policy) check.Truths {
	if x.one == nil {
		return check.Certain(false)
	}
	return check.AskSetting(m, world, "CSP_REPORT_ONLY", check.IfSet(check.Truthy))
}

const (
	unsafeInline = "'unsafe-inline'"
	unsafeEval   = "'unsafe-eval'"
)

// isUnset is the verdict that a directive is not there: None and False leave it
// out too.
func isUnset(v eval.Value) check.Verdict {
	switch v := v.(type) {
	case eval.Unbound, eval.None:
		return check.Bad
	case eval.Bool:
		return check.When(!bool(v))
	}
	return check.Good
}

func isUnsafe(v eval.Value) check.Verdict {
	_, verdict := unsafeSource(v)
	return verdict
}

// unsafeSource is the source of a directive that lets any script run. Browsers
// ignore 'unsafe-inline' beside a nonce or a hash, so that it counts only if all of
// the directive is known.
func unsafeSource(v eval.Value) (source string, verdict check.Verdict) {
	sources, complete := sourcesOf(v)
	inline, strict := false, false
	for _, s := range sources {
		switch {
		case s == unsafeEval:
			return unsafeEval, check.Bad
		case s == unsafeInline:
			inline = true
		case strings.HasPrefix(s, "'nonce-"), strings.HasPrefix(s, "'sha"), s == nonceSentinel, s == "'strict-dynamic'":
			strict = true
		}
	}
	switch {
	case inline && !strict && complete:
		return unsafeInline, check.Bad
	case complete:
		return "", check.Good
	}
	return "", check.Unclear
}

// sourcesOf are the sources of a directive, a list of texts or a text with spaces,
// as far as they are known.
func sourcesOf(v eval.Value) (sources []string, complete bool) {
	switch v := v.(type) {
	case eval.Str:
		return strings.Fields(string(v)), true
	case eval.None, eval.Bool, eval.Unbound:
		return nil, true
	case *eval.Sequence:
		complete = v.Complete()
		for _, e := range v.Elements() {
			element, single := e.Alternatives.Single()
			text, ok := element.(eval.Str)
			if e.Spread != nil {
				continue
			}
			complete = complete && single && ok
			if single && ok {
				sources = append(sources, strings.Fields(string(text))...)
			}
		}
		return sources, complete
	}
	return nil, false
}
