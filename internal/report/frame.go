package report

import (
	"strings"
	"unicode/utf8"
)

// ellipsis stands where a line was cut.
const ellipsis = "…"

// longestLine is the number of bytes around a place that are looked at; more
// would not fit any terminal, and generated files have lines of megabytes.
const longestLine = 4096

// frame shows a line and marks the range of bytes from start to end below it,
// with at least one caret. Both strings are at most width columns wide: a
// longer line is cut around the start of the range.
func frame(line string, start, end, width int) (source, carets string) {
	line, start, end, cutBefore, cutAfter := nearby(line, start, end)
	list := cells(line)
	// An empty cell behind the line takes the caret of a range that ends there.
	list = append(list, cell{width: 1, start: len(line), end: len(line) + 1})
	end = max(end, start+1)
	first, last := window(list, start, width, cutBefore, cutAfter)

	var top, bottom strings.Builder
	if first > 0 || cutBefore {
		top.WriteString(ellipsis)
		bottom.WriteString(" ")
	}
	for _, c := range list[first:last] {
		top.WriteString(c.shown)
		mark := " "
		if c.start < end && start < c.end && (c.start < len(line) || start >= len(line)) {
			mark = "^"
		}
		bottom.WriteString(strings.Repeat(mark, c.width))
	}
	if last < len(list)-1 || cutAfter {
		top.WriteString(ellipsis)
	}
	return strings.TrimRight(top.String(), " "), strings.TrimRight(bottom.String(), " ")
}

// nearby cuts a very long line down to what is around start.
func nearby(line string, start, end int) (near string, nearStart, nearEnd int, cutBefore, cutAfter bool) {
	start = min(start, len(line))
	end = min(end, len(line))
	from, to := max(start-longestLine, 0), min(start+longestLine, len(line))
	for from > 0 && !utf8.RuneStart(line[from]) {
		from--
	}
	for to < len(line) && !utf8.RuneStart(line[to]) {
		to++
	}
	return line[from:to], start - from, min(end, to) - from, from > 0, to < len(line)
}

// window chooses which cells are shown: all if they fit, else those around the
// one that holds the byte start, with a third of the width before it.
func window(list []cell, start, width int, cutBefore, cutAfter bool) (first, last int) {
	at, total := 0, 0
	for i, c := range list {
		if c.start <= start {
			at = i
		}
		total += c.width
	}
	// The empty cell behind the line needs room only if it is marked.
	if at < len(list)-1 {
		total--
	}
	if total <= width && !cutBefore && !cutAfter {
		return 0, len(list)
	}
	room := width - 2 // for an ellipsis at either side
	first = at
	used := list[at].width
	for first > 0 && used+list[first-1].width <= room/3 {
		first--
		used += list[first].width
	}
	last = at + 1
	for last < len(list)-1 && used+list[last].width <= room {
		used += list[last].width
		last++
	}
	// At the end of a line there is room left for more of its beginning.
	for first > 0 && used+list[first-1].width <= room {
		first--
		used += list[first].width
	}
	return first, last
}
