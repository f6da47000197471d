// Package nginx holds the rules on the configurations of nginx.
package nginx

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("nginx-syntax", syntax),
		check.Rule("nginx-alias-traversal", aliasTraversal),
		check.Rule("nginx-forwarded-proto-missing", forwardedProtoMissing),
		check.Rule("nginx-host-not-passed", hostNotPassed),
	}
}
