package python

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// number lowers an integer or a float.
func (l *lowerer) number(span Span) Expr {
	written := l.text[span.Start:span.End]
	n := &Num{Span: span, Text: strings.ReplaceAll(written, "_", "")}
	low := strings.ToLower(n.Text)
	switch {
	case strings.Contains(written, "__") || written[len(written)-1] == '_':
		l.fail(span.Span, "a number cannot have '_' here")
		return n
	case strings.HasSuffix(low, "l"):
		return l.bad(span, "Python 2 long integer")
	case strings.HasSuffix(low, "j"):
		n.Kind = ImaginaryNumber
		n.Float, _ = strconv.ParseFloat(low[:len(low)-1], 64)
	case strings.HasPrefix(low, "0x") || strings.HasPrefix(low, "0o") || strings.HasPrefix(low, "0b"):
		n.setInt(low, 0)
	case strings.ContainsAny(low, ".e"):
		n.Kind = FloatNumber
		n.Float, _ = strconv.ParseFloat(low, 64)
	case low[0] == '0' && strings.ContainsAny(low, "89"):
		l.fail(span.Span, "a number cannot start with 0")
	case low[0] == '0' && strings.Trim(low, "0") != "":
		return l.bad(span, "Python 2 octal number")
	default:
		n.setInt(low, 10)
	}
	return n
}

func (n *Num) setInt(text string, base int) {
	v, err := strconv.ParseInt(text, base, 64)
	if err != nil {
		n.Kind, v = BigIntNumber, 0
	}
	n.Int = v
}

// prefix is what stands before the quotes of a string, and the quotes.
type prefix struct {
	raw, bytes, format, template, python2 bool
	size, quotes                          uint32 // in bytes
}

func (l *lowerer) prefix(start uint32) prefix {
	p := prefix{quotes: 1}
	unicode := false
	for ; ; p.size++ {
		switch c := l.src[start+p.size]; c {
		case 'r', 'R':
			p.raw = true
			continue
		case 'b', 'B':
			p.bytes = true
			continue
		case 'f', 'F':
			p.format = true
			continue
		case 't', 'T':
			p.format, p.template = true, true
			continue
		case 'u', 'U':
			unicode = true
			continue
		case '`':
			p.python2 = true
		default:
			if bytes.HasPrefix(l.src[start+p.size:], []byte{c, c, c}) {
				p.quotes = 3
			}
		}
		break
	}
	p.python2 = p.python2 || unicode && p.raw
	return p
}

// str lowers one literal.
func (l *lowerer) str(i uint32) Expr {
	span := l.span(i)
	p := l.prefix(span.Start)
	if e := l.odd(p, span); e != nil {
		return e
	}
	if p.format {
		return &FString{Span: span, Parts: l.parts(nil, i, p)}
	}
	return &Str{Span: span, Value: l.plain(span.Span, p), Bytes: p.bytes}
}

// odd gives a Bad for the literals that are not Python 3's.
func (l *lowerer) odd(p prefix, span Span) Expr {
	switch {
	case p.python2 && l.src[span.Start] == '`':
		return l.bad(span, "Python 2 backticks")
	case p.python2:
		return l.bad(span, "Python 2 string prefix")
	case p.template:
		return l.bad(span, "template string")
	}
	return nil
}

// plain is the value of a literal that is not an f-string.
func (l *lowerer) plain(span text.Span, p prefix) string {
	return l.decode(span.Start+p.size+p.quotes, span.End-p.quotes, p)
}

// concatenated joins adjacent literals: to a Str, or to an FString if one of
// them is.
func (l *lowerer) concatenated(i uint32) Expr {
	span := l.span(i)
	kids := l.kids(i)
	var pieces []text.Span
	var format, asBytes, asText bool
	var odd Expr
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		p := l.prefix(l.raw[k].start)
		pieces = append(pieces, l.span(k).Span)
		format = format || p.format
		asBytes, asText = asBytes || p.bytes, asText || !p.bytes
		if e := l.odd(p, span); e != nil {
			odd = e
		}
	}
	if odd != nil {
		return odd
	}
	if asBytes && asText {
		l.fail(span.Span, "cannot mix bytes and text")
	}
	if format {
		return l.joined(i)
	}
	var value strings.Builder
	for _, piece := range pieces {
		value.WriteString(l.plain(piece, l.prefix(piece.Start)))
	}
	return &Str{Span: span, Value: value.String(), Bytes: asBytes, Pieces: pieces}
}

// joined lowers adjacent literals with an f-string among them.
func (l *lowerer) joined(i uint32) Expr {
	f := &FString{Span: l.span(i)}
	kids := l.kids(i)
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		p := l.prefix(l.raw[k].start)
		if p.format {
			f.Parts = l.parts(f.Parts, k, p)
			continue
		}
		l.nodes++
		f.Parts = append(f.Parts, &Str{Span: l.span(k), Value: l.plain(l.span(k).Span, p), Bytes: p.bytes})
	}
	return f
}

// parts lowers the literal text and the fields of an f-string.
func (l *lowerer) parts(parts []Expr, i uint32, p prefix) []Expr {
	from := l.raw[i].start + p.size + p.quotes
	end := l.raw[i].end - p.quotes
	return l.fields(parts, l.kids(i), from, end, p)
}

// fields lowers the text from one offset to another and the fields in it.
func (l *lowerer) fields(parts []Expr, kids kids, from, end uint32, p prefix) []Expr {
	for k, ok := kids.next(); ok; k, ok = kids.next() {
		if l.raw[k].kind != kInterpolation {
			continue
		}
		parts = l.literal(parts, from, l.raw[k].start, p)
		parts = append(parts, l.replacement(k, p))
		from = l.raw[k].end
	}
	return l.literal(parts, from, end, p)
}

func (l *lowerer) literal(parts []Expr, from, to uint32, p prefix) []Expr {
	if from >= to {
		return parts
	}
	l.nodes++
	return append(parts, &Str{Span: Span{text.Span{Start: from, End: to}}, Value: l.decode(from, to, p)})
}

// replacement lowers one {…}.
func (l *lowerer) replacement(i uint32, p prefix) Expr {
	l.nodes++
	r := &Replacement{Span: l.span(i)}
	kids := l.kids(i)
	value := kids.take()
	r.Value = l.expr(value)
	after := r.End - 1
	if kids.rest() > 0 {
		after = l.raw[kids.at].start
	}
	if value != none {
		r.Equals = bytes.IndexByte(l.mask[l.raw[value].end:after], '=') >= 0
	}
	if kids.peek() == kTypeConversion {
		k := kids.take()
		r.Conversion = l.mask[l.raw[k].end-1]
		if r.Conversion != 'r' && r.Conversion != 's' && r.Conversion != 'a' {
			l.fail(l.span(k).Span, "expected !r, !s or !a")
		}
	}
	if kids.peek() == kFormatSpecifier {
		r.Format = l.format(kids.take(), p)
	}
	return r
}

// format lowers what follows the colon: a Str, or an FString if it has fields.
func (l *lowerer) format(i uint32, p prefix) Expr {
	span := l.span(i)
	span.Start++
	parts := l.fields(nil, l.kids(i), span.Start, span.End, p)
	switch {
	case len(parts) == 0:
		l.nodes++
		return &Str{Span: span}
	case len(parts) == 1:
		if s, ok := parts[0].(*Str); ok {
			return s
		}
	}
	l.nodes++
	return &FString{Span: span, Parts: parts}
}
