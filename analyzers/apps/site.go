package apps

import (
	"math"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// siteID is sites.E101. Up to Django 6.0 it asked for an integer or None; since
// 6.1 for what the primary key of Site makes of it, and that it is equal.
func siteID(p *check.Pass) {
	const setting = "SITE_ID"
	for _, m := range p.Started() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			installed := p.HasApp(m, world, "django.contrib.sites")
			return check.And(check.Ask(m.Setting(setting).In(world).Alternatives, notSiteID(p)), p.Perhaps(installed))
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		f := p.At(m, setting, j.Value)
		f.Confidence = j.Confidence
		f.Message = "SITE_ID is no integer: no site has such an id, and Django's checks refuse to go on"
		f.Django = p.Present(p.Rule.Django...)
		p.Report(f)
	}
}

func notSiteID(p *check.Pass) func(eval.Value) check.Verdict {
	switch {
	case p.DjangoBefore(6, 1):
		return notInteger
	case p.DjangoAtLeast(6, 1):
		return notKey
	}
	return func(v eval.Value) check.Verdict {
		answer := notInteger(v)
		if answer != notKey(v) {
			return check.Unclear
		}
		return answer
	}
}

// notInteger is isinstance(SITE_ID, (NoneType, int)) turned round. The setting has
// no default.
func notInteger(v eval.Value) check.Verdict {
	if check.IsSet(v) == check.Good {
		return check.Good
	}
	kind, known := eval.TypeName(v)
	if !known {
		return check.Unclear
	}
	return check.When(kind != "int" && kind != "bool" && kind != "NoneType")
}

// notKey is AutoField.to_python, which is int() but for None, and the comparison.
// A text is never equal to the number that is made of it.
func notKey(v eval.Value) check.Verdict {
	if number, ok := v.(eval.Float); ok {
		return check.When(float64(number) != math.Trunc(float64(number)))
	}
	return notInteger(v)
}
