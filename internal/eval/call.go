package eval

import (
	"github.com/djvet/djvet/parser/python"
)

// callExpression is a call. Methods are dispatched on what the object is.
func (it *interpreter) callExpression(e *python.Call) Alternatives {
	if a, ok := e.Func.(*python.Attribute); ok {
		object := it.eval(a.Value)
		if it.pc.never() {
			return nil
		}
		c := it.arguments(e)
		return it.each(object, func(alternative Alternative) Alternatives {
			var result Alternatives
			it.inside(it.pc.within(alternative.Guard), func() {
				result = it.method(alternative.Value, a, c)
			})
			if _, ofModule := alternative.Value.(*ModuleValue); ofModule {
				return withOrigin(result, it.here(e))
			}
			return result
		})
	}
	function := it.eval(e.Func)
	if it.pc.never() {
		return nil
	}
	c := it.arguments(e)
	return it.each(function, func(alternative Alternative) Alternatives {
		var result Alternatives
		it.inside(it.pc.within(alternative.Guard), func() {
			result = it.apply(alternative.Value, c)
		})
		return withOrigin(result, it.here(e)) // not where the function was imported
	})
}

func (it *interpreter) arguments(e *python.Call) *call {
	c := &call{node: e}
	for _, arg := range e.Args {
		value := it.eval(arg.Value)
		switch {
		case arg.Star == 1:
			listed, ok := it.iterate(value)
			c.open = c.open || !ok
			c.positional = append(c.positional, listed...)
		case arg.Star == 2:
			it.unpackKeywords(c, value)
		case arg.Keyword != "":
			c.keyword(arg.Keyword, value)
		default:
			c.positional = append(c.positional, value)
		}
	}
	return c
}

func (c *call) keyword(name string, value Alternatives) {
	if c.keywords == nil {
		c.keywords = map[string]Alternatives{}
	}
	c.keywords[name] = value
}

func (it *interpreter) unpackKeywords(c *call, value Alternatives) {
	v, _ := value.Single()
	m, ok := v.(*Mapping)
	if !ok {
		c.open = true
		return
	}
	entries, more, ok := it.onlyEntries(m)
	c.open = c.open || !ok || more != nil
	for _, entry := range entries {
		if name, ok := entry.Key.(Str); ok {
			c.keyword(string(name), entry.Alternatives)
		}
	}
}

// method calls object.name(…).
func (it *interpreter) method(object Value, a *python.Attribute, c *call) Alternatives {
	switch o := object.(type) {
	case *Unknown: // which it may change
		it.taintValue(o, unknown("a method was called on what may be it"))
		return it.unknownCall(o, c)
	case *External:
		if o.Type != "str" {
			it.touch(o)
		}
	}
	if lacksAttribute(object, a.Name) {
		return it.missingAttribute(noAttribute(a))
	}
	if m, ok := it.collectionMethod(object, a, c); ok {
		return m
	}
	return it.each(it.attributeOf(object, a), func(f Alternative) Alternatives {
		return it.apply(f.Value, c)
	})
}

// apply calls a value.
func (it *interpreter) apply(function Value, c *call) Alternatives {
	switch f := function.(type) {
	case *Builtin:
		return f.call(it, c)
	case *Function:
		return it.invoke(f, c)
	case *Class:
		return it.instantiate(f, c)
	case *Instance:
		return it.callInstance(f, c)
	case *External:
		it.unknownCall(nil, c)
		return one(f.vaguely(f.expression() + "(…)"))
	case *Unknown:
		it.callMay(f, c)
		return it.unknownCall(f, c)
	}
	return it.unknownCall(unknown("what "+it.source(c.node.Func)+" returns is not followed"), c)
}

// unknownCall is a call of something that is not followed: it may raise, and
// may change the lists and dicts that it is given.
func (it *interpreter) unknownCall(result *Unknown, c *call) Alternatives {
	it.doubt(it.source(c.node) + " fails")
	why := unknown("it was passed to " + it.source(c.node.Func) + ", which may change it")
	for _, arg := range c.positional {
		it.taintArgument(arg, why)
	}
	for _, arg := range c.keywords {
		it.taintArgument(arg, why)
	}
	if result == nil {
		return nil
	}
	return one(again(result))
}

// taintArgument taints a list or dict, and what is in it.
func (it *interpreter) taintArgument(arg Alternatives, why *Unknown) {
	for _, alternative := range arg {
		it.taintValue(alternative.Value, why)
	}
}

func (it *interpreter) instantiate(class *Class, c *call) Alternatives {
	if class.init != nil {
		return class.init(it, c)
	}
	if class.pydantic != nil && class.scope != nil {
		return it.pydanticSettings(class, c)
	}
	if class.scope == nil {
		it.doubt(class.Name + " fails")
		return one(&Object{Type: class.Name})
	}
	instance := &Instance{Class: class, attributes: it.newScope(class.scope.module, nil, it.pc)}
	if b, ok := class.scope.names["__init__"]; ok {
		if f, ok := b.alternatives.Single(); ok {
			if init, ok := f.(*Function); ok {
				method, self := *init, one(instance)
				method.bound = &self
				it.invoke(&method, c)
				return one(instance)
			}
		}
	}
	if class.scope.taint != nil || len(c.positional)+len(c.keywords) > 0 {
		return it.unknownCall(unknown("an instance of "+class.Name+" is not followed"), c)
	}
	return one(instance)
}
