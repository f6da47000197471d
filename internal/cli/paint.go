package cli

import (
	"github.com/muesli/termenv"

	"github.com/djvet/djvet/rules"
)

// painter paints parts of a text with the terminal's sixteen colours, or leaves
// them as they are.
type painter struct{ on bool }

func newPainter(on bool) painter { return painter{on: on} }

func (p painter) strong(text string) string {
	return p.paint(text, func(s termenv.Style) termenv.Style { return s.Bold() })
}

func (p painter) faint(text string) string {
	return p.paint(text, func(s termenv.Style) termenv.Style { return s.Foreground(termenv.ANSIBrightBlack) })
}

// severity paints a text as the reports paint a severity.
func (p painter) severity(severity rules.Severity, text string) string {
	color := termenv.ANSICyan
	switch severity {
	case rules.Error:
		color = termenv.ANSIRed
	case rules.Warning:
		color = termenv.ANSIYellow
	case rules.Note:
	}
	return p.paint(text, func(s termenv.Style) termenv.Style { return s.Foreground(color) })
}

func (p painter) paint(text string, style func(termenv.Style) termenv.Style) string {
	if !p.on {
		return text
	}
	return style(termenv.ANSI.String()).Styled(text)
}
