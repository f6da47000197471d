// Package machine holds the rules on the machine that djvet runs on: whether the
// server can use the files that the settings name. They run with --host only.
package machine

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("not-writable", notWritable),
	}
}
