// Package redis reads redis.conf: lines of a name and values, of which some are
// quoted. Comments fill lines. Source: loadServerConfigFromString in
// src/config.c and sdssplitargs in src/sds.c of Redis 7.
package redis

import (
	"strings"

	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/text"
)

// Parse reads a file. A line whose quotes are not closed is an error, and no
// directive.
func Parse(file *text.File) *directive.Tree {
	tree := &directive.Tree{File: file}
	offset := 0
	for line := range strings.Lines(string(file.Data)) {
		start := offset
		offset += len(line)
		if begin := strings.TrimLeft(line, " \t\r\n"); begin == "" || begin[0] == '#' {
			continue
		}
		words, closed := split(line, start)
		switch {
		case !closed:
			end := start + len(strings.TrimRight(line, " \t\r\n"))
			tree.Errors = append(tree.Errors, directive.Error{
				Span: text.Span{Start: uint32(start), End: uint32(end)}, Message: "the quotes of this line are not closed",
			})
		case len(words) > 0:
			name, last := words[0], words[len(words)-1]
			span := text.Span{Start: name.Span.Start, End: last.Span.End}
			tree.Directives = append(tree.Directives, &directive.Directive{
				Name: name.Text, Words: words[1:], Span: span, NameSpan: name.Span, Whole: span,
			})
		}
	}
	return tree
}

// split cuts a line at blanks outside of quotes; closed is false if a quote is
// not closed, or if something other than a blank stands behind a closed one.
func split(line string, start int) (words []directive.Word, closed bool) {
	for at := 0; ; {
		for at < len(line) && isBlank(line[at]) {
			at++
		}
		if at == len(line) {
			return words, true
		}
		word, end, ok := one(line, at)
		if !ok {
			return nil, false
		}
		word.Span = text.Span{Start: uint32(start + at), End: uint32(start + end)}
		words = append(words, word)
		at = end
	}
}

// one reads the word at a place.
func one(line string, at int) (word directive.Word, end int, ok bool) {
	var out strings.Builder
	for ; at < len(line) && !isBlank(line[at]); at++ {
		quote := line[at]
		if quote != '"' && quote != '\'' {
			out.WriteByte(quote)
			continue
		}
		for at++; at < len(line) && line[at] != quote; at++ {
			// In single quotes only the quote itself can be escaped.
			if line[at] == '\\' && at+1 < len(line) && (quote == '"' || line[at+1] == quote) {
				at++
			}
			out.WriteByte(line[at])
		}
		if at == len(line) || at+1 < len(line) && !isBlank(line[at+1]) {
			return directive.Word{}, at, false
		}
		word.Quote = quote
	}
	word.Text = out.String()
	return word, at, true
}

func isBlank(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f' || c == 0
}
