package report

import (
	"encoding/json"
	"io"

	"github.com/djvet/djvet/internal/engine"
)

// The types below are the JSON output of env, key by key and in its order. The
// schema in docs/json-schema-env-v1.json says what each means.
type (
	jsonEnvironments struct {
		Version   int               `json:"version"`
		Tool      jsonTool          `json:"tool"`
		Projects  []jsonEnvironment `json:"projects"`
		Incidents []jsonIncident    `json:"incidents"`
	}
	jsonEnvironment struct {
		Root       string               `json:"root"`
		Modules    []jsonModule         `json:"modules"`
		Variables  []jsonReadVariable   `json:"variables"`
		Unknown    []string             `json:"unknown"`
		Incomplete []jsonIncomplete     `json:"incomplete"`
		Launches   []jsonEnvironmentFor `json:"launches"`
	}
	jsonIncomplete struct {
		Module string `json:"module"`
		Why    string `json:"why"`
	}
	jsonReadVariable struct {
		Name       string            `json:"name"`
		Need       engine.Need       `json:"need"`
		RequiredBy []string          `json:"requiredBy"`
		Types      []string          `json:"types"`
		Secret     bool              `json:"secret"`
		Defaults   []json.RawMessage `json:"defaults"`
		Texts      []string          `json:"texts"`
		Reads      []jsonRead        `json:"reads"`
		Writes     []jsonWrite       `json:"writes"`
		Decides    []jsonDecided     `json:"decides"`
	}
	jsonRead struct {
		jsonPlace
		Type       string          `json:"type"`
		HasDefault bool            `json:"hasDefault"`
		Default    json.RawMessage `json:"default"`
		Required   bool            `json:"required"`
	}
	jsonWrite struct {
		jsonPlace
		Value   json.RawMessage `json:"value"`
		IfUnset bool            `json:"ifUnset"`
	}
	jsonDecided struct {
		Module   string   `json:"module"`
		Settings []string `json:"settings"`
	}
	jsonEnvironmentFor struct {
		jsonPlace
		File    string       `json:"file"`
		Service string       `json:"service"`
		Kind    string       `json:"kind"`
		Role    string       `json:"role"`
		Modules []string     `json:"modules"`
		Sets    []jsonSet    `json:"sets"`
		Missing []string     `json:"missing"`
		Closed  bool         `json:"closed"`
		Files   []string     `json:"files"`
		Unread  []jsonUnread `json:"unread"`
	}
	jsonSet struct {
		jsonPlace
		Name  string `json:"name"`
		State string `json:"state"`
	}
	jsonUnread struct {
		jsonPlace
		Name string `json:"name"`
		Near string `json:"near"`
	}
)

// EnvironmentJSON prints the environment variables of projects as one JSON
// document. Paths are relative to the working directory. The error is that of w.
func EnvironmentJSON(w io.Writer, report *engine.Report, projects []engine.ProjectEnvironment) error {
	document := jsonEnvironments{
		Version: jsonVersion, Tool: jsonTool(report.Tool),
		Projects: make([]jsonEnvironment, 0, len(projects)), Incidents: newJSONIncidents(report),
	}
	for _, project := range projects {
		one := jsonEnvironment{
			Root: shownPath(report, project.Root), Modules: newJSONModules(report, project.Modules),
			Variables:  make([]jsonReadVariable, 0, len(project.Variables)),
			Unknown:    notNil(project.Unknown),
			Incomplete: make([]jsonIncomplete, 0, len(project.Incomplete)),
			Launches:   make([]jsonEnvironmentFor, 0, len(project.Launches)),
		}
		for _, module := range project.Incomplete {
			one.Incomplete = append(one.Incomplete, jsonIncomplete{Module: module.Module, Why: report.Redactor.Redact(module.Why)})
		}
		for _, v := range project.Variables {
			one.Variables = append(one.Variables, newJSONVariable(report, v))
		}
		for _, l := range project.Launches {
			one.Launches = append(one.Launches, newJSONEnvironmentFor(report, l))
		}
		document.Projects = append(document.Projects, one)
	}
	return printJSON(w, document)
}

func newJSONVariable(report *engine.Report, v engine.EnvironmentVariable) jsonReadVariable {
	one := jsonReadVariable{
		Name: v.Name, Need: v.Need, RequiredBy: notNil(v.RequiredBy), Types: notNil(v.Types), Secret: v.Secret,
		Defaults: make([]json.RawMessage, 0, len(v.Defaults)), Texts: make([]string, 0, len(v.Texts)),
		Reads: make([]jsonRead, 0, len(v.Reads)), Writes: make([]jsonWrite, 0, len(v.Writes)), Decides: make([]jsonDecided, 0, len(v.Decides)),
	}
	for _, value := range v.Defaults {
		one.Defaults = append(one.Defaults, value.JSON)
	}
	for _, text := range v.Texts {
		one.Texts = append(one.Texts, report.Redactor.Redact(text))
	}
	for _, read := range v.Reads {
		one.Reads = append(one.Reads, jsonRead{
			jsonPlace: newJSONPlace(report, read.Place), Type: read.Type, HasDefault: !read.Default.Empty(),
			Default: read.Default.JSON, Required: read.Required,
		})
	}
	for _, write := range v.Writes {
		one.Writes = append(one.Writes, jsonWrite{
			jsonPlace: newJSONPlace(report, write.Place), Value: write.Value.JSON, IfUnset: write.IfUnset,
		})
	}
	for _, decided := range v.Decides {
		one.Decides = append(one.Decides, jsonDecided{Module: decided.Module, Settings: notNil(decided.Settings)})
	}
	return one
}

func newJSONEnvironmentFor(report *engine.Report, l engine.LaunchEnvironment) jsonEnvironmentFor {
	one := jsonEnvironmentFor{
		jsonPlace: newJSONPlace(report, engine.Place{Path: l.Path, Line: l.Line}),
		File:      l.File, Service: report.Redactor.Redact(l.Service), Kind: report.Redactor.Redact(l.Kind), Role: l.Role,
		Modules: notNil(l.Modules), Sets: make([]jsonSet, 0, len(l.Sets)), Missing: notNil(l.Missing), Closed: l.Closed,
		Files: make([]string, 0, len(l.Files)), Unread: make([]jsonUnread, 0, len(l.Unread)),
	}
	for _, file := range l.Files {
		one.Files = append(one.Files, report.Redactor.Redact(file))
	}
	for _, set := range l.Sets {
		one.Sets = append(one.Sets, jsonSet{jsonPlace: newJSONPlace(report, set.Place), Name: set.Name, State: set.State})
	}
	for _, unread := range l.Unread {
		one.Unread = append(one.Unread, jsonUnread{jsonPlace: newJSONPlace(report, unread.Place), Name: unread.Name, Near: unread.Near})
	}
	return one
}

func newJSONPlace(report *engine.Report, place engine.Place) jsonPlace {
	return jsonPlace{Path: shownPath(report, place.Path), Line: place.Line}
}
