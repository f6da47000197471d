package commands

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/finding"
)

// upstreamMismatch reports the addresses that a web server of production passes
// requests to and where none of the project's launches listens.
func upstreamMismatch(p *check.Pass) {
	u := &upstreams{Pass: p}
	for _, l := range p.Project.Launches {
		if l.Role != deploy.Build && (isServer(l.Program) || l.Program == "runserver") && !represented(p, l) {
			u.launches = append(u.launches, l)
		}
	}
	for _, s := range p.Project.Servers {
		if s.Role == deploy.Production {
			u.server(s)
		}
	}
	u.unreached()
}

type upstreams struct {
	*check.Pass
	launches []deploy.Launch
}

// server judges one configuration. Of addresses of the machine there may only be
// one, and of addresses in other containers only those of the project's: others
// are of other programs.
func (u *upstreams) server(s *web.Configuration) {
	var applications []*web.Application
	local := map[string]bool{}
	known := true
	applicationsOf(s, func(a *web.Application) {
		if len(a.Listeners) == 0 {
			known = false // where it goes is not known
			return
		}
		applications = append(applications, a)
		if l := a.Listeners[0]; l.Local() {
			local[addressOf(l)] = true
		}
	})
	if !known {
		return
	}
	told := map[string]bool{}
	for _, a := range applications {
		first := a.Listeners[0]
		if key := addressOf(first); !told[key] && (!first.Local() || len(local) == 1) {
			told[key] = true
			u.application(s, a)
		}
	}
}

// application judges the addresses of one upstream: one of them is enough.
func (u *upstreams) application(s *web.Configuration, a *web.Application) {
	var missed, misspoken []deploy.Launch
	for _, address := range a.Listeners {
		for _, l := range u.launches {
			switch reaching(u.Pass, s.Container, address, l) {
			case reachYes, reachMaybe:
				return
			case reachWrong:
				misspoken = append(misspoken, l)
			case reachNo:
				if l.Role == deploy.Production && u.meant(s.Container, address, l) {
					missed = append(missed, l)
				}
			}
		}
	}
	address := a.Listeners[0]
	switch {
	case len(misspoken) > 0:
		u.report(s, address, misspoken[0], true, fmt.Sprintf("%s passes requests to %s in %s, where %s expects %s",
			s.Software, addressOf(address), spoken(address.Protocol), misspoken[0].Program, spoken(misspoken[0].Listens[0].Protocol)))
	case len(missed) > 0:
		u.report(s, address, missed[0], false, fmt.Sprintf("%s passes requests to %s, but %s", s.Software, addressOf(address), listening(missed)))
	}
}

// meant reports whether an address can only be meant for a launch: it names the
// launch's container, or stays where the web server is, where nothing else passes
// requests to the launch.
func (u *upstreams) meant(c *deploy.Container, address deploy.Listener, l deploy.Launch) bool {
	place := whereabouts(u.Pass, c, l)
	if address.Local() {
		return place != apart && !onPlatform(l) && !otherPrograms[address.Port] && !u.reached(l)
	}
	return c != nil && l.Container != nil && place == inOther &&
		(l.Container.Answers(address.Host) || l.Container.Answers(c.Links[address.Host]))
}

// otherPrograms are the ports that servers of JavaScript projects, and the pages
// of Celery, RabbitMQ, Kibana and Prometheus, have by default.
var otherPrograms = map[int]bool{
	3000: true, 3001: true, 4000: true, 4200: true, 5173: true, 5555: true, 5601: true, 9090: true, 15672: true,
}

// onPlatform reports whether a launch is that of a platform, which has web servers
// of its own.
func onPlatform(l deploy.Launch) bool {
	switch l.Kind {
	case "Procfile", "Heroku", "Render", "Railway", "Fly.io", "App Engine", "Elastic Beanstalk":
		return true
	}
	return false
}

// reached reports whether some web server passes requests to a launch.
func (u *upstreams) reached(l deploy.Launch) bool {
	found := false
	for _, s := range u.Project.Servers {
		applicationsOf(s, func(a *web.Application) {
			for _, address := range a.Listeners {
				found = found || s.Role == deploy.Production && reaching(u.Pass, s.Container, address, l) == reachYes
			}
		})
	}
	return found
}

func (u *upstreams) report(s *web.Configuration, address deploy.Listener, l deploy.Launch, misspoken bool, message string) {
	f := finding.Finding{Path: address.Path, Span: address.Span, Detail: addressOf(address)}
	code := "502"
	if s.Software == web.Apache {
		code = "503"
	}
	f.Message = message + ": every request is answered " + code
	if misspoken && address.Protocol == "uwsgi" {
		f.Message = message + ": no request is answered" // it waits for the end of a line
	}
	// home/me/mysite.sock where nginx has /home/me/mysite.sock: the slash is what
	// is missing.
	for _, own := range l.Listens {
		if own.Socket != "" && "/"+own.Socket == address.Socket {
			f.Path, f.Span = own.Path, own.Span
			f.Message = fmt.Sprintf("the socket %s has no slash in front, so that %s makes it below its directory, and %s looks for %s: every request is answered %s",
				own.Socket, l.Program, s.Software, address.Socket, code)
		}
	}
	u.Report(f)
}

// addressOf is an address for people.
func addressOf(l deploy.Listener) string {
	if l.Socket != "" {
		return "the socket " + l.Socket
	}
	host := l.Host
	if host == "" {
		host = "*"
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if l.Port == 0 {
		return host
	}
	return host + ":" + strconv.Itoa(l.Port)
}

// listening says where launches listen: "gunicorn listens on 127.0.0.1:8001 only".
func listening(launches []deploy.Launch) string {
	var clauses []string
	for _, l := range launches {
		var addresses []string
		for _, listener := range l.Listens {
			addresses = append(addresses, addressOf(listener))
		}
		clause := l.Program + " listens on " + check.List(addresses)
		if l.Container != nil && l.Container.Service != "" {
			clause = l.Program + " in the container " + l.Container.Service + " listens on " + check.List(addresses)
		}
		if !slices.Contains(clauses, clause) && len(clauses) < 3 {
			clauses = append(clauses, clause)
		}
	}
	return check.List(clauses)
}

// spoken is a protocol for people.
func spoken(protocol string) string {
	switch protocol {
	case "http", "https":
		return strings.ToUpper(protocol)
	case "uwsgi":
		return "the uwsgi protocol"
	}
	return protocol
}

// applicationsOf visits what a configuration passes requests to, as HTTP or in
// uWSGI's protocol.
func applicationsOf(s *web.Configuration, visit func(*web.Application)) {
	for _, h := range s.Hosts {
		for _, r := range h.Routes {
			a := r.Application
			if a != nil && a.Script == nil && a.Protocol != "fastcgi" && a.Protocol != "scgi" && a.Protocol != "ajp" {
				visit(a)
			}
		}
	}
}
