package main

import (
	"slices"

	"github.com/djvet/djvet/internal/eval"
)

// verdict says how well a setting is known.
type verdict int

// The verdicts. All but the last two are decided.
const (
	// known: one value.
	known verdict = iota
	// byDefault: one value unless an environment variable or an optional file
	// says otherwise.
	byDefault
	// oneOf: one of several values.
	oneOf
	// external: it, or a part of it, comes from a variable or a file that is
	// named, and the rest is known.
	external
	// partly: a part of it is not known.
	partly
	// unknown: nothing is known of it in some world.
	unknown
)

const verdicts = 6

func (v verdict) decided() bool { return v < partly }

// judge says how well alternatives are known, and what of them is not.
func judge(alternatives eval.Alternatives) (verdict, []string) {
	l := &looker{seen: map[eval.Value]bool{}}
	whole, whenUnset := false, 0
	for _, a := range alternatives {
		_, isUnknown := a.Value.(*eval.Unknown)
		whole = whole || isUnknown
		if a.Guard.HoldsWhenUnset() {
			whenUnset++
		}
		l.value(a.Value)
	}
	switch {
	case len(l.reasons) > 0 && whole:
		return unknown, l.reasons
	case len(l.reasons) > 0:
		return partly, l.reasons
	case len(alternatives) == 1 && l.external:
		return external, nil
	case len(alternatives) == 1 && !l.several:
		return known, nil
	case whenUnset == 1 && len(alternatives) > 1:
		return byDefault, nil
	case l.external:
		return external, nil
	}
	return oneOf, nil
}

// looker looks for what is not known in values.
type looker struct {
	external, several bool
	reasons           []string
	seen              map[eval.Value]bool
}

func (l *looker) reason(u *eval.Unknown) {
	if u != nil && !slices.Contains(l.reasons, u.Reason) {
		l.reasons = append(l.reasons, u.Reason)
	}
}

func (l *looker) value(v eval.Value) {
	switch v := v.(type) {
	case *eval.External:
		l.external = true
	case *eval.Unknown:
		l.reason(v)
	case *eval.Text:
		for _, part := range v.Parts {
			if part.Hole != nil {
				l.value(part.Hole)
			}
		}
	case *eval.Path:
		l.value(v.Name)
	case *eval.Sequence:
		if l.seen[v] {
			return
		}
		l.seen[v] = true
		for _, e := range v.Elements() {
			l.reason(e.Spread)
			l.all(e.Alternatives)
		}
	case *eval.Mapping:
		if l.seen[v] {
			return
		}
		l.seen[v] = true
		for _, e := range v.Entries() {
			l.value(e.Key)
			l.all(e.Alternatives)
		}
		l.reason(v.More())
	}
}

func (l *looker) all(alternatives eval.Alternatives) {
	l.several = l.several || len(alternatives) > 1
	for _, a := range alternatives {
		l.value(a.Value)
	}
}
