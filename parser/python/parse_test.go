package python

import (
	"context"
	"reflect"
	"sync"
	"testing"
)

// A Parser is used by many at once, and what one file holds does not show in
// the tree of another.
func TestConcurrent(t *testing.T) {
	p := NewParser(Limits{})
	sources := [][]byte{
		settings(1, 8<<10), settings(2, 16<<10), []byte("x = [\ny = 1"), []byte("if x\n  y\nz = = 1\n"), []byte("x = '''"),
	}
	want := make([]*Module, len(sources))
	for i, src := range sources {
		m, err := p.Parse(context.Background(), src)
		if err != nil {
			t.Fatal(err)
		}
		want[i] = m
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for round := range 6 {
				i := round % len(sources)
				m, err := p.Parse(context.Background(), sources[i])
				if err != nil || !reflect.DeepEqual(m, want[i]) {
					t.Errorf("source %d gives another tree, or the error %v", i, err)
				}
			}
		})
	}
	wg.Wait()
}

// A file larger than all that is parsed at the same time must not wait for ever.
func TestLargerThanAtOnce(t *testing.T) {
	src := make([]byte, atOnce+1)
	for i := range src {
		src[i] = '#'
	}
	m, err := Parse(context.Background(), src, Limits{Bytes: 2 * atOnce})
	if err != nil || len(m.Comments) != 1 {
		t.Errorf("%v, %v", m, err)
	}
}
