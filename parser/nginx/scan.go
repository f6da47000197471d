package nginx

import (
	"bytes"

	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/text"
)

// terminator says what a statement ended with.
type terminator uint8

const (
	terminated terminator = iota // ;
	opened                       // {
	closed                       // }
	ended                        // the end of the file
)

// maxToken is nginx's buffer (NGX_CONF_BUFFER): a word has to fit into it.
const maxToken = 4096

// scanner is ngx_conf_read_token.
type scanner struct {
	data []byte
	at   int
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// statement reads words up to what ends them. A fault is the first place at
// which nginx would have stopped.
func (s *scanner) statement() (words []directive.Word, end terminator, fault *directive.Error) {
	note := func(from, to int, message string) {
		if fault == nil {
			fault = &directive.Error{Span: text.Span{Start: uint32(from), End: uint32(to)}, Message: message}
		}
	}
	for s.at < len(s.data) {
		c := s.data[s.at]
		switch {
		case isBlank(c):
			s.at++
		case c == '#':
			s.comment()
		case c == ';' || c == '{':
			s.at++
			if len(words) == 0 {
				note(s.at-1, s.at, `nothing stands before "`+string(c)+`"`)
				if c == ';' {
					continue
				}
			}
			if c == '{' {
				return words, opened, fault
			}
			return words, terminated, fault
		case c == '}':
			s.at++
			if len(words) > 0 {
				last := words[len(words)-1]
				note(int(words[0].Span.Start), int(last.Span.End), `";" is missing after "`+shown(words)+`", before "}"`)
			}
			return words, closed, fault
		case c == '"' || c == '\'':
			words = append(words, s.quoted(c, note))
		default:
			words = append(words, s.word(note))
		}
	}
	if len(words) > 0 {
		last := words[len(words)-1]
		note(int(words[0].Span.Start), int(last.Span.End), `";" is missing after "`+shown(words)+`" at the end of the file`)
	}
	return words, ended, fault
}

func (s *scanner) comment() {
	if line := bytes.IndexByte(s.data[s.at:], '\n'); line >= 0 {
		s.at += line + 1
		return
	}
	s.at = len(s.data)
}

// word reads a word without quotation marks around it. Quotation marks, "#" and
// "}" inside of it are like any other character.
func (s *scanner) word(note func(from, to int, message string)) directive.Word {
	start := s.at
	variable := false
	for s.at < len(s.data) {
		c := s.data[s.at]
		if s.at > start && (isBlank(c) || c == ';' || c == '{' && !variable) {
			break
		}
		s.at++
		switch {
		case c == '{': // of ${name}; nginx keeps looking for the next one
			continue
		case c == '\\' && s.at < len(s.data):
			s.at++
			variable = false
		default:
			variable = c == '$'
		}
	}
	if s.at-start > maxToken {
		note(start, s.at, "the word is longer than nginx's buffer of 4096 bytes")
	}
	return directive.Word{Text: unescape(s.data[start:s.at]), Span: text.Span{Start: uint32(start), End: uint32(s.at)}}
}

// quoted reads a word in quotation marks, which may go over several lines.
// Behind it a blank, ";", "{" or ")" is due.
func (s *scanner) quoted(quote byte, note func(from, to int, message string)) directive.Word {
	start := s.at
	s.at++
	for s.at < len(s.data) && s.data[s.at] != quote {
		if s.data[s.at] == '\\' && s.at+1 < len(s.data) {
			s.at++
		}
		s.at++
	}
	s.at = min(s.at, len(s.data))
	inner := s.data[start+1 : s.at]
	if s.at >= len(s.data) {
		note(start, start+1, "the quotation mark is not closed")
	} else {
		s.at++
	}
	if len(inner) > maxToken {
		note(start, start+1, "the quotation mark is not closed within nginx's buffer of 4096 bytes")
	}
	word := directive.Word{Text: unescape(inner), Quote: quote, Span: text.Span{Start: uint32(start), End: uint32(s.at)}}
	if s.at < len(s.data) {
		switch c := s.data[s.at]; {
		case isBlank(c), c == ';', c == '{', c == ')': // nginx takes ")" for the next word: if ($a = "b")
		case bytes.IndexByte(inner, '\n') >= 0:
			note(start, start+1, "the quotation mark is not closed in its line")
		default:
			note(start, s.at+1, `behind the closing quotation mark nginx wants a blank or ";"`)
		}
	}
	return word
}

// unescape takes the backslashes away that nginx takes away: before quotation
// marks, backslashes, and the letters t, r and n.
func unescape(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw)
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '\\' && i+1 < len(raw) {
			switch raw[i+1] {
			case '"', '\'', '\\':
				i++
			case 't':
				out = append(out, '\t')
				i++
				continue
			case 'r':
				out = append(out, '\r')
				i++
				continue
			case 'n':
				out = append(out, '\n')
				i++
				continue
			}
		}
		out = append(out, raw[i])
	}
	return string(out)
}
