package check

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// Verdict is what a rule says of one value.
type Verdict uint8

// The verdicts. Of an unknown value every rule says Unclear.
const (
	Unclear Verdict = iota
	Good
	Bad
)

// When makes a verdict of a truth.
func When(bad bool) Verdict {
	if bad {
		return Bad
	}
	return Good
}

// Judgement is what the default policy makes of a setting.
type Judgement struct {
	// Bad says that the finding is to be reported.
	Bad bool
	// Confidence is High if the setting is bad whatever the environment is,
	// Medium if it is while a variable is unset.
	Confidence finding.Confidence
	// Variables are those that decide it, if it is bad only while they are
	// unset. Files are optional files outside the repository that may change
	// it, if it is bad only without them.
	Variables []string
	Files     []string
	// Value is the bad value to show.
	Value eval.Alternative
}

// ByDefault reports whether the setting is bad only while variables are unset,
// or without files that are not in the repository.
func (j Judgement) ByDefault() bool { return len(j.Variables)+len(j.Files) > 0 }

// Decider names what decides a setting that is bad by default, with a verb:
// "DEBUG is set", "local_settings.py says otherwise".
func (j Judgement) Decider() string {
	var parts []string
	if len(j.Variables) == 1 {
		parts = append(parts, j.Variables[0]+" is set")
	} else if len(j.Variables) > 1 {
		parts = append(parts, strings.Join(j.Variables, " or ")+" is set")
	}
	if len(j.Files) > 0 {
		parts = append(parts, List(j.Files)+" says otherwise")
	}
	return strings.Join(parts, " or ")
}

// Judge applies the default policy: bad in every world is reported with high
// confidence; bad whenever the variables are unset with medium confidence, but
// not if every production launch in the repository sets them well; everything
// else is not reported.
func Judge(v project.Value, verdict func(eval.Value) Verdict) Judgement {
	ask := func(world eval.World) eval.Alternatives { return v.Setting.In(world).Alternatives }
	return JudgeIn(v.Setting.Module, ask, verdict)
}

// Question is what a rule asks of a module in one world: a setting, or
// something made from several.
type Question func(eval.World) eval.Alternatives

// JudgeIn is Judge for rules that ask for more than the value of one setting.
func JudgeIn(m *project.SettingsModule, ask Question, verdict func(eval.Value) Verdict) Judgement {
	alternatives := ask(m.World())
	verdicts := make([]Verdict, len(alternatives))
	allBad := len(alternatives) > 0
	for i, alternative := range alternatives {
		verdicts[i] = judgeKnown(alternative.Value, verdict)
		allBad = allBad && verdicts[i] == Bad
	}
	if allBad {
		return Judgement{Bad: true, Confidence: finding.High, Value: alternatives[0]}
	}
	j := judgeUnset(alternatives, verdicts)
	if j.Bad && setWell(m, ask, verdict) {
		return Judgement{}
	}
	return j
}

func judgeKnown(value eval.Value, verdict func(eval.Value) Verdict) Verdict {
	switch value.(type) {
	case *eval.Unknown, *eval.External:
		return Unclear
	}
	return verdict(value)
}

// judgeUnset judges the worlds in which every variable is unset but those
// without which the settings do not load.
func judgeUnset(alternatives eval.Alternatives, verdicts []Verdict) Judgement {
	j := Judgement{Confidence: finding.Medium}
	for i, alternative := range alternatives {
		if !alternative.Guard.HoldsWhenUnset() {
			continue
		}
		if verdicts[i] != Bad {
			return Judgement{}
		}
		for _, name := range alternative.Guard.Variables() {
			if !slices.Contains(j.Variables, name) {
				j.Variables = append(j.Variables, name)
			}
		}
		for _, name := range alternative.Guard.Files() {
			if !slices.Contains(j.Files, name) {
				j.Files = append(j.Files, name)
			}
		}
		if j.Value.Value == nil {
			j.Value = alternative
		}
	}
	j.Bad = j.ByDefault()
	if deciding := deciders(alternatives, verdicts); len(deciding) > 0 {
		j.Variables = slices.DeleteFunc(j.Variables, func(name string) bool { return !slices.Contains(deciding, name) })
	}
	return j
}

// deciders are the variables that tell what is bad from what is not. Others only
// tell two values apart that are both bad, and are not worth a word.
func deciders(alternatives eval.Alternatives, verdicts []Verdict) []string {
	answers := make(Truths, len(alternatives))
	for i, alternative := range alternatives {
		answers[i] = eval.Alternative{Guard: alternative.Guard, Value: truthOf(verdicts[i])}
	}
	var names []string
	for _, answer := range settled(answers) {
		if answer.Value == eval.Value(eval.Bool(true)) && answer.Guard.HoldsWhenUnset() {
			names = append(names, answer.Guard.Variables()...)
		}
	}
	return names
}

// setWell reports whether there are production launches in the repository and
// the setting is not bad in any of the worlds that they make.
func setWell(m *project.SettingsModule, ask Question, verdict func(eval.Value) Verdict) bool {
	if m.World().Exact {
		return false
	}
	worlds := m.DeploymentWorlds()
	for _, world := range worlds {
		for _, alternative := range ask(world) {
			if alternative.Guard.HoldsWhenUnset() && judgeKnown(alternative.Value, verdict) == Bad {
				return false
			}
		}
	}
	return len(worlds) > 0
}
