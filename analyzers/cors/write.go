package cors

import (
	"regexp/syntax"
	"strings"
)

// The bounds of what is written for one expression.
const (
	mostWritten = 32
	mostDots    = 12
)

// filling says what is written for the parts of an expression that are not fixed.
type filling struct {
	// open is written where any number of letters may stand; "" for as few as may.
	open string
	// dot is the number of the dot for which another letter is written; 0 for none.
	dot int
}

// write makes texts that an expression matches, at most mostWritten: one for each
// of its branches.
func write(tree *syntax.Regexp, f filling) []string {
	w := writer{filling: f}
	var texts []string
	for _, piece := range w.write(tree) {
		texts = append(texts, piece.text)
	}
	return texts
}

// written is a text with the number of dots in it that may be any letter.
type written struct {
	text string
	dots int
}

type writer struct{ filling }

func (w writer) write(re *syntax.Regexp) []written {
	switch re.Op {
	case syntax.OpLiteral:
		return []written{{text: strings.ToLower(string(re.Rune))}}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return []written{{text: ".", dots: 1}}
	case syntax.OpCharClass:
		return []written{{text: w.letter(re)}}
	case syntax.OpCapture:
		return w.write(re.Sub[0])
	case syntax.OpConcat:
		texts := []written{{}}
		for _, sub := range re.Sub {
			texts = w.joined(texts, w.write(sub))
		}
		return texts
	case syntax.OpAlternate:
		var texts []written
		for _, sub := range re.Sub {
			texts = append(texts, w.write(sub)...)
		}
		return texts[:min(len(texts), mostWritten)]
	case syntax.OpQuest:
		texts := append([]written{{}}, w.write(re.Sub[0])...)
		return texts[:min(len(texts), mostWritten)]
	case syntax.OpStar:
		return w.repeated(re, 0)
	case syntax.OpPlus:
		return w.repeated(re, 1)
	case syntax.OpRepeat:
		return w.repeated(re, re.Min)
	default: // anchors, and what matches nothing
		return []written{{}}
	}
}

// joined appends each text to each; a dot of the filling's number becomes a letter.
func (w writer) joined(before, after []written) []written {
	var texts []written
	for _, b := range before {
		for _, a := range after {
			text := a.text
			if a.dots == 1 && text == "." && b.dots+1 == w.dot {
				text = "x"
			}
			if texts = append(texts, written{b.text + text, b.dots + a.dots}); len(texts) == mostWritten {
				return texts
			}
		}
	}
	return texts
}

// repeated writes a part that may stand several times: the filling if that has only
// letters that may stand there, otherwise as few as may.
func (w writer) repeated(re *syntax.Regexp, least int) []written {
	sub := re.Sub[0]
	if w.open != "" && w.fits(sub) && len(w.open) >= least && (re.Op != syntax.OpRepeat || re.Max < 0 || re.Max >= len(w.open)) {
		return []written{{text: w.open}}
	}
	if least == 0 {
		if w.open == "" {
			return []written{{}}
		}
		return append([]written{{}}, w.write(sub)...)
	}
	texts := []written{{}}
	for range min(least, mostWritten) {
		once := w.write(sub)
		if isAny(sub) {
			once = []written{{text: "a"}}
		}
		texts = w.joined(texts, once)
	}
	return texts
}

func isAny(re *syntax.Regexp) bool {
	return re.Op == syntax.OpAnyChar || re.Op == syntax.OpAnyCharNotNL
}

// fits reports whether all letters of the filling may stand where a part stands.
func (w writer) fits(re *syntax.Regexp) bool {
	switch {
	case re.Op == syntax.OpCapture:
		return w.fits(re.Sub[0])
	case isAny(re):
		return true
	case re.Op == syntax.OpCharClass:
		return strings.IndexFunc(w.open, func(r rune) bool { return !has(re, r) }) < 0
	}
	return false
}

// letter is one of a class, if possible one that is found in names of hosts.
func (w writer) letter(re *syntax.Regexp) string {
	for _, r := range "a1-.:/" {
		if has(re, r) {
			return string(r)
		}
	}
	if len(re.Rune) > 0 {
		return string(re.Rune[0])
	}
	return ""
}

func has(re *syntax.Regexp, r rune) bool {
	for i := 0; i+1 < len(re.Rune); i += 2 {
		if re.Rune[i] <= r && r <= re.Rune[i+1] {
			return true
		}
	}
	return false
}
