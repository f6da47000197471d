package python

import (
	"context"
	"fmt"
	"os"
	"testing"
)

func TestScratch(t *testing.T) {
	src, err := os.ReadFile(os.Getenv("SCRATCH"))
	if err != nil {
		t.Skip()
	}
	m, err := Parse(context.Background(), src, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(dump(m))
	for _, e := range m.Errors {
		fmt.Printf("%d-%d %s  %q\n", e.Span.Start, e.Span.End, e.Message, src[e.Span.Start:e.Span.End])
	}
}
