package web

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
)

// rewrites adds the RewriteRules of a server that end in a redirect or a proxy.
// A virtual host does not inherit those outside of it, unless it asks to.
func (r *apacheRoutes) rewrites(server *apacheServer) {
	on := false
	var conditions []*apacheItem
	for _, item := range server.items {
		if len(item.sections) > 0 {
			continue
		}
		switch strings.ToLower(item.Name) {
		case "rewriteengine":
			on = strings.EqualFold(item.word(0).text, "on")
		case "rewritecond":
			conditions = append(conditions, item)
		case "rewriterule":
			if on {
				r.rewrite(item, conditions)
			}
			conditions = nil
		}
	}
}

func (r *apacheRoutes) rewrite(item *apacheItem, conditions []*apacheItem) {
	pattern, to := item.word(0).text, item.word(1).text
	flags := strings.Split(strings.ToUpper(strings.Trim(item.word(2).text, "[]")), ",")
	has := func(flag string) bool {
		return slices.ContainsFunc(flags, func(f string) bool {
			f, _, _ = strings.Cut(strings.TrimSpace(f), "=")
			return f == flag
		})
	}
	route := Route{
		URL: pattern, Match: Pattern, Path: item.file.Path, Span: item.Span,
		Conditional: item.conditional || slices.ContainsFunc(conditions, deciding),
	}
	if everything.MatchString(pattern) {
		route.URL, route.Match = "/", Prefix
	}
	switch {
	case has("P") || has("PROXY"):
		route.Application = &Application{}
		if l, rest, ok := target(strings.SplitN(to, "$", 2)[0], item.file.Path, item.Span); ok {
			route.Application.Listeners, route.Application.Protocol, route.Application.Path = []deploy.Listener{l}, l.Protocol, rest
		}
		route.Application.HostPreserved, route.Application.RequestHeaders, route.Headers = r.passed(r.url(route))
	case has("R") || has("REDIRECT") || strings.HasPrefix(to, "http"):
		status := 302
		for _, flag := range flags {
			if _, value, found := strings.Cut(flag, "="); found {
				if number, known := redirectStatus(value); known {
					status = number
				}
			}
		}
		route.Redirect = &Redirect{Target: to, Status: status}
		route.Redirect.ToTLS = route.Match == Prefix && strings.HasPrefix(strings.ToLower(to), "https://")
	default:
		return
	}
	r.rewritten = append(r.rewritten, route)
}

// deciding reports whether a RewriteCond lets only some requests through.
// Those that ask whether the request is not encrypted, and certbot's, which ask
// for the host's own name, let all through that a plain host gets.
func deciding(condition *apacheItem) bool {
	variable, value := strings.ToUpper(condition.word(0).text), strings.ToLower(condition.word(1).text)
	switch variable {
	case "%{HTTPS}":
		return value != "off" && value != "!=on" && value != "!on" && value != "!^on$"
	case "%{SERVER_PORT}":
		return !strings.Contains(value, "80") && !strings.HasPrefix(value, "!")
	case "%{REQUEST_SCHEME}", "%{HTTP:X-FORWARDED-PROTO}":
		return value != "http" && !strings.HasPrefix(value, "!")
	case "%{SERVER_NAME}":
		return !strings.HasPrefix(value, "=")
	}
	return true
}

// executes is the directive by which files of a directory are run instead of
// sent: a handler of PHP, CGI or mod_wsgi. CGI and mod_wsgi also need the option
// ExecCGI.
func executes(servers []*apacheServer, point apachePoint) *deploy.Reference {
	var php, cgi *deploy.Reference
	allowed := false
	groups, _ := itemsAt(servers, point)
	for _, g := range groups {
		for _, item := range g.items {
			if g.unclear || item.conditional {
				continue
			}
			words := item.lower()
			switch strings.ToLower(item.Name) {
			case "options":
				allowed = optionsAllow(words, allowed)
			case "sethandler", "addhandler", "addtype":
				here := item.here()
				switch handler := item.word(0).text; {
				case strings.Contains(handler, "x-httpd-php") && !strings.Contains(handler, "source") || strings.HasPrefix(handler, "php"):
					php = &here
				case item.is("AddType"):
				case handler == "cgi-script" || handler == "wsgi-script" || handler == "fcgid-script":
					cgi = &here
				case item.is("SetHandler"): // none, default-handler
					php, cgi = nil, nil
				}
			case "removehandler", "removetype", "forcetype":
				php, cgi = nil, nil
			case "php_admin_flag", "php_flag":
				if len(words) > 1 && words[0] == "engine" && words[1] == "off" {
					php = nil
				}
			}
		}
	}
	if php == nil && allowed {
		return cgi
	}
	return php
}

// optionsAllow is whether scripts are allowed after an Options directive:
// without + and - it replaces what was there.
func optionsAllow(words []string, before bool) bool {
	relative := slices.ContainsFunc(words, func(w string) bool { return w != "" && (w[0] == '+' || w[0] == '-') })
	after := relative && before
	for _, w := range words {
		switch w {
		case "execcgi", "+execcgi", "all", "+all":
			after = true
		case "-execcgi", "-all", "none":
			after = false
		}
	}
	return after
}
