package report

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/djvet/djvet/internal/engine"
)

// The types below are the JSON output of settings, key by key and in its order.
type (
	jsonModuleSettings struct {
		Module   string       `json:"module"`
		Settings jsonSettings `json:"settings"`
	}
	// jsonSettings is an object with the settings' names as its keys, in the
	// order of the list.
	jsonSettings []jsonNamedSetting
	jsonSetting  struct {
		State        engine.SettingState `json:"state"`
		Value        json.RawMessage     `json:"value"`
		Alternatives []jsonAlternative   `json:"alternatives"`
		Env          []jsonVariable      `json:"env"`
		Origin       []jsonPlace         `json:"origin"`
		Why          string              `json:"why"`
	}
	jsonAlternative struct {
		When   string              `json:"when"`
		State  engine.SettingState `json:"state"`
		Value  json.RawMessage     `json:"value"`
		Origin []jsonPlace         `json:"origin"`
		Why    string              `json:"why"`
	}
	jsonVariable struct {
		Name     string          `json:"name"`
		Default  json.RawMessage `json:"default"`
		Required bool            `json:"required"`
		Cast     string          `json:"cast"`
	}
	jsonPlace struct {
		Path string `json:"path"`
		Line int    `json:"line"`
	}
	jsonNamedSetting struct {
		name    string
		setting jsonSetting
	}
)

// MarshalJSON implements json.Marshaler.
func (s jsonSettings) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	out.WriteByte('{')
	for i, named := range s {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := encoder.Encode(named.name); err != nil {
			return nil, err //nolint:wrapcheck // of the encoder that calls this
		}
		out.WriteByte(':')
		if err := encoder.Encode(named.setting); err != nil {
			return nil, err //nolint:wrapcheck // of the encoder that calls this
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// SettingsJSON prints the settings of modules, a JSON document for each module,
// one after the other. Where there is no value, value is null. Paths are
// relative to the working directory. The error is that of w.
func SettingsJSON(w io.Writer, report *engine.Report, modules []engine.ModuleSettings) error {
	for _, module := range modules {
		document := jsonModuleSettings{Module: module.Module, Settings: make(jsonSettings, 0, len(module.Settings))}
		for _, setting := range module.Settings {
			document.Settings = append(document.Settings, jsonNamedSetting{setting.Name, newJSONSetting(report, setting)})
		}
		if err := printJSON(w, document); err != nil {
			return err
		}
	}
	return nil
}

func newJSONSetting(report *engine.Report, setting engine.Setting) jsonSetting {
	document := jsonSetting{
		State: setting.State, Value: setting.Value.JSON,
		Alternatives: make([]jsonAlternative, 0, len(setting.Alternatives)),
		Env:          make([]jsonVariable, 0, len(setting.Env)),
		Origin:       newJSONPlaces(report, setting.Origin), Why: report.Redactor.Redact(setting.Why),
	}
	for _, a := range setting.Alternatives {
		document.Alternatives = append(document.Alternatives, jsonAlternative{
			When: report.Redactor.Redact(a.When), State: a.State, Value: a.Value.JSON,
			Origin: newJSONPlaces(report, a.Origin), Why: report.Redactor.Redact(a.Why),
		})
	}
	for _, v := range setting.Env {
		document.Env = append(document.Env, jsonVariable{Name: v.Name, Default: v.Default.JSON, Required: v.Required, Cast: v.Cast})
	}
	return document
}

func newJSONPlaces(report *engine.Report, places []engine.Place) []jsonPlace {
	list := make([]jsonPlace, 0, len(places))
	for _, place := range places {
		list = append(list, newJSONPlace(report, place))
	}
	return list
}
