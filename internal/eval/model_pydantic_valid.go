package eval

import (
	"slices"
	"strings"
)

// read is what becomes of the text of a variable.
func (r *pydanticReading) read(it *interpreter, kind pydanticKind, v Value) Alternatives {
	if e, ok := v.(*External); ok {
		return one(r.outside(it, kind, e))
	}
	if !kind.complex() {
		return r.valid(it, kind, v)
	}
	if parsed := it.parseJSON(v); !it.pc.never() {
		return r.valid(it, kind, parsed)
	}
	return nil
}

// outside is what a variable gives of which the text is not known.
func (r *pydanticReading) outside(it *interpreter, kind pydanticKind, e *External) Value {
	plain := kind.plain()
	if plain.name != "str" && plain.name != "Any" {
		r.invalid(it, "a field of the settings is not valid")
	}
	switch plain.name {
	case "str", "Any", "literal":
		return e
	case "bool", "int", "float":
		return e.through("pydantic."+plain.name+"("+e.short()+")", plain.name)
	case "list", "tuple", "set", "dict":
		result := e.through("pydantic."+plain.name+"("+e.short()+")", plain.name)
		if kind.name != plain.name { // it may be null, and the default None
			result.Type = ""
		}
		result.vague = result.vague || len(plain.of) > 0
		return result
	case "pathlib.Path":
		return newPath(e)
	case pydanticSecretName:
		return nativeInstance(pydanticSecretName, pydanticSecret{one(e)})
	}
	return e.vaguely("pydantic(" + e.short() + ")")
}

// valid is what becomes of a value of Python: a default, an argument, or what is
// in JSON. Source: the conversion table of pydantic's documentation, and what
// pydantic 2.14.3 does.
func (r *pydanticReading) valid(it *interpreter, kind pydanticKind, v Value) Alternatives {
	switch v.(type) {
	case *Unknown, *External, *Object:
		return r.unclearValue(it, kind, v)
	}
	switch kind.name {
	case "optional":
		if _, none := v.(None); none {
			return one(v)
		}
		if plain := kind.plain(); plain.name != kind.name {
			return r.valid(it, plain, v)
		}
	case "none":
		if _, none := v.(None); none {
			return one(v)
		}
	case "Any":
		switch v.(type) {
		case None, Bool, Int, Float, Str, *Path:
			return one(v)
		}
	case "str":
		switch v.(type) {
		case Str, *Text:
			return one(v)
		case None:
			return r.isNo(it, kind)
		case Bool, Int, Float, *Sequence, *Mapping:
			if !r.old {
				return r.isNo(it, kind)
			}
		}
	case "bool":
		return r.validBool(it, kind, v)
	case "int", "float":
		return r.validNumber(it, kind, v)
	case "literal":
		if s, ok := v.(Str); ok {
			if slices.Contains(kind.options, Value(s)) {
				return one(s)
			}
			return r.isNo(it, kind)
		}
	case "pathlib.Path":
		switch v.(type) {
		case Str, *Text, *Path:
			return one(newPath(v))
		}
	case pydanticSecretName:
		return r.validSecret(it, kind, v)
	case "list", "tuple", "set":
		if s, ok := v.(*Sequence); ok && (!r.old || s.Kind == sequenceKindOf(kind.name)) {
			return r.validSequence(it, kind, s)
		}
		return r.notSequence(it, kind, v)
	case "dict":
		if m, ok := v.(*Mapping); ok {
			return r.validMapping(it, kind, m)
		}
		return r.notSequence(it, kind, v)
	}
	return r.unclearValue(it, kind, v)
}

// unclearValue is a value of which it is not followed what becomes of it.
func (r *pydanticReading) unclearValue(it *interpreter, kind pydanticKind, v Value) Alternatives {
	plain := kind.plain().name
	switch v := v.(type) {
	case *External:
		if v.Type != "" && (v.Type == plain && plain != "list" && plain != "dict" || plain == "Any") {
			return one(v)
		}
	case *Object:
		if v.Type != "" && v.Type == plain {
			return one(v)
		}
		if plain == "Any" {
			return one(v)
		}
	}
	r.invalid(it, "a field of the settings is not valid")
	return one(derived("pydantic", v))
}

func (r *pydanticReading) validBool(it *interpreter, kind pydanticKind, v Value) Alternatives {
	switch v := v.(type) {
	case Bool:
		return one(v)
	case Int:
		if v == 0 || v == 1 {
			return one(Bool(v == 1))
		}
		return r.isNo(it, kind)
	case None:
		return r.isNo(it, kind)
	case Str:
		switch strings.ToLower(string(v)) {
		case "1", "on", "t", "true", "y", "yes":
			return one(Bool(true))
		case "0", "off", "f", "false", "n", "no":
			return one(Bool(false))
		}
		if ascii(string(v)) {
			return r.isNo(it, kind)
		}
	}
	return r.unclearValue(it, kind, v)
}

func (r *pydanticReading) validNumber(it *interpreter, kind pydanticKind, v Value) Alternatives {
	switch v := v.(type) {
	case Bool:
		n := Int(0)
		if v {
			n = 1
		}
		return r.validNumber(it, kind, n)
	case Int:
		if kind.name == "float" {
			if int64(float64(v)) == int64(v) && v > -1<<53 && v < 1<<53 {
				return one(Float(v))
			}
			break
		}
		return one(v)
	case Float:
		if kind.name == "float" {
			return one(v)
		}
	case None:
		return r.isNo(it, kind)
	case Str:
		if !strings.ContainsAny(string(v), "0123456789") && ascii(string(v)) && kind.name == "int" {
			return r.isNo(it, kind)
		}
		if n, ok := pydanticInt(string(v)); ok {
			return r.validNumber(it, kind, n)
		}
		if f, ok := plainFloatOf(string(v)); ok && kind.name == "float" {
			return one(f)
		}
	}
	return r.unclearValue(it, kind, v)
}

func (r *pydanticReading) validSecret(it *interpreter, kind pydanticKind, v Value) Alternatives {
	switch v := v.(type) {
	case Str, *Text:
		return one(nativeInstance(pydanticSecretName, pydanticSecret{one(v)}))
	case *Instance:
		if _, ok := v.state.(pydanticSecret); ok {
			return one(v)
		}
	}
	return r.unclearValue(it, kind, v)
}

func sequenceKindOf(name string) SequenceKind {
	switch name {
	case "tuple":
		return TupleKind
	case "set":
		return SetKind
	}
	return ListKind
}

// notSequence is a value that is not of the kind of collection that it should be.
func (r *pydanticReading) notSequence(it *interpreter, kind pydanticKind, v Value) Alternatives {
	switch v.(type) {
	case None, Bool, Int, Float, Str, *Text:
		return r.isNo(it, kind)
	case *Mapping, *Sequence:
		if !r.old && (kind.name == "dict") != isMapping(v) {
			return r.isNo(it, kind)
		}
	}
	return r.unclearValue(it, kind, v)
}

func isMapping(v Value) bool { _, ok := v.(*Mapping); return ok }

// validSequence makes a new list, tuple or set of valid elements.
func (r *pydanticReading) validSequence(it *interpreter, kind pydanticKind, s *Sequence) Alternatives {
	elements, ok := it.only(s)
	if !ok {
		r.invalid(it, "a field of the settings is not valid")
		return one(unknown("a list that has several possible contents"))
	}
	made := make([]Element, 0, len(elements))
	for _, e := range elements {
		if e.Spread != nil {
			r.invalid(it, "an element is not valid")
			made = append(made, Element{Spread: again(e.Spread)})
			continue
		}
		if e.Alternatives = r.element(it, kind, 0, e.Alternatives); it.pc.never() {
			return nil
		}
		made = append(made, e)
	}
	if kind.name == "set" {
		return one(it.setDisplay(made))
	}
	return one(it.sequence(sequenceKindOf(kind.name), made))
}

// element is what becomes of an element; where nothing is said of its type, it is
// copied.
func (r *pydanticReading) element(it *interpreter, kind pydanticKind, of int, a Alternatives) Alternatives {
	if of < len(kind.of) {
		return it.each(a, func(alternative Alternative) Alternatives { return r.valid(it, kind.of[of], alternative.Value) })
	}
	return a.values(func(v Value) Value { return it.copied(v, 0, map[Value]Value{}) })
}

func (r *pydanticReading) validMapping(it *interpreter, kind pydanticKind, m *Mapping) Alternatives {
	entries, more, ok := it.onlyEntries(m)
	if more != nil || !ok {
		r.invalid(it, "a field of the settings is not valid")
		return one(unknown("a dict that is not fully known"))
	}
	made := make([]Entry, 0, len(entries))
	for _, e := range entries {
		s, plain := e.Key.(Str)
		if !plain && len(kind.of) > 0 || len(kind.of) > 0 && kind.of[0].name != "str" || hasUnbound(e.Alternatives) {
			r.invalid(it, "a field of the settings is not valid")
			return one(unknown("a dict of a kind that is not followed"))
		}
		if plain {
			e.Key = s
		}
		if e.Alternatives = r.element(it, kind, 1, e.Alternatives); it.pc.never() {
			return nil
		}
		made = append(made, e)
	}
	return one(it.mapping(made, nil))
}
