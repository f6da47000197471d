package rules

import "strings"

// The headings of a rule's sections, in the order in which they must stand.
const (
	headingReports    = "What it reports"
	headingWhy        = "Why"
	headingBad        = "Bad"
	headingGood       = "Good"
	headingFix        = "Fix"
	headingReferences = "References"
)

// Doc is what a rule's file tells people, as Markdown. Each section is without
// its heading and without blank lines around it.
type Doc struct {
	Reports    string
	Why        string
	Bad        string
	Good       string
	Fix        string
	References []Reference
	// Markdown is all of it, with headings.
	Markdown string
}

// Reference is a link to read on.
type Reference struct {
	Title string
	URL   string
}

// Doc reads the sections of the rule's file. A section that is not there is
// empty.
func (r Rule) Doc() Doc {
	doc := Doc{Markdown: strings.TrimSpace(r.body) + "\n"}
	for _, section := range splitSections(r.body, "## ") {
		switch section.heading {
		case headingReports:
			doc.Reports = section.text
		case headingWhy:
			doc.Why = section.text
		case headingBad:
			doc.Bad = section.text
		case headingGood:
			doc.Good = section.text
		case headingFix:
			doc.Fix = section.text
		case headingReferences:
			doc.References = parseReferences(section.text)
		}
	}
	return doc
}

// Summary is the first sentence of what the rule reports, on one line and
// without Markdown's marks.
func (d Doc) Summary() string { return Plain(firstSentence(d.Reports)) }

// Advice is the first sentence of how to fix it, on one line and without
// Markdown's marks.
func (d Doc) Advice() string { return Plain(firstSentence(d.Fix)) }

// firstSentence cuts a text after the first stop that a space or the end of
// its paragraph follows.
func firstSentence(markdown string) string {
	paragraph, _, _ := strings.Cut(markdown, "\n\n")
	paragraph = strings.Join(strings.Fields(paragraph), " ")
	if sentence, _, found := strings.Cut(paragraph, ". "); found {
		return sentence + "."
	}
	return paragraph
}

// Plain takes Markdown's marks for code, emphasis and links out of a text.
func Plain(markdown string) string {
	var plain strings.Builder
	for markdown != "" {
		if title, rest, found := cutLink(markdown); found {
			plain.WriteString(title)
			markdown = rest
			continue
		}
		if markdown[0] != '`' && !strings.HasPrefix(markdown, "**") {
			plain.WriteByte(markdown[0])
			markdown = markdown[1:]
			continue
		}
		markdown = strings.TrimLeft(markdown, "`*")
	}
	return plain.String()
}

// cutLink cuts a link [title](url) off the start of a text.
func cutLink(markdown string) (title, rest string, found bool) {
	if !strings.HasPrefix(markdown, "[") {
		return "", "", false
	}
	title, rest, found = strings.Cut(markdown[1:], "](")
	if !found || strings.ContainsAny(title, "]\n") {
		return "", "", false
	}
	_, rest, found = strings.Cut(rest, ")")
	return title, rest, found
}

func parseReferences(markdown string) []Reference {
	var references []Reference
	for line := range strings.Lines(markdown) {
		item, found := strings.CutPrefix(strings.TrimSpace(line), "- [")
		if !found {
			continue
		}
		title, url, _ := strings.Cut(item, "](")
		references = append(references, Reference{Title: Plain(title), URL: strings.TrimSuffix(url, ")")})
	}
	return references
}

type section struct {
	heading string // "" for what stands before the first heading
	text    string
}

// splitSections cuts a text at the headings that begin with mark. A heading
// inside a fenced block is a comment of that block, not a heading.
func splitSections(markdown, mark string) []section {
	sections := []section{{}}
	var text strings.Builder
	inBlock := false
	flush := func() {
		sections[len(sections)-1].text = strings.TrimSpace(text.String())
		text.Reset()
	}
	for line := range strings.Lines(markdown) {
		if strings.HasPrefix(line, "```") {
			inBlock = !inBlock
		}
		heading, found := strings.CutPrefix(line, mark)
		if inBlock || !found {
			text.WriteString(line)
			continue
		}
		flush()
		sections = append(sections, section{heading: strings.TrimSpace(heading)})
	}
	flush()
	return sections
}
