package eval

import (
	"maps"
	"slices"

	"github.com/djvet/djvet/parser/python"
)

// activation is a running call of a function of the project.
type activation struct {
	returned Alternatives
	worlds   condition
}

// call is a call as a modelled function sees it.
type call struct {
	node       *python.Call
	positional []Alternatives
	keywords   map[string]Alternatives
	// open says that there are * or ** arguments that are not known.
	open bool
}

// arg is the argument at a position or with a keyword; nil if it is not given.
func (c *call) arg(position int, keyword string) Alternatives {
	if position >= 0 && position < len(c.positional) {
		return c.positional[position]
	}
	return c.keywords[keyword]
}

// keywordNames are the names of the keyword arguments in the order of the call.
func (c *call) keywordNames() []string {
	var names []string
	for _, arg := range c.node.Args {
		if _, given := c.keywords[arg.Keyword]; given {
			names = append(names, arg.Keyword)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.keywords)) {
		if !slices.Contains(names, name) { // from a ** argument
			names = append(names, name)
		}
	}
	return names
}

// text is an argument that is one known string.
func (c *call) text(position int, keyword string) (string, bool) {
	v, ok := c.arg(position, keyword).Single()
	if !ok {
		return "", false
	}
	s, ok := v.(Str)
	return string(s), ok
}

func (it *interpreter) define(s *python.FunctionDef) {
	var value Value
	switch {
	case s.Generator || s.Async:
		value = unknown("a generator or coroutine is not followed")
	case !transparent(s.Decorators):
		value = unknown("a decorated function is not followed")
	default:
		value = it.closure(s.Name, s.Params, s.Body, nil)
	}
	it.bind(it.scope, s.Name, it.literal(value, s), Write{File: it.scope.module.File, Span: s.NameSpan})
}

// transparent reports whether the decorators leave what the function returns as
// it is.
func transparent(decorators []python.Expr) bool {
	for _, d := range decorators {
		if call, ok := d.(*python.Call); ok {
			d = call.Func
		}
		name := ""
		switch d := d.(type) {
		case *python.Name:
			name = d.ID
		case *python.Attribute:
			name = d.Name
		}
		switch name {
		case "lru_cache", "cache", "staticmethod", "wraps":
		default:
			return false
		}
	}
	return true
}

func (it *interpreter) closure(name string, params []python.Param, body []python.Stmt, result python.Expr) *Function {
	f := &Function{Name: name, params: params, body: body, result: result, scope: it.scope}
	f.defaults = make([]Alternatives, len(params))
	for i, p := range params {
		if p.Default != nil {
			f.defaults[i] = it.eval(p.Default)
		}
	}
	return f
}

func (it *interpreter) returnStatement(s *python.Return) {
	value := one(None{})
	if s.Value != nil {
		value = it.eval(s.Value)
	}
	if it.function == nil || it.pc.never() {
		return
	}
	it.function.returned = append(it.function.returned, value.under(it.pc)...)
	it.function.worlds = it.function.worlds.or(it.pc)
	it.gone = it.gone.or(it.pc)
	it.pc = nil
}

// invoke inlines a function of the project.
func (it *interpreter) invoke(f *Function, c *call) Alternatives {
	if it.calls >= maxCalls {
		return one(unknown("gave up because calls are nested too deeply"))
	}
	inner := newScope(f.scope.module, f.scope, it.pc)
	outerScope, outerFunction, outerLoop := it.scope, it.function, it.loop
	start, gone := it.pc, it.gone
	own := &activation{}
	if !it.bindParameters(f, c, inner) {
		it.doubt("calling " + f.Name + " fails")
		return one(unknown("the arguments of " + f.Name + " are not known"))
	}
	it.scope, it.function, it.loop = inner, own, nil
	it.calls++
	if f.result != nil {
		own.returned = it.eval(f.result).under(it.pc)
		own.worlds, it.pc = it.pc, nil
	} else {
		it.block(f.body)
	}
	it.calls--
	it.scope, it.function, it.loop = outerScope, outerFunction, outerLoop
	if it.exhausted != nil {
		it.pc, it.gone = start, gone
		return one(it.exhausted)
	}
	if !it.pc.never() {
		own.returned = append(own.returned, one(None{}).under(it.pc)...)
	}
	it.pc = it.pc.or(own.worlds)
	it.settle(start, gone)
	return own.returned.merged().bounded()
}

// bindParameters gives the parameters their arguments, as Python does.
func (it *interpreter) bindParameters(f *Function, c *call, inner *scope) bool {
	if c.open {
		return false
	}
	positional := c.positional
	if f.bound != nil {
		positional = append([]Alternatives{*f.bound}, positional...)
	}
	used, next := 0, 0
	for i, p := range f.params {
		var value Alternatives
		switch p.Kind {
		case python.VarPositional:
			var rest []Element
			for ; next < len(positional); next++ {
				rest = append(rest, Element{Alternatives: positional[next]})
			}
			value = one(it.sequence(TupleKind, rest))
		case python.VarKeyword:
			value = it.otherKeywords(f, c, &used)
		default:
			if next < len(positional) && p.Kind != python.KeywordOnly {
				value = positional[next]
				next++
			} else if given, ok := c.keywords[p.Name]; ok && p.Kind != python.PositionalOnly {
				value = given
				used++
			} else if f.defaults[i] != nil {
				value = f.defaults[i]
			} else {
				return false
			}
		}
		inner.names[p.Name] = &binding{alternatives: value}
	}
	return next == len(positional) && used == len(c.keywords)
}

func (it *interpreter) otherKeywords(f *Function, c *call, used *int) Alternatives {
	var entries []Entry
	for _, name := range c.keywordNames() {
		named := false
		for _, p := range f.params {
			named = named || p.Name == name && p.Kind != python.VarKeyword
		}
		if !named {
			entries = append(entries, Entry{Key: Str(name), Alternatives: c.keywords[name]})
			*used++
		}
	}
	return one(it.mapping(entries, nil))
}

// classStatement runs the body of a class in a scope of its own.
func (it *interpreter) classStatement(s *python.ClassDef) {
	inner := newScope(it.scope.module, it.scope, it.pc)
	inner.class = true
	class := &Class{Name: s.Name, scope: inner}
	for _, arg := range s.Args {
		if arg.Keyword != "" || arg.Star > 0 {
			continue
		}
		for _, base := range it.eval(arg.Value) {
			it.inherit(class, base.Value, arg.Value)
		}
	}
	outer := it.scope
	it.scope = inner
	it.block(s.Body)
	it.scope = outer
	var value Value = class
	if !transparent(s.Decorators) {
		value = unknown("a decorated class is not followed")
	}
	it.bind(it.scope, s.Name, it.literal(value, s), Write{File: it.scope.module.File, Span: s.NameSpan})
}

// inherit copies what a base class of the project has, and taints the class if
// the base is not known.
func (it *interpreter) inherit(class *Class, base Value, n python.Node) {
	b, ok := base.(*Class)
	if !ok {
		class.Bases = append(class.Bases, it.source(n))
		if class.scope.taint == nil {
			class.scope.taint = unknown("the class inherits from " + it.source(n) + ", which is not followed")
		}
		return
	}
	class.Bases = append(class.Bases, b.Name)
	class.Bases = append(class.Bases, b.Bases...)
	if b.scope == nil {
		if b.Name != "object" {
			class.scope.taint = unknown("the class inherits from " + b.Name + ", which is not followed")
		}
		return
	}
	for name, inherited := range b.scope.names {
		if _, own := class.scope.names[name]; !own {
			class.scope.names[name] = &binding{alternatives: inherited.alternatives, writes: inherited.writes}
		}
	}
	if b.scope.taint != nil {
		class.scope.taint = b.scope.taint
	}
}
