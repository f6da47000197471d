// Package directive is the tree that the configuration files of web servers
// make: directives with words, and blocks of them. parser/apache and
// parser/nginx produce it, each by the rules of its server.
package directive

import "github.com/djvet/djvet/parser/text"

// Tree is one configuration file.
type Tree struct {
	File       *text.File
	Directives []*Directive
	// Errors are the places that the server would refuse, in their order.
	Errors []Error
}

// Directive is "name word word;" or a block of directives.
type Directive struct {
	// Name is as it is written: nginx tells upper and lower case apart, Apache
	// does not.
	Name  string
	Words []Word
	// Block is true for { … } and <Name …> … </Name>, also if it is empty.
	Block    bool
	Children []*Directive
	// Damaged is true if the directive or the extent of its block could not be
	// read with certainty: nothing is concluded from it nor from its children.
	Damaged bool
	// Span reaches from the name (or its "<") to the end of the last word (or
	// its ">"); NameSpan is the name alone. Whole reaches to the end of the
	// directive: its semicolon, brace or closing tag.
	Span, NameSpan, Whole text.Span
}

// Word is an argument of a directive.
type Word struct {
	// Text is without quotes and escapes; variables stand as they are written.
	Text string
	// Quote is the quotation mark around it, 0 if there is none.
	Quote byte
	// Span is the word as it is written, with its quotes.
	Span text.Span
}

// Error is a place that the server refuses.
type Error struct {
	Span    text.Span
	Message string
	// Accepted says that the server takes it all the same, and does something
	// else than what was meant.
	Accepted bool
}

// Walk calls visit for every directive, outer ones first, in the file's order;
// if visit returns false, what is inside the directive is left out.
func Walk(directives []*Directive, visit func(*Directive) bool) {
	for _, d := range directives {
		if visit(d) {
			Walk(d.Children, visit)
		}
	}
}
