package web

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// routes adds what a server does: what holds for all of it first, since nginx
// looks at it before it looks for a location.
func (n *nginxBuilder) routes(h *Host, nodes []*nginxNode, level nginxLevel) {
	base := Route{URL: "/", Access: level.access, Headers: level.answers.headers, Opaque: level.answers.opaque}
	n.rewrites(h, nodes, base, level)
	root := false
	for _, node := range nodes {
		if node.Name != "location" || !node.Block || len(node.Words) == 0 {
			continue
		}
		n.location(h, node, level, "")
		root = root || slices.Contains([]string{"/", "^~ /", "^~/"}, locationText(node))
	}
	if level.root == nil || root || h.Opaque {
		return
	}
	base.Path, base.Span = level.root.Path, level.root.Span
	base.Files = &Files{Directory: *level.root, Fallback: fallback(nodes), Rewritten: rewritten(nodes)}
	h.Routes = append(h.Routes, base)
}

func locationText(node *nginxNode) string {
	var words []string
	for _, w := range node.Words {
		words = append(words, w.Text)
	}
	return strings.Join(words, " ")
}

// match reads the modifier of a location, which may be joined with its URL
// (ngx_http_core_location).
func (n *nginxNode) match() (m Match, url string, final bool) {
	modifier, url := n.word(0), n.word(1)
	if len(n.Words) == 1 {
		modifier, url = "", n.word(0)
		for _, joined := range []string{"^~", "~*", "~", "="} {
			if rest, ok := strings.CutPrefix(url, joined); ok {
				modifier, url = joined, strings.TrimLeft(rest, " ")
				break
			}
		}
	}
	switch {
	case modifier == "=":
		return Exact, url, false
	case modifier == "~" || modifier == "~*":
		return Pattern, url, false
	case strings.HasPrefix(url, "@"):
		return Internal, url, false
	}
	return Prefix, url, modifier == "^~"
}

// location adds the routes of a location and of those inside it.
func (n *nginxBuilder) location(h *Host, node *nginxNode, level nginxLevel, within string) {
	level = level.enter(node.children)
	route := Route{
		Path: node.path, Span: node.Span, Access: level.access,
		Headers: level.answers.headers, Opaque: level.answers.opaque || node.Damaged,
	}
	route.Match, route.URL, route.Final = node.match()
	if route.Match == Pattern {
		route.Within = within
	}
	if node.Damaged || !isKnown(route.URL) {
		route.Opaque = true
		h.Routes = append(h.Routes, route)
		return
	}
	settled := n.rewrites(h, node.children, route, level)
	for _, child := range node.children {
		if child.Damaged {
			route.Opaque = true
			continue
		}
		switch child.Name {
		case "include":
			route.Opaque = route.Opaque || !harmlessInclude(child.word(0))
		case "alias":
			if len(child.Words) == 1 {
				route.Files = &Files{
					Directory: child.reference(0), Replaces: true, Fallback: fallback(node.children), Rewritten: rewritten(node.children),
				}
			}
		}
	}
	if application := n.passed(node.children, level); application != nil {
		route.Application, route.Files = application, nil
	} else if route.Files == nil && level.root != nil && !settled {
		route.Files = &Files{Directory: *level.root, Fallback: fallback(node.children), Rewritten: rewritten(node.children)}
	}
	if settled {
		route.Application, route.Files = nil, nil
	}
	refused := route
	if settled {
		refused.Access = Denied
	}
	n.runsScripts(node, refused, level, within)
	if !settled || route.Opaque {
		h.Routes = append(h.Routes, route)
	}
	for _, child := range node.children {
		if child.Name == "location" && child.Block && len(child.Words) > 0 {
			n.location(h, child, level, route.URL)
		}
	}
}

// passed is the application that a block passes its requests on to, nil for none.
func (n *nginxBuilder) passed(nodes []*nginxNode, level nginxLevel) *Application {
	for _, node := range nodes {
		if _, ok := passes(node.Name); !ok || node.Damaged || len(node.Words) != 1 {
			continue
		}
		a := n.application(node)
		if node.Name != "proxy_pass" {
			// Every header of the request is a parameter HTTP_NAME; those that are
			// given win (ngx_http_uwsgi_create_request).
			a.HostPreserved, a.Opaque = true, level.parameters.opaque
			for _, header := range level.parameters.headers {
				if name, isHeader := strings.CutPrefix(header.Name, "HTTP_"); isHeader {
					header.Name = strings.ToLower(strings.ReplaceAll(name, "_", "-"))
					a.RequestHeaders = append(a.RequestHeaders, header)
					a.HostPreserved = a.HostPreserved && (header.Name != "host" || keepsHost(header.Value))
				} else {
					a.Parameters = append(a.Parameters, header)
				}
			}
			return a
		}
		a.RequestHeaders, a.Opaque = level.requests.headers, level.requests.opaque
		for _, header := range a.RequestHeaders {
			a.HostPreserved = a.HostPreserved || header.Name == "host" && keepsHost(header.Value)
		}
		return a
	}
	return nil
}

var hostVariable = regexp.MustCompile(`^\$\{?(?:http_host|host)\b`)

// keepsHost reports whether a value is the Host that the visitor sent, perhaps
// with a port.
func keepsHost(value string) bool {
	return hostVariable.MatchString(value)
}

// fallback is what gets a request for a file that is not there.
func fallback(nodes []*nginxNode) string {
	for _, node := range nodes {
		if node.Name == "try_files" && len(node.Words) > 1 && !node.Damaged {
			if last := node.word(len(node.Words) - 1); !strings.HasPrefix(last, "=") {
				return last
			}
			return ""
		}
	}
	return ""
}

// rewritten reports whether a block looks for other files than the one that the
// URL names.
func rewritten(nodes []*nginxNode) bool {
	for _, node := range nodes {
		switch node.Name {
		case "rewrite":
			return true
		case "try_files":
			for i := range max(len(node.Words)-1, 0) {
				if word := node.word(i); word != "$uri" && word != "$uri/" {
					return true
				}
			}
		}
	}
	return false
}

// rewrites adds the routes that return, rewrite and if make. It reports whether
// one of them takes every request.
func (n *nginxBuilder) rewrites(h *Host, nodes []*nginxNode, base Route, level nginxLevel) (settled bool) {
	for _, node := range nodes {
		if node.Damaged {
			continue
		}
		switch node.Name {
		case "return", "rewrite":
			route, all := node.rewrite(base)
			if route != nil && !settled {
				h.Routes = append(h.Routes, *route)
				settled = all
			}
		case "if":
			inner := base
			inner.Conditional = true
			n.rewrites(h, node.children, inner, level)
			if a := n.passed(node.children, level); a != nil {
				inner.Path, inner.Span, inner.Application = node.path, node.Span, a
				h.Routes = append(h.Routes, inner)
			}
		}
	}
	return settled
}

// rewrite is the route that return or rewrite makes, nil if the request goes on,
// and whether it takes every request that reaches it.
func (n *nginxNode) rewrite(base Route) (route *Route, all bool) {
	base.Path, base.Span = n.path, n.Span
	if n.Name == "return" {
		status, err := strconv.Atoi(n.word(0))
		target := n.word(1)
		if err != nil {
			status, target = 302, n.word(0)
		}
		switch {
		case target != "" && (status >= 301 && status <= 303 || status == 307 || status == 308):
			base.Redirect = &Redirect{Target: target, ToTLS: toTLS(target), Status: status}
		case status >= 400:
			base.Access, base.Status = Denied, status
		default:
			base.Status = status
		}
		return &base, !base.Conditional
	}
	pattern, target, flag := n.word(0), n.word(1), n.word(2)
	external := strings.HasPrefix(target, "http://") || strings.HasPrefix(target, "https://") || strings.HasPrefix(target, "$scheme")
	if !external && flag != "redirect" && flag != "permanent" {
		return nil, false
	}
	status := 302
	if flag == "permanent" {
		status = 301
	}
	all = slices.Contains([]string{"^", "^(.*)$", "^(.*)", "(.*)", "^/(.*)$", "^/(.*)", "^.*$", ".*", "^(.*)?$", "^/?(.*)$"}, pattern)
	base.Redirect = &Redirect{Target: target, ToTLS: toTLS(target), Status: status}
	base.Conditional = base.Conditional || !all
	return &base, all && !base.Conditional
}

// toTLS reports whether a target is the URL that was asked for, with https. A
// host that is written out counts: it is the site's own name as a rule.
func toTLS(target string) bool {
	rest, ok := strings.CutPrefix(target, "https://")
	return ok && (strings.Contains(rest, "$request_uri") || strings.Contains(rest, "$uri") || strings.Contains(rest, "$1"))
}
