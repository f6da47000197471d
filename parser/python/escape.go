package python

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/djvet/djvet/parser/text"
)

// decode gives the value of the text of a literal: escapes are replaced, lines
// end with \n, and the doubled braces of f-strings are single.
func (l *lowerer) decode(start, end uint32, p prefix) string {
	if start >= end {
		return ""
	}
	s := l.text[start:end]
	if p.bytes {
		l.checkASCII(s, start)
	}
	special := "\\\r"
	if p.raw {
		special = "\r"
	}
	if p.format {
		special += "{}"
	}
	if !strings.ContainsAny(s, special) {
		return s
	}
	d := decoder{in: s, prefix: p}
	d.run()
	if d.message != "" {
		l.fail(text.Span{Start: start + uint32(d.from), End: start + uint32(min(d.at, len(s)))}, d.message)
	}
	return string(d.out)
}

func (l *lowerer) checkASCII(s string, start uint32) {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			at := start + uint32(i)
			l.fail(text.Span{Start: at, End: at + 1}, "bytes can only hold ASCII characters")
			return
		}
	}
}

// decoder reads one literal.
type decoder struct {
	in     string
	at     int
	out    []byte
	prefix prefix
	// message tells what is wrong with the escape at from.
	message string
	from    int
}

func (d *decoder) run() {
	d.out = make([]byte, 0, len(d.in))
	for d.at < len(d.in) {
		switch c := d.in[d.at]; {
		case c == '\r':
			d.newline()
			d.out = append(d.out, '\n')
		case c == '\\' && !d.prefix.raw && d.at+1 < len(d.in):
			d.escape()
		case (c == '{' || c == '}') && d.prefix.format && d.at+1 < len(d.in) && d.in[d.at+1] == c:
			d.out = append(d.out, c)
			d.at += 2
		default:
			d.out = append(d.out, c)
			d.at++
		}
	}
}

// newline passes a line end.
func (d *decoder) newline() {
	if strings.HasPrefix(d.in[d.at:], "\r\n") {
		d.at++
	}
	d.at++
}

var simple = map[byte]byte{
	'\\': '\\', '\'': '\'', '"': '"', 'a': '\a', 'b': '\b', 'f': '\f',
	'n': '\n', 'r': '\r', 't': '\t', 'v': '\v',
}

// escape reads a backslash and what follows it.
func (d *decoder) escape() {
	c := d.in[d.at+1]
	switch {
	case simple[c] != 0:
		d.out = append(d.out, simple[c])
		d.at += 2
	case c == '\n' || c == '\r':
		d.at++
		d.newline()
	case '0' <= c && c <= '7':
		d.octal()
	case c == 'x':
		d.hex(2)
	case c == 'u' && !d.prefix.bytes:
		d.hex(4)
	case c == 'U' && !d.prefix.bytes:
		d.hex(8)
	case c == 'N' && !d.prefix.bytes:
		d.named()
	default:
		d.out = append(d.out, '\\')
		d.at++
	}
}

func (d *decoder) octal() {
	i, v := d.at+1, 0
	for ; i < len(d.in) && i < d.at+4 && '0' <= d.in[i] && d.in[i] <= '7'; i++ {
		v = v*8 + int(d.in[i]-'0')
	}
	d.at = i
	d.put(v)
}

func (d *decoder) hex(digits int) {
	from := d.at
	end := min(from+2+digits, len(d.in))
	v, err := strconv.ParseUint(d.in[from+2:end], 16, 32)
	if err != nil || end != from+2+digits || v > utf8.MaxRune {
		for end = from + 2; end < len(d.in) && end < from+2+digits && isHex(d.in[end]); end++ {
		}
		d.at = end
		d.complain(from, "the escape \\"+d.in[from+1:from+2]+" needs "+strconv.Itoa(digits)+" hexadecimal digits of a character")
		return
	}
	d.at = end
	d.put(int(v))
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func (d *decoder) complain(from int, message string) {
	if d.message == "" {
		d.from, d.message = from, message
	}
}

// named keeps \N{NAME} as it is written: the table of names is larger than all
// the rest of the program.
func (d *decoder) named() {
	end := strings.IndexByte(d.in[d.at:], '}')
	if !strings.HasPrefix(d.in[d.at:], "\\N{") || end < 0 {
		from := d.at
		d.at += 2
		d.complain(from, "the escape \\N needs the name of a character in braces")
		return
	}
	d.out = append(d.out, d.in[d.at:d.at+end+1]...)
	d.at += end + 1
}

// put writes a character or a byte. Halves of surrogate pairs, which Python
// keeps, are written as UTF-8 would be if it had them.
func (d *decoder) put(v int) {
	switch {
	case d.prefix.bytes:
		d.out = append(d.out, byte(v))
	case 0xD800 <= v && v < 0xE000:
		d.out = append(d.out, 0xE0|byte(v>>12), 0x80|byte(v>>6)&0x3F, 0x80|byte(v)&0x3F)
	default:
		d.out = utf8.AppendRune(d.out, rune(v))
	}
}
