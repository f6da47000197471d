// Package auth holds the rules on how users are known and what they may do.
package auth

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("password-validators-missing", validatorsMissing),
		check.Rule("password-hasher-weak", hasherWeak),
		check.Rule("hashing-algorithm-invalid", algorithmInvalid),
	}
}
