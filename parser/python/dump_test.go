package python

import (
	"fmt"
	"strconv"
	"strings"
)

// dump writes a tree in a compact form, one statement a line.
func dump(m *Module) string {
	var b strings.Builder
	dumpBlock(&b, m.Body, 0)
	return b.String()
}

func dumpBlock(b *strings.Builder, body []Stmt, depth int) {
	for _, s := range body {
		b.WriteString(strings.Repeat("  ", depth))
		dumpStmt(b, s, depth)
	}
}

// dumpPart writes a block under a word, if there is one.
func dumpPart(b *strings.Builder, word string, body []Stmt, depth int) {
	if body == nil {
		return
	}
	fmt.Fprintf(b, "%s%s\n", strings.Repeat("  ", depth), word)
	dumpBlock(b, body, depth+1)
}

func dumpStmt(b *strings.Builder, s Stmt, depth int) {
	switch s := s.(type) {
	case *ExprStmt:
		fmt.Fprintf(b, "expr %s\n", show(s.Value))
	case *Assign:
		fmt.Fprintf(b, "assign %s = %s\n", shows(s.Targets, " = "), show(s.Value))
	case *AnnAssign:
		fmt.Fprintf(b, "annassign %s: %s = %s\n", show(s.Target), show(s.Annotation), show(s.Value))
	case *AugAssign:
		fmt.Fprintf(b, "augassign %s %s= %s\n", show(s.Target), s.Op, show(s.Value))
	case *Import:
		fmt.Fprintf(b, "import %s\n", showAliases(s.Names))
	case *FromImport:
		names := showAliases(s.Names)
		if s.Star {
			names = "*"
		}
		fmt.Fprintf(b, "from %d %s import %s\n", s.Level, s.Module, names)
	case *If:
		fmt.Fprintf(b, "if %s\n", show(s.Test))
		dumpBlock(b, s.Body, depth+1)
		dumpPart(b, "else", s.Else, depth)
	case *For:
		fmt.Fprintf(b, "%sfor %s in %s\n", showAsync(s.Async), show(s.Target), show(s.Iter))
		dumpBlock(b, s.Body, depth+1)
		dumpPart(b, "else", s.Else, depth)
	case *While:
		fmt.Fprintf(b, "while %s\n", show(s.Test))
		dumpBlock(b, s.Body, depth+1)
		dumpPart(b, "else", s.Else, depth)
	case *Try:
		dumpTry(b, s, depth)
	case *With:
		fmt.Fprintf(b, "%swith", showAsync(s.Async))
		for _, i := range s.Items {
			fmt.Fprintf(b, " %s as %s;", show(i.Value), show(i.Target))
		}
		b.WriteString("\n")
		dumpBlock(b, s.Body, depth+1)
	case *FunctionDef:
		fmt.Fprintf(b, "%sdef %s(%s) @[%s] generator=%t\n", showAsync(s.Async), s.Name, showParams(s.Params), shows(s.Decorators, ", "), s.Generator)
		dumpBlock(b, s.Body, depth+1)
	case *ClassDef:
		fmt.Fprintf(b, "class %s(%s) @[%s]\n", s.Name, showArgs(s.Args), shows(s.Decorators, ", "))
		dumpBlock(b, s.Body, depth+1)
	default:
		dumpSimple(b, s)
	}
}

func dumpSimple(b *strings.Builder, s Stmt) {
	switch s := s.(type) {
	case *Return:
		fmt.Fprintf(b, "return %s\n", show(s.Value))
	case *Raise:
		fmt.Fprintf(b, "raise %s from %s\n", show(s.Exc), show(s.Cause))
	case *Del:
		fmt.Fprintf(b, "del %s\n", shows(s.Targets, ", "))
	case *Assert:
		fmt.Fprintf(b, "assert %s, %s\n", show(s.Test), show(s.Message))
	case *Global:
		word := "global"
		if s.Nonlocal {
			word = "nonlocal"
		}
		fmt.Fprintf(b, "%s %s\n", word, strings.Join(s.Names, ", "))
	case *Pass:
		b.WriteString("pass\n")
	case *Break:
		b.WriteString("break\n")
	case *Continue:
		b.WriteString("continue\n")
	case *Opaque:
		fmt.Fprintf(b, "opaque %s %s\n", s.Kind, strings.Join(s.Names, " "))
	case *Damaged:
		fmt.Fprintf(b, "damaged %s\n", strings.Join(s.Names, " "))
	default:
		fmt.Fprintf(b, "?%T\n", s)
	}
}

func dumpTry(b *strings.Builder, s *Try, depth int) {
	b.WriteString("try\n")
	dumpBlock(b, s.Body, depth+1)
	for _, h := range s.Handlers {
		word := "except"
		if h.Group {
			word = "except*"
		}
		word += " " + show(h.Type) + " as " + h.Name
		if h.Ambiguous {
			word += " ambiguous"
		}
		dumpPart(b, word, h.Body, depth)
	}
	dumpPart(b, "else", s.Else, depth)
	dumpPart(b, "finally", s.Finally, depth)
}

func showAsync(async bool) string {
	if async {
		return "async "
	}
	return ""
}

func showAliases(names []Alias) string {
	var parts []string
	for _, a := range names {
		parts = append(parts, a.Name+" as "+a.AsName)
	}
	return strings.Join(parts, ", ")
}

func shows(list []Expr, between string) string {
	parts := make([]string, len(list))
	for i, e := range list {
		parts[i] = show(e)
	}
	return strings.Join(parts, between)
}

func showArgs(args []Arg) string {
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = strings.Repeat("*", a.Star) + show(a.Value)
		if a.Keyword != "" {
			parts[i] = a.Keyword + "=" + parts[i]
		}
	}
	return strings.Join(parts, ", ")
}

func showParams(params []Param) string {
	parts := make([]string, len(params))
	for i, p := range params {
		parts[i] = [...]string{"/", "", "*", "!", "**"}[p.Kind] + p.Name
		if p.Annotation != nil {
			parts[i] += ": " + show(p.Annotation)
		}
		if p.Default != nil {
			parts[i] += "=" + show(p.Default)
		}
	}
	return strings.Join(parts, ", ")
}

// show writes an expression with all its parentheses. Its form is also made by
// testdata/dump.py.
func show(e Expr) string {
	switch e := e.(type) {
	case nil:
		return "-"
	case *Name:
		return e.ID
	case *Str:
		if e.Bytes {
			return "b" + quote(e.Value)
		}
		return quote(e.Value)
	case *FString:
		return "f[" + showFormat(e.Parts) + "]"
	case *Num:
		return showNum(e)
	case *Constant:
		return [...]string{"None", "True", "False", "..."}[e.Kind]
	case *Tuple:
		return "(" + shows(e.Elements, ", ") + ",)"
	case *List:
		return "[" + shows(e.Elements, ", ") + "]"
	case *Set:
		return "{" + shows(e.Elements, ", ") + "}"
	case *Dict:
		parts := make([]string, len(e.Items))
		for i, item := range e.Items {
			parts[i] = show(item.Key) + ": " + show(item.Value)
		}
		return "{:" + strings.Join(parts, ", ") + "}"
	case *Starred:
		return "*" + show(e.Value)
	case *Attribute:
		return show(e.Value) + "." + e.Name
	case *Subscript:
		return show(e.Value) + "[" + show(e.Index) + "]"
	case *Slice:
		return show(e.Low) + ":" + show(e.High) + ":" + show(e.Step)
	case *Call:
		return show(e.Func) + "(" + showArgs(e.Args) + ")"
	default:
		return showOperation(e)
	}
}

func showOperation(e Expr) string {
	switch e := e.(type) {
	case *Unary:
		return "(" + e.Op + " " + show(e.Operand) + ")"
	case *Binary:
		return "(" + show(e.Left) + " " + e.Op + " " + show(e.Right) + ")"
	case *Bool:
		return "(" + shows(e.Operands, " "+e.Op+" ") + ")"
	case *Compare:
		s := "(" + show(e.Left)
		for i, op := range e.Ops {
			s += " " + op + " " + show(e.Rights[i])
		}
		return s + ")"
	case *Conditional:
		return "(" + show(e.Then) + " if " + show(e.Test) + " else " + show(e.Else) + ")"
	case *Lambda:
		return "(lambda " + showParams(e.Params) + ": " + show(e.Body) + ")"
	case *Comprehension:
		return showComprehension(e)
	case *Walrus:
		return "(" + e.Target.ID + " := " + show(e.Value) + ")"
	case *Await:
		return "(await " + show(e.Value) + ")"
	case *Yield:
		if e.From {
			return "(yield from " + show(e.Value) + ")"
		}
		return "(yield " + show(e.Value) + ")"
	case *Bad:
		return "BAD<" + e.Reason + ">"
	}
	return fmt.Sprintf("?%T", e)
}

func showComprehension(c *Comprehension) string {
	s := [...]string{"L", "S", "D", "G"}[c.Kind] + "<"
	if c.Key != nil {
		s += show(c.Key) + ": "
	}
	s += show(c.Element)
	for _, clause := range c.Clauses {
		s += " " + showAsync(clause.Async) + "for " + show(clause.Target) + " in " + show(clause.Iter)
		for _, t := range clause.Tests {
			s += " if " + show(t)
		}
	}
	return s + ">"
}

// showFormat writes the parts of an f-string. Neighbouring texts are joined, as
// CPython joins them.
func showFormat(parts []Expr) string {
	var out []string
	value := ""
	flush := func() {
		if value != "" {
			out = append(out, quote(value))
		}
		value = ""
	}
	for _, p := range parts {
		switch p := p.(type) {
		case *Str:
			value += p.Value
		case *Replacement:
			flush()
			out = append(out, showReplacement(p))
		}
	}
	flush()
	return strings.Join(out, " ")
}

func showReplacement(r *Replacement) string {
	s := "{" + show(r.Value)
	if r.Equals {
		s += "="
	}
	if r.Conversion != 0 {
		s += "!" + string(r.Conversion)
	}
	switch f := r.Format.(type) {
	case *Str:
		s += ":[" + showFormat([]Expr{f}) + "]"
	case *FString:
		s += ":[" + showFormat(f.Parts) + "]"
	}
	return s + "}"
}

func showNum(n *Num) string {
	switch n.Kind {
	case IntNumber:
		return strconv.FormatInt(n.Int, 10)
	case BigIntNumber:
		return "big"
	case ImaginaryNumber:
		return strconv.FormatFloat(n.Float, 'e', 17, 64) + "j"
	}
	return strconv.FormatFloat(n.Float, 'e', 17, 64)
}

// quote writes a string in ASCII, byte by byte.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			fmt.Fprintf(&b, "<%02x>", c)
		} else {
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
