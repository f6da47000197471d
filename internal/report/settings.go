package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/engine"
)

// SettingsOptions say how the text output of settings looks.
type SettingsOptions struct {
	// Color paints with the terminal's sixteen colours.
	Color bool
}

// Settings prints the settings of modules for people: what each is, and below
// it where that comes from, what decides it, and what is not known. The error
// is that of w.
func Settings(w io.Writer, report *engine.Report, modules []engine.ModuleSettings, options SettingsOptions) error {
	p := &settingsPrinter{lines{out: bufio.NewWriter(w), report: report, style: newStyle(options.Color)}}
	for i, module := range modules {
		if i > 0 {
			p.line("")
		}
		p.module(module)
	}
	p.incidents()
	return p.flush()
}

type settingsPrinter struct{ lines }

// mostShown is how many bytes of a value are printed. JSON has all of it.
const mostShown = 2000

func (p *settingsPrinter) module(module engine.ModuleSettings) {
	p.line(p.style.strong("settings "+oneLine(module.Module)) + p.at(module.Path, 0))
	p.troubles(module)
	if len(module.Settings) == 0 {
		p.line("  sets nothing")
	}
	for _, setting := range module.Settings {
		p.setting(setting)
	}
}

// troubles tells why a module may not come to what is told of it.
func (p *settingsPrinter) troubles(module engine.ModuleSettings) {
	if loads := module.Loads; !loads.OK && loads.Error != "" {
		p.line("  does not load: " + p.safe(loads.Error) + p.at(loads.Path, loads.Line))
	}
	if module.GaveUp != "" {
		p.line("  not all of it was followed: " + p.safe(module.GaveUp))
	}
}

func (p *settingsPrinter) setting(setting engine.Setting) {
	head := "  " + p.style.strong(oneLine(setting.Name))
	if !setting.Value.Empty() {
		head += " = " + p.value(setting.Value)
	}
	if setting.State != engine.StateKnown {
		head += p.style.faint(" (" + stateWords(setting.State) + ")")
	}
	p.line(head)
	same := sameOrigin(setting.Alternatives)
	for _, alternative := range setting.Alternatives {
		p.alternative(alternative, !same)
	}
	if same {
		p.origin("      ", setting.Origin)
	}
	if len(setting.Env) > 0 {
		names := make([]string, 0, len(setting.Env))
		for _, variable := range setting.Env {
			names = append(names, p.variable(variable))
		}
		p.line("      decided by " + strings.Join(names, ", "))
	}
	if setting.Why != "" && len(setting.Alternatives) == 0 {
		p.line("      " + p.safe(setting.Why))
	}
}

func (p *settingsPrinter) alternative(alternative engine.SettingAlternative, withOrigin bool) {
	what := alternative.Why
	if !alternative.Value.Empty() {
		what = p.value(alternative.Value)
	}
	p.line("      " + p.safe(alternative.When) + ": " + p.safe(what))
	if withOrigin {
		p.origin("        ", alternative.Origin)
	}
}

// sameOrigin reports whether all alternatives, if there are any, were set in
// one place.
func sameOrigin(alternatives []engine.SettingAlternative) bool {
	return !slices.ContainsFunc(alternatives, func(a engine.SettingAlternative) bool {
		return !slices.Equal(a.Origin, alternatives[0].Origin)
	})
}

func (p *settingsPrinter) value(value engine.SettingValue) string {
	text := p.safe(value.Text)
	if len(text) > mostShown {
		text = strings.ToValidUTF8(text[:mostShown], "") + "…"
	}
	return text
}

// origin tells where a value was set and what it came through.
func (p *settingsPrinter) origin(indent string, origin []engine.Place) {
	if len(origin) == 0 {
		return
	}
	where := make([]string, 0, len(origin))
	for _, place := range origin {
		where = append(where, p.place(place.Path, place.Line))
	}
	p.line(indent + p.style.faint(strings.Join(where, " → ")))
}

// variable says of an environment variable what the settings do with it.
func (p *settingsPrinter) variable(variable engine.SettingVariable) string {
	var facts []string
	if variable.Cast != "" && variable.Cast != "str" {
		facts = append(facts, oneLine(variable.Cast))
	}
	switch {
	case variable.Required:
		facts = append(facts, "required")
	case !variable.Default.Empty():
		facts = append(facts, "default "+p.value(variable.Default))
	}
	if len(facts) == 0 {
		return oneLine(variable.Name)
	}
	return fmt.Sprintf("%s (%s)", oneLine(variable.Name), strings.Join(facts, ", "))
}

// stateWords says a state to people.
func stateWords(state engine.SettingState) string {
	switch state {
	case engine.StateDefault:
		return "by default"
	case engine.StateOneOf:
		return "one of several"
	case engine.StatePartial:
		return "partly known"
	default:
		return string(state)
	}
}
