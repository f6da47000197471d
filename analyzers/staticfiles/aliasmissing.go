package staticfiles

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// aliasMissing reports web servers that pass the requests for static files or
// uploads on to the project, which does not answer them.
func aliasMissing(p *check.Pass) {
	if len(p.Judged()) == 0 || len(p.Project.Servers) == 0 {
		return
	}
	hosts := fronts(p)
	if len(hosts) == 0 {
		return
	}
	for _, s := range []published{statics(), uploads()} {
		url := s.commonURL(p)
		if url == "" || !s.wanted(p) || servedElsewhere(p, s, url) || servedByApplication(p, s) {
			continue
		}
		for _, f := range hosts {
			f.missing(s, url)
		}
	}
}

// missing reports a host that passes a URL on.
func (f front) missing(s published, url string) {
	if f.host.Opaque || len(f.server.Errors) > 0 || f.fragment() {
		return
	}
	if f.taker(url+s.sample) != f.page {
		return
	}
	found := finding.Finding{Path: f.host.Path, Span: f.host.Span, Setting: s.url, Detail: s.url}
	for _, m := range f.Judged() {
		found.Modules = append(found.Modules, m.Name)
	}
	found.Message = fmt.Sprintf("%s passes requests below %s on to the application, which serves no %s with DEBUG off: they are answered 404", f.server.Software, url, s.what)
	f.Report(found)
}

// fragment reports whether a host is what a file of Apache has outside of every
// VirtualHost, where other files that the server loads may have more of it.
func (f front) fragment() bool {
	return f.server.Software == web.Apache && !f.server.Main && len(f.host.Listens) == 0
}

// wanted reports whether there is anything to serve.
func (s published) wanted(p *check.Pass) bool {
	if s.root == "STATIC_ROOT" {
		return showsAdmin(p) || len(p.Project.Files.Files(func(name string) bool { return below(name, p.Project.Root) && strings.Contains("/"+name, "/static/") })) > 0
	}
	for _, m := range p.Judged() {
		if slices.ContainsFunc(p.Setting(m, s.root).Alternatives, func(v eval.Alternative) bool { return check.Truthy(v.Value) != check.Bad }) {
			return false
		}
	}
	return p.Project.Mentions("models.FileField(", "models.ImageField(") &&
		!p.Project.Mentions("X-Accel-Redirect", "X-Sendfile", "sendfile", "FileResponse(")
}

// servedElsewhere reports whether something else may serve what a setting names:
// another host, a web server whose file cannot be read, uWSGI itself, a proxy of
// which djvet reads no files.
func servedElsewhere(p *check.Pass, s published, url string) bool {
	for _, c := range p.Project.Servers {
		for _, h := range c.Hosts {
			if slices.ContainsFunc(h.Routes, func(r web.Route) bool { return handsOut(c, h, r, url+s.sample) }) {
				return true
			}
		}
	}
	if slices.ContainsFunc(p.Project.Problems, func(problem deploy.Problem) bool { return problem.Skipped && saysServer(problem.Path) }) {
		return true
	}
	return slices.ContainsFunc(p.Project.Launches, func(l deploy.Launch) bool { return l.Role == deploy.Production && l.Program == "runserver" }) ||
		len(p.Project.Files.Files(otherServer)) > 0 || inConfigurations(p, "static-map", "static-path", "check-static")
}

// handsOut reports whether a route hands out files at a URL, or files at all if
// it takes only some of the URLs that a pattern matches.
func handsOut(c *web.Configuration, h *web.Host, r web.Route, url string) bool {
	if r.Files == nil {
		return false
	}
	taker, certain := c.Pick(h, url)
	return !certain || taker != nil && taker.Path == r.Path && taker.Span == r.Span || r.Match == web.Pattern && r.Files != nil
}

// saysServer reports whether the name of a file says that it is a web server's.
func saysServer(name string) bool {
	return strings.Contains(strings.ToLower(name), "nginx") || strings.Contains(strings.ToLower(name), "apache") || path.Ext(name) == ".conf"
}

// otherServer finds the files of web servers and proxies that djvet does not
// read.
func otherServer(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.HasPrefix(base, "caddyfile") || strings.HasPrefix(base, "haproxy") || strings.Contains(base, "cloudfront") ||
		base == ".htaccess" || strings.Contains(base, "lighttpd") || strings.Contains(base, "varnish") || path.Ext(base) == ".vcl"
}

// inConfigurations reports whether one of the files that start servers has one of
// some texts.
func inConfigurations(p *check.Pass, texts ...string) bool {
	names := p.Project.Files.Files(func(name string) bool {
		switch path.Ext(name) {
		case ".ini", ".xml", ".json", ".service":
			return !strings.Contains(name, "/static/")
		}
		return false
	})
	for i, name := range names {
		data := string(p.Project.Files.Code(name))
		if i == buildFiles || slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(data, text) }) {
			return true
		}
	}
	return slices.ContainsFunc(texts, func(text string) bool { return inScripts(p, text) })
}

// servers are what packages and views call what serves files without a web
// server.
var servers = []string{
	"whitenoise", "WhiteNoise", "servestatic", "blacknoise", "dj_static", "static_ranges", "StaticFilesHandler", "StaticFiles(",
	"django.views.static", "static.serve", "staticfiles.views", "serve(request",
}

// servedByApplication reports whether the application may serve what a setting
// names: a middleware or a wrapper does, a view, or urlpatterns that only do so
// while DEBUG is on, where it is on in production.
func servedByApplication(p *check.Pass, s published) bool {
	for _, m := range p.Judged() {
		if s.root == "STATIC_ROOT" && !plainMiddleware(p, m) {
			return true
		}
		for _, v := range p.Setting(m, "DEBUG").Alternatives {
			if check.Falsy(v.Value) != check.Bad && p.Project.Mentions("static(settings.", "staticfiles_urlpatterns") {
				return true
			}
		}
	}
	return p.Project.Mentions(servers...)
}

// plainMiddleware reports whether no middleware serves files.
func plainMiddleware(p *check.Pass, m *project.SettingsModule) bool {
	entries, complete := check.Elements(p.Setting(m, "MIDDLEWARE").Alternatives)
	if !complete {
		return false
	}
	return !slices.ContainsFunc(entries, func(v eval.Alternative) bool {
		name, ok := v.Value.(eval.Str)
		lower := strings.ToLower(string(name))
		return !ok || strings.Contains(lower, "whitenoise") || strings.Contains(lower, "static") || strings.Contains(lower, "noise")
	})
}
