package report

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
		Projects  []jsonSurveyed `json:"projects"`
		Incidents []jsonIncident `json:"incidents"`
	}
	jsonSurveyed struct {
		jsonProjectHead
		DjangoWhy []jsonEvidence `json:"djangoWhy"`
		Settings  []jsonModule   `json:"settings"`
		Launches  []jsonLaunch   `json:"launches"`
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
)

// ProjectsJSON prints the projects of a report, and all that shows what they
// are, as one JSON document. Paths are relative to the working directory. The
// error is that of w.
func ProjectsJSON(w io.Writer, report *engine.Report) error {
	document := jsonProjects{
		Version: jsonVersion, Tool: jsonTool(report.Tool),
		Projects: make([]jsonSurveyed, 0, len(report.Projects)), Incidents: newJSONIncidents(report),
	}
	for _, project := range report.Projects {
		common := newJSONProject(report, project)
		document.Projects = append(document.Projects, jsonSurveyed{
			jsonProjectHead: common.jsonProjectHead, DjangoWhy: newJSONEvidence(report, project.DjangoWhy),
			Settings: common.Settings, Launches: newJSONLaunches(report, project.Launches),
		})
	}
	return printJSON(w, document)
}

func newJSONLaunches(report *engine.Report, launches []engine.Launch) []jsonLaunch {
	list := make([]jsonLaunch, 0, len(launches))
	for _, launch := range launches {
		list = append(list, jsonLaunch{
			Path: shownPath(report, launch.Path), Line: launch.Line, Kind: launch.Kind,
			Target: report.Redactor.Redact(launch.Target), Settings: launch.Settings, Role: launch.Role,
			Why: newJSONEvidence(report, launch.Why),
		})
	}
	return list
}
