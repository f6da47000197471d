package web

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
)

// routes makes the routes of a host in the order in which the server tries them:
// mod_rewrite and mod_proxy translate a URL before mod_alias, that before
// mod_wsgi, and the DocumentRoot has what is left. In each module the virtual
// host's own directives come before those outside of it, and the first that
// matches counts.
func (b *apacheBuild) routes(server *apacheServer, host *Host) {
	r := &apacheRoutes{build: b, server: server, servers: b.around(server)}
	inherited := slices.Clone(r.servers)
	slices.Reverse(inherited)
	r.rewrites(server)
	for _, s := range inherited {
		for _, item := range s.items {
			r.add(item)
		}
	}
	r.proxied = r.withoutExcluded()
	host.Routes = slices.Concat(r.rewritten, r.proxied, r.redirects, r.aliases, r.scripts)
	for _, s := range inherited {
		if root := r.documentRoot(s); root != nil {
			host.Routes = append(host.Routes, *root)
			break
		}
	}
	for i := range host.Routes {
		host.Routes[i].Opaque = host.Opaque
	}
}

type apacheRoutes struct {
	build   *apacheBuild
	server  *apacheServer
	servers []*apacheServer

	rewritten, proxied, redirects, aliases, scripts []Route
	// excluded are the URLs that ProxyPass leaves to others.
	excluded []string
}

// add makes a route of a directive, if it is one that does.
func (r *apacheRoutes) add(item *apacheItem) {
	location, inside, ok := locationOf(item)
	if !ok {
		return
	}
	words := item.words
	if inside { // the section has the URL
		words = append([]apacheWord{location}, words...)
	}
	if len(words) < 2 {
		return
	}
	route := Route{URL: words[0].text, Segment: true, Path: item.file.Path, Span: item.Span, Conditional: item.conditional}
	name := strings.ToLower(item.Name)
	if strings.HasSuffix(name, "match") || inside && item.sections[len(item.sections)-1].regex {
		route.Match = Pattern
	}
	switch strings.TrimSuffix(name, "match") {
	case "alias", "scriptalias":
		r.files(route, item, words[1], strings.HasPrefix(name, "script"))
	case "wsgiscriptalias":
		reference := item.reference(words[1])
		reference.Value = slashed(reference.Value)
		route.Application = &Application{Protocol: "wsgi", Script: &reference, HostPreserved: true}
		route.Access, _ = accessAt(r.servers, apachePoint{url: r.url(route), path: reference.Value, file: true})
		route.Headers = headersOf(r.servers, apachePoint{url: r.url(route)}, "Header")
		r.scripts = append(r.scripts, route)
	case "proxypass":
		r.proxy(route, item, words[1])
	case "redirect":
		r.redirect(route, words)
	case "redirectpermanent":
		r.redirect(route, []apacheWord{{text: "301"}, words[0], words[1]})
	case "redirecttemp":
		r.redirect(route, []apacheWord{{text: "302"}, words[0], words[1]})
	}
}

// locationOf is the URL of the <Location> around a directive. A directive in
// other sections makes no route.
func locationOf(item *apacheItem) (url apacheWord, inside, ok bool) {
	for _, s := range item.sections {
		if s.kind != "location" {
			return apacheWord{}, false, false
		}
		url, inside = apacheWord{text: s.pattern, known: s.known, span: s.span}, true
	}
	return url, inside, true
}

// url is the URL at which sections are asked about a route, "" for a pattern.
func (r *apacheRoutes) url(route Route) string {
	if route.Match == Pattern {
		return ""
	}
	return route.URL
}

// files adds an Alias, with what holds in its directory.
func (r *apacheRoutes) files(route Route, item *apacheItem, directory apacheWord, script bool) {
	reference := item.reference(directory)
	reference.Value = slashed(reference.Value)
	route.Files = &Files{Directory: reference, Replaces: true}
	r.inDirectory(&route, reference.Value)
	if script {
		here := item.here()
		route.Executes = &here
	}
	r.aliases = append(r.aliases, route)
}

// inDirectory tells of a route to files what the sections around them say.
func (r *apacheRoutes) inDirectory(route *Route, directory string) {
	point := apachePoint{url: r.url(*route), path: directory}
	if route.Match == Pattern {
		point.path = "" // the directory has parts of the URL in it
	}
	route.Access, _ = accessAt(r.servers, point)
	route.Headers = headersOf(r.servers, point, "Header")
	route.Executes = executes(r.servers, point)
}

func (r *apacheRoutes) proxy(route Route, item *apacheItem, to apacheWord) {
	if to.text == "!" {
		if route.Match == Prefix {
			r.excluded = append(r.excluded, route.URL)
		}
		r.proxied = append(r.proxied, route)
		return
	}
	route.Application = r.application(item, to)
	route.Application.HostPreserved, route.Application.RequestHeaders, route.Headers = r.passed(r.url(route))
	route.Access, _ = accessAt(r.servers, apachePoint{url: r.url(route)})
	// ProxyPass compares letters, where Alias compares segments; with a slash at
	// the end of both it comes to the same.
	route.Segment = strings.HasSuffix(route.URL, "/")
	r.proxied = append(r.proxied, route)
}

// passed is what the directives around a URL say of requests that are passed on.
func (r *apacheRoutes) passed(url string) (preserved bool, request, response []Header) {
	point := apachePoint{url: url}
	groups, _ := itemsAt(r.servers, point)
	for _, g := range groups {
		for _, item := range g.items {
			if item.is("ProxyPreserveHost") {
				preserved = strings.EqualFold(item.word(0).text, "on")
			}
		}
	}
	return preserved, headersOf(r.servers, point, "RequestHeader"), headersOf(r.servers, point, "Header")
}

func (r *apacheRoutes) application(item *apacheItem, to apacheWord) *Application {
	a := &Application{}
	if name, found := strings.CutPrefix(strings.ToLower(to.text), "balancer://"); found {
		name, _, _ = strings.Cut(name, "/")
		upstream := item.reference(to)
		a.Upstream, a.Protocol = &upstream, "http"
		a.Listeners = r.members(name)
		for _, l := range a.Listeners {
			a.Protocol = l.Protocol
		}
		return a
	}
	if l, rest, ok := target(to.text, item.file.Path, to.span); ok {
		a.Listeners, a.Protocol, a.Path = []deploy.Listener{l}, l.Protocol, rest
	}
	return a
}

// members are the addresses of a balancer, none if one of them is not known.
func (r *apacheRoutes) members(name string) []deploy.Listener {
	var found []deploy.Listener
	for _, server := range r.servers {
		for _, item := range server.items {
			if !item.is("BalancerMember") || len(item.sections) == 0 {
				continue
			}
			around := strings.ToLower(item.sections[len(item.sections)-1].pattern)
			if strings.TrimSuffix(strings.TrimPrefix(around, "balancer://"), "/") != name {
				continue
			}
			l, _, ok := target(item.word(0).text, item.file.Path, item.word(0).span)
			if !ok {
				return nil
			}
			found = append(found, l)
		}
	}
	return found
}

// withoutExcluded puts the aliases of URLs that ProxyPass leaves alone before
// the proxies, where they are found first.
func (r *apacheRoutes) withoutExcluded() []Route {
	var left, first []Route
	for _, alias := range r.aliases {
		if slices.ContainsFunc(r.excluded, func(url string) bool {
			return alias.Match == Prefix && strings.HasPrefix(alias.URL+"/", strings.TrimSuffix(url, "/")+"/")
		}) {
			first = append(first, alias)
		} else {
			left = append(left, alias)
		}
	}
	r.aliases = left
	return append(first, r.proxied...)
}

func (r *apacheRoutes) documentRoot(server *apacheServer) *Route {
	for _, item := range slices.Backward(server.items) {
		if item.is("DocumentRoot") && len(item.words) > 0 {
			route := Route{URL: "/", Path: item.file.Path, Span: item.Span, Conditional: item.conditional}
			reference := item.reference(item.word(0))
			reference.Value = slashed(reference.Value)
			route.Files = &Files{Directory: reference}
			r.inDirectory(&route, reference.Value)
			return &route
		}
	}
	return nil
}

// redirect adds Redirect [status] url target.
func (r *apacheRoutes) redirect(route Route, words []apacheWord) {
	status := 302
	if number, known := redirectStatus(words[0].text); known {
		status, words = number, words[1:]
	}
	if len(words) < 2 {
		return
	}
	route.URL = words[0].text
	route.Redirect = &Redirect{Target: words[1].text, Status: status}
	route.Redirect.ToTLS = route.URL == "/" && strings.HasPrefix(strings.ToLower(words[1].text), "https://")
	if route.Match == Pattern {
		route.Redirect.ToTLS = everything.MatchString(route.URL) && strings.HasPrefix(strings.ToLower(words[1].text), "https://")
	}
	r.redirects = append(r.redirects, route)
}

func redirectStatus(word string) (status int, known bool) {
	switch strings.ToLower(word) {
	case "permanent":
		return 301, true
	case "temp":
		return 302, true
	case "seeother":
		return 303, true
	}
	number, err := strconv.Atoi(word)
	return number, err == nil
}

// everything finds the regular expressions that match every URL.
var everything = regexp.MustCompile(`^\^?/?\??(?:\(?\.[*+]\)?)?\$?$`)
