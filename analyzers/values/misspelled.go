package values

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// misspelled reports upper-case names that nothing reads and that are almost the
// name of a setting, and misspelt keys in the settings that are dicts.
func misspelled(p *check.Pass) {
	known := knownSettings(p)
	r := readersOf(p)
	for _, m := range p.Loadable() {
		result := m.Evaluate(m.World())
		for _, name := range result.Names() {
			if !isSettingName(name) || known.has(name) {
				continue
			}
			value, assigned := assignedValue(result, name)
			if !assigned {
				continue
			}
			if meant := known.meant(result, name); meant != "" && !r.read(name) {
				reportMisspelled(p, m, name, meant, value)
			}
		}
		misspelledKeys(p, m, r)
	}
}

func reportMisspelled(p *check.Pass, m *project.SettingsModule, name, meant string, value eval.Alternative) {
	f := p.At(m, name, value)
	f.Detail = meant
	f.Message = "nothing reads " + name + ": the setting is called " + meant
	if pkg, ok := django.ThirdPartySetting(meant); ok {
		if _, own := django.LookupSetting(meant); !own {
			f.Message = "nothing reads " + name + ": the setting of " + pkg + " is called " + meant
		}
	}
	p.Report(f)
}

// isSettingName reports whether Django would take a name for a setting.
func isSettingName(name string) bool {
	if name == "" || name[0] < 'A' || name[0] > 'Z' {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool {
		return r != '_' && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
}

// assignedValue is the value that a settings module gives a name. What was
// imported by name was meant to be there. Another value may come from a file
// that is not in the repository; the name is misspelt all the same.
func assignedValue(result *eval.Result, name string) (eval.Alternative, bool) {
	var assigned eval.Alternative
	found := false
	for _, alternative := range result.Get(name) {
		switch alternative.Value.(type) {
		case *eval.ModuleValue, *eval.Function, *eval.Class, *eval.Builtin:
			return eval.Alternative{}, false
		}
		if !found && alternative.Origin.Binding().Known() {
			assigned, found = alternative, true
		}
	}
	return assigned, found
}
