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
	case *python.Attribute:
		return withOrigin(it.attribute(e), it.here(e))
	case *python.Subscript:
		return withOrigin(it.subscript(e), it.here(e))
	case *python.Call:
		return withOrigin(it.callExpression(e), it.here(e))
	case *python.Unary:
		return withOrigin(it.unary(e), it.here(e))
	case *python.Binary:
		left := it.eval(e.Left)
		return it.here(e).of(it.binary(e.Op, left, it.eval(e.Right), e))
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
		it.assign(e.Target, value, &python.ExprStmt{Span: e.Span, Value: e})
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
			if seen[v] {
				continue
			}
			seen[v] = true
		}
		distinct = append(distinct, e)
	}
	return it.sequence(SetKind, distinct)
}

func (it *interpreter) dict(e *python.Dict) *Mapping {
	content := mappingVersion{}
	for _, item := range e.Items {
		value := it.eval(item.Value)
		if item.Key == nil {
			content = it.unpackInto(content, value)
			continue
		}
		key, ok := it.eval(item.Key).Single()
		if !ok || !hashable(key) {
			if ok {
				content.more = unknown("a key " + reasonOf(key))
			} else {
				content.more = unknown("a key has several possible values")
			}
			continue
		}
		if lookupEntry(content.entries, key) != nil {
			content.entries = withEntry(content.entries, Entry{Key: key, KeySpan: item.Key.Range(), Alternatives: value})
		} else {
			content.entries = append(content.entries, Entry{Key: key, KeySpan: item.Key.Range(), Alternatives: value})
		}
	}
	return it.mapping(content.entries, content.more)
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

// comprehension evaluates a comprehension over collections whose elements are
// known, and gives a collection of unknown elements for any other.
func (it *interpreter) comprehension(e *python.Comprehension) Alternatives {
	inner := newScope(it.scope.module, it.scope, it.pc)
	if it.scope.class {
		inner.outer = it.scope.outer
	}
	outer := it.scope
	var elements []Element
	var entries []Entry
	why := it.comprehend(e.Clauses, inner, func() {
		if e.Kind != python.DictComprehension {
			elements = append(elements, Element{Alternatives: it.eval(e.Element)})
			return
		}
		key, ok := it.eval(e.Key).Single()
		value := it.eval(e.Element)
		if !ok || !hashable(key) {
			entries = append(entries, Entry{})
			return
		}
		entries = withEntry(entries, Entry{Key: key, Alternatives: value})
	})
	it.scope = outer
	for _, entry := range entries {
		if entry.Key == nil {
			why = unknown("a key of the comprehension is not known")
		}
	}
	switch {
	case e.Kind == python.DictComprehension && why != nil:
		return one(it.mapping(nil, why))
	case e.Kind == python.DictComprehension:
		return one(it.mapping(entries, nil))
	case why != nil:
		elements = []Element{{Spread: why}}
	}
	if e.Kind == python.SetComprehension {
		return one(it.setDisplay(elements))
	}
	return one(it.sequence(ListKind, elements))
}

func (it *interpreter) comprehend(clauses []python.Clause, inner *scope, yield func()) *Unknown {
	if len(clauses) == 0 {
		yield()
		return nil
	}
	clause := clauses[0]
	iterated := it.eval(clause.Iter) // the first one in the scope around
	it.scope = inner
	listed, ok := it.iterate(iterated)
	if !ok || clause.Async {
		if v, single := iterated.Single(); single {
			if _, isSequence := v.(*Sequence); !isSequence {
				return unknown("it is made from something that " + reasonOf(v))
			}
		}
		return unknown("it is made from something that is not known")
	}
	for _, value := range listed {
		if it.pc.never() || !it.step() {
			break
		}
		it.written++
		if it.written > maxWritten {
			return unknown("gave up because the collection is too large")
		}
		it.scope = inner
		it.assign(clause.Target, value, &python.ExprStmt{Span: python.Span{Span: clause.Target.Range()}})
		keep := true
		for _, test := range clause.Tests {
			yes, no := it.split(it.eval(test), test)
			if yes.never() {
				keep = false
				break
			}
			if !no.never() {
				return unknown("the comprehension has a condition that is not known")
			}
		}
		if !keep {
			continue
		}
		if why := it.comprehend(clauses[1:], inner, yield); why != nil {
			return why
		}
	}
	return it.exhausted
}
