package nginx

import (
	"strconv"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
)

// hostNotPassed reports a route that gives Django the name of the upstream as
// Host: what nginx does if nothing is said ($proxy_host, ngx_http_proxy_module).
// A Host that is written out is somebody's intention.
func hostNotPassed(p *check.Pass) {
	for _, passing := range p.Passings("http") {
		a := passing.Route.Application
		if passing.Server.Software != web.Nginx || a.HostPreserved || a.Opaque || sets(a, "host") || sets(a, "x-forwarded-host") {
			continue
		}
		host := proxyHost(a)
		f := finding.Finding{Path: passing.Route.Path, Span: passing.Route.Span, Detail: passing.Route.URL}
		f.Message = "nginx passes " + strconv.Quote(host) + " on as Host, not the name that the visitor asked for: "
		name, _, _ := strings.Cut(host, ":")
		modules, refused := refusing(p, name)
		switch {
		case strings.Contains(name, "_"):
			// host_validation_re of django/http/request.py takes no underscore.
			f.Message += "it has an underscore, which no host may have, and Django answers 400 Bad Request to everything"
		case refused:
			f.Message += "ALLOWED_HOSTS does not have it, and Django answers 400 Bad Request to everything"
			f.Modules = modules
		default:
			f.Message += "absolute links that Django makes lead there"
		}
		p.Report(f)
	}
}

// proxyHost is $proxy_host: the name in proxy_pass, with the port if it is not
// the protocol's own; "localhost" for a unix socket.
func proxyHost(a *web.Application) string {
	if a.Upstream != nil {
		return a.Upstream.Value
	}
	l := a.Listeners[0]
	switch {
	case l.Socket != "":
		return "localhost"
	case l.Port == 80 && a.Protocol == "http" || l.Port == 443 && a.Protocol == "https":
		return l.Host
	}
	return l.Host + ":" + strconv.Itoa(l.Port)
}

// refusing are the judged modules, if the ALLOWED_HOSTS of all of them certainly
// lack a host.
func refusing(p *check.Pass, host string) (modules []string, all bool) {
	for _, m := range p.Judged() {
		contains := check.Having(p.Setting(m, "ALLOWED_HOSTS").Alternatives, func(v eval.Value) check.Verdict {
			pattern, ok := v.(eval.Str)
			if !ok {
				return check.Unclear
			}
			return check.When(allows(strings.ToLower(string(pattern)), host))
		})
		for _, answer := range contains {
			if answer.Value != eval.Value(eval.Bool(false)) {
				return nil, false
			}
		}
		if len(contains) == 0 {
			return nil, false
		}
		modules = append(modules, m.Name)
	}
	return modules, len(modules) > 0
}

// allows is validate_host of django/http/request.py.
func allows(pattern, host string) bool {
	return pattern == "*" || pattern == host || strings.HasPrefix(pattern, ".") && (strings.HasSuffix(host, pattern) || host == pattern[1:])
}
