package python

// target lowers what is assigned to.
func (l *lowerer) target(i uint32) Expr {
	t := l.expr(i)
	l.checkTarget(t, "assign to", true)
	return t
}

// checkTarget finds what cannot be assigned to or deleted. Most of it the
// grammar refuses.
func (l *lowerer) checkTarget(e Expr, verb string, star bool) {
	switch e := e.(type) {
	case *Name, *Attribute, *Subscript, *Bad:
	case *Tuple:
		for _, x := range e.Elements {
			l.checkTarget(x, verb, star)
		}
	case *List:
		for _, x := range e.Elements {
			l.checkTarget(x, verb, star)
		}
	case *Starred:
		if !star {
			l.fail(e.Span.Span, "cannot "+verb+" this")
			return
		}
		l.checkTarget(e.Value, verb, false)
	default:
		l.fail(e.Range(), "cannot "+verb+" this")
	}
}
