package https

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

const (
	referrerPolicy = "SECURE_REFERRER_POLICY"
	openerPolicy   = "SECURE_CROSS_ORIGIN_OPENER_POLICY"
)

func referrerPolicyUnset(p *check.Pass) {
	protection{
		setting: referrerPolicy, is: "None", elsewhere: writes("Referrer-Policy"),
		condition: guarded(referrerPolicy, func(v eval.Value) check.Verdict {
			_, none := v.(eval.None)
			if _, known := eval.TypeName(v); !known {
				return check.Unclear
			}
			return check.When(none)
		}),
		so: "what browsers tell other sites of where a visitor came from is left to the browsers",
	}.report(p, p.Judged())
}

// referrerPolicies are the values that the header may have; django/core/checks/security/base.py
// has the same.
func isReferrerPolicy(text string) bool {
	return slices.Contains([]string{
		"no-referrer", "no-referrer-when-downgrade", "origin", "origin-when-cross-origin",
		"same-origin", "strict-origin", "strict-origin-when-cross-origin", "unsafe-url",
	}, text)
}

func referrerPolicyInvalid(p *check.Pass) {
	protection{
		setting: referrerPolicy, condition: guarded(referrerPolicy, badReferrerPolicy), is: "none of the values that browsers know",
		so: "they ignore the header",
	}.report(p, p.Started())
}

// badReferrerPolicy is the verdict of Django's check: a text is a list with
// commas, of which each part is stripped; the elements of a list are not.
func badReferrerPolicy(v eval.Value) check.Verdict {
	switch v := v.(type) {
	case eval.Str:
		for part := range strings.SplitSeq(string(v), ",") {
			if !isReferrerPolicy(strings.TrimSpace(part)) {
				return check.Bad
			}
		}
		return check.Good
	case eval.None:
		return check.Good
	case *eval.Sequence:
		answers := check.Having(eval.Alternatives{{Value: v}}, func(v eval.Value) check.Verdict {
			text, ok := v.(eval.Str)
			if _, known := eval.TypeName(v); !known {
				return check.Unclear
			}
			return check.When(!ok || !isReferrerPolicy(string(text)))
		})
		if bad, known := check.Under(answers, eval.Guard{}); known {
			return check.When(bad)
		}
	}
	return check.Unclear
}

func openerPolicyInvalid(p *check.Pass) {
	protection{
		setting: openerPolicy, condition: guarded(openerPolicy, badOpenerPolicy), is: "none of the values that browsers know",
		so: "they ignore the header, and None is what sends none",
	}.report(p, p.Started())
}

// badOpenerPolicy leaves out lists, sets and dicts, with which Django's check fails:
// they cannot be looked for in a set.
func badOpenerPolicy(v eval.Value) check.Verdict {
	switch v := v.(type) {
	case eval.Str:
		return check.When(!slices.Contains([]string{"same-origin", "same-origin-allow-popups", "unsafe-none"}, string(v)))
	case eval.None:
		return check.Good
	}
	if kind, known := eval.TypeName(v); known {
		return check.When(kind != "list" && kind != "set" && kind != "dict")
	}
	return check.Unclear
}
