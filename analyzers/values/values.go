// Package values holds the rules on settings that are not what they look like:
// names that are misspelt, values that are not what Django takes, and modules
// that do not load.
package values

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("settings-load-error", loadError),
		check.Rule("undefined-name", undefinedName),
		check.Rule("env-string-as-bool", envStringAsBool),
		check.Rule("env-string-as-number", envStringAsNumber),
		check.Rule("trailing-comma-tuple", trailingComma),
		check.Rule("one-string-tuple", oneString),
		check.Rule("missing-comma", missingComma),
		check.Rule("setting-overwritten", overwritten),
		check.Rule("setting-wrong-type", wrongType),
		check.Rule("setting-misspelled", misspelled),
		check.Rule("setting-removed", removed),
		check.Rule("setting-deprecated", deprecated),
		check.Rule("value-removed", valueRemoved),
		check.Rule("django-end-of-life", endOfLife),
		check.Rule("placeholder-left", placeholderLeft),
		check.Rule("settings-mutually-exclusive", exclusive),
	}
}
