package python

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/djvet/djvet/parser/text"
)

// source is a file after scanning.
type source struct {
	src      []byte
	mask     []byte
	comments []text.Span
	lines    []line
	errors   []SyntaxError
	// template is set if {{ or {% stands outside strings and comments, and
	// templateLine if a line starts with it.
	template     bool
	templateLine bool
}

// line is a logical line: what stands between two ends of line that are not in
// brackets or strings.
type line struct {
	start, end uint32 // from the first to after the last token
	level      int    // of indentation
	// word is the keyword that the line starts with, if it is one of lineWords;
	// of "async def", it is "def".
	word string
	// opens tells that the line ends with a colon, and colon that it has one
	// outside brackets: its block is what follows, or stands in the line.
	opens, colon bool
	// bad tells that the line cannot be read. There is an error then.
	bad bool
}

// nested is something open: a bracket, an f-string, or a part of one.
type nested struct {
	kind  byte // one of ( [ { and the kinds below
	start uint32
	// Of an f-string and what is in it:
	quote       byte
	triple, raw bool
}

const (
	inText  = 'f' // the literal text of an f-string
	inField = '<' // the expression in a replacement field
	inSpec  = ':' // the format of a replacement field
)

// scanner makes a source. Its methods move pos and write the mask.
type scanner struct {
	source
	limits  Limits
	pos     int
	stack   []nested
	depth   int // how many of the stack are brackets
	indents []indent
	line    line // the one being read
	inLine  bool
	words   int  // how many words of it have been read
	end     int  // after its last token
	last    byte // the last byte of its last token
	// undecodable is the offset of a byte that makes Python refuse the file,
	// or -1.
	undecodable int
}

// scan reads a file. The error is one of those of limits.go.
func scan(src []byte, limits Limits) (*source, error) {
	if err := checkText(src, limits); err != nil {
		return nil, err
	}
	s := &scanner{limits: limits, indents: make([]indent, 1, 16)}
	s.src, s.mask = src, bytes.Clone(src)
	s.undecodable = undecodable(src)
	s.lines = make([]line, 0, len(src)/32)
	if bytes.HasPrefix(src, []byte("\uFEFF")) {
		s.blank(0, 3)
		s.pos = 3
	}
	for s.pos < len(src) {
		if err := s.step(); err != nil {
			return nil, err
		}
	}
	s.finish()
	return &s.source, nil
}

func checkText(src []byte, limits Limits) error {
	if len(src) > limits.Bytes {
		return fmt.Errorf("%w (%d bytes, at most %d)", ErrTooLarge, len(src), limits.Bytes)
	}
	if bytes.HasPrefix(src, []byte{0xFF, 0xFE}) || bytes.HasPrefix(src, []byte{0xFE, 0xFF}) {
		return fmt.Errorf("%w: it is UTF-16", ErrBinary)
	}
	if i := bytes.IndexByte(src, 0); i >= 0 {
		return fmt.Errorf("%w: NUL byte at offset %d", ErrBinary, i)
	}
	return nil
}

// step reads one token, or one run of text.
func (s *scanner) step() error {
	if n := len(s.stack); n > 0 && (s.stack[n-1].kind == inText || s.stack[n-1].kind == inSpec) {
		return s.formatText(s.stack[n-1])
	}
	if !s.inLine {
		return s.lineStart()
	}
	switch c := s.src[s.pos]; c {
	case '\n', '\r':
		s.newline()
	case ' ', '\t', '\f':
		s.mask[s.pos] = ' '
		s.pos++
	case '#':
		s.comment()
	case '\\':
		s.continuation()
	case '"', '\'', '`':
		return s.str(s.pos)
	case '(', '[', '{':
		return s.open(c)
	case ')', ']', '}':
		s.close(c)
	case ':', '!':
		s.punctuation(c)
	default:
		if isWord(c) {
			return s.word()
		}
		s.operator(c)
	}
	return nil
}

// token notes that something of the line ends at end.
func (s *scanner) token(end int) {
	s.last = s.src[end-1]
	s.pos, s.end = end, end
}

// fail notes what is wrong in the line. Only the first error of a line counts:
// what comes after it is mostly its consequence.
func (s *scanner) fail(start, end int, format string, args ...any) {
	if s.line.bad {
		return
	}
	s.line.bad = true
	s.report(start, end, format, args...)
}

func (s *source) report(start, end int, format string, args ...any) {
	s.errors = append(s.errors, SyntaxError{
		Span:    text.Span{Start: uint32(start), End: uint32(end)},
		Message: fmt.Sprintf(format, args...),
	})
}

// blank hides a run of bytes.
func (s *scanner) blank(start, end int) {
	for i := start; i < end; i++ {
		s.mask[i] = ' '
	}
}

// comment hides a comment: to tree-sitter, comments are nodes anywhere.
func (s *scanner) comment() {
	start := s.pos
	s.pos = s.lineEnd(start)
	s.decodable(start, s.pos)
	s.comments = append(s.comments, text.Span{Start: uint32(start), End: uint32(s.pos)})
	s.blank(start, s.pos)
}

// lineEnd is the offset of the next line end, or of the end of the file.
func (s *scanner) lineEnd(from int) int {
	if i := bytes.IndexAny(s.src[from:], "\r\n"); i >= 0 {
		return from + i
	}
	return len(s.src)
}

// afterNewline is the offset after the line end that stands at i.
func (s *scanner) afterNewline(i int) int {
	if s.src[i] == '\r' && i+1 < len(s.src) && s.src[i+1] == '\n' {
		return i + 2
	}
	return i + 1
}

// newline ends the line, or is hidden if something is open.
func (s *scanner) newline() {
	after := s.afterNewline(s.pos)
	s.blank(s.pos, after)
	if len(s.stack) == 0 {
		s.mask[after-1] = '\n'
		s.endLine()
	}
	s.pos = after
}

// continuation joins two lines.
func (s *scanner) continuation() {
	if s.pos+1 < len(s.src) && (s.src[s.pos+1] == '\n' || s.src[s.pos+1] == '\r') {
		after := s.afterNewline(s.pos + 1)
		s.blank(s.pos, after)
		s.pos = after
		return
	}
	s.fail(s.pos, s.pos+1, "unexpected character after '\\'")
	s.token(s.pos + 1)
}

// word reads a name, a keyword or a number, or the prefix of a string.
func (s *scanner) word() error {
	start := s.pos
	for s.pos < len(s.src) && isWord(s.src[s.pos]) {
		if s.src[s.pos] < utf8.RuneSelf {
			s.pos++
			continue
		}
		s.foreign()
	}
	if s.pos < len(s.src) && (s.src[s.pos] == '"' || s.src[s.pos] == '\'') && isPrefix(s.src[start:s.pos]) {
		return s.str(start)
	}
	if s.words == 0 && start == int(s.line.start) || s.words == 1 && s.line.word == "async" {
		s.line.word = lineWords[string(s.src[start:s.pos])]
	}
	s.words++
	s.soften(start)
	s.token(s.pos)
	return nil
}

// foreign reads a character that is not ASCII. It is masked by a letter, so
// that no file depends on which version of Unicode the grammar knows.
func (s *scanner) foreign() {
	r, size := utf8.DecodeRune(s.src[s.pos:])
	if r == utf8.RuneError && size == 1 {
		s.fail(s.pos, s.pos+1, "byte 0x%02x is not UTF-8", s.src[s.pos])
	} else if !isLetter(r) {
		s.fail(s.pos, s.pos+size, "unexpected character %s", describe(r))
	}
	for i := range size {
		s.mask[s.pos+i] = 'a'
	}
	s.pos += size
}

func describe(r rune) string {
	if unicode.IsPrint(r) {
		return fmt.Sprintf("'%c' (U+%04X)", r, r)
	}
	return fmt.Sprintf("U+%04X", r)
}

// operator reads a byte that is not part of a word.
func (s *scanner) operator(c byte) {
	switch {
	case c == '$' || c == '?' || c < ' ' || c == 0x7F:
		s.fail(s.pos, s.pos+1, "unexpected character %s", describe(rune(c)))
		s.mask[s.pos] = ' '
	case c == '*' && s.line.word == "except" && s.end == int(s.line.start)+len("except"):
		// The grammar knows except* as one word, and nothing of its types.
		s.mask[s.pos] = ' '
	case c == '%' && s.last == '{' && s.end == s.pos:
		s.markTemplate(s.pos - 1)
	}
	s.token(s.pos + 1)
}

func (s *scanner) markTemplate(start int) {
	s.template = true
	if start == int(s.line.start) {
		s.templateLine = true
	}
}

func isWord(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= utf8.RuneSelf
}
