package eval

// maxCompared bounds the elements that are compared to see that two copies are
// the same: a longer list is shown once for each world that has a copy.
const maxCompared = 2000

// shared makes one of the collections that are copies of each other, so that
// alternatives which differ in their guard alone can be merged. There are such
// where a module is loaded in one world by one import and in the others by
// another, as a package does that tries its modules: each run makes a list of
// its own. Only what was frozen may be compared by its contents, since it cannot
// be changed any more; and only what comes from the same lines is made one, since
// a finding at the other line would be lost.
func (a Alternatives) shared() Alternatives {
	if len(a) < 2 {
		return a
	}
	result := append(Alternatives(nil), a...)
	for i := range result {
		for j := range i {
			left := maxCompared
			if sameOrigin(result[i].Origin, result[j].Origin) && sameFrozen(result[i].Value, result[j].Value, &left) {
				result[i].Value = result[j].Value
				break
			}
		}
	}
	return result
}

// sameFrozen reports whether two values are certainly the same, made in the same
// places. Of what may be one of several nothing is certain.
func sameFrozen(a, b Value, left *int) bool {
	*left--
	if *left < 0 {
		return false
	}
	switch a := a.(type) {
	case *Sequence:
		b, ok := b.(*Sequence)
		if !ok || a.Kind != b.Kind || len(a.Elements()) != len(b.Elements()) {
			return false
		}
		for i, e := range a.Elements() {
			other := b.Elements()[i]
			if e.Spread != nil || other.Spread != nil || !sameContent(e.Alternatives, other.Alternatives, left) {
				return false
			}
		}
		return true
	case *Mapping:
		b, ok := b.(*Mapping)
		if !ok || a.More() != nil || b.More() != nil || len(a.Entries()) != len(b.Entries()) {
			return false
		}
		for i, e := range a.Entries() {
			other := b.Entries()[i]
			if e.unordered || other.unordered || !sameValue(e.Key, other.Key) || !sameContent(e.Alternatives, other.Alternatives, left) {
				return false
			}
		}
		return true
	}
	return sameValue(a, b)
}

func sameContent(a, b Alternatives, left *int) bool {
	if len(a) != 1 || len(b) != 1 || !a[0].Guard.Always() || !b[0].Guard.Always() {
		return false
	}
	return sameOrigin(a[0].Origin, b[0].Origin) && sameFrozen(a[0].Value, b[0].Value, left)
}

func sameOrigin(a, b Origin) bool {
	for steps := 0; ; steps++ {
		if a.Kind != b.Kind || a.File != b.File || a.Span != b.Span || (a.From == nil) != (b.From == nil) || steps > maxOriginSteps {
			return false
		}
		if a.From == nil {
			return true
		}
		a, b = *a.From, *b.From
	}
}
