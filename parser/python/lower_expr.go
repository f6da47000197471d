package python

import (
	"bytes"

	"github.com/djvet/djvet/parser/text"
)

// elements lowers what stands in a display. A yield needs parentheses there.
func (l *lowerer) elements(kids kids) []Expr {
	for k := kids; k.at < k.end; k.next() {
		if k.peek() == kYield {
			l.fail(l.span(k.at).Span, "unexpected 'yield'")
		}
	}
	return l.exprs(kids)
}

// noComma finds the comma of a display or a call that has nothing else.
func (l *lowerer) noComma(span text.Span) {
	if n := bytes.IndexByte(l.mask[span.Start:span.End], ','); n >= 0 {
		at := span.Start + uint32(n)
		l.fail(text.Span{Start: at, End: at + 1}, "unexpected ','")
	}
}

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
		return l.bad(span, "annotation with a colon")
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

func (l *lowerer) call(i uint32) Expr {
	kids := l.kids(i)
	function, star := l.leading(kids.take())
	c := &Call{Span: l.span(i), Func: function}
	args := kids.take()
	if args != none && l.raw[args].kind == kGenerator {
		c.Args = []Arg{{Value: l.expr(args)}}
	} else if args != none {
		c.Args = l.arguments(args)
	}
	return finish(c, &c.Span, star)
}

// arguments lowers the arguments of a call or of a class.
func (l *lowerer) arguments(i uint32) []Arg {
	kids := l.kids(i)
	if kids.rest() == 0 {
		l.noComma(l.span(i).Span)
		return nil
	}
	args := make([]Arg, 0, kids.rest())
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		args = append(args, l.argument(k))
	}
	l.checkArguments(args)
	return args
}

func (l *lowerer) argument(i uint32) Arg {
	parts := l.kids(i)
	switch l.raw[i].kind {
	case kKeywordArgument:
		name, value := parts.take(), parts.take()
		if name == none {
			return Arg{Value: l.expr(none)}
		}
		return Arg{Keyword: l.name(name), Value: l.value(value)}
	case kDictionarySplat:
		return Arg{Star: 2, Value: l.expr(parts.take())}
	}
	value := l.expr(i)
	if star, ok := value.(*Starred); ok {
		l.nodes--
		return Arg{Star: 1, Value: star.Value}
	}
	return Arg{Value: value}
}

// checkArguments finds the orders of arguments that Python refuses.
func (l *lowerer) checkArguments(args []Arg) {
	keyword, double := false, false
	for _, a := range args {
		switch {
		case a.Star == 2:
			double = true
		case a.Keyword != "":
			keyword = true
		case a.Star == 1 && double:
			l.fail(a.Value.Range(), "an unpacked sequence follows '**'")
		case a.Star == 0 && double:
			l.fail(a.Value.Range(), "a positional argument follows '**'")
		case a.Star == 0 && keyword:
			l.fail(a.Value.Range(), "a positional argument follows a keyword argument")
		}
	}
}

// tuple lowers (a, b), and the pattern (a), which is only a.
func (l *lowerer) tuple(i uint32) Expr {
	kids := l.kids(i)
	if l.raw[i].kind == kTuplePattern && kids.rest() == 1 {
		k := kids.at
		if !bytes.HasPrefix(l.between(l.raw[k].end, l.raw[i].end), []byte(",")) {
			l.nodes--
			return l.expr(k)
		}
	}
	return &Tuple{Span: l.span(i), Elements: l.elements(kids), Parenthesised: true}
}

func (l *lowerer) dict(i uint32) Expr {
	kids := l.kids(i)
	d := &Dict{Span: l.span(i), Items: make([]DictItem, 0, kids.rest())}
	if kids.rest() == 0 {
		l.noComma(d.Span.Span)
	}
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		parts := l.kids(k)
		if l.raw[k].kind == kPair {
			d.Items = append(d.Items, DictItem{Key: l.expr(parts.take()), Value: l.expr(parts.take())})
		} else {
			d.Items = append(d.Items, DictItem{Value: l.expr(parts.take())})
		}
	}
	return d
}
