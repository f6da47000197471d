package apache

import (
	"path"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
)

// sourceExposed reports directories that are served and hold the project's
// source: the settings of which everything else hangs. What an earlier route of
// the host answers is not served, as nothing below DocumentRoot is where
// WSGIScriptAlias has "/".
func sourceExposed(p *check.Pass) {
	for _, c := range production(p) {
		for _, h := range c.Hosts {
			for i, r := range h.Routes {
				if r.Files == nil || r.Conditional || r.Match != web.Prefix || r.Access == web.Denied || r.Access == web.Restricted || hidden(h.Routes[:i], r.URL) {
					continue
				}
				directory := r.Files.Directory.Value
				if file, holds := source(p, c, directory); holds && readable(h, r, directory, file) {
					p.Report(at(r.Files.Directory, "visitors can download the project's source: "+directory+" is served at "+r.URL+" and holds "+file))
				}
			}
		}
	}
}

// hidden reports whether an earlier route takes all URLs of a later one.
func hidden(earlier []web.Route, url string) bool {
	for _, r := range earlier {
		if r.Match == web.Prefix && !r.Conditional && (r.Application != nil || r.Files != nil || r.Redirect != nil) && below(url, r.URL) {
			return true
		}
	}
	return false
}

// below reports whether all URLs that begin with one prefix begin with another.
func below(url, prefix string) bool {
	return strings.HasPrefix(strings.TrimSuffix(url, "/")+"/", strings.TrimSuffix(prefix, "/")+"/")
}

// source is the path on the server of a settings module or WSGI file that lies in
// a directory: seen from the WSGI file that the configuration names, or from
// where the repository is known to lie.
func source(p *check.Pass, c *web.Configuration, directory string) (string, bool) {
	if deploy.IsPlaceholder(directory) {
		return "", false
	}
	var locations []location
	for _, s := range scripts(c) {
		if at, found := locate(p, s.Target.Value); found && !deploy.IsPlaceholder(s.Target.Value) {
			locations = append(locations, at)
		}
	}
	if len(locations) == 0 {
		for _, root := range p.Project.OnServer("", c.Container) {
			locations = append(locations, location{server: root})
		}
	}
	for _, m := range p.Judged() {
		for _, at := range locations {
			if file, ok := at.onServer(m.Path); ok && inside(file, directory) {
				return file, true
			}
		}
	}
	return "", false
}

// readable reports whether visitors may have a file of a served directory. What
// the configuration does not say is granted below /var/www only.
func readable(h *web.Host, r web.Route, directory, file string) bool {
	url := path.Join(r.URL, strings.TrimPrefix(strings.TrimPrefix(file, directory), "/"))
	switch h.AccessTo(url, file) {
	case web.Granted:
		return true
	case web.Unsaid:
		return grantedByDefault(file)
	case web.Denied, web.Restricted:
	}
	return false
}
