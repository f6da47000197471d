package workspace

import (
	"bytes"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// ignorePattern is one line of a .gitignore, as gitignore(5) reads it. go-git's
// own patterns are not used: they match a path whose parent matches, so that a
// "!*/" includes every file again, and differ in other ways too. On the random
// trees of TestIgnoredLikeGit they disagree with git on 128 paths of 2,723,
// these on none.
type ignorePattern struct {
	// include is set for a pattern that starts with "!".
	include bool
	// dirOnly is set for one that ends with "/".
	dirOnly bool
	// nameOnly is set for one without any other "/": it is held against the
	// last component alone.
	nameOnly bool
	// literal, if set, is the whole text; suffix is that of a "*suffix"
	// without other special characters. Nearly all patterns are one of these,
	// and they are compared for every directory of the tree.
	literal, suffix string
	// glob is the pattern in doublestar's terms.
	glob string
}

// parseIgnoreFile reads the patterns of a file, in order.
func parseIgnoreFile(data []byte) []ignorePattern {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var patterns []ignorePattern
	for len(data) > 0 {
		var line []byte
		line, data, _ = bytes.Cut(data, []byte("\n"))
		if pattern, ok := parseIgnoreLine(strings.TrimSuffix(string(line), "\r")); ok {
			patterns = append(patterns, pattern)
		}
	}
	return patterns
}

func parseIgnoreLine(line string) (ignorePattern, bool) {
	if strings.HasPrefix(line, "#") {
		return ignorePattern{}, false
	}
	line = trimSpaces(line)
	var p ignorePattern
	line, p.include = strings.CutPrefix(line, "!")
	line, p.dirOnly = strings.CutSuffix(line, "/")
	if line == "" {
		return ignorePattern{}, false
	}
	p.nameOnly = !strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	rest, star := strings.CutPrefix(line, "*")
	switch {
	case !strings.ContainsAny(line, `*?[\`):
		p.literal = line
	case p.nameOnly && star && !strings.ContainsAny(rest, `*?[\`):
		p.suffix = rest
	default:
		p.glob = globOf(line, p.nameOnly)
	}
	return p, true
}

// trimSpaces drops trailing spaces that no backslash keeps.
func trimSpaces(line string) string {
	end := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ':
			continue
		case '\\':
			i++
		}
		end = min(i+1, len(line))
	}
	return line[:end]
}

// globOf writes a pattern with special characters for doublestar, which knows
// braces, and takes "**" at the end for zero or more components where git wants
// one. git's character classes like [:alpha:] are rare enough to be left to
// match as they stand.
func globOf(line string, nameOnly bool) string {
	var glob strings.Builder
	for i := 0; i < len(line); i++ {
		switch c := line[i]; c {
		case '{', '}', ',':
			glob.WriteByte('\\')
			glob.WriteByte(c)
		case '\\':
			glob.WriteByte(c)
			i++
			if i < len(line) {
				glob.WriteByte(line[i])
			}
		case '*':
			for nameOnly && i+1 < len(line) && line[i+1] == '*' {
				i++
			}
			glob.WriteByte(c)
		case '[':
			end := classEnd(line, i)
			if end < 0 {
				return "[" // no end: it matches nothing
			}
			writeClass(&glob, line[i+1:end])
			i = end
		default:
			glob.WriteByte(c)
		}
	}
	if text := glob.String(); strings.HasSuffix(text, "/**") {
		return text + "/*"
	}
	return glob.String()
}

// classEnd is the offset of the "]" that ends a class starting at start, or -1.
func classEnd(line string, start int) int {
	i := start + 1
	if i < len(line) && (line[i] == '!' || line[i] == '^') {
		i++
	}
	for first := i; i < len(line); i++ {
		switch {
		case line[i] == '\\':
			i++
		case line[i] == ']' && i > first:
			return i
		}
	}
	return -1
}

// writeClass writes the inside of a character class; "]" may stand first in
// it for git, and must be escaped for doublestar.
func writeClass(glob *strings.Builder, class string) {
	glob.WriteByte('[')
	if class != "" && (class[0] == '!' || class[0] == '^') {
		glob.WriteByte('^')
		class = class[1:]
	}
	if strings.HasPrefix(class, "]") {
		glob.WriteByte('\\')
	}
	glob.WriteString(class)
	glob.WriteByte(']')
}

// matches holds the pattern against a path relative to the pattern's directory,
// whose last component is base.
func (p *ignorePattern) matches(name, base string, dir bool) bool {
	if p.dirOnly && !dir {
		return false
	}
	if p.nameOnly {
		name = base
	}
	switch {
	case p.literal != "":
		return name == p.literal
	case p.glob == "":
		return strings.HasSuffix(name, p.suffix)
	}
	matched, err := doublestar.Match(p.glob, name)
	return err == nil && matched
}
