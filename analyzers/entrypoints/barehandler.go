package entrypoints

import (
	"bytes"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/python"
)

// bareHandler reports applications that are Django's handler itself, where nothing
// in the file sets Django up. Before 1.7 there was nothing to set up, so that
// every Django which the project may run on has to be newer.
func bareHandler(p *check.Pass) {
	first := django.Minor{Major: 1, Minor: 7}
	if possible := p.Possible(); p.Project.Django.Source == workspace.Assumed || !possible.All(func(m django.Minor) bool { return !m.Less(first) }) {
		return
	}
	for _, s := range p.Project.Starters {
		if s.Kind != workspace.WSGI && s.Kind != workspace.ASGI || setsUp(s.Result.File.Data) || s.Result.Damaged {
			continue
		}
		syntax, _, err := p.Project.Files.Python(p.Project.Context(), s.Path)
		if err != nil {
			continue
		}
		imported := importedHandlers(syntax.Body)
		for _, stmt := range syntax.Body {
			assignment, ok := stmt.(*python.Assign)
			if !ok {
				continue
			}
			handler := handlerIn(assignment.Value, imported)
			if handler == "" {
				continue
			}
			f := finding.Finding{Path: s.Path, Span: assignment.Span.Range(), Setting: defaultCallable, Detail: handler}
			f.Message = handler + "() does not call django.setup(): the first request that needs a model ends with AppRegistryNotReady"
			p.Report(f)
			break
		}
	}
}

// setsUp reports whether a file sets Django up, or imports one that may.
func setsUp(data []byte) bool {
	for _, mark := range []string{"setup(", "get_wsgi_application", "get_asgi_application", "import *", "execute_from_command_line", "populate("} {
		if bytes.Contains(data, []byte(mark)) {
			return true
		}
	}
	return false
}

// importedHandlers are the names by which a file knows Django's handlers.
func importedHandlers(body []python.Stmt) map[string]string {
	names := map[string]string{}
	for _, stmt := range body {
		from, ok := stmt.(*python.FromImport)
		if !ok || from.Module != "django.core.handlers.wsgi" && from.Module != "django.core.handlers.asgi" {
			continue
		}
		for _, alias := range from.Names {
			if alias.Name == "WSGIHandler" || alias.Name == "ASGIHandler" {
				names[alias.Bound()] = alias.Name
			}
		}
	}
	return names
}

// handlerIn is the handler that an expression makes: alone, or as the first
// argument of what is wrapped around it.
func handlerIn(e python.Expr, imported map[string]string) string {
	call, ok := e.(*python.Call)
	if !ok {
		return ""
	}
	switch function := call.Func.(type) {
	case *python.Name:
		if handler := imported[function.ID]; handler != "" {
			return handler
		}
	case *python.Attribute:
		if module := pathOf(function.Value); module == "django.core.handlers.wsgi" || module == "django.core.handlers.asgi" {
			return function.Name
		}
	}
	if len(call.Args) == 0 {
		return ""
	}
	return handlerIn(call.Args[0].Value, imported)
}

// pathOf is an expression a.b.c as it is written; "" for others.
func pathOf(e python.Expr) string {
	switch e := e.(type) {
	case *python.Name:
		return e.ID
	case *python.Attribute:
		if before := pathOf(e.Value); before != "" {
			return before + "." + e.Name
		}
	}
	return ""
}
