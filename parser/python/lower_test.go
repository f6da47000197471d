package python

import (
	"context"
	"strings"
	"testing"
)

// parse reads source that must be parsed.
func parse(t *testing.T, src string) *Module {
	t.Helper()
	m, err := Parse(context.Background(), []byte(src), Limits{})
	if err != nil {
		t.Fatalf("%q: %v", src, err)
	}
	return m
}

// check compares the dump of sources with what it should be.
func check(t *testing.T, tests [][2]string) {
	t.Helper()
	for _, tt := range tests {
		m := parse(t, tt[0])
		if got := strings.TrimSuffix(dump(m), "\n"); got != tt[1] {
			t.Errorf("%s\ngot  %s\nwant %s", tt[0], got, tt[1])
		}
		for _, e := range m.Errors {
			t.Errorf("%s\nunexpected error at %v: %s", tt[0], e.Span, e.Message)
		}
		checkTree(t, m, []byte(tt[0]))
	}
}

func TestStrings(t *testing.T) {
	check(t, [][2]string{
		{`x = 'a\n\x41\101\u00e9\U0001F600\'\d'`, `assign x = "a<0a>AA<c3><a9><f0><9f><98><80>'<5c>d"`},
		{`x = '\1011\8'`, `assign x = "A1<5c>8"`},
		{`x = r'\n\''`, `assign x = "<5c>n<5c>'"`},
		{`x = b'\xff\777\u1234'`, `assign x = b"<ff><ff><5c>u1234"`},
		{`x = Rb'\x'`, `assign x = b"<5c>x"`},
		{`x = u'a'`, `assign x = "a"`},
		{"x = 'a\\\nb'", `assign x = "ab"`},
		{"x = '''a\r\nb\rc'''", `assign x = "a<0a>b<0a>c"`},
		{`x = '\N{DASH}'`, `assign x = "<5c>N{DASH}"`},
		{`x = '\ud800'`, `assign x = "<ed><a0><80>"`},
		{`x = "a" 'b' r'\c'`, `assign x = "ab<5c>c"`},
		{"x = ('a'  # one\n     'b')", `assign x = "ab"`},
		{`x = '' + "" + """"""`, `assign x = (("" + "") + "")`},
		{`x = """a"b""c"""`, `assign x = "a<22>b<22><22>c"`},
		{"# coding: latin-1\nx = '\xe9'", `assign x = "<e9>"`},
	})
}

func TestPieces(t *testing.T) {
	m := parse(t, `x = "a" 'bc'`)
	s := m.Body[0].(*Assign).Value.(*Str)
	if len(s.Pieces) != 2 || s.Pieces[0].Start != 4 || s.Pieces[0].End != 7 || s.Pieces[1].Start != 8 || s.Pieces[1].End != 12 {
		t.Errorf("pieces are %v", s.Pieces)
	}
	if s := parse(t, `x = "a"`).Body[0].(*Assign).Value.(*Str); s.Pieces != nil {
		t.Errorf("a single literal has the pieces %v", s.Pieces)
	}
}

func TestFStrings(t *testing.T) {
	check(t, [][2]string{
		{`x = f"a{b}c"`, `assign x = f["a" {b} "c"]`},
		{`x = f""`, `assign x = f[]`},
		{`x = f"{{{b}}}\n\{c}"`, `assign x = f["{" {b} "}<0a><5c>" {c}]`},
		{`x = rf"\{b}\n"`, `assign x = f["<5c>" {b} "<5c>n"]`},
		{`x = f"{{a" f"}}b{{"`, `assign x = f["{a}b{"]`},
		{`x = f"{b!r:>{w}.{p}f}"`, `assign x = f[{b!r:[">" {w} "." {p} "f"]}]`},
		{`x = f"{b=}{c = !s}"`, `assign x = f[{b=} {c=!s}]`},
		{`x = f"{b:}"`, `assign x = f[{b:[]}]`},
		{`x = f"{b:=^10}"`, `assign x = f[{b:["=^10"]}]`},
		{`x = f"{b != c}{d == e}"`, `assign x = f[{(b != c)} {(d == e)}]`},
		{`x = f"{a['b']}{c[1:2]}{(lambda: 1)()}"`, `assign x = f[{a["b"]} {c[1:2:-]} {(lambda : 1)()}]`},
		{`x = f'{a['b']}'`, `assign x = f[{a["b"]}]`},
		{`x = f"{f'{a}'}"`, `assign x = f[{f[{a}]}]`},
		{`x = f"\N{DASH}{a}"`, `assign x = f["<5c>N{DASH}" {a}]`},
		{"x = f'''a\n{\nb  # c\n:\n>3}'''", `assign x = f["a<0a>" {b:["<0a>>3"]}]`},
		{`x = 'a' f'{b}' 'c{d}'`, `assign x = f["a" {b} "c{d}"]`},
		{`x = f"{a, b}{*c, d}"`, `assign x = f[{(a, b,)} {(*<c>, d,)}]`},
		{`x = f"{yield}"`, `assign x = f[{(yield -)}]`},
		{`x = t"{a}"`, `assign x = BAD<template string>`},
	})
}

func TestNumbers(t *testing.T) {
	check(t, [][2]string{
		{`x = 1_000, 0x_fF, 0o17, 0b11, 00`, `assign x = (1000, 255, 15, 3, 0,)`},
		{`x = 9223372036854775807, 9223372036854775808`, `assign x = (9223372036854775807, big,)`},
		{`x = 1.5, 1e3, .5, 2j`, `assign x = (1.50000000000000000e+00, 1.00000000000000000e+03, 5.00000000000000000e-01, 2.00000000000000000e+00j,)`},
		{`x = -1`, `assign x = (- 1)`},
	})
}

func TestOperators(t *testing.T) {
	check(t, [][2]string{
		{`x = a & b ^ c | d`, `assign x = (((a & b) ^ c) | d)`},
		{`x = a ^ b & c ^ d`, `assign x = ((a ^ (b & c)) ^ d)`},
		{`x = (a ^ b) & c`, `assign x = ((a ^ b) & c)`},
		{`x = -a ** -b`, `assign x = (- (a ** (- b)))`},
		{`x = a < b <= c`, `assign x = (a < b <= c)`},
		{"x = (a not  \n in b) is   not c", `assign x = ((a not in b) is not c)`},
		{`x = a or b or c and d and e`, `assign x = (a or b or (c and d and e))`},
		{`x = (a or b) or c`, `assign x = ((a or b) or c)`},
		{`x = not a == b`, `assign x = (not (a == b))`},
		{`x = a if b else c if d else e`, `assign x = (a if b else (c if d else e))`},
		{`x = lambda a, /, b=1, *c, d, **e: a`, `assign x = (lambda /a, b=1, *c, !d, **e: a)`},
		{`x = (y := 1)`, `assign x = (y := 1)`},
		{`x = a[b], a[b, c], a[b,], a[1:], a[:2], a[::3], a[1:2, ...], a[*b]`,
			`assign x = (a[b], a[(b, c,)], a[(b,)], a[1:-:-], a[-:2:-], a[-:-:3], a[(1:2:-, ...,)], a[(*<b>,)],)`},
		{"x = a . b . c", `assign x = a.b.c`},
		{"x = a \\\n  + b", `assign x = (a + b)`},
		{"x = (a # one\n + # two\n b)", `assign x = (a + b)`},
	})
}

func TestDisplays(t *testing.T) {
	check(t, [][2]string{
		{`x = 1,`, `assign x = (1,)`},
		{`x = (1)`, `assign x = 1`},
		{`x = ()`, `assign x = (,)`},
		{`x = *a, b`, `assign x = (*<a>, b,)`},
		{`x = *a.b(), c`, `assign x = (*<a.b()>, c,)`},
		{`x = [*a, *b.c]`, `assign x = [*<a>, *<b.c>]`},
		{`x = {*a}, {**b, 'c': 1}, {}`, `assign x = ({*<a>}, {:-: b, "c": 1}, {:},)`},
		{`x = [a for b, c in d if e if f for g in h]`, `assign x = L<a for (b, c,) in d if e if f for g in h>`},
		{`x = {a: b for a in c}, {a for a in c}, f(a for a in c)`, `assign x = (D<a: b for a in c>, S<a for a in c>, f(G<a for a in c>),)`},
		{`f(a, *b, c=d, **e)`, `expr f(a, *b, c=d, **e)`},
		{`f(a, *b or c)`, `expr f(a, *(b or c))`},
	})
	if !parse(t, `x = (1, 2)`).Body[0].(*Assign).Value.(*Tuple).Parenthesised {
		t.Error("(1, 2) is not parenthesised")
	}
	if parse(t, `x = 1, 2`).Body[0].(*Assign).Value.(*Tuple).Parenthesised {
		t.Error("1, 2 is parenthesised")
	}
}

func TestSimpleStatements(t *testing.T) {
	check(t, [][2]string{
		{`a = b = c, d = e`, `assign a = b = (c, d,) = e`},
		{`a[0], (b, [c]) = d`, `assign (a[0], (b, [c],),) = d`},
		{`a: int`, `annassign a: int = -`},
		{`a.b: int = 1`, `annassign a.b: int = 1`},
		{`a: A[int] | B[str] | None = 1`, `annassign a: ((A[int] | B[str]) | None) = 1`},
		{`a: A[int] if b else c`, `annassign a: (A[int] if b else c) = -`},
		{`a //= 1`, `augassign a //= 1`},
		{`a = yield b`, `assign a = (yield b)`},
		{`a; b = 1; `, "expr a\nassign b = 1"},
		{`import a.b as c, d`, `import a.b as c, d as `},
		{`from ... import a`, `from 3  import a as `},
		{`from . b import (c as d, e,)`, `from 1 b import c as d, e as `},
		{`from .a.b import *`, `from 1 a.b import *`},
		{`from __future__ import a`, `from 0 __future__ import a as `},
		{`raise a from b`, `raise a from b`},
		{`del a, b[0]`, `del a, b[0]`},
		{`del (a, b)`, `del (a, b,)`},
		{`assert a, b`, `assert a, b`},
		{`global a, b`, `global a, b`},
		{`nonlocal a`, `nonlocal a`},
		{`type A[T] = B`, `opaque type type A T B`},
		{`type(a).b = c`, `assign type(a).b = c`},
		{`match(a)`, `expr match(a)`},
		{`print(a), b`, `expr (print(a), b,)`},
		{`exec(a) in b`, `expr (exec(a) in b)`},
	})
}

func TestCompoundStatements(t *testing.T) {
	check(t, [][2]string{
		{"if a: b\nelif c: d\nelif e:\n    f\nelse: g", "if a\n  expr b\nelse\n  if c\n    expr d\n  else\n    if e\n      expr f\n    else\n      expr g"},
		{"async for a, b in c: d\nelse: e", "async for (a, b,) in c\n  expr d\nelse\n  expr e"},
		{"for a in *b, c: d", "for a in (*<b>, c,)\n  expr d"},
		{"while a: break\nelse: continue", "while a\n  break\nelse\n  continue"},
		{"with a as b, c: d", "with a as b; c as -;\n  expr d"},
		{"with (a as b, c as (d, e),): f", "with a as b; c as (d, e,);\n  expr f"},
		{"with (a, b) as c: d", "with (a, b,) as c;\n  expr d"},
		{"with (a, b): c", "with a as -; b as -;\n  expr c"},
		{"async with a if b else c as d: e", "async with (a if b else c) as d;\n  expr e"},
		{"with (a, *b): c", "with (a, *<b>,) as -;\n  expr c"},
		{"try: a\nexcept: b\nelse: c\nfinally: d", "try\n  expr a\nexcept - as \n  expr b\nelse\n  expr c\nfinally\n  expr d"},
		{"try: a\nexcept A as e: b\nexcept (A, B): c", "try\n  expr a\nexcept A as e\n  expr b\nexcept (A, B,) as \n  expr c"},
		{"try: a\nexcept A, B: b", "try\n  expr a\nexcept (A, B,) as  ambiguous\n  expr b"},
		{"try: a\nexcept A, b.B, C: b", "try\n  expr a\nexcept (A, b.B, C,) as \n  expr b"},
		{"try: a\nexcept* A as e: b", "try\n  expr a\nexcept* A as e\n  expr b"},
		{"try: a\nexcept *A: b\nexcept *(B, C) as e: c", "try\n  expr a\nexcept* A as \n  expr b\nexcept* (B, C,) as e\n  expr c"},
		{"@a.b(1)\n@c\nasync def f(): return", "async def f() -> - @[a.b(1), c] generator=false\n  return -"},
		{"def f[T: int](a: A, b=1, *c: D, e: int = 2, **g) -> A | B: yield", "def f(a: A, b=1, *c: D, !e: int=2, **g) -> (A | B) @[] generator=true\n  expr (yield -)"},
		{"def f():\n    def g(): yield\n    lambda: (yield)\n    class A: pass", "def f() -> - @[] generator=false\n  def g() -> - @[] generator=true\n    expr (yield -)\n  expr (lambda : (yield -))\n  class A() @[]\n    pass"},
		{"def f():\n    yield\n    def g(): pass", "def f() -> - @[] generator=true\n  expr (yield -)\n  def g() -> - @[] generator=false\n    pass"},
		{"class A[T](B, metaclass=C, *d, **e): pass", "class A(B, *d, metaclass=C, **e) @[]\n  pass"},
		{"match a, b:\n    case [c, *_] if d: e = f", "opaque match match a b case c _ d e f"},
	})
}

func TestAliases(t *testing.T) {
	m := parse(t, "import a.b, c as d")
	names := m.Body[0].(*Import).Names
	if names[0].Bound() != "a" || names[1].Bound() != "d" {
		t.Errorf("bound: %s, %s", names[0].Bound(), names[1].Bound())
	}
	from := parse(t, "from .. a import b").Body[0].(*FromImport)
	if from.ModuleSpan.Start != 5 || from.ModuleSpan.End != 9 {
		t.Errorf("module at %v", from.ModuleSpan)
	}
}

func TestPython2(t *testing.T) {
	check(t, [][2]string{
		{`print "a", b`, `expr BAD<Python 2 print statement>`},
		{`print >>f, a`, `expr BAD<Python 2 print statement>`},
		{`exec "a" in b`, `expr BAD<Python 2 exec statement>`},
		{`raise A, "b"`, `raise BAD<Python 2 raise statement> from -`},
		{"x = `a b`", `assign x = BAD<Python 2 backticks>`},
		{`x = a <> b`, `assign x = BAD<Python 2 operator <>>`},
		{`x = 0777`, `assign x = BAD<Python 2 octal number>`},
		{`x = 10L`, `assign x = BAD<Python 2 long integer>`},
		{`x = ur'a'`, `assign x = BAD<Python 2 string prefix>`},
		{`x = [a for a in 1, 2]`, `assign x = L<a for a in BAD<Python 2 comprehension>>`},
		{"def f(a, (b, c)): pass", `opaque Python 2 function f a b c`},
		{"x = lambda (a, b): a", `assign x = BAD<Python 2 lambda>`},
	})
}

// What is written can differ in ways that do not matter.
func TestLayout(t *testing.T) {
	want := "if a\n  assign b = [1, 2]\n  if c\n    expr d\nassign e = 1"
	check(t, [][2]string{
		{"if a:\n    b = [1,\n2]\n    if c:\n        d\ne = 1\n", want},
		{"if a:\r\n    b = [1,\r\n2]\r\n    if c:\r\n        d\r\ne = 1", want},
		{"if a:\r    b = [1,\r2]\r    if c:\r        d\re = 1\r", want},
		{"if a:\n\tb = [1,\n2]\n\tif c:\n\t\td\ne = 1\n", want},
		{"if a:\n  b = [1,\n2]\n  if c:\n  \td\ne = 1\n", want},
		{"\uFEFFif a:\n    b = [1, # x\n# y\n2]\n# z\n    if c: # w\n\n        d\n\f\ne = 1 # v", want},
		{"if a:\n    b = \\\n  [1, 2]\n    \\\n    if c:\n        d\n\ne \\\n= 1", want},
		{"\fif a:\n    b = [1, 2]\n    if c:\n\f        d\ne = 1\n", want},
		{"# -*- coding: latin-1 -*-\nif a: # \xe9\n    b = [1, 2]\n    if c:\n        d\ne = 1\n", want},
	})
}

func TestOffsets(t *testing.T) {
	src := "\uFEFF# c\r\nx = 'é' # d\r\ny = z"
	m := parse(t, src)
	texts := []string{}
	for _, s := range m.Body {
		texts = append(texts, src[s.Range().Start:s.Range().End])
	}
	if len(texts) != 2 || texts[0] != "x = 'é'" || texts[1] != "y = z" {
		t.Errorf("statements are %q", texts)
	}
	if len(m.Comments) != 2 || src[m.Comments[0].Start:m.Comments[0].End] != "# c" || src[m.Comments[1].Start:m.Comments[1].End] != "# d" {
		t.Errorf("comments are %v", m.Comments)
	}
}
