package check

import (
	"strings"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// Condition is what a rule asks of a module in one world. It asks a Pass whether
// to judge as Django does, to the letter, or with what djvet knows besides.
type Condition func(p *Pass, m *project.SettingsModule, world eval.World) Truths

// Meets judges a condition by the default policy. It deviates from it where the
// world without variables is one for developers: that DEBUG is on there is another
// finding, and what else is off there says nothing of production. With it come the ids of the
// system checks that Django would give: those of the rule, if the condition holds
// for Django as well.
func (p *Pass) Meets(m *project.SettingsModule, condition Condition) (j Judgement, ids []string) {
	ask := func(p *Pass) Judgement {
		return JudgeIn(m, func(world eval.World) eval.Alternatives { return settled(condition(p, m, world)) }, IsTrue)
	}
	j = ask(p)
	if j.ByDefault() && !p.AsDjango && developing(m) {
		return Judgement{}, nil
	}
	if j.Bad && len(p.Rule.Django) > 0 && (p.AsDjango || ask(p.Literal()).Bad) {
		ids = p.Rule.Django
	}
	return j, ids
}

// developing reports whether the environment decides on DEBUG, and switches it on
// where it says nothing.
func developing(m *project.SettingsModule) bool {
	on, off := false, false
	for _, v := range m.Evaluate(m.World()).Get("DEBUG") {
		truth, known := eval.Truth(v.Value)
		switch unset := v.Guard.HoldsWhenUnset(); {
		case unset && (!known || !truth):
			return false
		case unset:
			on = true
		case !truth:
			off = true
		}
	}
	return on && off
}

// Literal is the pass as it would be under --as-django: to ask what Django
// itself would say.
func (p *Pass) Literal() *Pass {
	if p.AsDjango {
		return p
	}
	input := *p.Input
	input.AsDjango = true
	return &Pass{Input: &input, Rule: p.Rule}
}

// AskSetting puts a question to every value of a setting.
func AskSetting(m *project.SettingsModule, world eval.World, name string, verdict func(eval.Value) Verdict) Truths {
	return settled(Ask(m.Setting(name).In(world).Alternatives, verdict))
}

// settled joins answers that are the same wherever what tells them apart does not
// matter, so that it is not named.
func settled(answers Truths) Truths {
	var joined Truths
next:
	for _, answer := range answers {
		for i, other := range joined {
			_, truth := answer.Value.(eval.Bool)
			_, otherTruth := other.Value.(eval.Bool)
			if truth != otherTruth || truth && answer.Value != other.Value {
				continue
			}
			if guard, one := other.Guard.Union(answer.Guard); one {
				joined[i].Guard = guard
				continue next
			}
		}
		joined = append(joined, answer)
	}
	if len(joined) < len(answers) {
		return settled(joined)
	}
	return joined
}

// Shown is the first value of a setting that goes with a judgement.
func (p *Pass) Shown(m *project.SettingsModule, setting string, j Judgement) eval.Value {
	for _, v := range p.Setting(m, setting).Alternatives {
		if _, together := v.Guard.And(j.Value.Guard); together {
			return v.Value
		}
	}
	return eval.Unbound{}
}

// NotOn is the verdict on a switch that should be on. Django's checks ask whether
// it is True and nothing else; judging otherwise, its truth is what counts.
func (p *Pass) NotOn() func(eval.Value) Verdict {
	if p.AsDjango {
		return IsNotTrue
	}
	return Falsy
}

// NotOnSince is NotOn for checks that asked for the truth of the switch before a
// Django version. If it depends on the version, the answer is one on which both
// questions agree.
func (p *Pass) NotOnSince(major, minor int) func(eval.Value) Verdict {
	switch {
	case p.DjangoBefore(major, minor):
		return Falsy
	case p.DjangoAtLeast(major, minor):
		return p.NotOn()
	}
	return func(v eval.Value) Verdict {
		answer := p.NotOn()(v)
		if answer != Falsy(v) {
			return Unclear
		}
		return answer
	}
}

// Under is what answers say where a guard holds, if they agree there.
func Under(answers Truths, g eval.Guard) (truth, known bool) {
	seen := false
	for _, answer := range answers {
		if _, together := answer.Guard.And(g); !together {
			continue
		}
		b, ok := answer.Value.(eval.Bool)
		if !ok || seen && bool(b) != truth {
			return false, false
		}
		truth, seen = bool(b), true
	}
	return truth, seen
}

// State says in words how a setting stands that is bad: that it is not set, or
// what it is, and what would change it. "SECURE_SSL_REDIRECT is off unless
// SITE_SSL is set".
func (j Judgement) State(setting, is string) string {
	var b strings.Builder
	b.WriteString(setting)
	if j.Value.Origin.Known() {
		b.WriteString(" is " + is)
	} else {
		b.WriteString(" is not set")
	}
	if j.ByDefault() {
		b.WriteString(" unless " + j.Decider())
	}
	return b.String()
}
