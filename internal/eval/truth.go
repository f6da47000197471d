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
	absent := 0
	for _, e := range m.entries {
		if !hasUnbound(e.Alternatives) {
			return true, true
		} else if isUnbound(e.Alternatives) {
			absent++
		}
	}
	return false, absent == len(m.entries) && m.more == nil
}

func isUnknown(a Alternatives) bool {
	v, _ := a.Single()
	_, ok := v.(*Unknown)
	return ok
}

// truth divides by the truth of a value.
func (it *interpreter) truth(v Value, n python.Node) []branch {
	if truth, known := knownTruth(v); known {
		return certainly(truth)
	}
	switch v := v.(type) {
	case *External:
		if it.isTouched(v) {
			return either(it.freshTest(n))
		}
		return externalTruth(v)
	case *Unknown:
		return either(it.testOf(v, n))
	case *Sequence:
		return it.versionsTruth(v, n)
	case *Mapping:
		return it.contentsTruth(v, n)
	case *Instance:
		if l, ok := v.state.(*lazy); ok && l.again && !hasSpread(l.elements) {
			return certainly(len(l.elements) > 0)
		}
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

func (it *interpreter) contentsTruth(m *Mapping, n python.Node) []branch {
	var branches []branch
	for _, v := range m.versions {
		if len(m.versions) > 1 && !it.pc.allows(v.guard) {
			continue
		}
		inner := either(it.freshTest(n))
		if truth, known := entriesTruth(v); known {
			inner = certainly(truth)
		} else if guards, known := presence(v); known {
			inner = guards
		}
		for _, b := range inner {
			if g, ok := v.guard.And(b.guard); ok {
				branches = append(branches, branch{guard: g, truth: b.truth})
			}
		}
	}
	return branches
}

// presence divides by whether the only key of a dict is there.
func presence(m mappingVersion) (branches []branch, known bool) {
	if len(m.entries) != 1 || m.more != nil {
		return nil, false
	}
	for _, alternative := range m.entries[0].Alternatives {
		if isUnknown(Alternatives{alternative}) && mayBeAbsent(alternative.Value) {
			return nil, false
		}
		_, absent := alternative.Value.(Unbound)
		branches = append(branches, branch{guard: alternative.Guard, truth: !absent})
	}
	return branches, true
}

func externalTruth(e *External) []branch {
	if e.isVariable() {
		return []branch{
			{guard: Variable(e.Source.Name, nonEmpty()), truth: true},
			{guard: Variable(e.Source.Name, exactly("")), truth: false},
		}
	}
	return either(e.expression())
}

// isVariable reports whether it is the text of an environment variable as it
// stands.
func (e *External) isVariable() bool { return e.Source.Kind == Environment && e.Through == "" }

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
	return &External{Source: e.Source, Through: expression, Type: typeName, vague: e.vague}
}

// vaguely is an external after a step that the expression does not fully tell.
func (e *External) vaguely(expression string) *External {
	result := e.through(expression, "")
	result.vague = true
	return result
}

// touch notes that an external may have been changed in place: what was known
// of it by its expression is so no longer.
func (it *interpreter) touch(e *External) {
	if it.touched == nil {
		it.touched = map[any]bool{}
	}
	it.touched[e] = true
	if e.Source.Kind != Environment { // others may stand for the same object
		it.touched[e.Source] = true
	}
}

func (it *interpreter) isTouched(e *External) bool {
	return e.vague || it.touched[e] || it.touched[e.Source]
}

// uniqueTest is a name like none before.
func (it *interpreter) uniqueTest(name string) string {
	if it.testNames == nil {
		it.testNames = map[string]bool{}
	}
	if it.testNames[name] {
		it.testCount++
		name += fmt.Sprintf(" #%d", it.testCount)
	}
	it.testNames[name] = true
	return name
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
