// Package analyzers holds the one list of all rules. The rules themselves are
// in the folders below, one for each topic.
package analyzers

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/apache"
	"github.com/djvet/djvet/analyzers/apps"
	"github.com/djvet/djvet/analyzers/auth"
	"github.com/djvet/djvet/analyzers/cache"
	"github.com/djvet/djvet/analyzers/commands"
	"github.com/djvet/djvet/analyzers/containers"
	"github.com/djvet/djvet/analyzers/cookies"
	"github.com/djvet/djvet/analyzers/cors"
	"github.com/djvet/djvet/analyzers/database"
	"github.com/djvet/djvet/analyzers/debug"
	"github.com/djvet/djvet/analyzers/email"
	"github.com/djvet/djvet/analyzers/entrypoints"
	"github.com/djvet/djvet/analyzers/hosts"
	"github.com/djvet/djvet/analyzers/https"
	"github.com/djvet/djvet/analyzers/i18n"
	"github.com/djvet/djvet/analyzers/logging"
	"github.com/djvet/djvet/analyzers/machine"
	"github.com/djvet/djvet/analyzers/middleware"
	"github.com/djvet/djvet/analyzers/nginx"
	"github.com/djvet/djvet/analyzers/rest"
	"github.com/djvet/djvet/analyzers/secrets"
	"github.com/djvet/djvet/analyzers/staticfiles"
	"github.com/djvet/djvet/analyzers/templates"
	"github.com/djvet/djvet/analyzers/values"
)

// All are the analyzers of all rules, in the order in which they run.
func All() []*analysis.Analyzer {
	return slices.Concat(
		debug.Rules(),
		values.Rules(),
		secrets.Rules(),
		hosts.Rules(),
		https.Rules(),
		cookies.Rules(),
		auth.Rules(),
		rest.Rules(),
		cors.Rules(),
		middleware.Rules(),
		apps.Rules(),
		templates.Rules(),
		staticfiles.Rules(),
		database.Rules(),
		cache.Rules(),
		email.Rules(),
		logging.Rules(),
		i18n.Rules(),
		entrypoints.Rules(),
		apache.Rules(),
		commands.Rules(),
		nginx.Rules(),
		containers.Rules(),
		machine.Rules(),
	)
}
