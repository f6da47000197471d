package python

import (
	"bytes"
	"fmt"
)

// explain reports what is wrong in a line, once. Tree-sitter only knows where
// its error node stands, and that is mostly the token before the wrong one, so
// the common mistakes are looked for first.
func (d *damage) explain(i int, f fault) {
	l := &d.lines[i]
	if l.bad {
		return
	}
	l.bad = true
	if start, end, message := d.neighbours(l); message != "" {
		d.report(start, end, "%s", message)
		return
	}
	start, end := int(f.start), int(f.end)
	closer := end + len(d.mask[end:l.end]) - len(bytes.TrimLeft(d.mask[end:l.end], " "))
	switch {
	case f.missing == "identifier":
		d.report(start, end, "expected a name or an expression")
	case f.missing != "" && !isWord(f.missing[0]):
		d.report(start, end, "expected '%s'", f.missing)
	case d.mask[l.end-1] == '=' || f.start == l.start && f.end == l.end:
		d.report(int(l.end), int(l.end), "unexpected end of the line")
	case f.start == l.start && end > start+1 && d.mask[end-1] == '=' && isWord(d.mask[start]):
		target := bytes.TrimRight(d.src[start:end-1], " ")
		d.report(start, start+len(target), "this cannot be assigned to")
	case f.start == l.start || start == end:
		d.report(start, max(start, end), "invalid syntax")
	case closer < int(l.end) && bytes.IndexByte([]byte(")]}"), d.mask[closer]) >= 0 && !isOperand(d.mask[end-1]):
		d.report(closer, closer+1, "unexpected '%c'", d.mask[closer])
	default:
		end = d.tokenEnd(start, end)
		d.report(start, end, "unexpected %s", d.describe(start, end))
	}
}

// tokenEnd is the end of the token at start.
func (d *damage) tokenEnd(start, end int) int {
	i := start
	for i < end && isWord(d.src[i]) {
		i++
	}
	return max(i, start+1)
}

// describe names a token, without its text if that is not Python's: a secret
// whose quotes were forgotten is made of such tokens.
func (d *damage) describe(start, end int) string {
	switch c := d.src[start]; {
	case isString(c):
		return "string"
	case '0' <= c && c <= '9':
		return "number"
	case isWord(c) && !keywords[string(d.src[start:end])]:
		return "name"
	}
	return fmt.Sprintf("'%s'", d.src[start:end])
}

// isOperand tells whether a value can end with a byte.
func isOperand(c byte) bool {
	return isWord(c) || c == ')' || c == ']' || c == '}' || c == '"' || c == '\''
}

// neighbours finds the first two values in a line that nothing stands between,
// such as the entries of a list without a comma.
func (d *damage) neighbours(l *line) (start, end int, message string) {
	depth := 0
	last := byte(0) // of the token before; 0 if no value can end with it
	for at := int(l.start); at < int(l.end); {
		c := d.mask[at]
		next := at + 1
		switch {
		case c == ' ':
			at++
			continue
		case isWord(c):
			next = d.tokenEnd(at, int(l.end))
			c = d.wordClass(at, next, l)
		case c == '(' || c == '[' || c == '{':
			depth++
			last, at = 0, next
			continue
		case c == ')' || c == ']' || c == '}':
			depth--
		}
		if c == '"' || c == '\'' {
			next = d.stringEnd(next, int(l.end), c)
		}
		if isString(c) && isString(last) || last == 0 || !isWord(c) && !isString(c) {
			if last, at = c, next; !isOperand(c) {
				last = 0
			}
			continue
		}
		message = "unexpected " + d.describe(at, d.tokenEnd(at, next))
		if depth > 0 {
			message += "; is a ',' missing before it?"
		}
		return at, next, message
	}
	return 0, 0, ""
}

func isString(c byte) bool { return c == '"' || c == '\'' }

// wordClass gives 'a' for a word that is a value, a quote for the prefix of a
// string, and a space for a keyword.
func (d *damage) wordClass(start, end int, l *line) byte {
	word := string(d.src[start:end])
	switch {
	case end < int(l.end) && isString(d.mask[end]):
		return ' '
	case word == "True" || word == "False" || word == "None":
		return 'a'
	case keywords[word]:
		return ' '
	case start == int(l.start) && (word == "print" || word == "exec" || word == "match" || word == "case" || word == "type"):
		return ' '
	}
	return 'a'
}

// stringEnd is the offset after the string whose first quote stands before at.
func (d *damage) stringEnd(at, end int, quote byte) int {
	closing := []byte{quote}
	if triple := []byte{quote, quote}; bytes.HasPrefix(d.mask[at:end], triple) {
		if at += 2; at == end || d.mask[at] != '.' && d.mask[at] != quote {
			return at - 1 // an empty string
		}
		closing = bytes.Repeat(closing, 3)
	}
	if n := bytes.Index(d.mask[at:end], closing); n >= 0 {
		return at + n + len(closing)
	}
	return end
}
