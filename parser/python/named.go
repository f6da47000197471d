package python

import "strings"

// NamedString is a string literal together with the name that it is given to:
// the target of an assignment, a dict's key, a keyword, a subscript, or the name
// of the variable whose read it is the default of.
type NamedString struct {
	Name  string
	Value *Str
}

// NamedStrings are the string literals of a module that something names, in the
// order of the text. A literal may be there several times, with several names.
func NamedStrings(m *Module) []NamedString {
	c := &nameCollector{}
	c.block(m.Body)
	return c.found
}

type nameCollector struct{ found []NamedString }

func (c *nameCollector) block(body []Stmt) {
	for _, s := range body {
		c.statement(s)
	}
}

func (c *nameCollector) statement(s Stmt) {
	switch s := s.(type) {
	case *Assign:
		for _, target := range s.Targets {
			c.named(targetName(target), s.Value)
		}
	case *AnnAssign:
		c.named(targetName(s.Target), s.Value)
	case *AugAssign:
		c.named(targetName(s.Target), s.Value)
	case *ExprStmt:
		c.named("", s.Value)
	case *Return:
		c.named("", s.Value)
	case *If:
		c.named("", s.Test)
		c.block(s.Body)
		c.block(s.Else)
	case *For:
		c.named("", s.Iter)
		c.block(s.Body)
		c.block(s.Else)
	case *While:
		c.block(s.Body)
	case *Try:
		c.block(s.Body)
		for _, h := range s.Handlers {
			c.block(h.Body)
		}
		c.block(s.Else)
		c.block(s.Finally)
	case *With:
		c.block(s.Body)
	case *FunctionDef:
		for _, p := range s.Params {
			c.named(p.Name, p.Default)
		}
		c.block(s.Body)
	case *ClassDef:
		c.block(s.Body)
	}
}

func targetName(e Expr) string {
	switch e := e.(type) {
	case *Name:
		return e.ID
	case *Attribute:
		return e.Name
	case *Subscript:
		if key, ok := e.Index.(*Str); ok {
			return key.Value
		}
	}
	return ""
}

// named goes through an expression that a name is given to. A name further in
// takes its place.
func (c *nameCollector) named(name string, e Expr) {
	switch e := e.(type) {
	case *Str:
		if name != "" {
			c.found = append(c.found, NamedString{Name: name, Value: e})
		}
	case *FString:
		c.all(name, e.Parts)
	case *Replacement:
		c.named(name, e.Value)
	case *List:
		c.all(name, e.Elements)
	case *Tuple:
		c.all(name, e.Elements)
	case *Set:
		c.all(name, e.Elements)
	case *Starred:
		c.named(name, e.Value)
	case *Dict:
		for _, item := range e.Items {
			inner := name
			if key, ok := item.Key.(*Str); ok {
				inner = key.Value
			}
			c.named(inner, item.Value)
		}
	case *Call:
		c.call(name, e)
	case *Binary:
		c.named(name, e.Left)
		c.named(name, e.Right)
	case *Bool:
		c.all(name, e.Operands)
	case *Conditional:
		c.named(name, e.Then)
		c.named(name, e.Else)
	case *Walrus:
		c.named(e.Target.ID, e.Value)
	case *Lambda:
		c.named(name, e.Body)
	case *Comprehension:
		c.named(name, e.Element)
	}
}

func (c *nameCollector) all(name string, list []Expr) {
	for _, e := range list {
		c.named(name, e)
	}
}

// call takes the first argument, if it looks like the name of a variable, for
// the name of the others: env("SECRET_KEY", "…"), setdefault("SECRET_KEY", "…").
// So it is what a reader has for its only one: env("DJANGO_SECRET_KEY").
func (c *nameCollector) call(name string, e *Call) {
	for i, arg := range e.Args {
		first, ok := arg.Value.(*Str)
		if ok && i == 0 && arg.Keyword == "" && isVariableName(first.Value) && (len(e.Args) > 1 || reads(e.Func, first.Value)) {
			name = first.Value
			continue
		}
		inner := name
		if arg.Keyword != "" && arg.Keyword != "default" {
			inner = arg.Keyword
		}
		c.named(inner, arg.Value)
	}
	if method, ok := e.Func.(*Attribute); ok {
		c.named(name, method.Value)
	}
}

func isVariableName(s string) bool {
	return s != "" && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// reads reports whether a function of that name, called with the name in capitals
// of a variable, looks like one that reads the variable.
func reads(function Expr, variable string) bool {
	called := targetName(function)
	if strings.ToUpper(variable) != variable || !strings.Contains(variable, "_") {
		return false
	}
	if method, ok := function.(*Attribute); ok {
		called = targetName(method.Value) + "." + called
	}
	called = strings.ToLower(called)
	for _, word := range []string{"env", "config", "get", "secret", "var"} {
		if strings.Contains(called, word) {
			return true
		}
	}
	return false
}
