// Package secrets holds the rules on what must not stand in the repository.
package secrets

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("secret-key-hardcoded", hardcoded),
		check.Rule("secret-key-env-default", envDefault),
		check.Rule("secret-key-weak", weak),
		check.Rule("secret-key-missing", missing),
		check.Rule("secret-key-per-process", perProcess),
		check.Rule("secret-key-fallback-hardcoded", fallbackHardcoded),
		check.Rule("secret-key-fallback-weak", fallbackWeak),
		check.Rule("credential-hardcoded", credentialHardcoded),
		check.Rule("credential-env-default", credentialEnvDefault),
	}
}
