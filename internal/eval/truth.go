package eval

import (
	"fmt"
	"hash/fnv"

	"github.com/djvet/djvet/parser/python"
)

// branch is one outcome of a test and when it happens.
type branch struct {
	guard Guard
	truth bool
}

func certainly(truth bool) []branch { return []branch{{truth: truth}} }

func either(test string) []branch {
	return []branch{{guard: Test(test, true), truth: true}, {guard: Test(test, false), truth: false}}
}

// Truth is the truth of a value in Python, if it is known.
func Truth(v Value) (truth, known bool) { return knownTruth(v) }

func knownTruth(v Value) (truth, known bool) {
	switch v := v.(type) {
	case None:
		return false, true
	case Bool:
		return bool(v), true
	case Int:
		return v != 0, true
	case Float:
		return v != 0, true
	case Str:
		return v != "", true
	case Bytes:
		return v != "", true
	case *Text:
		for _, part := range v.Parts {
			if _, isRoot := part.Hole.(Root); isRoot || part.Known != "" {
				return true, true
			}
		}
	case *Path, *Function, *Builtin, *ModuleValue, *Class:
		return true, true
	case *Sequence:
		if len(v.versions) == 1 {
			return elementsTruth(v.versions[0].elements)
		}
	case *Mapping:
		if len(v.versions) == 1 {
			return entriesTruth(v.versions[0])
		}
	}
	return false, false
}

func elementsTruth(elements []Element) (truth, known bool) {
	for _, e := range elements {
		if e.Spread == nil {
			return true, true
		}
	}
	return false, len(elements) == 0
}

func entriesTruth(m mappingVersion) (truth, known bool) {
	for _, e := range m.entries {
		certain := true
		for _, alternative := range e.Alternatives {
			if _, absent := alternative.Value.(Unbound); absent {
				certain = false
			}
		}
		if certain {
			return true, true
		}
	}
	return false, len(m.entries) == 0 && m.more == nil
}

// truth divides by the truth of a value.
func (it *interpreter) truth(v Value, n python.Node) []branch {
	if truth, known := knownTruth(v); known {
		return certainly(truth)
	}
	switch v := v.(type) {
	case *External:
		return externalTruth(v)
	case *Unknown:
		return either(it.testOf(v, n))
	case *Sequence:
		return it.versionsTruth(v, n)
	}
	return either(it.freshTest(n))
}

func (it *interpreter) versionsTruth(s *Sequence, n python.Node) []branch {
	var branches []branch
	for _, v := range s.versions {
		if !it.pc.allows(v.guard) {
			continue
		}
		if truth, known := elementsTruth(v.elements); known {
			branches = append(branches, branch{guard: v.guard, truth: truth})
			continue
		}
		for _, b := range either(it.freshTest(n)) {
			if g, ok := v.guard.And(b.guard); ok {
				branches = append(branches, branch{guard: g, truth: b.truth})
			}
		}
	}
	return branches
}

func externalTruth(e *External) []branch {
	if e.Source.Kind == Environment && e.Through == "" {
		return []branch{
			{guard: Variable(e.Source.Name, nonEmpty()), truth: true},
			{guard: Variable(e.Source.Name, exactly("")), truth: false},
		}
	}
	return either(e.expression())
}

// expression is the text that stands for an external in tests.
func (e *External) expression() string {
	if e.Through != "" {
		return e.Through
	}
	if e.Source.Kind == Environment {
		return "env " + e.Source.Name
	}
	return e.Source.String()
}

// through is an external after one more step.
func (e *External) through(expression, typeName string) *External {
	const enough = 200
	if len(expression) > enough { // still one name for one expression
		sum := fnv.New64a()
		_, _ = sum.Write([]byte(expression))
		expression = fmt.Sprintf("%s…%x", expression[:enough], sum.Sum64())
	}
	return &External{Source: e.Source, Through: expression, Type: typeName}
}

// testOf is the name of the test whether an unknown value is true: the same for
// the same value.
func (it *interpreter) testOf(u *Unknown, n python.Node) string {
	if name, ok := it.tests[u]; ok {
		return name
	}
	name := it.freshTest(n)
	it.tests[u] = name
	return name
}

// freshTest names a test that is like no other.
func (it *interpreter) freshTest(n python.Node) string {
	it.testCount++
	return fmt.Sprintf("%s (%s, #%d)", it.source(n), it.place(n), it.testCount)
}
