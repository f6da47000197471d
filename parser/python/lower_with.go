package python

import "bytes"

// with lowers a with statement. The scanner has masked each "as" by a comma, so
// the tree has values and targets side by side.
func (l *lowerer) with(i uint32) Stmt {
	s := &With{Span: l.span(i), Async: l.async(i)}
	kids := l.kids(i)
	clause := kids.take()
	if clause == none {
		return l.lost(s.Span)
	}
	parts, end := l.withParts(clause)
	if l.hasStar(parts) {
		s.Items = []WithItem{{Value: l.starredItem(clause, parts)}}
		s.Body = l.body(kids.take())
		return s
	}
	for n, part := range parts {
		if n == 0 || l.separator(parts[n-1], part) == ',' {
			s.Items = append(s.Items, WithItem{Value: l.expr(part)})
			continue
		}
		item := &s.Items[len(s.Items)-1]
		if item.Target != nil {
			l.fail(l.span(part).Span, "unexpected 'as'")
			continue
		}
		item.Target = l.target(part)
	}
	l.withEnd(clause, parts, end)
	s.Body = l.body(kids.take())
	return s
}

// withParts gives the values and targets of a clause, and where they end.
// Parentheses around all of them belong to the statement, but the grammar can
// take them for a tuple.
func (l *lowerer) withParts(clause uint32) (parts []uint32, end uint32) {
	items := l.kids(clause)
	for k, ok := items.next(); ok; k, ok = items.next() {
		value := l.kids(k)
		parts = append(parts, value.take())
	}
	end = l.raw[clause].end
	if len(parts) != 1 || parts[0] == none || l.raw[parts[0]].kind != kTuple {
		return parts, end
	}
	tuple := parts[0]
	elements := l.kids(tuple)
	var inner []uint32
	for k, ok := elements.next(); ok; k, ok = elements.next() {
		inner = append(inner, k)
	}
	if len(inner) == 0 || l.hasStar(inner) {
		return parts, end
	}
	return inner, l.raw[tuple].end
}

func (l *lowerer) hasStar(parts []uint32) bool {
	for _, k := range parts {
		if k != none && l.raw[k].kind == kListSplat {
			return true
		}
	}
	return false
}

// starredItem is the tuple that "with (a, *b):" has, as an item cannot be
// starred.
func (l *lowerer) starredItem(clause uint32, parts []uint32) Expr {
	span := l.span(clause)
	t := &Tuple{Span: span, Parenthesised: l.mask[span.Start] == '('}
	if !t.Parenthesised {
		l.fail(span.Span, "unexpected '*'")
	}
	l.nodes++
	for n, k := range parts {
		if n > 0 && l.separator(parts[n-1], k) != ',' {
			l.fail(l.span(k).Span, "unexpected 'as'")
		}
		t.Elements = append(t.Elements, l.expr(k))
	}
	return t
}

// separator is the byte of the source at the comma between two nodes: a comma,
// or the a of "as".
func (l *lowerer) separator(left, right uint32) byte {
	if left == none || right == none {
		return ','
	}
	if n := bytes.IndexByte(l.mask[l.raw[left].end:l.raw[right].start], ','); n >= 0 {
		return l.src[int(l.raw[left].end)+n]
	}
	return ','
}

// withEnd finds what must not follow the last item: "as", and a comma if there
// are no parentheses.
func (l *lowerer) withEnd(clause uint32, parts []uint32, end uint32) {
	last := parts[len(parts)-1]
	if last == none {
		return
	}
	rest := l.mask[l.raw[last].end:end]
	n := bytes.IndexByte(rest, ',')
	if n < 0 {
		return
	}
	at := l.span(clause)
	at.Start, at.End = l.raw[last].end+uint32(n), l.raw[last].end+uint32(n)+1
	switch {
	case l.src[at.Start] != ',':
		at.End++
		l.fail(at.Span, "expected a target after 'as'")
	case bytes.IndexByte(rest, ')') < 0:
		l.fail(at.Span, "unexpected ','")
	}
}
