package requirements

import (
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// File is a requirement file. Lines that say nothing of packages (index URLs,
// options) and lines that cannot be read are left out.
type File struct {
	Requirements []Requirement
	Includes     []Include
}

// Include is a -r or -c line.
type Include struct {
	// Path is as written, relative to the directory of the file.
	Path string
	// Constraint is set for -c: the file limits versions and asks for nothing.
	Constraint bool
	Span       text.Span
}

// Parse reads a requirement file as pip does: comments, lines continued with a
// backslash, -r and -c, per-requirement options such as --hash, editable and URL
// requirements. UTF-8 and UTF-16 with a byte order mark are decoded; spans are
// those of the bytes given.
func Parse(data []byte) *File {
	source, offset := Decode(data)
	file := &File{}
	for start := 0; start < len(source); {
		line, next := logicalLine(source, start)
		file.line(line, start, offset)
		start = next
	}
	return file
}

// logicalLine is the line that starts at start, with the lines that it is
// continued on, all line ends and comments being blanked so that offsets hold.
func logicalLine(source string, start int) (line string, next int) {
	var joined strings.Builder
	for next = start; next < len(source); {
		end := len(source)
		after := end
		if i := strings.IndexAny(source[next:], "\r\n"); i >= 0 {
			end = next + i
			after = end + 1
			if source[end] == '\r' && after < len(source) && source[after] == '\n' {
				after++
			}
		}
		physical := source[next:end]
		continued := strings.HasSuffix(physical, "\\")
		comment := commentStart(physical)
		if comment >= 0 {
			// A comment can not be continued, only a requirement before it.
			continued = continued && strings.TrimSpace(physical[:comment]) != ""
			physical = physical[:comment]
		} else {
			physical = strings.TrimSuffix(physical, "\\")
		}
		joined.WriteString(physical)
		joined.WriteString(strings.Repeat(" ", after-next-len(physical)))
		next = after
		if !continued {
			break
		}
	}
	return joined.String(), next
}

// commentStart is where a comment begins: "#" at the start or after a space.
func commentStart(line string) int {
	for i := range len(line) {
		if line[i] == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t') {
			return i
		}
	}
	return -1
}

func (f *File) line(line string, start int, offset func(int) uint32) {
	trimmed := strings.TrimLeft(line, " \t\f\v")
	start += len(line) - len(trimmed)
	trimmed = strings.TrimSpace(trimmed)
	span := func(s text.Span) text.Span {
		return text.Span{Start: offset(start + int(s.Start)), End: offset(start + int(s.End))}
	}
	whole := text.Span{End: uint32(len(trimmed))}
	switch option, value := splitOption(trimmed); option {
	case "":
	case "-r", "--requirement", "-c", "--constraint":
		f.Includes = append(f.Includes, Include{
			Path: strings.Trim(value, `"'`), Constraint: strings.Contains(option, "c"), Span: span(whole),
		})
		return
	case "-e", "--editable":
		f.url(value, span(whole))
		return
	default:
		return
	}
	trimmed = withoutOptions(trimmed)
	if requirement, err := ParseRequirement(trimmed); err == nil {
		requirement.Span = span(requirement.Span)
		f.Requirements = append(f.Requirements, requirement)
		return
	}
	f.url(trimmed, span(text.Span{End: uint32(len(trimmed))}))
}

// url adds a requirement that is a URL or a path. Its fragment may name it.
func (f *File) url(source string, span text.Span) {
	if !strings.Contains(source, "/") && !strings.HasPrefix(source, ".") {
		return
	}
	source, marker, _ := strings.Cut(source, " ;")
	found := Requirement{URL: strings.TrimSpace(source), Marker: strings.TrimSpace(marker), Span: span}
	if match := egg.FindStringSubmatch(source); match != nil {
		found.Name = Normalize(match[1])
	}
	f.Requirements = append(f.Requirements, found)
}

// splitOption splits a line that is an option: "-r x", "-rx", "--requirement=x".
func splitOption(line string) (option, value string) {
	switch {
	case strings.HasPrefix(line, "--"):
		end := strings.IndexAny(line, " \t=")
		if end < 0 {
			return line, ""
		}
		return line[:end], strings.TrimSpace(line[end+1:])
	case strings.HasPrefix(line, "-") && len(line) > 1:
		return line[:2], strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line[2:]), "="))
	}
	return "", ""
}

// withoutOptions drops " --hash=…" and the like from a requirement.
func withoutOptions(line string) string {
	for i := 1; i < len(line); i++ {
		if line[i] == '-' && (line[i-1] == ' ' || line[i-1] == '\t') {
			return strings.TrimRight(line[:i], " \t")
		}
	}
	return line
}
