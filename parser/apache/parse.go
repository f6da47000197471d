package apache

import (
	"bytes"
	"strings"

	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/text"
)

// maxDepth is how deep sections may lie in each other; the server has no limit,
// and no configuration comes near to this one.
const maxDepth = 200

// Parse reads a file.
func Parse(file *text.File) *directive.Tree {
	p := &parser{tree: &directive.Tree{File: file}}
	s := &scanner{data: file.Data}
	if mark := []byte("\ufeff"); bytes.HasPrefix(file.Data, mark) {
		p.fail(text.Span{End: uint32(len(mark))}, "the file begins with a byte order mark, which Apache takes for a part of the first directive's name")
		s.at = len(mark)
	}
	for {
		l, more := s.next()
		if !more {
			break
		}
		p.line(l)
	}
	p.finish()
	return p.tree
}

type parser struct {
	tree *directive.Tree
	// open are the sections that are not closed yet, outer ones first.
	open []*directive.Directive
	// skipped is how many sections are open that lie too deep.
	skipped int
}

func (p *parser) fail(span text.Span, message string) {
	p.tree.Errors = append(p.tree.Errors, directive.Error{Span: span, Message: message})
}

func (p *parser) line(l line) {
	at := l.skip(0)
	if at == len(l.text) || l.text[at] == '#' {
		return
	}
	if p.isCode() && !bytes.HasPrefix(bytes.ToLower(l.text[at:]), []byte("</perl>")) {
		return
	}
	switch {
	case l.text[at] == '<' && at+1 < len(l.text) && l.text[at+1] == '/':
		p.close(l, at)
	case l.text[at] == '<':
		p.section(l, at)
	default:
		p.directive(l, at)
	}
}

// isCode reports whether the innermost section holds a program instead of
// directives (mod_perl).
func (p *parser) isCode() bool {
	return len(p.open) > 0 && strings.EqualFold(p.open[len(p.open)-1].Name, "Perl")
}

// directive reads "Name word word".
func (p *parser) directive(l line, at int) {
	name, _, end := l.word(at, len(l.text))
	d := &directive.Directive{Name: string(name), NameSpan: l.span(at, end)}
	var last int
	d.Words, last = l.words(end, len(l.text))
	d.Span = l.span(at, max(end, last))
	d.Whole = d.Span
	p.add(d)
}

// words reads the words between two places, and gives the end of the last.
func (l line) words(at, limit int) (words []directive.Word, end int) {
	for {
		at = l.skip(at)
		if at >= limit {
			return words, end
		}
		value, quote, after := l.word(at, limit)
		words = append(words, directive.Word{Text: string(value), Quote: quote, Span: l.span(at, after)})
		at, end = after, after
	}
}

func (p *parser) add(d *directive.Directive) {
	if p.skipped > 0 {
		return
	}
	if n := len(p.open); n > 0 {
		p.open[n-1].Children = append(p.open[n-1].Children, d)
		return
	}
	p.tree.Directives = append(p.tree.Directives, d)
}

// section reads "<Name words>". The last ">" of the line closes it; whatever is
// behind that is ignored.
func (p *parser) section(l line, at int) {
	end := at + 1
	for end < len(l.text) && !isBlank(l.text[end]) {
		end++
	}
	limit := bytes.LastIndexByte(l.text, '>')
	closed := limit >= end-1
	switch {
	case closed && l.text[end-1] == '>': // <RequireAll>
		end--
		limit = end
	case !closed:
		limit = len(l.text)
	}
	d := &directive.Directive{Name: string(l.text[at+1 : end]), Block: true, NameSpan: l.span(at+1, end)}
	var last int
	d.Words, last = l.words(end, limit)
	last = max(end, last)
	if closed {
		last = limit + 1
	}
	d.Span = l.span(at, last)
	switch {
	case d.Name == "":
		d.Damaged = true
		p.fail(d.Span, "a section begins with <Name, without a blank before the name")
	case !closed && !takesNothing(d.Name):
		d.Damaged = true
		p.fail(d.Span, "<"+d.Name+" … is not closed with >")
	}
	d.Whole = d.Span
	if p.skipped > 0 || len(p.open) == maxDepth {
		if p.skipped == 0 {
			p.open[maxDepth-1].Damaged = true
			p.fail(d.Span, "sections lie in each other more than 200 times: djvet reads no further")
		}
		p.skipped++
		return
	}
	p.add(d)
	p.open = append(p.open, d)
}

// takesNothing names the sections that the server also reads without a ">",
// since they have no arguments (mod_authz_core).
func takesNothing(name string) bool {
	switch strings.ToLower(name) {
	case "requireall", "requireany", "requirenone":
		return true
	}
	return false
}

// close reads "</Name>". Where it does not fit, the innermost section that has
// the name is closed, and what lies in that is damaged.
func (p *parser) close(l line, at int) {
	end := at
	for end < len(l.text) && !isBlank(l.text[end]) {
		end++
	}
	span := l.span(at, end)
	name, closed := strings.CutSuffix(string(l.text[at+2:end]), ">")
	if p.skipped > 0 {
		p.skipped--
		return
	}
	if !closed {
		p.fail(span, "</"+name+" is not closed with > (no blank may stand before it)")
	}
	for i := len(p.open) - 1; i >= 0; i-- {
		if !strings.EqualFold(p.open[i].Name, name) {
			continue
		}
		if inner := p.open[len(p.open)-1]; closed && i < len(p.open)-1 && !p.blamed(i+1) {
			p.fail(span, "</"+name+"> closes nothing here: <"+inner.Name+"> is still open")
		}
		for _, inner := range p.open[i+1:] {
			inner.Damaged = true
			inner.Whole.End = span.Start
		}
		p.open[i].Whole.End = span.End
		p.open = p.open[:i]
		return
	}
	if len(p.open) == 0 {
		if closed {
			p.fail(span, "</"+name+"> closes nothing: no <"+name+"> is open")
		}
		return
	}
	inner := p.open[len(p.open)-1]
	inner.Damaged = true
	if closed {
		p.fail(span, "</"+name+"> closes nothing here: <"+inner.Name+"> is still open")
	}
}

// blamed reports whether one of the open sections from the i-th on is known to
// be damaged, so that what follows from that is not told again.
func (p *parser) blamed(i int) bool {
	for _, d := range p.open[i:] {
		if d.Damaged {
			return true
		}
	}
	return false
}

// finish closes what is still open at the end of the file. Inside of a section
// like IfModule the server notices that only if the condition does not hold.
func (p *parser) finish() {
	end := uint32(len(p.tree.File.Data))
	silent := p.blamed(0)
	for _, d := range p.open {
		d.Damaged = true
		d.Whole.End = end
		silent = silent || isCondition(d.Name)
		if !silent {
			p.fail(d.Span, "<"+d.Name+"> is not closed with </"+d.Name+">")
			silent = true
		}
	}
}

// isCondition names the sections that the server decides on as it reads them.
func isCondition(name string) bool {
	switch strings.ToLower(name) {
	case "ifmodule", "ifdefine", "ifversion", "iffile", "ifdirective", "ifsection":
		return true
	}
	return false
}
