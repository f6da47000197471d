// Package i18n holds the rules on languages and time zones.
package i18n

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("language-invalid", language),
		check.Rule("timezone-invalid", timeZone),
	}
}
