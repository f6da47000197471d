package staticfiles

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// published is what a web server is to hand out by itself: the files of a
// directory under a URL.
type published struct {
	// url and root are the settings that say so.
	url, root string
	// what it is called in messages.
	what string
	// sample is the name of a file as it is asked for.
	sample string
	// locally tells whether the files are stored in the directory.
	locally func(*check.Pass, *project.SettingsModule, eval.World) check.Truths
}

func statics() published {
	return published{"STATIC_URL", "STATIC_ROOT", "static files", "djvet/site.css", func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
		return check.And(p.Perhaps(p.HasApp(m, world, app)), storesLocally(p, m, world))
	}}
}

func uploads() published {
	return published{"MEDIA_URL", "MEDIA_ROOT", "uploads", "djvet/photo.jpeg", func(_ *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
		return check.UploadsLocally(m, world)
	}}
}

// urlOf is the path below which a module expects its files on the server of the
// site itself, with a slash at both ends; "" if that is not known, or not the
// same in all worlds, or another server's.
func (s published) urlOf(p *check.Pass, m *project.SettingsModule) string {
	found := ""
	for _, v := range p.Setting(m, s.url).Alternatives {
		text, ok := v.Value.(eval.Str)
		if !ok || text == "" || strings.Contains(string(text), "//") {
			return ""
		}
		if !strings.HasPrefix(string(text), "/") && !unprefixed(p, m) {
			return ""
		}
		url := "/" + strings.Trim(string(text), "/") + "/"
		if found != "" && found != url || url == "//" {
			return ""
		}
		found = url
	}
	return found
}

// unprefixed reports whether what Django puts before relative URLs is a slash.
func unprefixed(p *check.Pass, m *project.SettingsModule) bool {
	v, single := p.Setting(m, "FORCE_SCRIPT_NAME").Alternatives.Single()
	return single && check.Falsy(v) == check.Bad
}

// always reports whether answers are true in all worlds.
func always(answers check.Truths) bool {
	return len(answers) > 0 && !slices.ContainsFunc(answers, func(a eval.Alternative) bool { return a.Value != eval.Value(eval.Bool(true)) })
}

// commonURL is the URL that all judged modules expect the files at, "" if they
// differ, or if one of them keeps its files elsewhere: a web server may be in
// front of any of them.
func (s published) commonURL(p *check.Pass) string {
	found := ""
	for _, m := range p.Judged() {
		url := s.urlOf(p, m)
		if url == "" || found != "" && found != url || !always(s.locally(p, m, m.World())) {
			return ""
		}
		found = url
	}
	return found
}

// front is a host of a web server for production, in front of the project.
type front struct {
	*check.Pass

	server *web.Configuration
	host   *web.Host
	// page is the route that takes pages. It may look for a file first.
	page *web.Route
}

// fronts are the hosts that pass the pages of the project on to it.
func fronts(p *check.Pass) []front {
	passed := map[*web.Host]bool{}
	for _, protocol := range []string{"http", "https", "uwsgi"} {
		for _, passing := range p.Passings(protocol) {
			passed[passing.Host] = true
		}
	}
	var found []front
	for _, c := range p.Project.Servers {
		if c.Role != deploy.Production {
			continue
		}
		for _, h := range c.Hosts {
			page, certain := c.Pick(h, "/djvet/")
			if !certain || page == nil || page.Access == web.Denied {
				continue
			}
			if a := behind(h, page); a != nil && (a.Script != nil || passed[h]) {
				found = append(found, front{p, c, h, page})
			}
		}
	}
	return found
}

// behind is the program that gets the requests of a route, or those for which it
// finds no file; nil if none does.
func behind(h *web.Host, r *web.Route) *web.Application {
	if r.Files == nil || !strings.HasPrefix(r.Files.Fallback, "@") {
		return r.Application
	}
	for _, named := range h.Routes {
		if named.Match == web.Internal && named.URL == r.Files.Fallback {
			return named.Application
		}
	}
	return nil
}

// taker is the route that takes a URL, nil if that is not certain, or if none
// does.
func (f front) taker(url string) *web.Route {
	route, certain := f.server.Pick(f.host, url)
	if !certain {
		return nil
	}
	return route
}

// beginning is what the names of files begin with that a route hands out below a
// URL: a directory, if it ends with a slash, otherwise the names of files are
// glued to it. It is false for a route that does not simply look for files.
func beginning(r *web.Route, url string) (string, bool) {
	if r == nil || r.Files == nil || r.Files.Rewritten || r.Match == web.Exact || r.Executes != nil {
		return "", false
	}
	directory := r.Files.Directory.Value
	switch {
	case !r.Files.Replaces && r.Opaque:
		return "", false // an include may have another root
	case !r.Files.Replaces:
		return strings.TrimSuffix(directory, "/") + url, true
	case r.Match == web.Prefix && strings.HasPrefix(url, r.URL):
		return directory + url[len(r.URL):], true
	}
	return "", false
}

// status is what is answered to a request for a file that is not there: Apache
// refuses what lies in a directory that nothing grants, whether it is there or not.
func (f front) status(access web.Access) string {
	if f.server.Software == web.Apache && access != web.Granted {
		return "403 or 404"
	}
	return "404"
}

// showsAdmin reports whether every judged module has the admin, whose files come
// from a package, and whether it is under some URL.
func showsAdmin(p *check.Pass) bool {
	for _, m := range p.Judged() {
		if admin, _ := check.Contains(p.Setting(m, "INSTALLED_APPS").Alternatives, "django.contrib.admin"); !admin {
			return false
		}
	}
	return p.Project.Mentions("admin.site.urls")
}

// below reports whether a file lies in the directory of a project.
func below(name, root string) bool { return root == "" || strings.HasPrefix(name, root+"/") }
