package report

import (
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/parser/text"
)

// place is where a span stands, in lines and code points, both from 1. The end
// is behind the last character.
type place struct {
	line, column       int
	endLine, endColumn int
}

// placeOf works out the place of a span. A file whose source the report does
// not carry has only its beginning.
func placeOf(report *engine.Report, path string, span text.Span) place {
	file, found := report.Sources[path]
	if !found {
		return place{line: 1, column: 1, endLine: 1, endColumn: 1}
	}
	var p place
	p.line, p.column = file.CodePoints(span.Start)
	p.endLine, p.endColumn = file.CodePoints(max(span.Start, span.End))
	return p
}

// shownPath is a path of the tree as the user would write it. An empty one
// stays empty.
func shownPath(report *engine.Report, path string) string {
	if path == "" || report.PathPrefix == nil {
		return path
	}
	return report.PathPrefix(path)
}
