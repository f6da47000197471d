package https

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
)

// server is what the web servers in the repository do for all of the site.
type server struct {
	setsHSTS  bool // one of them has the header, whatever it is for
	redirects bool // one for production sends visitors to HTTPS
}

type serverKey struct{}

func serverOf(p *check.Pass) server {
	return check.Shared(p, serverKey{}, func() server { return readServer(p) })
}

// readServer asks the configurations that are understood. What is not, such as a
// Caddyfile or a template, is searched for texts only, which is enough to be
// silent or gentle, and not to report anything.
func readServer(p *check.Pass) (s server) {
	read := map[string]bool{}
	for _, c := range p.Project.Servers {
		for _, name := range c.Files {
			read[name] = true
		}
		for _, h := range c.Hosts {
			s.setsHSTS = s.setsHSTS || hostSetsHSTS(h)
			s.redirects = s.redirects || c.Role == deploy.Production && redirectsToTLS(h)
		}
	}
	files := p.Project.Files
	for _, name := range files.Files(isServerFile) {
		data := files.Code(name)
		s.setsHSTS = s.setsHSTS || bytes.Contains(bytes.ToLower(data), []byte(hstsHeader))
		s.redirects = s.redirects || !read[name] && redirect().Match(data)
	}
	return s
}

const hstsHeader = "strict-transport-security"

func hostSetsHSTS(h *web.Host) bool {
	headers := slices.Clone(h.Headers)
	for _, r := range h.Routes {
		headers = append(headers, r.Headers...)
	}
	return slices.ContainsFunc(headers, func(header web.Header) bool { return header.Name == hstsHeader && header.Value != "" })
}

// redirectsToTLS reports whether a host that takes plain HTTP sends all of it on
// to HTTPS. A condition counts: it is how certbot and load balancers want it.
func redirectsToTLS(h *web.Host) bool {
	return (h.Plain || !h.TLS) && slices.ContainsFunc(h.Routes, func(r web.Route) bool {
		return r.Redirect != nil && strings.HasPrefix(r.Redirect.Target, "https://") && everything(r)
	})
}

// everything reports whether a route is about all URLs of its host.
func everything(r web.Route) bool {
	if r.Match == web.Pattern {
		return slices.Contains([]string{"^", "/", "^/", ".*", "^.*", "^.*$", "(.*)", "^(.*)", "^(.*)$", "^/(.*)", "^/(.*)$", "^/?(.*)", "^/?(.*)$", "^/.*", "^/.*$"}, r.URL)
	}
	return r.Match == web.Prefix && (r.URL == "/" || r.URL == "")
}

// isServerFile reports whether a file seems to be a web server's.
func isServerFile(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.Contains(strings.ToLower(name), "nginx") || strings.HasSuffix(base, ".conf") ||
		base == ".htaccess" || base == "caddyfile"
}

var redirect = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?mi)^\s*(?:return\s+30\d|rewrite|RewriteRule|Redirect)\s[^#\n]*https://`)
})
