// Package commands holds the rules on what servers, containers and scripts
// start: which program, as whom, and what it is told to load.
package commands

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("runserver-in-production", runserverInProduction),
		check.Rule("server-app-unresolved", appUnresolved),
		check.Rule("server-reload-enabled", reloadEnabled),
		check.Rule("server-runs-as-root", runsAsRoot),
		check.Rule("upstream-mismatch", upstreamMismatch),
		check.Rule("server-socket-public", socketPublic),
		check.Rule("server-chdir-wrong", chdirWrong),
		check.Rule("world-writable", madeWritable),
		check.Rule("collectstatic-missing", collectstaticMissing),
	}
}

// production are the launches by which users are served.
func production(p *check.Pass) []deploy.Launch {
	var launches []deploy.Launch
	for _, l := range p.Project.Launches {
		if l.Role == deploy.Production {
			launches = append(launches, l)
		}
	}
	return launches
}

// mainCommand is the command of a launch that serves. It reports false for a
// launch whose program is not known.
func mainCommand(l deploy.Launch) (deploy.Command, bool) {
	for _, c := range slices.Backward(l.Commands) {
		if c.Program == l.Program && c.Target == l.Target {
			return c, true
		}
	}
	return deploy.Command{}, false
}

// isServer reports whether a program serves Django to the web.
func isServer(program string) bool {
	switch program {
	case "gunicorn", "uwsgi", "daphne", "uvicorn", "hypercorn", "granian", "waitress-serve", "mod_wsgi-express":
		return true
	}
	return false
}
