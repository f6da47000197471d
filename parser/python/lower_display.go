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
