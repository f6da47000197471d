package python

// params lowers the parameters of a function or a lambda. python2 tells that
// one of them is a tuple.
func (l *lowerer) params(i uint32) (params []Param, python2 bool) {
	if i == none {
		return nil, false
	}
	kids := l.kids(i)
	params = make([]Param, 0, kids.rest())
	of := PositionalOrKeyword
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		switch l.raw[k].kind {
		case kPositionalSeparator:
			l.positionalOnly(params, k)
			continue
		case kKeywordSeparator:
			if kids.rest() == 0 || kids.peek() == kDictionarySplatPattern || of != PositionalOrKeyword {
				l.fail(l.span(k).Span, "a name must follow '*'")
			}
			of = KeywordOnly
			continue
		case kTuplePattern:
			python2 = true
			continue
		}
		p := Param{Kind: of}
		if !l.param(&p, k) {
			python2 = true
			continue
		}
		l.checkOrder(params, p, k)
		if p.Kind == VarPositional {
			of = KeywordOnly
		}
		params = append(params, p)
	}
	return params, python2
}

// positionalOnly marks what stands before a slash.
func (l *lowerer) positionalOnly(params []Param, slash uint32) {
	if len(params) == 0 {
		l.fail(l.span(slash).Span, "a parameter must stand before '/'")
	}
	for n := range params {
		if params[n].Kind != PositionalOrKeyword {
			l.fail(l.span(slash).Span, "unexpected '/'")
			return
		}
		params[n].Kind = PositionalOnly
	}
}

// checkOrder finds the orders of parameters that Python refuses.
func (l *lowerer) checkOrder(before []Param, p Param, i uint32) {
	if len(before) == 0 {
		return
	}
	last := before[len(before)-1]
	switch {
	case last.Kind == VarKeyword:
		l.fail(l.span(i).Span, "a parameter cannot follow '**"+last.Name+"'")
	case p.Kind == PositionalOrKeyword && p.Default == nil && last.Default != nil:
		l.fail(l.span(i).Span, "a parameter without a default follows one with a default")
	case p.Kind == VarPositional && last.Kind >= VarPositional:
		l.fail(l.span(i).Span, "unexpected '*'")
	}
}

// param lowers one parameter; false means that it is not a name.
func (l *lowerer) param(p *Param, i uint32) bool {
	kids := l.kids(i)
	name := i
	switch l.raw[i].kind {
	case kTypedParameter:
		name = kids.take()
		star := name != none && l.raw[name].kind == kListSplatPattern
		p.Annotation = l.annotation(kids.take(), star)
	case kDefaultParameter:
		name = kids.take()
		p.Default = l.value(kids.take())
	case kTypedDefaultParameter:
		name = kids.take()
		p.Annotation = l.annotation(kids.take(), false)
		p.Default = l.value(kids.take())
	}
	if name == none {
		return false
	}
	switch l.raw[name].kind {
	case kListSplatPattern:
		p.Kind = VarPositional
	case kDictionarySplatPattern:
		p.Kind = VarKeyword
	}
	if p.Kind == VarPositional || p.Kind == VarKeyword {
		parts := l.kids(name)
		name = parts.take()
	}
	if name == none || l.raw[name].kind != kIdentifier {
		return false
	}
	p.Name = l.name(name)
	return true
}
