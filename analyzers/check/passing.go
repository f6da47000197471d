package check

import (
	"net"
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
)

// Nginx are the configurations of nginx that are for production.
func (p *Pass) Nginx() []*web.Configuration {
	var found []*web.Configuration
	for _, c := range p.Project.Servers {
		if c.Software == web.Nginx && c.Role == deploy.Production {
			found = append(found, c)
		}
	}
	return found
}

// Passing is a route by which a web server for production passes requests on to
// the project.
type Passing struct {
	Server *web.Configuration
	Host   *web.Host
	Route  web.Route
	// Launches are those that are known to take the requests; none if it is only
	// clear that the project does.
	Launches []deploy.Launch
}

// Outermost reports whether visitors reach the web server directly, as far as its
// configuration shows: it takes HTTPS itself, is not limited to some addresses,
// and expects no other proxy in front of it.
func (p Passing) Outermost() bool {
	return p.Host.TLS && !p.Host.Behind && p.Route.Access != web.Restricted
}

// Passings are the routes by which requests reach the project over a protocol:
// "http" or "uwsgi". Those of WebSockets are left out, and what is passed on to
// another program, or perhaps to one.
func (p *Pass) Passings(protocol string) []Passing {
	var found []Passing
	for _, c := range p.Project.Servers {
		if c.Role != deploy.Production {
			continue
		}
		for _, h := range c.Hosts {
			for _, r := range h.Routes {
				if r.Application == nil || r.Application.Script != nil || r.Application.Protocol != protocol || upgrades(r) {
					continue
				}
				if launches, reached := p.reaches(c, h, r.Application); reached {
					found = append(found, Passing{c, h, r, launches})
				}
			}
		}
	}
	return found
}

// upgrades reports whether a route is one for WebSockets alone: it always asks
// for the upgrade.
func upgrades(r web.Route) bool {
	upgrade, always := false, false
	for _, h := range r.Application.RequestHeaders {
		upgrade = upgrade || h.Name == "upgrade"
		always = always || h.Name == "connection" && (h.Value == "upgrade" || h.Value == "Upgrade")
	}
	return upgrade && always && r.URL != "/" && r.Match != web.Internal
}

// reaches tells whether what a web server passes on reaches the project, and
// which launches take it.
func (p *Pass) reaches(c *web.Configuration, h *web.Host, a *web.Application) ([]deploy.Launch, bool) {
	if len(a.Listeners) == 0 {
		return nil, false
	}
	var launches []deploy.Launch
	other := false
	for _, l := range a.Listeners {
		container := p.answering(c, l)
		for _, launch := range p.Project.Launches {
			if launch.Role == deploy.Production && takesRequests(launch) && p.taken(c, l, container, launch) {
				launches = append(launches, launch)
			}
		}
		other = other || container == nil && elsewhere(l.Host) || container != nil && len(launches) == 0 && !p.mayServe(container)
	}
	return launches, len(launches) > 0 || !other && onlyOne(h, a)
}

// answering is the container that an address names, for a web server in one of
// the same file, or whose place is not known; nil if it names none.
func (p *Pass) answering(c *web.Configuration, l deploy.Listener) *deploy.Container {
	if l.Socket != "" || l.Local() {
		return nil
	}
	var found *deploy.Container
	for _, other := range p.Project.Containers {
		name := l.Host
		if c.Container != nil && c.Container.Links[name] != "" {
			name = c.Container.Links[name]
		}
		if other.Answers(name) && (c.Container == nil || path.Dir(c.Container.Path) == path.Dir(other.Path)) &&
			(found == nil || other.Role == deploy.Production) {
			found = other
		}
	}
	return found
}

// elsewhere reports whether a name is that of another site.
func elsewhere(host string) bool {
	return strings.Contains(host, ".") && net.ParseIP(host) == nil && !strings.HasSuffix(host, ".local") && !strings.HasSuffix(host, ".internal")
}

// mayServe reports whether a container of which no server is known may run one:
// it is built from the repository, and what it runs is not known.
func (p *Pass) mayServe(c *deploy.Container) bool {
	return c.Build != "" && c.Command == nil && !slices.ContainsFunc(p.Project.Launches, func(l deploy.Launch) bool {
		return l.Container != nil && l.Container.Path == c.Path && l.Container.Service == c.Service && l.Program != ""
	})
}

// takesRequests reports whether a launch starts a server, or something that is
// not known and may be one.
func takesRequests(l deploy.Launch) bool {
	switch l.Program {
	case "gunicorn", "uwsgi", "daphne", "uvicorn", "hypercorn", "granian", "waitress-serve", "runserver", "":
		return true
	}
	return false
}

// taken reports whether a launch listens at an address of a web server.
func (p *Pass) taken(c *web.Configuration, l deploy.Listener, named *deploy.Container, launch deploy.Launch) bool {
	if named != nil {
		inside := launch.Container != nil && launch.Container.Path == named.Path && launch.Container.Service == named.Service
		return inside && (len(launch.Listens) == 0 || listens(launch, l))
	}
	if launch.Container != nil && c.Container != nil && launch.Container != c.Container && l.Socket == "" {
		return false // another machine, as far as addresses go
	}
	return listens(launch, l)
}

func listens(launch deploy.Launch, l deploy.Listener) bool {
	return slices.ContainsFunc(launch.Listens, func(own deploy.Listener) bool {
		if l.Socket != "" {
			return own.Socket != "" && path.Clean(own.Socket) == l.Socket
		}
		return own.Socket == "" && own.Port != 0 && own.Port == l.Port
	})
}

// onlyOne reports whether a host passes requests on to one program only, so that
// it has to be the project.
func onlyOne(h *web.Host, a *web.Application) bool {
	for _, r := range h.Routes {
		if r.Application == nil || upgrades(r) {
			continue
		}
		if len(r.Application.Listeners) == 0 || !sameAddress(r.Application.Listeners[0], a.Listeners[0]) {
			return false
		}
	}
	return true
}

func sameAddress(a, b deploy.Listener) bool {
	return a.Socket == b.Socket && a.Host == b.Host && a.Port == b.Port
}
