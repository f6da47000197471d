package eval

import (
	"maps"
	"slices"

	"github.com/djvet/djvet/parser/python"
)

// activation is a running call of a function of the project.
type activation struct {
	returned Alternatives
	left     *departure
	age      int // of its scope
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
		value = unknownFrom("a generator or coroutine is not followed", it.closure(s.Name, s.Params, s.Body, nil))
	case it.scope.class && len(s.Decorators) == 1 && decoratedWith(s.Decorators, "property"):
		f := it.closure(s.Name, s.Params, s.Body, nil)
		f.property = true
		value = f
	case !transparent(s.Decorators):
		value = unknownFrom("a decorated function is not followed", it.closure(s.Name, s.Params, s.Body, nil))
	default:
		f := it.closure(s.Name, s.Params, s.Body, nil)
		f.static, f.cached = decoratedWith(s.Decorators, "staticmethod"), decoratedWith(s.Decorators, "lru_cache", "cache")
		value = f
	}
	it.bind(it.scope, s.Name, it.literal(value, s), Write{File: it.scope.module.File, Span: s.NameSpan})
}

// transparent reports whether the decorators leave what the function returns as
// it is.
func transparent(decorators []python.Expr) bool {
	return !slices.ContainsFunc(decorators, func(d python.Expr) bool {
		return !decoratedWith([]python.Expr{d}, "lru_cache", "cache", "staticmethod", "wraps")
	})
}

// decoratedWith reports whether one of the decorators has one of the names.
func decoratedWith(decorators []python.Expr, names ...string) bool {
	return slices.ContainsFunc(decorators, func(d python.Expr) bool {
		if call, ok := d.(*python.Call); ok {
			d = call.Func
		}
		switch d := d.(type) {
		case *python.Name:
			return slices.Contains(names, d.ID)
		case *python.Attribute:
			return slices.Contains(names, d.Name)
		}
		return false
	})
}

func (it *interpreter) closure(name string, params []python.Param, body []python.Stmt, result python.Expr) *Function {
	f := &Function{Name: name, params: params, body: body, result: result, scope: it.scope}
	f.defaults = make([]Alternatives, len(params))
	for i, p := range params {
		if p.Default != nil {
			f.defaults[i] = keptAll(it.eval(p.Default))
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
	if it.havoc > it.function.age { // in some round of a loop, perhaps
		it.mayReturn(s, value)
		return
	}
	it.function.returned = append(it.function.returned, value.under(it.pc)...)
	it.depart(it.function.left, it.pc)
	it.pc = nil
}

// invoke inlines a function of the project.
func (it *interpreter) invoke(f *Function, c *call) Alternatives {
	if it.calls >= maxCalls {
		if it.exhausted == nil { // what the call would change is not known either
			it.exhausted = unknown("gave up because calls are nested too deeply")
		}
		return one(it.exhausted)
	}
	inner := it.newScope(f.scope.module, f.scope, it.pc)
	outerScope, outerFunction, outerLoop := it.scope, it.function, it.loop
	start, leaks := it.pc, it.leaks
	if !it.bindParameters(f, c, inner) {
		it.doubt("calling " + f.Name + " fails")
		return one(unknown("the arguments of " + f.Name + " are not known"))
	}
	waiting := len(it.departures)
	own := &activation{age: it.havoc, left: it.newDeparture()}
	it.scope, it.function, it.loop = inner, own, nil
	it.calls++
	if f.result != nil {
		own.returned = it.eval(f.result).under(it.pc)
		own.left.worlds, it.pc = it.pc, nil
	} else {
		it.block(f.body)
	}
	it.calls--
	it.scope, it.function, it.loop = outerScope, outerFunction, outerLoop
	it.departures = it.departures[:waiting]
	if it.exhausted != nil {
		it.pc = start
		return one(it.exhausted)
	}
	if !it.pc.never() {
		own.returned = append(own.returned, one(None{}).under(it.pc)...)
	}
	it.leaks -= own.left.count
	it.pc = it.rejoined(start, leaks, it.pc, own.left.worlds)
	result := own.returned.merged().bounded()
	if f.cached {
		return result.values(onceOnly)
	}
	return result
}

// onceOnly is what a cached function returns: a list is the same one each time.
func onceOnly(v Value) Value {
	switch v.(type) {
	case *Sequence, *Mapping, *Instance:
		return unknown("what a cached function returns is not followed")
	}
	return v
}

// bindParameters gives the parameters their arguments, as Python does.
func (it *interpreter) bindParameters(f *Function, c *call, inner *scope) bool {
	if c.open {
		return false
	}
	positional := c.positional
	if f.bound != nil && !f.static {
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
		inner.names[p.Name] = &binding{alternatives: keptAll(value)}
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
	inner := it.newScope(it.scope.module, it.scope, it.pc)
	inner.class = true
	class := &Class{Name: s.Name, scope: inner}
	var bases []Value
	for _, arg := range s.Args {
		value, ok := it.eval(arg.Value).Single()
		if !ok || arg.Keyword != "" || arg.Star > 0 {
			value = unknown("a base that is not certain")
		}
		bases = append(bases, value)
	}
	outer := it.scope
	it.scope = inner
	it.block(s.Body)
	it.scope = outer
	if it.pc.never() {
		return
	}
	own := map[string]bool{}
	for name := range inner.names {
		own[name] = true
	}
	for i, base := range bases { // the body does not see what they have
		it.inherit(class, base, s.Args[i].Value)
	}
	if len(bases) > 1 {
		unclearInheritance(class, bases)
	}
	if isConfiguration(class) {
		it.flattened(class, bases, own)
	}
	it.pydanticFields(class, s, bases, own)
	value := it.decorated(it.literal(class, s), s.Decorators)
	it.bind(it.scope, s.Name, value, Write{File: it.scope.module.File, Span: s.NameSpan})
}

// decorated is what a class is after its decorators: those of the project are
// called.
func (it *interpreter) decorated(class Alternatives, decorators []python.Expr) Alternatives {
	for _, d := range slices.Backward(decorators) {
		if transparent([]python.Expr{d}) {
			continue
		}
		v, _ := it.eval(d).Single()
		if f, ok := v.(*Function); ok {
			class = it.invoke(f, &call{node: &python.Call{Span: python.Span{Span: d.Range()}}, positional: []Alternatives{class}})
			continue
		}
		return one(unknown("a decorated class is not followed"))
	}
	return class
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
		if b.Name != "object" && b.Name != configurationBase && b.pydantic == nil {
			class.scope.taint = unknown("the class inherits from " + b.Name + ", which is not followed")
		}
		return
	}
	for name, inherited := range b.scope.names {
		if own, ok := class.scope.names[name]; !ok {
			class.scope.names[name] = &binding{alternatives: inherited.alternatives, writes: inherited.writes}
		} else if hasUnbound(own.alternatives) {
			own.alternatives = orInherited(own.alternatives, inherited.alternatives)
		}
	}
	if b.scope.taint != nil {
		class.scope.taint = b.scope.taint
	}
}

// orInherited is what a class has for a name that it binds in some worlds only.
func orInherited(own, inherited Alternatives) Alternatives {
	var result Alternatives
	for _, alternative := range own {
		if _, unbound := alternative.Value.(Unbound); unbound {
			result = append(result, inherited.when(alternative.Guard)...)
		} else {
			result = append(result, alternative)
		}
	}
	return result.bounded()
}

// unclearInheritance gives up on names that two bases have, where Python's order
// of classes is not simply that of the bases.
func unclearInheritance(class *Class, bases []Value) {
	seen := map[string]int{}
	deep := false
	for _, base := range bases {
		if b, ok := base.(*Class); ok && b.scope != nil {
			deep = deep || len(b.Bases) > 0
			for name := range b.scope.names {
				seen[name]++
			}
		}
	}
	for name, count := range seen {
		if deep && count > 1 && !(isUpper(name) && isConfiguration(class)) {
			class.scope.names[name] = &binding{alternatives: one(unknown("several bases of " + class.Name + " have the name"))}
		}
	}
}
