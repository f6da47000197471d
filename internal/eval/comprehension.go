package eval

import "github.com/djvet/djvet/parser/python"

// comprehension evaluates a comprehension over collections whose elements are
// known, and gives a collection of unknown elements for any other.
func (it *interpreter) comprehension(e *python.Comprehension) Alternatives {
	iterated := it.eval(e.Clauses[0].Iter) // in the scope around
	if it.pc.never() {
		return nil
	}
	if len(iterated) == 1 {
		return it.comprehensionOver(e, iterated)
	}
	return it.each(iterated, func(a Alternative) Alternatives {
		return it.comprehensionOver(e, Alternatives{a})
	})
}

func (it *interpreter) comprehensionOver(e *python.Comprehension, iterated Alternatives) Alternatives {
	inner := it.newScope(it.scope.module, it.scope, it.pc)
	inner.comprehension = true
	if it.scope.class {
		inner.outer = it.scope.outer
	}
	outer := it.scope
	var elements []Element
	dict := it.mapping(nil, nil)
	var over []Alternatives
	if first, ok := e.Clauses[0].Iter.(*python.Name); ok && e.Kind == python.GeneratorExpression {
		over = append(over, it.name(first))
	}
	it.scope = inner
	it.comprehendOver(e.Clauses, iterated, func(why *Unknown) {
		if e.Kind == python.DictComprehension {
			key := it.eval(e.Key)
			value := it.eval(e.Element)
			if why != nil {
				it.changeMapping(dict, func(v mappingVersion) mappingVersion { return v.spoiled(why) })
			} else if !it.pc.never() {
				it.setKey(dict, key, value, nil)
			}
			return
		}
		value := it.eval(e.Element)
		if why != nil {
			elements = append(elements, Element{Spread: why})
		} else if !it.pc.never() {
			elements = append(elements, Element{Alternatives: value})
		}
	})
	it.scope = outer
	if from := externalIterated(iterated); from != nil {
		made := from.vaguely(it.source(e) + " over " + from.expression())
		made.Type = comprehensionType(e.Kind)
		return one(made)
	}
	switch e.Kind {
	case python.DictComprehension:
		return one(dict)
	case python.SetComprehension:
		return one(it.setDisplay(elements))
	case python.GeneratorExpression:
		return it.iterator(elements, over...)
	default:
		return one(it.sequence(ListKind, elements))
	}
}

// comprehend runs the clauses, and yield for every element: with a reason for
// one that may be there or not, or any number of times.
func (it *interpreter) comprehend(clauses []python.Clause, yield func(*Unknown)) {
	if it.exhausted != nil {
		yield(it.exhausted)
		return
	}
	if len(clauses) == 0 {
		yield(nil)
		return
	}
	if iterated := it.eval(clauses[0].Iter); !it.pc.never() {
		it.comprehendOver(clauses, iterated, yield)
	}
}

func (it *interpreter) comprehendOver(clauses []python.Clause, iterated Alternatives, yield func(*Unknown)) {
	clause, inner := clauses[0], it.scope
	listed, ok := it.iterate(iterated)
	if !ok || clause.Async {
		why := unknown("it is made from something that is not known")
		if v, single := iterated.Single(); single {
			if _, isSequence := v.(*Sequence); !isSequence {
				why = unknown("it is made from something that " + reasonOf(v))
			}
		}
		it.doubt("a loop over something unknown fails")
		it.comprehendUnknown(clause, clauses[1:], iterated, why, yield)
		return
	}
	statement := &python.ExprStmt{Span: python.Span{Span: clause.Target.Range()}}
	for _, value := range listed {
		if it.pc.never() || !it.step() {
			break
		}
		it.written++
		if it.written > maxWritten {
			yield(unknown("gave up because the collection is too large"))
			return
		}
		it.scope = inner
		it.assign(clause.Target, value, statement)
		it.tested(clause.Tests, clauses[1:], yield)
	}
	if it.exhausted != nil {
		yield(it.exhausted)
	}
}

// tested goes on with the clauses where all tests hold.
func (it *interpreter) tested(tests []python.Expr, clauses []python.Clause, yield func(*Unknown)) {
	if len(tests) == 0 {
		it.comprehend(clauses, yield)
		return
	}
	yes, no := it.split(it.eval(tests[0]), tests[0])
	switch {
	case yes.never():
	case no.never():
		it.tested(tests[1:], clauses, yield)
	default:
		why := unknown("the comprehension has a condition that is not known")
		it.inside(yes, func() {
			it.tested(tests[1:], clauses, func(*Unknown) { yield(why) })
		})
	}
}

// comprehendUnknown runs what a comprehension would do for any element, for its
// effects.
func (it *interpreter) comprehendUnknown(clause python.Clause, clauses []python.Clause, iterated Alternatives, why *Unknown, yield func(*Unknown)) {
	var may []Value
	for _, alternative := range iterated {
		may = changeable(may, contents(alternative.Value)...)
	}
	it.havocked(func() {
		var element Value = unknownFrom(why.Reason, may...)
		if from := externalIterated(iterated); from != nil {
			element = from.vaguely("an element of " + from.expression())
		}
		it.assign(clause.Target, one(element), &python.ExprStmt{Span: python.Span{Span: clause.Target.Range()}})
		it.tested(clause.Tests, clauses, func(*Unknown) { yield(why) })
	})
}

// externalIterated is what supplies all that is iterated over, if one thing does.
func externalIterated(iterated Alternatives) *External {
	v, _ := iterated.Single()
	from, _ := v.(*External)
	return from
}

// comprehensionType is the type that a comprehension makes.
func comprehensionType(kind python.ComprehensionKind) string {
	switch kind {
	case python.DictComprehension:
		return "dict"
	case python.SetComprehension:
		return "set"
	case python.GeneratorExpression:
		return "generator"
	default:
		return "list"
	}
}
