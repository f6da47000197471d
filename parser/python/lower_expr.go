package python

import (
	"bytes"

	"github.com/djvet/djvet/parser/text"
)

// exprs lowers all children that are left.
func (l *lowerer) exprs(kids kids) []Expr {
	list := make([]Expr, 0, kids.rest())
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		list = append(list, l.expr(k))
	}
	return list
}

// expr lowers an expression. Parentheses leave no node.
func (l *lowerer) expr(i uint32) Expr {
	for i != none && (l.raw[i].kind == kParenthesized || l.raw[i].kind == kType) {
		kids := l.kids(i)
		parenthesized := l.raw[i].kind == kParenthesized
		i = kids.take()
		if parenthesized && i != none && (l.raw[i].kind == kListSplat || l.raw[i].kind == kListSplatPattern) {
			l.fail(l.span(i).Span, "a starred expression cannot stand here")
		}
	}
	l.nodes++
	if i == none {
		l.fail(text.Span{}, "invalid syntax")
		return &Bad{Reason: "nothing"}
	}
	span := l.span(i)
	switch k := l.raw[i].kind; k {
	case kIdentifier:
		return &Name{Span: span, ID: l.name(i)}
	case kString:
		return l.str(i)
	case kConcatenated:
		return l.concatenated(i)
	case kInteger, kFloat:
		if c := l.src[span.Start]; isWord(c) && (c < '0' || c > '9') {
			return &Name{Span: span, ID: l.name(i)} // see isSubscripted
		}
		return l.number(span)
	case kTrue:
		return &Constant{Span: span, Kind: True}
	case kFalse:
		return &Constant{Span: span, Kind: False}
	case kNone:
		return &Constant{Span: span, Kind: None}
	case kEllipsis:
		return &Constant{Span: span, Kind: Ellipsis}
	case kAttribute, kMemberType:
		return l.attribute(i)
	case kCall:
		return l.call(i)
	case kSubscript, kGenericType:
		return l.subscript(i)
	case kTuple, kTuplePattern:
		return l.tuple(i)
	case kList, kListPattern:
		return &List{Span: span, Elements: l.elements(l.kids(i))}
	case kSet:
		return &Set{Span: span, Elements: l.elements(l.kids(i))}
	case kDictionary:
		return l.dict(i)
	case kExpressionList, kPatternList:
		return &Tuple{Span: span, Elements: l.exprs(l.kids(i))}
	}
	return l.operation(i)
}

// operation lowers what is neither an atom nor a display.
func (l *lowerer) operation(i uint32) Expr {
	span := l.span(i)
	switch l.raw[i].kind {
	case kBinary, kUnionType:
		return l.binary(i)
	case kUnary, kNot:
		return l.unary(i)
	case kBoolean:
		return l.boolean(i)
	case kComparison:
		return l.comparison(i)
	case kConditional:
		return l.conditional(i)
	case kLambda:
		return l.lambda(i)
	case kListComprehension, kSetComprehension, kDictionaryComprehension, kGenerator:
		return l.comprehension(i)
	case kNamedExpression:
		return l.walrus(i)
	case kAwait:
		return l.await(i)
	case kYield:
		return l.yield(i)
	case kSlice:
		return l.slice(i)
	case kListSplat, kListSplatPattern, kSplatType:
		return l.starred(i)
	case kConstrainedType:
		l.fail(span.Span, "unexpected ':'")
	case kAsPattern:
		l.fail(span.Span, "unexpected 'as'")
	case kDictionarySplat, kDictionarySplatPattern:
		l.fail(span.Span, "unexpected '**'")
	default:
		l.fail(span.Span, "invalid syntax")
	}
	return l.bad(span, "invalid syntax")
}

func (l *lowerer) starred(i uint32) Expr {
	kids := l.kids(i)
	if bytes.HasPrefix(l.mask[l.raw[i].start:], []byte("**")) {
		l.fail(l.span(i).Span, "unexpected '**'")
	}
	return &Starred{Span: l.span(i), Value: l.expr(kids.take())}
}

// leading lowers the first operand of an operation. The grammar lets a star
// bind to it, where Python's star takes the whole operation: finish puts it
// where it belongs.
func (l *lowerer) leading(i uint32) (operand Expr, star *Starred) {
	operand = l.expr(i)
	if i != none && l.raw[i].kind != kParenthesized {
		if s, ok := operand.(*Starred); ok {
			return s.Value, s
		}
	}
	return operand, nil
}

// finish gives an operation the star that its first operand had. place is the
// span of the operation, which begins at the star.
func finish(operation Expr, place *Span, star *Starred) Expr {
	if star == nil {
		return operation
	}
	span := *place
	place.Start = star.Value.Range().Start
	return &Starred{Span: span, Value: operation}
}

func (l *lowerer) attribute(i uint32) Expr {
	kids := l.kids(i)
	value, star := l.leading(kids.take())
	a := &Attribute{Span: l.span(i), Value: value}
	name := kids.take()
	if name == none {
		return l.bad(a.Span, "invalid syntax")
	}
	a.Name, a.NameSpan = l.name(name), l.span(name).Span
	return finish(a, &a.Span, star)
}

func (l *lowerer) subscript(i uint32) Expr {
	kids := l.kids(i)
	first := kids.take()
	value, star := l.leading(first)
	s := &Subscript{Span: l.span(i), Value: value}
	end := s.End
	if kids.peek() == kTypeParameter {
		k := kids.take()
		end = l.raw[k].end
		kids = l.kids(k)
	}
	if kids.rest() == 1 {
		k := kids.take()
		s.Index = l.expr(k)
		span := l.span(k)
		_, unpacks := s.Index.(*Starred)
		if comma := l.between(span.End, end); bytes.HasPrefix(comma, []byte(",")) {
			span.End = l.comma(span.End)
		} else if !unpacks {
			return finish(s, &s.Span, star)
		}
		l.nodes++
		s.Index = &Tuple{Span: span, Elements: []Expr{s.Index}}
		return finish(s, &s.Span, star)
	}
	indexes := l.exprs(kids)
	if len(indexes) == 0 {
		return l.bad(s.Span, "invalid syntax")
	}
	l.nodes++
	s.Index = &Tuple{Span: l.join(indexes[0], indexes[len(indexes)-1]), Elements: indexes}
	return finish(s, &s.Span, star)
}

// comma is the offset after the comma that follows.
func (l *lowerer) comma(from uint32) uint32 {
	return from + uint32(bytes.IndexByte(l.mask[from:], ',')) + 1
}

// slice lowers low:high:step. Only the colons tell which part is which.
func (l *lowerer) slice(i uint32) Expr {
	s := &Slice{Span: l.span(i)}
	kids := l.kids(i)
	parts := [3]*Expr{&s.Low, &s.High, &s.Step}
	colons, from := 0, s.Start
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		colons += bytes.Count(l.mask[from:l.raw[k].start], []byte(":"))
		*parts[min(colons, 2)] = l.expr(k)
		from = l.raw[k].end
	}
	return s
}
