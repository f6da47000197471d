package eval

import "github.com/djvet/djvet/parser/python"

// namespace is globals(), locals() or vars(): the names of a scope.
type namespace struct{ scope *scope }

func namespaceOf(s *scope) Value { return nativeInstance("namespace", &namespace{scope: s}) }

func (n *namespace) method(it *interpreter, name string, c *call) (Alternatives, bool) {
	s := n.scope
	switch name {
	case "get":
		key, ok := c.text(0, "")
		if b, found := s.names[key]; ok && found && !hasUnbound(b.alternatives) {
			return b.alternatives.within(it.pc), true
		}
		return one(unknown("a name that is read from globals()")), true
	case "update":
		for _, value := range c.positional {
			it.updateNamespace(s, value, c.node)
		}
		for _, key := range c.keywordNames() {
			it.bind(s, key, c.keywords[key], Write{File: it.scope.module.File, Span: c.node.Range()})
		}
		return one(None{}), true
	}
	return one(unknown("globals()." + name + "() is not followed")), true
}

func (it *interpreter) updateNamespace(s *scope, value Alternatives, n python.Node) {
	v, _ := value.Single()
	if m, ok := v.(*Mapping); ok {
		if entries, more, ok := it.onlyEntries(m); ok && more == nil {
			for _, e := range entries {
				if key, ok := e.Key.(Str); ok {
					it.bind(s, string(key), e.Alternatives, Write{File: it.scope.module.File, Span: n.Range()})
				}
			}
			return
		}
	}
	it.overwriteAll(s, unknown("globals().update() may set any name"), "", n.Range())
}

func (n *namespace) item(it *interpreter, key Value, e *python.Subscript) Alternatives {
	name, ok := key.(Str)
	if !ok {
		it.doubt("an index is missing")
		return one(unknown("an index of a namespace is not followed"))
	}
	missing := failure{exception: "KeyError", message: "no name " + string(name), node: e}
	if b, ok := n.scope.names[string(name)]; ok {
		return it.present(b.alternatives.within(it.pc), missing)
	}
	return it.present(it.missing(n.scope, string(name)), missing)
}

func (n *namespace) setItem(it *interpreter, key, value Alternatives, node python.Node) {
	k, _ := key.Single()
	name, ok := k.(Str)
	if !ok {
		it.overwriteAll(n.scope, unknown("a name that is not known was set through globals()"), "", node.Range())
		return
	}
	it.bind(n.scope, string(name), value, Write{File: it.scope.module.File, Span: node.Range()})
}

// tainted makes every name of a scope uncertain: something that is not followed
// has its globals().
func (n *namespace) tainted(it *interpreter, _ *Unknown) {
	it.overwriteAll(n.scope, unknown("it was passed to something that may set any setting"), "", it.span)
}
