package yaml

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/parser/text"
)

func render(n *Node) string {
	switch n.Kind {
	case Scalar:
		return n.Value
	case Sequence:
		var items []string
		for _, item := range n.Items {
			items = append(items, render(item))
		}
		return "[" + strings.Join(items, ",") + "]"
	default:
		var pairs []string
		for _, pair := range n.Pairs {
			pairs = append(pairs, render(pair.Key)+":"+render(pair.Value))
		}
		return "{" + strings.Join(pairs, ",") + "}"
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"a: 1\nb: [x, 'y']\n", "{a:1,b:[x,y]}"},
		{"x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3\n", "{x:{a:1,b:2},y:{b:3,a:1}}"},
		{"x: &x {a: 1}\nz: &z {a: 2, c: 3}\ny: {<<: [*x, *z], d: 4}\n", "{x:{a:1},z:{a:2,c:3},y:{d:4,a:1,c:3}}"},
		{"a: 1\na: 2\n", "{a:2}"},
		{"", ""},
		{"\ufeffa: 1", "{a:1}"},
	} {
		documents, err := Parse(text.NewFile("x.yml", []byte(c.source)))
		if err != nil {
			t.Errorf("%q: %v", c.source, err)
			continue
		}
		got := ""
		for _, document := range documents {
			got += render(document)
		}
		if got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.source, got, c.want)
		}
	}
}

func TestSpans(t *testing.T) {
	source := "é: &n plain value # note\n" +
		"double: \"a \\\" b\"\n" +
		"single: 'it''s'\n" +
		"exact: 'run me'\n" +
		"literal: |\n  one\n\n  two\nlist:\n  - first\n  - !custom second\n" +
		"empty:\nlast: x"
	file := text.NewFile("x.yml", []byte(source))
	documents, err := Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	root := documents[0]
	got := map[string]string{}
	for _, pair := range root.Pairs {
		got[pair.Key.Value] = file.Slice(pair.Value.Span)
	}
	want := map[string]string{
		"é": "plain value", "double": `"a \" b"`, "single": "'it''s'", "exact": "'run me'",
		"literal": "|\n  one\n\n  two", "list": "- first\n  - !custom second", "empty": "", "last": "x",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	command := root.Get("exact").Source()
	if got := file.Slice(command.Span(4, 6)); got != "me" {
		t.Errorf("the second word stands at %q", got)
	}
	escaped := root.Get("double").Source()
	if got := file.Slice(escaped.Span(0, 1)); got != want["double"] {
		t.Errorf("a decoded value's place is %q", got)
	}
}

func TestHostile(t *testing.T) {
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 10; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), i-1)
	}
	for _, c := range []struct {
		name, source string
		want         error
	}{
		{"alias bomb", bomb, ErrTooLarge},
		{"circle", "a: &a [*a]\n", ErrTooDeep},
		{"merged circle", "a: &a\n  <<: *a\n", ErrTooDeep},
		{"deep", strings.Repeat("[", 5000), ErrTooDeep},
		{"deep and closed", strings.Repeat("[", 5000) + strings.Repeat("]", 5000), ErrTooDeep},
		{"large", strings.Repeat("a", MaxBytes+1), ErrTooLarge},
	} {
		_, err := Parse(text.NewFile("x.yml", []byte(c.source)))
		var damage *SyntaxError
		if !errors.Is(err, c.want) && !(c.name == "deep" && errors.As(err, &damage)) {
			t.Errorf("%s: error is %v, want %v", c.name, err, c.want)
		}
	}
}

func TestSyntaxError(t *testing.T) {
	file := text.NewFile("x.yml", []byte("a: 1\n---\nb: 2\nc: [1\nd: }\n"))
	documents, err := Parse(file)
	var damage *SyntaxError
	if !errors.As(err, &damage) {
		t.Fatalf("error is %v", err)
	}
	if len(documents) != 1 {
		t.Errorf("%d documents before the error, want 1", len(documents))
	}
	if line, _ := file.Position(damage.Span.Start); line != 4 {
		t.Errorf("the error %q is said to be in line %d, want 4", damage.Message, line)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("a: &b [c, \"d\\n\", 'e', |\n f\n]\n<<: *b\n---\n? x\n: y")
	f.Add("a: >-\n  b\n\n  c\nd: !t &x ~\n")
	f.Fuzz(func(t *testing.T, data string) {
		file := text.NewFile("x.yml", []byte(data))
		documents, _ := Parse(file)
		var check func(*Node)
		check = func(n *Node) {
			if n.Span.Start > n.Span.End || int(n.Span.End) > len(data) {
				t.Fatalf("node stands at %v of %d", n.Span, len(data))
			}
			if n.Kind == Scalar {
				source := n.Source()
				if span := source.Span(0, len(source.Text)); int(span.End) > len(data) {
					t.Fatalf("value stands at %v of %d", span, len(data))
				}
			}
			for _, item := range n.Items {
				check(item)
			}
			for _, pair := range n.Pairs {
				check(pair.Key)
				check(pair.Value)
			}
		}
		for _, document := range documents {
			check(document)
		}
	})
}

// TestLiteralBlock: the lines of a literal block stand where they are written.
func TestLiteralBlock(t *testing.T) {
	for _, end := range []string{"\n", "\r\n"} {
		source := strings.ReplaceAll("a:\n  - script: |\n      one two\n\n        three\n    b: c\n", "\n", end)
		documents, err := Parse(text.NewFile("a.yml", []byte(source)))
		if err != nil {
			t.Fatal(err)
		}
		script := documents[0].Get("a").Items[0].Get("script").Source()
		for _, word := range []string{"one", "two", "three"} {
			at := strings.Index(script.Text, word)
			if span := script.Span(at, at+len(word)); at < 0 || source[span.Start:span.End] != word {
				t.Errorf("%q is said to be %q", word, source[span.Start:span.End])
			}
		}
	}
}
