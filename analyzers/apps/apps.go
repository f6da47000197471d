// Package apps holds the rules on what installed apps need of the settings.
package apps

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("admin-requirement-missing", adminRequirements),
		check.Rule("site-id-invalid", siteID),
		check.Rule("default-auto-field-missing", defaultAutoField),
	}
}
