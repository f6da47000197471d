package python

func (l *lowerer) call(i uint32) Expr {
	kids := l.kids(i)
	function, star := l.leading(kids.take())
	c := &Call{Span: l.span(i), Func: function}
	args := kids.take()
	if args != none && l.raw[args].kind == kGenerator {
		c.Args = []Arg{{Value: l.expr(args)}}
	} else if args != none {
		c.Args = l.arguments(args)
	}
	return finish(c, &c.Span, star)
}

// arguments lowers the arguments of a call or of a class.
func (l *lowerer) arguments(i uint32) []Arg {
	kids := l.kids(i)
	if kids.rest() == 0 {
		l.noComma(l.span(i).Span)
		return nil
	}
	args := make([]Arg, 0, kids.rest())
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		args = append(args, l.argument(k))
	}
	l.checkArguments(args)
	return args
}

func (l *lowerer) argument(i uint32) Arg {
	parts := l.kids(i)
	switch l.raw[i].kind {
	case kKeywordArgument:
		name, value := parts.take(), parts.take()
		if name == none {
			return Arg{Value: l.expr(none)}
		}
		return Arg{Keyword: l.name(name), Value: l.value(value)}
	case kDictionarySplat:
		return Arg{Star: 2, Value: l.expr(parts.take())}
	}
	value := l.expr(i)
	if star, ok := value.(*Starred); ok {
		l.nodes--
		return Arg{Star: 1, Value: star.Value}
	}
	return Arg{Value: value}
}

// checkArguments finds the orders of arguments that Python refuses.
func (l *lowerer) checkArguments(args []Arg) {
	keyword, double := false, false
	for _, a := range args {
		switch {
		case a.Star == 2:
			double = true
		case a.Keyword != "":
			keyword = true
		case a.Star == 1 && double:
			l.fail(a.Value.Range(), "an unpacked sequence follows '**'")
		case a.Star == 0 && double:
			l.fail(a.Value.Range(), "a positional argument follows '**'")
		case a.Star == 0 && keyword:
			l.fail(a.Value.Range(), "a positional argument follows a keyword argument")
		}
	}
}
