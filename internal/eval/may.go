package eval

import "slices"

// maxMay bounds how many objects one unknown value is remembered to be.
const maxMay = 64

// unknownFrom is an unknown value that is, or comes out of, some others.
func unknownFrom(reason string, values ...Value) *Unknown {
	return &Unknown{Reason: reason, may: changeable(nil, values...)}
}

// changeable adds the objects that may be changed through some values: they
// themselves if they are lists, dicts, instances, functions or modules of the
// project, and what is in tuples.
func changeable(found []Value, values ...Value) []Value {
	for _, v := range values {
		if len(found) >= maxMay {
			return found
		}
		switch v := v.(type) {
		case *Sequence:
			if v.Kind == TupleKind {
				for _, version := range v.versions {
					found = changeableElements(found, version.elements)
				}
			} else if !slices.Contains(found, Value(v)) {
				found = append(found, v)
			}
		case *Mapping, *Function, *Instance, *Class, *ModuleValue:
			if m, ok := v.(*ModuleValue); ok && m.module == nil {
				continue
			}
			if !slices.Contains(found, v) {
				found = append(found, v)
			}
		case *Unknown:
			for _, object := range v.may {
				if !slices.Contains(found, object) {
					found = append(found, object)
				}
			}
		}
	}
	return found
}

func changeableIn(found []Value, a Alternatives) []Value {
	for _, alternative := range a {
		found = changeable(found, alternative.Value)
	}
	return found
}

func changeableElements(found []Value, elements []Element) []Value {
	for _, e := range elements {
		if e.Spread != nil {
			found = changeable(found, e.Spread)
		}
		found = changeableIn(found, e.Alternatives)
	}
	return found
}

func changeableEntries(found []Value, m mappingVersion) []Value {
	for _, e := range m.entries {
		found = changeableIn(found, e.Alternatives)
	}
	if m.more != nil {
		found = changeable(found, m.more)
	}
	return found
}

// contents are the objects that may be found in a value.
func contents(v Value) []Value {
	var found []Value
	switch v := v.(type) {
	case *Sequence:
		for _, version := range v.versions {
			found = changeableElements(found, version.elements)
		}
	case *Mapping:
		for _, version := range v.versions {
			found = changeableEntries(found, version)
		}
	case *Unknown:
		found = v.may
	case *Instance:
		if l, ok := v.state.(*lazy); ok {
			found = changeableElements(found, l.elements)
		}
	}
	return found
}

// remembering gives to the spreads of a list what was in it before, so that it
// is not forgotten that it may be changed through them.
func remembering(elements, before []Element) []Element {
	if !hasSpread(elements) {
		return elements
	}
	elements = slices.CompactFunc(slices.Clone(elements), func(a, b Element) bool {
		return a.Spread != nil && b.Spread != nil && len(b.Spread.may) == 0
	})
	may := changeableElements(nil, before)
	if len(may) == 0 {
		return elements
	}
	for i, e := range elements {
		if e.Spread != nil {
			elements[i].Spread = &Unknown{Reason: e.Spread.Reason, may: changeable(may, e.Spread)}
		}
	}
	return elements
}

// callMay calls the functions that an unknown value may be, for their effects.
func (it *interpreter) callMay(u *Unknown, c *call) {
	for _, v := range u.may {
		if f, ok := v.(*Function); ok {
			it.callAnyTimes(f, c)
		}
	}
}
