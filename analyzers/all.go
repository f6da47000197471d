// Package analyzers holds the one list of all rules. The rules themselves are
// in the folders below, one for each topic.
package analyzers

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/debug"
)

// All are the analyzers of all rules, in the order in which they run.
func All() []*analysis.Analyzer {
	return slices.Concat(
		debug.Rules(),
	)
}
