package staticfiles

import (
	"path"
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
	// page is the route that takes pages.
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
			switch {
			case !certain || page == nil || page.Application == nil || page.Access == web.Denied:
			case page.Application.Script != nil || passed[h]:
				found = append(found, front{p, c, h, page})
			}
		}
	}
	return found
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
// glued to it. It is false for a route that does not simply hand out files.
func beginning(r *web.Route, url string) (string, bool) {
	if r == nil || r.Files == nil || r.Files.Fallback != "" || r.Files.Rewritten || r.Match == web.Exact || r.Executes != nil {
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
	case r.Match == web.Prefix && r.URL == url[:len(url)-1]:
		return directory + "/", true
	}
	return "", false
}

// compare tells whether a directory of a web server is the one that a setting
// names. It is Different only where that is certain, and nothing in the
// repository seems to bring files from one to the other.
func (f front) compare(directory string, setting eval.Value) project.Sameness {
	c := f.server.Container
	answer := f.Project.SamePlace(directory, c, setting)
	if answer == project.Same || !path.IsAbs(directory) || deploy.IsPlaceholder(directory) {
		return answer
	}
	name, inTree := eval.Rooted(setting)
	found, certain := f.Project.InRepository(directory, c)
	switch {
	case inTree && certain:
		answer = project.Different
		if found == name {
			answer = project.Same
		}
	case inTree && (path.Base(name) == path.Base(directory) || name == ""):
		return project.Unsure // another checkout, perhaps
	case inTree && answer == project.Unsure && c == nil && len(f.Project.Containers) == 0:
		answer = project.Different // wherever the checkout is
	case answer == project.Unsure && c == nil && len(f.Project.Containers) == 0 && len(f.Project.Launches) == 0:
		answer = absolutely(directory, setting)
	}
	if answer == project.Different && f.carried(directory) {
		return project.Unsure
	}
	return answer
}

// absolutely compares a directory with a setting that is an absolute path.
func absolutely(directory string, setting eval.Value) project.Sameness {
	if named, isPath := setting.(*eval.Path); isPath {
		setting = named.Name
	}
	text, isText := setting.(eval.Str)
	switch {
	case !isText || !path.IsAbs(string(text)):
		return project.Unsure
	case path.Clean(string(text)) == path.Clean(directory):
		return project.Same
	}
	return project.Different
}

// carried reports whether a script names a directory of the web server: it may
// copy files to it, or make a link.
func (f front) carried(directory string) bool {
	return inScripts(f.Pass, strings.TrimSuffix(path.Clean(directory), "/"))
}

// inScripts reports whether one of the files that build and start the project has
// a text in it. Files that lie in no special place are only looked at by name.
func inScripts(p *check.Pass, text string) bool {
	names := p.Project.Files.Files(func(name string) bool {
		base := strings.ToLower(path.Base(name))
		switch path.Ext(base) {
		case ".sh", ".bash", ".mk", ".fish":
			return true
		case ".yml", ".yaml":
			return !strings.Contains(base, "compose")
		}
		return strings.HasPrefix(base, "dockerfile") || base == "makefile" || base == "justfile" || base == "fabfile.py" || base == "deploy.py" || base == "procfile"
	})
	for i, name := range names {
		if i == buildFiles {
			return true
		}
		if data := p.Project.Files.Code(name); data == nil || strings.Contains(string(data), text) {
			return true
		}
	}
	return false
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
