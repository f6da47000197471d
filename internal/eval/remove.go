package eval

import (
	"slices"

	"github.com/djvet/djvet/parser/python"
)

// remove is del target.
func (it *interpreter) remove(target python.Expr) {
	switch target := target.(type) {
	case *python.Name:
		it.unbind(it.scope, target.ID, target.Range())
	case *python.Subscript:
		container, index := it.eval(target.Value), it.indexOfTarget(target)
		for _, alternative := range container {
			it.inside(it.pc.within(alternative.Guard), func() { it.removeItem(alternative.Value, index, target) })
		}
	case *python.Attribute:
		it.storeAttribute(target, one(Unbound{}))
	case *python.Tuple:
		for _, element := range target.Elements {
			it.remove(element)
		}
	case *python.List:
		for _, element := range target.Elements {
			it.remove(element)
		}
	}
}

func (it *interpreter) removeItem(container Value, index Alternatives, target *python.Subscript) {
	switch v := container.(type) {
	case *Mapping:
		it.removeKeys(v, index, target)
	case *Sequence:
		it.removeElementAt(v, index, target)
	case *Instance:
		if v.Class.Name != "os.environ" {
			it.setItem(v, index, one(Unbound{}), &python.ExprStmt{Span: target.Span})
			return
		}
		for _, alternative := range index {
			it.inside(it.pc.within(alternative.Guard), func() {
				name, ok := alternative.Value.(Str)
				if !ok {
					it.taintEnvironment(unknown("a variable that is not known was removed"))
					return
				}
				it.present(it.readVariable(string(name)), environKeyError(target, string(name)))
				it.writeVariable(string(name), one(Unbound{}), false, target)
			})
		}
	case *Unknown:
		it.doubt("an item cannot be deleted")
		it.taintValue(v, unknown("an item may have been deleted"))
	case *External:
		it.doubt("an item cannot be deleted")
		it.touch(v)
	}
}

func (it *interpreter) removeKeys(m *Mapping, index Alternatives, target *python.Subscript) {
	for _, alternative := range index {
		it.inside(it.pc.within(alternative.Guard), func() {
			if hashable(alternative.Value) {
				found := it.keyAlternatives(m, alternative.Value)
				it.present(found, failure{exception: "KeyError", message: "the dict has no such key", node: target})
			} else {
				it.doubt("a key is missing")
			}
			it.setKey(m, one(alternative.Value), one(Unbound{}), nil)
		})
	}
}

func (it *interpreter) removeElementAt(s *Sequence, index Alternatives, target *python.Subscript) {
	v, _ := index.Single()
	at, ok := v.(Int)
	if ok {
		it.element(s, at, target) // which raises where there is none
	}
	it.changeList(s, func(elements []Element) []Element {
		n, inside := position(at, len(elements))
		if !ok || !inside || hasSpread(elements) {
			return spread("an element was deleted")
		}
		return slices.Delete(slices.Clone(elements), n, n+1)
	})
}
