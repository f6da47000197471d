package eval

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// matcher compares a Result with one run of CPython.
type matcher struct {
	root        string
	environment map[string]string
	steps       int
}

// alternatives reports whether one alternative that holds is the value, and
// whether then holds under its guard. So opaque tests go one way only in all
// values of a run.
func (m *matcher) alternatives(a Alternatives, v pythonValue, g Guard, then func(Guard) bool) bool {
	m.steps++
	if m.steps > 20_000 {
		return true
	}
	for _, alternative := range a {
		if !alternative.Guard.Holds(m.environment) {
			continue
		}
		both, ok := g.And(alternative.Guard)
		if ok && m.value(alternative.Value, v, both, then) {
			return true
		}
	}
	return false
}

func (m *matcher) value(v Value, want pythonValue, g Guard, then func(Guard) bool) bool {
	if want.Type == "other" && !unset(v) {
		return then(g)
	}
	equal := false
	switch v := v.(type) {
	case Unbound:
		equal = want.Type == ""
	case *Unknown, *External, *Object:
		equal = true
	case None:
		equal = want.Type == "none"
	case Bool:
		equal = want.Type == "bool" && string(want.Content) == strconv.FormatBool(bool(v))
	case Int:
		equal = want.Type == "int" && want.text() == strconv.FormatInt(int64(v), 10)
	case Float:
		f, err := strconv.ParseFloat(want.text(), 64)
		equal = want.Type == "float" && err == nil && (f == float64(v) || math.IsNaN(f) && math.IsNaN(float64(v)))
	case Str:
		equal = want.Type == "str" && want.text() == string(v)
	case Bytes:
		var latin []rune
		for i := range len(v) {
			latin = append(latin, rune(v[i]))
		}
		equal = want.Type == "bytes" && want.text() == string(latin)
	case *Text:
		equal = want.Type == "str" && m.pattern(v.Parts, want.text())
	case *Path:
		if want.Type != "path" {
			return false
		}
		want.Type = "str"
		return m.value(v.Name, want, g, then)
	case *Sequence:
		return m.sequence(v, want, g, then)
	case *Mapping:
		return m.mapping(v, want, g, then)
	}
	return equal && then(g)
}

func unset(v Value) bool { _, ok := v.(Unbound); return ok }

// pattern matches a text with the parts of a Text, holes being anything.
func (m *matcher) pattern(parts []TextPart, s string) bool {
	if len(parts) == 0 {
		return s == ""
	}
	known := parts[0].Known
	if parts[0].Hole != nil {
		if _, isRoot := parts[0].Hole.(Root); !isRoot {
			for i := range len(s) + 1 {
				if m.pattern(parts[1:], s[i:]) {
					return true
				}
			}
			return false
		}
		known = m.root
	}
	rest, ok := strings.CutPrefix(s, known)
	return ok && m.pattern(parts[1:], rest)
}

func (m *matcher) sequence(s *Sequence, want pythonValue, g Guard, then func(Guard) bool) bool {
	if want.Type != [...]string{"list", "tuple", "set"}[s.Kind] {
		return false
	}
	if s.Kind == SetKind {
		return m.set(s.Elements(), want.list(), g, then)
	}
	return m.elements(s.Elements(), want.list(), g, then)
}

func (m *matcher) elements(elements []Element, want []pythonValue, g Guard, then func(Guard) bool) bool {
	if len(elements) == 0 {
		return len(want) == 0 && then(g)
	}
	if elements[0].Spread != nil {
		for i := range len(want) + 1 {
			if m.elements(elements[1:], want[i:], g, then) {
				return true
			}
		}
		return false
	}
	return len(want) > 0 && m.alternatives(elements[0].Alternatives, want[0], g, func(g Guard) bool {
		return m.elements(elements[1:], want[1:], g, then)
	})
}

// set wants every element to stand for one that is there, and every one that
// is there to have an element.
func (m *matcher) set(elements []Element, want []pythonValue, g Guard, then func(Guard) bool) bool {
	for _, w := range want {
		if !slices.ContainsFunc(elements, func(e Element) bool {
			return e.Spread != nil || m.alternatives(e.Alternatives, w, g, func(Guard) bool { return true })
		}) {
			return false
		}
	}
	var each func(i int, g Guard) bool
	each = func(i int, g Guard) bool {
		if i == len(elements) {
			return then(g)
		}
		if elements[i].Spread != nil {
			return each(i+1, g)
		}
		for _, w := range want {
			if m.alternatives(elements[i].Alternatives, w, g, func(g Guard) bool { return each(i+1, g) }) {
				return true
			}
		}
		return false
	}
	return each(0, g)
}

func (m *matcher) mapping(d *Mapping, want pythonValue, g Guard, then func(Guard) bool) bool {
	if want.Type != "dict" {
		return false
	}
	pairs := want.pairs()
	used := make([]bool, len(pairs))
	var each func(i int, g Guard) bool
	each = func(i int, g Guard) bool {
		if i == len(d.Entries()) {
			return (d.More() != nil || !slices.Contains(used, false)) && then(g)
		}
		e := d.Entries()[i]
		for j, p := range pairs {
			if !used[j] && (m.value(e.Key, p[0], g, func(Guard) bool { return true }) || d.More() != nil && m.equalKey(e.Key, p[0])) {
				used[j] = true
				if m.alternatives(e.Alternatives, p[1], g, func(g Guard) bool { return each(i+1, g) }) {
					return true
				}
				used[j] = false
				return false
			}
		}
		return m.alternatives(e.Alternatives, pythonValue{}, g, func(g Guard) bool { return each(i+1, g) })
	}
	return each(0, g)
}

// equalKey reports whether a key is the same number of another type: Python
// keeps the key that was there first, which djvet does not know of a dict with
// keys that it does not know.
func (m *matcher) equalKey(key Value, want pythonValue) bool {
	number, ok := numeric(key)
	if !ok {
		return false
	}
	for _, same := range []Value{Int(number), Float(number), Bool(number != 0)} {
		value, _ := numeric(same)
		if value == number && m.value(same, want, Guard{}, func(Guard) bool { return true }) {
			return true
		}
	}
	return false
}
