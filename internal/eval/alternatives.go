package eval

import "slices"

// maxAlternatives bounds how many values one expression may have.
const maxAlternatives = 16

// Alternative is one value that something may have: when, what and from where.
type Alternative struct {
	Guard  Guard
	Value  Value
	Origin Origin
}

// Alternatives are all the values that something may have. In every world that
// is considered, the guard of exactly one of them holds, unless opaque tests
// leave it open which.
type Alternatives []Alternative

func one(v Value) Alternatives { return Alternatives{{Value: v}} }

func unknown(reason string) *Unknown { return &Unknown{Reason: reason} }

// Single is the value, if there is only one.
func (a Alternatives) Single() (Value, bool) {
	if len(a) != 1 {
		return nil, false
	}
	return a[0].Value, true
}

// bounded gives up on values with too many alternatives.
func (a Alternatives) bounded() Alternatives {
	if len(a) <= maxAlternatives {
		return a
	}
	if a = a.merged(); len(a) <= maxAlternatives {
		return a
	}
	if !slices.ContainsFunc(a, func(other Alternative) bool { return !sameValue(a[0].Value, other.Value) }) {
		return Alternatives{{Value: a[0].Value, Origin: a[0].Origin}} // whatever the case
	}
	u := unknown("gave up because it has more than 16 possible values")
	u.absent = hasUnbound(a)
	u.may = changeableIn(nil, a)
	if joined, ok := a.joined(u, isPlainTuple); ok {
		return joined // what is made of tuples alone is changed by nobody
	}
	return Alternatives{{Value: u, Origin: a[0].Origin}}
}

// isPlainTuple reports whether a value is a tuple with one possible content.
func isPlainTuple(v Value) bool {
	s, ok := v.(*Sequence)
	return ok && s.Kind == TupleKind && len(s.versions) == 1
}

// merged joins alternatives with the same value whose guards can be joined.
func (a Alternatives) merged() Alternatives {
	if len(a) < 2 {
		return a
	}
	distinct := true
	for i := range a {
		for j := i + 1; distinct && j < len(a); j++ {
			distinct = !sameValue(a[i].Value, a[j].Value)
		}
	}
	if distinct {
		return a
	}
	merged := append(Alternatives(nil), a...)
	for changed := true; changed; {
		changed = false
	search:
		for i := range merged {
			for j := i + 1; j < len(merged); j++ {
				if !sameValue(merged[i].Value, merged[j].Value) {
					continue
				}
				joined, ok := merged[i].Guard.union(merged[j].Guard)
				if !ok {
					continue
				}
				merged[i].Guard = joined
				merged[i].Value = joinedValue(merged[i].Value, merged[j].Value)
				merged = append(merged[:j], merged[j+1:]...)
				changed = true
				break search
			}
		}
	}
	return merged
}

// within keeps what is possible in the condition. Guards are not changed.
func (a Alternatives) within(c condition) Alternatives {
	if c.always() || len(a) == 1 && a[0].Guard.Always() {
		return a
	}
	kept := make(Alternatives, 0, len(a))
	for _, alternative := range a {
		if c.allows(alternative.Guard) {
			kept = append(kept, alternative)
		}
	}
	return kept
}

// under conjoins every guard with the condition.
func (a Alternatives) under(c condition) Alternatives {
	if c.always() {
		return a
	}
	var result Alternatives
	for _, alternative := range a {
		for _, g := range c.within(alternative.Guard) {
			result = append(result, Alternative{Guard: g, Value: alternative.Value, Origin: alternative.Origin})
		}
	}
	return result
}

// when conjoins every guard with one more.
func (a Alternatives) when(g Guard) Alternatives {
	if g.Always() {
		return a
	}
	result := make(Alternatives, 0, len(a))
	for _, alternative := range a {
		if both, ok := alternative.Guard.And(g); ok {
			result = append(result, Alternative{Guard: both, Value: alternative.Value, Origin: alternative.Origin})
		}
	}
	return result
}

// each replaces every value by what f makes of it.
func (a Alternatives) each(f func(Alternative) Alternatives) Alternatives {
	if len(a) == 1 && a[0].Guard.Always() {
		return withOrigin(f(a[0]), a[0].Origin)
	}
	var result Alternatives
	for _, alternative := range a {
		result = append(result, withOrigin(f(alternative), alternative.Origin).when(alternative.Guard)...)
	}
	return result.merged().bounded()
}

// each replaces every value by what f makes of it, in the worlds in which it is
// that value: what f raises, it raises there only.
func (it *interpreter) each(a Alternatives, f func(Alternative) Alternatives) Alternatives {
	if len(a) == 1 && a[0].Guard.Always() {
		return withOrigin(f(a[0]), a[0].Origin)
	}
	var result Alternatives
	for _, alternative := range a {
		it.inside(it.pc.within(alternative.Guard), func() {
			result = append(result, withOrigin(f(alternative), alternative.Origin).when(alternative.Guard)...)
		})
	}
	return result.merged().bounded()
}

// pairs maps every pair of values that can occur together, each in its worlds.
func (it *interpreter) pairs(a, b Alternatives, f func(x, y Value) Alternatives) Alternatives {
	if len(a) == 1 && len(b) == 1 && a[0].Guard.Always() && b[0].Guard.Always() {
		return f(a[0].Value, b[0].Value)
	}
	if len(a)*len(b) > 4*maxAlternatives {
		it.doubt("an operation fails")
		return one(unknown("gave up because it has too many possible values"))
	}
	var result Alternatives
	for _, x := range a {
		for _, y := range b {
			if guard, ok := x.Guard.And(y.Guard); ok {
				it.inside(it.pc.within(guard), func() {
					result = append(result, f(x.Value, y.Value).when(guard)...)
				})
			}
		}
	}
	return result.merged().bounded()
}

// values maps every value to one value.
func (a Alternatives) values(f func(Value) Value) Alternatives {
	return a.each(func(alternative Alternative) Alternatives { return one(f(alternative.Value)) })
}

// given drops from the guards what holds wherever the module loads.
func (a Alternatives) given(live condition) Alternatives {
	if len(live) != 1 || live.always() {
		return a
	}
	result := make(Alternatives, len(a))
	for i, alternative := range a {
		alternative.Guard = alternative.Guard.given(live[0])
		result[i] = alternative
	}
	return result
}

// withOrigin gives an origin to alternatives that have none.
func withOrigin(a Alternatives, origin Origin) Alternatives {
	if !origin.Known() {
		return a
	}
	without := func(alternative Alternative) bool { return !alternative.Origin.Known() }
	first := slices.IndexFunc(a, without)
	if first < 0 {
		return a
	}
	a = slices.Clone(a) // it may be shared with a binding
	for i := first; i < len(a); i++ {
		if without(a[i]) {
			a[i].Origin = origin
		}
	}
	return a
}

// stepped puts a step on every origin, keeping the old ones as what came before.
func (a Alternatives) stepped(step Origin) Alternatives {
	result := make(Alternatives, len(a))
	for i, alternative := range a {
		origin := step
		if alternative.Origin.Known() {
			from := alternative.Origin
			origin.From = &from
		}
		result[i] = Alternative{Guard: alternative.Guard, Value: alternative.Value, Origin: origin}
	}
	return result
}

// joinedValue is the value of two joined alternatives with the same value. Two that
// are unknown for the same reason need not be the same.
func joinedValue(a, b Value) Value {
	u, ok := a.(*Unknown)
	if ok && a != b {
		joined := again(u)
		joined.may = changeable(nil, b, u)
		return joined
	}
	return a
}

// again is another unknown value with the same reason.
func again(u *Unknown) *Unknown { return &Unknown{Reason: u.Reason, absent: u.absent, may: u.may} }

// perhaps is an unknown value, or nothing at all.
func perhaps(u *Unknown) *Unknown { return &Unknown{Reason: u.Reason, absent: true, may: u.may} }

// present is an unknown value that is certainly there.
func present(u *Unknown) *Unknown { return &Unknown{Reason: u.Reason, may: u.may} }

// mayBeAbsent reports whether a value stands for nothing at all, or may.
func mayBeAbsent(v Value) bool {
	switch v := v.(type) {
	case Unbound:
		return true
	case *Unknown:
		return v.absent
	}
	return false
}

// sameValue reports whether two values are certainly the same. Collections are
// compared by identity, since they may be changed.
func sameValue(a, b Value) bool {
	switch a := a.(type) {
	case *External:
		b, ok := b.(*External)
		return ok && (a == b || !a.vague && *a == *b)
	case *Unknown:
		b, ok := b.(*Unknown)
		return ok && a.Reason == b.Reason && a.absent == b.absent
	case *ModuleValue:
		b, ok := b.(*ModuleValue)
		return ok && (a == b || a.module != nil && a.module == b.module)
	case *Text:
		b, ok := b.(*Text)
		return ok && sameText(a, b)
	case *Path:
		b, ok := b.(*Path)
		return ok && sameValue(a.Name, b.Name)
	default:
		return a == b // scalars by value, the rest by identity
	}
}

func sameText(a, b *Text) bool {
	if len(a.Parts) != len(b.Parts) {
		return false
	}
	for i, part := range a.Parts {
		other := b.Parts[i]
		if part.Known != other.Known || (part.Hole == nil) != (other.Hole == nil) {
			return false
		}
		if part.Hole != nil && !sameValue(part.Hole, other.Hole) {
			return false
		}
		if _, ok := part.Hole.(*Unknown); ok {
			return false // two unknown parts are not the same part
		}
	}
	return true
}
