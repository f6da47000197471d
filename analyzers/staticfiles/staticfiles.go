// Package staticfiles holds the rules on static files and uploads.
package staticfiles

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("static-root-missing", rootMissing),
		check.Rule("static-root-in-dirs", rootInDirs),
		check.Rule("static-dirs-overlap", dirsOverlap),
		check.Rule("static-dirs-exposes-project", exposesProject),
		check.Rule("static-dirs-url", dirsURL),
		check.Rule("static-dirs-type", dirsType),
		check.Rule("static-dirs-prefix", dirsPrefix),
		check.Rule("static-dir-not-found", dirNotFound),
		check.Rule("static-path-relative", pathRelative),
		check.Rule("storages-incomplete", storagesIncomplete),
		check.Rule("url-no-slash", noSlash),
		check.Rule("media-static-clash", clash),
		check.Rule("upload-temp-dir-not-found", uploadDirNotFound),
		check.Rule("static-alias-mismatch", aliasMismatch),
		check.Rule("static-alias-missing", aliasMissing),
	}
}

// installed reports whether django.contrib.staticfiles may be installed: its
// checks and commands are there only then.
func installed(p *check.Pass, m *project.SettingsModule) bool {
	for _, answer := range p.HasApp(m, m.World(), app) {
		if answer.Value != eval.Value(eval.Bool(false)) {
			return true
		}
	}
	return false
}
