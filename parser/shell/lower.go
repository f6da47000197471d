package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/djvet/djvet/parser/text"
)

// lowerer turns the library's nodes into ours.
type lowerer struct {
	source Source
}

func (l lowerer) span(node syntax.Node) text.Span {
	return l.source.Span(int(node.Pos().Offset()), int(node.End().Offset()))
}

func (l lowerer) text(node syntax.Node) string {
	end := min(int(node.End().Offset()), len(l.source.Text))
	start := min(int(node.Pos().Offset()), end)
	return l.source.Text[start:end]
}

func (l lowerer) statements(statements []*syntax.Stmt, depth int) []Command {
	var commands []Command
	for _, statement := range statements {
		commands = append(commands, l.statement(statement, depth)...)
	}
	return commands
}

// statement gives the commands of a statement: a && b is two of them.
func (l lowerer) statement(statement *syntax.Stmt, depth int) []Command {
	if statement == nil || statement.Cmd == nil || depth > 2*maxNesting {
		return nil
	}
	commands := l.command(statement.Cmd, depth+1)
	if statement.Background {
		for i := range commands {
			commands[i].Background = true
		}
	}
	return commands
}

func (l lowerer) command(node syntax.Command, depth int) []Command {
	command := Command{Span: l.span(node)}
	switch node := node.(type) {
	case *syntax.CallExpr:
		for _, assign := range node.Assigns {
			command.Assignments = append(command.Assignments, l.assignment(assign))
		}
		for _, word := range node.Args {
			command.Words = append(command.Words, l.word(word))
		}
	case *syntax.DeclClause:
		command.Declares = true
		command.Words = []Word{{
			Span: l.span(node.Variant), Text: node.Variant.Value, Parts: []Part{{Literal: node.Variant.Value}},
		}}
		for _, argument := range node.Args {
			if argument.Name == nil {
				if argument.Value != nil { // an option, or a word to expand
					command.Words = append(command.Words, l.word(argument.Value))
				}
				continue
			}
			command.Assignments = append(command.Assignments, l.assignment(argument))
		}
	case *syntax.BinaryCmd:
		// A chain nests to the left: walk it with a loop, not by recursion.
		return l.chain(node, depth)
	case *syntax.Block:
		command.Blocks = []Block{{Commands: l.statements(node.Stmts, depth)}}
	case *syntax.Subshell:
		command.Blocks = []Block{{Commands: l.statements(node.Stmts, depth), Subshell: true}}
	case *syntax.IfClause:
		for clause := node; clause != nil; clause = clause.Else {
			if len(clause.Cond) > 0 {
				command.Blocks = append(command.Blocks, Block{Commands: l.statements(clause.Cond, depth), Branch: clause != node})
			}
			command.Blocks = append(command.Blocks, Block{Commands: l.statements(clause.Then, depth), Branch: true})
		}
	case *syntax.WhileClause:
		command.Blocks = []Block{
			{Commands: l.statements(node.Cond, depth)},
			{Commands: l.statements(node.Do, depth), Branch: true},
		}
	case *syntax.ForClause:
		command.Blocks = []Block{{Commands: l.statements(node.Do, depth), Branch: true}}
	case *syntax.CaseClause:
		subject := l.word(node.Word)
		for _, item := range node.Items {
			block := Block{Commands: l.statements(item.Stmts, depth), Branch: true, Subject: &subject}
			for _, pattern := range item.Patterns {
				block.Patterns = append(block.Patterns, l.word(pattern))
			}
			command.Blocks = append(command.Blocks, block)
		}
	case *syntax.FuncDecl:
		block := Block{Commands: l.statement(node.Body, depth), Branch: true}
		if node.Name != nil {
			block.Function = node.Name.Value
		}
		command.Blocks = []Block{block}
	case *syntax.TimeClause:
		return l.statement(node.Stmt, depth)
	case *syntax.CoprocClause:
		return l.statement(node.Stmt, depth)
	default: // [[ … ]], (( … )), let: nothing that starts anything
		return nil
	}
	return []Command{command}
}

func (l lowerer) chain(node *syntax.BinaryCmd, depth int) []Command {
	type link struct {
		statement *syntax.Stmt
		or        bool
	}
	var links []link
	for {
		links = append(links, link{node.Y, node.Op == syntax.OrStmt})
		left, nested := node.X.Cmd.(*syntax.BinaryCmd)
		if !nested {
			links = append(links, link{node.X, false})
			break
		}
		node = left
	}
	var commands []Command
	for i := len(links) - 1; i >= 0; i-- {
		right := l.statement(links[i].statement, depth)
		if links[i].or {
			for j := range right {
				right[j].Branch = true
			}
		}
		commands = append(commands, right...)
	}
	return commands
}

func (l lowerer) assignment(node *syntax.Assign) Assignment {
	assignment := Assignment{Span: l.span(node), Append: node.Append}
	if node.Name != nil {
		assignment.Name = node.Name.Value
	}
	switch {
	case node.Array != nil || node.Index != nil:
		assignment.Opaque = true
	case node.Value != nil:
		value := l.word(node.Value)
		assignment.Value = &value
	case !node.Naked:
		assignment.Value = &Word{Span: assignment.Span, Parts: []Part{{}}}
	}
	return assignment
}

func (l lowerer) word(node *syntax.Word) Word {
	if node == nil {
		return Word{}
	}
	return Word{Span: l.span(node), Text: l.text(node), Parts: l.parts(nil, node.Parts, false)}
}

func (l lowerer) parts(parts []Part, nodes []syntax.WordPart, quoted bool) []Part {
	for _, node := range nodes {
		switch node := node.(type) {
		case *syntax.Lit:
			parts = append(parts, Part{Literal: unescape(node.Value, quoted), Quoted: quoted})
		case *syntax.SglQuoted:
			if node.Dollar { // $'…' has escapes of its own
				parts = append(parts, Part{Opaque: true, Source: l.text(node), Quoted: true})
				continue
			}
			parts = append(parts, Part{Literal: node.Value, Quoted: true})
		case *syntax.DblQuoted:
			if len(node.Parts) == 0 {
				parts = append(parts, Part{Quoted: true})
			}
			parts = l.parts(parts, node.Parts, true)
		case *syntax.ParamExp:
			parts = append(parts, l.parameter(node, quoted))
		default:
			parts = append(parts, Part{Opaque: true, Source: l.text(node), Quoted: quoted})
		}
	}
	return parts
}

func (l lowerer) parameter(node *syntax.ParamExp, quoted bool) Part {
	opaque := Part{Opaque: true, Source: l.text(node), Quoted: quoted}
	if node.Param == nil || node.Excl || node.Length || node.Index != nil || node.Slice != nil || node.Repl != nil || node.Names != 0 {
		return opaque
	}
	part := Part{Parameter: node.Param.Value, Quoted: quoted, Source: opaque.Source}
	if node.Exp != nil {
		switch operator := node.Exp.Op.String(); operator {
		case "-", ":-", "=", ":=", "?", ":?", "+", ":+":
			part.Operator = operator
		default:
			return opaque
		}
		if node.Exp.Word != nil {
			argument := l.word(node.Exp.Word)
			part.Argument = &argument
		}
	}
	return part
}

// unescape takes out the backslashes that quote. Inside double quotes only
// some do.
func unescape(literal string, quoted bool) string {
	if !strings.Contains(literal, `\`) {
		return literal
	}
	var plain strings.Builder
	for i := 0; i < len(literal); i++ {
		c := literal[i]
		if c != '\\' || i+1 == len(literal) {
			plain.WriteByte(c)
			continue
		}
		next := literal[i+1]
		switch {
		case next == '\n':
			i++
		case !quoted || strings.IndexByte("$`\"\\", next) >= 0:
			plain.WriteByte(next)
			i++
		default:
			plain.WriteByte(c)
		}
	}
	return plain.String()
}
