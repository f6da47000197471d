package python

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// Each test is a source, its tree, and its errors: the text that each points
// at, and what it says.
func TestDamage(t *testing.T) {
	for _, tt := range [][3]string{
		// Brackets and strings.
		{"A = 1\nAPPS = [\n    'a',\nDEBUG = True\nX = 1\n", "assign A = 1\ndamaged APPS a DEBUG X", "[: '[' was never closed"},
		{"x = [1, 2)\ny = 1", "damaged x\nassign y = 1", "): ')' does not match '['"},
		{"x = [(1, 2]\ny = 1", "damaged x\nassign y = 1", "]: ']' does not match '('"},
		{"x = 1)\ny = 1", "damaged x\nassign y = 1", "): ')' closes nothing"},
		{"x = 'abc\ny = 1", "damaged x abc\nassign y = 1", "'abc: string was never closed"},
		{"x = '''abc\ny = 1", "damaged x abc y", "''': triple-quoted string was never closed"},
		{"x = f'{a'\ny = 1", "damaged x f a\nassign y = 1", "': string was never closed"},
		{"x = f'{a:b'\ny = 1", "damaged x f a b\nassign y = 1", "{: '{' was never closed"},
		{"x = f'a\ny = 1", "damaged x f a\nassign y = 1", "f'a: f-string was never closed"},
		{"x = f'''a\ny = 1", "damaged x f a y", "f''': f-string was never closed"},
		{"x = f'a}'\ny = 1", "damaged x f a\nassign y = 1", "}: a single '}' is not allowed in an f-string"},
		{"x = f'{}'\ny = 1", "damaged x f\nassign y = 1", ": expected a name or an expression"},
		{"x = f'{a!x}'\ny = 1", "damaged x f a\nassign y = 1", "!x: expected !r, !s or !a"},
		{"x = '\xe9'\ny = 1", "damaged x\nassign y = 1", "\xe9: byte 0xe9 is not UTF-8, and no other encoding is declared"},
		{"# vim: set fileencoding=utf-8 :\nx = '\xe9'", "damaged x", "\xe9: byte 0xe9 is not UTF-8, and no other encoding is declared"},
		{"x = 1 # \xe9", "assign x = 1", "\xe9: byte 0xe9 is not UTF-8, and no other encoding is declared"},
		// Lines.
		{"x = = 1\ny = 1", "damaged x\nassign y = 1", "=: unexpected '='"},
		{"x =\ny = 1", "damaged x\nassign y = 1", ": unexpected end of the line"},
		{"x = a b\ny = 1", "damaged x a b\nassign y = 1", "b: unexpected name"},
		{"x = [\n 'a'\n 1\n]\ny = 1", "damaged x a\nassign y = 1", "1: unexpected number; is a ',' missing before it?"},
		{"x = {'a': 1 'b': 2}", "damaged x a b", "'b': unexpected string; is a ',' missing before it?"},
		{"x = (1 +)", "damaged x", "): unexpected ')'"},
		{"f() = 1", "damaged f", "f(): this cannot be assigned to"},
		{"x = a$b\ny = 1", "damaged x a b\nassign y = 1", "$: unexpected character '$' (U+0024)"},
		{"x = “a”", "damaged x a", "“: unexpected character '“' (U+201C)"},
		{"x = \\ 1", "damaged x", "\\: unexpected character after '\\'"},
		{"x; y = = 1; z\nw", "damaged x y z\nexpr w", "=: unexpected '='"},
		{"<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> b\ny = 1", "damaged HEAD x b\nassign y = 1", "<<<<<<< HEAD: merge conflict"},
		// Indentation.
		{"  x = 1\ny = 2", "damaged x\nassign y = 2", "x: unexpected indentation"},
		{"\\\n  x = 1\ny = 2", "damaged x\nassign y = 2", "x: unexpected indentation"},
		{"x = 1\n    y = 2\n    z = 3\nw = 4", "assign x = 1\ndamaged y\ndamaged z\nassign w = 4", "y: unexpected indentation"},
		{"if x:\n        y = 1\n    z = 2\nw = 3", "if x\n  assign y = 1\ndamaged z\nassign w = 3", "z: indentation does not match any outer level"},
		{"if x:\n\ty = 1\n        z = 2\nw = 3", "if x\n  assign y = 1\n  damaged z w", "        : inconsistent use of tabs and spaces in indentation"},
		{"if x:\n \ty = 1\n\tz = 2", "if x\n  assign y = 1\n  damaged z", "\t: inconsistent use of tabs and spaces in indentation"},
		{"if x:\ny = 1", "damaged x\nassign y = 1", "if x:: expected an indented block after 'if'"},
		{"def f():\n    if x:\n", "def f() -> - @[] generator=false\n  damaged x", "if x:: expected an indented block after 'if'"},
		// Statements around.
		{"if x\n    y = 1\nz = 2", "damaged x y\nassign z = 2", ": expected ':'"},
		{"if x:\n    y = = 1\n    w = 2\nz = 2", "if x\n  damaged y\n  assign w = 2\nassign z = 2", "=: unexpected '='"},
		{"if x:\n    y = 1\nelif = 2:\n    w = 2\nelse:\n    v = 1\nz = 2", "damaged x y w v\nassign z = 2", "=: unexpected '='"},
		{"else:\n    x = 1\ny = 2", "damaged x\nassign y = 2", "else: unexpected 'else'"},
		{"try:\n    x = 1\ny = 2", "damaged x\nassign y = 2", "try: expected 'except' or 'finally' after the block of 'try'"},
		{"@a\nx = 1\ny = 2", "damaged a x\nassign y = 2", "@a: expected a function or a class after the decorator"},
		{"@a\ndef f(x x):\n    y = 1\nz = 2", "damaged a f x y\nassign z = 2", "x: unexpected name; is a ',' missing before it?"},
		{"@(\n)\ndef f():\n    y = 1\nz = = 2\nw = 1", "def f() -> - @[(,)] generator=false\n  assign y = 1\ndamaged z\nassign w = 1", "=: unexpected '='"},
		{"match x:\n    case 1:\n        y = 1\n    case = 2:\n        z = 1\nw = 1", "damaged match x case y z\nassign w = 1", "=: unexpected '='"},
		// What the grammar takes and Python does not.
		{"x = 'C:\\Users'", "damaged x C Users", "\\Users: the escape \\U needs 8 hexadecimal digits of a character"},
		{"x = '\\x1'", "damaged x x1", "\\x1: the escape \\x needs 2 hexadecimal digits of a character"},
		{"x = b'é'", "damaged x b é", "\xc3: bytes can only hold ASCII characters"},
		{"x = b'a' 'b'", "damaged x b a", "b'a' 'b': cannot mix bytes and text"},
		{"x = a as b", "damaged x a b", "a as b: unexpected 'as'"},
		{"def f(a=1, b): pass\ny = 1", "damaged f a b\nassign y = 1", "b: a parameter without a default follows one with a default"},
		{"f(a=1, b)", "damaged f a b", "b: a positional argument follows a keyword argument"},
		{"f(**a, *b)", "damaged f a b", "b: an unpacked sequence follows '**'"},
		{"del f()", "damaged f", "f(): cannot delete this"},
		{"with a as f(): pass", "damaged a f", "f(): cannot assign to this"},
		{"from a import b,", "damaged a b", ",: unexpected ','"},
		{"x = 1_", "damaged x", "1_: a number cannot have '_' here"},
		{"x = 08", "damaged x", "08: a number cannot start with 0"},
		{"x.async = 1", "damaged x", "async: 'async' cannot be a name"},
		{"x, y: int = 1", "damaged x y int", "x, y: only a single target can be annotated"},
		{"x: y := 1", "damaged x y", "y := 1: ':=' needs parentheses here"},
		{"def f(a: b ** c: d): pass", "damaged f a b c d", "b ** c: d: unexpected ':'"},
		{"x: *y", "damaged x y", "*y: unexpected '*'"},
		{"try: a\nexcept A: b\nexcept* B: c", "damaged a A b B c", "except* B: c: 'except' and 'except*' cannot be mixed"},
		{"x := 1", "damaged x", "x := 1: ':=' needs parentheses here"},
	} {
		m := parse(t, tt[0])
		if got := strings.TrimSuffix(dump(m), "\n"); got != tt[1] {
			t.Errorf("%q\ngot  %s\nwant %s", tt[0], got, tt[1])
		}
		var found []string
		for _, e := range m.Errors {
			found = append(found, tt[0][e.Span.Start:e.Span.End]+": "+e.Message)
		}
		if got := strings.Join(found, "\n"); got != tt[2] {
			t.Errorf("%q\ngot error  %s\nwant error %s", tt[0], got, tt[2])
		}
		checkTree(t, m, []byte(tt[0]))
	}
}

// A damaged statement must not change what is made of the others, wherever it
// stands.
func TestDamageIsLocal(t *testing.T) {
	sound := []string{"a = 1", "if b:\n    c = 2\nelse:\n    d = 3", "def e():\n    return 4", "f = [5,\n6]"}
	want := strings.Split(strings.TrimSpace(dump(parse(t, strings.Join(sound, "\n")))), "\n")
	for _, bad := range []string{"x = = 1", "x = [1 2]", "for x in:\n    y", "x = 'a", "class X\n    y = 1", "x = )", "try:\n    x", "  x = 1"} {
		for at := range len(sound) + 1 {
			lines := append(append(append([]string{}, sound[:at]...), bad), sound[at:]...)
			m := parse(t, strings.Join(lines, "\n")+"\n")
			var got []string
			for _, l := range strings.Split(strings.TrimSpace(dump(m)), "\n") {
				if !strings.HasPrefix(l, "damaged") {
					got = append(got, l)
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(want) || len(m.Errors) != 1 {
				t.Errorf("%q at %d:\n%s\n%v", bad, at, dump(m), m.Errors)
			}
		}
	}
}

func TestMessagesTellNoSecret(t *testing.T) {
	for _, src := range []string{
		"SECRET_KEY = hunter2 hunter2", "SECRET_KEY = 'hunter2", "SECRET_KEY = [hunter2 hunter2]", "SECRET_KEY = hunter2'hunter2'",
		"hunter2 = = 1", "f(hunter2 = 1, hunter2)", "SECRET_KEY = \"\"\"hunter2", "SECRET_KEY = 1hunter2", "hunter2() = 1", "x = f'{hunter2 hunter2}'",
	} {
		m := parse(t, src)
		if len(m.Errors) == 0 {
			t.Errorf("%q: no errors", src)
		}
		for _, e := range m.Errors {
			if strings.Contains(e.Message, "hunter2") {
				t.Errorf("%q: %s", src, e.Message)
			}
		}
	}
}

func TestTemplates(t *testing.T) {
	for src, want := range map[string]error{
		"{% if a %}\nx = 1\n{% endif %}\n":           ErrTemplate,
		"{{ a }}\n":                                  ErrTemplate,
		"x = {{ a.b }}\ny = {{ c | d('e') }} f\n":    ErrTemplate,
		"x = '{{ a }}'\n# {% if b %}\ny = '{% c %}'": nil,
		"x = {'a': {{1}}}":                           nil,
		"x = {{1: 2}.a}":                             nil,
		"x = [\ny = '{{ a }}'":                       nil,
		"x = f'{{ {a} }}'":                           nil,
	} {
		if _, err := Parse(context.Background(), []byte(src), Limits{}); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", src, err, want)
		}
	}
}
