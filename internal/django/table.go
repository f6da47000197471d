package django

import (
	"strings"
	"sync"
)

// table is an embedded data file whose lines are sorted by their first tab-separated field. It is searched as it
// stands: a look-up costs a few comparisons and start-up nothing, which no decoded form can match.
type table string

// find is the rest of the line whose first field is key.
func (t table) find(key string) (rest string, ok bool) {
	// The byte at low is always the start of a line; the line wanted, if any, starts in [low, high).
	low, high := 0, len(t)
	for low < high {
		start := low + strings.LastIndexByte(string(t[low:low+(high-low)/2]), '\n') + 1
		end := start + strings.IndexByte(string(t[start:]), '\n')
		line := string(t[start:end])
		field, rest, _ := strings.Cut(line, "\t")
		switch strings.Compare(field, key) {
		case 0:
			return rest, true
		case -1:
			low = end + 1
		default:
			high = start
		}
	}
	return "", false
}

// indexed is find for a table in which rules look up much: an index is made at the first look-up.
func (t table) indexed() func(key string) (rest string, ok bool) {
	index := sync.OnceValue(func() map[string]string {
		lines := make(map[string]string, strings.Count(string(t), "\n"))
		t.each(func(key, rest string) { lines[key] = rest })
		return lines
	})
	return func(key string) (string, bool) {
		rest, ok := index()[key]
		return rest, ok
	}
}

// each calls f with every line's first field and the rest, in order.
func (t table) each(f func(key, rest string)) {
	for line := range strings.Lines(string(t)) {
		key, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		f(key, rest)
	}
}

// inRuns tells whether a set of minors written as runs ("1.8-3.2,5.0-") has m. An open run reaches the newest known minor.
func inRuns(runs string, m Minor) bool {
	for run := range strings.SplitSeq(runs, ",") {
		if run == "" {
			continue
		}
		first, last, isRange := strings.Cut(run, "-")
		if m.Less(mustMinor(first)) {
			return false // runs are in order
		}
		if isRange && last == "" || m == mustMinor(first) || isRange && !mustMinor(last).Less(m) {
			return releases().known.Contains(m)
		}
	}
	return false
}

// minorsOf is the set that runs describe.
func minorsOf(runs string) Minors {
	return releases().known.Filter(func(m Minor) bool { return inRuns(runs, m) })
}
