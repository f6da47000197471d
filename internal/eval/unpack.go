package eval

import (
	"slices"

	"github.com/djvet/djvet/parser/python"
)

// unpack assigns the elements of a sequence to several targets.
func (it *interpreter) unpack(targets []python.Expr, value Alternatives, s python.Stmt) {
	parts := make([]Alternatives, len(targets))
	for _, alternative := range value {
		it.inside(it.pc.within(alternative.Guard), func() {
			elements, ok := it.unpackedInto(alternative, targets)
			if !ok {
				it.unpackingFails(alternative.Value, s)
			}
			for i := range targets {
				part := one(unknown("unpacking is not followed here"))
				if ok {
					part = elements[i]
				} else if u, isUnknown := alternative.Value.(*Unknown); isUnknown {
					part = one(again(u))
				}
				parts[i] = append(parts[i], withOrigin(part, alternative.Origin).when(alternative.Guard)...)
			}
		})
	}
	for i, target := range targets {
		if starred, ok := target.(*python.Starred); ok {
			target = starred.Value
		}
		it.assign(target, parts[i].bounded(), s)
	}
}

// unpackingFails raises if a value certainly has another number of elements,
// or none at all.
func (it *interpreter) unpackingFails(v Value, n python.Node) {
	f := failure{exception: "ValueError", message: "the values to unpack are more or fewer", node: n}
	switch v := v.(type) {
	case *Sequence:
		elements, ok := it.only(v)
		if ok && !hasSpread(elements) && v.Kind != SetKind {
			it.raise(Guard{}, f)
			return
		}
	case Str:
		it.raise(Guard{}, f)
		return
	case None, Bool, Int, Float:
		f.exception, f.message = "TypeError", "what is to be unpacked is no collection"
		it.raise(Guard{}, f)
		return
	}
	it.doubt("unpacking fails")
}

// unpackedInto gives each target its part of one value; one of the targets may
// be starred.
func (it *interpreter) unpackedInto(a Alternative, targets []python.Expr) ([]Alternatives, bool) {
	if s, ok := a.Value.(*Sequence); ok && s.Kind == SetKind {
		return nil, false
	}
	listed, ok := it.iterate(Alternatives{{Value: a.Value, Origin: a.Origin}})
	if !ok {
		return nil, false
	}
	star := slices.IndexFunc(targets, func(t python.Expr) bool { _, ok := t.(*python.Starred); return ok })
	rest := len(listed) - len(targets) + 1
	if star < 0 && rest != 1 || rest < 0 {
		return nil, false
	}
	parts := make([]Alternatives, 0, len(targets))
	for i := range targets {
		if i != star {
			parts = append(parts, listed[0])
			listed = listed[1:]
			continue
		}
		elements := make([]Element, rest)
		for j := range elements {
			elements[j] = Element{Alternatives: listed[j]}
		}
		listed = listed[rest:]
		parts = append(parts, one(it.sequence(ListKind, elements)))
	}
	return parts, true
}

// unpacked are exactly n elements of a value.
func (it *interpreter) unpacked(v Value, n int) ([]Alternatives, bool) {
	sequence, ok := v.(*Sequence)
	if !ok || sequence.Kind == SetKind {
		return nil, false
	}
	elements, ok := it.only(sequence)
	if !ok || len(elements) != n {
		return nil, false
	}
	parts := make([]Alternatives, n)
	for i, e := range elements {
		if e.Spread != nil {
			return nil, false
		}
		parts[i] = e.Alternatives
	}
	return parts, true
}
