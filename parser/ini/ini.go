// Package ini reads the ini dialects of deployment files: uWSGI's, systemd's
// and that of Python's configparser, which supervisor uses. They differ in
// what separates a key from its value, what starts a comment and how a value
// goes on in the next line; a Dialect says which.
package ini

import (
	"strings"

	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

// Dialect says how a file is read.
type Dialect struct {
	// Separators are the bytes that end a key.
	Separators string
	// Comments are the bytes that start a comment at a line's start.
	Comments string
	// InlineComments start one behind a blank, inside a line.
	InlineComments string
	// Backslash: a line that ends in a backslash goes on in the next one.
	Backslash bool
	// Indent: an indented line goes on with the value above it.
	Indent bool
}

// UWSGI is the dialect of core/ini.c: only "=" separates, a line without one
// is a key, comments fill lines, nothing is continued.
func UWSGI() Dialect { return Dialect{Separators: "=", Comments: ";#"} }

// Systemd is the dialect of systemd.syntax(7).
func Systemd() Dialect { return Dialect{Separators: "=", Comments: ";#", Backslash: true} }

// Supervisor is the dialect of supervisor's configparser.
func Supervisor() Dialect {
	return Dialect{Separators: "=:", Comments: ";#", InlineComments: ";#", Indent: true}
}

// Section is "[name]" and the entries below it. Entries before the first
// section are in one without a name.
type Section struct {
	Name    string
	Span    text.Span // of the line "[name]", without blanks around it
	Entries []Entry
}

// Entry is "key = value".
type Entry struct {
	Key string
	// Value is the value without blanks around it; the lines of a continued
	// value are joined with a blank (backslash) or a newline (indent).
	Value shell.Source
	// HasValue is false for a line without separator.
	HasValue bool
	// Span is the entry from its key to the end of its value; KeySpan the key.
	Span, KeySpan text.Span
}

// Damage is a line that is neither section, entry nor comment.
type Damage struct {
	Span    text.Span
	Message string
}

// Parse reads a file. Sections and entries stand in the file's order, those of
// the same name each by itself.
func Parse(file *text.File, dialect Dialect) (sections []Section, damages []Damage) {
	sections = []Section{{}}
	for number := 1; number <= file.Lines(); number++ {
		line := trimmed(file, number)
		switch {
		case line.Text == "" || strings.IndexByte(dialect.Comments, line.Text[0]) >= 0:
			continue
		case line.Text[0] == '[':
			end := strings.IndexByte(line.Text, ']')
			if end < 0 {
				damages = append(damages, Damage{Span: line.Whole(), Message: "the section's name is not closed with ]"})
				end = len(line.Text)
			}
			sections = append(sections, Section{Name: strings.TrimSpace(line.Text[1:end]), Span: line.Whole()})
			continue
		}
		var lines []shell.Source
		lines, number = dialect.continued(file, number, line)
		entry := dialect.entry(lines)
		if entry.Key == "" {
			damages = append(damages, Damage{Span: line.Whole(), Message: "there is no key before the value"})
			continue
		}
		section := &sections[len(sections)-1]
		section.Entries = append(section.Entries, entry)
	}
	if len(sections[0].Entries) == 0 {
		sections = sections[1:]
	}
	return sections, damages
}

// continued gathers the lines of the entry that starts with line, and the
// number of the last of them.
func (d Dialect) continued(file *text.File, number int, line shell.Source) ([]shell.Source, int) {
	lines := []shell.Source{d.withoutComment(line)}
	if d.Backslash {
		for number < file.Lines() && strings.HasSuffix(lines[len(lines)-1].Text, `\`) {
			last := lines[len(lines)-1]
			lines[len(lines)-1] = last.Slice(0, len(last.Text)-1)
			// Comments between continued lines are left out.
			for number++; number < file.Lines(); number++ {
				next := trimmed(file, number)
				if next.Text == "" || strings.IndexByte(d.Comments, next.Text[0]) < 0 {
					break
				}
			}
			lines = append(lines, trimmed(file, number))
		}
	}
	if d.Indent {
		for number < file.Lines() {
			next := trimmed(file, number+1)
			raw := file.Line(number + 1)
			if next.Text != "" && raw[0] != ' ' && raw[0] != '\t' {
				break
			}
			number++
			if next.Text != "" && strings.IndexByte(d.Comments, next.Text[0]) < 0 {
				lines = append(lines, d.withoutComment(next))
			}
		}
	}
	return lines, number
}

func (d Dialect) entry(lines []shell.Source) Entry {
	first := lines[0]
	at := strings.IndexAny(first.Text, d.Separators)
	if at < 0 {
		key := trim(first)
		return Entry{Key: key.Text, KeySpan: key.Whole(), Span: key.Whole(), Value: shell.At("", key.Whole().End)}
	}
	key := trim(first.Slice(0, at))
	joined := []shell.Source{trim(first.Slice(at+1, len(first.Text)))}
	glue := " "
	if d.Indent {
		glue = "\n"
	}
	for _, line := range lines[1:] {
		// The glue stands where the line begins: it is nowhere in the file
		// letter by letter, and nothing points to it.
		joined = append(joined, shell.At(glue, line.Whole().Start), line)
	}
	entry := Entry{Key: key.Text, KeySpan: key.Whole(), HasValue: true, Value: trim(shell.Join(joined...))}
	entry.Span = text.Span{Start: entry.KeySpan.Start, End: max(entry.Value.Whole().End, entry.KeySpan.End)}
	return entry
}

func (d Dialect) withoutComment(line shell.Source) shell.Source {
	if d.InlineComments == "" {
		return line
	}
	for i := 1; i < len(line.Text); i++ {
		if strings.IndexByte(d.InlineComments, line.Text[i]) >= 0 && (line.Text[i-1] == ' ' || line.Text[i-1] == '\t') {
			return trim(line.Slice(0, i))
		}
	}
	return line
}

const blanks = " \t\r\f\v"

func trim(source shell.Source) shell.Source {
	right := len(strings.TrimRight(source.Text, blanks))
	left := right - len(strings.TrimLeft(source.Text[:right], blanks))
	return source.Slice(left, right)
}

func trimmed(file *text.File, number int) shell.Source {
	span := file.LineSpan(number)
	line := shell.At(file.Slice(span), span.Start)
	if number == 1 && strings.HasPrefix(line.Text, "\ufeff") {
		line = line.Slice(len("\ufeff"), len(line.Text))
	}
	return trim(line)
}
