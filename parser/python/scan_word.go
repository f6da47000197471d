package python

import "bytes"

// soften hides words that the grammar takes for something else than Python
// does. What is masked is read in the source when it is lowered.
func (s *scanner) soften(start int) {
	word := s.src[start:s.pos]
	rest := bytes.TrimLeft(s.src[s.pos:], " \t")
	next := byte('\n')
	if len(rest) > 0 {
		next = rest[0]
	}
	switch string(word) {
	case "print", "exec":
		// Before a parenthesis they are functions, and what looks like
		// Python 2's statement is an expression.
		if next == '(' {
			s.overwrite(start, 'a')
		}
	case "type":
		if next == '[' && s.isSubscripted("type") {
			s.overwrite(start, '1')
		} else if !isWord(next) {
			s.overwrite(start, 'a')
		}
	case "as":
		if s.isItem() {
			s.mask[start], s.mask[start+1] = ',', ' '
		}
	default:
		if next == '[' && s.isSubscripted(string(word)) {
			s.overwrite(start, '1')
		}
	}
}

func (s *scanner) overwrite(start int, c byte) {
	for i := start; i < s.pos; i++ {
		s.mask[i] = c
	}
}

// isItem tells whether an "as" belongs to an item of with, or to except. The
// grammar binds it too tightly: in "with a if b else c as d" to c. Masked by a
// comma, it takes all.
func (s *scanner) isItem() bool {
	if s.line.colon || s.line.word != "with" && s.line.word != "except" {
		return false
	}
	switch len(s.stack) {
	case 0:
		return true
	case 1:
		before := bytes.TrimRight(s.mask[s.line.start:s.stack[0].start], " ")
		return s.stack[0].kind == '(' && s.line.word == "with" &&
			(string(before) == "with" || bytes.HasPrefix(before, []byte("async ")) && bytes.HasSuffix(before, []byte(" with")))
	}
	return false
}

// isSubscripted tells whether a word before a bracket is a name with an index.
// In annotations, the grammar takes such a name for a generic type, of which
// it knows less than of expressions; a number with an index it takes for what
// it is.
func (s *scanner) isSubscripted(word string) bool {
	switch {
	case keywords[word], word[0] <= '9', s.last == '.':
		return false
	case word == "match" || word == "case":
		return false
	}
	before := bytes.TrimRight(s.mask[s.line.start:s.end], " ")
	for _, definition := range []string{"def", "class", "type"} {
		if bytes.HasSuffix(before, []byte(definition)) {
			return false
		}
	}
	return true
}
