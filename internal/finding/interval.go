package finding

import (
	"cmp"
	"slices"
)

// interval is a half-open range of bytes that is masked.
type interval struct{ start, end int }

// join sorts intervals and makes one of those that overlap or touch.
func join(intervals []interval) []interval {
	slices.SortFunc(intervals, func(a, b interval) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
	})
	joined := intervals[:0]
	for _, next := range intervals {
		if last := len(joined) - 1; last >= 0 && next.start <= joined[last].end {
			joined[last].end = max(joined[last].end, next.end)
			continue
		}
		joined = append(joined, next)
	}
	return joined
}
