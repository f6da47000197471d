package eval

import (
	"math"
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// limitText gives up on strings that grow without bound.
func limitText(s string) Value {
	if len(s) > maxText {
		return unknown("gave up because the string is too long")
	}
	return Str(s)
}

// partsOf are the parts of a string, if it is one.
func partsOf(v Value) ([]TextPart, bool) {
	switch v := v.(type) {
	case Str:
		return []TextPart{{Known: string(v)}}, true
	case *Text:
		return v.Parts, true
	case *External:
		return []TextPart{{Hole: v}}, v.Type == "str"
	}
	return nil, false
}

// fromParts joins parts to a string, the simplest that says the same.
func fromParts(parts []TextPart) Value {
	var joined []TextPart
	size := 0
	for _, part := range parts {
		size += len(part.Known) + 1
		if part.Hole == nil && len(joined) > 0 && joined[len(joined)-1].Hole == nil {
			joined[len(joined)-1].Known += part.Known
		} else if part.Hole != nil || part.Known != "" {
			joined = append(joined, part)
		}
	}
	if size > maxText {
		return unknown("gave up because the string is too long")
	}
	switch {
	case len(joined) == 0:
		return Str("")
	case len(joined) == 1 && joined[0].Hole == nil:
		return Str(joined[0].Known)
	case len(joined) == 1:
		if e, ok := joined[0].Hole.(*External); ok && e.Type == "str" {
			return e
		}
	}
	return &Text{Parts: joined}
}

// formatted is what str() makes of a value, as parts.
func formatted(v Value) []TextPart {
	if parts, ok := partsOf(v); ok {
		return parts
	}
	switch v := v.(type) {
	case Int:
		return []TextPart{{Known: strconv.FormatInt(int64(v), 10)}}
	case Bool, None:
		s, _ := scalarText(v)
		return []TextPart{{Known: s}}
	case Float:
		return []TextPart{{Known: pythonFloat(float64(v))}}
	case *Path:
		return formatted(v.Name)
	case *Instance:
		if text := pathOf(v); text != Value(v) {
			return formatted(text)
		}
	case *External:
		return []TextPart{{Hole: v.through("str("+v.expression()+")", "str")}}
	case *Unknown:
		return []TextPart{{Hole: v}}
	}
	return []TextPart{{Hole: unknown("the text of a value that " + reasonOf(v))}}
}

// fstring evaluates an f-string. Formats are followed for nothing but plain
// text.
func (it *interpreter) fstring(e *python.FString) Alternatives {
	result := one(Str(""))
	for _, part := range e.Parts {
		var piece Alternatives
		switch part := part.(type) {
		case *python.Str:
			piece = one(Str(part.Value))
		case *python.Replacement:
			value := it.eval(part.Value)
			if part.Conversion != 0 && part.Conversion != 's' || part.Format != nil || part.Equals {
				piece = value.values(func(v Value) Value {
					if _, isText := v.(Str); isText && part.Format == nil && !part.Equals {
						return unknown("a conversion in an f-string is not followed")
					}
					return unknown("a format in an f-string is not followed")
				})
			} else {
				piece = value
			}
		default:
			piece = it.eval(part)
		}
		result = it.pairs(result, piece, func(x, y Value) Alternatives {
			return one(fromParts(append(formatted(x), formatted(y)...)))
		})
	}
	for i := range result {
		result[i].Origin = Origin{}
	}
	return result
}

// percent is text % value, for the conversions s, d and %%.
func (it *interpreter) percent(format Str, value Value) Value {
	var arguments []Alternatives
	if t, ok := value.(*Sequence); ok && t.Kind == TupleKind {
		elements, ok := it.only(t)
		if !ok || hasSpread(elements) {
			return unknown("a % format is not followed here")
		}
		for _, e := range elements {
			arguments = append(arguments, e.Alternatives)
		}
	} else {
		arguments = []Alternatives{one(value)}
	}
	mapping, _ := value.(*Mapping)
	var parts []TextPart
	rest, used := string(format), 0
	for rest != "" {
		before, after, found := strings.Cut(rest, "%")
		parts = append(parts, TextPart{Known: before})
		if !found {
			break
		}
		var argument Alternatives
		if strings.HasPrefix(after, "(") && mapping != nil {
			key, tail, closed := strings.Cut(after[1:], ")")
			if !closed {
				return unknown("a % format is not followed here")
			}
			argument, after = it.keyAlternatives(mapping, Str(key)), tail
		}
		if after == "" {
			return unknown("a % format is not followed here")
		}
		switch after[0] {
		case '%':
			parts = append(parts, TextPart{Known: "%"})
			rest = after[1:]
			continue
		case 's', 'd', 'i':
		default:
			return unknown("a % format is not followed here")
		}
		if argument == nil {
			if used == len(arguments) {
				return unknown("a % format lacks an argument")
			}
			argument = arguments[used]
			used++
		}
		v, ok := argument.Single()
		if _, isInt := v.(Int); !ok || after[0] != 's' && !isInt {
			return unknown("a % format is not followed here")
		}
		parts = append(parts, formatted(v)...)
		rest = after[1:]
	}
	if mapping == nil && used != len(arguments) {
		return unknown("a % format has too many arguments")
	}
	return fromParts(parts)
}

// keyAlternatives is what a dict has for a key, in the current worlds.
func (it *interpreter) keyAlternatives(m *Mapping, key Value) Alternatives {
	return it.eachEntries(m, func(v mappingVersion) Alternatives {
		if found := lookupEntry(v.entries, key); found != nil {
			return found
		}
		if v.more != nil {
			return one(perhaps(v.more))
		}
		return one(Unbound{})
	})
}

// derived is a value made from others in a way that is not followed: external
// if one of them is, so that its source is still named.
func derived(how string, values ...Value) Value {
	for _, v := range values {
		if e := externalIn(v); e != nil {
			return e.vaguely(how + "(" + e.expression() + ")")
		}
	}
	for _, v := range values {
		if u, ok := v.(*Unknown); ok {
			return again(u)
		}
	}
	return unknown(how + " is not followed here")
}

// externalIn finds what outside source a value depends on.
func externalIn(v Value) *External {
	switch v := v.(type) {
	case *External:
		return v
	case *Path:
		return externalIn(v.Name)
	case *Text:
		for _, part := range v.Parts {
			if e, ok := part.Hole.(*External); ok {
				return e
			}
		}
	}
	return nil
}

// pythonFloat writes a float as Python's repr does.
func pythonFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	}
	short := strconv.FormatFloat(f, 'e', -1, 64)
	mantissa, digits, _ := strings.Cut(short, "e")
	if exponent, _ := strconv.Atoi(digits); exponent < -4 || exponent >= 16 {
		return mantissa + "e" + digits
	}
	plain := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(plain, ".") {
		plain += ".0"
	}
	return plain
}
