package middleware

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

func duplicate(p *check.Pass) {
	for _, m := range p.Started() {
		twice(p, m, setting(p, m), 0, " stands twice in ", ": it does its work twice on every request and response")
		twice(p, m, "INSTALLED_APPS", finding.Error, " stands twice in ", ": Django refuses to start, because the labels of apps have to be unique")
	}
}

// twice reports the entries of a list that stand in it more than once.
func twice(p *check.Pass, m *project.SettingsModule, name string, severity finding.Severity, between, because string) {
	for _, entry := range repeated(p.Setting(m, name).Alternatives) {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return isTwice(m.Setting(name).In(world).Alternatives, entry)
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		f := p.At(m, name, j.Value)
		f.Confidence, f.Severity, f.Detail = j.Confidence, severity, entry
		f.Message = entry + between + name + because
		if j.ByDefault() {
			f.Message = entry + between + name + " unless " + j.Decider() + because
		}
		p.Report(f)
	}
}

// repeated are the texts that a list has more than once, whatever the guards.
func repeated(values eval.Alternatives) []string {
	var found []string
	for _, v := range values {
		sequence, ok := v.Value.(*eval.Sequence)
		if !ok {
			continue
		}
		count := map[string]int{}
		for _, element := range sequence.Elements() {
			here := map[string]bool{}
			for _, a := range element.Alternatives {
				if text, isText := a.Value.(eval.Str); isText && !here[string(text)] {
					here[string(text)] = true
					count[string(text)]++
					if count[string(text)] == 2 {
						found = append(found, string(text))
					}
				}
			}
		}
	}
	return unique(found)
}

func unique(texts []string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, t := range texts {
		if !seen[t] {
			seen[t] = true
			kept = append(kept, t)
		}
	}
	return kept
}

// counted says, of some of the worlds, whether an entry was met.
type counted struct {
	guard eval.Guard
	once  bool
}

// isTwice tells whether a list has an entry twice. The origin is that of the second.
func isTwice(values eval.Alternatives, entry string) check.Truths {
	var answers check.Truths
	for _, v := range values {
		sequence, ok := v.Value.(*eval.Sequence)
		if !ok {
			v.Value = &eval.Unknown{Reason: "it is no list that is known"}
			answers = append(answers, v)
			continue
		}
		open := []counted{{guard: v.Guard}}
		for _, element := range sequence.Elements() {
			if element.Spread != nil {
				continue
			}
			var twice check.Truths
			open, twice = count(open, element, entry, v.Origin)
			answers = append(answers, twice...)
			if len(open) > mostPassed {
				return check.Truths{{Guard: v.Guard, Value: &eval.Unknown{Reason: "too many cases have to be told apart"}}}
			}
		}
		for _, state := range open {
			answer := eval.Alternative{Guard: state.guard, Value: eval.Bool(false), Origin: v.Origin}
			if !sequence.Complete() {
				answer.Value = &eval.Unknown{Reason: "an element is not known"}
			}
			answers = append(answers, answer)
		}
	}
	return answers
}

// count goes on to the next element. What is met the second time is an answer, and
// the other worlds stay open.
func count(open []counted, element eval.Element, entry string, list eval.Origin) (still []counted, twice check.Truths) {
	for _, state := range open {
		for _, a := range element.Alternatives {
			guard, together := state.guard.And(a.Guard)
			if !together {
				continue
			}
			met := a.Value == eval.Value(eval.Str(entry))
			if !met || !state.once {
				still = append(still, counted{guard: guard, once: state.once || met})
				continue
			}
			found := eval.Alternative{Guard: guard, Value: eval.Bool(true), Origin: list}
			if a.Origin.Binding().Known() {
				found.Origin = a.Origin
			}
			twice = append(twice, found)
		}
	}
	return still, twice
}
