package python

import (
	"bytes"
	"fmt"
)

// indent is one level of indentation: its column with tabs of 8 and, to find
// tabs and spaces mixed, with tabs of 1. Lines at a phantom one are errors.
type indent struct {
	column, alternative int
	phantom             bool
}

// compound are the words that start a statement, or a clause of one, that has a
// block.
var compound = map[string]bool{
	"if": true, "elif": true, "else": true, "for": true, "while": true,
	"try": true, "except": true, "finally": true, "with": true, "def": true,
	"class": true,
}

// lineWords are the words at the start of a line that matter, each by itself.
var lineWords = func() map[string]string {
	words := map[string]string{"async": "async", "match": "match", "case": "case"}
	for word := range compound {
		words[word] = word
	}
	return words
}()

// lineStart measures the indentation at the start of a line, or passes over a
// line that is empty.
func (s *scanner) lineStart() error {
	start := s.pos
	var at indent
	for joined := false; s.pos < len(s.src); s.pos++ {
		switch c := s.src[s.pos]; {
		case c == ' ' && !joined:
			at.column++
			at.alternative++
		case c == '\t' && !joined:
			at.column = (at.column/8 + 1) * 8
			at.alternative++
		case c == '\f':
			at = indent{}
		case c == ' ' || c == '\t':
		case c == '\\' && s.pos+1 < len(s.src) && (s.src[s.pos+1] == '\n' || s.src[s.pos+1] == '\r'):
			s.pos = s.afterNewline(s.pos+1) - 1
			// What stands before the first one is the indentation.
			joined = at.column > 0
		case c == '\n' || c == '\r':
			s.blank(start, s.pos)
			s.newline()
			return nil
		case c == '#':
			s.blank(start, s.pos)
			s.comment()
			return nil
		default:
			return s.beginLine(start, at)
		}
	}
	s.blank(start, s.pos)
	return nil
}

// beginLine starts a logical line that stands after the whitespace from start.
func (s *scanner) beginLine(start int, at indent) error {
	s.inLine, s.words, s.last = true, 0, 0
	s.line = line{start: uint32(s.pos)}
	s.end = s.pos
	mixed := s.indentation(at)
	levels := 0
	for _, i := range s.indents[1:] {
		if !i.phantom {
			levels++
		}
	}
	if levels > maxIndent {
		return fmt.Errorf("%w (more than %d levels of indentation)", ErrTooDeep, maxIndent)
	}
	s.line.level = min(levels, s.pos-start)
	s.indentMask(start)
	if mixed {
		// CPython ends here too. What the levels of the lines below are
		// nobody can tell.
		s.fail(start, s.pos, "inconsistent use of tabs and spaces in indentation")
		s.blank(s.pos, len(s.src))
		s.token(len(s.src))
	}
	s.conflict()
	return nil
}

// conflict reads what git leaves where it could not merge, as one line that
// cannot be read: which side was meant nobody can tell.
func (s *scanner) conflict() {
	if !bytes.HasPrefix(s.src[s.pos:], []byte("<<<<<<< ")) {
		return
	}
	s.fail(s.pos, s.lineEnd(s.pos), "merge conflict")
	end := len(s.src)
	if n := bytes.Index(s.src[s.pos:], []byte("\n>>>>>>>")); n >= 0 {
		end = s.lineEnd(s.pos + n + 1)
	}
	s.blank(s.pos, end)
	s.token(end)
}

// indentMask writes the indentation as one space for each level: the grammar's
// scanner counts eight for each tab, wherever it stands, and starts again after
// a form feed.
func (s *scanner) indentMask(start int) {
	for i := start; i < s.pos; i++ {
		s.mask[i] = '\f'
		if i >= s.pos-s.line.level {
			s.mask[i] = ' '
		}
	}
}

// indentation finds the level of a line, as CPython's tokenizer does, and
// reports what is wrong with it. mixed tells that tabs and spaces are mixed so
// that the level depends on the width of a tab.
func (s *scanner) indentation(at indent) (mixed bool) {
	top := s.indents[len(s.indents)-1]
	if at.column <= top.column {
		s.missingBlock()
	}
	if at.column > top.column {
		if at.alternative <= top.alternative {
			return true
		}
		at.phantom = !s.blockExpected()
		s.indents = append(s.indents, at)
		if at.phantom {
			s.fail(int(s.line.start), int(s.line.start)+1, "unexpected indentation")
		}
		return false
	}
	for top.column > at.column {
		s.indents = s.indents[:len(s.indents)-1]
		top = s.indents[len(s.indents)-1]
	}
	switch {
	case top.column < at.column:
		at.phantom = true
		s.indents = append(s.indents, at)
		s.fail(int(s.line.start), int(s.line.start)+1, "indentation does not match any outer level")
	case top.alternative != at.alternative:
		return true
	case top.phantom:
		s.line.bad = true // reported where the level began
	}
	return false
}

// previous is the line before the one being read, or nil.
func (s *scanner) previous() *line {
	if len(s.lines) == 0 {
		return nil
	}
	return &s.lines[len(s.lines)-1]
}

// blockExpected tells whether the previous line starts a block, or would, had
// it a colon.
func (s *scanner) blockExpected() bool {
	p := s.previous()
	return p != nil && (p.opens || compound[p.word] && !p.colon)
}

// missingBlock reports a previous line that should have been followed by a
// block.
func (s *scanner) missingBlock() {
	p := s.previous()
	if p == nil || !p.opens || p.bad {
		return
	}
	p.bad = true
	if p.word == "" {
		s.report(int(p.start), int(p.end), "expected an indented block")
	} else {
		s.report(int(p.start), int(p.end), "expected an indented block after '%s'", p.word)
	}
}

// endLine closes the logical line.
func (s *scanner) endLine() {
	if !s.inLine {
		return
	}
	s.inLine = false
	s.line.end = uint32(s.end)
	s.line.opens = s.last == ':'
	if compound[s.line.word] && !s.line.colon {
		s.fail(s.end, s.end, "expected ':'")
	}
	if s.line.word == "except" {
		s.exceptMask()
	}
	if !s.line.bad && !s.decodable(int(s.line.start), s.end) {
		s.line.bad = true
	}
	s.lines = append(s.lines, s.line)
}

// exceptMask hides the commas of "except A, B, C:", which Python 3.14 allows
// and the grammar knows only with two types. The lowering sees the commas in
// the source.
func (s *scanner) exceptMask() {
	header := s.src[s.line.start+uint32(len("except")) : s.line.end]
	commas := 0
	for i, c := range header {
		switch {
		case c == ':':
			if commas < 2 {
				return
			}
			for j, c := range header[:i] {
				if c == ',' {
					s.mask[int(s.line.start)+len("except")+j] = '|'
				}
			}
			return
		case c == ',':
			commas++
		case !isWord(c) && c != '.' && c != ' ' && c != '*':
			return
		}
	}
}

// finish ends the last line, and with it what is still open.
func (s *scanner) finish() {
	if len(s.stack) > 0 {
		open := s.stack[0]
		if open.kind == inText {
			quotes := 1
			if open.triple {
				quotes = 3
			}
			s.fail(int(open.start), int(open.start)+s.prefixLen(int(open.start))+quotes, "f-string was never closed")
		} else {
			s.fail(int(open.start), int(open.start)+1, "'%c' was never closed", open.kind)
		}
		// All of the text is part of the line, or the mask would have an
		// f-string without an end: on some of these tree-sitter never ends.
		s.token(len(s.src))
	}
	s.endLine()
	s.missingBlock()
}
