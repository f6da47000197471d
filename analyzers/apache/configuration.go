package apache

import (
	"path"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// production are the configurations of Apache that production runs with.
func production(p *check.Pass) []*web.Configuration {
	var found []*web.Configuration
	for _, c := range p.Project.Servers {
		if c.Software == web.Apache && c.Role == deploy.Production && c.WSGI != nil {
			found = append(found, c)
		}
	}
	return found
}

// scripts are the WSGI files of a configuration that it certainly serves. An
// include that is read twice gives its lines once.
func scripts(c *web.Configuration) []web.Script {
	var found []web.Script
	seen := map[deploy.Reference]bool{}
	for _, s := range c.WSGI.Scripts {
		if !s.Conditional && !s.Uncertain && s.Known && !seen[s.Target] {
			seen[s.Target] = true
			found = append(found, s)
		}
	}
	return found
}

// at is a finding at a place of a configuration.
func at(place deploy.Reference, message string) finding.Finding {
	return finding.Finding{Path: place.Path, Span: place.Span, Detail: place.Value, Message: message}
}

// onWindows reports whether a configuration is that of a server on Windows.
func onWindows(c *web.Configuration) bool {
	for _, s := range c.WSGI.Scripts {
		if web.OnWindows(s.Target.Value) {
			return true
		}
	}
	for _, h := range c.Hosts {
		for _, r := range h.Routes {
			if r.Files != nil && web.OnWindows(r.Files.Directory.Value) {
				return true
			}
		}
	}
	return c.WSGI.Module != nil && strings.HasSuffix(c.WSGI.Module.Value, ".pyd")
}

// location says that a directory of the server holds one of the repository, and
// what shows it: the WSGI file that the configuration names.
type location struct {
	starter *project.Starter
	// server and repository are the directory, "" for the root of each.
	server, repository string
}

// locate finds the WSGI file of the project that a path of the server is: the
// one with the longest common end. The end has to hold all of the module's name,
// so that mysite/wsgi.py is not taken for another/wsgi.py.
func locate(p *check.Pass, server string) (location, bool) {
	var best location
	longest := 0
	for _, s := range p.Project.Starters {
		tail := commonTail(server, s.Path)
		module := strings.ReplaceAll(s.Module, ".", "/") + ".py"
		if len(tail) <= longest || tail != s.Path && (s.Module == "" || len(tail) < len(module)) {
			continue
		}
		longest = len(tail)
		best = location{
			starter: s, server: strings.TrimSuffix(strings.TrimSuffix(server, tail), "/"),
			repository: strings.TrimSuffix(strings.TrimSuffix(s.Path, tail), "/"),
		}
	}
	return best, longest > 0
}

// commonTail is the longest end that two paths share, in whole names.
func commonTail(a, b string) string {
	x, y := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < len(x) && n < len(y) && x[len(x)-1-n] == y[len(y)-1-n] && y[len(y)-1-n] != "" {
		n++
	}
	return strings.Join(y[len(y)-n:], "/")
}

// onServer is the path on the server of a path of the repository, if it lies in
// the directory.
func (l location) onServer(name string) (string, bool) {
	rest, ok := name, true
	if l.repository != "" {
		rest, ok = strings.CutPrefix(name+"/", l.repository+"/")
	}
	return path.Join(l.server+"/", rest), ok
}

// same compares two paths of a server; on Windows upper and lower case are one.
func same(a, b string) bool {
	a, b = path.Clean(strings.ReplaceAll(a, `\`, "/")), path.Clean(strings.ReplaceAll(b, `\`, "/"))
	return a == b || web.OnWindows(a) && strings.EqualFold(a, b)
}

// inside reports whether a path lies at or below a directory.
func inside(name, directory string) bool {
	name, directory = path.Clean(strings.ReplaceAll(name, `\`, "/")), path.Clean(strings.ReplaceAll(directory, `\`, "/"))
	if web.OnWindows(name) {
		name, directory = strings.ToLower(name), strings.ToLower(directory)
	}
	return name == directory || strings.HasPrefix(name, strings.TrimSuffix(directory, "/")+"/")
}

// grantedByDefault reports whether Debian's own apache2.conf grants a directory,
// or another distribution's does: /var/www and /usr/share.
func grantedByDefault(name string) bool {
	return inside(name, "/var/www") || inside(name, "/usr/share") || inside(name, "/usr/local/apache2/htdocs") || inside(name, "/srv/http") || inside(name, "/srv/www")
}
