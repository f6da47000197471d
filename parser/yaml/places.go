package yaml

import (
	"bytes"
	"strings"
	"unicode/utf8"

	yamlv3 "gopkg.in/yaml.v3"

	"github.com/djvet/djvet/parser/shell"
)

// places turns the library's lines and columns into byte offsets and finds the
// ends of scalars.
type places struct {
	data  []byte
	lines []int // offsets at which a line starts, as the library counts lines
}

// newPlaces makes the line table. YAML 1.1 and the library end lines also with
// NEL, LS and PS.
func newPlaces(data []byte) *places {
	p := &places{data: data, lines: []int{0}}
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		p.lines[0] = len("\ufeff")
	}
	for i := 0; i < len(data); i++ {
		width := 0
		switch {
		case data[i] == '\r' && i+1 < len(data) && data[i+1] == '\n':
			width = 2
		case data[i] == '\n' || data[i] == '\r':
			width = 1
		case bytes.HasPrefix(data[i:], []byte("\u0085")):
			width = 2
		case bytes.HasPrefix(data[i:], []byte("\u2028")), bytes.HasPrefix(data[i:], []byte("\u2029")):
			width = 3
		}
		if width > 0 {
			i += width - 1
			p.lines = append(p.lines, i+1)
		}
	}
	return p
}

// offset is the byte offset of a line and a column, both from 1, the column in
// characters.
func (p *places) offset(line, column int) uint32 {
	if line < 1 {
		return 0
	}
	if line > len(p.lines) {
		return uint32(len(p.data))
	}
	at := p.lines[line-1]
	for ; column > 1 && at < len(p.data); column-- {
		_, size := utf8.DecodeRune(p.data[at:])
		at += size
	}
	return uint32(min(at, len(p.data)))
}

// scalar finds the end of a scalar that starts at its Span, and whether its
// value stands there letter by letter.
func (l *lowerer) scalar(node *Node, style yamlv3.Style) {
	data := l.places.data
	at := l.places.skipProperties(int(node.Span.Start))
	node.Span.Start, node.Span.End = uint32(at), uint32(at)
	if at >= len(data) {
		return
	}
	switch {
	case style&yamlv3.DoubleQuotedStyle != 0 && data[at] == '"':
		end := at + 1
		for end < len(data) && data[end] != '"' {
			if data[end] == '\\' {
				end++
			}
			end++
		}
		l.quoted(node, at, min(end, len(data)))
	case style&yamlv3.SingleQuotedStyle != 0 && data[at] == '\'':
		end := at + 1
		for end < len(data) {
			if data[end] == '\'' {
				if end+1 >= len(data) || data[end+1] != '\'' {
					break
				}
				end++
			}
			end++
		}
		l.quoted(node, at, min(end, len(data)))
	case style&(yamlv3.LiteralStyle|yamlv3.FoldedStyle) != 0:
		node.Span.End = uint32(l.places.blockEnd(at))
		if style&yamlv3.LiteralStyle != 0 {
			node.block = l.places.literal(at, node.Value)
		}
	case bytes.HasPrefix(data[at:], []byte(node.Value)):
		node.Span.End = uint32(at + len(node.Value))
		node.content, node.verbatim = node.Span, true
	default: // a plain scalar over several lines, or an alias's odd start
		node.Span.End = uint32(at + lineLength(data[at:]))
	}
}

func (l *lowerer) quoted(node *Node, start, end int) {
	data := l.places.data
	node.Span.End = uint32(min(end+1, len(data)))
	if string(data[start+1:max(end, start+1)]) == node.Value {
		node.content.Start, node.content.End = uint32(start+1), uint32(end)
		node.verbatim = true
	}
}

// skipProperties moves over "&anchor" and "!tag" before a scalar.
func (p *places) skipProperties(at int) int {
	for at < len(p.data) && (p.data[at] == '&' || p.data[at] == '!') {
		end := at
		for end < len(p.data) && strings.IndexByte(" \t\r\n", p.data[end]) < 0 {
			end++
		}
		next := end
		for next < len(p.data) && strings.IndexByte(" \t", p.data[next]) >= 0 {
			next++
		}
		if next == end || next == len(p.data) {
			return end
		}
		at = next
	}
	return at
}

// blockEnd is the end of a literal or folded block whose header is at start:
// the last line that is indented at least as its first one.
func (p *places) blockEnd(start int) int {
	at := start + lineLength(p.data[start:])
	end, indent := at, -1
	for at < len(p.data) {
		next := at
		for next < len(p.data) && (p.data[next] == '\n' || p.data[next] == '\r') {
			next++
		}
		line := p.data[next : next+lineLength(p.data[next:])]
		blanks := len(line) - len(bytes.TrimLeft(line, " "))
		if blanks < len(line) {
			if indent < 0 {
				indent = blanks
			}
			if blanks < indent || indent == 0 {
				break
			}
			end = next + len(line)
		}
		if next == at && len(line) == 0 {
			break
		}
		at = next + len(line)
	}
	return end
}

func lineLength(data []byte) int {
	if end := bytes.IndexAny(data, "\r\n"); end >= 0 {
		return end
	}
	return len(data)
}

// literal gives the places of the lines of a literal block whose header is at
// start; nil if they do not stand there as the value has them.
func (p *places) literal(start int, value string) *shell.Source {
	var pieces []shell.Source
	at := start + lineLength(p.data[start:])
	for line := range strings.Lines(value) {
		at = p.nextLine(at)
		text := strings.TrimRight(line, "\n")
		end := at + lineLength(p.data[min(at, len(p.data)):])
		if at > len(p.data) || !bytes.HasSuffix(p.data[at:end], []byte(text)) {
			return nil
		}
		if strings.TrimLeft(string(p.data[at:end-len(text)]), " ") != "" {
			return nil
		}
		pieces = append(pieces, shell.At(line, uint32(end-len(text))))
		at = end
	}
	joined := shell.Join(pieces...)
	return &joined
}

// nextLine is the start of the line behind a line's end.
func (p *places) nextLine(end int) int {
	if end+1 < len(p.data) && p.data[end] == '\r' && p.data[end+1] == '\n' {
		return end + 2
	}
	return end + 1
}
