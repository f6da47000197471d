package python

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/djvet/djvet/parser/text"
)

// reference is what CPython makes of a file.
type reference struct {
	tree  string
	error string // "" if it reads the file
}

// cpython runs CPython's parser on files. The test is skipped without it.
func cpython(t *testing.T, paths []string) map[string]reference {
	t.Helper()
	program, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not there to compare with")
	}
	cmd := exec.Command(program, "-W", "ignore", filepath.Join("testdata", "dump.py"))
	cmd.Stdin = strings.NewReader(strings.Join(paths, "\n"))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	found := map[string]reference{}
	for part := range strings.SplitSeq("\n"+string(out), "\n=== ") {
		path, rest, _ := strings.Cut(part, "\n")
		status, tree, _ := strings.Cut(rest, "\n")
		switch {
		case status == "ok":
			found[path] = reference{tree: strings.TrimSuffix(tree, "\n")}
		case strings.HasPrefix(status, "error"):
			found[path] = reference{error: status}
		}
	}
	return found
}

// compare gives the first difference between our tree and CPython's, or "".
func compare(src []byte, want reference, p *Parser) string {
	m, err := p.Parse(context.Background(), src)
	switch {
	case errors.Is(err, ErrTooLarge) || errors.Is(err, ErrTooDeep):
		return ""
	case err != nil:
		if want.error != "" {
			return ""
		}
		return err.Error()
	case want.error != "":
		if len(m.Errors) == 0 && !hasPython2(m) {
			return "no error, but CPython has: " + want.error
		}
		return ""
	case len(m.Errors) > 0:
		file := text.NewFile("", src)
		line, column := file.Position(m.Errors[0].Span.Start)
		return fmt.Sprintf("%d:%d: %s", line, column, m.Errors[0].Message)
	}
	if !utf8.Valid(src) {
		return "" // CPython decodes the file, so strings and columns differ
	}
	d := dumper{file: text.NewFile("", src), hide: bytes.Contains(src, []byte(`\N{`))}
	d.dumpBlock(m.Body, 0)
	return firstDifference(strings.TrimSuffix(d.b.String(), "\n"), want.tree)
}

func firstDifference(got, want string) string {
	if got == want {
		return ""
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("got  %.400s\nwant %.400s", g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// hasPython2 tells whether a tree holds what only Python 2 has.
func hasPython2(m *Module) bool {
	return strings.Contains(dump(m), "Python 2") || strings.Contains(dump(m), "ambiguous")
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// snippets are forms that the standard library does not have enough of. Each is
// a file of its own.
var snippets = []string{
	"(w := a if b else c)\n",
	"x = 'h' if (w := a if b else c) else 'n'\n",
	"f(w := a if b else c)\n",
	"[w := a if b else c, (v := a) if b else c]\n",
	"if w := (a or b) if c else d:\n    pass\n",
	"x: A | B[int].c = 1\nx: A[int] | B | C\nx: A[int](3)\nx: A[1:2]\nx: Tuple[()]\nx: Tuple[*Ts]\nx: A[int] if b else c\n(x): int = 1\nx.y: A = 2\nx[0]: A\n",
	"with (a, b): pass\nwith (a as b): pass\nwith (a as b, c as d,): pass\nwith (a, b) as c: pass\nwith (a), (b): pass\nwith a as (b, c), d as e.f: pass\nwith (yield): pass\nwith a if b else c as d: pass\nwith (a, *b): pass\nwith (a if b else c) as d, e: pass\n",
	"x = a & b ^ c | d\nx = a ^ b & c ^ d & e\nx = (a ^ b) & c\nx = a | b & c << 1 + 2 * -3 ** -4\nx = not a < b in c is not d\nx = a if b else lambda: c if d else e\nx = lambda: (yield)\n",
	"async def f():\n  await a ** b\n  x = -await a.b() ** c\n  async with a as b, c: pass\n  async for a in b: pass\n  return [a async for a in b if await c]\n",
	"try: pass\nexcept* A as e: pass\nexcept *(B, C): pass\n", "try: pass\nexcept a or b as e: pass\nexcept (A, B) as e: pass\nexcept: pass\nelse: pass\nfinally: pass\n",
	"f(*a or b, *g, e=f, **c or d)\nx = *a.b(), *c[d], *e\nx = [*a | b, *c]\nprint(*a, sep='')\nfor a in *b, c: pass\nreturn *a, b\nyield *a, b\nx[*a]\nx[*a, b]\nx[a:b, ...]\n",
	"x = f'{a!r:>{b}.{c}}' f'{{}}' 'd{e}' rf'\\{f}\\n' f'\\{g}' f'{h:%Y-%m-%d}' f'{i!s}' f'''{\nj\n}'''\nx = f'{a:{b}{c}d}' F'{lambda_}' fR'{x}' f'{a[\"b\"]}' f'{(lambda: 1)()}' f'{ {1: 2}[1] }'\nx = f'{a=}' f'{a = }' f'{a=!s:>3}' f'{a!=b}'\n",
	"x = 'a\\\n  b' 'c' \\\n 'd'\nx = ('a'  # c\n   'b'\n)\nif a: b; c\nx = 1; y = 2;\n\f\nz = 3 # end",
	"@a\n@b.c(d)\n@(e := f)\nclass A(B, metaclass=C, *D, **E):\n  @property\n  def f(self, a, /, b: int = 1, *c, d, e=2, **g) -> 'A': ...\n",
	"match(a)\nmatch = 1\nmatch[a] = 2\nmatch.a, case = b\ncase(1)\ntype = 3\ntype(a).b = c\ntype[a] = b\nprint = a\nprint(a), b\nprint (a).b\nexec('a') in b\n_ = match, type\nmatch a:\n  case [1, *_] | {'b': c, **d} if e: pass\n  case A(b=1) as f: pass\n  case -1 | 'a' 'b' | None | x.y: pass\n  case _: pass\n",
	"if a:\n\tb\n\tif c:\n\t\td\nelif e: f\nelif g:\n        h\nelse:\n  i\n",
	"x = 0xFF, 0o17, 0b1, 1_000, 1., .5, 1e5, 1E-5, 1j, 1.5J, 00, 0_0, 12345678901234567890, 1if 2else 3\n",
	"x = b'\\xff\\n' rb'\\x' Br'\\'' b\"\"\"a\nb\"\"\"\nx = u'a' U'b' R'\\c'\nx = '\\x41\\u00e9\\U0001F600\\101\\0\\8\\q\\\n'\n",
	"global a, b\ndel a, (b, c), [d], e[0], f.g\nraise\nraise A from B\nassert a, b\nimport a.b.c as d, e\nfrom . import a\nfrom .... a . b import (c as d, e,)\n",
	"a = b = c, d = [e, (f, *g)] = h\na += yield\na = yield b, c\na @= b\na >>= 1\n(a) = 1\n(a, b) = c\n[a, *b] = c\n(a.b) += 1\n*a, = b\n",
	"x = {**a, 'b': c, **d}\nx = {*a, b}\nx = {a: b for a, b in c if d for e in f}\nx = {a for a in b}\nx = (a for a in (lambda: b)())\nx = [a := 1, b]\nx[a := 1]\nif (a := b) and (c := d): pass\n",
	"é = 1\nx.ñ = ﬁ\nclass Ünï: pass\n", "\uFEFFx = 1\ny = 2\n", "x = [\n\n  1, # a\n\n# b\n  2\n]\n# c\n", "if a:\n  b\n # c\n  d\n# e\n", "def f():\n  pass\n\n\n\n# a\n  # b\nx\n",
	"x = 1\r\nif a:\r\n  b = '''c\r\nd'''\r\n\r\n  e\r\n", "x = \\\n\\\n 1\n\\\n\ny = 2\n",
}

func TestSnippetsAgainstCPython(t *testing.T) {
	dir := t.TempDir()
	paths := make([]string, len(snippets))
	for i, src := range snippets {
		paths[i] = filepath.Join(dir, fmt.Sprintf("%d.py", i))
		if err := os.WriteFile(paths[i], []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := NewParser(Limits{})
	for path, want := range cpython(t, paths) {
		src := readFile(t, path)
		if want.error != "" {
			// An older CPython may not know a form.
			t.Logf("CPython does not read %q: %s", src, want.error)
			continue
		}
		if difference := compare(src, want, p); difference != "" {
			t.Errorf("%s\n%s", src, difference)
		}
	}
}

// grammarLimits are files of the standard library whose trees differ, and why.
var grammarLimits = map[string]string{
	"bad_coding.py":        "names an encoding that does not exist; encodings are not looked at",
	"bad_coding2.py":       "names another encoding than its byte order mark",
	"test_print.py":        "print >>x, y is Python 2's statement to us, as it is to whoever wrote it elsewhere",
	"badsyntax_future8.py": "from __future__ import * is refused here, and in CPython later",
}

// stride is how many files of the standard library are passed over for each
// that is compared, to keep the test short.
const stride = 5

func TestLibraryAgainstCPython(t *testing.T) {
	var paths []string
	for i, path := range library(t) {
		if i%stride == 0 && !testing.Short() || i%(8*stride) == 0 {
			paths = append(paths, path)
		}
	}
	p := NewParser(Limits{})
	references := cpython(t, paths)
	if len(references) != len(paths) {
		t.Fatalf("%d trees for %d files", len(references), len(paths))
	}
	for path, want := range references {
		if grammarLimits[filepath.Base(path)] != "" {
			continue
		}
		if difference := compare(readFile(t, path), want, p); difference != "" {
			t.Errorf("%s\n%s", path, difference)
		}
	}
	t.Logf("compared %d files", len(paths))
}

// library lists the files of the standard library.
func library(t *testing.T) []string {
	t.Helper()
	program, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not there to compare with")
	}
	out, err := exec.Command(program, "-c", "import os; print(os.path.dirname(os.__file__))").Output()
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	err = filepath.WalkDir(strings.TrimSpace(string(out)), func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.Name() == "site-packages" || d.Name() == "dist-packages" {
			return filepath.SkipDir
		}
		if !d.IsDir() && strings.HasSuffix(path, ".py") && !strings.ContainsAny(path, "\r\n") {
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}
