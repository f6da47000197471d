package python

import (
	"regexp"
	"sort"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// block lowers the statements below a module or a block. What is wrong in them
// does not hurt the statement around them.
func (l *lowerer) block(i uint32) []Stmt {
	outer := l.hurt
	kids := l.kids(i)
	body := make([]Stmt, 0, kids.rest())
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		l.nodes++
		body = append(body, l.stmt(k))
	}
	l.hurt = outer
	return body
}

// stmt lowers one statement.
func (l *lowerer) stmt(i uint32) Stmt {
	if span, ok := l.damage(i); ok {
		return l.wreck(span)
	}
	l.hurt = false
	before := l.nodes
	s := l.sound(i)
	if l.hurt {
		l.nodes = before
		return l.wreck(s.Range())
	}
	return s
}

// damage gives the span of the damage that a statement stands for.
func (l *lowerer) damage(i uint32) (text.Span, bool) {
	start := l.raw[i].start
	k := sort.Search(len(l.damaged), func(k int) bool { return l.damaged[k].Start >= start })
	if k < len(l.damaged) && l.damaged[k].Start == start {
		return l.damaged[k], true
	}
	return text.Span{}, false
}

func (l *lowerer) sound(i uint32) Stmt {
	span := l.span(i)
	switch l.raw[i].kind {
	case kExpressionStatement:
		return l.expressionStatement(i)
	case kImport:
		return &Import{Span: span, Names: l.aliases(l.kids(i), span.End)}
	case kFutureImport, kImportFrom:
		return l.importFrom(i)
	case kAssert:
		return l.assert(i)
	case kReturn:
		return &Return{Span: span, Value: l.optional(i)}
	case kDelete:
		return l.del(i)
	case kRaise:
		return l.raise(i)
	case kPass:
		return &Pass{Span: span}
	case kBreak:
		return &Break{Span: span}
	case kContinue:
		return &Continue{Span: span}
	case kGlobal, kNonlocal:
		return l.global(i)
	case kPrint:
		return l.python2(span, "print statement")
	case kExec:
		return l.python2(span, "exec statement")
	case kMatch:
		return l.opaque(span, "match")
	case kTypeAlias:
		return l.opaque(span, "type")
	default:
		return l.compound(i)
	}
}

func (l *lowerer) opaque(span Span, what string) Stmt {
	l.yields = l.yields || yieldWord.Match(l.mask[span.Start:span.End])
	return &Opaque{Span: span, Kind: what, Names: l.names(span.Span)}
}

// yieldWord finds a yield in a statement that is not lowered. One that belongs
// to a function inside it is found too, which does little harm.
var yieldWord = regexp.MustCompile(`\byield\b`)

// python2 is a statement that only Python 2 has.
func (l *lowerer) python2(span Span, what string) Stmt {
	l.nodes++
	return &ExprStmt{Span: span, Value: l.bad(span, "Python 2 "+what)}
}

// optional lowers the expression or the unparenthesised tuple that is the only
// child of a node, or gives nil.
func (l *lowerer) optional(i uint32) Expr {
	kids := l.kids(i)
	k, ok := kids.next()
	if !ok {
		return nil
	}
	return l.value(k)
}

func (l *lowerer) expressionStatement(i uint32) Stmt {
	span := l.span(i)
	kids := l.kids(i)
	switch kids.peek() {
	case kAssignment:
		return l.assignment(kids.take(), span)
	case kAugmentedAssignment:
		return l.augmented(kids.take(), span)
	}
	if kids.rest() > 1 || l.raw[l.raw[i].next-1].end < span.End && l.trailingComma(i) {
		l.nodes++
		return &ExprStmt{Span: span, Value: &Tuple{Span: span, Elements: l.exprs(kids)}}
	}
	return &ExprStmt{Span: span, Value: l.value(kids.take())}
}

// trailingComma tells whether a node ends with a comma after its only child.
func (l *lowerer) trailingComma(i uint32) bool {
	kids := l.kids(i)
	k, ok := kids.next()
	return ok && strings.HasPrefix(string(l.between(l.raw[k].end, l.raw[i].end)), ",")
}

// assignment lowers a = b = value, which the grammar nests to the right, and
// target: annotation = value.
func (l *lowerer) assignment(i uint32, span Span) Stmt {
	kids := l.kids(i)
	first := kids.take()
	if kids.peek() == kType {
		s := &AnnAssign{Span: span, Target: l.target(first)}
		s.Annotation = l.annotation(kids.take(), false)
		switch s.Target.(type) {
		case *Tuple, *List, *Starred:
			l.fail(s.Target.Range(), "only a single target can be annotated")
		}
		if k, ok := kids.next(); ok {
			s.Value = l.value(k)
		}
		return s
	}
	s := &Assign{Span: span, Targets: []Expr{l.target(first)}}
	right := kids.take()
	for right != none && l.raw[right].kind == kAssignment {
		kids := l.kids(right)
		s.Targets = append(s.Targets, l.target(kids.take()))
		if kids.peek() == kType {
			l.fail(l.span(right).Span, "an annotated target cannot be assigned to in a chain")
		}
		right = kids.take()
	}
	s.Value = l.value(right)
	return s
}

// value lowers the right side of an assignment and other expressions where a
// walrus needs parentheses. The grammar also takes an assignment there.
func (l *lowerer) value(i uint32) Expr {
	if i != none {
		switch l.raw[i].kind {
		case kAugmentedAssignment, kAssignment:
			l.fail(l.span(i).Span, "an assignment cannot be a value")
			return l.bad(l.span(i), "an assignment")
		case kNamedExpression:
			l.fail(l.span(i).Span, "':=' needs parentheses here")
		}
	}
	return l.expr(i)
}

// annotation lowers a type, which the grammar puts a node around. Only that of
// *args may have a star.
func (l *lowerer) annotation(i uint32, star bool) Expr {
	if i != none && l.raw[i].kind == kType {
		kids := l.kids(i)
		i = kids.take()
	}
	e := l.value(i)
	if _, ok := e.(*Starred); ok && !star {
		l.fail(e.Range(), "unexpected '*'")
	}
	return e
}

func (l *lowerer) augmented(i uint32, span Span) Stmt {
	kids := l.kids(i)
	left, right := kids.take(), kids.take()
	if left == none || right == none {
		return l.lost(span)
	}
	op := strings.TrimSuffix(string(l.between(l.raw[left].end, l.raw[right].start)), "=")
	s := &AugAssign{Span: span, Target: l.target(left), Op: op, Value: l.value(right)}
	switch s.Target.(type) {
	case *Tuple, *List, *Starred:
		l.fail(s.Target.Range(), "cannot be the target of '"+op+"='")
	}
	return s
}

// lost is a statement of which the tree lacks a part. No tree without errors
// does; if one did, nothing is concluded from it.
func (l *lowerer) lost(span Span) Stmt {
	l.fail(span.Span, "invalid syntax")
	return &Damaged{Span: span}
}

func (l *lowerer) assert(i uint32) Stmt {
	kids := l.kids(i)
	s := &Assert{Span: l.span(i), Test: l.expr(kids.take())}
	if k, ok := kids.next(); ok {
		s.Message = l.expr(k)
	}
	if kids.rest() > 0 {
		l.fail(s.Span.Span, "invalid syntax")
	}
	return s
}

func (l *lowerer) del(i uint32) Stmt {
	s := &Del{Span: l.span(i)}
	kids := l.kids(i)
	k := kids.take()
	if k != none && l.raw[k].kind == kExpressionList {
		s.Targets = l.exprs(l.kids(k))
	} else {
		s.Targets = []Expr{l.expr(k)}
	}
	for _, t := range s.Targets {
		l.checkTarget(t, "delete", false)
	}
	return s
}

// raise lowers raise and raise from. Python 2 has raise class, value, trace.
func (l *lowerer) raise(i uint32) Stmt {
	s := &Raise{Span: l.span(i)}
	kids := l.kids(i)
	k, ok := kids.next()
	if !ok {
		return s
	}
	if l.raw[k].kind == kExpressionList {
		l.nodes++
		s.Exc = l.bad(l.span(k), "Python 2 raise statement")
	} else if strings.HasPrefix(string(l.mask[s.Span.Start+5:l.raw[k].start]), " from ") {
		l.fail(s.Span.Span, "expected an exception before 'from'")
	} else {
		s.Exc = l.expr(k)
	}
	if k, ok := kids.next(); ok {
		s.Cause = l.expr(k)
	}
	return s
}

func (l *lowerer) global(i uint32) Stmt {
	s := &Global{Span: l.span(i), Nonlocal: l.raw[i].kind == kNonlocal}
	word := len("global")
	if s.Nonlocal {
		word = len("nonlocal")
	}
	span := text.Span{Start: s.Start + uint32(word), End: s.End}
	s.Names = l.names(span)
	return s
}
