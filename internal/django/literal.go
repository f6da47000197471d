package django

import (
	"strconv"
	"strings"
)

// LiteralKind tells which field of a Literal holds its value.
type LiteralKind int

// The kinds of literal. The zero kind is none of them, so that a Literal nobody filled in is not mistaken for None.
const (
	_             LiteralKind = iota
	LiteralNone               // no field
	LiteralBool               // Bool
	LiteralInt                // Int
	LiteralFloat              // Float
	LiteralStr                // Str
	LiteralList               // Items
	LiteralTuple              // Items
	LiteralDict               // Pairs
	LiteralOpaque             // Str: the source text of an expression that is no literal
)

// Literal is a Python value as a literal writes it. Calls of gettext_noop are folded into their argument.
type Literal struct {
	Kind  LiteralKind
	Bool  bool
	Int   int64
	Float float64
	Str   string
	Items []Literal
	Pairs []Pair // in source order
}

// Pair is an entry of a dict.
type Pair struct{ Key, Value Literal }

// Get is the value of a dict's string key.
func (l Literal) Get(key string) (Literal, bool) {
	for _, p := range l.Pairs {
		if p.Key.Kind == LiteralStr && p.Key.Str == key {
			return p.Value, true
		}
	}
	return Literal{}, false
}

// Strings is the items of a list or tuple of strings; false if it is not one.
func (l Literal) Strings() ([]string, bool) {
	if l.Kind != LiteralList && l.Kind != LiteralTuple {
		return nil, false
	}
	all := make([]string, 0, len(l.Items))
	for _, item := range l.Items {
		if item.Kind != LiteralStr {
			return nil, false
		}
		all = append(all, item.Str)
	}
	return all, true
}

// Truth is Python's truth of the value; known is false for an opaque one.
func (l Literal) Truth() (truth, known bool) {
	switch l.Kind {
	case LiteralNone:
		return false, true
	case LiteralBool:
		return l.Bool, true
	case LiteralInt:
		return l.Int != 0, true
	case LiteralFloat:
		return l.Float != 0, true
	case LiteralStr:
		return l.Str != "", true
	case LiteralList, LiteralTuple:
		return len(l.Items) > 0, true
	case LiteralDict:
		return len(l.Pairs) > 0, true
	case LiteralOpaque:
	}
	return false, false
}

// String is the value as Python source, strings in double quotes.
func (l Literal) String() string {
	switch l.Kind {
	case LiteralNone:
		return "None"
	case LiteralBool:
		if l.Bool {
			return "True"
		}
		return "False"
	case LiteralInt:
		return strconv.FormatInt(l.Int, 10)
	case LiteralFloat:
		return strconv.FormatFloat(l.Float, 'g', -1, 64)
	case LiteralStr:
		return strconv.Quote(l.Str)
	case LiteralList:
		return "[" + joinLiterals(l.Items) + "]"
	case LiteralTuple:
		if len(l.Items) == 1 {
			return "(" + l.Items[0].String() + ",)"
		}
		return "(" + joinLiterals(l.Items) + ")"
	case LiteralDict:
		parts := make([]string, len(l.Pairs))
		for i, p := range l.Pairs {
			parts[i] = p.Key.String() + ": " + p.Value.String()
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case LiteralOpaque:
		return l.Str
	}
	return ""
}

func joinLiterals(items []Literal) string {
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = item.String()
	}
	return strings.Join(parts, ", ")
}
