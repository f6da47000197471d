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
// this file whose comment says "statement".
type Stmt interface {
	Node
	stmt()
}

// Expr is one expression. The concrete types are the pointers to the structs
// of this file whose comment says "expression".
type Expr interface {
	Node
	expr()
}

type (
	// Name is an identifier used as an expression.
	Name struct {
		Span
		ID string
	}
	// Str is a string or bytes literal without replacement fields, with
	// escapes decoded. Adjacent literals are joined in Value; Pieces has one
	// span for each of them (nil for a single literal).
	Str struct {
		Span
		Value  string
		Bytes  bool
		Pieces []text.Span
	}
	// FString is an f-string: the parts are *Str for literal text and
	// *Replacement for {…}. Adjacent plain literals are among the parts.
	FString struct {
		Span
		Parts []Expr
	}
	// Replacement is the expression in {…} of an f-string.
	Replacement struct {
		Span
		Value Expr
		// Conversion is 'r', 's' or 'a', or 0.
		Conversion byte
		// Format is the text after the colon, or nil.
		Format Expr
		// Equals is set for {x=}.
		Equals bool
	}
	// Num is a number. Text is as written, without underscores; Kind tells
	// what it is. Int is the value if Kind is IntNumber and it fits.
	Num struct {
		Span
		Text  string
		Kind  NumberKind
		Int   int64
		Float float64
	}
	// Constant is True, False, None or Ellipsis.
	Constant struct {
		Span
		Kind ConstantKind
	}
	// Tuple is a, b or (a, b). Parenthesised says which. Span is that of the
	// parentheses if there are any.
	Tuple struct {
		Span
		Elements      []Expr
		Parenthesised bool
	}
	// List is [a, b].
	List struct {
		Span
		Elements []Expr
	}
	// Set is {a, b}.
	Set struct {
		Span
		Elements []Expr
	}
	// Dict is {k: v, **m}. An item with a nil Key is a ** unpacking.
	Dict struct {
		Span
		Items []DictItem
	}
	// DictItem is one item of a Dict.
	DictItem struct {
		Key   Expr
		Value Expr
	}
	// Starred is *x in a display, a call or a target.
	Starred struct {
		Span
		Value Expr
	}
	// Attribute is x.name.
	Attribute struct {
		Span
		Value    Expr
		Name     string
		NameSpan text.Span
	}
	// Subscript is x[i]; several indexes make a Tuple.
	Subscript struct {
		Span
		Value Expr
		Index Expr
	}
	// Slice is low:high:step; each may be nil.
	Slice struct {
		Span
		Low, High, Step Expr
	}
	// Call is f(a, k=v, *a, **k).
	Call struct {
		Span
		Func Expr
		Args []Arg
	}
	// Arg is one argument of a Call. Keyword is "" for a positional one. For
	// *x and **x, Star is 1 or 2 and Value is x.
	Arg struct {
		Keyword string
		Star    int
		Value   Expr
	}
	// Unary is -x, +x, ~x or not x.
	Unary struct {
		Span
		Op      string
		Operand Expr
	}
	// Binary is an arithmetic, shift or bit operation.
	Binary struct {
		Span
		Op          string
		Left, Right Expr
	}
	// Bool is a chain of one operator, "and" or "or", with two or more
	// operands.
	Bool struct {
		Span
		Op       string
		Operands []Expr
	}
	// Compare is a < b <= c. Ops are as written, with "not in" and "is not"
	// normalised to one space.
	Compare struct {
		Span
		Left   Expr
		Ops    []string
		Rights []Expr
	}
	// Conditional is then if test else otherwise.
	Conditional struct {
		Span
		Test, Then, Else Expr
	}
	// Lambda is a lambda expression.
	Lambda struct {
		Span
		Params []Param
		Body   Expr
	}
	// Comprehension is a list, set, dict or generator comprehension. Key is
	// set for a dict.
	Comprehension struct {
		Span
		Kind    ComprehensionKind
		Key     Expr
		Element Expr
		Clauses []Clause
	}
	// Clause is one "for target in iter if test…" of a Comprehension.
	Clause struct {
		Target Expr
		Iter   Expr
		Tests  []Expr
		Async  bool
	}
	// Walrus is name := value.
	Walrus struct {
		Span
		Target *Name
		Value  Expr
	}
	// Await is await x.
	Await struct {
		Span
		Value Expr
	}
	// Yield is yield or yield from; Value may be nil.
	Yield struct {
		Span
		From  bool
		Value Expr
	}
	// Bad is an expression that this package does not model or could not
	// read. What it is worth is unknown.
	Bad struct {
		Span
		Reason string
	}
)

// NumberKind tells the kinds of numbers apart.
type NumberKind uint8

// The kinds of numbers.
const (
	IntNumber NumberKind = iota
	// BigIntNumber is an integer that does not fit in 64 bits.
	BigIntNumber
	FloatNumber
	ImaginaryNumber
)

// ConstantKind tells the constants apart.
type ConstantKind uint8

// The constants.
const (
	None ConstantKind = iota
	True
	False
	Ellipsis
)

// ComprehensionKind tells the comprehensions apart.
type ComprehensionKind uint8

// The kinds of comprehensions.
const (
	ListComprehension ComprehensionKind = iota
	SetComprehension
	DictComprehension
	GeneratorExpression
)

// ParamKind tells how a parameter takes its arguments.
type ParamKind uint8

// The kinds of parameters.
const (
	PositionalOnly ParamKind = iota
	PositionalOrKeyword
	VarPositional // *args
	KeywordOnly
	VarKeyword // **kwargs
)

// Param is a parameter of a function or lambda. Default and Annotation may be
// nil.
type Param struct {
	Name       string
	Kind       ParamKind
	Default    Expr
	Annotation Expr
}

type (
	// ExprStmt is an expression used as a statement, with Python 2's print and
	// exec statements as Bad expressions.
	ExprStmt struct {
		Span
		Value Expr
	}
	// Assign is a = b = value.
	Assign struct {
		Span
		Targets []Expr
		Value   Expr
	}
	// AnnAssign is target: annotation = value; Value may be nil.
	AnnAssign struct {
		Span
		Target     Expr
		Annotation Expr
		Value      Expr
	}
	// AugAssign is target op= value; Op is without the "=".
	AugAssign struct {
		Span
		Target Expr
		Op     string
		Value  Expr
	}
	// Import is import a.b as c, d.
	Import struct {
		Span
		Names []Alias
	}
	// FromImport is from ..module import a as b, or with Star, from m import *.
	FromImport struct {
		Span
		// Level is the number of leading dots.
		Level      int
		Module     string
		ModuleSpan text.Span
		Names      []Alias
		Star       bool
	}
	// If is an if statement; an elif is an If as the only statement of Else.
	If struct {
		Span
		Test Expr
		Body []Stmt
		Else []Stmt
	}
	// For is a for loop.
	For struct {
		Span
		Target Expr
		Iter   Expr
		Body   []Stmt
		Else   []Stmt
		Async  bool
	}
	// While is a while loop.
	While struct {
		Span
		Test Expr
		Body []Stmt
		Else []Stmt
	}
	// Try is try/except/else/finally.
	Try struct {
		Span
		Body     []Stmt
		Handlers []Handler
		Else     []Stmt
		Finally  []Stmt
	}
	// Handler is one except clause. Type is nil for a bare except. In
	// "except A, B:", which is both Python 2 and 3.14, Type is the tuple and
	// Ambiguous is set.
	Handler struct {
		Span
		Type      Expr
		Name      string
		Body      []Stmt
		Group     bool
		Ambiguous bool
	}
	// With is with a as b, c: body.
	With struct {
		Span
		Items []WithItem
		Body  []Stmt
		Async bool
	}
	// WithItem is one item of With; Target may be nil.
	WithItem struct {
		Value  Expr
		Target Expr
	}
	// FunctionDef is def name(params): body.
	FunctionDef struct {
		Span
		Name     string
		NameSpan text.Span
		Params   []Param
		// Returns is the annotation after ->, or nil.
		Returns    Expr
		Body       []Stmt
		Decorators []Expr
		Async      bool
		// Generator says that the body yields.
		Generator bool
	}
	// ClassDef is class name(args): body.
	ClassDef struct {
		Span
		Name       string
		NameSpan   text.Span
		Args       []Arg
		Body       []Stmt
		Decorators []Expr
	}
	// Return is a return; Value may be nil.
	Return struct {
		Span
		Value Expr
	}
	// Raise is raise exc from cause; both may be nil.
	Raise struct {
		Span
		Exc   Expr
		Cause Expr
	}
	// Del is del a, b.
	Del struct {
		Span
		Targets []Expr
	}
	// Assert is assert test, message; Message may be nil.
	Assert struct {
		Span
		Test    Expr
		Message Expr
	}
	// Global is global a, b or, with Nonlocal, nonlocal a, b.
	Global struct {
		Span
		Names    []string
		Nonlocal bool
	}
	// Pass is pass, and any other statement without effect.
	Pass struct{ Span }
	// Break is break.
	Break struct{ Span }
	// Continue is continue.
	Continue struct{ Span }
	// Opaque is a statement that this package does not model (match, type
	// aliases …). Names are all identifiers in it, each once: whatever it does,
	// it does to these.
	Opaque struct {
		Span
		Kind  string
		Names []string
	}
	// Damaged is a statement in or around a syntax error. Nothing may be
	// concluded from it. Names are all identifiers in it, each once: their
	// values are unknown afterwards.
	Damaged struct {
		Span
		Names []string
	}
)

// Alias is one name of an import. Name is dotted in Import; AsName is "" if
// there is none.
type Alias struct {
	Span
	Name   string
	AsName string
}

// Bound is the name that the alias binds: b for "a as b", a for "a.x".
func (a Alias) Bound() string {
	if a.AsName != "" {
		return a.AsName
	}
	for i := 0; i < len(a.Name); i++ {
		if a.Name[i] == '.' {
			return a.Name[:i]
		}
	}
	return a.Name
}

func (*Name) expr()          {}
func (*Str) expr()           {}
func (*FString) expr()       {}
func (*Replacement) expr()   {}
func (*Num) expr()           {}
func (*Constant) expr()      {}
func (*Tuple) expr()         {}
func (*List) expr()          {}
func (*Set) expr()           {}
func (*Dict) expr()          {}
func (*Starred) expr()       {}
func (*Attribute) expr()     {}
func (*Subscript) expr()     {}
func (*Slice) expr()         {}
func (*Call) expr()          {}
func (*Unary) expr()         {}
func (*Binary) expr()        {}
func (*Bool) expr()          {}
func (*Compare) expr()       {}
func (*Conditional) expr()   {}
func (*Lambda) expr()        {}
func (*Comprehension) expr() {}
func (*Walrus) expr()        {}
func (*Await) expr()         {}
func (*Yield) expr()         {}
func (*Bad) expr()           {}

func (*ExprStmt) stmt()    {}
func (*Assign) stmt()      {}
func (*AnnAssign) stmt()   {}
func (*AugAssign) stmt()   {}
func (*Import) stmt()      {}
func (*FromImport) stmt()  {}
func (*If) stmt()          {}
func (*For) stmt()         {}
func (*While) stmt()       {}
func (*Try) stmt()         {}
func (*With) stmt()        {}
func (*FunctionDef) stmt() {}
func (*ClassDef) stmt()    {}
func (*Return) stmt()      {}
func (*Raise) stmt()       {}
func (*Del) stmt()         {}
func (*Assert) stmt()      {}
func (*Global) stmt()      {}
func (*Pass) stmt()        {}
func (*Break) stmt()       {}
func (*Continue) stmt()    {}
func (*Opaque) stmt()      {}
func (*Damaged) stmt()     {}
