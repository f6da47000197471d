package python

import (
	"unicode"
	"unicode/utf8"
)

// keywords are the words that are never names.
var keywords = map[string]bool{
	"False": true, "None": true, "True": true, "and": true, "as": true,
	"assert": true, "async": true, "await": true, "break": true, "class": true,
	"continue": true, "def": true, "del": true, "elif": true, "else": true,
	"except": true, "finally": true, "for": true, "from": true, "global": true,
	"if": true, "import": true, "in": true, "is": true, "lambda": true,
	"nonlocal": true, "not": true, "or": true, "pass": true, "raise": true,
	"return": true, "try": true, "while": true, "with": true, "yield": true,
}

// identifiers lists the names in a text, each once, in the order in which they
// first stand there. form is the mask of the text or, if it is damaged, the
// text itself: then words in strings and comments are among the names, as
// nobody knows what was meant to be a string.
func identifiers(form []byte, text string, damaged bool) []string {
	var found []string
	seen := map[string]bool{}
	for i := 0; i < len(form); {
		start := i
		i += wordLength(form[i:])
		if i == start {
			i++
			continue
		}
		word := text[start:i]
		prefix := !damaged && i < len(form) && (form[i] == '"' || form[i] == '\'') && isPrefix([]byte(word))
		if '0' <= word[0] && word[0] <= '9' || keywords[word] || prefix {
			continue
		}
		if word = normal(word); !seen[word] {
			seen[word] = true
			found = append(found, word)
		}
	}
	return found
}

// wordLength is how many bytes at the start of a text are letters and digits.
func wordLength(b []byte) int {
	n := 0
	for n < len(b) && isWord(b[n]) {
		size := 1
		if b[n] >= utf8.RuneSelf {
			var r rune
			if r, size = utf8.DecodeRune(b[n:]); !isLetter(r) {
				break
			}
		}
		n += size
	}
	return n
}

// isLetter tells whether a character that is not ASCII can be part of a name.
// It lets some pass that cannot.
func isLetter(r rune) bool {
	return unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.Pc) || r == '·' || r == '℘' || r == '℮'
}
