package eval

import (
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// assign gives a value to a target.
func (it *interpreter) assign(target python.Expr, value Alternatives, s python.Stmt) {
	if it.pc.never() {
		return
	}
	switch target := target.(type) {
	case *python.Name:
		origin := Origin{Kind: Assigned, File: it.scope.module.File, Span: it.oneLine(s.Range(), target.Range())}
		it.bind(it.scope, target.ID, keptAll(value).stepped(origin), Write{
			File: it.scope.module.File, Span: s.Range(), Uses: mentions(s, target.ID),
		})
	case *python.Tuple:
		it.unpack(target.Elements, value, s)
	case *python.List:
		it.unpack(target.Elements, value, s)
	case *python.Starred:
		it.assign(target.Value, one(unknown("a starred target is not followed")), s)
	case *python.Subscript:
		it.store(target, value, s)
	case *python.Attribute:
		it.storeAttribute(target, value)
	}
}

// oneLine is what to show of a statement: the whole of it if it stands on one
// line, otherwise the part.
func (it *interpreter) oneLine(whole, part text.Span) text.Span {
	file := it.scope.module.File
	first, _ := file.Position(whole.Start)
	if last, _ := file.Position(whole.End); first != last {
		return part
	}
	return whole
}

// mentions reports whether the value of an assignment uses the name.
func mentions(s python.Stmt, name string) bool {
	assign, ok := s.(*python.Assign)
	return ok && usesName(assign.Value, name)
}

func usesName(e python.Expr, name string) bool {
	switch e := e.(type) {
	case *python.Name:
		return e.ID == name
	case *python.Binary:
		return usesName(e.Left, name) || usesName(e.Right, name)
	case *python.Starred:
		return usesName(e.Value, name)
	case *python.List:
		return anyUses(e.Elements, name)
	case *python.Tuple:
		return anyUses(e.Elements, name)
	case *python.Call:
		for _, arg := range e.Args {
			if usesName(arg.Value, name) {
				return true
			}
		}
		return usesName(e.Func, name)
	case *python.Attribute:
		return usesName(e.Value, name)
	case *python.Subscript:
		return usesName(e.Value, name)
	case *python.Bool:
		return anyUses(e.Operands, name)
	case *python.Conditional:
		return usesName(e.Test, name) || usesName(e.Then, name) || usesName(e.Else, name)
	case *python.Comprehension:
		for _, clause := range e.Clauses {
			if usesName(clause.Iter, name) {
				return true
			}
		}
	case *python.Dict:
		for _, item := range e.Items {
			if item.Value != nil && usesName(item.Value, name) {
				return true
			}
		}
	}
	return false
}

func anyUses(list []python.Expr, name string) bool {
	for _, e := range list {
		if usesName(e, name) {
			return true
		}
	}
	return false
}

// augment is target op= value. Lists, dicts and sets are changed in place, as
// in Python.
func (it *interpreter) augment(s *python.AugAssign) {
	old := it.eval(s.Target)
	value := it.eval(s.Value)
	if it.pc.never() {
		return
	}
	if v, ok := old.Single(); ok && it.augmentInPlace(s.Op, v, value) {
		it.noteChange(s.Target, one(v), s)
		if attribute, ok := s.Target.(*python.Attribute); ok {
			it.storeAttribute(attribute, one(v))
		}
		return
	}
	var result Alternatives
	for _, alternative := range old {
		it.inside(it.pc.within(alternative.Guard), func() {
			changed := Alternatives{alternative}
			if u, ok := alternative.Value.(*Unknown); ok {
				it.augmentInPlace(s.Op, u, value)
				it.doubt("an operation on something unknown fails")
				changed = one(again(u)).when(alternative.Guard)
			} else if !it.augmentInPlace(s.Op, alternative.Value, value) {
				changed = it.binary(s.Op, one(alternative.Value), value, s).when(alternative.Guard)
			}
			result = append(result, changed...)
		})
	}
	if it.pc.never() {
		return
	}
	result = result.merged().bounded()
	if name, ok := s.Target.(*python.Name); ok {
		origin := Origin{Kind: Assigned, File: it.scope.module.File, Span: it.oneLine(s.Range(), name.Range())}
		it.bind(it.scope, name.ID, result.stepped(origin), Write{File: it.scope.module.File, Span: s.Range(), Uses: true})
		return
	}
	it.assign(s.Target, result, s)
}

// augmentInPlace changes a value itself, if its type does so.
func (it *interpreter) augmentInPlace(op string, old Value, value Alternatives) bool {
	switch v := old.(type) {
	case *Sequence:
		switch {
		case v.Kind == TupleKind:
			return false
		case v.Kind == ListKind && op == "+":
			it.extendList(v, value)
		default:
			why := "a list or set is changed in a way that is not followed"
			it.changeList(v, func([]Element) []Element { return spread(why) })
		}
		return true
	case *Mapping:
		if op != "|" {
			return false
		}
		it.updateMapping(v, value)
		return true
	case *Unknown:
		it.taintValue(v, unknown("it may have been changed"))
	case *External:
		if v.Type != "str" {
			it.touch(v)
		}
	}
	return false
}

// noteChange records that what a name is bound to was changed in place.
func (it *interpreter) noteChange(target python.Expr, value Alternatives, n python.Node) {
	for {
		switch t := target.(type) {
		case *python.Subscript:
			target = t.Value
			continue
		case *python.Attribute:
			target = t.Value
			continue
		case *python.Call: // DATABASES.get("default").update(…)
			target = t.Func
			continue
		case *python.Name:
			if b := it.scope.lookup(t.ID); b != nil {
				b.writes = append(b.writes, Write{
					File: it.scope.module.File, Span: n.Range(), Value: value,
					Conditional: !it.elsewhere(it.scope.born).never(), Change: true, Uses: true,
				})
			}
		}
		return
	}
}

// store is target[index] = value.
func (it *interpreter) store(target *python.Subscript, value Alternatives, s python.Stmt) {
	container := it.eval(target.Value)
	index := it.indexOfTarget(target)
	if it.pc.never() {
		return
	}
	origin := Origin{Kind: Changed, File: it.scope.module.File, Span: it.oneLine(s.Range(), target.Range())}
	value = value.stepped(origin)
	for _, alternative := range container {
		worlds := it.pc.within(alternative.Guard)
		it.inside(worlds, func() {
			switch v := alternative.Value.(type) {
			case *Mapping:
				it.setKey(v, index, value, target.Index)
			case *Sequence:
				if slice, ok := target.Index.(*python.Slice); ok {
					it.setSlice(v, slice)
				} else {
					it.setElement(v, index, value, target)
				}
			case *Instance:
				it.setItem(v, index, value, s)
			case *Unknown:
				it.doubt("an item cannot be set")
				it.taintValue(v, unknownFrom("an item may have been set", changeableIn(nil, value)...))
			case *External:
				it.doubt("an item cannot be set")
				it.touch(v)
			}
		})
	}
	it.noteChange(target.Value, value, s)
}

func (it *interpreter) storeAttribute(target *python.Attribute, value Alternatives) {
	for _, alternative := range it.eval(target.Value) {
		worlds := it.pc.within(alternative.Guard)
		it.inside(worlds, func() {
			var attributes *scope
			switch v := alternative.Value.(type) {
			case *Instance:
				if state, ok := v.state.(nativeAttributes); ok {
					state.setAttribute(it, target.Name, value)
				}
				attributes = v.attributes
				if v.Class.pydantic != nil { // which may be frozen, lack the field, or convert the value
					it.doubt("settings cannot be changed")
					value = one(unknownFrom("it was set in settings of pydantic", changeableIn(nil, value)...))
				}
			case *Class:
				attributes = v.scope
			case *Unknown:
				it.taintValue(v, unknown("an attribute may have been set"))
			case *ModuleValue:
				if v.module != nil {
					attributes = v.module.scope
				}
			}
			if attributes != nil {
				it.bind(attributes, target.Name, value, Write{File: it.scope.module.File, Span: it.span})
			}
		})
	}
}

// indexOfTarget evaluates the index of a target; a slice has none.
func (it *interpreter) indexOfTarget(target *python.Subscript) Alternatives {
	if _, ok := target.Index.(*python.Slice); ok {
		return one(unknown("a slice"))
	}
	return it.eval(target.Index)
}

// setSlice changes or deletes a slice of a list.
func (it *interpreter) setSlice(s *Sequence, _ *python.Slice) {
	it.changeList(s, func([]Element) []Element { return spread("a slice was changed") })
}
