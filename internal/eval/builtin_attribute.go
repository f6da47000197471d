package eval

// callSetattr is setattr(object, name, value).
func callSetattr(it *interpreter, c *call) Alternatives {
	if len(c.positional) != 3 || c.open {
		return it.setsAnything(c)
	}
	v, _ := c.positional[0].Single()
	var attributes *scope
	switch v := v.(type) {
	case *Class:
		attributes = v.scope
	case *Instance:
		attributes = v.attributes
	case *ModuleValue:
		if v.module != nil {
			attributes = v.module.scope
		}
	}
	if attributes == nil {
		return it.setsAnything(c)
	}
	name, ok := c.text(1, "")
	if !ok {
		it.overwriteAll(attributes, unknown("setattr() sets a name that is not known"), "", c.node.Range())
		return one(None{})
	}
	it.bind(attributes, name, c.positional[2], Write{File: it.scope.module.File, Span: c.node.Range()})
	return one(None{})
}

// setsAnything is setattr of an object that is not followed: it may be the module.
func (it *interpreter) setsAnything(c *call) Alternatives {
	it.overwriteAll(it.scope.module.scope, unknown("setattr() may set any name"), "", c.node.Range())
	return it.unknownCall(unknown("setattr() is not followed"), c)
}
