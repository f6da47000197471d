package python

import (
	"bytes"
	"unicode/utf8"
)

// isPrefix tells whether letters before a quote belong to the string. "ur" is
// Python 2's.
func isPrefix(p []byte) bool {
	switch len(p) {
	case 1:
		return bytes.IndexByte([]byte("rRbBuUfFtT"), p[0]) >= 0
	case 2:
		a, b := p[0]|0x20, p[1]|0x20
		if b == 'r' {
			a, b = b, a
		}
		return a == 'r' && (b == 'b' || b == 'f' || b == 't' || b == 'u')
	}
	return false
}

// str reads a string literal from its prefix; pos is at the quote.
func (s *scanner) str(start int) error {
	quote := s.src[s.pos]
	var raw, format bool
	for i, c := range s.src[start:s.pos] {
		switch c | 0x20 {
		case 'r':
			raw = true
		case 't':
			// A template string has the form of an f-string. The grammar does
			// not know it; the lowering sees the prefix in the source.
			s.mask[start+i] = 'f'
			format = true
		case 'f':
			format = true
		}
	}
	size := 1
	if quote != '`' && bytes.HasPrefix(s.src[s.pos:], []byte{quote, quote, quote}) {
		size = 3
	}
	s.pos += size
	if format {
		return s.push(nested{kind: inText, start: uint32(start), quote: quote, triple: size == 3, raw: raw})
	}
	s.plain(start, quote, size)
	return nil
}

// plain reads the text of a string that is not an f-string, and hides it.
func (s *scanner) plain(start int, quote byte, size int) {
	i := s.pos
	for {
		n := s.textEnd(i, quote, size)
		if n == len(s.src) || size == 1 && s.src[n] != quote && s.src[n] != '\\' {
			s.hide(s.pos, n)
			s.unterminated(start, n, size)
			return
		}
		i = n
		if s.src[i] == '\\' {
			i++
			if i < len(s.src) {
				i = s.afterNewline(i)
			}
			continue
		}
		if size == 1 || bytes.HasPrefix(s.src[i:], []byte{quote, quote, quote}) {
			break
		}
		i++
	}
	s.hide(s.pos, i)
	s.token(i + size)
}

// textEnd is the offset of the next byte that can matter in a string.
func (s *scanner) textEnd(i int, quote byte, size int) int {
	for ; i < len(s.src); i++ {
		c := s.src[i]
		if c == quote || c == '\\' || size == 1 && (c == '\n' || c == '\r') {
			return i
		}
	}
	return len(s.src)
}

// hide masks the text of a string. Tree-sitter would make a node of each of
// its escapes, and its scanner errs with some (a backslash before a brace).
func (s *scanner) hide(start, end int) {
	for i := start; i < end; i++ {
		s.mask[i] = '.'
	}
}

func (s *scanner) unterminated(start, end, size int) {
	if size == 3 {
		s.fail(start, start+s.prefixLen(start)+3, "triple-quoted string was never closed")
	} else {
		s.fail(start, end, "string was never closed")
		s.leaveFormat(s.src[start+s.prefixLen(start)])
	}
	s.token(end)
}

// leaveFormat ends the f-string around a string that was not closed, if both
// have the same quote: the quote was meant to end the f-string, as in f'{x'.
func (s *scanner) leaveFormat(quote byte) {
	for i := len(s.stack) - 1; i >= 0; i-- {
		if n := s.stack[i]; n.kind == inText {
			if n.quote == quote && !n.triple {
				s.depth -= len(s.stack) - i
				s.stack = s.stack[:i]
			}
			return
		}
	}
}

func (s *scanner) prefixLen(start int) int {
	return bytes.IndexAny(s.src[start:], "'\"`")
}

// formatText reads the literal text of an f-string, or the format in one of its
// fields, up to the next field or its end.
func (s *scanner) formatText(in nested) error {
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		rest := s.src[s.pos:]
		switch {
		case c == '{' && in.kind == inText && len(rest) > 1 && rest[1] == '{':
			s.hide(s.pos, s.pos+2)
			s.pos += 2
		case c == '{':
			return s.field(in)
		case c == '}' && in.kind == inSpec:
			s.token(s.pos + 1)
			s.pop()
			return nil
		case c == '}':
			s.closeBrace()
		case c == in.quote && (!in.triple || bytes.HasPrefix(rest, []byte{c, c, c})):
			s.endFormat(in)
			return nil
		case (c == '\n' || c == '\r') && !in.triple:
			s.endFormat(in)
			return nil
		case c == '\\':
			s.formatEscape(in)
		default:
			s.mask[s.pos] = '.'
			s.pos++
		}
	}
	return nil
}

func (s *scanner) field(in nested) error {
	err := s.push(nested{kind: inField, start: uint32(s.pos), quote: in.quote, triple: in.triple, raw: in.raw})
	s.token(s.pos + 1)
	return err
}

func (s *scanner) closeBrace() {
	size := 1
	if s.pos+1 < len(s.src) && s.src[s.pos+1] == '}' {
		size = 2
	} else {
		s.fail(s.pos, s.pos+1, "a single '}' is not allowed in an f-string")
	}
	s.hide(s.pos, s.pos+size)
	s.pos += size
}

// formatEscape reads a backslash and what it escapes. A brace after it is not
// escaped, except that of \N{…}.
func (s *scanner) formatEscape(in nested) {
	end := s.pos + 1
	if end < len(s.src) && s.src[end] != '{' && s.src[end] != '}' {
		if rest := s.src[end:]; !in.raw && bytes.HasPrefix(rest, []byte("N{")) && bytes.IndexByte(rest, '}') > 0 {
			end += bytes.IndexByte(rest, '}') + 1
		} else if c := s.src[end]; c == '\r' || c < utf8.RuneSelf {
			end = s.afterNewline(end)
		}
	}
	s.hide(s.pos, end)
	s.pos = end
}

// endFormat ends an f-string at its quote, or at the end of the line that it
// should not reach.
func (s *scanner) endFormat(in nested) {
	i := len(s.stack) - 1
	for s.stack[i].kind != inText {
		i--
	}
	str := s.stack[i]
	size := 1
	if in.triple {
		size = 3
	}
	atQuote := s.pos < len(s.src) && s.src[s.pos] == in.quote
	if in.kind == inSpec {
		s.fail(int(s.stack[len(s.stack)-1].start), int(s.stack[len(s.stack)-1].start)+1, "'{' was never closed")
	}
	if !atQuote {
		s.fail(int(str.start), s.pos, "f-string was never closed")
		size = 0
	}
	s.depth -= len(s.stack) - i
	s.stack = s.stack[:i]
	s.token(s.pos + size)
}
