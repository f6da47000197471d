package eval

import "slices"

// maxCommon bounds the table that finds what two lists have in common. Beyond
// it, only their beginnings and ends are compared.
const maxCommon = 1 << 18

// commonElements is what several contents of a list have in common: the elements
// that are in all of them, in their order, and a spread wherever one of them has
// others. It is for lists with more contents than can be told apart.
func commonElements(contents [][]Element, why *Unknown) []Element {
	common := contents[0]
	for _, other := range contents[1:] {
		common = commonOfTwo(common, other, why)
	}
	return common
}

func commonOfTwo(a, b []Element, why *Unknown) []Element {
	start := 0
	for start < len(a) && start < len(b) && sameElement(a[start], b[start]) {
		start++
	}
	end := 0
	for end < len(a)-start && end < len(b)-start && sameElement(a[len(a)-1-end], b[len(b)-1-end]) {
		end++
	}
	common := slices.Clone(a[:start])
	common = append(common, commonMiddle(a[start:len(a)-end], b[start:len(b)-end], why)...)
	return append(common, a[len(a)-end:]...)
}

// commonMiddle is the longest common subsequence, with a spread for what is left
// out.
func commonMiddle(a, b []Element, why *Unknown) []Element {
	if len(a) == 0 && len(b) == 0 {
		return nil
	}
	gap := Element{Spread: why}
	if len(a)*len(b) > maxCommon {
		return []Element{gap}
	}
	longest := make([][]int, len(a)+1)
	for i := range longest {
		longest[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			if sameElement(a[i], b[j]) {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	var common []Element
	left := false // something was left out since the last common element
	add := func(e Element) {
		if left {
			common = append(common, gap)
		}
		common, left = append(common, e), false
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case sameElement(a[i], b[j]) && longest[i][j] == longest[i+1][j+1]+1:
			add(a[i])
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			i, left = i+1, true
		default:
			j, left = j+1, true
		}
	}
	if left || i < len(a) || j < len(b) {
		common = append(common, gap)
	}
	return common
}

// sameElement reports whether two elements say the same. A spread is never the
// same as another element, so that what it stands for is left out with it.
func sameElement(a, b Element) bool {
	if a.Spread != nil || b.Spread != nil {
		return false
	}
	return sameAlternatives(a.Alternatives, b.Alternatives)
}

func sameAlternatives(a, b Alternatives) bool {
	return slices.EqualFunc(a, b, func(x, y Alternative) bool {
		return x.Guard.equal(y.Guard) && sameValue(x.Value, y.Value)
	})
}

// commonEntries is what several contents of a dict have in common: the keys that
// all of them have with the same value. The dict may have others.
func commonEntries(contents []mappingVersion, why *Unknown) mappingVersion {
	common := mappingVersion{more: why}
	for _, e := range contents[0].entries {
		everywhere := !hasUnbound(e.Alternatives)
		for _, other := range contents[1:] {
			at := slices.IndexFunc(other.entries, func(o Entry) bool { return sameKey(o.Key, e.Key) })
			everywhere = everywhere && at >= 0 && sameAlternatives(other.entries[at].Alternatives, e.Alternatives)
		}
		if everywhere {
			e.unordered = true
			common.entries = append(common.entries, e)
		}
	}
	return common
}

// boundedContents is bounded for what comes out of a Result, where nothing is
// changed any more: of too many lists or dicts, what they have in common is kept.
func (a Alternatives) boundedContents() Alternatives {
	bounded := a.bounded()
	if len(a) <= maxAlternatives || len(bounded) != 1 {
		return bounded
	}
	why, gaveUp := bounded[0].Value.(*Unknown)
	if !gaveUp {
		return bounded
	}
	if joined, ok := a.merged().joined(why, func(Value) bool { return true }); ok {
		return joined
	}
	return bounded
}

// joined makes one alternative of those that are collections, with what they have
// in common, and keeps the others. It reports false if that cannot be said.
func (a Alternatives) joined(why *Unknown, fits func(Value) bool) (Alternatives, bool) {
	var collections, others Alternatives
	for _, alternative := range a {
		switch alternative.Value.(type) {
		case *Sequence, *Mapping:
			if !fits(alternative.Value) {
				return nil, false
			}
			collections = append(collections, alternative)
		default:
			others = append(others, alternative)
		}
	}
	common, ok := collections.common(why)
	if !ok || len(others) >= maxAlternatives {
		return nil, false
	}
	// In every world one of them all holds. So if none of the others can hold
	// together with the new guard, that is no wider than those it stands for.
	for _, other := range others {
		if _, together := other.Guard.And(common.Guard); together {
			return nil, false
		}
	}
	return append(others, common), true
}

// common is one alternative that says what several lists, or several dicts, and
// their guards have in common.
func (a Alternatives) common(why *Unknown) (Alternative, bool) {
	if len(a) == 0 {
		return Alternative{}, false
	}
	joined := a[0]
	var lists [][]Element
	var dicts []mappingVersion
	for _, alternative := range a {
		joined.Guard = joined.Guard.shared(alternative.Guard)
		switch v := alternative.Value.(type) {
		case *Sequence:
			if first, ok := a[0].Value.(*Sequence); !ok || first.Kind != v.Kind || v.Kind == SetKind {
				return Alternative{}, false
			}
			lists = append(lists, v.Elements())
		case *Mapping:
			dicts = append(dicts, v.versions...)
		}
	}
	switch {
	case len(lists) == len(a):
		joined.Value = &Sequence{Kind: a[0].Value.(*Sequence).Kind, versions: []sequenceVersion{{elements: commonElements(lists, why)}}} //nolint:forcetypeassert // they are all lists
	case len(dicts) == len(a):
		joined.Value = &Mapping{versions: []mappingVersion{commonEntries(dicts, why)}}
	default:
		return Alternative{}, false
	}
	return joined, true
}

// shared are the conditions that two guards have in common.
func (g Guard) shared(other Guard) Guard {
	var kept []literal
	for _, l := range g.literals {
		if slices.ContainsFunc(other.literals, l.equal) {
			kept = append(kept, l)
		}
	}
	return Guard{literals: kept}
}
