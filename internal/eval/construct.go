package eval

import "github.com/djvet/djvet/internal/django"

// FromLiteral is the value of a literal, such as a default of Django's.
func FromLiteral(l django.Literal) Value {
	switch l.Kind {
	case django.LiteralNone:
		return None{}
	case django.LiteralBool:
		return Bool(l.Bool)
	case django.LiteralInt:
		return Int(l.Int)
	case django.LiteralFloat:
		return Float(l.Float)
	case django.LiteralStr:
		return Str(l.Str)
	case django.LiteralList:
		return newSequence(ListKind, l.Items)
	case django.LiteralTuple:
		return newSequence(TupleKind, l.Items)
	case django.LiteralDict:
		entries := make([]Entry, len(l.Pairs))
		for i, p := range l.Pairs {
			entries[i] = Entry{Key: FromLiteral(p.Key), Alternatives: one(FromLiteral(p.Value))}
		}
		return &Mapping{versions: []mappingVersion{{entries: entries}}}
	case django.LiteralOpaque:
	}
	return unknown("Django computes the default")
}

func newSequence(kind SequenceKind, items []django.Literal) *Sequence {
	elements := make([]Element, len(items))
	for i, item := range items {
		elements[i] = Element{Alternatives: one(FromLiteral(item))}
	}
	return &Sequence{Kind: kind, versions: []sequenceVersion{{elements: elements}}}
}
