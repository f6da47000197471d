package templates

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// stringIfInvalid is templates.E002. Up to Django 5.0 it was asked of every
// engine, since then DjangoTemplates asks itself.
func stringIfInvalid(p *check.Pass) {
	const name = "string_if_invalid"
	for _, m := range p.Started() {
		engine := backend(p, m, engineDjango)
		if p.DjangoBefore(5, 1) {
			engine = func(eval.Value) check.Verdict { return check.Bad }
		}
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return option(m, world, name, engine, notText)
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		f := p.At(m, setting, j.Value)
		f.Confidence, f.Detail = j.Confidence, name
		f.Message = "string_if_invalid of TEMPLATES is no string: Django's checks refuse to go on, and a variable that is not there cannot be shown"
		f.Django = p.Present(p.Rule.Django...)
		p.Report(f)
	}
}

func notText(v eval.Value) check.Verdict {
	if check.IsSet(v) == check.Good {
		return check.Good
	}
	kind, known := eval.TypeName(v)
	if !known {
		return check.Unclear
	}
	return check.When(kind != "str")
}

// autoescapeOff is about the engine that renders pages. A second one with a name
// of its own is for plain text, and is right to have it off.
func autoescapeOff(p *check.Pass) {
	const name = "autoescape"
	for _, m := range p.Judged() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return option(m, world, name, pages(p, m, world), check.IfSet(check.Falsy))
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		f := p.At(m, setting, j.Value)
		f.Confidence, f.Detail = j.Confidence, name
		f.Message = "autoescape of TEMPLATES is off: what visitors enter is written into pages as HTML, scripts included"
		if j.ByDefault() {
			f.Message += ", unless " + j.Decider()
		}
		p.Report(f)
	}
}

// pages is the verdict that an engine of Django's or for Jinja is the only one, or
// has no name of its own.
func pages(p *check.Pass, m *project.SettingsModule, world eval.World) func(eval.Value) check.Verdict {
	only := true
	for _, v := range m.Setting(setting).In(world).Alternatives {
		list, ok := v.Value.(*eval.Sequence)
		only = only && ok && len(list.Elements()) == 1
	}
	known := backend(p, m, engineDjango, engineJinja)
	return func(v eval.Value) check.Verdict {
		if !only {
			name, single := check.Item(eval.Alternatives{{Value: v}}, "NAME").Single()
			if _, unset := name.(eval.Unbound); !single || !unset {
				return check.Good
			}
		}
		return known(v)
	}
}
