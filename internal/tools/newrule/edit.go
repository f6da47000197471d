package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"github.com/djvet/djvet/rules"
)

// addRule adds the rule to the list that the function Rules of its topic
// returns.
func addRule(text []byte, r rule) ([]byte, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "", text, parser.ParseComments)
	if err != nil {
		return nil, fmt.Errorf("not to be read: %w", err)
	}
	var list *ast.CompositeLit
	ast.Inspect(functionOf(file, "Rules"), func(n ast.Node) bool {
		if composite, ok := n.(*ast.CompositeLit); ok && list == nil {
			list = composite
		}
		return true
	})
	if list == nil {
		return nil, errors.New("the function Rules returns no list")
	}
	entry := fmt.Sprintf("check.Rule(%q, %s),\n", r.ID, r.Function())
	if len(list.Elts) == 0 {
		entry = "\n" + entry
	}
	return insert(text, map[int]string{files.Position(list.Rbrace).Offset: entry})
}

// addTopic adds a topic to the list of all rules, in the order of the topics.
func addTopic(text []byte, topic string) ([]byte, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "", text, parser.ParseComments)
	if err != nil {
		return nil, fmt.Errorf("not to be read: %w", err)
	}
	if len(file.Imports) == 0 {
		return nil, errors.New("it imports no topic yet")
	}
	var concat *ast.CallExpr
	ast.Inspect(functionOf(file, "All"), func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && concat == nil {
			concat = call
		}
		return true
	})
	if concat == nil {
		return nil, errors.New("the function All calls nothing to join the rules")
	}
	at := concat.Rparen
	for _, argument := range concat.Args {
		if after(argument, topic) {
			at = argument.Pos()
			break
		}
	}
	last := file.Imports[len(file.Imports)-1]
	return insert(text, map[int]string{
		files.Position(at).Offset:         topic + ".Rules(),\n",
		files.Position(last.End()).Offset: fmt.Sprintf("\n%q", modulePath+"/analyzers/"+topic),
	})
}

// after reports whether an argument "topic.Rules()" belongs behind a topic.
func after(argument ast.Expr, topic string) bool {
	call, ok := argument.(*ast.CallExpr)
	if !ok {
		return false
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	name, ok := selector.X.(*ast.Ident)
	order := rules.Topics()
	return ok && slices.Index(order, name.Name) > slices.Index(order, topic)
}

// functionOf is a function of a file, or an empty one.
func functionOf(file *ast.File, name string) ast.Node {
	for _, declaration := range file.Decls {
		if function, ok := declaration.(*ast.FuncDecl); ok && function.Name.Name == name {
			return function
		}
	}
	return &ast.BlockStmt{}
}

// insert inserts texts at their offsets and formats the result, which sorts the
// imports as well.
func insert(text []byte, insertions map[int]string) ([]byte, error) {
	var b strings.Builder
	for offset, c := range text {
		b.WriteString(insertions[offset])
		b.WriteByte(c)
	}
	formatted, err := format.Source([]byte(b.String()))
	if err != nil {
		return nil, fmt.Errorf("the change is no Go: %w", err)
	}
	return formatted, nil
}
