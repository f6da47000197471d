package python

import (
	"fmt"
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/djvet/djvet/parser/text"
)

// checkTree tests what holds for every tree: spans lie in the file, children in
// their parents, and siblings in order and apart.
func checkTree(t testing.TB, m *Module, src []byte) {
	t.Helper()
	c := checker{t: t}
	whole := text.Span{End: uint32(len(src))}
	c.children(whole, reflect.ValueOf(m.Body))
	if c.nodes != m.Nodes {
		t.Errorf("%d nodes, but Nodes is %d", c.nodes, m.Nodes)
	}
	last := uint32(0)
	for _, s := range m.Comments {
		if s.Start < last || s.End < s.Start || s.End > whole.End || src[s.Start] != '#' {
			t.Errorf("comment at %v", s)
		}
		last = s.End
	}
	last = 0
	for _, e := range m.Errors {
		if e.Span.Start < last || e.Span.End < e.Span.Start || e.Span.End > whole.End || e.Message == "" {
			t.Errorf("error %q at %v", e.Message, e.Span)
		}
		last = e.Span.Start
	}
	if c.damaged > 0 && len(m.Errors) == 0 {
		t.Errorf("%d damaged statements without an error", c.damaged)
	}
	if c.damaged == 0 && len(m.Errors) > 0 && utf8.Valid(src) {
		t.Errorf("errors, but nothing is damaged: %v", m.Errors)
	}
}

type checker struct {
	t       testing.TB
	nodes   int
	damaged int
}

// node tests one node inside its parent.
func (c *checker) node(parent text.Span, n Node) {
	span := n.Range()
	if span.Start > span.End || !parent.Contains(span) {
		c.t.Errorf("%T at %v is not inside its parent at %v", n, span, parent)
	}
	c.nodes++
	if d, ok := n.(*Damaged); ok {
		c.damaged++
		seen := map[string]bool{}
		for _, name := range d.Names {
			if seen[name] {
				c.t.Errorf("%s is twice among the names of a damaged statement", name)
			}
			seen[name] = true
		}
	}
	c.fields(span, reflect.ValueOf(n).Elem())
}

func (c *checker) fields(span text.Span, v reflect.Value) {
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.Name != "Span" && f.IsExported() {
			c.children(span, v.Field(i))
		}
	}
}

// children looks for nodes in a field of a node. Fields are not in the order of
// the file (an If's test, a comprehension's element), but lists are.
func (c *checker) children(parent text.Span, v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return
		}
		if n, ok := v.Interface().(Node); ok {
			c.node(parent, n)
		}
	case reflect.Slice:
		c.list(parent, v)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[text.Span]() {
			if s := v.Interface().(text.Span); !parent.Contains(s) {
				c.t.Errorf("%v is not inside %v", s, parent)
			}
			return
		}
		inner := parent
		if n, ok := v.Interface().(interface{ Range() text.Span }); ok {
			inner = n.Range()
			if !parent.Contains(inner) {
				c.t.Errorf("%s at %v is not inside %v", v.Type(), inner, parent)
			}
		}
		c.fields(inner, v)
	}
}

func (c *checker) list(parent text.Span, v reflect.Value) {
	last := parent.Start
	for i := range v.Len() {
		c.children(parent, v.Index(i))
		if n, ok := v.Index(i).Interface().(Node); ok {
			if n.Range().Start < last {
				c.t.Errorf("%s is before the end of its sibling", fmt.Sprintf("%T at %v", n, n.Range()))
			}
			last = n.Range().End
		}
	}
}
