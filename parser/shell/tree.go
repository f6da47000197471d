package shell

import (
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// Script is a list of commands in the order in which they stand.
type Script struct {
	Commands []Command
}

// Command is a simple command (words, with assignments before them), a bare
// assignment, a declaration (export, readonly, local …) or a compound command.
type Command struct {
	Span text.Span
	// Assignments stand before the words, or alone.
	Assignments []Assignment
	// Words are the command's name and arguments, redirections left out. A
	// declaration's words are its name and options only; what it declares is
	// in Assignments.
	Words []Word
	// Blocks are the parts of a compound command: the branches of an if, the
	// body of a loop, a subshell, a function's body.
	Blocks []Block
	// Declares is true for export, readonly, declare and the like.
	Declares bool
	// Background is true for a command that ends in &.
	Background bool
	// Branch is true if the command runs only if the one before it failed
	// (a || b).
	Branch bool
}

// Block is a part of a compound command.
type Block struct {
	Commands []Command
	// Branch is true if another block may run in its place, or none.
	Branch bool
	// Subshell is true if what it changes (directory, variables) ends with it.
	Subshell bool
	// Function is the name of the function that the block defines; "" for
	// every other block.
	Function string
	// Subject is the word that a case statement looks at, and Patterns are
	// those of this branch.
	Subject  *Word
	Patterns []Word
}

// Assignment is NAME=value; in a declaration the value may be missing.
type Assignment struct {
	Name string
	// Value is nil for a name that is declared without a value, and for
	// arrays and other values that are not modelled, where Opaque is true.
	Value  *Word
	Opaque bool
	// Append is true for NAME+=value.
	Append bool
	Span   text.Span
}

// Word is one word of a command before expansion.
type Word struct {
	Span text.Span
	// Text is the word as it is written.
	Text  string
	Parts []Part
}

// Part is a stretch of a word: literal text, a parameter, or what cannot be
// known without running it (a command substitution, arithmetic, a process
// substitution).
type Part struct {
	// Literal is the text without quotes and escapes, for a part that has
	// neither Parameter nor Opaque.
	Literal string
	// Parameter is the name of a variable, or "1", "@", "*", "?" ….
	Parameter string
	// Operator is what stands behind the name: "", ":-", "-", ":=", "=", ":?",
	// "?", ":+", "+". Any other manipulation makes the part opaque.
	Operator string
	// Argument is the word behind Operator, nil if it is empty.
	Argument *Word
	// Quoted is true inside double quotes.
	Quoted bool
	// Opaque is true for what cannot be known.
	Opaque bool
	// Source is the text of an opaque part as it is written.
	Source string
}

// Literal is the word's text if it consists of literal text alone.
func (w Word) Literal() (string, bool) {
	if len(w.Parts) == 1 && w.Parts[0].Parameter == "" && !w.Parts[0].Opaque {
		return w.Parts[0].Literal, true
	}
	var literal strings.Builder
	for _, part := range w.Parts {
		if part.Opaque || part.Parameter != "" {
			return "", false
		}
		literal.WriteString(part.Literal)
	}
	return literal.String(), true
}
