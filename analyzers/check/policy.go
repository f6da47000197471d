package check

import (
	"slices"

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
	// unset.
	Variables []string
	// Value is the bad value to show.
	Value eval.Alternative
}

// ByDefault reports whether the setting is bad only while variables are unset.
func (j Judgement) ByDefault() bool { return len(j.Variables) > 0 }

// Judge applies the default policy: bad in every world is reported with high
// confidence; bad whenever the variables are unset with medium confidence, but
// not if every production launch in the repository sets them well; everything
// else is not reported.
func Judge(v project.Value, verdict func(eval.Value) Verdict) Judgement {
	verdicts := make([]Verdict, len(v.Alternatives))
	allBad := len(v.Alternatives) > 0
	for i, alternative := range v.Alternatives {
		verdicts[i] = judgeKnown(alternative.Value, verdict)
		allBad = allBad && verdicts[i] == Bad
	}
	if allBad {
		return Judgement{Bad: true, Confidence: finding.High, Value: v.Alternatives[0]}
	}
	j := judgeUnset(v, verdicts)
	if j.Bad && setWell(v, verdict) {
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
func judgeUnset(v project.Value, verdicts []Verdict) Judgement {
	j := Judgement{Confidence: finding.Medium}
	for i, alternative := range v.Alternatives {
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
		if j.Value.Value == nil {
			j.Value = alternative
		}
	}
	j.Bad = len(j.Variables) > 0
	return j
}

// setWell reports whether there are production launches in the repository and
// the setting is not bad in any of the worlds that they make.
func setWell(v project.Value, verdict func(eval.Value) Verdict) bool {
	if v.World.Exact {
		return false
	}
	worlds := v.Setting.Module.DeploymentWorlds()
	for _, world := range worlds {
		in := v.Setting.In(world)
		for _, alternative := range in.Alternatives {
			if alternative.Guard.HoldsWhenUnset() && judgeKnown(alternative.Value, verdict) == Bad {
				return false
			}
		}
	}
	return len(worlds) > 0
}
