package staticfiles

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// filled reports whether the repository itself, or what builds the project, may
// have files for a directory.
func (r mismatches) filled(f front, directory string) bool {
	if name, certain := r.Project.InRepository(directory, f.server.Container); certain {
		return r.Project.Files.IsDir(name) || r.Project.Files.Opaque(name) || r.isSource(func(dir check.Directory) bool { return dir == check.InTree(name) })
	}
	base := path.Base(directory)
	return r.isSource(func(dir check.Directory) bool { return path.Base(dir.Name()) == base }) ||
		len(r.Project.Files.Files(func(name string) bool { return strings.Contains("/"+name, "/"+base+"/") })) > 0
}

// isSource reports whether one of the directories that collectstatic reads from
// is meant.
func (r mismatches) isSource(meant func(check.Directory) bool) bool {
	return slices.ContainsFunc(r.Judged(), func(m *project.SettingsModule) bool {
		return slices.ContainsFunc(entriesOf(r.Pass, m), func(entry placed) bool { return meant(entry.dir) })
	})
}

// unfilled reports a directory that may have the project's own static files, but
// not those that collectstatic brings from the packages: there is no STATIC_ROOT,
// or it is another directory.
func (r mismatches) unfilled(f front, s published, route *web.Route, url, directory string, wanted eval.Value) {
	if !showsAdmin(r.Pass) || r.holdsAdmin(f, directory) {
		return
	}
	if other := f.taker(url + "admin/css/base.css"); other == nil || other.Path != route.Path || other.Span != route.Span {
		return
	}
	for _, m := range r.Judged() {
		if !always(check.Not(servesSources(m, m.World()))) {
			return
		}
	}
	if wanted != nil {
		r.report(s, route.Files.Directory, "directory", fmt.Sprintf("%s looks for static files in %s, but collectstatic puts them into STATIC_ROOT, %s: requests for the admin's style sheets and scripts are answered %s",
			f.server.Software, directory, r.shown(f, wanted), f.status(route.Access)), r.names()...)
		return
	}
	found := r.finding(s, route.Files.Directory, "unset", fmt.Sprintf("STATIC_ROOT is not set, so that collectstatic puts nothing into %s: %s answers %s to requests for the admin's style sheets and scripts",
		directory, f.server.Software, f.status(route.Access)), r.names()...)
	found.Supersedes = []string{"static-root-missing"}
	r.tell(found)
}

var adminFile = regexp.MustCompile(`^admin/(?:css|js|img)/[^/]+$`)

// holdsAdmin reports whether the repository has the admin's files in a directory,
// since somebody has collected them once, or whether it is Django's own. What git
// ignores may hold them too.
func (r mismatches) holdsAdmin(f front, directory string) bool {
	name, certain := r.Project.InRepository(directory, f.server.Container)
	if certain && (r.Project.Files.Tree().Ignored(name, true) || r.Project.Files.Opaque(path.Join(name, "admin"))) ||
		strings.Contains(directory, "contrib/admin") || strings.Contains(directory, "-packages/") {
		return true
	}
	if !certain {
		name = path.Base(directory)
	}
	return len(r.Project.Files.Files(func(file string) bool {
		at := strings.Index("/"+file, "/"+name+"/")
		return at >= 0 && (at == 0 || !certain) && adminFile.MatchString(file[at+len(name)+1:])
	})) > 0
}
