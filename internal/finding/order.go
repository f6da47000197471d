package finding

import (
	"cmp"
	"slices"
	"strings"
)

// Sort puts findings in the order in which they are shown: by path, position
// and rule. What is left is settled by the remaining fields, so that equal
// input in any order gives equal output.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, compare)
}

func compare(a, b Finding) int {
	return cmp.Or(
		strings.Compare(a.Path, b.Path),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Span.End, b.Span.End),
		strings.Compare(a.Rule, b.Rule),
		strings.Compare(a.Project, b.Project),
		strings.Compare(a.Setting, b.Setting),
		strings.Compare(a.Detail, b.Detail),
		cmp.Compare(b.Severity, a.Severity),
		cmp.Compare(b.Confidence, a.Confidence),
		slices.Compare(a.Modules, b.Modules),
		strings.Compare(a.Message, b.Message),
		slices.CompareFunc(a.Trace, b.Trace, compareSteps),
	)
}

func compareSteps(a, b Step) int {
	return cmp.Or(
		strings.Compare(a.Path, b.Path),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Span.End, b.Span.End),
		strings.Compare(a.Message, b.Message),
	)
}

// union joins sorted sets of names into a new one; nil if there are none.
func union(sets ...[]string) []string {
	joined := slices.Concat(sets...)
	slices.Sort(joined)
	return slices.Compact(joined)
}
