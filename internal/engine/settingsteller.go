package engine

import (
	"maps"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// settingsTeller tells the settings of one module.
type settingsTeller struct {
	project  *project.Project
	module   *project.SettingsModule
	redactor *finding.Redactor
	result   *eval.Result
	required []string // environment variables
	// files are the optional files outside the repository that are taken to be
	// absent; nil if they may be there.
	files *absentFiles
}

// alternatives are what a setting of the module may be, with Django's default
// where it is not set.
func (t *settingsTeller) alternatives(name string) eval.Alternatives {
	all := t.module.Setting(name).In(t.module.World()).Alternatives
	if t.files == nil {
		return all
	}
	return t.files.leaveOut(t, name, all)
}

// setting tells one setting; false if the module does not set it, and Django's
// defaults are not asked for or there is none.
func (t *settingsTeller) setting(name string, all bool) (Setting, bool) {
	alternatives := t.alternatives(name)
	byDjango := 0
	possible := slices.DeleteFunc(slices.Clone(alternatives), func(a eval.Alternative) bool {
		if a.Origin.Kind == eval.ByDefault {
			byDjango++
		}
		_, unbound := a.Value.(eval.Unbound)
		return unbound
	})
	if len(possible) == 0 || byDjango == len(alternatives) && !all {
		return Setting{}, false
	}
	whole := t.look(name, alternatives)
	setting := Setting{Name: name, State: stateOf(possible), Env: whole.variables, Why: whole.why()}
	var shown eval.Alternative
	switch setting.State {
	case StateKnown, StatePartial, StateExternal, StateUnknown:
		shown = possible[0]
		if len(possible) == 1 && setting.State != StateExternal && setting.State != StateUnknown {
			setting.Value = t.value(name, shown)
		}
	case StateDefault:
		shown = possible[slices.IndexFunc(possible, func(a eval.Alternative) bool { return a.Guard.HoldsWhenUnset() })]
		setting.Value = t.value(name, shown)
	case StateOneOf:
		shown = possible[0]
	}
	setting.Origin = t.withChanges(places(shown.Origin), name)
	if len(possible) > 1 {
		for _, a := range possible {
			setting.Alternatives = append(setting.Alternatives, t.alternative(name, a))
		}
	}
	if byDjango == len(alternatives) && setting.Why == "" {
		setting.Why = WhyDefault
	}
	return setting, true
}

func (t *settingsTeller) alternative(name string, a eval.Alternative) SettingAlternative {
	told := SettingAlternative{
		When:  t.redactor.Redact(eval.RenderGuard(a.Guard, secretName)),
		State: stateOf(eval.Alternatives{a}), Origin: places(a.Origin), Why: t.look(name, eval.Alternatives{a}).why(),
	}
	if told.State == StateKnown || told.State == StatePartial {
		told.Value = t.value(name, a)
	}
	if a.Origin.Kind == eval.ByDefault && told.Why == "" {
		told.Why = WhyDefault
	}
	return told
}

// value shows a value that stands under a name.
func (t *settingsTeller) value(name string, a eval.Alternative) SettingValue {
	if t.hidden(name, a) {
		return maskedValue()
	}
	return t.rendered(a.Value)
}

func maskedValue() SettingValue {
	return SettingValue{Text: finding.Mask, JSON: []byte(`"` + finding.Mask + `"`)}
}

// rendered shows a value that is no secret itself; what is in it may be.
func (t *settingsTeller) rendered(value eval.Value) SettingValue {
	options := eval.RenderOptions{
		Root: t.project.Root, Hidden: t.hidden, Redact: t.redact, Mask: finding.Mask,
	}
	return SettingValue{Text: eval.Render(value, options), JSON: eval.RenderJSON(value, options)}
}

// hidden reports whether a value may not be shown: its name speaks of a secret,
// or it is what was read from a variable whose name does.
func (t *settingsTeller) hidden(name string, a eval.Alternative) bool {
	if secretName(name) {
		return true
	}
	switch a.Value.(type) {
	case eval.Str, eval.Bytes, eval.Int, *eval.Text:
	default:
		return false // its parts have origins of their own
	}
	steps := a.Origin.Steps()
	return len(steps) > 0 && slices.ContainsFunc(t.result.Reads, func(r eval.EnvironmentRead) bool {
		return stands(r, steps[len(steps)-1]) && secretName(r.Name)
	})
}

// redact is what is shown of a text.
func (t *settingsTeller) redact(text string) string {
	if (deploy.Variable{Value: text}).Secret() { // a URL with a password
		return finding.Mask
	}
	return t.redactor.Redact(text)
}

// stands reports whether an environment read stands in what an origin is about.
// An import says nothing of what was read in it.
func stands(r eval.EnvironmentRead, o eval.Origin) bool {
	if r.File == nil || o.File == nil || o.Kind == eval.Imported || r.File.Path != o.File.Path {
		return false
	}
	return o.Span.Contains(r.Span) || o.Kind == eval.Written && r.Span.Contains(o.Span)
}

// places are the lines of an origin, in the order in which it happened.
func places(origin eval.Origin) []Place {
	var list []Place
	for _, step := range slices.Backward(origin.Steps()) {
		if step.Kind == eval.Imported && len(list) == 0 {
			continue // what it was made with, such as pathlib's Path, was imported
		}
		line, _ := step.File.Position(step.Span.Start)
		place := Place{Path: step.File.Path, Line: line}
		if step.Kind == eval.Written && origin.Binding().Known() {
			continue // where it got its name says it, and comes next
		}
		if n := len(list); n == 0 || list[n-1] != place {
			list = append(list, place)
		}
	}
	return list
}

// withChanges adds the lines of the module that change the value after it got
// its name: an append to a list is not in the list's origin.
func (t *settingsTeller) withChanges(list []Place, name string) []Place {
	var changes []Place
	for _, write := range t.result.Writes(name) {
		if !write.Change && !write.Conditional {
			changes = nil // whatever was changed before is another object
		}
		if write.Change && write.File != nil {
			line, _ := write.File.Position(write.Span.Start)
			changes = append(changes, Place{Path: write.File.Path, Line: line})
		}
	}
	for _, place := range changes {
		if !slices.Contains(list, place) {
			list = append(list, place)
		}
	}
	return list
}

func sortedTrue(set map[string]bool) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(set)), func(name string) bool { return !set[name] })
}

// joined are some reasons in one sentence; the first of many are enough.
func joined(reasons []string) string {
	const most = 3
	if len(reasons) > most {
		reasons = append(slices.Clone(reasons[:most]), "and more")
	}
	return strings.Join(reasons, "; ")
}
