package eval

// maxGuards bounds a condition: one that needs more is replaced by a fresh
// opaque test, which forgets how it came about but stays true to itself.
const maxGuards = 16

// condition is a disjunction of guards no two of which hold together. An empty
// condition never holds.
type condition []Guard

func always() condition { return condition{{}} }

func (c condition) never() bool  { return len(c) == 0 }
func (c condition) always() bool { return len(c) == 1 && c[0].Always() }

// allows reports whether the guard can hold within the condition.
func (c condition) allows(g Guard) bool {
	for _, own := range c {
		if _, ok := own.And(g); ok {
			return true
		}
	}
	return false
}

// within gives the parts of the guard that lie in the condition.
func (c condition) within(g Guard) condition {
	if c.always() {
		return condition{g}
	}
	var parts condition
	for _, own := range c {
		if both, ok := own.And(g); ok {
			parts = append(parts, both)
		}
	}
	return parts
}

func (c condition) and(other condition) condition {
	if c.always() {
		return other
	}
	if other.always() {
		return c
	}
	var both condition
	for _, g := range other {
		both = append(both, c.within(g)...)
	}
	return both.simplify()
}

// without is what is left of the condition where the guard does not hold.
func (c condition) without(g Guard) condition {
	var left condition
	for _, own := range c {
		if _, overlap := own.And(g); !overlap {
			left = append(left, own)
			continue
		}
		// not (a and b and c) = not a, or a and not b, or a and b and not c
		prefix := own
		for _, l := range g.literals {
			if part, ok := prefix.And(Guard{literals: []literal{l.negate()}}); ok {
				left = append(left, part)
			}
			var ok bool
			if prefix, ok = prefix.And(Guard{literals: []literal{l}}); !ok {
				break
			}
		}
	}
	return left.simplify()
}

func (c condition) minus(other condition) condition {
	if sameCondition(c, other) {
		return nil
	}
	for _, g := range other {
		if c = c.without(g); len(c) > maxCondition {
			panic(tooManyCases{})
		}
	}
	return c
}

// minusUpTo is minus, unless the result is too large.
func (c condition) minusUpTo(other condition, limit int) (condition, bool) {
	if sameCondition(c, other) {
		return nil, true
	}
	for _, g := range other {
		if c = c.without(g); len(c) > 4*limit {
			return nil, false
		}
	}
	return c, len(c) <= limit
}

// maxCondition bounds what is computed at all, and tooManyCases ends an
// evaluation that needs more.
const maxCondition = 2_000

type tooManyCases struct{}

// or joins two conditions that do not overlap.
func (c condition) or(other condition) condition {
	if len(c) == 0 {
		return other
	}
	if len(other) == 0 {
		return c
	}
	joined := make(condition, 0, len(c)+len(other))
	joined = append(joined, c...)
	return append(joined, other...).simplify()
}

// simplify joins guards that differ in one literal until none do.
func (c condition) simplify() condition {
	for changed := len(c) > 1; changed; {
		changed = false
	search:
		for i := range c {
			for j := i + 1; j < len(c); j++ {
				if joined, ok := c[i].union(c[j]); ok {
					smaller := make(condition, 0, len(c)-1)
					smaller = append(smaller, c[:i]...)
					smaller = append(smaller, joined)
					smaller = append(smaller, c[i+1:j]...)
					c = append(smaller, c[j+1:]...)
					changed = true
					break search
				}
			}
		}
	}
	return c
}
