package debug

import (
	"slices"
	"strconv"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

const (
	templates       = "TEMPLATES"
	djangoTemplates = "django.template.backends.django.DjangoTemplates"
)

// templateDebug judges each engine by itself. Without the option an engine does
// as DEBUG says, which is another rule's matter; so does one with the option
// "debug": DEBUG, since the rest of the module is judged as if DEBUG were off.
func templateDebug(p *check.Pass) {
	for _, m := range p.Judged() {
		for i := range engines(p.Setting(m, templates).Alternatives) {
			ask := func(world eval.World) eval.Alternatives {
				engine, _ := engineAt(m, world, i)
				backend := check.Ask(check.Item(engine, "BACKEND"), check.IsText(djangoTemplates))
				return check.And(check.Ask(check.Item(engine, "OPTIONS", "debug"), check.IfSet(check.Truthy)), backend)
			}
			j := check.JudgeIn(m, ask, check.IsTrue)
			if !j.Bad || isDebug(p, m, j.Value.Origin) {
				continue
			}
			f := p.At(m, templates, j.Value)
			f.Confidence, f.Detail = j.Confidence, strconv.Itoa(i)
			f.Message = "debug is on in the OPTIONS of TEMPLATES"
			if j.ByDefault() {
				f.Message += " unless " + j.Decider()
			}
			f.Message += ": templates are compiled for Django's yellow error page, whether or not DEBUG shows it"
			p.Report(f)
		}
	}
}

// isDebug reports whether a value is that of DEBUG: then what is wrong with it,
// if anything, is wrong with DEBUG.
func isDebug(p *check.Pass, m *project.SettingsModule, origin eval.Origin) bool {
	binding := origin.Binding()
	for _, debug := range p.Setting(m, "DEBUG").Alternatives {
		own := debug.Origin.Binding()
		if own.Known() && binding.Known() && own.File == binding.File && own.Span == binding.Span {
			return true
		}
	}
	return false
}

// engines are the elements of TEMPLATES, if it is one list in every world.
func engines(values eval.Alternatives) []eval.Element {
	value, ok := values.Single()
	list, isList := value.(*eval.Sequence)
	if !ok || !isList || !list.Complete() {
		return nil
	}
	return list.Elements()
}

func engineAt(m *project.SettingsModule, world eval.World, at int) (eval.Alternatives, bool) {
	values := m.Setting(templates).In(world).Alternatives
	list := engines(values)
	if at >= len(list) {
		return nil, false
	}
	engine := slices.Clone(list[at].Alternatives) // others see the list too
	for i := range engine {
		if !engine[i].Origin.Binding().Known() {
			engine[i].Origin = values[0].Origin
		}
	}
	return engine, true
}
