package engine

import (
	"strings"

	"github.com/djvet/djvet/internal/eval"
)

// absentFiles are the optional files outside the repository, such as a
// local_settings.py in a try statement, that may set any name of a module. With
// them, nothing is certain of any setting, and all would differ.
type absentFiles struct {
	names map[string]bool
	// only says that nothing else may set the names that the module does not
	// bind, so that Django's defaults hold.
	only bool
}

// optionalFiles finds the files that may set names of the module.
func optionalFiles(result *eval.Result) *absentFiles {
	files := &absentFiles{names: map[string]bool{}}
	others := false
	for _, name := range result.Names() {
		for _, a := range result.Get(name) {
			for _, file := range a.Guard.Files() {
				files.names[file] = true
			}
			for _, test := range a.Guard.Tests() {
				others = others || strings.Contains(test, " is set by what ")
			}
		}
	}
	if taint := result.Taint(); taint != nil {
		for file := range files.names {
			files.only = files.only || !others && strings.HasSuffix(taint.Reason, " file "+file)
		}
	}
	return files
}

// leaveOut leaves out of a setting what the files may change.
func (f *absentFiles) leaveOut(t *settingsTeller, name string, all eval.Alternatives) eval.Alternatives {
	if f.only && len(t.result.Writes(name)) == 0 && len(all) == 1 {
		if _, unknown := all[0].Value.(*eval.Unknown); unknown {
			return eval.Alternatives{{Value: t.project.DefaultOf(name), Origin: eval.Origin{Kind: eval.ByDefault}}}
		}
	}
	var kept eval.Alternatives
	for _, a := range all {
		if guard, ok := a.Guard.WithoutFiles(); ok {
			a.Guard = guard
			kept = append(kept, a)
		}
	}
	return kept
}
