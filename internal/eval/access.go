package eval

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// attribute is value.name, not called.
func (it *interpreter) attribute(e *python.Attribute) Alternatives {
	return it.each(it.eval(e.Value), func(a Alternative) Alternatives {
		return it.attributeOf(a.Value, e)
	})
}

func (it *interpreter) attributeOf(v Value, e *python.Attribute) Alternatives {
	switch v := v.(type) {
	case *ModuleValue:
		return it.moduleAttribute(v, e.Name, e)
	case *Class:
		if v.scope != nil {
			if b, ok := v.scope.names[e.Name]; ok {
				return it.present(b.alternatives.within(it.pc), noAttribute(e)).values(func(member Value) Value {
					if f, ok := member.(*Function); ok && f.property {
						return unknown("a property of a class is not followed")
					}
					if _, isFunction := member.(*Function); !isFunction && v.isEnumeration() {
						return unknown("a member of an enumeration is not followed")
					}
					return member
				})
			}
			if v.scope.taint != nil {
				it.doubt("an attribute is missing")
				return one(again(v.scope.taint))
			}
		}
		if member, ok := v.members[e.Name]; ok {
			return one(member)
		}
	case *Builtin:
		if v.Name == "dict" && e.Name == "fromkeys" {
			return one(&Builtin{Name: "dict.fromkeys", call: callFromKeys})
		}
	case *Instance:
		return it.instanceAttribute(v, e)
	case *Path:
		if attribute := pathAttribute(v, e.Name); attribute != nil {
			return one(attribute)
		}
	case *External:
		return one(v.through(v.expression()+"."+e.Name, ""))
	case *Unknown:
		it.doubt("an attribute of something unknown is missing")
		if e.Name == "__file__" && v.outside != "" { // only modules have one
			return one(packageFile(v.outside))
		}
		return one(again(v))
	}
	if lacksAttribute(v, e.Name) {
		return it.missingAttribute(noAttribute(e))
	}
	if method, ok := boundMethod(v, e); ok {
		return one(method)
	}
	it.doubt("an attribute is missing")
	return one(unknown("the attribute " + e.Name + " is not followed"))
}

func (it *interpreter) instanceAttribute(i *Instance, e *python.Attribute) Alternatives {
	if i.attributes != nil {
		if b, ok := i.attributes.names[e.Name]; ok {
			return it.present(b.alternatives.within(it.pc), noAttribute(e))
		}
		if i.attributes.taint != nil {
			return one(again(i.attributes.taint))
		}
	}
	if i.Class.scope != nil {
		if b, ok := i.Class.scope.names[e.Name]; ok {
			return it.each(it.present(b.alternatives.within(it.pc), noAttribute(e)), func(a Alternative) Alternatives {
				f, ok := a.Value.(*Function)
				if !ok || f.bound != nil {
					return one(a.Value)
				}
				method, self := *f, one(i)
				method.bound = &self
				if f.property {
					return it.invoke(&method, &call{node: &python.Call{Span: e.Span}})
				}
				return one(&method)
			})
		}
	}
	if state, ok := i.state.(nativeAttributes); ok {
		if value, ok := state.attribute(it, e); ok {
			return value
		}
	}
	if method, ok := methodValue(i, e.Name); ok {
		return one(method)
	}
	it.doubt("an attribute is missing")
	return one(unknown("the attribute " + e.Name + " of a " + i.Class.Name + " is not followed"))
}

func noAttribute(e *python.Attribute) failure {
	return failure{exception: "AttributeError", message: "there is no attribute " + e.Name, node: e}
}

// subscript is value[index].
func (it *interpreter) subscript(e *python.Subscript) Alternatives {
	container := it.eval(e.Value)
	if s, ok := e.Index.(*python.Slice); ok {
		return it.slice(container, s)
	}
	index := it.eval(e.Index)
	return it.pairs(container, index, func(x, y Value) Alternatives {
		return it.item(x, y, e)
	})
}

func (it *interpreter) item(x, y Value, e *python.Subscript) Alternatives {
	switch x := x.(type) {
	case *Mapping:
		if !hashable(y) {
			it.doubt("a key is missing")
			return one(derived("a key", y))
		}
		found := it.keyAlternatives(x, y)
		return it.present(found, failure{exception: "KeyError", message: "the dict has no such key", node: e})
	case *Sequence:
		return it.element(x, y, e)
	case Str:
		if i, ok := y.(Int); ok {
			runes := []rune(string(x))
			if n, ok := position(i, len(runes)); ok {
				return one(Str(runes[n]))
			}
			it.raise(Guard{}, failure{exception: "IndexError", message: "string index out of range", node: e})
			return nil
		}
	case *Instance:
		return it.instanceItem(x, y, e)
	case *External:
		if written, ok := scalarText(y); ok {
			it.doubt("a key is missing from " + x.Source.String())
			return one(x.through(x.expression()+"["+written+"]", ""))
		}
	case *Unknown:
		it.doubt("a key of something unknown is missing")
		return one(again(x))
	}
	it.doubt("an index is missing")
	return one(derived("an index", x, y))
}

// present raises where an alternative is Unbound.
func (it *interpreter) present(found Alternatives, f failure) Alternatives {
	var bound Alternatives
	for _, alternative := range found {
		if _, absent := alternative.Value.(Unbound); absent {
			it.raise(alternative.Guard, f)
			continue
		}
		if u, isUnknown := alternative.Value.(*Unknown); isUnknown && u.absent {
			it.doubtOf(exception{name: f.exception}, "a key may be missing")
			alternative.Value = present(u)
		}
		bound = append(bound, alternative)
	}
	return bound
}

func position(i Int, length int) (int, bool) {
	n := int(i)
	if n < 0 {
		n += length
	}
	return n, n >= 0 && n < length
}

func (it *interpreter) element(s *Sequence, index Value, e *python.Subscript) Alternatives {
	i, ok := index.(Int)
	if !ok || s.Kind == SetKind {
		return one(derived("an index", s, index))
	}
	return it.eachVersion(s, func(elements []Element) Alternatives {
		if hasSpread(elements) {
			at := slices.IndexFunc(elements, func(e Element) bool { return e.Spread != nil })
			if i < 0 || int(i) >= at {
				it.doubt("an index is out of range")
				return one(again(elements[at].Spread))
			}
		}
		n, ok := position(i, len(elements))
		if !ok {
			it.raise(Guard{}, failure{exception: "IndexError", message: "list index out of range", node: e})
			return nil
		}
		return elements[n].Alternatives
	})
}

// slice is value[low:high:step].
func (it *interpreter) slice(container Alternatives, s *python.Slice) Alternatives {
	bound := func(x python.Expr) (*int, bool) {
		if x == nil {
			return nil, true
		}
		switch v, _ := it.eval(x).Single(); v := v.(type) {
		case Int:
			n := int(v)
			return &n, true
		case None:
			return nil, true
		}
		return nil, false
	}
	low, okLow := bound(s.Low)
	high, okHigh := bound(s.High)
	step, okStep := bound(s.Step)
	return it.each(container, func(a Alternative) Alternatives {
		if !okLow || !okHigh || !okStep || step != nil && *step == 0 {
			return one(derived("a slice", a.Value))
		}
		switch v := a.Value.(type) {
		case Str:
			return one(Str(sliced([]rune(string(v)), low, high, step)))
		case *Sequence:
			return it.eachVersion(v, func(elements []Element) Alternatives {
				if hasSpread(elements) {
					return one(it.sequence(v.Kind, spread("a slice of a list that is not fully known")))
				}
				return one(it.sequence(v.Kind, sliced(elements, low, high, step)))
			})
		}
		return one(derived("a slice", a.Value))
	})
}

// sliced is values[low:high:step]; step is not 0.
func sliced[T any](values []T, low, high, step *int) []T {
	by := 1
	if step != nil {
		by = *step
	}
	first, last := 0, len(values) // of the indexes that a slice may have
	if by < 0 {
		first, last = -1, len(values)-1
	}
	clamp := func(n int) int {
		if n < 0 {
			n += len(values)
		}
		return min(max(n, first), last)
	}
	from, to := first, last
	if by < 0 {
		from, to = last, first
	}
	if low != nil {
		from = clamp(*low)
	}
	if high != nil {
		to = clamp(*high)
	}
	if by == 1 {
		return values[from:max(from, to):max(from, to)]
	}
	var taken []T
	for i := from; by > 0 && i < to || by < 0 && i > to; i += by {
		taken = append(taken, values[i])
	}
	return taken
}

// isEnumeration reports whether a class inherits from one of Python's
// enumerations, or of Django's. Its members are objects of their own, with a
// value and a name, not what stands in the class.
func (c *Class) isEnumeration() bool {
	return slices.ContainsFunc(c.Bases, func(base string) bool {
		switch base[strings.LastIndexByte(base, '.')+1:] {
		case "Enum", "IntEnum", "StrEnum", "ReprEnum", "Flag", "IntFlag", "Choices", "TextChoices", "IntegerChoices":
			return true
		}
		return false
	})
}
