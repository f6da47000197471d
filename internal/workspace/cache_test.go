package workspace

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/djvet/djvet/parser/python"
)

func TestCacheIsShared(t *testing.T) {
	cache := NewCache(0)
	source := []byte(strings.Repeat("A = [1, 2, 3]\n", 500))
	var group sync.WaitGroup
	modules := make([]*python.Module, 16)
	for i := range modules {
		group.Go(func() {
			module, err := cache.Parse(context.Background(), source)
			if err != nil {
				t.Error(err)
			}
			modules[i] = module
		})
	}
	group.Wait()
	for _, module := range modules {
		if module == nil || module != modules[0] {
			t.Fatal("equal sources gave different modules")
		}
	}
}

func TestCacheForgets(t *testing.T) {
	cache := NewCache(20_000)
	for i := range 200 {
		if _, err := cache.Parse(context.Background(), fmt.Appendf(nil, "A = %d\n", i)); err != nil {
			t.Fatal(err)
		}
	}
	if cache.used > cache.limit || len(cache.entries) == 0 || len(cache.entries) == 200 || len(cache.entries) != cache.recent.Len() {
		t.Errorf("%d bytes in %d entries", cache.used, len(cache.entries))
	}
}

func TestCacheKeepsErrorsButNotCancellation(t *testing.T) {
	cache := NewCache(0)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _ = cache.Parse(ctx, []byte("A = 1\n")) // whether the parser looks at ctx is its own affair
	if module, err := cache.Parse(context.Background(), []byte("A = 1\n")); module == nil || err != nil {
		t.Errorf("another's cancellation is kept: %v", err)
	}
	for range 2 {
		if _, err := cache.Parse(context.Background(), []byte("\x00")); err == nil {
			t.Error("no error for NUL")
		}
	}
}
