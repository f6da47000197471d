package cli

import (
	"io"

	"github.com/djvet/djvet/internal/engine"
)

// The types below are the JSON output of projects, key by key and in its order.
// What the output of check has too has the same keys there.
type (
	jsonProjects struct {
		Version   int            `json:"version"`
		Tool      jsonTool       `json:"tool"`
		Projects  []jsonProject  `json:"projects"`
		Incidents []jsonIncident `json:"incidents"`
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonProject struct {
		Root      string         `json:"root"`
		Django    []string       `json:"django"`
		DjangoWhy []jsonEvidence `json:"djangoWhy"`
		Settings  []jsonModule   `json:"settings"`
		Launches  []jsonLaunch   `json:"launches"`
	}
	jsonModule struct {
		Module string         `json:"module"`
		Path   string         `json:"path"`
		Role   string         `json:"role"`
		Judged bool           `json:"judged"`
		Why    []jsonEvidence `json:"why"`
		Loads  jsonLoads      `json:"loads"`
	}
	jsonLoads struct {
		OK    bool   `json:"ok"`
		Error string `json:"error"`
		Path  string `json:"path"`
		Line  int    `json:"line"`
	}
	jsonLaunch struct {
		Path     string         `json:"path"`
		Line     int            `json:"line"`
		Kind     string         `json:"kind"`
		Target   string         `json:"target"`
		Settings string         `json:"settings"`
		Role     string         `json:"role"`
		Why      []jsonEvidence `json:"why"`
	}
	jsonEvidence struct {
		Path string `json:"path"`
		Line int    `json:"line"`
		Text string `json:"text"`
	}
	jsonIncident struct {
		Path    string `json:"path"`
		Project string `json:"project"`
		Message string `json:"message"`
	}
)

// projectsJSON makes the JSON output of a report.
type projectsJSON struct{ report *engine.Report }

func printProjectsJSON(w io.Writer, report *engine.Report) error {
	p := projectsJSON{report}
	document := jsonProjects{
		Version: 1, Tool: jsonTool(report.Tool),
		Projects: []jsonProject{}, Incidents: []jsonIncident{},
	}
	for _, project := range report.Projects {
		document.Projects = append(document.Projects, p.project(project))
	}
	for _, incident := range report.Incidents {
		document.Incidents = append(document.Incidents, jsonIncident{
			Path: p.path(incident.Path), Project: p.path(incident.Project), Message: report.Redactor.Redact(incident.Message),
		})
	}
	return printJSON(w, document)
}

func (p projectsJSON) path(name string) string {
	if name == "" {
		return ""
	}
	return p.report.PathPrefix(name)
}

func (p projectsJSON) evidence(list []engine.Evidence) []jsonEvidence {
	shown := make([]jsonEvidence, 0, len(list))
	for _, e := range list {
		shown = append(shown, jsonEvidence{Path: p.path(e.Path), Line: e.Line, Text: p.report.Redactor.Redact(e.Text)})
	}
	return shown
}

func (p projectsJSON) project(project engine.Project) jsonProject {
	document := jsonProject{
		Root: p.path(project.Root), Django: notNil(project.Django), DjangoWhy: p.evidence(project.DjangoWhy),
		Settings: []jsonModule{}, Launches: []jsonLaunch{},
	}
	for _, module := range project.Settings {
		loads := jsonLoads{
			OK: module.Loads.OK, Error: p.report.Redactor.Redact(module.Loads.Error),
			Path: p.path(module.Loads.Path), Line: module.Loads.Line,
		}
		document.Settings = append(document.Settings, jsonModule{
			Module: module.Module, Path: p.path(module.Path), Role: module.Role, Judged: module.Judged,
			Why: p.evidence(module.Why), Loads: loads,
		})
	}
	for _, launch := range project.Launches {
		document.Launches = append(document.Launches, jsonLaunch{
			Path: p.path(launch.Path), Line: launch.Line, Kind: launch.Kind,
			Target: p.report.Redactor.Redact(launch.Target), Settings: launch.Settings, Role: launch.Role,
			Why: p.evidence(launch.Why),
		})
	}
	return document
}
