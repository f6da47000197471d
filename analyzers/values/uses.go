package values

import (
	"bytes"
	"slices"

	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// uses answers whether any code in the repository makes use of a setting: it is
// read, and not only to make its own next value of it.
func (r *readers) uses(name string) bool {
	r.readAll()
	return r.any(func(file sourceFile) bool {
		return !file.template && reads(file, name) && (!file.settings || r.usedIn(file, name))
	})
}

// usedIn looks at a settings file, where most of the places that read a setting
// only add to it.
func (r *readers) usedIn(file sourceFile, name string) bool {
	p := r.pass.Input.Project
	syntax, _, err := p.Files.Python(p.Context(), file.path)
	if err != nil {
		return true
	}
	rest := bytes.Clone(file.data)
	blank(rest, syntax.Body, name)
	file.data = rest
	return reads(file, name)
}

// blank takes away the statements that give a name its value, or change it.
func blank(data []byte, body []python.Stmt, name string) {
	for _, s := range body {
		switch s := s.(type) {
		case *python.If:
			blank(data, s.Body, name)
			blank(data, s.Else, name)
		case *python.Try:
			blank(data, s.Body, name)
			blank(data, s.Else, name)
			blank(data, s.Finally, name)
			for _, h := range s.Handlers {
				blank(data, h.Body, name)
			}
		case *python.For:
			blank(data, s.Body, name)
		case *python.With:
			blank(data, s.Body, name)
		case *python.FunctionDef:
			blank(data, s.Body, name)
		case *python.ClassDef:
			blank(data, s.Body, name)
		default:
			if gives(s, name) {
				cover(data, s.Range())
			}
		}
	}
}

func cover(data []byte, span text.Span) {
	for i := span.Start; i < span.End && int(i) < len(data); i++ {
		data[i] = ' '
	}
}

// gives reports whether a statement assigns a name, or calls a method of it:
// X = …, X += …, X["key"] = …, X.append(…), del X.
func gives(s python.Stmt, name string) bool {
	is := func(e python.Expr) bool { return root(e) == name }
	switch s := s.(type) {
	case *python.Assign:
		return slices.ContainsFunc(s.Targets, is)
	case *python.AugAssign:
		return is(s.Target)
	case *python.AnnAssign:
		return is(s.Target)
	case *python.Del:
		return slices.ContainsFunc(s.Targets, is)
	case *python.FromImport:
		return slices.ContainsFunc(s.Names, func(a python.Alias) bool { return a.Bound() == name })
	case *python.ExprStmt:
		call, ok := s.Value.(*python.Call)
		return ok && is(call.Func)
	}
	return false
}

// root is the name at the beginning of x, x.y and x[z].
func root(e python.Expr) string {
	switch e := e.(type) {
	case *python.Name:
		return e.ID
	case *python.Attribute:
		return root(e.Value)
	case *python.Subscript:
		return root(e.Value)
	}
	return ""
}
