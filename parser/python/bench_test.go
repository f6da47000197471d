package python

import (
	"context"
	"testing"
)

// A settings module of the size of the larger real ones.
const benchSize = 32 << 10

// BenchmarkTreeSitter is tree-sitter's part alone: what it would cost to parse
// and look at nothing.
func BenchmarkTreeSitter(b *testing.B) {
	src := settings(1, benchSize)
	e := newEngine()
	e.begin(DefaultLimits())
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		e.spent = 0
		tree, err := e.tree(context.Background(), src)
		if err != nil {
			b.Fatal(err)
		}
		tree.Close()
	}
}

// BenchmarkScan is the mask.
func BenchmarkScan(b *testing.B) {
	src := settings(1, benchSize)
	limits := DefaultLimits()
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := scan(src, limits); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLower is the nodes of ast_*.go.
func BenchmarkLower(b *testing.B) {
	src := settings(1, benchSize)
	s, err := scan(src, DefaultLimits())
	if err != nil {
		b.Fatal(err)
	}
	e := newEngine()
	e.begin(DefaultLimits())
	raw, _, err := e.parse(context.Background(), s.mask)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		_, _ = lower(s, raw, nil, 1000)
	}
}

// BenchmarkParse is all of it.
func BenchmarkParse(b *testing.B) {
	src := settings(1, benchSize)
	p := NewParser(Limits{})
	m, err := p.Parse(context.Background(), src)
	if err != nil || len(m.Errors) > 0 {
		b.Fatal(err, m.Errors)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	allocs := testing.AllocsPerRun(5, func() { _, _ = p.Parse(context.Background(), src) })
	for b.Loop() {
		_, _ = p.Parse(context.Background(), src)
	}
	b.ReportMetric(float64(m.Nodes), "nodes/op")
	b.ReportMetric(allocs/float64(m.Nodes), "allocs/node")
}
