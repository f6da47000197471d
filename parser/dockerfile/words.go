package dockerfile

import (
	"encoding/json"
	"strings"

	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

// Pair is NAME=value of ENV, ARG or LABEL.
type Pair struct {
	Name string
	// Value is the value before Expand, with its quotes.
	Value shell.Source
	// HasValue is false for ARG NAME.
	HasValue bool
	// Span is the pair.
	Span text.Span
}

// Pairs reads the arguments of ENV, ARG or LABEL in both forms: NAME=value …,
// and the old NAME value, whose value goes on to the end of the line.
func (i Instruction) Pairs() []Pair {
	words := i.Words()
	if len(words) == 0 {
		return nil
	}
	if first := words[0]; i.Keyword != "ARG" && !strings.Contains(first.Text, "=") {
		start := strings.Index(i.Arguments.Text, first.Text) + len(first.Text)
		value := trim(i.Arguments.Slice(start, len(i.Arguments.Text)))
		return []Pair{{Name: first.Text, Value: value, HasValue: value.Text != "", Span: i.Arguments.Whole()}}
	}
	var pairs []Pair
	for _, word := range words {
		name, value, found := strings.Cut(word.Text, "=")
		if name == "" {
			continue
		}
		pairs = append(pairs, Pair{
			Name:     strings.Trim(name, `"'`),
			Value:    word.Slice(len(word.Text)-len(value), len(word.Text)),
			HasValue: found,
			Span:     word.Whole(),
		})
	}
	return pairs
}

// Words cuts the arguments at blanks outside quotes. The words keep their
// quotes and escapes.
func (i Instruction) Words() []shell.Source {
	var words []shell.Source
	input := i.Arguments.Text
	for at := 0; at < len(input); {
		if input[at] == ' ' || input[at] == '\t' {
			at++
			continue
		}
		start := at
		quote := byte(0)
		for at < len(input) && (quote != 0 || input[at] != ' ' && input[at] != '\t') {
			switch c := input[at]; {
			case c == i.Escape && quote != '\'' && at+1 < len(input):
				at++
			case quote == 0 && (c == '"' || c == '\''):
				quote = c
			case c == quote:
				quote = 0
			}
			at++
		}
		words = append(words, i.Arguments.Slice(start, at))
	}
	return words
}

// Value is what a variable stands for, or what a word expands to.
type Value struct {
	Text string
	// Known is false if the text cannot be told.
	Known bool
	// Absent, of a variable, says that nothing seen sets it. With Known it is
	// not set at all, and empty; without, something unseen (a build argument,
	// the base image) may set it, and ${NAME:-word} falls back to the word.
	Absent bool
	// Fallback, of a word, says that it holds such a fallback.
	Fallback bool
}

// Expand takes quotes and escapes out of a word and replaces $NAME, ${NAME},
// ${NAME:-word} and ${NAME:+word}, as docker does in ENV, WORKDIR, COPY and
// the like. Other manipulations are not known.
func (i Instruction) Expand(word string, lookup func(name string) Value) Value {
	e := expander{input: word, escape: i.Escape, lookup: lookup, known: true}
	expanded := e.until(0, 0)
	if !e.known {
		return Value{}
	}
	return Value{Text: expanded, Known: true, Fallback: e.fallback}
}

type expander struct {
	input    string
	at       int
	escape   byte
	lookup   func(string) Value
	known    bool
	fallback bool
}

// until expands up to an unquoted stop byte, or to the end if stop is 0.
func (e *expander) until(stop byte, depth int) string {
	var out strings.Builder
	quote := byte(0)
	for e.at < len(e.input) {
		c := e.input[e.at]
		switch {
		case quote == 0 && stop != 0 && c == stop:
			return out.String()
		case quote == '\'':
			if c == '\'' {
				quote = 0
			} else {
				out.WriteByte(c)
			}
		case c == e.escape && e.at+1 < len(e.input):
			next := e.input[e.at+1]
			if quote == '"' && next != '"' && next != '$' && next != e.escape {
				out.WriteByte(c)
			}
			out.WriteByte(next)
			e.at++
		case c == '"' || c == '\'' && quote == 0:
			if quote == c {
				quote = 0
			} else {
				quote = c
			}
		case c == '$':
			out.WriteString(e.variable(depth))
			continue
		default:
			out.WriteByte(c)
		}
		e.at++
	}
	return out.String()
}

// variable reads what begins at a dollar sign and moves behind it.
func (e *expander) variable(depth int) string {
	e.at++
	if e.at < len(e.input) && e.input[e.at] == '{' && depth < 20 {
		e.at++
		name := e.name()
		operator := ""
		for _, candidate := range []string{":-", ":+", "-", "+", ":?", "?"} {
			if strings.HasPrefix(e.input[e.at:], candidate) {
				operator = candidate
				e.at += len(candidate)
				break
			}
		}
		if operator == "" && (e.at == len(e.input) || e.input[e.at] != '}') {
			e.known = false // ${NAME#pattern} and the like
		}
		outer := e.known
		word := e.until('}', depth+1)
		wordKnown := e.known
		e.known = outer
		if e.at < len(e.input) {
			e.at++
		}
		variable := e.lookup(name)
		empty := variable.Absent || variable.Known && variable.Text == ""
		switch operator {
		case ":-", "-":
			if empty && (operator == ":-" || variable.Absent) {
				e.known = e.known && wordKnown
				e.fallback = e.fallback || !variable.Known
				return word
			}
		case ":+", "+":
			if variable.Known && !empty {
				e.known = e.known && wordKnown
				return word
			}
			e.known = e.known && variable.Known
			return ""
		}
		e.known = e.known && variable.Known
		return variable.Text
	}
	name := e.name()
	if name == "" {
		return "$"
	}
	variable := e.lookup(name)
	e.known = e.known && variable.Known
	return variable.Text
}

func (e *expander) name() string {
	start := e.at
	for e.at < len(e.input) {
		c := e.input[e.at]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || '0' <= c && c <= '9') {
			break
		}
		e.at++
	}
	return e.input[start:e.at]
}

// jsonWords reads the JSON form. Docker takes what is no JSON array of strings
// as shell text, and so does this.
func jsonWords(source shell.Source) ([]shell.Word, bool) {
	if !strings.HasPrefix(source.Text, "[") {
		return nil, false
	}
	var values []*string
	if json.Unmarshal([]byte(source.Text), &values) != nil {
		return nil, false
	}
	words := make([]shell.Word, 0, len(values))
	at := 1
	for _, value := range values {
		if value == nil { // [null]
			return nil, false
		}
		open := at + strings.IndexByte(source.Text[at:], '"')
		end := open + 1
		for source.Text[end] != '"' {
			if source.Text[end] == '\\' {
				end++
			}
			end++
		}
		words = append(words, shell.Word{
			Span:  source.Span(open+1, end),
			Text:  source.Text[open+1 : end],
			Parts: []shell.Part{{Literal: *value, Quoted: true}},
		})
		at = end + 1
	}
	return words, true
}
