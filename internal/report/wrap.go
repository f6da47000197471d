package report

import "strings"

// wrap breaks a clean text into lines of at most width columns, at spaces. A
// word that is longer stands alone on its line, whole, so that a path can
// still be copied.
func wrap(text string, width int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	for word := range strings.FieldsSeq(text) {
		size := widthOf(word)
		if used > 0 && used+1+size > width {
			lines = append(lines, line.String())
			line.Reset()
			used = 0
		}
		if used > 0 {
			line.WriteString(" ")
			used++
		}
		line.WriteString(word)
		used += size
	}
	return append(lines, line.String())
}
