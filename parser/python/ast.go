package python

import "github.com/djvet/djvet/parser/text"

// Module is a parsed file. It and everything below it is immutable.
type Module struct {
	Body []Stmt
	// Comments are the spans of all comments, in order, from '#' to the end of
	// the line.
	Comments []text.Span
	// Errors are the places that could not be read, in order. Each one is the
	// reason of a Damaged statement, but for a comment that cannot be decoded,
	// which makes Python refuse the file all the same.
	Errors []SyntaxError
	// Nodes is the number of statements and expressions, for limits and
	// benchmarks.
	Nodes int
}

// SyntaxError is one place where the text is not Python.
type SyntaxError struct {
	Span    text.Span
	Message string
}

// Node is a statement or an expression.
type Node interface {
	// Range is where the node stands in the file.
	Range() text.Span
}

// Span is embedded in every node and gives its place.
type Span struct{ text.Span }

// Range is where the node stands in the file.
func (s Span) Range() text.Span { return s.Span }

// Stmt is one statement. The concrete types are the pointers to the structs of
// ast_stmt.go.
type Stmt interface {
	Node
	stmt()
}

// Expr is one expression. The concrete types are the pointers to the structs
// of ast_expr.go.
type Expr interface {
	Node
	expr()
}
