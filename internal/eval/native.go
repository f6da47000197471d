package eval

import "github.com/djvet/djvet/parser/python"

// native is the state of an instance of a class that djvet models: os.environ, an
// open file, an Env of django-environ. What else such an instance can do, it says
// by implementing nativeCall, nativeItems, nativeAttributes or nativeTaint.
type native interface {
	// method calls a method. It reports false for one that is not modelled.
	method(it *interpreter, name string, c *call) (Alternatives, bool)
}

// nativeCall is an instance that can be called.
type nativeCall interface {
	called(it *interpreter, c *call) Alternatives
}

// nativeItems is an instance with object[key]. Setting Unbound removes the key.
type nativeItems interface {
	item(it *interpreter, key Value, e *python.Subscript) Alternatives
	setItem(it *interpreter, key, value Alternatives, n python.Node)
}

// nativeAttributes is an instance with attributes that are no methods.
type nativeAttributes interface {
	// attribute reads one. It reports false for one that is not modelled.
	attribute(it *interpreter, e *python.Attribute) (Alternatives, bool)
	setAttribute(it *interpreter, name string, value Alternatives)
}

// nativeIterable is an instance that a loop can go over.
type nativeIterable interface {
	// iterated are the elements, which it uses up; false if they are not known.
	iterated(it *interpreter) ([]Element, bool)
}

// nativeText is an instance that stands for a text or a path.
type nativeText interface {
	// text is what str() and os.fspath() of it give.
	text() Value
}

// nativeOperand is an instance that has operators of its own.
type nativeOperand interface {
	// operate is self op other, or op self where there is no other. It reports
	// false for one that is not modelled.
	operate(it *interpreter, op string, other Value) (Alternatives, bool)
}

// nativeContext is an instance that is a context manager and swallows nothing.
type nativeContext interface {
	// enter begins the with statement, and gives what "as" binds.
	enter(it *interpreter) Value
	exit(it *interpreter)
}

// nativeTaint is an instance that something which is not followed may change.
type nativeTaint interface {
	tainted(it *interpreter, why *Unknown)
}

// nativeInstance makes an instance of a class that djvet models.
func nativeInstance(className string, state native) *Instance {
	return &Instance{Class: &Class{Name: className}, state: state}
}

// modelMethod is a method of an instance that djvet models.
func (it *interpreter) modelMethod(i *Instance, name string, c *call) (Alternatives, bool) {
	if n, ok := i.state.(native); ok {
		return n.method(it, name, c)
	}
	return nil, false
}

// callInstance calls an instance.
func (it *interpreter) callInstance(i *Instance, c *call) Alternatives {
	if n, ok := i.state.(nativeCall); ok {
		return n.called(it, c)
	}
	return it.unknownCall(unknown("calling a "+i.Class.Name+" is not followed"), c)
}

// instanceItem is object[key] of an instance.
func (it *interpreter) instanceItem(i *Instance, key Value, e *python.Subscript) Alternatives {
	if n, ok := i.state.(nativeItems); ok {
		return n.item(it, key, e)
	}
	it.doubt("an index is missing")
	return one(unknown("an index of a " + i.Class.Name + " is not followed"))
}

// setItem is object[key] = value of an instance.
func (it *interpreter) setItem(i *Instance, key, value Alternatives, n python.Node) {
	if state, ok := i.state.(nativeItems); ok {
		state.setItem(it, key, value, n)
	}
}
