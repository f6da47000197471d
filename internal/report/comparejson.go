package report

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/djvet/djvet/internal/engine"
)

// The types below are the JSON output of settings --compare, key by key and in
// its order. docs/json-schema-compare-v1.json says what each means.
type (
	jsonComparison struct {
		Compare     []jsonCompared  `json:"compare"`
		Differences jsonDifferences `json:"differences"`
		Undecided   jsonDifferences `json:"undecided"`
		Same        []string        `json:"same"`
	}
	jsonCompared struct {
		Module  string    `json:"module"`
		Path    string    `json:"path"`
		Loads   jsonLoads `json:"loads"`
		Without []string  `json:"without"`
	}
	// jsonDifferences is an object with the settings' names as its keys, in the
	// order of the list, and what the two modules make of each.
	jsonDifferences []jsonDifference
	jsonDifference  struct {
		name  string
		sides [2]*jsonSetting
	}
)

// MarshalJSON implements json.Marshaler.
func (d jsonDifferences) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	out.WriteByte('{')
	for i, difference := range d {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := encoder.Encode(difference.name); err != nil {
			return nil, err //nolint:wrapcheck // of the encoder that calls this
		}
		out.WriteByte(':')
		if err := encoder.Encode(difference.sides); err != nil {
			return nil, err //nolint:wrapcheck // of the encoder that calls this
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// CompareJSON prints two settings modules side by side as one JSON document. A
// setting that a module does not have is null there. Paths are relative to the
// working directory. The error is that of w.
func CompareJSON(w io.Writer, report *engine.Report, compared engine.Comparison) error {
	document := jsonComparison{
		Compare:     make([]jsonCompared, 0, len(compared.Modules)),
		Differences: newJSONDifferences(report, compared.Differences),
		Undecided:   newJSONDifferences(report, compared.Undecided),
		Same:        notNil(compared.Same),
	}
	for i, module := range compared.Modules {
		without := make([]string, 0, len(compared.Without[i]))
		for _, file := range compared.Without[i] {
			without = append(without, shownPath(report, file))
		}
		common := newJSONModules(report, []engine.SettingsModule{module.SettingsModule})[0]
		document.Compare = append(document.Compare, jsonCompared{Module: common.Module, Path: common.Path, Loads: common.Loads, Without: without})
	}
	return printJSON(w, document)
}

func newJSONDifferences(report *engine.Report, list []engine.Difference) jsonDifferences {
	document := make(jsonDifferences, 0, len(list))
	for _, d := range list {
		difference := jsonDifference{name: d.Name}
		for i, side := range d.Sides {
			if side != nil {
				setting := newJSONSetting(report, *side)
				difference.sides[i] = &setting
			}
		}
		document = append(document, difference)
	}
	return document
}
