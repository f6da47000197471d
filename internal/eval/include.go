package eval

// runHere evaluates a file in the namespace of a module, as
// exec(compile(…), globals()) does: names are bound there, and places are those
// of the file.
func (it *interpreter) runHere(name string, s *scope) {
	if it.pc.never() {
		return
	}
	owner := s.module
	if it.imports >= maxImports {
		it.overwriteAll(s, unknown("gave up because files include each other too deeply"), "", it.span)
		return
	}
	m := &Module{Name: name, Path: name, scope: owner.scope, within: owner}
	var err error
	if m.syntax, m.File, err = it.files.Python(it.ctx, name); err != nil {
		m.damaged = true
		it.order = append(it.order, m)
		it.doubtOf(exception{name: "SyntaxError"}, name+" cannot be compiled")
		it.overwriteAll(s, unknown(name+" could not be read: "+err.Error()), "", it.span)
		return
	}
	it.order = append(it.order, m)
	inner := &scope{names: s.names, module: m, outer: s, born: s.born, age: s.age, taint: s.taint, suppliers: s.suppliers}
	scope, function, loop, span := it.scope, it.function, it.loop, it.span
	it.scope, it.function, it.loop = inner, nil, nil
	it.imports++
	it.block(m.syntax.Body)
	it.imports--
	it.scope, it.function, it.loop, it.span = scope, function, loop, span
	s.taint, s.suppliers = inner.taint, inner.suppliers
	if owner.failure == nil {
		owner.failure = m.failure
	}
}

// namespaceScope is the scope of a module that globals(), or locals() at its top,
// gives; nil for anything else.
func namespaceScope(a Alternatives) *scope {
	v, _ := a.Single()
	if i, ok := v.(*Instance); ok {
		if names, ok := i.state.(*namespace); ok {
			return topScope(names.scope)
		}
	}
	return nil
}

// topScope is the scope of a module itself, for that of a file which runs in it;
// nil for the scope of a function or class.
func topScope(s *scope) *scope {
	if s.module.within != nil && s.outer == s.module.scope {
		return s.module.scope
	}
	if s == s.module.scope {
		return s
	}
	return nil
}

// codeObject is what compile() gives: the source again.
type codeObject struct{ source Value }

func (codeObject) method(*interpreter, string, *call) (Alternatives, bool) { return nil, false }

// compileCall is compile(source, filename, "exec").
func compileCall(it *interpreter, c *call) Alternatives {
	source := c.arg(0, "source")
	if mode, ok := c.text(2, "mode"); source == nil || !ok || mode != "exec" || c.open {
		return opaqueCall("compile")(it, c)
	}
	it.doubtOf(exception{name: "SyntaxError", open: true}, "compile() fails")
	return source.values(func(v Value) Value { return nativeInstance("code", codeObject{source: v}) })
}

// execCall is exec(source, globals): what it runs is followed if it is the text
// of a file.
func execCall(it *interpreter, c *call) Alternatives {
	s := topScope(it.scope)
	if given := c.arg(1, "globals"); given != nil {
		s = namespaceScope(given)
	}
	if locals := c.arg(2, "locals"); s == nil || c.open || len(c.positional) == 0 || locals != nil && namespaceScope(locals) != s {
		return taintsEverything(it, c)
	}
	for _, alternative := range c.positional[0] {
		it.inside(it.pc.within(alternative.Guard), func() { it.execValue(alternative.Value, s, c) })
	}
	return one(None{})
}

func (it *interpreter) execValue(v Value, s *scope, c *call) {
	if i, ok := v.(*Instance); ok {
		if code, ok := i.state.(codeObject); ok {
			v = code.source
		}
	}
	switch v := v.(type) {
	case Str, Bytes:
		if name, ok := it.sources[v]; ok {
			it.runHere(name, s)
			return
		}
	case *External:
		if v.Source.Kind == OutsideFile && v.Through == "" {
			it.doubt(it.source(c.node) + " fails")
			it.overwriteAll(s, &External{Source: v.Source}, it.optionalFile(v.Source.Name), c.node.Range())
			return
		}
	}
	it.doubt(it.source(c.node) + " fails")
	it.overwriteAll(s, unknown("exec() may set any name"), "", c.node.Range())
}

// optionalFile is the name of a file outside the repository, if its absence is
// caught or it was looked for; "" if the module does not load without it.
func (it *interpreter) optionalFile(name string) string {
	if len(it.sinks) > 0 || len(it.away) > 0 {
		return name
	}
	return ""
}
