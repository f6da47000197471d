package nginx

import (
	"bytes"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/text"
)

// shown are words as a message repeats them: the first ones.
func shown(words []directive.Word) string {
	const enough = 3
	var parts []string
	for i, word := range words {
		if i == enough {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, strings.Join(strings.Fields(word.Text), " "))
	}
	text := strings.Join(parts, " ")
	if runes := []rune(text); len(runes) > 60 {
		text = string(runes[:60]) + "…"
	}
	return text
}

// missingSemicolon reports that words lack their semicolon before what follows.
func (p *parser) missingSemicolon(words []directive.Word, next string) {
	span := text.Span{Start: words[0].Span.Start, End: words[len(words)-1].Span.End}
	missing := ";"
	if len(words) == 1 && (words[0].Text == "server" || shapes()[words[0].Text] == block) {
		missing = "{"
	}
	p.fail(span, `%q is missing after "%s", before "%s"`, missing, shown(words), next)
	p.tree.Errors[len(p.tree.Errors)-1].Accepted = next != "{" && anyNumber[words[0].Text]
}

// swallowed gives the place in words where another directive begins, because
// the semicolon before it is missing: the name of a directive stands at the start
// of a line. It is 0 if there is none. nginx does not always refuse this: it takes
// the name for one more argument of server_name.
func (p *parser) swallowed(words []directive.Word) int {
	if len(words) < 2 || p.foreign() {
		return 0
	}
	if p.ownWords() {
		// A line of map has two words (ngx_http_map in ngx_http_map_module.c).
		if p.open[len(p.open)-1].Name == "map" && len(words) > 2 && p.startsLine(words[2]) && !p.startsLine(words[1]) {
			return 2
		}
		return 0
	}
	switch words[0].Text {
	case "log_format", "valid_referers", "include", "if", "set", "return":
		return 0
	}
	for i := 1; i < len(words); i++ {
		word := words[i]
		if word.Quote != 0 || shapes()[word.Text] == 0 && word.Text != "server" || !p.startsLine(word) {
			continue
		}
		if i == 1 && !alone[words[0].Text] && words[0].Text != "server" {
			continue
		}
		return i
	}
	return 0
}

// startsLine reports whether nothing stands before a word in its line.
func (p *parser) startsLine(word directive.Word) bool {
	start := int(word.Span.Start)
	line := bytes.LastIndexByte(p.data[:start], '\n') + 1
	return len(bytes.TrimLeft(p.data[line:start], " \t\r")) == 0
}

// ownWords reports whether the lines of the current block are no directives.
func (p *parser) ownWords() bool {
	n := len(p.open)
	return n > 0 && ownWords[p.open[n-1].Name]
}

// foreign reports whether the parser is in a block of which it does not know
// what may stand in it.
func (p *parser) foreign() bool {
	return slices.ContainsFunc(p.open, func(d *directive.Directive) bool {
		return d.Name != "server" && shapes()[d.Name] != block || d.Name == "mail" || d.Name == "stream"
	})
}

// misplaced reports a directive that cannot stand where it does. As a rule a
// brace is missing, or there is one too many.
func (p *parser) misplaced(d *directive.Directive) {
	places, known := inside[d.Name]
	if !known || d.Damaged || p.lost || p.foreign() || p.ownWords() || d.Name == "server" && !d.Block {
		return
	}
	n := len(p.open)
	if n == 0 {
		p.beside(d)
		return
	}
	outer := p.open[n-1].Name
	if strings.Contains(places, " "+outer+" ") {
		return
	}
	d.Damaged, p.lost = true, true
	p.structural = true
	p.fail(d.Span, "%q cannot stand inside %q", d.Name, outer)
}

// beside reports a directive outside of every block that cannot stand beside one
// before it, wherever the file is included.
func (p *parser) beside(d *directive.Directive) {
	layer := layers[d.Name]
	if layer == 0 {
		return
	}
	if p.layer == nil {
		p.layer = d
		return
	}
	if layers[p.layer.Name] == layer {
		return
	}
	d.Damaged, p.lost = true, true
	p.fail(d.Span, "%q stands outside of every block, beside %q", d.Name, p.layer.Name)
}

// unclosed guesses which block lacks its brace: one whose content goes on at its
// own indentation, or else the innermost that is open at the end.
func (p *parser) unclosed() *directive.Directive {
	var found *directive.Directive
	var search func(d *directive.Directive)
	search = func(d *directive.Directive) {
		for _, inner := range d.Children {
			if found == nil && inner.Block {
				search(inner)
			}
			if found == nil && p.startsLine(word(d)) && p.startsLine(word(inner)) && p.column(inner) <= p.column(d) {
				found = d
			}
		}
	}
	search(p.open[0])
	if found == nil {
		found = p.open[len(p.open)-1]
	}
	return found
}

func word(d *directive.Directive) directive.Word { return directive.Word{Span: d.NameSpan} }

func (p *parser) column(d *directive.Directive) int {
	_, column := p.file.Position(d.Span.Start)
	return column
}
