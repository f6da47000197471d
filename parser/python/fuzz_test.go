package python

import (
	"context"
	"errors"
	"reflect"
	"testing"
)

func FuzzParse(f *testing.F) {
	for _, src := range []string{
		"x = [1, 'a', f\"b{c!r:>{d}}\", *e]\n", "if a:\n    b = 1\nelif c: d\nelse:\n\te\n", "x = [\ny = 1\n", "x = = 1\ny\n",
		"@a\nasync def f(a, /, b=1, *c: d, **e) -> g:\n    yield\n", "class A[T](b, c=d):\n  pass\n", "try: a\nexcept* A as b: c\nexcept A, B, C: d\n",
		"with (a as b, c), d as (e, f): g\n", "match a:\n case {'b': [c, *_]} if d: e\n", "print >>a, b\nexec 'c' in d\nx = `e` <> 0777L\n",
		"\uFEFFx\\\n= '''\r\n\r'''\f\n", "{% if a %}\n{{ b }}\n", "x = '\\N{DASH}\\u12' b'\\xff'\n", "if x:\n\ty\n        z\n", "x = a & b ^ c ** -d < e not in f\n",
		"type A[T: int] = list[T]\nx: A[int] | None = {**a, 'b': lambda *c: d}\n", "<<<<<<< a\n=======\n>>>>>>> b\n", "x = f'''{\na=:{b}}}}'''\n", "else:\n x\n y\n",
	} {
		f.Add([]byte(src))
	}
	f.Add([]byte("f\""))
	f.Add(settings(1, 2<<10))
	p := NewParser(Limits{Bytes: 16 << 10})
	f.Fuzz(func(t *testing.T, src []byte) {
		m, err := p.Parse(context.Background(), src)
		if err != nil {
			for _, known := range []error{ErrTooLarge, ErrTooDeep, ErrTemplate, ErrBinary} {
				if errors.Is(err, known) {
					return
				}
			}
			t.Fatal(err)
		}
		checkTree(t, m, src)
		again, err := p.Parse(context.Background(), src)
		if err != nil || !reflect.DeepEqual(m, again) {
			t.Errorf("the second time gives another tree, or the error %v", err)
		}
	})
}
