package secrets

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

const fallbacks = "SECRET_KEY_FALLBACKS"

// fallbackHardcoded reports keys that Django still takes signatures of.
func fallbackHardcoded(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.JudgeIn(m, anyKey(m, constant(m)), check.IsTrue)
		if !j.Bad {
			continue
		}
		f := p.At(m, fallbacks, j.Value)
		f.Confidence = j.Confidence
		f.Message = "a key in SECRET_KEY_FALLBACKS is a constant in the repository: whoever can read it can forge sessions and password resets"
		if j.ByDefault() {
			f.Message = "a key in SECRET_KEY_FALLBACKS is a constant in the repository unless " + j.Decider()
		}
		p.Report(f)
	}
}

func fallbackWeak(p *check.Pass) {
	for _, m := range p.Judged() {
		ask := anyKey(m, func(v eval.Value) check.Verdict {
			_, verdict := weakness(p, v)
			return verdict
		})
		j := check.JudgeIn(m, ask, check.IsTrue)
		if !j.Bad || p.AsDjango && uncheckable(p, m) {
			continue
		}
		f := p.At(m, fallbacks, j.Value)
		f.Confidence = j.Confidence
		f.Message = "a key in SECRET_KEY_FALLBACKS is weak: it has fewer than 50 characters, fewer than 5 different ones, or begins with django-insecure-"
		f.Django = p.Rule.Django
		p.Report(f)
	}
}

// anyKey asks whether one of the keys is bad.
func anyKey(m *project.SettingsModule, verdict func(eval.Value) check.Verdict) check.Question {
	return func(world eval.World) eval.Alternatives {
		return check.Having(m.Setting(fallbacks).In(world).Alternatives, verdict)
	}
}

// uncheckable reports whether one of the keys is of a type on which Django's
// check ends with an exception, and so gives no ids at all.
func uncheckable(p *check.Pass, m *project.SettingsModule) bool {
	keys, _ := check.Elements(p.Setting(m, fallbacks).Alternatives)
	for _, key := range keys {
		if _, isText := key.Value.(eval.Str); isText {
			continue
		}
		if _, verdict := weakness(p, key.Value); verdict != check.Bad {
			return true
		}
	}
	return false
}
