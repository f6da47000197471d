package values

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// overwritten reports settings that a module assigns twice. It looks at each
// settings module that is loaded by itself, since the writes of one are not those
// of the module that imports it.
func overwritten(p *check.Pass) {
	loads := map[string][]string{} // path → the modules that load it
	for _, m := range p.Loadable() {
		for _, path := range m.Evaluate(m.World()).Files {
			loads[path] = append(loads[path], m.Name)
		}
	}
	for _, m := range p.Project.Settings {
		if names := loads[m.Path]; len(names) > 0 {
			for _, f := range overwrittenIn(p, m) {
				f.Modules = slices.Clone(names)
				p.Report(f)
			}
		}
	}
}

// assignment is one at the top of a module, in no branch.
type assignment struct {
	name string
	span text.Span
	// value is where the expression stands.
	value text.Span
}

func overwrittenIn(p *check.Pass, m *project.SettingsModule) []finding.Finding {
	syntax, file, err := p.Project.Files.Python(p.Project.Context(), m.Path)
	if err != nil || len(syntax.Errors) > 0 {
		return nil
	}
	w := &writesOf{result: m.Evaluate(m.World()), file: file, syntax: syntax}
	var found []finding.Finding
	first := map[string]assignment{}
	for _, second := range assignments(syntax.Body) {
		before, again := first[second.name]
		first[second.name] = second
		if !again || !isKnownSetting(second.name) || !w.replaces(before, second) {
			continue
		}
		line, _ := file.Position(before.span.Start)
		found = append(found, finding.Finding{
			Path: m.Path, Span: second.span, Setting: second.name,
			Message: fmt.Sprintf("%s is assigned a second time: what line %d says has no effect", second.name, line),
			Trace:   []finding.Step{{Path: m.Path, Span: before.span, Message: "set in"}, {Path: m.Path, Span: second.span, Message: "set again in"}},
		})
	}
	return found
}

// assignments are those of single names, in their order.
func assignments(body []python.Stmt) []assignment {
	var found []assignment
	for _, s := range body {
		switch s := s.(type) {
		case *python.Assign:
			for _, target := range s.Targets {
				if name, ok := target.(*python.Name); ok {
					found = append(found, assignment{name.ID, s.Range(), s.Value.Range()})
				}
			}
		case *python.AnnAssign:
			if name, ok := s.Target.(*python.Name); ok && s.Value != nil {
				found = append(found, assignment{name.ID, s.Range(), s.Value.Range()})
			}
		}
	}
	return found
}

func isKnownSetting(name string) bool {
	if _, ok := django.LookupSetting(name); ok {
		return true
	}
	_, ok := django.ThirdPartySetting(name)
	return ok
}

// writesOf is what is known of the writes of one module.
type writesOf struct {
	result *eval.Result
	file   *text.File
	syntax *python.Module
}

// replaces reports whether of two assignments only the second counts.
func (w *writesOf) replaces(first, second assignment) bool {
	if first.span == second.span { // a = a = 1
		return false
	}
	a, ok := w.always(first)
	b, also := w.always(second)
	return ok && also && !b.Uses && !w.same(first, second, a, b) && !w.uses(first, second)
}

// always is the write of an assignment that happens in every world.
func (w *writesOf) always(a assignment) (eval.Write, bool) {
	var found []eval.Write
	for _, write := range w.result.Writes(a.name) {
		if write.File != nil && write.File.Path == w.file.Path && write.Span == a.span {
			found = append(found, write)
		}
	}
	if len(found) != 1 || found[0].Conditional || found[0].Imported || found[0].Change || found[0].Default {
		return eval.Write{}, false
	}
	return found[0], true
}

// same reports whether both assign the same.
func (w *writesOf) same(first, second assignment, a, b eval.Write) bool {
	if slices.Equal(strings.Fields(w.file.Slice(first.value)), strings.Fields(w.file.Slice(second.value))) {
		return true
	}
	x, ok := a.Value.Single()
	y, also := b.Value.Single()
	return ok && also && isScalar(x) && isScalar(y) && x == y
}

func isScalar(v eval.Value) bool {
	switch v.(type) {
	case eval.None, eval.Bool, eval.Int, eval.Float, eval.Str:
		return true
	}
	return false
}

// uses reports whether anything may use the first value before the second takes
// its place: what stands between the two or in the second, a function that stands
// above, or a call that sees all names.
func (w *writesOf) uses(first, second assignment) bool {
	for _, span := range []text.Span{{Start: first.span.End, End: second.span.Start}, second.value} {
		if w.speaksOf(span, first.name) || slices.ContainsFunc([]string{"globals", "locals", "vars", "exec", "include"}, func(s string) bool { return w.speaksOf(span, s) }) {
			return true
		}
	}
	return slices.ContainsFunc(w.syntax.Body, func(s python.Stmt) bool {
		switch s.(type) {
		case *python.FunctionDef, *python.ClassDef:
			return s.Range().Start < second.span.Start && w.speaksOf(s.Range(), first.name)
		}
		return false
	})
}

// speaksOf reports whether a word stands in a part of the file, outside its
// comments.
func (w *writesOf) speaksOf(span text.Span, word string) bool {
	data := w.file.Data
	for at := int(span.Start); at < int(span.End); {
		next := bytes.Index(data[at:span.End], []byte(word))
		if next < 0 {
			return false
		}
		start := at + next
		at = start + len(word)
		if !isWordByte(data, start-1) && !isWordByte(data, at) && !w.inComment(start) {
			return true
		}
	}
	return false
}

func (w *writesOf) inComment(offset int) bool {
	return slices.ContainsFunc(w.syntax.Comments, func(c text.Span) bool { return int(c.Start) <= offset && offset < int(c.End) })
}
