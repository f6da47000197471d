// Package containers holds the rules on what containers and other deployments
// give to the project.
package containers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("async-unsafe", asyncUnsafe),
		check.Rule("deploy-env-debug", environmentUnsafe),
		check.Rule("backend-port-published", backendPublished),
		check.Rule("backend-unprotected", backendOpen),
	}
}
