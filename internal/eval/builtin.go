package eval

// builtin is a name of Python's builtins.
func (it *interpreter) builtin(name string) (Value, bool) {
	v, ok := modelled().builtins[name]
	if !ok && isBuiltinName(name) {
		return unknown("the builtin " + name + " is not followed"), true
	}
	return v, ok
}

// builtins are those that are followed.
//
//nolint:funlen // a table
func builtins() map[string]Value {
	table := map[string]Value{}
	add := func(name string, f func(*interpreter, *call) Alternatives) {
		table[name] = &Builtin{Name: name, call: f}
	}
	convert := func(name string, f func(*interpreter, Value) Value) {
		add(name, func(it *interpreter, c *call) Alternatives {
			if len(c.positional) != 1 || c.open || len(c.keywords) > 0 {
				return it.unknownCall(unknown(name+"() is called in a way that is not followed"), c)
			}
			return it.each(c.positional[0], func(a Alternative) Alternatives { return one(f(it, a.Value)) })
		})
	}
	convert("str", func(_ *interpreter, v Value) Value { return fromParts(formatted(v)) })
	add("int", func(it *interpreter, c *call) Alternatives {
		if len(c.positional) != 1 || c.open || len(c.keywords) > 0 {
			return it.unknownCall(unknown("int() is called in a way that is not followed"), c)
		}
		return it.each(c.positional[0], func(a Alternative) Alternatives { return it.toIntOrRaise(a.Value, c.node) })
	})
	convert("float", toFloat)
	convert("abs", func(_ *interpreter, v Value) Value {
		if i, ok := v.(Int); ok && i >= 0 {
			return i
		}
		return derived("abs", v)
	})
	add("bool", callBool)
	for name, kind := range map[string]SequenceKind{"list": ListKind, "tuple": TupleKind, "set": SetKind, "frozenset": SetKind} {
		add(name, func(it *interpreter, c *call) Alternatives { return it.toSequence(kind, c) })
	}
	add("dict", callDict)
	add("len", callLen)
	add("print", func(*interpreter, *call) Alternatives { return one(None{}) })
	add("range", callRange)
	add("sorted", callSorted)
	add("reversed", callReversed)
	add("any", func(it *interpreter, c *call) Alternatives { return it.anyOrAll(c, true) })
	add("all", func(it *interpreter, c *call) Alternatives { return it.anyOrAll(c, false) })
	add("map", callMap)
	add("filter", callFilter)
	add("zip", callZip)
	add("enumerate", callEnumerate)
	add("min", func(it *interpreter, c *call) Alternatives { return it.extreme(c, "<") })
	add("max", func(it *interpreter, c *call) Alternatives { return it.extreme(c, ">") })
	add("sum", callSum)
	add("round", opaqueCall("round"))
	add("isinstance", callIsInstance)
	add("type", opaqueCall("type"))
	add("repr", opaqueCall("repr"))
	add("callable", opaqueCall("callable"))
	add("hasattr", opaqueCall("hasattr"))
	add("getattr", callGetattr)
	add("globals", func(it *interpreter, _ *call) Alternatives { return one(namespaceOf(it.scope.module.scope)) })
	add("locals", func(it *interpreter, _ *call) Alternatives {
		if it.function != nil {
			return one(unknown("the locals of a function are not followed"))
		}
		return one(namespaceOf(it.scope))
	})
	add("vars", func(it *interpreter, c *call) Alternatives {
		if len(c.positional) > 0 || it.function != nil {
			return it.unknownCall(unknown("vars() is not followed"), c)
		}
		return one(namespaceOf(it.scope))
	})
	add("exec", execCall)
	add("compile", compileCall)
	add("setattr", callSetattr)
	add("execfile", taintsEverything)
	add("eval", opaqueCall("eval"))
	add("open", func(it *interpreter, c *call) Alternatives { return it.open(c.positional, c) })
	table["object"] = &Class{Name: "object"}
	for _, name := range exceptionNames {
		table[name] = &Class{Name: name}
	}
	table["__builtins__"] = &Object{Type: "module"}
	return table
}

// taintsEverything is exec: it may set any name.
func taintsEverything(it *interpreter, c *call) Alternatives {
	it.doubt(it.source(c.node) + " fails")
	it.overwriteAll(it.scope, unknown("exec() may set any name"), "", c.node.Range())
	return one(None{})
}

// opaqueCall is a function without effects of which the result is not followed.
func opaqueCall(name string) func(*interpreter, *call) Alternatives {
	return func(it *interpreter, c *call) Alternatives {
		it.doubt(name + "() fails")
		var values []Value
		for _, arg := range c.positional {
			if v, ok := arg.Single(); ok {
				values = append(values, v)
			} else {
				values = append(values, unknown(name+"() of something with several possible values"))
			}
		}
		return one(derived(name, values...))
	}
}

func opaqueFunction(name string) Value { return &Builtin{Name: name, call: opaqueCall(name)} }

func callDict(it *interpreter, c *call) Alternatives {
	if copied, ok := it.copiedVariables(c); ok {
		return copied
	}
	m := it.mapping(nil, nil)
	for _, value := range c.positional {
		if v, ok := value.Single(); ok {
			switch v := v.(type) {
			case *Sequence:
				it.pairsInto(m, v)
				continue
			case *Instance:
				if l, isLazy := v.state.(*lazy); isLazy {
					if elements, ok := l.take(); ok {
						it.pairsInto(m, it.sequence(ListKind, elements))
						continue
					}
				}
			}
		}
		it.updateMapping(m, value)
	}
	for _, name := range c.keywordNames() {
		it.setKey(m, one(Str(name)), c.keywords[name], nil)
	}
	if c.open || len(c.positional) > 1 {
		it.taintValue(m, unknown("it was made from something unknown"))
	}
	return one(m)
}

// pairsInto is dict([(key, value), …]).
func (it *interpreter) pairsInto(m *Mapping, s *Sequence) {
	elements, ok := it.only(s)
	if !ok || hasSpread(elements) || s.Kind == SetKind {
		it.doubt("making a dict fails")
		it.taintValue(m, unknown("it was made from something unknown"))
		return
	}
	for _, e := range elements {
		v, _ := e.Alternatives.Single()
		pair, ok := it.unpacked(v, 2)
		if !ok {
			it.doubt("making a dict fails")
			it.taintValue(m, unknown("it was made from something unknown"))
			return
		}
		it.setKey(m, pair[0], pair[1], nil)
	}
}

func callLen(it *interpreter, c *call) Alternatives {
	if len(c.positional) != 1 {
		return one(unknown("len() is called in a way that is not followed"))
	}
	return it.each(c.positional[0], func(a Alternative) Alternatives {
		switch v := a.Value.(type) {
		case Str:
			return one(Int(len([]rune(string(v)))))
		case *Sequence:
			return it.eachVersion(v, func(elements []Element) Alternatives {
				if v.Kind == SetKind {
					return one(setLength(elements))
				}
				if hasSpread(elements) {
					return one(unknown("the length is not known"))
				}
				return one(Int(len(elements)))
			})
		case *Mapping:
			return it.eachEntries(v, func(m mappingVersion) Alternatives { return one(entryCount(m)) })
		case *Instance:
			if l, ok := v.state.(*lazy); ok && l.again && !hasSpread(l.elements) {
				return one(Int(len(l.elements)))
			}
		}
		it.doubt("len() fails")
		return one(derived("len", a.Value))
	})
}

func callRange(_ *interpreter, c *call) Alternatives {
	bounds := []Int{}
	for _, arg := range c.positional {
		v, _ := arg.Single()
		n, ok := v.(Int)
		if !ok {
			return one(derived("range", v))
		}
		bounds = append(bounds, n)
	}
	var from, to, step Int = 0, 0, 1
	switch len(bounds) {
	case 1:
		to = bounds[0]
	case 2:
		from, to = bounds[0], bounds[1]
	case 3:
		from, to, step = bounds[0], bounds[1], bounds[2]
	}
	if step < 1 || (to-from)/step > maxElements {
		return one(unknown("a range that is not followed"))
	}
	var elements []Element
	for n := from; n < to; n += step {
		elements = append(elements, Element{Alternatives: one(n)})
	}
	return one(&Instance{Class: &Class{Name: "range"}, state: &lazy{elements: elements, again: true}})
}

func callMap(it *interpreter, c *call) Alternatives {
	if len(c.positional) == 2 {
		function, ok := c.positional[0].Single()
		listed, okList := it.iterate(c.positional[1])
		if ok && okList {
			elements := make([]Element, 0, len(listed))
			for _, l := range listed {
				inner := &call{node: c.node, positional: []Alternatives{l}}
				elements = append(elements, Element{Alternatives: it.apply(function, inner)})
			}
			return it.iterator(elements, c.positional...)
		}
	}
	return it.opaqueIterator("map", c)
}

func callEnumerate(it *interpreter, c *call) Alternatives {
	if len(c.positional) == 1 && len(c.keywords) == 0 {
		if listed, ok := it.iterate(c.positional[0]); ok {
			elements := make([]Element, len(listed))
			for i, l := range listed {
				pair := it.sequence(TupleKind, []Element{{Alternatives: one(Int(i))}, {Alternatives: l}})
				elements[i] = Element{Alternatives: one(pair)}
			}
			return it.iterator(elements, c.positional...)
		}
	}
	return it.opaqueIterator("enumerate", c)
}

// callIsInstance decides isinstance for builtin types.
func callIsInstance(it *interpreter, c *call) Alternatives {
	if len(c.positional) != 2 {
		return opaqueCall("isinstance")(it, c)
	}
	classes := c.positional[1]
	return it.each(c.positional[0], func(a Alternative) Alternatives {
		class, ok := classes.Single()
		b, isBuiltin := class.(*Builtin)
		name, known := typeName(a.Value)
		if s, isSequence := class.(*Sequence); isSequence && ok && known && s.Kind == TupleKind {
			if is, decided := instanceOfAny(name, s); decided {
				return one(Bool(is))
			}
		}
		if !ok || !isBuiltin || !known {
			return fromBranches(either(it.freshTest(c.node)))
		}
		return one(Bool(name == b.Name || name == "bool" && b.Name == "int"))
	})
}

// typeName is the name of a value's builtin type.
func typeName(v Value) (string, bool) {
	switch v := v.(type) {
	case Str, *Text:
		return "str", true
	case Bytes:
		return "bytes", true
	case Bool:
		return "bool", true
	case Int:
		return "int", true
	case Float:
		return "float", true
	case None:
		return "NoneType", true
	case *Sequence:
		return [...]string{"list", "tuple", "set"}[v.Kind], true
	case *Mapping:
		return "dict", true
	case *External:
		return v.Type, v.Type != ""
	}
	return "", false
}

// TypeName is the name of a value's Python type, if it is known.
func TypeName(v Value) (string, bool) {
	if o, ok := v.(*Object); ok {
		return o.Type, o.Type != ""
	}
	if _, ok := v.(*Path); ok {
		return "Path", true
	}
	return typeName(v)
}

func callGetattr(it *interpreter, c *call) Alternatives {
	name, ok := c.text(1, "")
	if !ok || len(c.positional) < 2 {
		return it.unknownCall(unknown("getattr() of a name that is not known"), c)
	}
	v, ok := c.positional[0].Single()
	module, isModule := v.(*ModuleValue)
	if !ok || !isModule || module.module == nil {
		it.doubt("an attribute is missing")
		if ok && isModule && module.supplier != nil {
			return one(&External{Source: *module.supplier, Through: module.Name + "." + name})
		}
		return one(unknown("getattr() of something that is not followed"))
	}
	if b, found := module.module.scope.names[name]; found && !hasUnbound(b.alternatives) {
		return b.alternatives.within(it.pc)
	}
	if len(c.positional) == 3 && module.module.scope.tainted() == nil && module.module.scope.names[name] == nil {
		return c.positional[2]
	}
	return one(unknown("getattr() of a name that may not be there"))
}
