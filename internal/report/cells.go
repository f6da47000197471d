package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/mattn/go-runewidth"
)

// tabStop is the number of columns to which a tab moves.
const tabStop = 4

// cell is what a terminal shows as one character: a letter with its accents,
// an emoji of several code points, a tab.
type cell struct {
	shown      string
	width      int // in columns
	start, end int // in bytes of the text it was made from
}

// terminal measures as most terminals draw, whatever the locale of the machine:
// ambiguous characters are narrow.
func terminal() *runewidth.Condition {
	return &runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}
}

// cells cuts a line into what a terminal shows. Tabs become spaces, and what
// would steer the terminal or reorder its text becomes visible.
func cells(line string) []cell {
	condition := terminal()
	list := make([]cell, 0, len(line))
	column := 0
	add := func(shown string, width, start, end int) {
		list = append(list, cell{shown: shown, width: width, start: start, end: end})
		column += width
	}
	clusters := graphemes.FromString(line)
	for clusters.Next() {
		cluster, start, end := clusters.Value(), clusters.Start(), clusters.End()
		switch {
		case cluster == "\t":
			width := tabStop - column%tabStop
			add(strings.Repeat(" ", width), width, start, end)
		case !utf8.ValidString(cluster):
			for _, r := range cluster { // U+FFFD for each wrong byte
				shown := visible(r)
				add(shown, condition.StringWidth(shown), start, end)
			}
		default:
			shown := strings.Map(visibleRune, cluster)
			add(shown, condition.StringWidth(shown), start, end)
		}
	}
	return list
}

// visible is a string that can be printed without danger for a rune.
func visible(r rune) string { return string(visibleRune(r)) }

// visibleRune replaces the control characters, which could move the cursor or
// change colours, and those that change the direction of writing, with which
// code can be made to look like other code.
func visibleRune(r rune) rune {
	const controlPictures, deletePicture = 0x2400, 0x2421
	switch {
	case r < 0x20:
		return controlPictures + r
	case r == 0x7F:
		return deletePicture
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == 0x2028, r == 0x2029:
		return utf8.RuneError
	default:
		return r
	}
}

// clean makes a text safe to print on one line.
func clean(text string) string {
	return strings.Map(visibleRune, strings.ToValidUTF8(text, string(utf8.RuneError)))
}

// widthOf is the number of columns that a clean text takes.
func widthOf(text string) int { return terminal().StringWidth(text) }
