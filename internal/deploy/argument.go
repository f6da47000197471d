package deploy

import (
	"strings"

	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

// argument is a word of a command after expansion.
type argument struct {
	// text is the word; where it is not known, as it is written.
	text  string
	known bool
	// fallback is true if it holds the fallback of a variable that the host
	// may set.
	fallback bool
	path     string
	span     text.Span
}

func (a argument) reference(value, how string) *Reference {
	return &Reference{Value: value, Path: a.path, Span: a.tail(value), How: how}
}

// tail is the place of value, if it ends the word as it is written, with or
// without quotes around the word; otherwise that of the word.
func (a argument) tail(value string) text.Span {
	if !a.known || !strings.HasSuffix(a.text, value) {
		return a.span
	}
	switch end := a.span.End; a.span.Len() {
	case len(a.text):
		return text.Span{Start: end - uint32(len(value)), End: end}
	case len(a.text) + 2:
		return text.Span{Start: end - 1 - uint32(len(value)), End: end - 1}
	}
	return a.span
}

// literal makes arguments of words in which nothing is expanded (the JSON form
// of CMD, compose lists).
func literal(path string, words []shell.Word) []argument {
	arguments := make([]argument, 0, len(words))
	for _, word := range words {
		value, known := word.Literal()
		if !known {
			value = word.Text
		}
		arguments = append(arguments, argument{text: value, known: known, path: path, span: word.Span})
	}
	return arguments
}

// split makes arguments of a command line that no shell sees.
func split(path string, source shell.Source) []argument {
	words, _ := shell.Split(source)
	return literal(path, words)
}

// value is what a word or variable expands to.
type value struct {
	text     string
	known    bool
	fallback bool
}

// expand gives the arguments that a word becomes: "$@" becomes any number, and
// a variable outside quotes is cut at blanks, as the shell does.
func (p *process) expand(word shell.Word) []argument {
	if len(word.Parts) == 1 && (word.Parts[0].Parameter == "@" || word.Parts[0].Parameter == "*") {
		if p.arguments == nil {
			return []argument{{text: word.Text, path: p.path, span: word.Span}}
		}
		if word.Parts[0].Parameter == "*" && word.Parts[0].Quoted { // one word
			joined := argument{text: strings.Join(texts(p.arguments), " "), known: true, path: p.path, span: word.Span}
			for _, given := range p.arguments {
				joined.known = joined.known && given.known
			}
			return []argument{joined}
		}
		return p.arguments
	}
	whole := p.evaluate(word)
	first := argument{text: whole.text, known: whole.known, fallback: whole.fallback, path: p.path, span: word.Span}
	if !whole.known {
		first.text = p.partly(word)
		return []argument{first}
	}
	if len(word.Parts) == 1 && word.Parts[0].Parameter != "" && !word.Parts[0].Quoted {
		var arguments []argument
		for _, field := range strings.Fields(whole.text) {
			first.text = field
			arguments = append(arguments, first)
		}
		return arguments
	}
	return []argument{first}
}

// evaluate expands a word without cutting it.
func (p *process) evaluate(word shell.Word) value {
	var out strings.Builder
	fallback := false
	for _, part := range word.Parts {
		expanded := p.part(part)
		if !expanded.known {
			return value{}
		}
		fallback = fallback || expanded.fallback
		out.WriteString(expanded.text)
	}
	return value{out.String(), true, fallback}
}

// partly is a word in which what is known is expanded and the rest stays as it
// is written, so that options can be told from values.
func (p *process) partly(word shell.Word) string {
	var out strings.Builder
	for _, part := range word.Parts {
		if expanded := p.part(part); expanded.known {
			out.WriteString(expanded.text)
		} else {
			out.WriteString(part.Source)
		}
	}
	return out.String()
}

func (p *process) part(part shell.Part) value {
	switch {
	case part.Opaque:
		return value{}
	case part.Parameter == "":
		return value{part.Literal, true, false}
	}
	current, set := p.lookup(part.Parameter)
	argument := func() value {
		if part.Argument == nil {
			return value{"", true, false}
		}
		return p.evaluate(*part.Argument)
	}
	switch part.Operator {
	case ":-", "-", ":=", "=":
		if set && (current.text != "" || !current.known || part.Operator[0] != ':') {
			return current
		}
		fallen := argument()
		// What the repository sets to nothing is nothing; what it does not
		// set, the host may.
		fallen.fallback = fallen.fallback || !set
		return fallen
	case ":+", "+":
		if !set || !current.known {
			return value{}
		}
		if current.text == "" && part.Operator[0] == ':' {
			return value{"", true, current.fallback}
		}
		return argument()
	}
	if !set {
		return value{}
	}
	return current
}

// lookup is a variable or positional parameter of the shell, and whether the
// repository sets it.
func (p *process) lookup(name string) (value, bool) {
	if len(name) == 1 && name[0] >= '0' && name[0] <= '9' {
		index := int(name[0] - '1')
		if name == "0" || p.arguments == nil {
			return value{}, name == "0"
		}
		if index >= len(p.arguments) {
			return value{"", true, false}, true
		}
		given := p.arguments[index]
		return value{given.text, given.known, given.fallback}, true
	}
	if variable, found := p.local[name]; found {
		return value{variable.Value, variable.Known, variable.Fallback}, true
	}
	if variable, found := find(p.variables, name); found {
		return value{variable.Value, variable.Known, variable.Fallback}, true
	}
	return value{}, false
}

// find is the variable of that name that stands, if any does.
func find(variables []Variable, name string) (Variable, bool) {
	for i := len(variables) - 1; i >= 0; i-- {
		if variables[i].Name == name {
			return variables[i], !variables[i].Unset
		}
	}
	return Variable{}, false
}
