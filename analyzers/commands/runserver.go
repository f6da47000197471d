package commands

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/finding"
)

// developmentServers are the commands that start a server for development:
// Django's, django-extensions', django-sslserver's, and the one for tests.
var developmentServers = map[string]bool{
	"runserver": true, "manage.py runserver_plus": true, "manage.py runsslserver": true, "manage.py testserver": true,
}

// runserverInProduction reports the development server where a production launch
// starts it. Dockerfiles and compose files are often there for trying a project
// out: they are left alone if anything else in the repository starts a real
// server, or if what they start has settings for development.
func runserverInProduction(p *check.Pass) {
	launches := production(p)
	served := hasServer(p)
	for _, l := range launches {
		c, ok := mainCommand(l)
		if !ok || !developmentServers[c.Program] || c.Conditional || rivalled(launches, l) ||
			served && !certain(l) || p.ForDevelopment(l) {
			continue
		}
		name := strings.TrimPrefix(c.Program, "manage.py ")
		f := finding.Finding{Path: c.Path, Span: c.Span, Detail: name}
		f.Message = "the development server (" + name + ") serves production: it was never made to be safe, nor for more than one visitor at a time"
		if c.Path != l.Path {
			f.Message += "; " + l.Path + " starts it"
		}
		p.Report(f)
	}
}

// hasServer reports whether anything that is not for development starts a server
// that is made for it: a launch, or Apache with mod_wsgi.
func hasServer(p *check.Pass) bool {
	return slices.ContainsFunc(p.Project.Launches, func(l deploy.Launch) bool {
		return l.Role != deploy.Development && isServer(l.Program)
	}) || slices.ContainsFunc(p.Project.Servers, func(c *web.Configuration) bool {
		return c.Role != deploy.Development && c.WSGI != nil && slices.ContainsFunc(c.Hosts, func(h *web.Host) bool {
			return slices.ContainsFunc(h.Routes, func(r web.Route) bool { return r.Application != nil && r.Application.Script != nil })
		})
	})
}

// certain reports whether the file of a launch is for nothing but a deployment, by
// what it is or by its name.
func certain(l deploy.Launch) bool {
	switch l.Kind {
	case "Dockerfile", "compose", "script", "env file":
		return deploy.NamedForProduction(l.Path)
	}
	return true
}

// rivalled reports whether another line of the same file starts the same process
// in another way, as two web: lines of a Procfile do. Which of them counts is not
// known.
func rivalled(launches []deploy.Launch, l deploy.Launch) bool {
	return l.Service != "" && slices.ContainsFunc(launches, func(other deploy.Launch) bool {
		return other.Path == l.Path && other.Service == l.Service && other.Span != l.Span && other.Program != l.Program
	})
}
