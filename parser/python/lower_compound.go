package python

import (
	"bytes"

	"github.com/djvet/djvet/parser/text"
)

// compound lowers a statement that has blocks.
func (l *lowerer) compound(i uint32) Stmt {
	span := l.span(i)
	switch l.raw[i].kind {
	case kIf:
		return l.ifStmt(i)
	case kFor:
		return l.forStmt(i)
	case kWhile:
		kids := l.kids(i)
		s := &While{Span: span, Test: l.expr(kids.take())}
		s.Body = l.body(kids.take())
		s.Else = l.otherwise(&kids)
		return s
	case kTry:
		return l.try(i)
	case kWith:
		return l.with(i)
	case kFunction:
		return l.function(i, span, nil)
	case kClass:
		return l.class(i, span, nil)
	case kDecorated:
		return l.decorated(i)
	}
	return l.lost(span)
}

// body lowers a block, if there is one.
func (l *lowerer) body(i uint32) []Stmt {
	if i == none {
		return nil
	}
	return l.block(i)
}

// otherwise lowers an else clause that comes next.
func (l *lowerer) otherwise(kids *kids) []Stmt {
	if kids.peek() != kElse {
		return nil
	}
	clause := l.kids(kids.take())
	return l.body(clause.take())
}

// ifStmt lowers an if statement. Its elif clauses, which the grammar keeps side
// by side, are nested, from the last one.
func (l *lowerer) ifStmt(i uint32) Stmt {
	kids := l.kids(i)
	s := &If{Span: l.span(i), Test: l.expr(kids.take())}
	s.Body = l.body(kids.take())
	inner := s
	for n := 0; kids.peek() == kElif; n++ {
		if n >= l.depth {
			l.tooDeep = true
			return s
		}
		k := kids.take()
		parts := l.kids(k)
		l.nodes++
		next := &If{Span: Span{text.Span{Start: l.raw[k].start, End: s.End}}, Test: l.expr(parts.take())}
		next.Body = l.body(parts.take())
		inner.Else = []Stmt{next}
		inner = next
	}
	inner.Else = l.otherwise(&kids)
	return s
}

func (l *lowerer) async(i uint32) bool {
	return bytes.HasPrefix(l.mask[l.raw[i].start:], []byte("async"))
}

func (l *lowerer) forStmt(i uint32) Stmt {
	kids := l.kids(i)
	s := &For{Span: l.span(i), Async: l.async(i), Target: l.target(kids.take())}
	s.Iter = l.expr(kids.take())
	s.Body = l.body(kids.take())
	s.Else = l.otherwise(&kids)
	return s
}

func (l *lowerer) try(i uint32) Stmt {
	s := &Try{Span: l.span(i)}
	kids := l.kids(i)
	s.Body = l.body(kids.take())
	for kids.peek() == kExcept {
		s.Handlers = append(s.Handlers, l.handler(kids.take()))
	}
	s.Else = l.otherwise(&kids)
	if kids.peek() == kFinally {
		clause := l.kids(kids.take())
		s.Finally = l.body(clause.take())
	}
	for n, h := range s.Handlers {
		if h.Type == nil && n+1 < len(s.Handlers) {
			l.fail(h.Span.Span, "a bare 'except' must be the last")
		}
		if h.Group != s.Handlers[0].Group {
			l.fail(h.Span.Span, "'except' and 'except*' cannot be mixed")
		}
	}
	return s
}

func (l *lowerer) handler(i uint32) Handler {
	h := Handler{Span: l.span(i)}
	for at := h.Start + uint32(len("except")); l.mask[at] == ' ' && !h.Group; at++ {
		h.Group = l.src[at] == '*' // masked by the scanner
	}
	kids := l.kids(i)
	first, second := none, none
	if kids.peek() != kBlock {
		first = kids.take()
	}
	if kids.peek() != kBlock {
		second = kids.take()
	}
	if first != none {
		l.handlerType(&h, first, second)
	} else if h.Group {
		l.fail(h.Span.Span, "expected an exception after 'except*'")
	}
	h.Body = l.body(kids.take())
	return h
}

// handlerType lowers what stands between except and its colon. The scanner has
// masked "as" by a comma.
func (l *lowerer) handlerType(h *Handler, first, second uint32) {
	h.Type = l.expr(first)
	if types, ok := h.Type.(*Tuple); ok && !types.Parenthesised && len(types.Elements) == 2 {
		h.Ambiguous = !h.Group
	}
	if second == none {
		return
	}
	if l.separator(first, second) != ',' {
		l.handlerName(h, second)
		return
	}
	h.Ambiguous = !h.Group
	l.nodes++
	types := []Expr{h.Type, l.expr(second)}
	h.Type = &Tuple{Span: l.join(types[0], types[1]), Elements: types}
}

func (l *lowerer) handlerName(h *Handler, i uint32) {
	if l.raw[i].kind != kIdentifier {
		l.fail(l.span(i).Span, "expected a name after 'as'")
		return
	}
	h.Name = l.name(i)
}

func (l *lowerer) join(a, b Expr) Span {
	return Span{text.Span{Start: a.Range().Start, End: b.Range().End}}
}

func (l *lowerer) decorated(i uint32) Stmt {
	kids := l.kids(i)
	var decorators []Expr
	for kids.peek() == kDecorator {
		d := l.kids(kids.take())
		e := l.expr(d.take())
		if _, ok := e.(*Starred); ok {
			l.fail(e.Range(), "unexpected '*'")
		}
		decorators = append(decorators, e)
	}
	switch kids.peek() {
	case kFunction:
		return l.function(kids.take(), l.span(i), decorators)
	case kClass:
		return l.class(kids.take(), l.span(i), decorators)
	}
	return l.lost(l.span(i))
}

func (l *lowerer) class(i uint32, span Span, decorators []Expr) Stmt {
	kids := l.kids(i)
	name := kids.take()
	if name == none {
		return l.lost(span)
	}
	s := &ClassDef{Span: span, Name: l.name(name), NameSpan: l.span(name).Span, Decorators: decorators}
	if kids.peek() == kTypeParameter {
		kids.take()
	}
	if kids.peek() == kArgumentList {
		s.Args = l.arguments(kids.take())
	}
	// What a class body yields is not the function's around it, and Python
	// refuses it.
	outer := l.yields
	s.Body = l.body(kids.take())
	l.yields = outer
	return s
}

func (l *lowerer) function(i uint32, span Span, decorators []Expr) Stmt {
	kids := l.kids(i)
	name := kids.take()
	if name == none {
		return l.lost(span)
	}
	before := l.nodes
	s := &FunctionDef{Span: span, Name: l.name(name), NameSpan: l.span(name).Span, Decorators: decorators, Async: l.async(i)}
	if kids.peek() == kTypeParameter {
		kids.take()
	}
	var python2 bool
	s.Params, python2 = l.params(kids.take())
	if kids.peek() == kType {
		s.Returns = l.annotation(kids.take(), false)
	}
	outer := l.yields
	l.yields = false
	s.Body = l.body(kids.take())
	s.Generator = l.yields
	l.yields = outer
	if python2 {
		l.nodes = before
		return l.opaque(span, "Python 2 function")
	}
	return s
}
