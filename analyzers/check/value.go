package check

import (
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
)

// IsTrue is the verdict on what Having and Both give: True is bad.
func IsTrue(v eval.Value) Verdict {
	if b, ok := v.(eval.Bool); ok {
		return When(bool(b))
	}
	return Unclear
}

// Having tells, for each alternative of a collection, whether it has an element
// that is bad: True, False, or Unknown. The origin is that of the element. It is
// for rules that ask whether a list contains something: they need not know all
// of it.
func Having(list eval.Alternatives, verdict func(eval.Value) Verdict) eval.Alternatives {
	var result eval.Alternatives
	for _, alternative := range list {
		sequence, ok := alternative.Value.(*eval.Sequence)
		if !ok {
			alternative.Value = &eval.Unknown{Reason: "it is no list that is known"}
			result = append(result, alternative)
			continue
		}
		result = append(result, havingElement(alternative, sequence, verdict)...)
	}
	return result
}

// havingElement looks at one list. If an element decides it in some worlds, the
// others are left to the elements after it.
func havingElement(list eval.Alternative, sequence *eval.Sequence, verdict func(eval.Value) Verdict) eval.Alternatives {
	var found eval.Alternatives
	open := eval.Alternatives{{Guard: list.Guard, Value: eval.Bool(!sequence.Complete()), Origin: list.Origin}}
	for _, element := range sequence.Elements() {
		var still eval.Alternatives
		for _, rest := range open {
			for _, alternative := range element.Alternatives {
				guard, ok := rest.Guard.And(alternative.Guard)
				if !ok {
					continue
				}
				next := eval.Alternative{Guard: guard, Value: rest.Value, Origin: rest.Origin}
				switch judgeKnown(alternative.Value, verdict) {
				case Bad:
					next.Value = eval.Bool(true)
					if alternative.Origin.Binding().Known() {
						next.Origin = alternative.Origin
					}
					found = append(found, next)
					continue
				case Unclear:
					next.Value = eval.Bool(true) // for now: unclear
				case Good:
				}
				still = append(still, next)
			}
			if element.Spread != nil {
				still = append(still, rest)
			}
		}
		const enough = 64
		if open = still; len(open) > enough {
			break
		}
	}
	for _, rest := range open {
		if rest.Value == eval.Value(eval.Bool(true)) {
			rest.Value = &eval.Unknown{Reason: "an element is not known"}
		}
		found = append(found, rest)
	}
	return found
}

// Both judges two settings together: True for the pairs of values that are bad
// and can occur in one world. The origin is that of the first.
func Both(a, b eval.Alternatives, verdict func(a, b eval.Alternative) Verdict) eval.Alternatives {
	var joined eval.Alternatives
	for _, x := range a {
		for _, y := range b {
			guard, ok := x.Guard.And(y.Guard)
			if !ok {
				continue
			}
			alternative := eval.Alternative{Guard: guard, Origin: x.Origin}
			switch verdict(x, y) {
			case Bad:
				alternative.Value = eval.Bool(true)
			case Good:
				alternative.Value = eval.Bool(false)
			case Unclear:
				alternative.Value = &eval.Unknown{Reason: "one of the two is not known"}
			}
			joined = append(joined, alternative)
		}
	}
	return joined
}

// Contains reports whether a list certainly contains a text, and whether that
// is known either way.
func Contains(list eval.Alternatives, text string) (contains, known bool) {
	verdicts := Having(list, func(v eval.Value) Verdict {
		s, ok := v.(eval.Str)
		if !ok {
			return Unclear
		}
		return When(string(s) == text)
	})
	contains, known = true, len(verdicts) > 0
	for _, v := range verdicts {
		b, ok := v.Value.(eval.Bool)
		known = known && ok
		contains = contains && ok && bool(b)
	}
	return contains, known
}

// DjangoAtLeast reports whether every minor that the project may run on is at
// least the given one.
func (p *Pass) DjangoAtLeast(major, minor int) bool {
	bound := django.Minor{Major: major, Minor: minor}
	return p.Project.Django.Minors.All(func(m django.Minor) bool { return m.Compare(bound) >= 0 })
}

// DjangoBefore reports whether every minor that the project may run on is older
// than the given one.
func (p *Pass) DjangoBefore(major, minor int) bool {
	bound := django.Minor{Major: major, Minor: minor}
	return p.Project.Django.Minors.All(func(m django.Minor) bool { return m.Compare(bound) < 0 })
}

// concerned reports whether a rule is about every minor that the project may run
// on.
func (p *Pass) concerned() bool {
	return p.Project.Django.Minors.All(func(m django.Minor) bool {
		since, err := django.ParseMinor(p.Rule.Since)
		if err == nil && m.Less(since) {
			return false
		}
		until, err := django.ParseMinor(p.Rule.Until)
		return err != nil || !until.Less(m)
	})
}
