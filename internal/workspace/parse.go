package workspace

import (
	"context"

	"github.com/djvet/djvet/parser/python"
)

// parsePython parses within the default limits.
func parsePython(ctx context.Context, src []byte) (*python.Module, error) {
	return python.Parse(ctx, src, python.Limits{})
}
