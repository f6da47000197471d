package engine

import (
	"bytes"
	"slices"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// guarded reports whether it is no matter for a read without a default that the
// variable is not set: it stands in a try statement, or the code looks first.
func (t *environmentTeller) guarded(result *eval.Result, read eval.EnvironmentRead) bool {
	for _, quote := range []string{`"`, `'`} {
		if bytes.Contains(read.File.Data, []byte(quote+read.Name+quote+" in ")) {
			return true
		}
	}
	if slices.ContainsFunc(result.Reads, func(o eval.EnvironmentRead) bool { return o.Name == read.Name && !o.Required }) {
		return true
	}
	syntax, _, err := t.project.Files.Python(t.project.Context(), read.File.Path)
	return err == nil && inTry(syntax.Body, read.Span)
}

func inTry(body []python.Stmt, span text.Span) bool {
	for _, statement := range body {
		if !statement.Range().Contains(span) {
			continue
		}
		switch s := statement.(type) {
		case *python.Try:
			if len(s.Handlers) > 0 && anyContains(s.Body, span) {
				return true
			}
			for _, handler := range s.Handlers {
				if inTry(handler.Body, span) {
					return true
				}
			}
			return inTry(s.Body, span) || inTry(s.Else, span) || inTry(s.Finally, span)
		case *python.If:
			return inTry(s.Body, span) || inTry(s.Else, span)
		case *python.For:
			return inTry(s.Body, span) || inTry(s.Else, span)
		case *python.With:
			return inTry(s.Body, span)
		case *python.FunctionDef:
			return inTry(s.Body, span)
		case *python.ClassDef:
			return inTry(s.Body, span)
		}
	}
	return false
}

func anyContains(body []python.Stmt, span text.Span) bool {
	for _, statement := range body {
		if statement.Range().Contains(span) {
			return true
		}
	}
	return false
}
