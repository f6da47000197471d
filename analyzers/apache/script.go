package apache

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// scriptUnresolved reports WSGI files that are not there: a path that a tutorial
// left to be filled in, and one that does not lead to the project's file; and, as
// a note, one without its first slash. A file that the repository does not have by any
// name may well be on the server, and is passed over.
func scriptUnresolved(p *check.Pass) {
	for _, c := range production(p) {
		for _, s := range c.WSGI.Scripts {
			if s.Conditional {
				continue
			}
			if message := unresolved(p, c, s); message != "" {
				p.Report(at(s.Target, message))
			} else if relative(s) {
				// Apache gives up its own directory for / where it becomes a
				// daemon, and keeps it in the foreground, as in containers.
				f := at(s.Target, "the path of the WSGI file does not begin with a slash: it is looked for in the directory in which Apache runs, and found only if that is /")
				f.Severity = finding.Note
				p.Report(f)
			}
		}
	}
}

func unresolved(p *check.Pass, c *web.Configuration, s web.Script) string {
	name := s.Target.Value
	switch {
	case deploy.IsPlaceholder(name):
		if (strings.Contains(name, "path/to") || strings.Contains(name, "your")) && !strings.ContainsAny(name, "<>{}$%") && isFilledIn(c) {
			return "the path of the WSGI file is still that of a tutorial: every request is answered with 404 Not Found"
		}
		return ""
	case !s.Known:
		return ""
	case relative(s):
		name = "/" + name
	}
	if wanted := beside(p, c, s); wanted != "" {
		return "there is no " + name + ": by the Python path of the site, the project's WSGI file is " + wanted
	}
	if _, found := locate(p, name); found || isSomewhere(p.Project, name) {
		return ""
	}
	if isLost(p.Project, c, name) {
		return "the repository has no such WSGI file: every request is answered with 404 Not Found"
	}
	if starter := misnamed(p, name); starter != nil {
		return "the repository has no " + path.Join(path.Base(path.Dir(name)), path.Base(name)) + ", only " + starter.Path +
			": every request is answered with 404 Not Found"
	}
	return ""
}

// relative reports whether the path of a script does not begin at a root. Apache
// does not look for it below ServerRoot.
func relative(s web.Script) bool {
	return s.Known && !strings.HasPrefix(s.Target.Value, "/") && !web.OnWindows(s.Target.Value)
}

// isFilledIn reports whether somebody has made a configuration their own: it has
// paths that nobody has to fill in. One that has none is an example.
func isFilledIn(c *web.Configuration) bool {
	for _, h := range c.Hosts {
		for _, r := range h.Routes {
			if r.Files != nil && !deploy.IsPlaceholder(r.Files.Directory.Value) && strings.Count(r.Files.Directory.Value, "/") > 1 &&
				!grantedByDefault(r.Files.Directory.Value) {
				return true
			}
		}
	}
	return false
}

// beside is where a script lies if the Python path of its process is right: that
// has the directory of the script itself, where the settings' package has to be.
func beside(p *check.Pass, c *web.Configuration, s web.Script) string {
	at, found := locate(p, s.Target.Value)
	paths, known := pythonPath(c, s)
	wanted, ok := importedFrom(p, s)
	if !found || !known || !ok {
		return ""
	}
	own := path.Dir(s.Target.Value)
	has := func(directory string) bool {
		return slices.ContainsFunc(paths, func(given deploy.Reference) bool { return same(given.Value, directory) })
	}
	// /srv/mysite on the path, and the script in /srv/mysite/wsgi.py: the
	// repository has it in mysite/wsgi.py, whose directory is called the same.
	if has(wanted) || !has(own) || !strings.HasSuffix(at.starter.Path, path.Base(own)+"/"+path.Base(s.Target.Value)) {
		return ""
	}
	return path.Join(own, strings.ReplaceAll(at.starter.Module, ".", "/")+".py")
}

// isSomewhere reports whether any file of the repository may be a path: one with
// the same name in a directory of the same name.
func isSomewhere(p *project.Project, server string) bool {
	parts := strings.Split(server, "/")
	tail := path.Join(parts[max(0, len(parts)-2):]...)
	return len(p.Files.Files(func(name string) bool { return name == tail || strings.HasSuffix(name, "/"+tail) })) > 0
}

// isLost reports whether it is certainly known where the repository lies, and
// that the file is not in it.
func isLost(p *project.Project, c *web.Configuration, name string) bool {
	inTree, certain := p.InRepository(name, c.Container)
	return certain && strings.HasSuffix(name, ".py") && !p.Files.Exists(inTree) && p.Files.IsDir(path.Dir(inTree)) && !p.Files.Opaque(path.Dir(inTree))
}

// misnamed is the only WSGI file of the project, if a path would have to be that
// file and has another package.
func misnamed(p *check.Pass, name string) *project.Starter {
	var only *project.Starter
	for _, s := range p.Project.Starters {
		if s.Kind != workspace.WSGI {
			continue
		}
		if only != nil || path.Base(s.Path) != "wsgi.py" || !strings.Contains(s.Path, "/") {
			return nil
		}
		only = s
	}
	if path.Base(name) != "wsgi.py" {
		return nil
	}
	return only
}

// scriptDenied reports WSGI files that the server refuses to visitors. Of a part
// of a configuration it is only known what it says itself, unless it grants other
// things and so shows that it has to.
func scriptDenied(p *check.Pass) {
	for _, c := range production(p) {
		_, compatible := c.WSGI.Modules["access_compat"]
		_, current := c.WSGI.Modules["authz_core"] // which Apache 2.2 does not have
		if c.Main && c.WSGI.Complete && current && !compatible && c.WSGI.OldAccess != nil {
			p.Report(at(*c.WSGI.OldAccess, c.WSGI.OldAccess.Value+" is mod_access_compat's, which is not loaded: Apache does not start"))
			continue
		}
		for _, s := range scripts(c) {
			switch {
			case s.Access == web.Denied:
				f := at(s.Why, "Apache refuses the WSGI file "+s.Target.Value+" here: every request is answered with 403 Forbidden")
				f.Detail = s.Target.Value
				p.Report(f)
			case s.Access == web.Unsaid && needsGrant(c, s.Target.Value):
				p.Report(at(s.Target, "nothing in the file lets visitors have "+s.Target.Value+
					", though it does so for others: Apache's own default is to answer 403 Forbidden"))
			}
		}
	}
}

// needsGrant reports whether a part of a configuration has to grant a path: it
// does so for others, in the words of Apache 2.4, and no distribution's default
// does it for this one.
func needsGrant(c *web.Configuration, name string) bool {
	return !c.Main && len(c.Unread) == 0 && c.WSGI.Granting != nil && strings.HasPrefix(name, "/") && !grantedByDefault(name) &&
		!deploy.IsPlaceholder(name)
}
