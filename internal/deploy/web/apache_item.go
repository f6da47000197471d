package web

import (
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/text"
)

// apacheItem is a directive of a configuration with everything around it, after
// includes and conditions were resolved.
type apacheItem struct {
	*directive.Directive

	file *text.File
	// words are the directive's, with its variables expanded.
	words []apacheWord
	// sections are the <Directory>, <Files>, <Location> and <If> around it,
	// outer ones first.
	sections []*apacheSection
	// conditional says that it holds under a condition that is not known.
	conditional bool
}

type apacheWord struct {
	text string
	// known is false if a variable in it is not known, or if it is written as
	// templates are.
	known bool
	span  text.Span
}

// apacheSection is a section that says where its directives hold.
type apacheSection struct {
	// kind is the section's name in lower case; regex says that its argument is
	// a regular expression.
	kind  string
	regex bool
	// pattern is its argument; known is as in apacheWord.
	pattern string
	known   bool
	path    string
	span    text.Span
}

// apacheServer is a <VirtualHost>, or what stands outside of all of them.
type apacheServer struct {
	directive *directive.Directive // nil for what stands outside
	file      *text.File
	words     []apacheWord
	items     []*apacheItem
	// opaque says that something may be missing from items.
	opaque      bool
	conditional bool
}

func (i *apacheItem) is(name string) bool { return strings.EqualFold(i.Name, name) }

// word is the n-th argument, empty and unknown if there is none.
func (i *apacheItem) word(n int) apacheWord {
	if n < len(i.words) {
		return i.words[n]
	}
	return apacheWord{}
}

// reference makes a Reference of a word, and of the directive itself if the word
// is missing.
func (i *apacheItem) reference(w apacheWord) deploy.Reference {
	span := w.span
	if span.Len() == 0 {
		span = i.Span
	}
	return deploy.Reference{Value: w.text, Path: i.file.Path, Span: span, How: i.Name}
}

// here is the place of the directive.
func (i *apacheItem) here() deploy.Reference {
	return deploy.Reference{Value: i.Name, Path: i.file.Path, Span: i.Span, How: i.Name}
}

// lower gives the words in lower case, for those that Apache compares so.
func (i *apacheItem) lower() []string {
	words := make([]string, 0, len(i.words))
	for _, w := range i.words {
		words = append(words, strings.ToLower(w.text))
	}
	return words
}

// concrete reports whether a text is what it says, and no place where somebody
// has to put something first: variables of templates, shells and Apache.
func concrete(s string) bool {
	for _, mark := range []string{"${", "{{", "}}", "{%", "[[", "$(", "<", ">", "@@"} {
		if strings.Contains(s, mark) {
			return false
		}
	}
	return !strings.HasPrefix(s, "$") && !strings.Contains(s, "/$") && !strings.HasPrefix(s, "@") && !strings.Contains(s, "%docroot%") &&
		!strings.Contains(s, "__") && !strings.Contains(s, "/...") && !strings.Contains(s, "{")
}
