package python

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// dumper writes a tree in a compact form, one statement a line.
type dumper struct {
	b strings.Builder
	// file is set to compare with CPython: places are written, and what its
	// tree does not keep is left out.
	file *text.File
	// hide leaves out the values of strings.
	hide bool
}

func dump(m *Module) string {
	var d dumper
	d.dumpBlock(m.Body, 0)
	return d.b.String()
}

// place is where a node stands, from the first to after the last character.
func (d *dumper) place(n Node) string {
	line, column := d.file.Position(n.Range().Start)
	endLine, endColumn := d.file.Position(n.Range().End)
	if line == 1 && bytes.HasPrefix(d.file.Data, []byte("\uFEFF")) {
		column -= 3 // CPython's columns are those after it
		if endLine == 1 {
			endColumn -= 3
		}
	}
	return fmt.Sprintf("%d:%d-%d:%d ", line, column, endLine, endColumn)
}

func (d *dumper) dumpBlock(body []Stmt, depth int) {
	for _, s := range body {
		d.b.WriteString(strings.Repeat("  ", depth))
		if d.file != nil {
			d.b.WriteString(d.place(s))
		}
		d.dumpStmt(s, depth)
	}
}

// dumpPart writes a block under a word, if there is one.
func (d *dumper) dumpPart(word string, body []Stmt, depth int) {
	if body == nil {
		return
	}
	fmt.Fprintf(&d.b, "%s%s\n", strings.Repeat("  ", depth), word)
	d.dumpBlock(body, depth+1)
}

func (d *dumper) dumpStmt(s Stmt, depth int) {
	switch s := s.(type) {
	case *ExprStmt:
		fmt.Fprintf(&d.b, "expr %s\n", d.show(s.Value))
	case *Assign:
		fmt.Fprintf(&d.b, "assign %s = %s\n", d.shows(s.Targets, " = "), d.show(s.Value))
	case *AnnAssign:
		fmt.Fprintf(&d.b, "annassign %s: %s = %s\n", d.show(s.Target), d.show(s.Annotation), d.show(s.Value))
	case *AugAssign:
		fmt.Fprintf(&d.b, "augassign %s %s= %s\n", d.show(s.Target), s.Op, d.show(s.Value))
	case *Import:
		fmt.Fprintf(&d.b, "import %s\n", showAliases(s.Names))
	case *FromImport:
		names := showAliases(s.Names)
		if s.Star {
			names = "*"
		}
		fmt.Fprintf(&d.b, "from %d %s import %s\n", s.Level, s.Module, names)
	case *If:
		fmt.Fprintf(&d.b, "if %s\n", d.show(s.Test))
		d.dumpBlock(s.Body, depth+1)
		d.dumpPart("else", s.Else, depth)
	case *For:
		fmt.Fprintf(&d.b, "%sfor %s in %s\n", showAsync(s.Async), d.show(s.Target), d.show(s.Iter))
		d.dumpBlock(s.Body, depth+1)
		d.dumpPart("else", s.Else, depth)
	case *While:
		fmt.Fprintf(&d.b, "while %s\n", d.show(s.Test))
		d.dumpBlock(s.Body, depth+1)
		d.dumpPart("else", s.Else, depth)
	case *Try:
		d.dumpTry(s, depth)
	case *With:
		fmt.Fprintf(&d.b, "%swith", showAsync(s.Async))
		for _, i := range s.Items {
			fmt.Fprintf(&d.b, " %s as %s;", d.show(i.Value), d.show(i.Target))
		}
		d.b.WriteString("\n")
		d.dumpBlock(s.Body, depth+1)
	case *FunctionDef:
		fmt.Fprintf(&d.b, "%sdef %s(%s) -> %s @[%s] generator=%t\n", showAsync(s.Async), s.Name, d.showParams(s.Params), d.show(s.Returns), d.shows(s.Decorators, ", "), s.Generator)
		d.dumpBlock(s.Body, depth+1)
	case *ClassDef:
		fmt.Fprintf(&d.b, "class %s(%s) @[%s]\n", s.Name, d.showArgs(s.Args), d.shows(s.Decorators, ", "))
		d.dumpBlock(s.Body, depth+1)
	default:
		d.dumpSimple(s)
	}
}

func (d *dumper) dumpSimple(s Stmt) {
	switch s := s.(type) {
	case *Return:
		fmt.Fprintf(&d.b, "return %s\n", d.show(s.Value))
	case *Raise:
		fmt.Fprintf(&d.b, "raise %s from %s\n", d.show(s.Exc), d.show(s.Cause))
	case *Del:
		fmt.Fprintf(&d.b, "del %s\n", d.shows(s.Targets, ", "))
	case *Assert:
		fmt.Fprintf(&d.b, "assert %s, %s\n", d.show(s.Test), d.show(s.Message))
	case *Global:
		word := "global"
		if s.Nonlocal {
			word = "nonlocal"
		}
		fmt.Fprintf(&d.b, "%s %s\n", word, strings.Join(s.Names, ", "))
	case *Pass:
		d.b.WriteString("pass\n")
	case *Break:
		d.b.WriteString("break\n")
	case *Continue:
		d.b.WriteString("continue\n")
	case *Opaque:
		if d.file != nil {
			fmt.Fprintf(&d.b, "opaque %s\n", s.Kind)
			return
		}
		fmt.Fprintf(&d.b, "opaque %s %s\n", s.Kind, strings.Join(s.Names, " "))
	case *Damaged:
		fmt.Fprintf(&d.b, "damaged %s\n", strings.Join(s.Names, " "))
	default:
		fmt.Fprintf(&d.b, "?%T\n", s)
	}
}

func (d *dumper) dumpTry(s *Try, depth int) {
	d.b.WriteString("try\n")
	d.dumpBlock(s.Body, depth+1)
	for _, h := range s.Handlers {
		word := "except"
		if h.Group {
			word = "except*"
		}
		word += " " + d.show(h.Type) + " as " + h.Name
		if h.Ambiguous && d.file == nil {
			word += " ambiguous"
		}
		d.dumpPart(word, h.Body, depth)
	}
	d.dumpPart("else", s.Else, depth)
	d.dumpPart("finally", s.Finally, depth)
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

func (d *dumper) shows(list []Expr, between string) string {
	parts := make([]string, len(list))
	for i, e := range list {
		parts[i] = d.show(e)
	}
	return strings.Join(parts, between)
}

// showArgs writes positional arguments first, as CPython's tree has them.
func (d *dumper) showArgs(args []Arg) string {
	var parts, keywords []string
	for _, a := range args {
		switch shown := strings.Repeat("*", a.Star) + d.show(a.Value); {
		case a.Keyword != "":
			keywords = append(keywords, a.Keyword+"="+shown)
		case a.Star == 2:
			keywords = append(keywords, shown)
		default:
			parts = append(parts, shown)
		}
	}
	return strings.Join(append(parts, keywords...), ", ")
}

func (d *dumper) showParams(params []Param) string {
	parts := make([]string, len(params))
	for i, p := range params {
		parts[i] = [...]string{"/", "", "*", "!", "**"}[p.Kind] + p.Name
		if p.Annotation != nil {
			parts[i] += ": " + d.show(p.Annotation)
		}
		if p.Default != nil {
			parts[i] += "=" + d.show(p.Default)
		}
	}
	return strings.Join(parts, ", ")
}

// show writes an expression with all its parentheses. Its form is also made by
// testdata/dump.py.
func (d *dumper) show(e Expr) string {
	switch e := e.(type) {
	case nil:
		return "-"
	case *Name:
		return e.ID
	case *Str:
		if e.Bytes {
			return "b" + d.quote(e.Value)
		}
		return d.quote(e.Value)
	case *FString:
		return "f[" + d.showFormat(e.Parts) + "]"
	case *Num:
		return showNum(e)
	case *Constant:
		return [...]string{"None", "True", "False", "..."}[e.Kind]
	case *Tuple:
		return "(" + d.shows(e.Elements, ", ") + ",)"
	case *List:
		return "[" + d.shows(e.Elements, ", ") + "]"
	case *Set:
		return "{" + d.shows(e.Elements, ", ") + "}"
	case *Dict:
		parts := make([]string, len(e.Items))
		for i, item := range e.Items {
			parts[i] = d.show(item.Key) + ": " + d.show(item.Value)
		}
		return "{:" + strings.Join(parts, ", ") + "}"
	case *Starred:
		return "*<" + d.show(e.Value) + ">"
	case *Attribute:
		return d.show(e.Value) + "." + e.Name
	case *Subscript:
		return d.show(e.Value) + "[" + d.show(e.Index) + "]"
	case *Slice:
		return d.show(e.Low) + ":" + d.show(e.High) + ":" + d.show(e.Step)
	case *Call:
		return d.show(e.Func) + "(" + d.showArgs(e.Args) + ")"
	default:
		return d.showOperation(e)
	}
}

func (d *dumper) showOperation(e Expr) string {
	switch e := e.(type) {
	case *Unary:
		return "(" + e.Op + " " + d.show(e.Operand) + ")"
	case *Binary:
		return "(" + d.show(e.Left) + " " + e.Op + " " + d.show(e.Right) + ")"
	case *Bool:
		return "(" + d.shows(e.Operands, " "+e.Op+" ") + ")"
	case *Compare:
		s := "(" + d.show(e.Left)
		for i, op := range e.Ops {
			s += " " + op + " " + d.show(e.Rights[i])
		}
		return s + ")"
	case *Conditional:
		return "(" + d.show(e.Then) + " if " + d.show(e.Test) + " else " + d.show(e.Else) + ")"
	case *Lambda:
		return "(lambda " + d.showParams(e.Params) + ": " + d.show(e.Body) + ")"
	case *Comprehension:
		return d.showComprehension(e)
	case *Walrus:
		return "(" + e.Target.ID + " := " + d.show(e.Value) + ")"
	case *Await:
		return "(await " + d.show(e.Value) + ")"
	case *Yield:
		if e.From {
			return "(yield from " + d.show(e.Value) + ")"
		}
		return "(yield " + d.show(e.Value) + ")"
	case *Bad:
		return "BAD<" + e.Reason + ">"
	}
	return fmt.Sprintf("?%T", e)
}

func (d *dumper) showComprehension(c *Comprehension) string {
	s := [...]string{"L", "S", "D", "G"}[c.Kind] + "<"
	if c.Key != nil {
		s += d.show(c.Key) + ": "
	}
	s += d.show(c.Element)
	for _, clause := range c.Clauses {
		s += " " + showAsync(clause.Async) + "for " + d.show(clause.Target) + " in " + d.show(clause.Iter)
		for _, t := range clause.Tests {
			s += " if " + d.show(t)
		}
	}
	return s + ">"
}

// showFormat writes the parts of an f-string. Neighbouring texts are joined, as
// CPython joins them. Its {x=} is a text that ends with "=", and x.
func (d *dumper) showFormat(parts []Expr) string {
	var out []string
	value := ""
	for _, p := range parts {
		switch p := p.(type) {
		case *Str:
			value += p.Value
		case *Replacement:
			equals := d.file != nil && (p.Equals || strings.HasSuffix(strings.TrimSpace(value), "="))
			if value != "" && !equals {
				out = append(out, d.quote(value))
			}
			value = ""
			shown := d.showReplacement(p, equals)
			if equals {
				shown = "=" + shown
			}
			out = append(out, shown)
		}
	}
	if value != "" {
		out = append(out, d.quote(value))
	}
	return strings.Join(out, " ")
}

// showReplacement writes one field, without its conversion if that is CPython's
// own, of {x=}.
func (d *dumper) showReplacement(r *Replacement, equals bool) string {
	s := "{" + d.show(r.Value)
	if r.Equals && !equals {
		s += "="
	}
	if r.Conversion != 0 && !equals {
		s += "!" + string(r.Conversion)
	}
	switch f := r.Format.(type) {
	case *Str:
		s += ":[" + d.showFormat([]Expr{f}) + "]"
	case *FString:
		s += ":[" + d.showFormat(f.Parts) + "]"
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
		return showFloat(n.Float) + "j"
	}
	return showFloat(n.Float)
}

func showFloat(f float64) string {
	if math.IsInf(f, 0) {
		return "inf"
	}
	return strconv.FormatFloat(f, 'e', 17, 64)
}

// quote writes a string in ASCII, byte by byte.
func (d *dumper) quote(s string) string {
	if d.hide {
		return `"?"`
	}
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			fmt.Fprintf(&b, "<%02x>", c)
		} else {
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
