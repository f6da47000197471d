//go:build linux

package e2e_test

import "slices"

// rows are all rows of the matrix.
func rows() []row {
	return slices.Concat(apacheRows(), nginxRows(), launchRows(), entryRows(), hostRows())
}
