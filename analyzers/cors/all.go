package cors

import (
	"regexp"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// allowAll judges the switch, and the expressions that come to the same.
func allowAll(p *check.Pass) {
	for _, m := range p.Judged() {
		allowsAll(p, m, nameOf(p, m, all, allBefore), func(world eval.World) check.Truths {
			return check.Ask(renamed(m, world, all, allBefore), check.IfSet(check.Truthy))
		})
		allowsAll(p, m, nameOf(p, m, regexes, regexesBefore), func(world eval.World) check.Truths {
			return check.Having(renamed(m, world, regexes, regexesBefore), matchesAll)
		})
	}
}

// allowsAll reports one of the two. If credentials are allowed besides, the package
// repeats whatever origin asks, and browsers then send the visitor's cookies.
func allowsAll(p *check.Pass, m *project.SettingsModule, name string, ask func(eval.World) check.Truths) {
	cookies := func(world eval.World) check.Truths {
		return check.Ask(m.Setting("CORS_ALLOW_CREDENTIALS").In(world).Alternatives, check.IfSet(check.Truthy))
	}
	j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
		everywhere := check.Ask(m.Setting("CORS_URLS_REGEX").In(world).Alternatives, everyPath)
		return check.And(ask(world), active(p, m, world), check.Or(everywhere, cookies(world)))
	}, check.IsTrue)
	if !j.Bad {
		return
	}
	credentials := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
		return check.And(ask(world), active(p, m, world), cookies(world))
	}, check.IsTrue)
	f := p.At(m, name, j.Value)
	f.Confidence = j.Confidence
	f.Message = name + " lets every website read what this one answers"
	if credentials.Bad {
		f.Severity = finding.Error
		f.Message = name + " lets every website read what this one answers to its visitors, who are known by their cookies since CORS_ALLOW_CREDENTIALS is on"
	}
	if j.ByDefault() {
		f.Message += ", unless " + j.Decider()
	}
	p.Report(f)
}

// everyPath is the verdict on CORS_URLS_REGEX that it does not keep to some paths:
// that is how public data is offered to all.
func everyPath(v eval.Value) check.Verdict {
	if check.IsSet(v) == check.Good {
		return check.Bad
	}
	pattern, ok := v.(eval.Str)
	if !ok {
		return check.Unclear
	}
	expression, ok := compile(string(pattern))
	if !ok {
		return check.Unclear
	}
	return check.When(expression.MatchString("/any/path/"))
}

// matchesAll is the verdict that an expression matches any website.
func matchesAll(v eval.Value) check.Verdict {
	pattern, ok := v.(eval.Str)
	if !ok {
		return check.Unclear
	}
	expression, ok := compile(string(pattern))
	if !ok {
		return check.Unclear
	}
	return check.When(expression.MatchString("https://attacker.com") && expression.MatchString("https://www.other.org"))
}

// compile makes Go's of a Python expression that is used with re.match. It is false
// for what Go does not have; what both have means the same for origins, which are
// ASCII and have no newline.
func compile(pattern string) (*regexp.Regexp, bool) {
	expression, err := regexp.Compile(`\A(?:` + translated(pattern) + `)`)
	return expression, err == nil
}
