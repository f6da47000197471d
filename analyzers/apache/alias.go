package apache

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// aliasDenied reports directories of static and uploaded files that an alias
// leads to and that the server refuses. See needsGrant for what a part of a
// configuration has to say.
func aliasDenied(p *check.Pass) {
	for _, c := range production(p) {
		granted := map[deploy.Reference]bool{}
		for _, h := range c.Hosts {
			for _, r := range h.Routes {
				if r.Files != nil && r.Access == web.Granted {
					granted[r.Files.Directory] = true // one that virtual hosts inherit
				}
			}
		}
		for _, h := range c.Hosts {
			for i, r := range h.Routes {
				if r.Files == nil || granted[r.Files.Directory] || !r.Files.Replaces || r.Conditional || r.Match != web.Prefix || hidden(h.Routes[:i], r.URL) || !servesFiles(p, r.URL) {
					continue
				}
				directory := r.Files.Directory
				switch {
				case r.Access == web.Denied:
					p.Report(at(directory, "Apache refuses "+directory.Value+", which nothing grants: what is at "+r.URL+" is answered with 403 Forbidden"))
				case r.Access == web.Unsaid && needsGrant(c, directory.Value):
					p.Report(at(directory, "nothing in the file lets visitors have "+directory.Value+
						", though it does so for others: Apache's own default is to answer 403 Forbidden"))
				}
			}
		}
	}
}

// servesFiles reports whether a URL is that of static or uploaded files, by the
// settings or by its name.
func servesFiles(p *check.Pass, url string) bool {
	for _, m := range p.Judged() {
		for _, setting := range []string{"STATIC_URL", "MEDIA_URL"} {
			if known, ok := urlOf(p, m, setting); ok && below(url, known) {
				return true
			}
		}
	}
	return below(url, "/static") || below(url, "/media")
}

// urlOf is the path of STATIC_URL or MEDIA_URL, if it is one on this site.
func urlOf(p *check.Pass, m *project.SettingsModule, setting string) (string, bool) {
	value, _ := p.Setting(m, setting).Alternatives.Single()
	text, ok := value.(eval.Str)
	if !ok || text == "" || strings.Contains(string(text), "//") {
		return "", false
	}
	url := "/" + strings.Trim(string(text), "/")
	return url, url != "/"
}

// mediaExecutes reports places where what visitors upload is run.
func mediaExecutes(p *check.Pass) {
	for _, c := range production(p) {
		for _, h := range c.Hosts {
			for i, r := range h.Routes {
				if r.Files == nil || r.Executes == nil || r.Conditional || r.Access == web.Denied || hidden(h.Routes[:i], r.URL) || !isMedia(p, c, r) {
					continue
				}
				f := at(*r.Executes, "what visitors upload to "+r.Files.Directory.Value+" is run on the server when it is asked for: "+
					r.Executes.Value+" holds there too")
				f.Detail = r.Files.Directory.Value
				p.Report(f)
			}
		}
	}
	for _, c := range p.Nginx() {
		for _, h := range c.Hosts {
			for _, r := range h.Routes {
				if r.Executes == nil || r.Access == web.Denied || !isMedia(p, c, r) {
					continue
				}
				f := at(*r.Executes, "what visitors upload to "+r.Files.Directory.Value+" is run on the server when it is asked for: nginx gives "+
					"scripts at "+r.URL+" to FastCGI")
				f.Detail = r.Files.Directory.Value
				p.Report(f)
			}
		}
	}
}

// isMedia reports whether a route serves uploads: its directory is MEDIA_ROOT, or
// its URL is MEDIA_URL.
func isMedia(p *check.Pass, c *web.Configuration, r web.Route) bool {
	for _, m := range p.Judged() {
		if url, ok := urlOf(p, m, "MEDIA_URL"); ok && below(r.URL, url) && (r.Files.Replaces || c.Software == web.Nginx) {
			return true
		}
		value, _ := p.Setting(m, "MEDIA_ROOT").Alternatives.Single()
		if value != nil && p.Project.SamePlace(r.Files.Directory.Value, c.Container, value) == project.Same {
			return true
		}
	}
	return false
}
