// Package dotenv reads env files (NAME=value a line) as python-dotenv does,
// the reader that most Django projects use, directly or through another
// library. Values are unquoted and unescaped; ${NAME} in them is left to
// Expand, since only the reader of the file knows what it stands for.
package dotenv

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// Entry is one assignment.
type Entry struct {
	Name string
	// Value is the value without quotes and escapes, before Expand.
	Value string
	// HasValue is false for a name without "=".
	HasValue bool
	// Quote is the quote around the value: '\'', '"', or 0.
	Quote byte
	// Span is the assignment; NameSpan the name; ValueSpan the value with its
	// quotes, empty if there is none.
	Span, NameSpan, ValueSpan text.Span
}

// Damage is a place that python-dotenv cannot parse, and leaves out.
type Damage struct {
	Span    text.Span
	Message string
}

// The patterns are those of dotenv/parser.py 1.2, anchored. \s and [^\S\r\n]
// of Python are wider than Go's; the ASCII ones are what files have.
var (
	exportPattern     = regexp.MustCompile(`\A(?:export[ \t\v\f]+)?`)
	quotedNamePattern = regexp.MustCompile(`\A'([^']+)'`)
	namePattern       = regexp.MustCompile(`\A([^=#\s\v]+)`)
	singlePattern     = regexp.MustCompile(`(?s)\A'((?:\\.|[^'\\])*)'`)
	doublePattern     = regexp.MustCompile(`(?s)\A"((?:\\.|[^"\\])*)"`)
	restPattern       = regexp.MustCompile(`\A[^\r\n]*`)
	commentPattern    = regexp.MustCompile(`\A(?:[ \t\v\f]*#[^\r\n]*)?`)
	endPattern        = regexp.MustCompile(`\A[ \t\v\f]*(?:\r\n|\n|\r|\z)`)
	inlineComment     = regexp.MustCompile(`[\s\v]+#.*`)
	doubleEscape      = regexp.MustCompile(`\\[\\'"abfnrtv]`)
	singleEscape      = regexp.MustCompile(`\\[\\']`)
	referencePattern  = regexp.MustCompile(`\$\{([^}:]*)(?::-([^}]*))?\}`)
	escapedCharacters = map[byte]string{'a': "\a", 'b': "\b", 'f': "\f", 'n': "\n", 'r': "\r", 't': "\t", 'v': "\v"}
	byteOrderMark     = []byte("\ufeff")
)

const (
	horizontalBlank    = " \t\v\f"
	surroundingBlank   = " \t\v\f\r\n"
	messageNoName      = "there is no name before the value"
	messageTextBehind  = "there is text behind the value, or its quote is not closed"
	messageQuoteIsOpen = "the value's quote is not closed"
)

// Parse reads a file. Damaged lines are left out and named, as python-dotenv
// leaves them out and warns.
func Parse(file *text.File) (entries []Entry, damages []Damage) {
	p := &parser{data: file.Data}
	if bytes.HasPrefix(p.data, byteOrderMark) {
		p.at = len(byteOrderMark)
	}
	for p.at < len(p.data) {
		p.skipAny(surroundingBlank)
		if p.at == len(p.data) {
			break
		}
		start := p.at
		entry, message := p.entry()
		switch {
		case message != "":
			p.match(restPattern)
			damages = append(damages, Damage{Span: span(start, p.at), Message: message})
		case entry != nil:
			entries = append(entries, *entry)
		}
	}
	return entries, damages
}

type parser struct {
	data []byte
	at   int
}

// entry reads one line, or several if a quoted value has them. It returns
// neither entry nor message for a comment.
func (p *parser) entry() (*Entry, string) {
	start := p.at
	p.match(exportPattern)
	entry := &Entry{}
	nameStart := p.at
	switch p.peek() {
	case '#':
		p.match(commentPattern)
		p.match(endPattern)
		return nil, ""
	case '\'':
		groups := p.match(quotedNamePattern)
		if groups == nil {
			return nil, messageQuoteIsOpen
		}
		entry.Name = groups[1]
	default:
		groups := p.match(namePattern)
		if groups == nil {
			return nil, messageNoName
		}
		entry.Name = groups[1]
	}
	entry.NameSpan = span(nameStart, p.at)
	p.skipAny(horizontalBlank)
	entry.ValueSpan = span(p.at, p.at)
	end := int(entry.NameSpan.End)
	if p.peek() == '=' {
		p.at++
		sign := p.at
		p.skipAny(horizontalBlank)
		entry.HasValue = true
		valueStart := p.at
		entry.ValueSpan = span(valueStart, valueStart)
		// "A= #b" is a comment, "A=#b" is not.
		if comment := p.at > sign && p.peek() == '#'; !comment {
			if message := p.value(entry); message != "" {
				return nil, message
			}
		}
		entry.ValueSpan = span(valueStart, max(valueStart, int(entry.ValueSpan.End)))
		end = max(end, int(entry.ValueSpan.End))
	}
	p.match(commentPattern)
	if p.match(endPattern) == nil {
		return nil, messageTextBehind
	}
	entry.Span = span(start, end)
	return entry, ""
}

// value reads what is behind the equals sign and sets the end of ValueSpan.
func (p *parser) value(entry *Entry) string {
	start := p.at
	switch quote := p.peek(); quote {
	case '\'', '"':
		pattern, escape := singlePattern, singleEscape
		if quote == '"' {
			pattern, escape = doublePattern, doubleEscape
		}
		groups := p.match(pattern)
		if groups == nil {
			return messageQuoteIsOpen
		}
		entry.Quote = quote
		entry.Value = escape.ReplaceAllStringFunc(groups[1], func(escaped string) string {
			if plain, found := escapedCharacters[escaped[1]]; found {
				return plain
			}
			return escaped[1:]
		})
		entry.ValueSpan.End = uint32(p.at)
	case 0, '\n', '\r':
		entry.ValueSpan.End = uint32(start)
	default:
		line := p.match(restPattern)[0]
		if cut := inlineComment.FindStringIndex(line); cut != nil {
			line = line[:cut[0]]
		}
		entry.Value = strings.TrimRight(line, surroundingBlank)
		entry.ValueSpan.End = uint32(start + len(entry.Value))
	}
	return ""
}

// peek is the next byte, 0 at the end of the file.
func (p *parser) peek() byte {
	if p.at < len(p.data) {
		return p.data[p.at]
	}
	return 0
}

func (p *parser) skipAny(set string) {
	for p.at < len(p.data) && strings.IndexByte(set, p.data[p.at]) >= 0 {
		p.at++
	}
}

func (p *parser) match(pattern *regexp.Regexp) []string {
	indices := pattern.FindSubmatchIndex(p.data[p.at:])
	if indices == nil {
		return nil
	}
	groups := make([]string, len(indices)/2)
	for i := range groups {
		if indices[2*i] >= 0 {
			groups[i] = string(p.data[p.at+indices[2*i] : p.at+indices[2*i+1]])
		}
	}
	p.at += indices[1]
	return groups
}

func span(start, end int) text.Span {
	return text.Span{Start: uint32(start), End: uint32(end)}
}

// Expand replaces ${NAME} and ${NAME:-fallback} as python-dotenv does: in every
// value whatever its quotes; $NAME without braces stays. lookup gives a
// variable's value and whether it is set; a variable that is not set gives its
// fallback, or nothing.
func Expand(value string, lookup func(name string) (string, bool)) string {
	return referencePattern.ReplaceAllStringFunc(value, func(reference string) string {
		groups := referencePattern.FindStringSubmatch(reference)
		if set, found := lookup(groups[1]); found {
			return set
		}
		return groups[2]
	})
}

// References are the names that Expand would look up.
func References(value string) []string {
	var names []string
	for _, groups := range referencePattern.FindAllStringSubmatch(value, -1) {
		names = append(names, groups[1])
	}
	return names
}
