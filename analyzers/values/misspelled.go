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
	r := &readers{pass: p}
	for _, m := range p.Loadable() {
		result := m.Evaluate(m.World())
		for _, name := range result.Names() {
			if !isSettingName(name) || known.has(name) || !isAssigned(result, name) {
				continue
			}
			meant := known.meant(result, name)
			if meant == "" || r.read(name) {
				continue
			}
			reportMisspelled(p, m, name, meant)
		}
		misspelledKeys(p, m)
	}
}

func reportMisspelled(p *check.Pass, m *project.SettingsModule, name, meant string) {
	f := p.At(m, name, p.Setting(m, name).Alternatives[0])
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
	if name[0] < 'A' || name[0] > 'Z' {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool {
		return r != '_' && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
}

// isAssigned reports whether a name stands for a value that a settings module
// gives it. What was imported by name was meant to be there.
func isAssigned(result *eval.Result, name string) bool {
	alternatives := result.Get(name)
	if len(alternatives) == 0 {
		return false
	}
	for _, alternative := range alternatives {
		switch alternative.Value.(type) {
		case *eval.ModuleValue, *eval.Function, *eval.Class, *eval.Builtin, eval.Unbound:
			return false
		}
	}
	return alternatives[0].Origin.Binding().Known()
}
