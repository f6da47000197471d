// Package procfile reads Procfiles: a process type and its command a line, as
// Heroku, foreman and honcho do.
package procfile

import (
	"strings"

	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

// Process is one line: "web: gunicorn mysite.wsgi".
type Process struct {
	Name string
	// Span is the line, without its ending.
	Span text.Span
	// NameSpan is the process type before the colon.
	NameSpan text.Span
	// Command is what is behind the colon, without blanks around it.
	Command shell.Source
}

// Parse reads the processes of a file, in order. Lines that are no process
// (comments, blank lines, and whatever else) are left out, as the platforms
// leave them out.
func Parse(file *text.File) []Process {
	var processes []Process
	for number := 1; number <= file.Lines(); number++ {
		span := file.LineSpan(number)
		line := file.Slice(span)
		if number == 1 && strings.HasPrefix(line, "\ufeff") {
			line = line[len("\ufeff"):]
			span.Start += uint32(len("\ufeff"))
		}
		name, rest, found := strings.Cut(line, ":")
		if !found || !isName(name) {
			continue
		}
		command := strings.TrimSpace(rest)
		if command == "" {
			continue
		}
		start := len(name) + 1 + strings.Index(rest, command)
		processes = append(processes, Process{
			Name:     name,
			Span:     span,
			NameSpan: text.Span{Start: span.Start, End: span.Start + uint32(len(name))},
			Command:  shell.At(command, span.Start+uint32(start)),
		})
	}
	return processes
}

// isName follows foreman's and honcho's ^[A-Za-z0-9_-]+.
func isName(name string) bool {
	for i := range len(name) {
		c := name[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-') {
			return false
		}
	}
	return name != ""
}
