package python

import (
	"bytes"

	"github.com/djvet/djvet/parser/text"
)

// aliases lowers the names of an import, which ends at end.
func (l *lowerer) aliases(kids kids, end uint32) []Alias {
	if last := l.raw[kids.end-1].end; l.mask[end-1] != ')' && bytes.IndexByte(l.mask[last:end], ',') >= 0 {
		l.fail(text.Span{Start: last, End: end}, "unexpected ','")
	}
	names := make([]Alias, 0, kids.rest())
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		a := Alias{Span: l.span(k)}
		if l.raw[k].kind == kAliasedImport {
			parts := l.kids(k)
			name, as := parts.take(), parts.take()
			if name == none || as == none {
				l.fail(a.Span.Span, "invalid syntax")
				continue
			}
			a.Name = l.dotted(l.raw[name].start, l.raw[name].end)
			a.AsName = l.name(as)
		} else {
			a.Name = l.dotted(a.Start, a.End)
		}
		names = append(names, a)
	}
	return names
}

func (l *lowerer) importFrom(i uint32) Stmt {
	s := &FromImport{Span: l.span(i)}
	kids := l.kids(i)
	if l.raw[i].kind == kFutureImport {
		start := s.Start + uint32(bytes.Index(l.mask[s.Start:s.End], []byte("__future__")))
		s.Module = "__future__"
		s.ModuleSpan = text.Span{Start: start, End: start + uint32(len(s.Module))}
	} else {
		l.module(s, kids.take())
	}
	if kids.peek() == kWildcardImport {
		s.Star = true
		return s
	}
	s.Names = l.aliases(kids, s.End)
	for _, a := range s.Names {
		if bytes.IndexByte([]byte(a.Name), '.') >= 0 {
			l.fail(a.Span.Span, "a dotted name cannot be imported from a module")
		}
	}
	return s
}

// module lowers the name after from, with its dots.
func (l *lowerer) module(s *FromImport, i uint32) {
	if i == none {
		l.fail(s.Span.Span, "invalid syntax")
		return
	}
	start, end := l.raw[i].start, l.raw[i].end
	s.ModuleSpan = text.Span{Start: start, End: end}
	for start < end && (l.mask[start] == '.' || l.mask[start] == ' ') {
		if l.mask[start] == '.' {
			s.Level++
		}
		start++
	}
	s.Module = l.dotted(start, end)
}
