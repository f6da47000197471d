// Package entrypoints holds the rules on the files by which something starts
// Django: manage.py, wsgi.py, asgi.py and the like, and on what a server is
// told to load.
package entrypoints

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("settings-module-unresolved", settingsUnresolved),
		check.Rule("settings-env-misspelled", variableMisspelled),
		check.Rule("application-missing", applicationMissing),
		check.Rule("application-factory-wrong", factoryWrong),
		check.Rule("wsgi-application-unresolved", applicationUnresolved),
		check.Rule("settings-module-namespace", settingsNamespace),
		check.Rule("settings-module-shadowed", settingsShadowed),
		check.Rule("settings-module-development", settingsDevelopment),
		check.Rule("settings-module-mismatch", settingsMismatch),
		check.Rule("settings-env-late", variableLate),
		check.Rule("application-bare-handler", bareHandler),
		check.Rule("dotted-path-unresolved", pathUnresolved),
		check.Rule("urlconf-missing", urlconfMissing),
		check.Rule("celery-app-unresolved", celeryUnresolved),
	}
}
