package nginx

import (
	"bytes"
	"strings"
)

// isLua reports whether a block holds a program in Lua (lua-nginx-module), whose
// text follows other rules.
func isLua(name string) bool { return strings.HasSuffix(name, "_by_lua_block") }

// lua moves behind the brace that closes a block of Lua, and reports whether
// there is one. Braces in texts and comments of Lua do not count.
func (s *scanner) lua() bool {
	for depth := 0; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; {
		case c == '{':
			depth++
		case c == '}':
			if depth == 0 {
				s.at++
				return true
			}
			depth--
		case c == '"' || c == '\'':
			s.luaText(c)
		case bytes.HasPrefix(s.data[s.at:], []byte("--[[")), bytes.HasPrefix(s.data[s.at:], []byte("[[")):
			s.skipTo("]]")
		case bytes.HasPrefix(s.data[s.at:], []byte("--")):
			s.skipTo("\n")
		}
	}
	s.at = len(s.data) // a text that nothing closes may have led past it
	return false
}

// luaText moves to the quotation mark that closes a text, or to the end of its
// line.
func (s *scanner) luaText(quote byte) {
	for s.at++; s.at < len(s.data); s.at++ {
		switch s.data[s.at] {
		case quote, '\n':
			return
		case '\\':
			s.at++
		}
	}
}

// skipTo moves to the last byte of the next mark.
func (s *scanner) skipTo(mark string) {
	if at := bytes.Index(s.data[s.at:], []byte(mark)); at >= 0 {
		s.at += at + len(mark) - 1
		return
	}
	s.at = len(s.data)
}
