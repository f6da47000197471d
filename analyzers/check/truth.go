package check

import "github.com/djvet/djvet/internal/eval"

// Truths are the answers to a question about a module, each with its guard and
// origin: True, False, or Unknown. They are what JudgeIn takes with IsTrue, and
// are made by Ask, Having, Both, and by the combinations below, so that
// conditions on several settings stay correlated world by world.
type Truths = eval.Alternatives

// manyTruths is how many cases a combination tells apart. With more, it is
// unknown.
const manyTruths = 128

// Ask puts a question to every value that something may have: Bad is True.
func Ask(values eval.Alternatives, verdict func(eval.Value) Verdict) Truths {
	answers := make(Truths, len(values))
	for i, v := range values {
		answers[i] = eval.Alternative{Guard: v.Guard, Value: truthOf(judgeKnown(v.Value, verdict)), Origin: v.Origin}
	}
	return answers
}

// Certain is an answer that does not depend on anything.
func Certain(truth bool) Truths { return Truths{{Value: eval.Bool(truth)}} }

// Not turns answers round.
func Not(a Truths) Truths {
	turned := make(Truths, len(a))
	for i, answer := range a {
		if b, ok := answer.Value.(eval.Bool); ok {
			answer.Value = !b
		}
		turned[i] = answer
	}
	return turned
}

// And is true where all are. It is false where one is false, even if another is
// not known. The origin is that of the first.
func And(first Truths, others ...Truths) Truths {
	for _, other := range others {
		first = combine(first, other, false)
	}
	return first
}

// Or is true where one is, even if another is not known. The origin is that of
// the first that is.
func Or(first Truths, others ...Truths) Truths {
	for _, other := range others {
		first = combine(first, other, true)
	}
	return first
}

// combine joins answers of which one value, decisive, settles the matter alone.
func combine(a, b Truths, decisive eval.Bool) Truths {
	var joined Truths
	for _, x := range a {
		if x.Value == eval.Value(decisive) {
			joined = append(joined, x)
			continue
		}
		for _, y := range b {
			guard, ok := x.Guard.And(y.Guard)
			if !ok {
				continue
			}
			answer := eval.Alternative{Guard: guard, Value: x.Value, Origin: x.Origin}
			if _, known := y.Value.(eval.Bool); !known || y.Value == eval.Value(decisive) {
				answer.Value = y.Value
				if decisive {
					answer.Origin = y.Origin
				}
			}
			joined = append(joined, answer)
		}
		if len(joined) > manyTruths {
			return Truths{{Value: &eval.Unknown{Reason: "too many cases have to be told apart"}}}
		}
	}
	return joined
}

func truthOf(v Verdict) eval.Value {
	switch v {
	case Bad:
		return eval.Bool(true)
	case Good:
		return eval.Bool(false)
	case Unclear:
	}
	return &eval.Unknown{Reason: "it is not known"}
}

// Truthy is the verdict that a value is true for Python's if.
func Truthy(v eval.Value) Verdict {
	truth, known := eval.Truth(v)
	if !known {
		return Unclear
	}
	return When(truth)
}

// Falsy is the verdict that a value is false for Python's if.
func Falsy(v eval.Value) Verdict {
	switch Truthy(v) {
	case Bad:
		return Good
	case Good:
		return Bad
	case Unclear:
	}
	return Unclear
}

// IsNotTrue is the verdict of Django's "is not True": 1 and "True" are not.
func IsNotTrue(v eval.Value) Verdict {
	kind, known := eval.TypeName(v)
	if !known {
		return Unclear
	}
	return When(kind != "bool" || v != eval.Value(eval.Bool(true)))
}

// IsText is the verdict that a value is one of some texts.
func IsText(texts ...string) func(eval.Value) Verdict {
	return func(v eval.Value) Verdict {
		if s, ok := v.(eval.Str); ok {
			for _, text := range texts {
				if string(s) == text {
					return Bad
				}
			}
			return Good
		}
		if kind, known := eval.TypeName(v); known && kind != "str" {
			return Good
		}
		return Unclear
	}
}

// IsSet is the verdict that something is there at all: a setting that Django
// does not have and the project sets, a key of a dict.
func IsSet(v eval.Value) Verdict {
	if _, absent := v.(eval.Unbound); absent {
		return Good
	}
	return Bad
}

// IfSet makes a verdict that is Good on what is not there.
func IfSet(verdict func(eval.Value) Verdict) func(eval.Value) Verdict {
	return func(v eval.Value) Verdict {
		if IsSet(v) == Good {
			return Good
		}
		return verdict(v)
	}
}
