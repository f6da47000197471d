package eval

import (
	"github.com/djvet/djvet/parser/python"
)

// eval evaluates an expression in the current worlds. Where it raises, these
// worlds are left; an empty result means that it raises in all of them.
func (it *interpreter) eval(e python.Expr) Alternatives {
	if !it.step() {
		return one(it.exhausted)
	}
	it.depth++
	defer func() { it.depth-- }()
	if it.depth > maxExpression {
		return one(unknown("gave up because the expression is nested too deeply"))
	}
	switch e := e.(type) {
	case *python.Name:
		return it.name(e)
	case *python.Str:
		if e.Bytes {
			return it.literal(Bytes(e.Value), e)
		}
		return it.literal(limitText(e.Value), e)
	case *python.Num:
		return it.literal(number(e), e)
	case *python.Constant:
		return it.literal(constant(e), e)
	case *python.FString:
		return withOrigin(it.fstring(e), it.here(e))
	case *python.Tuple:
		return it.literal(it.sequence(TupleKind, it.elements(e.Elements)), e)
	case *python.List:
		return it.literal(it.sequence(ListKind, it.elements(e.Elements)), e)
	case *python.Set:
		return it.literal(it.setDisplay(it.elements(e.Elements)), e)
	case *python.Dict:
		return it.literal(it.dict(e), e)
	}
	return it.compound(e)
}

// compound evaluates what is made from other expressions.
func (it *interpreter) compound(e python.Expr) Alternatives {
	switch e := e.(type) {
	case *python.Attribute:
		return withOrigin(it.doubtful(it.attribute(e)), it.here(e))
	case *python.Subscript:
		return withOrigin(it.doubtful(it.subscript(e)), it.here(e))
	case *python.Call:
		return withOrigin(it.doubtful(it.callExpression(e)), it.here(e))
	case *python.Unary:
		return withOrigin(it.doubtful(it.unary(e)), it.here(e))
	case *python.Binary:
		left := it.eval(e.Left)
		return it.here(e).of(it.doubtful(it.binary(e.Op, left, it.eval(e.Right), e)))
	case *python.Bool:
		return it.boolean(e.Op, e.Operands)
	case *python.Compare:
		return withOrigin(it.compare(e), it.here(e))
	case *python.Conditional:
		return it.conditional(e)
	case *python.Lambda:
		return it.literal(it.closure("lambda", e.Params, nil, e.Body), e)
	case *python.Comprehension:
		return withOrigin(it.comprehension(e), it.here(e))
	case *python.Walrus:
		value := it.eval(e.Value)
		inner := it.scope
		for it.scope.comprehension && it.scope.outer != nil {
			it.scope = it.scope.outer // a comprehension binds it in the scope around
		}
		it.assign(e.Target, value, &python.ExprStmt{Span: e.Span, Value: e})
		it.scope = inner
		return value
	case *python.Starred:
		return it.eval(e.Value)
	case *python.Bad:
		return it.literal(unknown(e.Reason), e)
	default:
		it.doubt("an expression that is not followed")
		return it.literal(unknown("this kind of expression is not followed"), e)
	}
}

// doubtful notes that what came out as unknown may have raised as well.
func (it *interpreter) doubtful(a Alternatives) Alternatives {
	if len(it.sinks) == 0 {
		return a
	}
	for _, alternative := range a {
		switch v := alternative.Value.(type) {
		case *Unknown:
			it.doubt("an operation on something unknown fails")
			return a
		case *External:
			if v.vague {
				it.doubt("an operation on something unknown fails")
				return a
			}
		}
	}
	return a
}

// of gives the origin to alternatives that have none.
func (o Origin) of(a Alternatives) Alternatives { return withOrigin(a, o) }

func number(n *python.Num) Value {
	switch n.Kind {
	case python.IntNumber:
		return Int(n.Int)
	case python.FloatNumber:
		return Float(n.Float)
	default:
		return unknown("numbers of this kind are not followed")
	}
}

func constant(c *python.Constant) Value {
	switch c.Kind {
	case python.True:
		return Bool(true)
	case python.False:
		return Bool(false)
	case python.Ellipsis:
		return &Object{Type: "ellipsis"}
	default:
		return None{}
	}
}

func (it *interpreter) elements(list []python.Expr) []Element {
	elements := make([]Element, 0, len(list))
	for _, e := range list {
		value := it.eval(e)
		if _, starred := e.(*python.Starred); !starred {
			if len(value) > 0 {
				elements = append(elements, Element{Alternatives: value})
			}
			continue
		}
		if len(value) == 1 {
			elements = append(elements, it.elementsOf(value[0])...)
		} else {
			elements = append(elements, Element{Spread: unknown("a starred element has several possible values")})
		}
	}
	return elements
}

// setDisplay drops what is certainly there twice.
func (it *interpreter) setDisplay(elements []Element) *Sequence {
	var distinct []Element
	seen := map[Value]bool{}
	for _, e := range elements {
		v, ok := e.Alternatives.Single()
		if e.Spread == nil && ok && hashable(v) {
			if seen[canonical(v)] {
				continue
			}
			seen[canonical(v)] = true
		}
		distinct = append(distinct, e)
	}
	return it.sequence(SetKind, distinct)
}

func (it *interpreter) dict(e *python.Dict) Value {
	m := it.mapping(nil, nil)
	var variables *variableMap
	// A display is written in one go as long as its keys are known.
	content := &m.versions[0]
	for _, item := range e.Items {
		if item.Key == nil {
			value := it.eval(item.Value)
			if above, ok := it.unpackedVariables(variables, m, value); ok {
				variables, m = above, above.own
			} else {
				it.updateMapping(m, value)
			}
			content = &m.versions[0]
			continue
		}
		key := it.eval(item.Key)
		value := keptAll(it.eval(item.Value))
		if it.pc.never() {
			return m
		}
		if k, ok := key.Single(); ok && hashable(k) && len(m.versions) == 1 {
			entry := Entry{Key: k, KeySpan: item.Key.Range(), Alternatives: value}
			if lookupEntry(content.entries, k) == nil {
				content.entries = append(content.entries, entry)
			} else {
				content.entries = withEntry(content.entries, entry)
			}
			continue
		}
		it.setKey(m, key, value, nil)
		content = &m.versions[0]
	}
	it.written += len(content.entries)
	if variables != nil {
		return nativeInstance("dict of variables", variables)
	}
	return m
}

// unpackInto is {**value} in a dict display.
func (it *interpreter) unpackInto(content mappingVersion, value Alternatives) mappingVersion {
	if v, ok := value.Single(); ok {
		if m, ok := v.(*Mapping); ok {
			if entries, more, ok := it.onlyEntries(m); ok {
				return mergeEntries(content, entries, more)
			}
		}
		return mergeEntries(content, nil, unknown("it unpacks something that "+reasonOf(v)))
	}
	return mergeEntries(content, nil, unknown("it unpacks something that has several possible values"))
}

// boolean is a chain of "and" or "or": an operand is evaluated only where those
// before it leave the outcome open.
func (it *interpreter) boolean(op string, operands []python.Expr) Alternatives {
	left := it.eval(operands[0])
	if len(operands) == 1 || len(left) == 0 {
		return left
	}
	var result Alternatives
	var open condition
	for _, alternative := range left {
		for _, branch := range it.truth(alternative.Value, operands[0]) {
			guard, ok := alternative.Guard.And(branch.guard)
			if !ok {
				continue
			}
			if branch.truth == (op == "and") {
				open = open.or(it.pc.within(guard))
				continue
			}
			kept := alternative
			kept.Guard = guard
			kept.Value = falsyExternal(kept.Value, branch.truth)
			result = append(result, kept)
		}
	}
	if len(open) > maxGuards {
		yes, no := it.opaqueSplit(operands[0])
		open, result = yes, left.under(no)
	}
	if len(result) == 0 {
		return it.boolean(op, operands[1:])
	}
	it.inside(open, func() {
		result = append(result, it.boolean(op, operands[1:]).within(it.pc).under(open)...)
	})
	return result.merged().bounded()
}

// falsyExternal is what an unknown text is known to be once it is falsy.
func falsyExternal(v Value, truth bool) Value {
	if e, ok := v.(*External); ok && !truth && e.Through == "" && e.Type == "str" {
		return Str("")
	}
	return v
}

func (it *interpreter) conditional(e *python.Conditional) Alternatives {
	yes, no := it.split(it.eval(e.Test), e.Test)
	if no.never() {
		return it.eval(e.Then)
	}
	if yes.never() {
		return it.eval(e.Else)
	}
	var result Alternatives
	it.inside(yes, func() { result = append(result, it.eval(e.Then).within(yes).under(yes)...) })
	it.inside(no, func() { result = append(result, it.eval(e.Else).within(no).under(no)...) })
	return result.merged().bounded()
}
