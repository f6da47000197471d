package workspace

import (
	"bytes"
	"regexp"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/parser/text"
)

// generated is the line that startproject writes into settings.py since 1.8.
var generated = regexp.MustCompile(`using Django (\d+\.\d+(?:\.\d+|[abrc]+\d+)*)`)

// generatedBy finds the oldest version that a settings header of the project
// names: a project may have been begun with it, however new its other files.
func (w *Workspace) generatedBy(dir string) (oldest claim, ok bool) {
	w.walkProject(dir, func(sub string) {
		known := w.names.dirs[sub]
		if known == nil {
			return
		}
		for _, base := range known.files {
			name := joinTree(sub, base)
			if !IsSettingsName(name) {
				continue
			}
			file, err := w.Source(name)
			if err != nil {
				continue
			}
			at := generated.FindSubmatchIndex(file.Data[:min(len(file.Data), 2048)])
			if at == nil {
				continue
			}
			minor, err := django.ParseMinor(string(file.Data[at[2]:at[3]]))
			if err != nil || ok && !minor.Less(oldest.minors[0]) {
				continue
			}
			oldest, ok = claim{
				VersionEvidence: evidence(file, text.Span{Start: uint32(at[0]), End: uint32(at[1])}),
				source:          Generated,
				minors:          django.Minors{minor},
			}, true
		}
	})
	return oldest, ok
}

// evidence quotes a span.
func evidence(file *text.File, span text.Span) VersionEvidence {
	line, _ := file.Position(span.Start)
	if bytes.HasPrefix(file.Data, []byte("\xff\xfe")) || bytes.HasPrefix(file.Data, []byte("\xfe\xff")) {
		// The line table is one of bytes: it takes \r\n in UTF-16 for two ends.
		line = 1 + bytes.Count(file.Data[:span.Start], []byte("\n"))
	}
	return VersionEvidence{Path: file.Path, Span: span, Line: line, Text: readable(file.Slice(span))}
}
