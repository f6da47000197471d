package python

import (
	"bytes"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// binary lowers an operation of two operands.
func (l *lowerer) binary(i uint32) Expr {
	op := l.operator(i)
	if op.text == "&" || op.text == "^" {
		return l.bits(i)
	}
	if l.src[op.at] == ',' {
		return l.types(i)
	}
	kids := l.kids(i)
	left, star := l.leading(kids.take())
	b := &Binary{Span: l.span(i), Op: op.text, Left: left, Right: l.expr(kids.take())}
	return finish(b, &b.Span, star)
}

// operator is the text between two operands and where it stands.
type operator struct {
	text string
	at   uint32
}

// operators gives what stands between the children of an operation, by the
// text: words apart by one space.
func (l *lowerer) operators(i uint32) []operator {
	kids := l.kids(i)
	from := l.raw[kids.take()].end
	ops := make([]operator, 0, 1)
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		between := l.mask[from:l.raw[k].start]
		at := from + uint32(len(between)-len(bytes.TrimLeft(between, " ")))
		ops = append(ops, operator{text: known(between), at: at})
		from = l.raw[k].end
	}
	return ops
}

func (l *lowerer) operator(i uint32) operator {
	if ops := l.operators(i); len(ops) > 0 {
		return ops[0]
	}
	return operator{at: l.raw[i].start}
}

// known gives the common operators without allocating.
func known(between []byte) string {
	switch op := bytes.TrimSpace(between); string(op) {
	case "+":
		return "+"
	case "-":
		return "-"
	case "/":
		return "/"
	case "%":
		return "%"
	case "*":
		return "*"
	case "|":
		return "|"
	case "==":
		return "=="
	case "!=":
		return "!="
	case "in":
		return "in"
	case "is":
		return "is"
	case "and":
		return "and"
	case "or":
		return "or"
	default:
		return strings.Join(strings.Fields(string(op)), " ")
	}
}

// bits lowers a chain of & and ^. The grammar binds ^ tighter; Python does &.
func (l *lowerer) bits(i uint32) Expr {
	operands, ops := l.flatten(i, nil, nil)
	first, star := l.leading(operands[0])
	var sum, product Expr = nil, first
	start := func(e Expr, k uint32) uint32 { return min(e.Range().Start, l.raw[k].start) }
	sumAt, productAt := operands[0], operands[0]
	add := func(end uint32) {
		if sum == nil {
			sum, sumAt = product, productAt
			return
		}
		l.nodes++
		sum = &Binary{Span: Span{text.Span{Start: start(sum, sumAt), End: end}}, Op: "^", Left: sum, Right: product}
	}
	l.nodes--
	for n, op := range ops {
		right := operands[n+1]
		if op == "^" {
			add(l.raw[operands[n]].end)
			product, productAt = l.expr(right), right
			continue
		}
		at := start(product, productAt)
		l.nodes++
		product = &Binary{Span: Span{text.Span{Start: at, End: l.raw[right].end}}, Op: op, Left: product, Right: l.expr(right)}
	}
	add(l.raw[operands[len(operands)-1]].end)
	if star == nil {
		return sum
	}
	return &Starred{Span: l.span(i), Value: sum}
}

// flatten gives the operands and operators of nested & and ^ in order.
func (l *lowerer) flatten(i uint32, operands []uint32, ops []string) ([]uint32, []string) {
	op := l.operator(i)
	kids := l.kids(i)
	for n, k := range []uint32{kids.take(), kids.take()} {
		if n == 1 {
			ops = append(ops, op.text)
		}
		if k != none && l.raw[k].kind == kBinary {
			if inner := l.operator(k).text; inner == "&" || inner == "^" {
				operands, ops = l.flatten(k, operands, ops)
				continue
			}
		}
		operands = append(operands, k)
	}
	return operands, ops
}

// types lowers the classes of "except A, B, C:", whose commas are hidden.
func (l *lowerer) types(i uint32) Expr {
	kids := l.kids(i)
	first, star := l.leading(kids.take())
	types := []Expr{first}
	if t, ok := first.(*Tuple); ok && !t.Parenthesised {
		l.nodes--
		types = t.Elements
	}
	types = append(types, l.expr(kids.take()))
	t := &Tuple{Span: l.join(types[0], types[len(types)-1]), Elements: types}
	if star == nil {
		return t
	}
	return &Starred{Span: l.span(i), Value: t}
}

func (l *lowerer) unary(i uint32) Expr {
	kids := l.kids(i)
	u := &Unary{Span: l.span(i), Op: "not"}
	switch l.mask[u.Start] {
	case '-':
		u.Op = "-"
	case '+':
		u.Op = "+"
	case '~':
		u.Op = "~"
	}
	u.Operand = l.expr(kids.take())
	return u
}

// boolean lowers a chain of one operator, which the grammar nests to the left.
func (l *lowerer) boolean(i uint32) Expr {
	b := &Bool{Span: l.span(i), Op: l.operator(i).text}
	var right []uint32
	k := i
	for {
		kids := l.kids(k)
		left := kids.take()
		right = append(right, kids.take())
		if left == none || l.raw[left].kind != kBoolean || l.operator(left).text != b.Op {
			k = left
			break
		}
		k = left
	}
	first, star := l.leading(k)
	b.Operands = make([]Expr, 0, len(right)+1)
	b.Operands = append(b.Operands, first)
	for n := len(right) - 1; n >= 0; n-- {
		b.Operands = append(b.Operands, l.expr(right[n]))
	}
	return finish(b, &b.Span, star)
}

func (l *lowerer) comparison(i uint32) Expr {
	kids := l.kids(i)
	before := l.nodes
	left, star := l.leading(kids.take())
	c := &Compare{Span: l.span(i), Left: left, Rights: l.exprs(kids)}
	c.Ops = make([]string, 0, len(c.Rights))
	for _, op := range l.operators(i) {
		if op.text == "<>" {
			l.nodes = before
			return l.bad(c.Span, "Python 2 operator <>")
		}
		c.Ops = append(c.Ops, op.text)
	}
	return finish(c, &c.Span, star)
}

// conditional lowers a if b else c. In w := a if b else c the grammar takes
// w := a for the first part; for Python the whole is the value of w.
func (l *lowerer) conditional(i uint32) Expr {
	kids := l.kids(i)
	first := kids.take()
	if first != none && l.raw[first].kind == kNamedExpression {
		w, ok := l.walrus(first).(*Walrus)
		if !ok {
			return l.bad(l.span(i), "invalid syntax")
		}
		span := l.span(i)
		l.nodes++
		value := &Conditional{Span: Span{text.Span{Start: w.Value.Range().Start, End: span.End}}, Then: w.Value}
		value.Test = l.expr(kids.take())
		value.Else = l.expr(kids.take())
		return &Walrus{Span: span, Target: w.Target, Value: value}
	}
	then, star := l.leading(first)
	c := &Conditional{Span: l.span(i), Then: then}
	c.Test = l.expr(kids.take())
	c.Else = l.expr(kids.take())
	return finish(c, &c.Span, star)
}

func (l *lowerer) lambda(i uint32) Expr {
	kids := l.kids(i)
	f := &Lambda{Span: l.span(i)}
	before := l.nodes
	python2 := false
	if kids.peek() == kLambdaParameters {
		f.Params, python2 = l.params(kids.take())
	}
	// A yield in a lambda makes a generator of it, not of the function around.
	outer := l.yields
	f.Body = l.expr(kids.take())
	l.yields = outer
	if python2 {
		l.nodes = before
		return l.bad(f.Span, "Python 2 lambda")
	}
	return f
}

func (l *lowerer) walrus(i uint32) Expr {
	kids := l.kids(i)
	name := kids.take()
	w := &Walrus{Span: l.span(i)}
	if name == none || l.raw[name].kind != kIdentifier {
		return l.bad(w.Span, "invalid syntax")
	}
	l.nodes++
	w.Target = &Name{Span: l.span(name), ID: l.name(name)}
	w.Value = l.expr(kids.take())
	return w
}

// await lowers await x. The grammar binds it looser than a power; Python binds
// it tighter.
func (l *lowerer) await(i uint32) Expr {
	kids := l.kids(i)
	k := kids.take()
	span := l.span(i)
	value := l.expr(k)
	if b, ok := value.(*Binary); ok && l.raw[k].kind == kBinary {
		inner := Span{text.Span{Start: span.Start, End: b.Left.Range().End}}
		return &Binary{Span: span, Op: b.Op, Left: &Await{Span: inner, Value: b.Left}, Right: b.Right}
	}
	return &Await{Span: span, Value: value}
}

func (l *lowerer) yield(i uint32) Expr {
	l.yields = true
	y := &Yield{Span: l.span(i)}
	kids := l.kids(i)
	k, ok := kids.next()
	if !ok {
		return y
	}
	y.From = bytes.Equal(l.between(y.Start+uint32(len("yield")), l.raw[k].start), []byte("from"))
	y.Value = l.expr(k)
	return y
}
