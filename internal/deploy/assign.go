package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

// declare runs export, readonly and the like.
func (p *process) declare(command *shell.Command) {
	name := command.Words[0].Text
	exports := name == "export"
	for _, word := range command.Words[1:] {
		switch {
		case word.Text == "-x":
			exports = true
		case word.Text == "-n":
			exports = false
		case !strings.HasPrefix(word.Text, "-"):
			p.exportWord(word)
		}
	}
	for _, assignment := range command.Assignments {
		if assignment.Value != nil || assignment.Opaque {
			p.assign(assignment, exports)
			continue
		}
		if variable, found := p.local[assignment.Name]; found && exports {
			delete(p.local, assignment.Name)
			p.variables = append(p.variables, variable)
		}
	}
}

// exportWord takes the ways in which scripts export a whole env file:
// export $(grep -v '^#' .env | xargs), export $(cat .env).
func (p *process) exportWord(word shell.Word) {
	for _, field := range strings.FieldsFunc(word.Text, func(r rune) bool {
		return strings.ContainsRune(" \t\n\"'$()`<>|;", r)
	}) {
		if isEnvFile(path.Base(field)) {
			p.environmentFile(field)
			return
		}
	}
}

// environmentFile adds the variables of an env file that a script reads.
func (p *process) environmentFile(name string) {
	found := p.files.find(name, p.directory)
	source, ok := shell.Source{}, false
	if found != "" {
		source, ok = p.files.source(found)
	}
	if !ok {
		p.missing = append(p.missing, name)
		return
	}
	for _, variable := range envFileVariables(found, source.Text, nil) {
		p.set(variable, true)
	}
}

func (p *process) assign(assignment shell.Assignment, exported bool) {
	variable := Variable{Name: assignment.Name, Path: p.path, Span: assignment.Span, How: "shell variable"}
	if assignment.Value != nil && !assignment.Append {
		assigned := p.evaluate(*assignment.Value)
		variable.Value, variable.Known, variable.Fallback = assigned.text, assigned.known, assigned.fallback
		variable.ValueSpan = unquoted(assignment.Value.Text, assignment.Value.Span)
	}
	p.set(variable, exported)
}

// unquoted is the place of a word without the quotes around it.
func unquoted(word string, span text.Span) text.Span {
	if n := len(word); n >= 2 && span.Len() == n && (word[0] == '"' || word[0] == '\'') && word[n-1] == word[0] {
		return text.Span{Start: span.Start + 1, End: span.End - 1}
	}
	return span
}

// prefix sets NAME=value that stands before a command: it is the command's in
// any case, in a branch or not.
func (p *process) prefix(assignment shell.Assignment) {
	conditional := p.conditional
	p.conditional = false
	p.assign(assignment, true)
	p.conditional = conditional
	p.variables[len(p.variables)-1].How = "assignment before the command"
}

// set gives a variable its value. In a branch the value is only one of those
// it may have: of a variable that had none it is a fallback, otherwise nothing
// is known.
func (p *process) set(variable Variable, exported bool) {
	if p.conditional {
		before, set := p.lookup(variable.Name)
		switch {
		case !set:
			variable.Fallback = true
		case !before.known || before.text != variable.Value:
			variable.Value, variable.Known = "", false
		}
	}
	_, inherited := find(p.variables, variable.Name)
	if exported || inherited || p.export {
		if exported {
			variable.How = "export"
		}
		delete(p.local, variable.Name)
		p.variables = append(p.variables, variable)
		return
	}
	if p.local == nil {
		p.local = map[string]Variable{}
	}
	p.local[variable.Name] = variable
}
