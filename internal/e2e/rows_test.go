//go:build linux

package e2e_test

import (
	"slices"

	"github.com/djvet/djvet/rules"
)

// rows are all rows of the matrix.
func rows() []row {
	all := slices.Concat(apacheRows(), nginxRows(), launchRows(), entryRows(), hostRows())
	// For now: some of the rules are still being written.
	known, err := rules.Load()
	if err != nil {
		panic(err)
	}
	return slices.DeleteFunc(all, func(r row) bool {
		_, ok := known.Lookup(r.rule)
		return !ok
	})
}
