package eval

import (
	"fmt"
	"slices"
	"strings"
)

func (g *generator) ifStatement(depth int) {
	g.line("if %s:", g.truth(2))
	g.block(depth, 1+g.r.IntN(2))
	for g.chance(25) {
		g.line("elif %s:", g.truth(1))
		g.block(depth, 1)
	}
	if g.chance(45) {
		g.line("else:")
		g.block(depth, 1+g.r.IntN(2))
	}
}

func (g *generator) tryStatement(depth int) {
	g.line("try:")
	g.depth++
	if g.chance(40) {
		g.simple()
	}
	raising := []struct{ code, exception string }{
		{"%s = os.environ['A']", "KeyError"},
		{"%s = int(os.environ.get('B', '3'))", "ValueError"},
		{"%s = int(os.environ['N'])", "(KeyError, ValueError)"},
		{"import missing_package; %s = 1", "ImportError"},
		{"from conf import missing_name; %s = 1", "ImportError"},
		{"%s = undefined_name", "NameError"},
		{"%s = {'a': 1}[os.environ.get('A', 'a')]", "KeyError"},
		{"%s = ITEMS[7]", "IndexError"},
		{"%s = ITEMS.index(os.environ.get('B', 'a'))", "ValueError"},
		{"%s = len(os.environ.get('C'))", "TypeError"},
		{"%s, _ = os.environ.get('C', 'a,b').split(',')", "ValueError"},
		{"%s = open('/nonexistent/file').read()", "OSError"},
		{"%s = None.attribute", "AttributeError"},
		{"%s = 1 if os.environ.get('A') else 1 // 0", "ZeroDivisionError"},
		{"%s = MAP['absent']", "LookupError"},
		{"raise ValueError('%s')", "ValueError"},
	}
	choice := raising[g.r.IntN(len(raising))]
	name := g.fresh("T")
	if g.chance(50) {
		g.line("%s = 0", name)
	}
	if g.chance(30) {
		g.line("if %s:", g.truth(1))
		g.depth++
		g.line(choice.code, name)
		g.depth--
	} else {
		g.line(choice.code, name)
	}
	if g.chance(60) {
		g.simple()
	}
	g.depth--
	if g.chance(15) {
		g.line("except %s:", g.pick("KeyError", "TypeError", "OSError"))
		g.block(depth, 1)
	}
	switch g.r.IntN(5) {
	case 0:
		g.line("except Exception:")
	case 1:
		g.line("except:")
	case 2:
		g.line("except %s as error:", choice.exception)
	default:
		g.line("except %s:", choice.exception)
	}
	g.depth++
	g.line("%s = %s", name, g.pick("1", "None", "'fallback'"))
	g.depth--
	if g.chance(40) {
		g.block(depth, 1)
	}
	if g.chance(20) {
		g.line("else:")
		g.block(depth, 1)
	}
	if g.chance(15) {
		g.line("finally:")
		g.block(depth, 1)
	}
	g.maybe = append(g.maybe, name)
	if !g.local {
		g.idioms[name] = "try"
	}
}

func (g *generator) forStatement(depth int) {
	name := g.fresh("i")
	iterated := g.pick(g.list(1), g.list(1), "range(3)", "MAP", "list(MAP)", "os.environ.get('A', 'a,b').split(',')", "('x', 'y', 'z')", "sorted(os.environ)", "list(ITEMS)", "ITEMS")
	if g.chance(20) {
		counter := g.fresh("w")
		g.line("%s = 0", counter)
		g.line("while %s < %d:", counter, g.r.IntN(4))
		g.depth++
		g.line("%s += 1", counter)
		g.depth--
	} else if g.chance(20) {
		g.line("for %s, value in MAP.items():", name)
	} else if g.chance(20) {
		g.line("for %s, value in enumerate(%s):", name, iterated)
	} else {
		g.line("for %s in %s:", name, iterated)
	}
	outer := g.loop
	g.loop = true
	g.block(depth, 1)
	g.depth++
	if g.chance(25) {
		g.line("if %s: %s", g.truth(1), g.pick("break", "continue"))
	}
	if g.chance(30) {
		target := g.pick("ITEMS", "ITEMS", g.variableOr(lists, "ITEMS"))
		g.line("if len(%s) < 12: %s.append(%s)", target, target, g.pick("'loop'", "'b'"))
	}
	g.depth--
	g.loop = outer
	if g.chance(20) {
		g.line("else:")
		g.block(depth, 1)
	}
}

func (g *generator) variableOr(k kind, fallback string) string {
	if name := g.variable(k); name != "" {
		return name
	}
	return fallback
}

func (g *generator) functionStatement() {
	f := function{name: g.fresh("f"), takes: g.anyKind(), returns: g.anyKind(), keyword: g.chance(30)}
	kept := map[kind][]string{}
	for k, names := range g.vars {
		kept[k] = slices.Clone(names)
	}
	parameter, second := "p", g.pick("", ", q='z'", ", q=[]", ", *args", ", **kwargs", ", *, key=1")
	g.line("def %s(%s%s):", f.name, parameter, second)
	g.local = true
	g.depth++
	if strings.Contains(second, "q=[]") {
		g.line("q.append(len(q))")
		g.note(lists, "q")
	}
	g.note(f.takes, parameter)
	if g.chance(25) {
		name := g.pick("DEBUG", "COUNTER")
		g.line("global %s", name)
		g.line("%s = %s", name, g.truth(1))
	}
	// every name is local where it is assigned: only new ones are
	g.vars = map[kind][]string{f.takes: {parameter}}
	for range g.r.IntN(3) {
		g.functionBody()
	}
	if g.chance(40) {
		g.line("if %s:", g.truth(1))
		g.depth++
		g.line("return %s", g.expression(f.returns, 1))
		g.depth--
	}
	if g.chance(25) {
		g.line("for x in %s:", g.list(1))
		g.depth++
		g.line("if %s:", g.pick("x", "x == 'b'", "x == os.environ.get('A')"))
		g.depth++
		g.line("return %s", g.expression(f.returns, 0))
		g.depth -= 2
	}
	if g.chance(25) {
		g.line("try:")
		g.line("    return int(os.environ[%s])", g.pick("'A'", "'N'"))
		g.line("except (KeyError, ValueError):")
		g.line("    pass")
	}
	g.line("return %s", g.expression(f.returns, 2))
	g.depth--
	g.local = false
	g.vars = kept
	g.funcs = append(g.funcs, f)
}

// functionBody changes what is outside of the function.
func (g *generator) functionBody() {
	switch g.r.IntN(6) {
	case 0:
		g.line("ITEMS.append(%s)", g.text(0))
	case 1:
		g.line("MAP[%s] = %s", g.pick("'f'", "'k'"), g.literal(g.anyKind()))
	case 2:
		g.line("os.environ[%s] = %s", g.pick("'C'", "'D'"), g.pick("'f'", "'prod'"))
	case 3:
		k := g.anyKind()
		name := g.fresh("l")
		g.line("%s = %s", name, g.expression(k, 1))
		g.note(k, name)
	case 4:
		g.line("if %s:", g.truth(1))
		g.line("    ITEMS.extend(['e'])")
	case 5:
		g.line("for y in os.environ.get('B', 'm,n').split(','):")
		g.line("    MAP[y] = %s", g.pick("1", "y", "len(y)"))
	}
}

func (g *generator) classStatement() {
	name := g.fresh("K")
	base := ""
	if len(g.classes) > 0 && g.chance(60) {
		base = "(" + g.pick(g.classes...) + ")"
	}
	g.line("class %s%s:", name, base)
	g.depth++
	g.line("a = %s", g.text(1))
	if g.chance(50) {
		g.line("b = %s", g.list(1))
	}
	if g.chance(40) {
		g.line("if %s:", g.truth(1))
		g.line("    a = 'c'")
	}
	g.line("def m(self, x=1):")
	g.line("    return %s", g.pick("x", "self.a", "'m'", "[self.a, x]"))
	if g.chance(40) {
		g.line("@staticmethod")
	}
	g.line("def s(x='s'):")
	g.line("    return x")
	g.depth--
	g.classes = append(g.classes, name)
	g.set("class", texts, name+".a")
	if g.chance(50) {
		g.set("class", texts, fmt.Sprintf("str(%s().m(%s))", name, g.pick("", "2", "x='q'")))
	}
	if g.chance(30) {
		g.set("class", texts, name+".s('t')")
	}
}
