package eval

import (
	"fmt"
	"strconv"
)

// expression writes an expression of a kind.
func (g *generator) expression(k kind, depth int) string {
	switch k {
	case texts:
		return g.text(depth)
	case truths:
		return g.truth(depth)
	case numbers:
		return g.number(depth)
	case lists:
		return g.list(depth)
	case dicts:
		return g.dict(depth)
	default:
		return g.path(depth)
	}
}

func (g *generator) literal(k kind) string {
	switch k {
	case texts:
		return strconv.Quote(g.pick("", "a", "prod", "x y", "Ünï", "1", "/static/", "https://h/", "a.b.c", "%", "{}"))
	case truths:
		return g.pick("True", "False")
	case numbers:
		return g.pick("0", "1", "-1", "60 * 60", "7", "1.0", "0.5", "2 ** 10", "10 // 3", "-7 // 2", "-7 % 3", "1e3", "0x1F", "1_000")
	case lists:
		return g.pick("[]", "['a']", "['a', 'b', 'c']", "[1, 'x', None]", "[*ITEMS, 'z']", "list('xy')", "['a', ('t', 1)]")
	case dicts:
		return g.pick("{}", "{'k': 'v'}", "{'n': {'x': 1}, 'k': [1]}", "dict(a=1, k='kw')", "{**MAP, 'z': 0}", "{1: 'one', True: 'true'}", "{'k': 1, 'k': 2}")
	default:
		return g.pick("Path('/srv/app')", "Path('rel') / 'x'", "Path('a', 'b')", "Path('.')", "Path('/')", "Path('a/../b')", "Path('x//y/./z/')")
	}
}

func (g *generator) environmentText() string {
	name := g.pick("A", "B", "C")
	fallback := g.pick("''", "'default'", "'prod'", "'1'", "'a'", g.text(0))
	switch g.r.IntN(6) {
	case 0:
		return fmt.Sprintf("os.environ.get('%s', %s)", name, fallback)
	case 1:
		return fmt.Sprintf("os.getenv('%s', %s)", name, fallback)
	case 2:
		return fmt.Sprintf("getenv('%s') or %s", name, fallback)
	case 3:
		return fmt.Sprintf("environ['%s'] if '%s' in environ else %s", name, name, fallback)
	case 4:
		return fmt.Sprintf("os.environ.get('%s', default=%s)", name, fallback)
	default:
		return fmt.Sprintf("(os.environ.get('%s') or %s).%s", name, fallback, g.pick("lower()", "strip()", "upper()", "replace('a', 'b')", "title()"))
	}
}

func (g *generator) text(depth int) string {
	if depth <= 0 {
		if name := g.variable(texts); name != "" && g.chance(50) {
			return name
		}
		if g.chance(25) {
			return g.pick("os.environ.get('A', 'dev')", "str(os.environ.get('B'))")
		}
		return g.literal(texts)
	}
	a, b := g.text(depth-1), g.text(depth-1)
	switch g.r.IntN(28) {
	case 0, 1:
		return "(" + g.environmentText() + ")"
	case 2:
		return fmt.Sprintf("f\"{%s}-{%s}/x\"", g.atom(texts), g.atom(g.anyKind()))
	case 3:
		return fmt.Sprintf("(%s + %s)", a, b)
	case 4:
		return fmt.Sprintf("'%%s/%%s' %% (%s, %s)", a, g.atom(numbers))
	case 5:
		return fmt.Sprintf("'{}-{x}-{{}}'.format(%s, x=%s)", a, g.atom(g.anyKind()))
	case 6:
		return fmt.Sprintf("(%s).%s", a, g.pick("lower()", "upper()", "strip('/')", "strip()", "rstrip('/')", "title()", "capitalize()", "replace('a', '-')", "split(',')[0]", "rstrip()", "removeprefix('a')", "swapcase()", "partition(',')[0]", "rsplit('.', 1)[0]", "zfill(3)", "encode().decode()", "lstrip('a')"))
	case 7:
		return fmt.Sprintf("(%s if %s else %s)", a, g.truth(depth-1), b)
	case 8:
		return fmt.Sprintf("(%s or %s)", a, b)
	case 9:
		return fmt.Sprintf("(%s and %s)", a, b)
	case 10:
		return fmt.Sprintf("','.join(%s)", g.pick("map(str, "+g.list(depth-1)+")", "[str(y) for y in "+g.list(depth-1)+"]", "('a', 'b')", "str(y) for y in "+g.list(depth-1)))
	case 11:
		return fmt.Sprintf("str(%s)", g.expression(g.anyKind(), depth-1))
	case 12:
		return fmt.Sprintf("str(MAP.get(%s, %s))", g.key(), a)
	case 13:
		return fmt.Sprintf("os.path.join(%s, %s)", g.pick("ROOT", "'/srv'", "'rel'", "str(BASE_DIR)", a), g.pick("'static'", "'/abs'", "'a/'", "''", "'..'", b))
	case 14:
		return fmt.Sprintf("os.path.%s(%s)", g.pick("dirname", "basename", "normpath", "dirname"), g.pick("ROOT", "'/srv/a/'", "'a/b'", "os.path.join(ROOT, 'a')", "'/'", "'a//b/../c'"))
	case 15:
		return fmt.Sprintf("(%s)[%s]", a, g.pick(":1", "1:", "-2:", ":-1", "::-1", "1:100"))
	case 16:
		return fmt.Sprintf("(lambda v, w='w': v + w)(%s)", a)
	case 17:
		return fmt.Sprintf("str(%s)", g.path(depth-1))
	case 18:
		return fmt.Sprintf("(%s * %d)", a, g.r.IntN(4))
	case 19:
		return fmt.Sprintf("{'prod': %s, 'dev': %s}.get(os.environ.get('A'), %s)", a, b, g.literal(texts))
	case 20:
		return fmt.Sprintf("os.path.abspath(os.path.join(ROOT, %s))", g.pick("'..'", "'a'", "'a/../b'", "'./x/'"))
	case 21:
		return fmt.Sprintf("(%s).name", g.path(depth-1))
	case 22:
		return fmt.Sprintf("f'{%s!r:>5}'", g.atom(texts))
	case 23:
		return fmt.Sprintf("(next((y for y in %s if y), None) or 'none') if False else %s", g.list(0), a)
	case 24:
		return fmt.Sprintf("f'{%s:05d}'", g.pick("7", "len(ITEMS)", "-3"))
	case 25:
		return fmt.Sprintf("('%%(a)s:%%(b)d' %% {'a': %s, 'b': %d})", a, g.r.IntN(9))
	case 26:
		return fmt.Sprintf("type(%s).__name__", g.expression(g.anyKind(), depth-1))
	default:
		return a
	}
}

// atom is an expression without quotes, for f-strings.
func (g *generator) atom(k kind) string {
	if name := g.variable(k); name != "" {
		return name
	}
	return g.pick("7", "None", "True", "1.5")
}

func (g *generator) truth(depth int) string {
	if depth <= 0 {
		if name := g.variable(truths); name != "" && g.chance(50) {
			return name
		}
		return g.pick("True", "False", "os.environ.get('A') == 'prod'", "'B' in os.environ", "os.environ.get('C')  is None", "DEBUG == True", "bool(os.environ.get('A'))", "ITEMS", "os.environ.get('B')")
	}
	a, b := g.truth(depth-1), g.truth(depth-1)
	switch g.r.IntN(24) {
	case 0, 1:
		return fmt.Sprintf("os.environ.get('%s'%s) %s %s", g.pick("A", "B", "C"), g.pick("", ", ''", ", 'prod'", ", 'dev'"), g.pick("==", "!="), g.pick("'prod'", "'1'", "'true'", "None", "''"))
	case 2:
		return fmt.Sprintf("os.environ.get('%s', %s).lower() %s", g.pick("A", "B"), g.pick("''", "'True'"), g.pick("== 'true'", "in ('1', 'true')", "!= 'false'", "not in ['prod']", "== 'prod'"))
	case 3:
		return fmt.Sprintf("os.environ.get('%s') in %s", g.pick("A", "B"), g.pick("('prod', 'dev')", "['1', 'true', 'yes']", "{'prod'}", "(None, '')", "'prod,dev' if True else ''")[:0]+g.pick("('prod', 'dev')", "['1', 'true', 'yes']", "{'prod'}", "(None, '')"))
	case 4:
		return fmt.Sprintf("not %s", a)
	case 5:
		return fmt.Sprintf("(%s and %s)", a, b)
	case 6:
		return fmt.Sprintf("(%s or %s)", a, b)
	case 7:
		return fmt.Sprintf("%s %s %s", g.number(depth-1), g.pick("<", "<=", ">", ">=", "==", "!="), g.number(depth-1))
	case 8:
		return fmt.Sprintf("(0 %s %s < %s)", g.pick("<", "<=", "!="), g.number(depth-1), g.pick("5", "10", g.number(0)))
	case 9:
		return fmt.Sprintf("%s %s %s", g.text(depth-1), g.pick("==", "!=", "in", "not in", "<"), g.text(depth-1))
	case 10:
		return fmt.Sprintf("%s %s %s", g.text(depth-1), g.pick("in", "not in"), g.list(depth-1))
	case 11:
		return fmt.Sprintf("bool(%s)", g.expression(g.anyKind(), depth-1))
	case 12:
		return fmt.Sprintf("%s.%s", "os.environ.get('A', 'x')", g.pick("startswith('p')", "endswith(('d', 'v'))", "isdigit()", "startswith('')"))
	case 13:
		return fmt.Sprintf("isinstance(%s, %s)", g.expression(g.anyKind(), depth-1), g.pick("str", "int", "list", "dict", "(list, tuple)", "bool"))
	case 14:
		return fmt.Sprintf("'%s' %s os.environ", g.pick("A", "B", "D"), g.pick("in", "not in"))
	case 15:
		return fmt.Sprintf("%s %s None", g.pick("MAP.get('q')", "os.environ.get('B')", g.atom(texts)), g.pick("is", "is not"))
	case 16:
		return fmt.Sprintf("%s == %s", g.list(depth-1), g.list(depth-1))
	case 17:
		return fmt.Sprintf("%s in %s", g.key(), g.dict(depth-1))
	case 18:
		return fmt.Sprintf("(%s if %s else %s)", a, b, g.truth(0))
	case 19:
		return fmt.Sprintf("os.path.exists(os.path.join(ROOT, %s))", g.pick("'conf'", "'conf/base.py'", "'nothing'"))
	case 20:
		return fmt.Sprintf("%s(%s for y in %s)", g.pick("any", "all"), g.pick("y", "y == 'a'"), g.list(depth-1))
	case 21:
		return fmt.Sprintf("1 %s 2 > %s", g.pick(">", "<"), g.pick("0", "len(os.environ.get('A', ''))", "3"))
	case 22:
		return g.pick("flag('A')", "flag('B', True)", "a") // flag is there in some programs only
	default:
		return a
	}
}

func (g *generator) number(depth int) string {
	if depth <= 0 {
		if name := g.variable(numbers); name != "" && g.chance(50) {
			return name
		}
		return g.literal(numbers)
	}
	switch g.r.IntN(11) {
	case 0:
		return fmt.Sprintf("int(os.environ.get('N', %s))", g.pick("5", "'8'", "0"))
	case 1:
		return fmt.Sprintf("len(%s)", g.expression([]kind{texts, lists, dicts}[g.r.IntN(3)], depth-1))
	case 2:
		return fmt.Sprintf("(%s %s %s)", g.number(depth-1), g.pick("+", "-", "*"), g.number(depth-1))
	case 3:
		return fmt.Sprintf("(%s if %s else %s)", g.number(depth-1), g.truth(depth-1), g.number(depth-1))
	case 4:
		return fmt.Sprintf("-%s", g.number(0))
	case 5:
		return fmt.Sprintf("(%s / 4)", g.number(depth-1))
	case 6:
		return fmt.Sprintf("(%s + %s)", g.truth(0)[:0]+g.pick("True", "False", "DEBUG", "('A' in os.environ)"), g.number(depth-1))
	case 7:
		return fmt.Sprintf("float(%s)", g.pick("'1.5'", "2", "'3'", g.number(depth-1)))
	case 8:
		return fmt.Sprintf("%s([1, 5, %s])", g.pick("max", "min", "sum"), g.number(depth-1))
	case 9:
		return fmt.Sprintf("int(%s)", g.pick("'12'", "' 7 '", "3.9", "True", "-2.5"))
	default:
		return fmt.Sprintf("(%s or %s)", g.number(depth-1), g.number(depth-1))
	}
}

func (g *generator) list(depth int) string {
	if depth <= 0 {
		if name := g.variable(lists); name != "" && g.chance(60) {
			return name
		}
		return g.literal(lists)
	}
	a := g.list(depth - 1)
	switch g.r.IntN(22) {
	case 0:
		return fmt.Sprintf("[%s, %s]", g.expression(g.anyKind(), depth-1), g.text(depth-1))
	case 1:
		return fmt.Sprintf("(%s + %s)", a, g.list(depth-1))
	case 2:
		return fmt.Sprintf("[y for y in %s if %s]", a, g.pick("y", "y != 'a'", "y == os.environ.get('A')", "True"))
	case 3:
		return fmt.Sprintf("[%s for y in %s]", g.pick("y", "str(y) + '!'", "(y, 1)", "{'h': y}", "f'{y}x'"), a)
	case 4:
		return fmt.Sprintf("os.environ.get('%s', %s).split(',')", g.pick("A", "B"), g.pick("''", "'a,b'", "'x'"))
	case 5:
		return fmt.Sprintf("[h.strip() for h in os.environ.get('%s', %s).split(',') if h]", g.pick("A", "B"), g.pick("''", "'a,b'", "'x, y'"))
	case 6:
		return fmt.Sprintf("(%s if %s else %s)", a, g.truth(depth-1), g.list(depth-1))
	case 7:
		return fmt.Sprintf("%s[%s]", a, g.pick(":1", "1:", ":", "-1:", "::2", "::-1"))
	case 8:
		return fmt.Sprintf("list(%s)", g.pick(a, "range(3)", "('a', 'b')", "map(str, "+a+")", "filter(None, "+a+")", "reversed("+a+")", "{'s'}", "zip('ab', 'cd')", "enumerate("+a+")", "MAP.keys()"))
	case 9:
		return fmt.Sprintf("[*%s, *%s]", a, g.list(depth-1))
	case 10:
		return fmt.Sprintf(g.pick("sorted(%s, key=str)", "list(dict.fromkeys(%s))"), a)
	case 11:
		return fmt.Sprintf("sorted({%s, %s})", g.text(depth-1), g.text(depth-1))
	case 12:
		return fmt.Sprintf("(%s or %s)", a, g.list(depth-1))
	case 13:
		return fmt.Sprintf("%s * %d", a, g.r.IntN(3))
	case 14:
		return fmt.Sprintf("list(set(%s))", g.pick("['a']", "['a', 'a']", "[]"))
	case 15:
		return fmt.Sprintf("[x + y for x in 'ab' for y in 'cd' if x != %s]", g.pick("'a'", "y", "'z'"))
	case 16:
		return "[y for y in [os.environ.get('A'), 'b', os.environ.get('C', 'c')] if y]"
	case 17:
		return fmt.Sprintf("list(filter(lambda y: y != 'a', %s))", a)
	case 18:
		return fmt.Sprintf("%s.copy()", a)
	case 19:
		return fmt.Sprintf("[%s][-1:]", g.expression(g.anyKind(), depth-1))
	case 20:
		return "json.loads('[1, 2.5, \"x\", null, {\"a\": true}]')"
	default:
		return a
	}
}

func (g *generator) dict(depth int) string {
	if depth <= 0 {
		if name := g.variable(dicts); name != "" && g.chance(60) {
			return name
		}
		return g.literal(dicts)
	}
	a := g.dict(depth - 1)
	switch g.r.IntN(12) {
	case 0:
		return fmt.Sprintf("{'k': %s, %s: %s}", g.expression(g.anyKind(), depth-1), g.key(), g.text(depth-1))
	case 1:
		return fmt.Sprintf("{**%s, **%s}", a, g.dict(depth-1))
	case 2:
		return fmt.Sprintf("dict(%s, extra=%s)", a, g.text(depth-1))
	case 3:
		return fmt.Sprintf("{%s: y for y in %s}", g.pick("str(y)", "'k'", "str(y) + '1'"), g.list(depth-1))
	case 4:
		return fmt.Sprintf("(%s if %s else %s)", a, g.truth(depth-1), g.dict(depth-1))
	case 5:
		return fmt.Sprintf("(%s | %s)", a, g.dict(depth-1))
	case 6:
		return fmt.Sprintf("{k: v for k, v in %s.items() if k != 'k'}", a)
	case 7:
		return fmt.Sprintf("dict([('p', %s), ('q', 2)])", g.text(depth-1))
	case 8:
		return fmt.Sprintf("dict(zip(('a', 'b'), %s))", g.list(depth-1))
	case 9:
		return fmt.Sprintf("%s.copy()", a)
	case 10:
		return fmt.Sprintf("{'default': {'ENGINE': 'x', 'NAME': %s, 'OPTIONS': %s}}", g.expression(g.anyKind(), depth-1), a)
	default:
		return a
	}
}

func (g *generator) path(depth int) string {
	if depth <= 0 {
		if name := g.variable(paths); name != "" && g.chance(60) {
			return name
		}
		return g.literal(paths)
	}
	a := g.path(depth - 1)
	switch g.r.IntN(9) {
	case 0, 1:
		return fmt.Sprintf("(%s / %s)", a, g.pick("'static'", "'/abs'", "'a/b/'", "'..'", "Path('c')", g.text(depth-1)))
	case 2:
		return a + ".parent"
	case 3:
		return fmt.Sprintf("Path(%s)", g.pick("ROOT", "'a'", "os.path.join(ROOT, 'x')", g.text(depth-1)))
	case 4:
		return fmt.Sprintf("BASE_DIR.joinpath(%s)", g.pick("'a'", "'a', 'b'", "'..', 'c'"))
	case 5:
		return fmt.Sprintf("Path(__file__).resolve().parents[%d]", g.r.IntN(3))
	case 6:
		return fmt.Sprintf("(%s if %s else %s)", a, g.truth(depth-1), g.path(depth-1))
	case 7:
		return fmt.Sprintf("%s.with_name('w')", "(BASE_DIR / 'x')")
	default:
		return a
	}
}
