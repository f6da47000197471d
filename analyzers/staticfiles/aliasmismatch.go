package staticfiles

import (
	"fmt"
	"path"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/text"
)

// aliasMismatch reports web servers that look for static files or uploads where
// the project does not put them.
func aliasMismatch(p *check.Pass) {
	if len(p.Judged()) == 0 || len(p.Project.Servers) == 0 {
		return
	}
	r := mismatches{Pass: p, told: map[place]bool{}}
	for _, f := range fronts(p) {
		for _, s := range []published{statics(), uploads()} {
			if url := s.commonURL(p); url != "" {
				r.judge(f, s, url)
			}
		}
	}
}

type place struct {
	path string
	span text.Span
}

type mismatches struct {
	*check.Pass

	told map[place]bool
}

// finding is one about what a directive of a server says.
func (r mismatches) finding(s published, at deploy.Reference, detail, message string, modules ...string) finding.Finding {
	return finding.Finding{Path: at.Path, Span: at.Span, Setting: s.root, Modules: modules, Detail: s.root + " " + detail, Message: message}
}

func (r mismatches) report(s published, at deploy.Reference, detail, message string, modules ...string) {
	r.tell(r.finding(s, at, detail, message, modules...))
}

// tell reports a finding, once for each place.
func (r mismatches) tell(f finding.Finding) {
	if at := (place{f.Path, f.Span}); !r.told[at] {
		r.told[at] = true
		r.Report(f)
	}
}

// judge judges what a host does with a URL that a setting names.
func (r mismatches) judge(f front, s published, url string) {
	route := f.taker(url + s.sample)
	if route == nil {
		return
	}
	switch {
	case route == f.page && route.Files != nil:
		r.passed(f, s, url)
		return
	case route == f.page:
		r.elsewhere(f, s, url)
		return
	case route.Files != nil && route.Files.Fallback != "":
		return
	}
	if whole(route) {
		r.report(s, route.Files.Directory, "whole", fmt.Sprintf("%s, in a location that is a regular expression, is the path of one file: every URL below %s leads to %s itself, and no file is found",
			route.Files.Directory.How, url, route.Files.Directory.Value))
		return
	}
	start, ok := beginning(route, url)
	if !ok {
		return
	}
	if !strings.HasSuffix(start, "/") {
		r.glued(f, s, route, url, start)
		return
	}
	r.wrong(f, s, route, url, start)
}

// whole reports whether a route replaces whatever matches a pattern with one
// path: only what parentheses matched is put in, by its number.
func whole(r *web.Route) bool {
	if r.Files == nil || !r.Files.Replaces || r.Match != web.Pattern || r.Files.Rewritten || r.Files.Fallback != "" {
		return false
	}
	directory := r.Files.Directory.Value
	return !strings.Contains(directory, "$") && (strings.HasSuffix(directory, "/") || path.Ext(directory) == "")
}

// glued reports that the slash at the end of a URL is replaced with nothing.
func (r mismatches) glued(f front, s published, route *web.Route, url, start string) {
	if strings.ContainsAny(start, "$%") {
		return
	}
	r.report(s, route.Files.Directory, "slash", fmt.Sprintf("%s ends with a slash and the %s does not: %s looks for %ssite.css in %ssite.css, and every request below %s is answered %s",
		route.URL, strings.ToLower(route.Files.Directory.How), f.server.Software, url, start, url, f.status(web.Unsaid)))
}

// passed reports that a route which looks for files and passes all other requests
// on looks for them in the wrong directory.
func (r mismatches) passed(f front, s published, url string) {
	start, ok := beginning(f.page, url)
	if !ok || r.filled(f, path.Clean(start)) || s.root == "MEDIA_ROOT" && !stores(r.Pass) || servedByApplication(r.Pass, s) {
		return
	}
	if wanted, differs := r.differs(f, s, start); differs && wanted != nil {
		r.report(s, f.page.Files.Directory, "root", fmt.Sprintf("%s looks for %s in %s, but %s is %s: the application gets every request below %s, and answers 404",
			f.server.Software, s.what, path.Clean(start), s.root, r.shown(f, wanted), url), r.names()...)
	}
}

// differs reports whether a directory is not the one of a setting for any module
// that the server may be in front of, and gives one that is: nil if the setting is
// not set.
func (r mismatches) differs(f front, s published, directory string) (wanted eval.Value, differs bool) {
	for _, m := range r.Judged() {
		alternatives := r.Setting(m, s.root).Alternatives
		if len(alternatives) == 0 {
			return nil, false
		}
		for _, v := range alternatives {
			switch {
			case check.Falsy(v.Value) == check.Bad:
			case f.compare(directory, v.Value) == project.Different:
				wanted = v.Value
			default:
				return nil, false
			}
		}
	}
	return wanted, true
}

// wrong reports a directory that is not the one of the setting, for all modules
// that the server may be in front of.
func (r mismatches) wrong(f front, s published, route *web.Route, url, start string) {
	wanted, differs := r.differs(f, s, start)
	if !differs {
		return
	}
	directory := path.Clean(start)
	switch {
	case s.root == "MEDIA_ROOT" && (wanted == nil || !stores(r.Pass)):
	case s.root == "MEDIA_ROOT":
		r.report(s, route.Files.Directory, "directory", fmt.Sprintf("%s looks for uploads in %s, but they are stored in MEDIA_ROOT, %s: requests for them are answered %s",
			f.server.Software, directory, r.shown(f, wanted), f.status(route.Access)), r.names()...)
	case r.filled(f, directory):
		r.unfilled(f, s, route, url, directory, wanted)
	case wanted == nil:
		r.unfilled(f, s, route, url, directory, nil)
	case !route.Files.Replaces:
		r.report(s, route.Files.Directory, "root", fmt.Sprintf("%s puts the whole URL behind %s and looks for static files in %s, but collectstatic puts them into STATIC_ROOT, %s: every request below %s is answered %s",
			f.server.Software, route.Files.Directory.How, directory, r.shown(f, wanted), url, f.status(route.Access)), r.names()...)
	default:
		r.report(s, route.Files.Directory, "directory", fmt.Sprintf("%s looks for static files in %s, but collectstatic puts them into STATIC_ROOT, %s: every request below %s is answered %s",
			f.server.Software, directory, r.shown(f, wanted), url, f.status(route.Access)), r.names()...)
	}
}

// stores reports whether the project takes uploads.
func stores(p *check.Pass) bool {
	return p.Project.Mentions("FileField(", "ImageField(", "default_storage")
}

// shown is the value of a setting for people: where the server has it, if that is
// known.
func (r mismatches) shown(f front, v eval.Value) string {
	if name, inTree := eval.Rooted(v); inTree {
		if places := r.Project.OnServer(name, f.server.Container); len(places) > 0 {
			return places[0]
		}
	}
	if dir, ok := r.Directory(v); ok {
		return dir.Name()
	}
	return "another directory"
}

// elsewhere reports that what the settings name is served, but under another URL
// than theirs.
func (r mismatches) elsewhere(f front, s published, url string) {
	if servedByApplication(r.Pass, s) {
		return
	}
	for i := range f.host.Routes {
		route := &f.host.Routes[i]
		if route.Match != web.Prefix || route.Conditional || route.URL == "/" || route.Files == nil {
			continue
		}
		own := strings.TrimSuffix(route.URL, "/") + "/"
		if f.taker(own+s.sample) != route {
			continue
		}
		start, ok := beginning(route, own)
		if !ok || !strings.HasSuffix(start, "/") || !r.same(f, s, start) {
			continue
		}
		found := r.finding(s, deploy.Reference{Path: route.Path, Span: route.Span}, "url", fmt.Sprintf("%s has the %s of %s under %s, but %s is %s: the application gets every request for one, and answers 404",
			f.server.Software, s.what, s.root, own, s.url, url), r.names()...)
		found.Setting = s.url
		r.tell(found)
		return
	}
}

// same reports whether a directory is the one of the setting for all modules.
func (r mismatches) same(f front, s published, directory string) bool {
	for _, m := range r.Judged() {
		for _, v := range r.Setting(m, s.root).Alternatives {
			if f.compare(directory, v.Value) != project.Same {
				return false
			}
		}
	}
	return true
}

func (r mismatches) names() []string {
	var names []string
	for _, m := range r.Judged() {
		names = append(names, m.Name)
	}
	return names
}
