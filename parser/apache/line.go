package apache

import (
	"bytes"
	"sort"

	"github.com/djvet/djvet/parser/text"
)

// line is a logical line: lines of the file that end in a backslash are joined
// with the next one, and blanks around the whole are left out.
type line struct {
	text []byte
	// pieces say where in the file the text comes from.
	pieces []piece
}

type piece struct {
	at     int    // in the text of the line
	offset uint32 // in the file
}

// span is where a part of the line stands in the file.
func (l line) span(start, end int) text.Span {
	if start >= end {
		at := l.offset(0)
		if start > 0 {
			at = l.offset(start-1) + 1
		}
		return text.Span{Start: at, End: at}
	}
	return text.Span{Start: l.offset(start), End: l.offset(end-1) + 1}
}

func (l line) offset(at int) uint32 {
	i := sort.Search(len(l.pieces), func(i int) bool { return l.pieces[i].at > at }) - 1
	return l.pieces[i].offset + uint32(at-l.pieces[i].at)
}

// scanner cuts a file into logical lines.
type scanner struct {
	data []byte
	at   int
}

// next is the next logical line, false at the end of the file. A backslash at
// the very end of the file, where no line follows, is a character like others.
func (s *scanner) next() (line, bool) {
	if s.at >= len(s.data) {
		return line{}, false
	}
	var l line
	for {
		start := s.at
		end := bytes.IndexByte(s.data[start:], '\n')
		ended := end >= 0
		if ended {
			end += start
			s.at = end + 1
			if end > start && s.data[end-1] == '\r' {
				end--
			}
		} else {
			end = len(s.data)
			s.at = end
		}
		l.pieces = append(l.pieces, piece{at: len(l.text), offset: uint32(start)})
		if len(l.pieces) == 1 {
			l.text = s.data[start:end:end]
		} else {
			l.text = append(l.text, s.data[start:end]...)
		}
		// The server looks at what it has so far: an empty line behind two
		// backslashes is continued by the first of them.
		last := len(l.text) - 1
		if !ended || last < 0 || l.text[last] != '\\' {
			return l.trimmed(), true
		}
		l.text = l.text[:last]
		if s.at >= len(s.data) {
			return l.trimmed(), true
		}
	}
}

func (l line) trimmed() line {
	end := len(l.text)
	for end > 0 && isBlank(l.text[end-1]) {
		end--
	}
	l.text = l.text[:end]
	return l
}

// isBlank is apr_isspace in the C locale.
func isBlank(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' }

// skip is the first place at or behind at that holds no blank.
func (l line) skip(at int) int {
	for at < len(l.text) && isBlank(l.text[at]) {
		at++
	}
	return at
}

// word reads the word at a place that holds no blank, as ap_getword_conf does,
// and gives the place behind it. The end of the line is limited to limit.
func (l line) word(at, limit int) (value []byte, quote byte, end int) {
	start := at
	if quote = l.text[at]; quote != '"' && quote != '\'' {
		for at < limit && !isBlank(l.text[at]) {
			at++
		}
		return unescaped(l.text[start:at], 0), 0, at
	}
	for at++; at < limit && l.text[at] != quote; at++ {
		if l.text[at] == '\\' && at+1 < limit && (l.text[at+1] == quote || l.text[at+1] == '\\') {
			at++
		}
	}
	value = unescaped(l.text[start+1:min(at, limit)], quote)
	return value, quote, min(at+1, limit)
}

// unescaped resolves a backslash before another one or before the quotation
// mark; before anything else it is itself, as in the paths of Windows.
func unescaped(written []byte, quote byte) []byte {
	if bytes.IndexByte(written, '\\') < 0 {
		return written
	}
	value := make([]byte, 0, len(written))
	for i := 0; i < len(written); i++ {
		if written[i] == '\\' && i+1 < len(written) && (written[i+1] == '\\' || quote != 0 && written[i+1] == quote) {
			i++
		}
		value = append(value, written[i])
	}
	return value
}
