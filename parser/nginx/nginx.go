// Package nginx reads the configuration files of nginx, as the server itself
// does (src/core/ngx_conf_file.c, nginx 1.22). It knows the shape of the
// language and where a few directives may stand; what directives do is left to
// who asks.
//
// nginx stops at the first error. This parser goes on, and marks as damaged what
// it read after it without being certain of its place.
package nginx

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/text"
)

// maxDepth is the depth of blocks that are read. nginx has no limit; five levels
// are many in real files.
const maxDepth = 100

// Parse reads a file. The tree's first error is what nginx would stop at, or a
// better guess of the place that is to blame for it; later ones may follow from
// it.
func Parse(file *text.File) *directive.Tree {
	p := &parser{scanner: scanner{data: file.Data}, file: file, tree: &directive.Tree{File: file}}
	if bytes.HasPrefix(file.Data, []byte("\ufeff")) {
		p.fail(text.Span{Start: 0, End: uint32(len("\ufeff"))}, "the file begins with a byte order mark, which nginx takes for a part of the first name")
		p.at = len("\ufeff")
	}
	for p.next() {
	}
	p.finish()
	return p.tree
}

type parser struct {
	scanner
	file *text.File
	tree *directive.Tree
	// open are the blocks that are not closed yet, outer ones first.
	open []*directive.Directive
	// lost is true once it is not certain in which block the parser is.
	lost bool
	// structural says that the first error is a directive inside a block that
	// cannot hold it.
	structural bool
	// layer is the first directive outside of every block that tells where the
	// file belongs.
	layer *directive.Directive
}

func (p *parser) fail(span text.Span, format string, arguments ...any) {
	p.tree.Errors = append(p.tree.Errors, directive.Error{Span: span, Message: fmt.Sprintf(format, arguments...)})
}

// next reads one directive, or the end of a block. It is false at the end of the
// file, or where there is no use in going on.
func (p *parser) next() bool {
	words, end, fault := p.statement()
	if fault != nil {
		p.fail(fault.Span, "%s", fault.Message)
	}
	switch {
	case len(words) > 0:
		p.add(words, end, fault != nil)
	case end == opened:
		p.begin(&directive.Directive{Block: true, Damaged: true, Span: p.last(), NameSpan: p.last()})
	}
	if end == closed {
		p.close(p.last())
	}
	return end != ended && len(p.open) <= maxDepth
}

// last is the byte that was read last.
func (p *parser) last() text.Span {
	return text.Span{Start: uint32(max(p.at-1, 0)), End: uint32(p.at)}
}

// add makes directives of words: one, or two if a semicolon between them seems
// to be missing.
func (p *parser) add(words []directive.Word, end terminator, damaged bool) {
	damaged = damaged || p.lost
	rest := p.swallowed(words)
	if rest > 0 && !damaged {
		p.simple(words[:rest], true)
		p.missingSemicolon(words[:rest], words[rest].Text)
		words, damaged = words[rest:], true
	}
	if end != opened {
		p.simple(words, damaged)
		if end == terminated {
			p.current().Whole.End = uint32(p.at)
		}
		if known, found := shapes()[words[0].Text]; found && known == block && end == terminated && !p.ownWords() && !damaged {
			p.fail(words[0].Span, "%q needs a block in braces", words[0].Text)
			p.current().Damaged = true
		}
		return
	}
	d := made(words, damaged)
	if known, found := shapes()[d.Name]; found && known == simple && !p.ownWords() && !damaged {
		d.Damaged = true
		p.missingSemicolon(words, "{")
	}
	if p.ownWords() && !damaged {
		d.Damaged = true
		p.fail(p.last(), "a block cannot stand inside %q", p.open[len(p.open)-1].Name)
	}
	p.begin(d)
}

// simple adds a directive without a block.
func (p *parser) simple(words []directive.Word, damaged bool) {
	d := made(words, damaged)
	p.misplaced(d)
	if single[d.Name] && len(d.Words) != 1 && !d.Damaged && !p.foreign() && !p.ownWords() {
		d.Damaged = true
		p.fail(d.Span, "%q takes one argument and has %d (what holds blanks needs quotation marks)", d.Name, len(d.Words))
		if len(d.Words) == 0 {
			p.tree.Errors[len(p.tree.Errors)-1].Message = strconv.Quote(d.Name) + " has no argument"
		}
	}
	list := p.list()
	*list = append(*list, d)
}

func made(words []directive.Word, damaged bool) *directive.Directive {
	first, last := words[0], words[len(words)-1]
	whole := text.Span{Start: first.Span.Start, End: last.Span.End}
	return &directive.Directive{
		Name: first.Text, NameSpan: first.Span, Words: words[1:], Span: whole, Whole: whole, Damaged: damaged,
	}
}

// list is where the next directive goes.
func (p *parser) list() *[]*directive.Directive {
	if n := len(p.open); n > 0 {
		return &p.open[n-1].Children
	}
	return &p.tree.Directives
}

// current is the directive that was added last.
func (p *parser) current() *directive.Directive {
	list := *p.list()
	return list[len(list)-1]
}

// begin opens a block.
func (p *parser) begin(d *directive.Directive) {
	d.Block = true
	d.Whole = text.Span{Start: d.Span.Start, End: uint32(p.at)}
	if n := len(p.open); n > 0 && p.open[n-1].Damaged {
		d.Damaged = true
	}
	p.misplaced(d)
	list := p.list()
	*list = append(*list, d)
	if isLua(d.Name) {
		if !p.lua() {
			d.Damaged = true
			p.fail(d.Span, "the block of %q is not closed", d.Name)
		}
		d.Whole.End = uint32(p.at)
		return
	}
	p.open = append(p.open, d)
}

// close ends the innermost block.
func (p *parser) close(brace text.Span) {
	n := len(p.open)
	if n == 0 {
		if !p.lost {
			p.fail(brace, `there is no block that "}" could close`)
		}
		p.lost = true
		return
	}
	p.open[n-1].Whole.End = brace.End
	p.open = p.open[:n-1]
}

// finish looks at the blocks that the file leaves open.
func (p *parser) finish() {
	if len(p.open) > maxDepth {
		p.fail(p.open[maxDepth].NameSpan, "the blocks are nested deeper than djvet reads")
	} else if len(p.open) > 0 {
		d := p.unclosed()
		p.fail(d.Span, `the block of %q is not closed: "}" is missing`, d.Name)
		if last := len(p.tree.Errors) - 1; p.structural && last == 1 {
			// What stood in the wrong block did so because of this.
			p.tree.Errors[0], p.tree.Errors[last] = p.tree.Errors[last], p.tree.Errors[0]
		}
	}
	for _, d := range p.open {
		d.Damaged = true
		d.Whole.End = uint32(len(p.data))
		directive.Walk(d.Children, func(inner *directive.Directive) bool {
			inner.Damaged = true
			return true
		})
	}
}
