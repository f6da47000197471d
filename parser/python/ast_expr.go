package python

import "github.com/djvet/djvet/parser/text"

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
