package eval

import (
	"fmt"
	"strings"
)

func (g *generator) changeList() {
	list := g.variableOr(lists, "ITEMS")
	switch g.r.IntN(12) {
	case 0, 1:
		g.line("%s.append(%s)", list, g.expression(g.anyKind(), 1))
	case 2, 3:
		g.line("%s += %s", list, g.pick(g.list(1), "('t',)", "[]"))
	case 4:
		g.line("%s.extend(%s)", list, g.list(1))
	case 5:
		g.line("%s.insert(%s, %s)", list, g.pick("0", "1", "-1", "99", "len("+list+")"), g.text(1))
	case 6:
		g.line("if 'b' in %s: %s.remove('b')", list, list)
	case 7:
		g.line("if %s: %s", list, g.pick(list+".pop()", list+".pop(0)", "del "+list+"[0]", list+"[0] = 'set'", list+"[-1] = "+g.text(1)))
	case 8:
		g.line("%s.%s", list, g.pick("reverse()", "clear()", "sort(key=str)", "append("+list+"[:1])"))
	case 9:
		g.line("%s = %s + %s", strings.ReplaceAll(list, ".", "_"), list, g.list(1))
	case 10:
		g.line("%s[%s] = %s", list, g.pick("1:1", ":0", "len("+list+"):"), g.pick("['s']", "[]"))
	case 11:
		g.line("(lambda z: z.append('lambda'))(%s)", list)
	}
}

func (g *generator) changeDict() {
	dict := g.variableOr(dicts, "MAP")
	switch g.r.IntN(12) {
	case 0, 1:
		g.line("%s[%s] = %s", dict, g.key(), g.expression(g.anyKind(), 1))
	case 2:
		g.line("%s.update(%s)", dict, g.pick("{'u': 1}", "u=2", "{'k': 'w'}, n=None", g.dict(1)))
	case 3:
		g.line("%s.setdefault(%s, [])", dict, g.key())
	case 4:
		g.line("%s.pop(%s, None)", dict, g.key())
	case 5:
		g.line("if 'k' in %s: del %s['k']", dict, dict)
	case 6:
		g.line("%s['n'] = {'x': 2}", dict)
		g.line("%s['n']['x'] = %s", dict, g.number(1))
	case 7:
		g.line("%s.setdefault('list', []).append(1) if not isinstance(%s.get('list'), (str, int, dict, type(None))) else None", dict, dict)
	case 8:
		g.set("dict pop", texts, fmt.Sprintf("str(%s.pop(%s, 'none'))", dict, g.key()))
	case 9:
		g.line("%s |= {%s: 3}", dict, g.key())
	case 10:
		g.line("for name in list(%s): %s[name] = 'all'", dict, dict)
	case 11:
		g.set("dict keys", lists, g.pick("list(%s)", "[str(y) for y in %s.values()]", "sorted(str(y) for y in %s)", "[k for k, v in %s.items() if v]")[:0]+fmt.Sprintf(g.pick("list(%s)", "[str(y) for y in %s.values()]", "[str(k) for k, v in %s.items() if v]"), dict))
	}
}

func (g *generator) key() string {
	return g.pick("'k'", "'n'", "'a'", "'z'", "1", "True", "os.environ.get('A', 'k')", "'k' if os.environ.get('B') else 'z'")
}

func (g *generator) unpack() {
	a, b := g.fresh("X"), g.fresh("X")
	switch g.r.IntN(5) {
	case 0:
		g.line("%s, %s = %s, %s", a, b, g.text(1), g.text(1))
	case 1:
		g.line("%s, *%s = ['h', 'i', 'j']", a, b)
		g.label(texts, a, "unpack")
		g.label(lists, b, "unpack")
		return
	case 2:
		g.line("(%s, %s) = ('a', 'b') if %s else ['c', 'd']", a, b, g.truth(1))
	case 3:
		g.line("%s, %s = 'xy'", a, b)
	case 4:
		g.line("%s = 'first'; %s = 'second'; %s, %s = %s, %s", a, b, a, b, b, a)
	}
	g.label(texts, a, "unpack")
	g.label(texts, b, "unpack")
}

func (g *generator) augment() {
	switch g.r.IntN(4) {
	case 0:
		if name := g.variable(texts); name != "" && !strings.Contains(name, ".") && name != "ROOT" {
			g.line("%s += %s", name, g.text(1))
		}
	case 1:
		if name := g.variable(numbers); name != "" {
			g.line("%s %s= %d", name, g.pick("+", "-", "*", "//", "%", "|", "&"), 1+g.r.IntN(9))
		}
	case 2:
		name := g.fresh("X")
		g.line("%s = 'h' if (walrus%s := %s) else 'n'", name, name, g.text(1))
		g.label(texts, name, "walrus")
		g.label(texts, "walrus"+name, "walrus")
	case 3:
		name := g.fresh("X")
		g.line("%s = [last%s := y for y in ['p', 'q']]", name, name)
		g.label(lists, name, "walrus")
		g.label(texts, "last"+name, "walrus")
	}
}

func (g *generator) environmentWrite() {
	name := g.pick("A", "B", "D")
	switch g.r.IntN(6) {
	case 0:
		g.line("os.environ[%q] = %s", name, g.pick("'written'", "'prod'", "str(5)", "os.environ.get('C', 'c')"))
	case 1:
		g.line("os.environ.setdefault(%q, %s)", name, g.pick("'default'", "'prod'"))
	case 2:
		g.set("environment pop", texts, fmt.Sprintf("os.environ.pop(%q, 'gone')", name))
	case 3:
		g.line("if %q in os.environ: del os.environ[%q]", name, name)
	case 4:
		g.line("os.environ.update({%q: 'updated'})", name)
	case 5:
		g.line("os.environ.update(%s='keyword')", name)
	}
}

func (g *generator) callStatement() {
	if len(g.funcs) == 0 {
		return
	}
	f := g.funcs[g.r.IntN(len(g.funcs))]
	argument := g.expression(f.takes, 1)
	if f.keyword {
		argument = "p=" + argument
	}
	g.set("function", f.returns, fmt.Sprintf("%s(%s)", f.name, argument))
}

// namesStatement deletes and reads names that may not be there.
func (g *generator) namesStatement() {
	switch g.r.IntN(5) {
	case 0:
		if len(g.maybe) > 0 && !g.local {
			name := g.maybe[g.r.IntN(len(g.maybe))]
			g.line("try: N%s = %s", name, name)
			g.line("except NameError: N%s = 'unbound'", name)
		}
	case 1:
		if !g.local {
			name := g.fresh("D")
			g.line("%s = 1", name)
			g.line("if %s: del %s", g.truth(1), name)
			g.maybe = append(g.maybe, name)
		}
	case 2:
		if !g.local {
			g.line("globals()[%q] = %s", g.fresh("G"), g.text(1))
		}
	case 3:
		g.line("copied%d = copy.%s(MAP); copied%d['n'] = 'own'", g.count, g.pick("deepcopy", "copy"), g.count)
	case 4:
		g.line("assert True, 'fine'")
	}
}
