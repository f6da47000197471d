// Package apache holds the rules on Apache and mod_wsgi: whether the server finds
// the project, may serve what it should, and serves nothing else.
package apache

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("apache-wsgi-script-unresolved", scriptUnresolved),
		check.Rule("apache-embedded-mode", embeddedMode),
		check.Rule("apache-daemon-on-windows", daemonOnWindows),
		check.Rule("apache-authorization-not-passed", authorizationNotPassed),
		check.Rule("apache-process-group-unknown", processGroupUnknown),
		check.Rule("apache-python-path-ignored", pythonPathIgnored),
		check.Rule("apache-python-path-missing", pythonPathMissing),
		check.Rule("apache-wsgi-denied", scriptDenied),
		check.Rule("apache-source-exposed", sourceExposed),
		check.Rule("apache-module-missing", moduleMissing),
		check.Rule("apache-multiple-sites", multipleSites),
		check.Rule("static-alias-denied", aliasDenied),
		check.Rule("media-executes", mediaExecutes),
	}
}
