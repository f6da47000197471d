package https

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// proxyHeaderMissing reports SECURE_SSL_REDIRECT behind a proxy of the repository
// that ends TLS, if Django never learns of it: every answer is the same redirect.
func proxyHeaderMissing(p *check.Pass) {
	const redirect = "SECURE_SSL_REDIRECT"
	var found *unheard
	for _, m := range p.Judged() {
		j, _ := p.Meets(m, func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
			return check.And(guarded(redirect, check.Truthy)(p, m, world),
				check.AskSetting(m, world, proxyHeader, check.Falsy), check.AskSetting(m, world, "SECURE_REDIRECT_EXEMPT", check.Falsy))
		})
		if !j.Bad {
			continue
		}
		if found == nil {
			if found = unheardOf(p); found == nil || p.Project.Mentions("url_scheme") {
				return
			}
		}
		f := p.At(m, redirect, j.Value)
		f.Confidence = j.Confidence
		f.Severity = found.severity
		f.Message = "SECURE_SSL_REDIRECT is on and " + found.why + ": to Django every request is plain HTTP, and the redirect never ends"
		if j.ByDefault() {
			f.Message += ", unless " + j.Decider()
		}
		route := found.passing.Route
		f.Trace = append(slices.Clone(f.Trace), finding.Step{Path: route.Path, Span: route.Span, Message: "passed on in"})
		p.Report(f)
	}
}

// unheard is a route of which Django does not learn that it was over HTTPS.
type unheard struct {
	passing  check.Passing
	why      string
	severity finding.Severity
}

// unheardOf finds the first such route, nil if there is none. That a proxy says
// nothing is a warning: one in front of it that is not in the repository may say
// it, and the header goes through. That the server does not listen to it is
// certain.
func unheardOf(p *check.Pass) *unheard {
	for _, passing := range p.Passings("http") {
		a, name := passing.Route.Application, string(passing.Server.Software)
		if !passing.Outermost() || a.Opaque || passing.Route.Opaque && passing.Server.Software == web.Apache {
			continue
		}
		if !saysScheme(a) {
			return &unheard{passing, name + " (" + passing.Route.Path + ") ends TLS without saying so", finding.Warning}
		}
		if program := deaf(passing); program != "" {
			return &unheard{passing, program + " does not believe what " + name + " (" + passing.Route.Path + ") says of TLS", finding.Error}
		}
	}
	return nil
}

// saysScheme reports whether a proxy sets one of the headers that servers take
// the scheme from: gunicorn's secure_scheme_headers, those of uvicorn among them.
func saysScheme(a *web.Application) bool {
	return slices.ContainsFunc(a.RequestHeaders, func(h web.Header) bool {
		switch strings.ReplaceAll(h.Name, "_", "-") {
		case "x-forwarded-proto", "x-forwarded-protocol", "x-forwarded-ssl", "forwarded":
			return h.Value != ""
		}
		return false
	})
}

// deaf is the program that takes the requests, if it does not take the scheme
// from this proxy. gunicorn and uvicorn believe 127.0.0.1 and unix sockets and
// nobody else, unless they are told to; daphne believes who it is told to only.
// All of it was seen on gunicorn 20.1 and 23.0, uvicorn and daphne.
func deaf(passing check.Passing) string {
	program := ""
	for _, launch := range passing.Launches {
		if launch.Elsewhere || len(launch.Missing) > 0 || launch.ForwardedAllow != nil && launch.ForwardedAllow.Value != "127.0.0.1" {
			return ""
		}
		switch launch.Program {
		case "gunicorn", "uvicorn":
			if !apart(passing.Server.Container, launch.Container) {
				return ""
			}
		case "daphne":
		default:
			return ""
		}
		program = launch.Program
	}
	return program
}

// apart reports whether two containers have addresses of their own.
func apart(proxy, server *deploy.Container) bool {
	return proxy != nil && server != nil && proxy.Service != "" && server.Service != "" && proxy.Service != server.Service &&
		!proxy.HostNetwork && !server.HostNetwork && proxy.NetworkOf == "" && server.NetworkOf == ""
}
