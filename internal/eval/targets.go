package eval

import (
	"slices"

	"github.com/djvet/djvet/parser/python"
)

// targetNames adds the names that a statement binds in its own scope.
func targetNames(names []string, s python.Stmt) []string {
	add := func(exprs ...python.Expr) {
		for _, e := range exprs {
			names = exprNames(names, e)
		}
	}
	blocks := func(bodies ...[]python.Stmt) {
		for _, body := range bodies {
			for _, inner := range body {
				names = targetNames(names, inner)
			}
		}
	}
	switch s := s.(type) {
	case *python.Assign:
		add(s.Targets...)
	case *python.AnnAssign:
		add(s.Target)
	case *python.AugAssign:
		add(s.Target)
	case *python.Del:
		add(s.Targets...)
	case *python.If:
		blocks(s.Body, s.Else)
	case *python.For:
		add(s.Target)
		blocks(s.Body, s.Else)
	case *python.While:
		blocks(s.Body, s.Else)
	case *python.Try:
		blocks(s.Body, s.Else, s.Finally)
		for _, h := range s.Handlers {
			blocks(h.Body)
		}
	case *python.With:
		for _, item := range s.Items {
			add(item.Target)
		}
		blocks(s.Body)
	case *python.Import:
		for _, a := range s.Names {
			names = append(names, a.Bound())
		}
	case *python.FromImport:
		for _, a := range s.Names {
			names = append(names, a.Bound())
		}
	case *python.FunctionDef:
		names = append(names, s.Name)
	case *python.ClassDef:
		names = append(names, s.Name)
	case *python.ExprStmt:
		names = changedNames(names, s.Value)
	case *python.Opaque:
		names = append(names, s.Names...)
	case *python.Damaged:
		names = append(names, s.Names...)
	}
	return slices.Compact(names)
}

// exprNames adds the names that a target binds or changes.
func exprNames(names []string, e python.Expr) []string {
	switch e := e.(type) {
	case *python.Name:
		return append(names, e.ID)
	case *python.Tuple:
		for _, element := range e.Elements {
			names = exprNames(names, element)
		}
	case *python.List:
		for _, element := range e.Elements {
			names = exprNames(names, element)
		}
	case *python.Starred:
		return exprNames(names, e.Value)
	case *python.Subscript:
		return exprNames(names, e.Value)
	case *python.Attribute:
		return exprNames(names, e.Value)
	}
	return names
}

// changedNames adds the name whose method an expression statement calls.
func changedNames(names []string, e python.Expr) []string {
	if call, ok := e.(*python.Call); ok {
		if attribute, ok := call.Func.(*python.Attribute); ok {
			return exprNames(names, attribute.Value)
		}
	}
	return names
}
