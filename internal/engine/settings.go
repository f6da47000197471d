package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// Wanted says of which settings modules to tell the settings: the one of that
// dotted name, or else the one in that file (relative to the tree's root), or
// else those that are judged.
type Wanted struct {
	Module string
	Path   string
	// All adds the settings that are Django's defaults, where all versions
	// that the project may run on agree.
	All bool
}

// SettingState says how much is known of a setting.
type SettingState string

// The states.
const (
	// StateKnown: one value.
	StateKnown SettingState = "known"
	// StateDefault: this value, unless an environment variable or an optional
	// file says otherwise.
	StateDefault SettingState = "default"
	// StateOneOf: one of several known values.
	StateOneOf SettingState = "oneof"
	// StatePartial: a part of it is known.
	StatePartial SettingState = "partial"
	// StateExternal: something outside the repository supplies it, which is named.
	StateExternal SettingState = "external"
	// StateUnknown: nothing is known, and it is said why.
	StateUnknown SettingState = "unknown"
)

// ModuleSettings is what a settings module comes to. No secret is in it: what
// may not be shown has been masked, in Text and JSON alike.
type ModuleSettings struct {
	SettingsModule
	Settings []Setting // by name
	// GaveUp is why the evaluation ended early; "" if it did not.
	GaveUp string
}

// Setting is one setting of a module.
type Setting struct {
	Name  string
	State SettingState
	// Value is what it is, or is by default. It is empty if it is one of
	// several, external or unknown.
	Value SettingValue
	// Alternatives are what it may be, if that is not one value.
	Alternatives []SettingAlternative
	// Env are the environment variables that decide it, in the order in which
	// they are found.
	Env []SettingVariable
	// Origin is where it was set, and then through what it came.
	Origin []Place
	// Why says what is not known and why, or what supplies it.
	Why string
}

// WhyDefault is the Why of a setting that the module does not set.
const WhyDefault = "Django's default"

// SettingValue is a value, as Python writes it and as JSON. The zero
// SettingValue is no value.
type SettingValue struct {
	Text string
	JSON json.RawMessage
}

// Empty reports whether there is no value.
func (v SettingValue) Empty() bool { return v.Text == "" }

// SettingAlternative is one of several things that a setting may be.
type SettingAlternative struct {
	// When says in words when it is that; "always" if nothing decides.
	When   string
	State  SettingState
	Value  SettingValue
	Origin []Place
	Why    string
}

// SettingVariable is an environment variable that decides a setting.
type SettingVariable struct {
	Name string
	// Default is what is taken while it is not set; empty if there is none.
	Default SettingValue
	// Required says that the module does not load without it.
	Required bool
	// Cast is the type that it is turned into; "str" for none, "" if unknown.
	Cast string
}

// Place is a line of a file of the tree.
type Place struct {
	Path string
	Line int // from 1
}

// ErrNotSettings is wrapped by the error for a file that is no settings module
// of any project.
var ErrNotSettings = errors.New("not a settings module of a Django project")

// Settings tells the settings of settings modules. Constants are taken as they
// stand: what it tells is what Django would see, not what Check assumes. The
// report has no findings. Errors are ErrSettings for a module and ErrNotSettings
// for a file that are not there, and those of Check.
func Settings(ctx context.Context, tree workspace.Tree, options Options, wanted Wanted) (Report, []ModuleSettings, error) {
	report, tellers, err := settingsTellers(ctx, tree, options, wanted.wants)
	if err != nil {
		return Report{}, nil, err
	}
	if len(tellers) == 0 && len(report.Projects) > 0 {
		if err := wanted.absent(); err != nil {
			return Report{}, nil, err
		}
	}
	told := make([]ModuleSettings, 0, len(tellers))
	for _, one := range tellers {
		module, err := one.tell(wanted.All)
		if err != nil {
			return Report{}, nil, err
		}
		told = append(told, module)
	}
	if err := ctx.Err(); err != nil {
		return Report{}, nil, err // an evaluation that was cut short knows too little
	}
	return report, told, nil
}

// settingsTellers finds the settings modules of a tree that are wanted, and
// makes of each one that tells its settings. The report's redactor knows the
// secrets of them all.
func settingsTellers(ctx context.Context, tree workspace.Tree, options Options, wants func(*project.SettingsModule) bool) (Report, []*settingsTeller, error) {
	options.AsDjango = true
	found, err := Discover(ctx, tree, options)
	if err != nil {
		return Report{}, nil, err
	}
	c := &checker{options: options, found: found, results: make([]projectResult, len(found.Projects))}
	report := c.report()
	var tellers []*settingsTeller
	for _, p := range found.Projects {
		for _, m := range p.Settings {
			if wants(m) {
				tellers = append(tellers, &settingsTeller{project: p, module: m})
				report.secrets.addSettings(m)
			}
		}
	}
	report.Redactor = report.secrets.redactor()
	for _, one := range tellers {
		one.redactor = report.Redactor
		one.result = one.module.Evaluate(one.module.World())
		one.required = one.result.Required()
	}
	return report, tellers, nil
}

// absent is the error for a module that was asked for by its name or its file
// and is not there; nil if neither was given.
func (w Wanted) absent() error {
	switch {
	case w.Module != "":
		return fmt.Errorf("%w: %s", ErrSettings, w.Module)
	case w.Path != "":
		return fmt.Errorf("%s: %w", w.Path, ErrNotSettings)
	}
	return nil
}

func (w Wanted) wants(m *project.SettingsModule) bool {
	switch {
	case w.Module != "":
		return m.Name == w.Module && m.ShadowedBy == ""
	case w.Path != "":
		return m.Path == w.Path
	}
	return m.Judged
}

// tell tells the settings of the module.
func (t *settingsTeller) tell(all bool) (ModuleSettings, error) {
	result := t.result
	told := ModuleSettings{SettingsModule: describeModule(t.project, t.module), GaveUp: result.GaveUp}
	if told.Loads.OK {
		told.Loads = loadsOf(result)
	}
	names := map[string]bool{}
	for _, name := range result.Names() {
		names[name] = isSetting(name)
	}
	if all {
		defaults, err := django.SettingNamesInAll(t.project.Django.Minors)
		if err != nil {
			return ModuleSettings{}, fmt.Errorf("listing Django's settings: %w", err)
		}
		for _, name := range defaults {
			if _, unknown := t.project.DefaultOf(name).(*eval.Unknown); !unknown {
				names[name] = true
			}
		}
	}
	for _, name := range sortedTrue(names) {
		if setting, ok := t.setting(name, all); ok {
			told.Settings = append(told.Settings, setting)
		}
	}
	return told, nil
}

// isSetting reports whether Django takes a name for a setting: str.isupper().
func isSetting(name string) bool {
	return strings.ToUpper(name) == name && strings.ToLower(name) != name
}

// loadsOf tells whether a module loads.
func loadsOf(result *eval.Result) Loads {
	failure := result.Failure
	if failure == nil {
		return Loads{OK: true}
	}
	line, _ := failure.File.Position(failure.Span.Start)
	return Loads{Error: failure.Exception + ": " + failure.Message, Path: failure.File.Path, Line: line}
}
