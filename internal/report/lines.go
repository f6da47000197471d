package report

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/djvet/djvet/internal/engine"
)

// lines prints what a report tells line by line, without wrapping: it is looked
// through, and searched with other tools.
type lines struct {
	out    *bufio.Writer // it keeps the first error until flush
	report *engine.Report
	style  style
}

func (p *lines) line(text string) {
	p.out.WriteString(text)
	p.out.WriteByte('\n')
}

func (p *lines) flush() error {
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("print the report: %w", err)
	}
	return nil
}

// safe masks the secrets of a text and makes it safe to print.
func (p *lines) safe(text string) string { return oneLine(p.report.Redactor.Redact(text)) }

// at says where something stands, to follow it in a line.
func (p *lines) at(path string, line int) string {
	if path == "" {
		return ""
	}
	return p.style.faint(" (" + p.place(path, line) + ")")
}

// place is a place as people click on it; line 0 is the whole file.
func (p *lines) place(path string, line int) string {
	shown := oneLine(shownPath(p.report, path))
	if line == 0 {
		return shown
	}
	return fmt.Sprintf("%s:%d", shown, line)
}

// incidents tells what could not be looked at.
func (p *lines) incidents() {
	for _, incident := range p.report.Incidents {
		p.line(p.style.strong("incident: ") + p.safe(incident.Message) + p.at(incident.Path, 0))
	}
}

// oneLine makes a text safe to print on one line, and keeps it legible if it
// has several.
func oneLine(text string) string {
	return clean(strings.NewReplacer("\n", " ", "\t", " ").Replace(text))
}
