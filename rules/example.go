package rules

import "strings"

// Example is a small project that a rule reports, or one on which it is
// silent. Rules' tests run it.
type Example struct {
	// Rule is the id of the rule it belongs to.
	Rule string
	// Bad says that the rule reports the project.
	Bad bool
	// Title is the heading above the example; "" if there is none.
	Title string
	Files []ExampleFile
	// Machine is what `ls -ld` says of the machine that the project is on, for
	// rules that need --host: a block in the language "listing", whose path is
	// where the checkout lies. It is nil if the example has none.
	Machine *ExampleFile
}

// ExampleFile is one file of an example, as the rule's file shows it.
type ExampleFile struct {
	Path     string // slash-separated, relative to the example's root
	Language string // the first word of the block's info string: "python"
	Text     string
}

// Examples reads the examples of the rule's file, bad ones first. A block
// whose info string names no file is no part of an example.
func (r Rule) Examples() []Example {
	var examples []Example
	doc := r.Doc()
	for _, half := range []struct {
		text string
		bad  bool
	}{{doc.Bad, true}, {doc.Good, false}} {
		for _, part := range splitSections(half.text, "### ") {
			if files := parseBlocks(part.text); len(files) > 0 {
				example := Example{Rule: r.ID, Bad: half.bad, Title: part.heading}
				for _, file := range files {
					if file.Language == "listing" {
						example.Machine = &file
					} else {
						example.Files = append(example.Files, file)
					}
				}
				examples = append(examples, example)
			}
		}
	}
	return examples
}

// parseBlocks reads the fenced blocks of a text that name a file.
func parseBlocks(markdown string) []ExampleFile {
	var files []ExampleFile
	var text strings.Builder
	language, path, inBlock := "", "", false
	for line := range strings.Lines(markdown) {
		info, isFence := strings.CutPrefix(line, "```")
		switch {
		case isFence && !inBlock:
			language, path, _ = strings.Cut(strings.TrimSpace(info), " ")
			text.Reset()
			inBlock = true
		case isFence:
			if path != "" {
				files = append(files, ExampleFile{Path: path, Language: language, Text: text.String()})
			}
			inBlock = false
		case inBlock:
			text.WriteString(line)
		}
	}
	return files
}
