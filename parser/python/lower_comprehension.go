package python

import (
	"bytes"

	"github.com/djvet/djvet/parser/text"
)

var comprehensions = map[kind]ComprehensionKind{
	kListComprehension:       ListComprehension,
	kSetComprehension:        SetComprehension,
	kDictionaryComprehension: DictComprehension,
	kGenerator:               GeneratorExpression,
}

func (l *lowerer) comprehension(i uint32) Expr {
	c := &Comprehension{Span: l.span(i), Kind: comprehensions[l.raw[i].kind]}
	kids := l.kids(i)
	element := kids.take()
	if element != none && l.raw[element].kind == kPair {
		parts := l.kids(element)
		c.Key = l.expr(parts.take())
		element = parts.take()
	}
	c.Element = l.expr(element)
	if _, ok := c.Element.(*Starred); ok {
		l.fail(c.Element.Range(), "a comprehension cannot unpack")
	}
	c.Clauses = make([]Clause, 0, kids.rest())
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		switch n := len(c.Clauses); {
		case l.raw[k].kind == kForIn:
			c.Clauses = append(c.Clauses, l.clause(k))
		case n > 0:
			parts := l.kids(k)
			c.Clauses[n-1].Tests = append(c.Clauses[n-1].Tests, l.expr(parts.take()))
		}
	}
	return c
}

func (l *lowerer) clause(i uint32) Clause {
	kids := l.kids(i)
	c := Clause{Async: l.async(i), Target: l.target(kids.take())}
	k := kids.take()
	if k != none && bytes.IndexByte(l.mask[l.raw[k].end:l.raw[i].end], ',') >= 0 {
		// Python 2 had [x for x in 1, 2].
		l.nodes++
		span := Span{text.Span{Start: l.raw[k].start, End: l.raw[i].end}}
		c.Iter = l.bad(span, "Python 2 comprehension")
		return c
	}
	c.Iter = l.expr(k)
	return c
}
