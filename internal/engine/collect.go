package engine

import (
	"slices"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/text"
)

// toolName is the name that reports carry.
const toolName = "djvet"

// report puts everything together.
func (c *checker) report() Report {
	r := Report{
		Tool: Tool{Name: toolName, Version: c.options.ToolVersion}, Sources: map[string]*text.File{},
	}
	for i, p := range c.found.Projects {
		r.Projects = append(r.Projects, describe(p))
		r.Findings = append(r.Findings, c.results[i].findings...)
		r.Incidents = append(r.Incidents, c.results[i].incidents...)
		r.Summary.Suppressed += c.results[i].silenced
		r.Summary.Modules += len(p.Settings)
	}
	for _, incident := range c.found.Files.Incidents() {
		if c.wanted(incident.Path) {
			r.Incidents = append(r.Incidents, Incident{Path: incident.Path, Message: incident.Message})
		}
	}
	finding.Sort(r.Findings)
	c.addSources(&r)
	r.secrets = secretsOf(c.found.Projects, c.options.World)
	r.Redactor = r.secrets.redactor()
	r.Summary.Projects = len(r.Projects)
	r.Summary.Files = len(r.Sources)
	for _, f := range r.Findings {
		switch f.Severity {
		case finding.Error:
			r.Summary.Errors++
		case finding.Warning:
			r.Summary.Warnings++
		case finding.Note:
			r.Summary.Notes++
		}
	}
	return r
}

// addSources adds the text of every file that a finding or a step stands in.
func (c *checker) addSources(r *Report) {
	add := func(path string) {
		if _, ok := r.Sources[path]; ok {
			return
		}
		if file, err := c.found.Files.Source(path); err == nil {
			r.Sources[path] = file
		}
	}
	for _, f := range r.Findings {
		add(f.Path)
		for _, step := range f.Trace {
			add(step.Path)
		}
	}
}

// Describe tells of the projects of a discovery, as a report does.
func (d Discovery) Describe() []Project {
	projects := make([]Project, len(d.Projects))
	for i, p := range d.Projects {
		projects[i] = describe(p)
	}
	return projects
}

func describe(p *project.Project) Project {
	described := Project{Root: rootOf(p), Django: p.Django.Minors.Strings()}
	for _, e := range p.Django.Evidence {
		described.DjangoWhy = append(described.DjangoWhy, Evidence{Path: e.Path, Line: e.Line, Text: e.Text})
	}
	for _, m := range p.Settings {
		described.Settings = append(described.Settings, describeModule(p, m))
	}
	slices.SortFunc(described.Settings, func(a, b SettingsModule) int {
		if a.Module != b.Module {
			return compare(a.Module, b.Module)
		}
		return compare(a.Path, b.Path)
	})
	for _, l := range p.Launches {
		described.Launches = append(described.Launches, describeLaunch(p, l))
	}
	return described
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func describeModule(p *project.Project, m *project.SettingsModule) SettingsModule {
	described := SettingsModule{Module: m.Name, Path: m.Path, Role: string(m.Role), Judged: m.Judged, Loads: Loads{OK: true}}
	for _, e := range m.Why {
		described.Why = append(described.Why, evidence(p, e.Path, e.Span, e.Text))
	}
	if !m.Judged && !m.Started {
		return described // it is not worth an evaluation
	}
	if failure := m.Evaluate(m.World()).Failure; failure != nil {
		line, _ := failure.File.Position(failure.Span.Start)
		described.Loads = Loads{Error: failure.Exception + ": " + failure.Message, Path: failure.File.Path, Line: line}
	}
	return described
}

func describeLaunch(p *project.Project, l deploy.Launch) Launch {
	described := Launch{Path: l.Path, Kind: l.Program, Role: l.Role.String()}
	if described.Kind == "" {
		described.Kind = l.Kind
	}
	if l.Target != nil {
		described.Target = l.Target.Value
	}
	for _, m := range p.Settings {
		if p.Starts(l, m) {
			described.Settings = m.Name
		}
	}
	described.Line = evidence(p, l.Path, l.Span, "").Line
	described.Why = []Evidence{evidence(p, l.Why.Path, l.Why.Span, l.Why.Text)}
	return described
}

// evidence gives a span its line.
func evidence(p *project.Project, path string, span text.Span, words string) Evidence {
	e := Evidence{Path: path, Text: words}
	if path == "" || span == (text.Span{}) {
		return e
	}
	if file, err := p.Files.Source(path); err == nil {
		e.Line, _ = file.Position(span.Start)
	}
	return e
}
