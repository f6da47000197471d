package python

import "github.com/djvet/djvet/parser/text"

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
	for i := range len(a.Name) {
		if a.Name[i] == '.' {
			return a.Name[:i]
		}
	}
	return a.Name
}

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
