package cli

import (
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/djvet/djvet/rules"
)

// page lays a rule's Markdown out for a terminal: headings, paragraphs, lists
// and fenced blocks, which is all that rules' files have.
type page struct {
	paint painter
	width int // in columns
	text  strings.Builder
}

func (p *page) line(text string) {
	p.text.WriteString(strings.TrimRight(text, " "))
	p.text.WriteByte('\n')
}

// markdown lays out a whole text.
func (p *page) markdown(markdown string) {
	var paragraph []string
	flush := func() {
		if len(paragraph) > 0 {
			p.block(strings.Join(paragraph, " "))
		}
		paragraph = nil
	}
	inBlock := false
	for line := range strings.Lines(markdown) {
		line = strings.TrimRight(line, "\r\n")
		info, isFence := strings.CutPrefix(line, "```")
		switch {
		case isFence:
			flush()
			inBlock = !inBlock
			if _, name, _ := strings.Cut(info, " "); inBlock && name != "" {
				p.line("    " + p.paint.faint(name))
			}
		case inBlock:
			p.line("    " + line)
		case line == "":
			flush()
			p.line("")
		case strings.HasPrefix(line, "- "):
			flush()
			paragraph = append(paragraph, line)
		default:
			paragraph = append(paragraph, strings.TrimSpace(line))
		}
	}
	flush()
}

// block lays out a heading, an item of a list, or a paragraph.
func (p *page) block(text string) {
	if heading, found := strings.CutPrefix(text, "## "); found {
		p.line(p.paint.strong(rules.Plain(heading)))
		return
	}
	if heading, found := strings.CutPrefix(text, "### "); found {
		p.paragraph(rules.Plain(heading)+":", "  ")
		return
	}
	if item, found := strings.CutPrefix(text, "- "); found {
		p.item(item)
		return
	}
	p.paragraph(rules.Plain(text), "  ")
}

// item lays out an item of a list. What a link leads to has a line of its own,
// so that it can be copied.
func (p *page) item(text string) {
	title, rest, isLink := strings.Cut(strings.TrimPrefix(text, "["), "](")
	if address, found := strings.CutSuffix(rest, ")"); isLink && found && strings.HasPrefix(text, "[") {
		p.paragraph("- "+rules.Plain(title), "  ")
		p.line("    " + p.paint.faint(address))
		return
	}
	p.paragraph("- "+rules.Plain(text), "  ")
}

// paragraph lays out a text in lines that are not too wide.
func (p *page) paragraph(text, indent string) {
	line, used := indent, len(indent)
	for word := range strings.FieldsSeq(text) {
		size := runewidth.StringWidth(word)
		if used > len(indent) && used+1+size > p.width {
			p.line(line)
			line, used = indent, len(indent)
		}
		if used > len(indent) {
			line += " "
			used++
		}
		line += word
		used += size
	}
	p.line(line)
}
