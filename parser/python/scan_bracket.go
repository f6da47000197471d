package python

import "fmt"

var opener = map[byte]byte{')': '(', ']': '[', '}': '{'}

// push opens something, within the limit.
func (s *scanner) push(n nested) error {
	if s.depth >= s.limits.Brackets {
		return fmt.Errorf("%w (more than %d brackets)", ErrTooDeep, s.limits.Brackets)
	}
	s.depth++
	s.stack = append(s.stack, n)
	return nil
}

func (s *scanner) pop() {
	s.stack = s.stack[:len(s.stack)-1]
	s.depth--
}

func (s *scanner) open(c byte) error {
	if c == '{' && s.last == '{' && s.end == s.pos {
		s.markTemplate(s.pos - 1)
	}
	if err := s.push(nested{kind: c, start: uint32(s.pos)}); err != nil {
		return err
	}
	s.token(s.pos + 1)
	return nil
}

// close reads a closing bracket. One that closes nothing is an error, and so is
// one that does not fit, which then closes what it fits, or else the last one.
func (s *scanner) close(c byte) {
	pos := s.pos
	s.token(pos + 1)
	top := len(s.stack) - 1
	if top >= 0 && c == '}' && s.stack[top].kind == inField {
		s.pop()
		return
	}
	if top < 0 || s.stack[top].kind == inField {
		s.fail(pos, pos+1, "'%c' closes nothing", c)
		return
	}
	if s.stack[top].kind == opener[c] {
		s.pop()
		return
	}
	s.fail(pos, pos+1, "'%c' does not match '%c'", c, s.stack[top].kind)
	for i := top; i >= 0 && isBracket(s.stack[i].kind); i-- {
		if s.stack[i].kind == opener[c] {
			s.depth -= len(s.stack) - i
			s.stack = s.stack[:i]
			return
		}
	}
	s.pop()
}

func isBracket(kind byte) bool { return kind == '(' || kind == '[' || kind == '{' }

// punctuation reads what means something else in a replacement field: a colon
// starts its format, and ! its conversion.
func (s *scanner) punctuation(c byte) {
	top := len(s.stack) - 1
	field := top >= 0 && s.stack[top].kind == inField
	switch {
	case c == ':' && field:
		s.stack[top].kind = inSpec
	case c == ':' && top < 0:
		s.line.colon = true
	case c == '!' && !field && (s.pos+1 == len(s.src) || s.src[s.pos+1] != '='):
		s.fail(s.pos, s.pos+1, "unexpected '!'")
	}
	s.token(s.pos + 1)
}
