// Package templates holds the rules on TEMPLATES.
package templates

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("template-string-if-invalid", stringIfInvalid),
		check.Rule("template-autoescape-off", autoescapeOff),
	}
}

const setting = "TEMPLATES"

// option tells whether an engine has an option for which a verdict is Bad. Of an
// option that is not set the verdict is asked with Unbound.
func option(m *project.SettingsModule, world eval.World, name string, engine, verdict func(eval.Value) check.Verdict) check.Truths {
	return check.Having(m.Setting(setting).In(world).Alternatives, func(v eval.Value) check.Verdict {
		if answer := engine(v); answer != check.Bad {
			return answer
		}
		values := check.Item(eval.Alternatives{{Value: v}}, "OPTIONS", name)
		answers := check.Ask(values, verdict)
		for _, answer := range answers {
			if answer.Value != answers[0].Value {
				return check.Unclear
			}
		}
		if len(answers) == 0 {
			return check.Unclear
		}
		return check.IsTrue(answers[0].Value)
	})
}

// backend is the verdict that an engine is one of some classes, or made from it.
func backend(p *check.Pass, m *project.SettingsModule, classes ...string) func(eval.Value) check.Verdict {
	return func(v eval.Value) check.Verdict {
		name, single := check.Item(eval.Alternatives{{Value: v}}, "BACKEND").Single()
		text, ok := name.(eval.Str)
		if !single || !ok {
			return check.Unclear
		}
		answer := check.Good
		for _, class := range classes {
			if is := p.Inherits(m, string(text), class); is == check.Bad {
				return check.Bad
			} else if is == check.Unclear {
				answer = check.Unclear
			}
		}
		return answer
	}
}

const (
	engineDjango = "django.template.backends.django.DjangoTemplates"
	engineJinja  = "django.template.backends.jinja2.Jinja2"
)
