package report

import (
	"io"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"github.com/djvet/djvet/internal/finding"
)

// style paints the parts of the text output. Without colour it leaves them as
// they are.
type style struct {
	strong func(string) string
	faint  func(string) string
	level  func(finding.Severity, string) string
}

func newStyle(color bool) style {
	if !color {
		plain := func(text string) string { return text }
		return style{
			strong: plain, faint: plain,
			level: func(_ finding.Severity, text string) string { return text },
		}
	}
	// The sixteen colours of the terminal's own theme are legible on it,
	// whether it is dark or light. Whether to colour has been decided already,
	// so lipgloss is not to look at any terminal itself.
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetColorProfile(termenv.ANSI)
	paint := func(s lipgloss.Style) func(string) string {
		return func(text string) string { return s.Render(text) }
	}
	// No underline: lipgloss paints underlined text letter by letter.
	bold := renderer.NewStyle().Bold(true)
	levels := map[finding.Severity]func(string) string{
		finding.Error:   paint(bold.Foreground(lipgloss.Color("1"))),
		finding.Warning: paint(bold.Foreground(lipgloss.Color("3"))),
		finding.Note:    paint(bold.Foreground(lipgloss.Color("6"))),
	}
	return style{
		strong: paint(bold),
		faint:  paint(renderer.NewStyle().Foreground(lipgloss.Color("8"))),
		level:  func(severity finding.Severity, text string) string { return levels[severity](text) },
	}
}
