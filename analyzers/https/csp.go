package https

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

const (
	cspMiddleware = "django.middleware.csp.ContentSecurityPolicyMiddleware"
	// foreignCSPMiddleware is that of the package django-csp.
	foreignCSPMiddleware = "csp.middleware.CSPMiddleware"
	// nonceSentinel is CSP.NONCE of django/utils/csp.py.
	nonceSentinel = "<CSP_NONCE_SENTINEL>"
)

func cspNotDict(p *check.Pass) {
	for _, m := range p.Started() {
		for _, setting := range []string{"SECURE_CSP", "SECURE_CSP_REPORT_ONLY"} {
			j := check.Judge(p.Setting(m, setting), func(v eval.Value) check.Verdict {
				kind, known := eval.TypeName(v)
				if !known {
					return check.Unclear
				}
				return check.When(kind != "dict" && kind != "NoneType")
			})
			if !j.Bad {
				continue
			}
			f := p.At(m, setting, j.Value)
			f.Confidence, f.Django = j.Confidence, p.Rule.Django
			f.Message = j.State(setting, "no dict of directives") + ": Django refuses it"
			p.Report(f)
		}
	}
}

// policy is one Content Security Policy that the settings make.
type policy struct {
	setting string
	// values are the dicts of directives. A directive of django-csp before 4.0
	// is a setting of its own: then values is empty and one gives it.
	values eval.Alternatives
	one    func(directive string) eval.Alternatives
	// middleware sends the policy.
	middleware string
}

// directive is what a directive of the policy may be, and the setting it is in.
func (x policy) directive(name string) (setting string, values eval.Alternatives) {
	if x.one != nil {
		return "CSP_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_")), x.one(name)
	}
	return x.setting, check.Item(x.values, name)
}

// policies are the policies that are not only reported on: Django's own, those of
// django-csp since 4.0 and before.
func policies(m *project.SettingsModule, world eval.World) []policy {
	in := func(setting string) eval.Alternatives { return m.Setting(setting).In(world).Alternatives }
	return []policy{
		{setting: "SECURE_CSP", values: in("SECURE_CSP"), middleware: cspMiddleware},
		{setting: "CONTENT_SECURITY_POLICY", values: check.Item(in("CONTENT_SECURITY_POLICY"), "DIRECTIVES"), middleware: foreignCSPMiddleware},
		{middleware: foreignCSPMiddleware, one: func(name string) eval.Alternatives {
			return withNonce(in("CSP_"+strings.ToUpper(strings.ReplaceAll(name, "-", "_"))), name, in("CSP_INCLUDE_NONCE_IN"))
		}},
	}
}

// withNonce adds the nonce to the sources of a directive if a setting of
// django-csp before 4.0 may ask for it.
func withNonce(values eval.Alternatives, name string, nonces eval.Alternatives) eval.Alternatives {
	if having(nonces, name) == check.Good {
		return values
	}
	var added eval.Alternatives
	for _, v := range values {
		if sources, complete := sourcesOf(v.Value); complete && len(sources) > 0 {
			v.Value = eval.Str(strings.Join(append(sources, nonceSentinel), " "))
		}
		added = append(added, v)
	}
	return added
}

// policyMayHave reports whether a policy has, or may have, a directive.
func policyMayHave(p *check.Pass, m *project.SettingsModule, directive string) bool {
	return slices.ContainsFunc(policies(m, m.World()), func(x policy) bool {
		_, values := x.directive(directive)
		has := check.And(check.Ask(values, check.IsSet), p.HasMiddleware(m, m.World(), x.middleware))
		truth, known := check.Under(has, eval.Guard{})
		return truth || !known
	})
}

// cspNonceUnused is check_csp_nonce_context_processor of Django 6.1.
func cspNonceUnused(p *check.Pass) {
	const processor = "django.template.context_processors.csp"
	for _, m := range p.Started() {
		j, ids := p.Meets(m, func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
			nonce := check.Or(
				hasNonce(m.Setting("SECURE_CSP").In(world).Alternatives),
				hasNonce(m.Setting("SECURE_CSP_REPORT_ONLY").In(world).Alternatives))
			templates := check.Having(m.Setting("TEMPLATES").In(world).Alternatives, func(engine eval.Value) check.Verdict {
				processors := check.Item(eval.Alternatives{{Value: engine}}, "OPTIONS", "context_processors")
				return having(processors, processor)
			})
			return check.And(nonce, p.HasMiddleware(m, world, cspMiddleware), check.Not(templates))
		})
		if !j.Bad {
			continue
		}
		f := p.At(m, "SECURE_CSP", j.Value, "TEMPLATES")
		f.Confidence, f.Django = j.Confidence, ids
		f.Message = "the policy has CSP.NONCE, but no template engine has the context processor " + processor +
			": templates cannot write the nonce, and browsers block their scripts"
		if j.ByDefault() {
			f.Message += ", unless " + j.Decider()
		}
		p.Report(f)
	}
}

// having is the verdict that a list, if it is there, has a text.
func having(lists eval.Alternatives, text string) check.Verdict {
	answers := check.Truths{}
	for _, list := range lists {
		if check.IsSet(list.Value) == check.Good {
			answers = append(answers, eval.Alternative{Guard: list.Guard, Value: eval.Bool(false)})
			continue
		}
		answers = append(answers, check.Having(eval.Alternatives{list}, check.IsText(text))...)
	}
	if has, known := check.Under(answers, eval.Guard{}); known {
		return check.When(has)
	}
	return check.Unclear
}

// hasNonce tells of a policy whether one of its directives has the nonce.
func hasNonce(policies eval.Alternatives) check.Truths {
	return check.Ask(policies, func(v eval.Value) check.Verdict {
		mapping, ok := v.(*eval.Mapping)
		if !ok {
			return check.Good
		}
		verdict := check.When(false)
		if mapping.More() != nil {
			verdict = check.Unclear
		}
		for _, entry := range mapping.Entries() {
			switch sourcesHave(entry.Alternatives, nonceSentinel) {
			case check.Bad:
				return check.Bad
			case check.Unclear:
				verdict = check.Unclear
			case check.Good:
			}
		}
		return verdict
	})
}
