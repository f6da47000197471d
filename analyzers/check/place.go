package check

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// Judged are the modules that the rules for production are run on, with the
// world to judge them in.
func (p *Pass) Judged() []*project.SettingsModule { return p.Project.Judged() }

// Started are the modules that something starts, the judged ones among them.
func (p *Pass) Started() []*project.SettingsModule { return p.Project.Started() }

// Loadable are the modules that something starts, and those that only the
// environment can name: nothing imports them, no package shadows them, and they
// are no examples. If the
// user names the modules, it is only those that are started.
func (p *Pass) Loadable() []*project.SettingsModule {
	if len(p.Project.Options.Settings) > 0 {
		return p.Started()
	}
	var found []*project.SettingsModule
	for _, m := range p.Project.Settings {
		if m.Judged || m.Started || m.Role != project.Base && m.Role != project.Example && m.ShadowedBy == "" {
			found = append(found, m)
		}
	}
	return found
}

// Setting is what a setting is in the world that is judged.
func (p *Pass) Setting(m *project.SettingsModule, name string) project.Value {
	return m.Setting(name).In(m.World())
}

// At is a finding about a setting of a module at the line where its value comes
// from, with the trace that led there. Where Django's default holds, it stands
// at the nearest related setting, or at the module's first statement.
func (p *Pass) At(m *project.SettingsModule, setting string, alternative eval.Alternative, related ...string) finding.Finding {
	f := finding.Finding{Modules: []string{m.Name}, Setting: setting}
	origin := alternative.Origin.Binding()
	if !origin.Known() {
		origin = alternative.Origin
	}
	if !origin.Known() {
		origin, f.Absent = p.nearest(m, related), true
	} else {
		f.Trace = Trace(alternative.Origin)
	}
	f.Path, f.Span = origin.File.Path, origin.Span
	return f
}

// nearest is where the first of some settings is bound, or else the first
// statement of the module.
func (p *Pass) nearest(m *project.SettingsModule, related []string) eval.Origin {
	for _, name := range related {
		for _, alternative := range p.Setting(m, name).Alternatives {
			if origin := alternative.Origin.Binding(); origin.Known() {
				return origin
			}
		}
	}
	return p.First(m)
}

// settleAbsent moves findings on settings that are not set. Such a finding stands
// at a related line only if all judged modules that reach the line lack the
// setting: otherwise it would accuse a line that others mend. It then stands at
// the first statement of its module.
func (p *Pass) settleAbsent() {
	type key struct {
		path            string
		span            text.Span
		setting, detail string
	}
	lacking := map[key][]string{}
	of := func(f finding.Finding) key { return key{f.Path, f.Span, f.Setting, f.Detail} }
	for _, f := range p.findings {
		if f.Absent {
			lacking[of(f)] = append(lacking[of(f)], f.Modules...)
		}
	}
	for i, f := range p.findings {
		if !f.Absent || len(f.Modules) != 1 {
			continue
		}
		var own *project.SettingsModule
		others := false
		for _, m := range p.Judged() {
			if m.Name == f.Modules[0] {
				own = m
			} else if !slices.Contains(lacking[of(f)], m.Name) && slices.Contains(m.Evaluate(m.World()).Files, f.Path) {
				others = true
			}
		}
		if own != nil && others && f.Path != own.Path {
			first := p.First(own)
			p.findings[i].Path, p.findings[i].Span = first.File.Path, first.Span
		}
	}
}

// First is the first statement of a module that is not its documentation.
func (p *Pass) First(m *project.SettingsModule) eval.Origin {
	syntax, file, err := p.Project.Files.Python(p.Project.Context(), m.Path)
	if err != nil {
		return eval.Origin{File: text.NewFile(m.Path, nil)}
	}
	for _, s := range syntax.Body {
		if e, ok := s.(*python.ExprStmt); ok {
			if _, isText := e.Value.(*python.Str); isText {
				continue
			}
		}
		line, _ := file.Position(s.Range().Start)
		return eval.Origin{File: file, Span: firstLine(file, s.Range(), line)}
	}
	return eval.Origin{File: file}
}

func firstLine(file *text.File, span text.Span, line int) text.Span {
	return text.Span{Start: span.Start, End: min(span.End, file.LineSpan(line).End)}
}

// Trace tells how a value came about, in the order in which it happened. It is
// empty if there is nothing to tell but the place of the finding itself.
func Trace(origin eval.Origin) []finding.Step {
	var steps []finding.Step
	for _, o := range origin.Steps() {
		step := finding.Step{Path: o.File.Path, Span: o.Span}
		switch o.Kind {
		case eval.Assigned:
			step.Message = "set in"
		case eval.Changed:
			step.Message = "changed in"
		case eval.Imported:
			step.Message = "imported by"
		case eval.Written:
			step.Message = "written in"
		case eval.ByDefault:
			continue
		}
		if n := len(steps); n > 0 && inside(step, steps[n-1]) {
			continue
		}
		steps = append(steps, step)
	}
	slices.Reverse(steps)
	if len(steps) < 2 {
		return nil
	}
	return steps
}

// inside reports whether a step stands within the one that came after it, and
// so says nothing new.
func inside(step, after finding.Step) bool {
	return step.Path == after.Path && after.Span.Contains(step.Span)
}

// List joins names for a message: "A, B and C".
func List(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}
