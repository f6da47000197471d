package eval

import (
	"math"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

func (it *interpreter) unary(e *python.Unary) Alternatives {
	if e.Op == "not" {
		yes, no := it.split(it.eval(e.Operand), e.Operand)
		switch {
		case no.never():
			return one(Bool(false)).within(yes)
		case yes.never():
			return one(Bool(true)).within(no)
		}
		return append(one(Bool(false)).under(yes), one(Bool(true)).under(no)...)
	}
	return it.each(it.eval(e.Operand), func(a Alternative) Alternatives {
		if result, ok := it.operateInstance(e.Op, a.Value, nil); ok {
			return result
		}
		return one(signed(e.Op, a.Value))
	})
}

// signed is a number after -, + or ~.
func signed(op string, v Value) Value {
	switch v := v.(type) {
	case Int:
		switch op {
		case "-":
			return -v
		case "~":
			return ^v
		}
		return v
	case Float:
		if op == "-" {
			return -v
		}
		return v
	}
	return derived(op, v)
}

// binary is an arithmetic, shift or bit operation.
func (it *interpreter) binary(op string, left, right Alternatives, n python.Node) Alternatives {
	if it.refuse(op, left, right, n) {
		return nil
	}
	left, right = left.within(it.pc), right.within(it.pc)
	if op == "/" {
		left = emptyApart(left)
	}
	result := it.pairs(left, right, func(x, y Value) Alternatives { return it.operate(op, x, y, n) })
	for i := range result {
		result[i].Origin = Origin{}
	}
	return result
}

func (it *interpreter) operate(op string, x, y Value, n python.Node) Alternatives {
	if result, ok := it.operateInstance(op, x, y); ok {
		return result
	}
	if divisor, ok := numeric(y); ok && divisor == 0 && (op == "/" || op == "//" || op == "%") {
		if _, ok := numeric(x); ok {
			it.raise(Guard{}, failure{exception: "ZeroDivisionError", message: "division by zero", node: n})
			return nil
		}
	}
	if a, ok := x.(Int); ok {
		if b, ok := y.(Int); ok {
			return one(integerOperation(op, a, b))
		}
	}
	if a, ok := numeric(x); ok {
		if b, ok := numeric(y); ok {
			_, float := x.(Float)
			_, otherFloat := y.(Float)
			if (float || otherFloat) && slices.Contains([]string{"|", "&", "^", "<<", ">>"}, op) {
				it.raise(Guard{}, failure{exception: "TypeError", message: "a float has no " + op, node: n})
				return nil
			}
			return one(numberOperation(op, a, b, x, y))
		}
	}
	switch op {
	case "+":
		return it.add(x, y)
	case "/":
		if p, ok := x.(*Path); ok {
			return one(joinPath(p, y))
		}
		if p, ok := y.(*Path); ok {
			if s, ok := x.(Str); ok {
				return one(joinPath(&Path{Name: s}, p))
			}
		}
	case "%":
		if format, ok := x.(Str); ok {
			return one(it.percent(format, y))
		}
	case "*":
		return one(it.repeat(x, y))
	case "|":
		return it.merge(x, y)
	case "-":
		if a, ok := x.(*Sequence); ok && a.Kind == SetKind {
			return one(it.difference(a, y))
		}
	}
	if text, ok := y.(*Text); ok && op == "%" {
		return one(derived(op, text, x))
	}
	it.doubt("the operation " + op + " fails")
	return one(derived(op, x, y))
}

// doubtOperation notes that an operation on values that are not known may
// raise.
func (it *interpreter) doubtOperation(values ...Value) {
	for _, v := range values {
		switch v.(type) {
		case *Unknown, *Object, *Instance:
			it.doubt("an operation on something unknown fails")
		}
	}
}

// operateInstance is an operator of an instance that djvet models.
func (it *interpreter) operateInstance(op string, x, y Value) (Alternatives, bool) {
	if i, ok := x.(*Instance); ok {
		if operand, ok := i.state.(nativeOperand); ok {
			return operand.operate(it, op, y)
		}
	}
	return nil, false
}

func integerOperation(op string, a, b Int) Value {
	const big = 1 << 31
	small := a < big && a > -big && b < big && b > -big
	switch op {
	case "+":
		if sum := a + b; (sum > a) == (b > 0) {
			return sum
		}
	case "-":
		if difference := a - b; (difference < a) == (b > 0) {
			return difference
		}
	case "*":
		if small {
			return a * b
		}
	case "/":
		if small {
			return Float(float64(a) / float64(b))
		}
	case "//":
		if b != 0 && small {
			return Int(math.Floor(float64(a) / float64(b)))
		}
	case "%":
		switch rest := a % b; {
		case rest != 0 && (rest < 0) != (b < 0): // Python's has the sign of the divisor
			return rest + b
		default:
			return rest
		}
	case "**":
		if power, ok := integerPower(a, b); ok {
			return power
		}
	case "|":
		return a | b
	case "&":
		return a & b
	case "^":
		return a ^ b
	case "<<":
		if small && b >= 0 && b < 31 {
			return a << b
		}
	case ">>":
		if b >= 0 && b < 64 {
			return a >> b
		}
	}
	return unknown("arithmetic that is not followed")
}

func integerPower(base, exponent Int) (Int, bool) {
	if exponent < 0 || exponent > 63 || base > 1<<31 || base < -1<<31 {
		return 0, false
	}
	power := Int(1)
	for range exponent {
		if power > 1<<31 || power < -1<<31 {
			return 0, false
		}
		power *= base
	}
	return power, true
}

func numberOperation(op string, a, b float64, x, y Value) Value {
	_, boolX := x.(Bool)
	_, boolY := y.(Bool)
	if boolX || boolY {
		if boolX && boolY && op == "|" {
			return Bool(a+b > 0)
		}
		if boolX && boolY && op == "&" {
			return Bool(a*b > 0)
		}
		_, floatX := x.(Float)
		_, floatY := y.(Float)
		if !floatX && !floatY && (op == "+" || op == "-" || op == "*") {
			return integerOperation(op, Int(a), Int(b))
		}
		return unknown("arithmetic that is not followed")
	}
	switch op {
	case "+":
		return Float(a + b)
	case "-":
		return Float(a - b)
	case "*":
		return Float(a * b)
	case "/":
		if b != 0 {
			return Float(a / b)
		}
	}
	return unknown("arithmetic that is not followed")
}

// add is x + y for strings and sequences.
func (it *interpreter) add(x, y Value) Alternatives {
	if a, ok := x.(*Sequence); ok {
		return it.concatenate(a, y)
	}
	if b, ok := y.(*Sequence); ok {
		if _, isUnknown := x.(*Unknown); isUnknown && b.Kind != SetKind {
			return it.eachVersion(b, func(elements []Element) Alternatives {
				return one(it.sequence(b.Kind, append(spread(reasonOf(x)), elements...)))
			})
		}
		return one(derived("+", x, y))
	}
	a, okA := partsOf(x)
	b, okB := partsOf(y)
	if okA && okB {
		return one(fromParts(append(slices.Clone(a), b...)))
	}
	if okA || okB { // text + unknown is text, if it does not raise
		it.doubtOperation(x, y)
		if _, isUnknown := x.(*Unknown); isUnknown {
			return one(fromParts(append([]TextPart{{Hole: x}}, b...)))
		}
		if _, isUnknown := y.(*Unknown); isUnknown {
			return one(fromParts(append(slices.Clone(a), TextPart{Hole: y})))
		}
	}
	if a, ok := x.(Bytes); ok {
		if b, ok := y.(Bytes); ok && len(a)+len(b) <= maxText {
			return one(a + b)
		}
	}
	return one(derived("+", x, y))
}

func (it *interpreter) concatenate(a *Sequence, y Value) Alternatives {
	return it.eachVersion(a, func(left []Element) Alternatives {
		b, ok := y.(*Sequence)
		if !ok {
			return one(it.sequence(a.Kind, append(slices.Clip(left), spread(reasonOf(y))...)))
		}
		if b.Kind != a.Kind {
			it.doubt("adding a list and a tuple fails")
			return one(unknown("a list and a tuple cannot be added"))
		}
		return it.eachVersion(b, func(right []Element) Alternatives {
			return one(it.sequence(a.Kind, append(slices.Clip(left), right...)))
		})
	})
}

func (it *interpreter) repeat(x, y Value) Value {
	if _, ok := x.(Int); ok {
		x, y = y, x
	}
	n, ok := y.(Int)
	if !ok {
		it.doubt("the operation * fails")
		return derived("*", x, y)
	}
	n = max(n, 0)
	switch x := x.(type) {
	case Str:
		if int64(n)*int64(len(x)) > maxText {
			return unknown("gave up because the string is too long")
		}
		return Str(strings.Repeat(string(x), int(n)))
	case *Sequence:
		elements, ok := it.only(x)
		if !ok || int64(n)*int64(len(elements)) > maxElements {
			return unknown("gave up because the collection is too large")
		}
		return it.sequence(x.Kind, slices.Repeat(elements, int(n)))
	}
	it.doubt("the operation * fails")
	return derived("*", x, y)
}

// merge is x | y for dicts and sets.
func (it *interpreter) merge(x, y Value) Alternatives {
	if a, ok := x.(*Mapping); ok {
		return it.eachEntries(a, func(v mappingVersion) Alternatives {
			content := it.unpackInto(v, one(y))
			return one(it.mapping(content.entries, content.more))
		})
	}
	a, okA := x.(*Sequence)
	b, okB := y.(*Sequence)
	if okA && okB && a.Kind == SetKind && b.Kind == SetKind {
		left, okL := it.only(a)
		right, okR := it.only(b)
		if okL && okR {
			return one(it.setDisplay(append(slices.Clip(left), right...)))
		}
	}
	it.doubt("the operation | fails")
	return one(derived("|", x, y))
}

func (it *interpreter) difference(a *Sequence, y Value) Value {
	b, ok := y.(*Sequence)
	if !ok {
		it.doubt("the operation - fails")
		return derived("-", a, y)
	}
	left, okL := it.only(a)
	right, okR := it.only(b)
	if !okL || !okR {
		return unknown("a difference of sets is not followed here")
	}
	removed := map[Value]bool{}
	for _, e := range right {
		v, ok := e.Alternatives.Single()
		if e.Spread != nil || !ok || !hashable(v) {
			return unknown("a difference of sets is not followed here")
		}
		removed[canonical(v)] = true
	}
	var kept []Element
	for _, e := range left {
		v, ok := e.Alternatives.Single()
		if e.Spread != nil || !ok || !hashable(v) {
			return unknown("a difference of sets is not followed here")
		}
		if !removed[canonical(v)] {
			kept = append(kept, e)
		}
	}
	return it.sequence(SetKind, kept)
}
