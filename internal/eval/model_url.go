package eval

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// splitURL is what urllib.parse.urlsplit makes of a URL. Source: urllib/parse.py
// of CPython 3.8 to 3.13.
type splitURL struct {
	scheme, netloc, path, query string
	user, password, host        optionalText
	port                        int // -1 if there is none
}

// optionalText is a text or None.
type optionalText struct {
	text  string
	given bool
}

// urlRoot stands in a URL for the directory of the tree, which starts with a
// slash. That this path itself holds a character that has a meaning in a URL
// (%, ?, # or +) is not considered.
const urlRoot = "\ue000"

// urlText writes a URL of which all is known but the directory of the tree.
func urlText(v Value) (string, bool) {
	parts, ok := partsOf(v)
	var b strings.Builder
	for _, part := range parts {
		if part.Hole == nil {
			b.WriteString(part.Known)
			ok = ok && !strings.Contains(part.Known, urlRoot)
			continue
		}
		if _, isRoot := part.Hole.(Root); !isRoot {
			return "", false
		}
		b.WriteString("/" + urlRoot)
	}
	return b.String(), ok && b.Len() <= maxText
}

// urlPart is a part of a URL with the directory of the tree put back.
func urlPart(s string) Value {
	var parts []TextPart
	for i, known := range strings.Split(s, "/"+urlRoot) {
		if i > 0 {
			parts = append(parts, TextPart{Hole: Root{}})
		}
		if strings.Contains(known, urlRoot) {
			return unknown("a part of the path of the project")
		}
		parts = append(parts, TextPart{Known: known})
	}
	return fromParts(parts)
}

// parseURL splits a URL; false if versions of Python disagree about it, or if it
// has a port that is none.
func parseURL(s string) (u splitURL, ok bool) {
	u.port = -1
	if s == "" || s[0] == ' ' || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }) || !utf8.ValidString(s) {
		return u, s == ""
	}
	rest := s
	if at := strings.IndexByte(s, ':'); at > 0 && urlScheme(s[:at]) {
		u.scheme, rest = strings.ToLower(s[:at]), s[at+1:]
	}
	if after, found := strings.CutPrefix(rest, "//"); found {
		end := strings.IndexAny(after, "/?#")
		if end < 0 {
			end = len(after)
		}
		u.netloc, rest = after[:end], after[end:]
	}
	rest, _, _ = strings.Cut(rest, "#")
	u.path, u.query, _ = strings.Cut(rest, "?")
	ok = u.authority()
	return u, ok
}

func urlScheme(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return true
}

// authority splits the part between the slashes; false where Python raises, or
// knows addresses of IPv6 and letters of other alphabets.
func (u *splitURL) authority() bool {
	if !ascii(u.netloc) || strings.ContainsAny(u.netloc, "[]") {
		return false
	}
	host := u.netloc
	if at := strings.LastIndexByte(u.netloc, '@'); at >= 0 {
		host = u.netloc[at+1:]
		user, password, found := strings.Cut(u.netloc[:at], ":")
		u.user = optionalText{user, true}
		u.password = optionalText{password, found}
	}
	name, port, _ := strings.Cut(host, ":")
	if name != "" {
		before, after, zone := strings.Cut(name, "%")
		u.host = optionalText{strings.ToLower(before), true}
		if zone {
			u.host.text += "%" + after
		}
	}
	if port == "" {
		return true
	}
	n, err := strconv.ParseUint(port, 10, 16)
	u.port = int(n)
	return err == nil
}

// unquoted is urllib.parse.unquote; false if it would have to replace bytes that
// are no UTF-8.
func unquoted(s string) (string, bool) {
	if !strings.Contains(s, "%") {
		return s, true
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(n))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String(), utf8.ValidString(b.String())
}

// unquotedPlus is urllib.parse.unquote_plus.
func unquotedPlus(s string) (string, bool) { return unquoted(strings.ReplaceAll(s, "+", " ")) }

// unquotedPart is a part of a URL after unquote.
func unquotedPart(s string) Value {
	if plain, ok := unquoted(s); ok {
		return urlPart(plain)
	}
	return unknown("it is not UTF-8 in the URL")
}

// queryField is one name of a query with its values.
type queryField struct {
	name   string
	values []string
}

// parseQuery is urllib.parse.parse_qs; false if versions of Python disagree, as
// they do about semicolons.
func parseQuery(query string) ([]queryField, bool) {
	if strings.Contains(query, ";") {
		return nil, false
	}
	var fields []queryField
	for _, pair := range strings.Split(query, "&") {
		name, value, found := strings.Cut(pair, "=")
		if !found || value == "" {
			continue
		}
		name, okName := unquotedPlus(name)
		value, okValue := unquotedPlus(value)
		if !okName || !okValue || len(fields) >= maxElements {
			return nil, false
		}
		fields = withField(fields, name, value)
	}
	return fields, true
}

func withField(fields []queryField, name, value string) []queryField {
	for i := range fields {
		if fields[i].name == name {
			fields[i].values = append(fields[i].values, value)
			return fields
		}
	}
	return append(fields, queryField{name: name, values: []string{value}})
}

// urlHead is what is known of a URL of which only the start is: its scheme, and,
// if whole is set, all before the path.
func urlHead(v Value) (u splitURL, whole, ok bool) {
	parts, isText := partsOf(v)
	if !isText || len(parts) == 0 || parts[0].Hole != nil {
		return u, false, false
	}
	known := parts[0].Known
	scheme, rest, found := strings.Cut(known, "://")
	if !found || !urlScheme(scheme) || scheme == "" {
		return u, false, false
	}
	netloc, _, closed := strings.Cut(rest, "/")
	if closed && !strings.ContainsAny(netloc, "?#") {
		if u, ok = parseURL(scheme + "://" + netloc + "/"); ok {
			return u, true, true
		}
	}
	return splitURL{scheme: strings.ToLower(scheme), port: -1}, false, true
}

// withoutFirst is text[1:].
func withoutFirst(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[size:]
}
