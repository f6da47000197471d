package python

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// cookie is how a file declares its encoding, in one of its first two lines.
var cookie = regexp.MustCompile(`^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)`)

// undecodable gives the offset of the first byte that is not UTF-8 in a file
// that must be, or -1. A file that declares another encoding need not be: its
// bytes are left as they are.
func undecodable(src []byte) int {
	if utf8.Valid(src) || declares(src) {
		return -1
	}
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// declares tells whether a file declares an encoding other than UTF-8.
func declares(src []byte) bool {
	lines := bytes.SplitN(src, []byte("\n"), 3)
	for _, line := range lines[:min(2, len(lines))] {
		if m := cookie.FindSubmatch(line); m != nil {
			name := strings.ReplaceAll(strings.ToLower(string(m[1])), "_", "-")
			return name != "utf-8" && name != "utf8"
		}
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return false
}

// decodable reports the byte that cannot be decoded if it stands in a span. In
// a comment it damages no statement, and yet Python refuses the file.
func (s *scanner) decodable(start, end int) (ok bool) {
	at := s.undecodable
	if at < start || at >= end {
		return true
	}
	s.report(at, at+1, "%s", fmt.Sprintf("byte 0x%02x is not UTF-8, and no other encoding is declared", s.src[at]))
	return false
}
