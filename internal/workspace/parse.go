package workspace

import (
	"context"
	"sync"

	"github.com/djvet/djvet/parser/python"
)

// parser is the one for the whole program, within the default limits: it bounds
// how much is parsed at the same time.
var parser = sync.OnceValue(func() *python.Parser { return python.NewParser(python.Limits{}) })

func parsePython(ctx context.Context, src []byte) (*python.Module, error) {
	return parser().Parse(ctx, src)
}
