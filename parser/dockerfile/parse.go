package dockerfile

import (
	"regexp"
	"strings"

	"github.com/djvet/djvet/parser/shell"
	"github.com/djvet/djvet/parser/text"
)

// Instruction is one instruction: FROM, ENV, RUN ….
type Instruction struct {
	// Keyword is the instruction's name in upper case.
	Keyword string
	// Span is the instruction with its continued lines and heredocs.
	Span text.Span
	// Flags are the words --name=value before the arguments.
	Flags []Flag
	// Arguments is all that is behind keyword and flags, continued lines
	// joined and comments between them left out.
	Arguments shell.Source
	// Exec are the words of the JSON form, nil for every other form. IsExec
	// tells an empty list from none.
	Exec   []shell.Word
	IsExec bool
	// Heredocs are the texts of <<NAME, in order.
	Heredocs []shell.Source
	// Escape is the file's escape character: a backslash, or a backquote.
	Escape byte
}

// Flag is --name=value, or --name.
type Flag struct {
	Name, Value string
}

// Flag is the value of the flag of that name, "" if there is none.
func (i Instruction) Flag(name string) string {
	for _, flag := range i.Flags {
		if flag.Name == name {
			return flag.Value
		}
	}
	return ""
}

// Damage is a line that is no instruction.
type Damage struct {
	Span    text.Span
	Message string
}

var (
	escapeDirective = regexp.MustCompile(`^#\s*escape\s*=\s*(\\|` + "`" + `)\s*$`)
	anyDirective    = regexp.MustCompile(`^#\s*[a-zA-Z][a-zA-Z0-9]*\s*=`)
	keywordPattern  = regexp.MustCompile(`^([A-Za-z]+)(?:[ \t]+|$)`)
	flagPattern     = regexp.MustCompile(`^--([a-zA-Z][a-zA-Z0-9-]*)(?:=(\S*))?(?:[ \t]+|$)`)
	heredocPattern  = regexp.MustCompile(`<<(-?)(["']?)([A-Za-z_][A-Za-z0-9_.-]*)(["']?)`)
)

// keywords are the instructions that exist. A line that begins with another
// word is damage, as docker refuses it.
var keywords = map[string]bool{
	"ADD": true, "ARG": true, "CMD": true, "COPY": true, "ENTRYPOINT": true, "ENV": true, "EXPOSE": true, "FROM": true,
	"HEALTHCHECK": true, "LABEL": true, "MAINTAINER": true, "ONBUILD": true, "RUN": true, "SHELL": true,
	"STOPSIGNAL": true, "USER": true, "VOLUME": true, "WORKDIR": true,
}

// Parse reads a Dockerfile. Lines that are no instruction are left out and
// named.
func Parse(file *text.File) (instructions []Instruction, damages []Damage) {
	p := &parser{file: file, escape: '\\', number: 1}
	p.directives()
	for p.number <= file.Lines() {
		line := p.line()
		if isComment(line.Text) || strings.TrimSpace(line.Text) == "" {
			p.number++
			continue
		}
		joined, last := p.joined()
		p.number = last + 1
		instruction, message := p.instruction(joined)
		if message != "" {
			damages = append(damages, Damage{Span: trim(joined).Whole(), Message: message})
			continue
		}
		instructions = append(instructions, instruction)
	}
	return instructions, damages
}

type parser struct {
	file   *text.File
	escape byte
	number int // of the line that is read next, from 1
}

// line is the current line without its ending and, at the file's start,
// without a byte order mark.
func (p *parser) line() shell.Source {
	span := p.file.LineSpan(p.number)
	line := shell.At(p.file.Slice(span), span.Start)
	if p.number == 1 && strings.HasPrefix(line.Text, "\ufeff") {
		return line.Slice(len("\ufeff"), len(line.Text))
	}
	return line
}

// directives reads "# escape=…" among the first lines.
func (p *parser) directives() {
	first := p.number
	for ; p.number <= p.file.Lines(); p.number++ {
		line := strings.TrimSpace(p.line().Text)
		if found := escapeDirective.FindStringSubmatch(strings.ToLower(line)); found != nil {
			p.escape = found[1][0]
		}
		if !anyDirective.MatchString(line) {
			break
		}
	}
	p.number = first
}

// joined is the logical line that begins at the current one, and the number of
// its last physical line. Comments and blank lines between continued lines are
// left out, as docker leaves them out.
func (p *parser) joined() (shell.Source, int) {
	var pieces []shell.Source
	last := p.number
	for number := p.number; number <= p.file.Lines(); number++ {
		p.number = number
		line := p.line()
		if number > last && len(pieces) > 0 && (isComment(line.Text) || strings.TrimSpace(line.Text) == "") {
			continue
		}
		last = number
		right := strings.TrimRight(line.Text, " \t")
		if !strings.HasSuffix(right, string(p.escape)) {
			pieces = append(pieces, line)
			break
		}
		pieces = append(pieces, line.Slice(0, len(right)-1))
	}
	return shell.Join(pieces...), last
}

// instruction reads a logical line, and the heredocs below it, which begin at
// the current line.
func (p *parser) instruction(line shell.Source) (Instruction, string) {
	line = trim(line)
	found := keywordPattern.FindStringSubmatch(line.Text)
	if found == nil || !keywords[strings.ToUpper(found[1])] {
		return Instruction{}, "this is not a Dockerfile instruction"
	}
	instruction := Instruction{Keyword: strings.ToUpper(found[1]), Span: line.Whole(), Escape: p.escape}
	rest := line.Slice(len(found[0]), len(line.Text))
	for {
		flag := flagPattern.FindStringSubmatch(rest.Text)
		if flag == nil {
			break
		}
		instruction.Flags = append(instruction.Flags, Flag{Name: flag[1], Value: flag[2]})
		rest = trim(rest.Slice(len(flag[0]), len(rest.Text)))
	}
	instruction.Arguments = trim(rest)
	instruction.Exec, instruction.IsExec = jsonWords(instruction.Arguments)
	switch instruction.Keyword {
	case "RUN", "COPY", "ADD":
		for _, mark := range heredocPattern.FindAllStringSubmatch(instruction.Arguments.Text, -1) {
			if mark[2] != mark[4] {
				continue
			}
			heredoc, end, closed := p.heredoc(mark[3], mark[1] == "-")
			if !closed { // a shift, or text: << alone is no heredoc
				break
			}
			instruction.Heredocs = append(instruction.Heredocs, heredoc)
			instruction.Span.End = end
		}
	}
	return instruction, ""
}

// heredoc reads the lines up to the one that is name, and moves behind it.
// Without such a line it moves nowhere, and closed is false.
func (p *parser) heredoc(name string, dash bool) (body shell.Source, end uint32, closed bool) {
	for number := p.number; number <= p.file.Lines(); number++ {
		line := p.file.Line(number)
		if dash {
			line = strings.TrimLeft(line, "\t")
		}
		if line != name {
			continue
		}
		start, stop := p.file.LineSpan(p.number).Start, p.file.LineSpan(number)
		p.number = number + 1
		return shell.At(p.file.Slice(text.Span{Start: start, End: stop.Start}), start), stop.End, true
	}
	return shell.Source{}, 0, false
}

func isComment(line string) bool {
	return strings.HasPrefix(strings.TrimLeft(line, " \t"), "#")
}

func trim(source shell.Source) shell.Source {
	right := len(strings.TrimRight(source.Text, " \t\r\f\v"))
	left := right - len(strings.TrimLeft(source.Text[:right], " \t\r\f\v"))
	return source.Slice(left, right)
}
