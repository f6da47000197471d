package apache

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// pythonPathIgnored reports WSGIPythonPath where every site runs in a daemon,
// which does not look at it, and directives for the whole server that stand in a
// virtual host. WSGIPythonHome is a default for daemons too.
func pythonPathIgnored(p *check.Pass) {
	for _, c := range production(p) {
		for _, m := range c.WSGI.Misplaced {
			f := at(m, m.Value+" is for the whole server and refused inside of <VirtualHost>: Apache does not start")
			f.Severity = finding.Error
			p.Report(f)
		}
		all := scripts(c)
		embedded := slices.ContainsFunc(all, func(s web.Script) bool { return s.Group == nil })
		if c.WSGI.PythonPath == nil || len(all) == 0 || embedded || opaque(c) {
			continue
		}
		p.Report(at(*c.WSGI.PythonPath, "WSGIPythonPath is for embedded mode: the daemon process that runs the site does not look at it, and needs python-path="))
	}
}

// pythonPathMissing reports sites whose project no directory on the Python path
// holds. It is silent where the WSGI file may care for that itself, where the
// project may be installed as a package, and where a path is not known.
func pythonPathMissing(p *check.Pass) {
	for _, c := range production(p) {
		for _, s := range scripts(c) {
			if s.Group != nil && strings.ContainsAny(s.Group.Value, "%$") || s.Group == nil && len(c.WSGI.Daemons) > 0 || opaque(c) {
				continue // of a daemon that is not used another rule speaks
			}
			wanted, ok := importedFrom(p, s)
			if !ok {
				continue
			}
			paths, known := pythonPath(c, s)
			if !known || slices.ContainsFunc(paths, func(given deploy.Reference) bool { return same(given.Value, wanted) }) {
				continue
			}
			if c.WSGI.PythonPath != nil && slices.ContainsFunc(strings.Split(c.WSGI.PythonPath.Value, ":"), func(d string) bool { return same(d, wanted) }) {
				continue // apache-python-path-ignored says so
			}
			p.Report(lacking(s, wanted, paths))
		}
	}
}

func lacking(s web.Script, wanted string, paths []deploy.Reference) finding.Finding {
	place := s.Target
	message := "the project lies in " + wanted + ", which is on no Python path: importing its settings fails, and every request is answered with 500 Internal Server Error"
	if len(paths) > 0 {
		place = paths[0]
		message = "the project lies in " + wanted + ", and the Python path has only " + paths[0].Value +
			": importing its settings fails, and every request is answered with 500 Internal Server Error"
	}
	f := at(place, message)
	f.Detail = wanted
	return f
}

// importedFrom is the directory of the server from which a script's settings are
// imported, if the script is the project's and leaves the Python path alone.
func importedFrom(p *check.Pass, s web.Script) (string, bool) {
	at, ok := locate(p, s.Target.Value)
	if !ok || !strings.HasPrefix(s.Target.Value, "/") && !web.OnWindows(s.Target.Value) || caresForItself(p, at.starter) || len(at.starter.Names) == 0 {
		return "", false
	}
	starter, name := at.starter, at.starter.Names[0].Name
	found, ok := p.Project.Files.Resolve(starter.Roots, name)
	if !ok || found.Path == "" {
		return "", false
	}
	below := strings.ReplaceAll(name, ".", "/")
	base, ok := strings.CutSuffix(strings.TrimSuffix(strings.TrimSuffix(found.Path, ".py"), "/__init__"), below)
	if !ok || installable(p, base) {
		return "", false
	}
	return at.onServer(strings.TrimSuffix(base, "/"))
}

// caresForItself reports whether a WSGI file, or what it imports of the project,
// changes the Python path or the environment by hand.
func caresForItself(p *check.Pass, starter *project.Starter) bool {
	for _, name := range append([]string{starter.Path}, starter.Result.Files...) {
		code := p.Project.Files.Code(name)
		for _, mark := range []string{"sys.path", "addsitedir", "activate_this", "exec(", "execfile(", "chdir"} {
			if bytes.Contains(code, []byte(mark)) {
				return true
			}
		}
	}
	return false
}

// installable reports whether the project can be installed, and so be found
// without a path.
func installable(p *check.Pass, base string) bool {
	for dir := strings.TrimSuffix(base, "/"); ; dir = path.Dir(dir) {
		if dir == "." {
			dir = ""
		}
		if p.Project.Files.IsFile(path.Join(dir, "setup.py")) || p.Project.Files.IsFile(path.Join(dir, "setup.cfg")) ||
			bytes.Contains(p.Project.Files.Code(path.Join(dir, "pyproject.toml")), []byte("[build-system]")) {
			return true
		}
		if dir == "" {
			return false
		}
	}
}

// pythonPath are the directories that the configuration puts on the Python path
// of a script: python-path= and home= of its daemon, or WSGIPythonPath. It is not
// known if one of them is not, or if the daemon is not.
func pythonPath(c *web.Configuration, s web.Script) (paths []deploy.Reference, known bool) {
	var given []deploy.Reference
	if s.Group == nil {
		if c.WSGI.PythonPath != nil {
			given = append(given, *c.WSGI.PythonPath)
		}
	} else {
		i := slices.IndexFunc(c.WSGI.Daemons, func(d web.Daemon) bool { return d.Name.Value == s.Group.Value })
		if i < 0 {
			return nil, false
		}
		for _, option := range []string{"python-path", "home"} {
			if value, ok := c.WSGI.Daemons[i].Options[option]; ok {
				given = append(given, value)
			}
		}
	}
	for _, value := range given {
		if strings.ContainsAny(value.Value, "$%{<>") {
			return nil, false
		}
		for _, directory := range list(value.Value) {
			one := value
			one.Value = directory
			paths = append(paths, one)
		}
	}
	return paths, true
}

// list cuts a Python path: at colons, on Windows at semicolons.
func list(value string) []string {
	separator := ":"
	if web.OnWindows(value) || strings.Contains(value, ";") {
		separator = ";"
	}
	return slices.DeleteFunc(strings.Split(value, separator), func(s string) bool { return s == "" })
}
