package report

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/finding"
)

// jsonVersion is the version of the JSON output. Keys may be added to a
// version; none changes its meaning or goes.
const jsonVersion = 1

// The types below are the JSON output, key by key and in its order. The schema
// in docs/json-schema-v1.json says what each means.
type (
	jsonReport struct {
		Version   int            `json:"version"`
		Tool      jsonTool       `json:"tool"`
		Projects  []jsonProject  `json:"projects"`
		Findings  []jsonFinding  `json:"findings"`
		Incidents []jsonIncident `json:"incidents"`
		Summary   jsonSummary    `json:"summary"`
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonProject struct {
		jsonProjectHead
		Settings []jsonModule `json:"settings"`
	}
	jsonProjectHead struct {
		Root   string   `json:"root"`
		Django []string `json:"django"`
	}
	jsonModule struct {
		Module string         `json:"module"`
		Path   string         `json:"path"`
		Role   string         `json:"role"`
		Judged bool           `json:"judged"`
		Why    []jsonEvidence `json:"why"`
		Loads  jsonLoads      `json:"loads"`
	}
	jsonEvidence struct {
		Path string `json:"path"`
		Line int    `json:"line"`
		Text string `json:"text"`
	}
	jsonLoads struct {
		OK    bool   `json:"ok"`
		Error string `json:"error"`
		Path  string `json:"path"`
		Line  int    `json:"line"`
	}
	jsonFinding struct {
		Rule        string             `json:"rule"`
		Severity    finding.Severity   `json:"severity"`
		Confidence  finding.Confidence `json:"confidence"`
		Message     string             `json:"message"`
		Path        string             `json:"path"`
		Line        int                `json:"line"`
		Column      int                `json:"column"`
		EndLine     int                `json:"endLine"`
		EndColumn   int                `json:"endColumn"`
		Project     string             `json:"project"`
		Modules     []string           `json:"modules"`
		Setting     string             `json:"setting"`
		Django      []string           `json:"django"`
		Fingerprint string             `json:"fingerprint"`
		Trace       []jsonStep         `json:"trace"`
	}
	jsonStep struct {
		Path    string `json:"path"`
		Line    int    `json:"line"`
		Message string `json:"message"`
	}
	jsonIncident struct {
		Path    string `json:"path"`
		Project string `json:"project"`
		Message string `json:"message"`
	}
	jsonSummary struct {
		Errors     int `json:"errors"`
		Warnings   int `json:"warnings"`
		Notes      int `json:"notes"`
		Suppressed int `json:"suppressed"`
		Baselined  int `json:"baselined"`
		Projects   int `json:"projects"`
		Modules    int `json:"modules"`
		Files      int `json:"files"`
		Incidents  int `json:"incidents"`
	}
)

// JSON prints the report as one JSON document, version 1. Paths are relative
// to the working directory; lines and columns count from 1, columns in code
// points; the end of a place is behind its last character. The error is that
// of w.
func JSON(w io.Writer, report *engine.Report) error {
	return printJSON(w, newJSONReport(report))
}

// printJSON prints a document for programs, and so that people can read it.
func printJSON(w io.Writer, document any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false) // nobody puts it into a page unescaped, and people read it
	if err := encoder.Encode(document); err != nil {
		return fmt.Errorf("print the report as JSON: %w", err)
	}
	return nil
}

func newJSONReport(report *engine.Report) jsonReport {
	counts := report.Summary
	document := jsonReport{
		Version:   jsonVersion,
		Tool:      jsonTool(report.Tool),
		Projects:  make([]jsonProject, 0, len(report.Projects)),
		Findings:  make([]jsonFinding, 0, len(report.Findings)),
		Incidents: newJSONIncidents(report),
		Summary: jsonSummary{
			Errors: counts.Errors, Warnings: counts.Warnings, Notes: counts.Notes,
			Suppressed: counts.Suppressed, Baselined: counts.Baselined,
			Projects: counts.Projects, Modules: counts.Modules, Files: counts.Files,
			Incidents: len(report.Incidents),
		},
	}
	for _, project := range report.Projects {
		document.Projects = append(document.Projects, newJSONProject(report, project))
	}
	for _, found := range report.Findings {
		document.Findings = append(document.Findings, newJSONFinding(report, found))
	}
	return document
}

func newJSONIncidents(report *engine.Report) []jsonIncident {
	incidents := make([]jsonIncident, 0, len(report.Incidents))
	for _, incident := range report.Incidents {
		incidents = append(incidents, jsonIncident{
			Path:    shownPath(report, incident.Path),
			Project: shownPath(report, incident.Project),
			Message: report.Redactor.Redact(incident.Message),
		})
	}
	return incidents
}

func newJSONProject(report *engine.Report, project engine.Project) jsonProject {
	return jsonProject{
		jsonProjectHead: jsonProjectHead{Root: shownPath(report, project.Root), Django: notNil(project.Django)},
		Settings:        newJSONModules(report, project.Settings),
	}
}

func newJSONModules(report *engine.Report, modules []engine.SettingsModule) []jsonModule {
	list := make([]jsonModule, 0, len(modules))
	for _, module := range modules {
		loads := module.Loads
		list = append(list, jsonModule{
			Module: module.Module, Path: shownPath(report, module.Path),
			Role: module.Role, Judged: module.Judged, Why: newJSONEvidence(report, module.Why),
			Loads: jsonLoads{
				OK: loads.OK, Error: report.Redactor.Redact(loads.Error),
				Path: shownPath(report, loads.Path), Line: loads.Line,
			},
		})
	}
	return list
}

func newJSONEvidence(report *engine.Report, evidence []engine.Evidence) []jsonEvidence {
	list := make([]jsonEvidence, 0, len(evidence))
	for _, e := range evidence {
		list = append(list, jsonEvidence{
			Path: shownPath(report, e.Path), Line: e.Line, Text: report.Redactor.Redact(e.Text),
		})
	}
	return list
}

func newJSONFinding(report *engine.Report, found finding.Finding) jsonFinding {
	where := placeOf(report, found.Path, found.Span)
	document := jsonFinding{
		Rule: found.Rule, Severity: found.Severity, Confidence: found.Confidence,
		Message: report.Redactor.Redact(found.Message),
		Path:    shownPath(report, found.Path),
		Line:    where.line, Column: where.column, EndLine: where.endLine, EndColumn: where.endColumn,
		Project: shownPath(report, found.Project),
		Modules: notNil(found.Modules), Setting: found.Setting, Django: notNil(found.Django),
		Fingerprint: found.Fingerprint,
		Trace:       make([]jsonStep, 0, len(found.Trace)),
	}
	for _, step := range found.Trace {
		document.Trace = append(document.Trace, jsonStep{
			Path:    shownPath(report, step.Path),
			Line:    placeOf(report, step.Path, step.Span).line,
			Message: report.Redactor.Redact(step.Message),
		})
	}
	return document
}

// notNil makes an empty list of a missing one, for JSON.
func notNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
