package finding

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// Mask stands where a secret was. Its length is always the same, so that it
// does not tell the secret's.
const Mask = "********"

// Redactor masks secrets in what is printed. It is immutable and safe for
// concurrent use. A nil Redactor knows no secrets.
type Redactor struct {
	values []string              // in every form, sorted
	spans  map[string][]interval // by path, joined
}

// Redact masks every occurrence of a secret's value in a text. It is for
// sentences; source lines go through RedactLine.
func (r *Redactor) Redact(text string) string {
	if r == nil {
		return text
	}
	// A mask can complete a value together with what stands around it. That
	// hardly ever happens once, and somebody means it who makes it happen often.
	for range mostRounds {
		found := r.occurrences(text)
		if len(found) == 0 {
			return text
		}
		text = mask(text, found)
	}
	return Mask
}

const (
	// mostRounds is how often a text is masked before all of it is.
	mostRounds = 4
	// longestOverlap is the number of bytes above which occurrences of a value
	// that overlap themselves are not told apart: it would cost the square.
	longestOverlap = 256
)

// occurrences are the ranges of a text that hold a secret's value. Values that
// overlap are one range, so that nothing is left of the second.
func (r *Redactor) occurrences(text string) []interval {
	var found []interval
	for _, value := range r.values {
		for from := 0; ; {
			at := strings.Index(text[from:], value)
			if at < 0 {
				break
			}
			found = append(found, interval{start: from + at, end: from + at + len(value)})
			from += at + 1
			if len(value) > longestOverlap {
				from += len(value) - 1
			}
		}
	}
	return join(found)
}

func mask(text string, hidden []interval) string {
	var masked strings.Builder
	from := 0
	for _, part := range hidden {
		masked.WriteString(text[from:part.start])
		masked.WriteString(Mask)
		from = part.end
	}
	masked.WriteString(text[from:])
	return masked.String()
}

// Line is a source line, fit to be printed.
type Line struct {
	Text string

	hidden []interval // in the original line, joined
}

// RedactLine masks what is secret in a line of a file, counted from 1: the
// noted spans that touch it, every occurrence of a value, and, if there is
// any of these, the comment behind it, which often repeats the secret.
func (r *Redactor) RedactLine(file *text.File, line int) Line {
	source := file.Line(line)
	if r == nil {
		return Line{Text: source}
	}
	hidden := r.spansIn(file, line)
	hidden = join(append(hidden, r.occurrences(source)...))
	if len(hidden) == 0 {
		return Line{Text: source}
	}
	if comment := commentText(source, hidden[0], file.Path); comment < len(source) {
		hidden = join(append(hidden, interval{start: comment, end: len(source)}))
	}
	masked := Line{Text: mask(source, hidden), hidden: hidden}
	// The masks may complete a value together with what stands around them.
	// That is so rare that the whole line may go.
	if len(r.occurrences(masked.Text)) > 0 {
		return Line{Text: Mask, hidden: []interval{{start: 0, end: len(source)}}}
	}
	return masked
}

// spansIn are the parts of a line that noted spans cover, without the quotes
// around them, which make the masked line easier to read.
func (r *Redactor) spansIn(file *text.File, line int) []interval {
	bounds := file.LineSpan(line)
	source := file.Slice(bounds)
	var hidden []interval
	for _, span := range r.spans[file.Path] {
		start := max(span.start, int(bounds.Start)) - int(bounds.Start)
		end := min(span.end, int(bounds.End)) - int(bounds.Start)
		if start >= end {
			continue
		}
		if quote := source[start]; end-start >= 2 && (quote == '"' || quote == '\'') && source[end-1] == quote {
			start, end = start+1, end-1
		}
		hidden = append(hidden, interval{start: start, end: end})
	}
	return hidden
}

// commentText is where the text of a line's comment begins; the line's length
// if there is none. Before the first secret, a sign inside quotes does not
// count. Behind it every sign does: it is better to mask too much.
func commentText(line string, secret interval, file string) int {
	signs := "#"
	switch path.Ext(file) {
	case ".ini", ".cfg", ".conf", ".service":
		signs = "#;"
	}
	at := unquotedIndex(line[:secret.start], signs)
	if at < 0 {
		if at = strings.IndexAny(line[secret.end:], signs); at < 0 {
			return len(line)
		}
		at += secret.end
	}
	return len(line) - len(strings.TrimLeft(line[at:], signs+" \t"))
}

// unquotedIndex is the place of the first of some signs that stands outside of
// quotes; -1 if there is none.
func unquotedIndex(line, signs string) int {
	quote := byte(0)
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case quote != 0 && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case strings.IndexByte(signs, c) >= 0:
			return i
		}
	}
	return -1
}

// Span gives the place, in the masked text, of a range of bytes of the
// original line, both from 0. A place inside a mask becomes the whole mask.
func (l Line) Span(start, end int) (maskedStart, maskedEnd int) {
	return l.place(start, false), l.place(end, end > start)
}

// place moves one offset; atEnd says that it ends a range, so that inside a
// mask it becomes the mask's end.
func (l Line) place(offset int, atEnd bool) int {
	shift := 0
	for _, part := range l.hidden {
		switch {
		case offset <= part.start:
			return min(offset+shift, len(l.Text))
		case offset < part.end && atEnd:
			return part.start + shift + len(Mask)
		case offset < part.end:
			return part.start + shift
		}
		shift += len(Mask) - (part.end - part.start)
	}
	return min(offset+shift, len(l.Text))
}

// Paths are the files with a noted secret, sorted.
func (r *Redactor) Paths() []string {
	if r == nil {
		return nil
	}
	paths := make([]string, 0, len(r.spans))
	for file := range r.spans {
		paths = append(paths, file)
	}
	slices.Sort(paths)
	return paths
}
