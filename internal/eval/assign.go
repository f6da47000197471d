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
		it.bind(it.scope, target.ID, value.stepped(origin), Write{
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

// unpack assigns the elements of a sequence to several targets.
func (it *interpreter) unpack(targets []python.Expr, value Alternatives, s python.Stmt) {
	parts := make([]Alternatives, len(targets))
	for _, alternative := range value {
		elements, ok := it.unpacked(alternative.Value, len(targets))
		for i := range targets {
			part := one(unknown("unpacking is not followed here"))
			if ok {
				part = elements[i]
			} else if u, isUnknown := alternative.Value.(*Unknown); isUnknown {
				part = one(u)
			}
			parts[i] = append(parts[i], withOrigin(part, alternative.Origin).when(alternative.Guard)...)
		}
	}
	for i, target := range targets {
		it.assign(target, parts[i].bounded(), s)
	}
}

// unpacked are exactly n elements of a value.
func (it *interpreter) unpacked(v Value, n int) ([]Alternatives, bool) {
	sequence, ok := v.(*Sequence)
	if !ok || sequence.Kind == SetKind {
		return nil, false
	}
	elements, ok := it.only(sequence)
	if !ok || len(elements) != n {
		return nil, false
	}
	parts := make([]Alternatives, n)
	for i, e := range elements {
		if e.Spread != nil {
			return nil, false
		}
		parts[i] = e.Alternatives
	}
	return parts, true
}

// augment is target op= value. Lists are changed in place, as in Python.
func (it *interpreter) augment(s *python.AugAssign) {
	old := it.eval(s.Target)
	value := it.eval(s.Value)
	if it.pc.never() {
		return
	}
	if s.Op == "+" {
		if list, ok := old.Single(); ok {
			if sequence, ok := list.(*Sequence); ok && sequence.Kind == ListKind {
				it.extendList(sequence, value)
				it.noteChange(s.Target, one(sequence), s)
				return
			}
		}
	}
	if s.Op == "|" {
		if dict, ok := old.Single(); ok {
			if mapping, ok := dict.(*Mapping); ok {
				it.updateMapping(mapping, value)
				it.noteChange(s.Target, one(mapping), s)
				return
			}
		}
	}
	result := it.binary(s.Op, old, value, s)
	if name, ok := s.Target.(*python.Name); ok {
		origin := Origin{Kind: Assigned, File: it.scope.module.File, Span: it.oneLine(s.Range(), name.Range())}
		it.bind(it.scope, name.ID, result.stepped(origin), Write{File: it.scope.module.File, Span: s.Range(), Uses: true})
		return
	}
	it.assign(s.Target, result, s)
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
				it.record(func() func() {
					writes := len(b.writes)
					return func() { b.writes = b.writes[:writes] }
				})
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
	index := it.eval(target.Index)
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
				it.setElement(v, index, value)
			case *Instance:
				it.setItem(v, index, value, s)
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
				attributes = v.attributes
			case *Class:
				attributes = v.scope
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

// remove is del target.
func (it *interpreter) remove(target python.Expr) {
	switch target := target.(type) {
	case *python.Name:
		it.unbind(it.scope, target.ID, target.Range())
	case *python.Subscript:
		container, index := it.eval(target.Value), it.eval(target.Index)
		for _, alternative := range container {
			worlds := it.pc.within(alternative.Guard)
			it.inside(worlds, func() {
				switch v := alternative.Value.(type) {
				case *Mapping:
					it.setKey(v, index, one(Unbound{}), target.Index)
				case *Sequence:
					it.changeList(v, func([]Element) []Element { return spread("an element was deleted") })
				}
			})
		}
	case *python.Tuple:
		for _, element := range target.Elements {
			it.remove(element)
		}
	}
}
