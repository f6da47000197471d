package commands

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// appUnresolved reports what production launches load and what is not there, or
// speaks another protocol than the server. Of a module that some directory of the
// repository has nothing is said here: whether that directory is on sys.path is
// another question.
func appUnresolved(p *check.Pass) {
	for _, l := range production(p) {
		if l.Target == nil {
			appEngineDefault(p, l)
			continue
		}
		if !isServer(l.Program) && l.Kind != "Elastic Beanstalk" {
			continue
		}
		t, ok := targetOf(l)
		if !ok {
			continue
		}
		problem := missing(p, l, t)
		if problem == "" {
			problem = mismatched(p, l, t)
		}
		if problem == "" {
			continue
		}
		f := finding.Finding{Path: l.Target.Path, Span: l.Target.Span, Detail: l.Target.Value}
		f.Message = serverName(l) + " is told to load " + l.Target.Value + problem
		p.Report(f)
	}
}

// serverName is what loads the target of a launch.
func serverName(l deploy.Launch) string {
	if l.Program == "" {
		return l.Kind
	}
	return l.Program
}

// failure is what happens where there is nothing to load: gunicorn, uvicorn,
// daphne, hypercorn, granian and waitress end, uWSGI runs all the same and answers
// 500 ("no python application found").
func failure(l deploy.Launch) string {
	if l.Program == "uwsgi" {
		return ": it answers 500 to every request"
	}
	return ": it does not start"
}

// missing says why what a launch loads is not there, if it certainly is not.
func missing(p *check.Pass, l deploy.Launch, t target) string {
	if t.file != "" {
		return missingFile(p, l, t.file)
	}
	roots := p.Project.LaunchRoots(l)
	found, ok := p.Project.Files.Resolve(roots, t.module)
	switch {
	case !ok && p.Absent(roots, t.module):
		return missingModule(p, l, roots, t.module)
	case !ok || found.Path == "" || p.Project.Files.Opaque(found.Path) || t.callable == "":
		return ""
	}
	return missingCallable(p, l, roots, found, t)
}

// missingModule is the reason for a module that the repository does not have. One
// that looks like none of the project's own, as app of another service, may be of
// an installed package or of an image.
func missingModule(p *check.Pass, l deploy.Launch, roots []string, module string) string {
	near := nearest(p, module)
	first, _, inside := strings.Cut(module, ".")
	switch {
	case p.OwnPackage(roots, module):
	case !inside || near == "" || p.Required(first) || !holdsProject(p, l):
		return ""
	}
	reason := ", which does not exist"
	if near != "" {
		reason += " (the project has " + near + ")"
	}
	return reason + failure(l)
}

// holdsProject reports whether a launch certainly has the project's files: those
// of an image only if something of the repository is copied or mounted.
func holdsProject(p *check.Pass, l deploy.Launch) bool {
	if l.Kind != "compose" && l.Kind != "Dockerfile" {
		return true
	}
	return slices.ContainsFunc(l.Placements, func(placed deploy.Placement) bool {
		return placed.Source == "" || placed.Source == p.Project.Root || p.Project.Files.IsDir(placed.Source)
	})
}

// nearest is the module that a server was most likely meant to load: one that is
// spelt almost so, or else the only one with the same last part of its name.
func nearest(p *check.Pass, module string) string {
	var names, alike []string
	last := module[strings.LastIndexByte(module, '.')+1:]
	for _, s := range p.Project.Starters {
		if s.Module == "" || s.Kind != workspace.WSGI && s.Kind != workspace.ASGI {
			continue
		}
		names = append(names, s.Module)
		if s.Module[strings.LastIndexByte(s.Module, '.')+1:] == last {
			alike = append(alike, s.Module)
		}
	}
	if near := check.Nearest(module, names); near != "" {
		return near
	}
	if len(alike) == 1 {
		return alike[0]
	}
	return ""
}

// missingFile is the reason for a path that is none of the repository's, however
// much of it lies outside.
func missingFile(p *check.Pass, l deploy.Launch, file string) string {
	base := path.Base(file)
	var names []string
	for _, name := range p.Project.Files.Files(func(name string) bool { return path.Base(name) == base }) {
		names = append(names, name)
		if sameFile(name, path.Clean(file)) || sameFile(name, path.Join(l.Directory, file)) {
			return ""
		}
	}
	if len(names) != 1 || p.Starter(names[0]) == nil || placedAs(p, file) {
		return ""
	}
	return ", which does not exist (the project has " + names[0] + ")" + failure(l)
}

// sameFile reports whether a path on a server may be a file of the repository: one
// ends as the other does, in more than its base name.
func sameFile(inRepository, onServer string) bool {
	if onServer == inRepository || strings.HasSuffix(onServer, "/"+inRepository) || strings.HasSuffix(inRepository, "/"+onServer) {
		return true
	}
	return path.Base(path.Dir(inRepository)) == path.Base(path.Dir(onServer)) && path.Dir(inRepository) != "." && path.Dir(onServer) != "."
}

func placedAs(p *check.Pass, file string) bool {
	return slices.ContainsFunc(p.Project.Launches, func(l deploy.Launch) bool {
		return slices.ContainsFunc(l.Placements, func(placed deploy.Placement) bool { return path.Base(placed.Target) == path.Base(file) })
	})
}

// missingCallable is the reason for a module without the name that the server
// calls. A wsgi.py without application is application-missing's to report.
func missingCallable(p *check.Pass, l deploy.Launch, roots []string, found workspace.Module, t target) string {
	result := p.Evaluated(roots, t.module, found.Path)
	if result == nil || !check.Unbound(result, t.callable) {
		return ""
	}
	if _, submodule := p.Project.Files.Resolve(roots, t.module+"."+t.callable); submodule {
		return ""
	}
	bound := applications(result)
	if t.callable == "application" && (len(bound) == 0 || p.Starter(found.Path) != nil) {
		return ""
	}
	reason := ", but " + found.Path + " has no " + t.callable
	if !t.written {
		reason = " and looks for " + t.callable + " in it, but " + found.Path + " has none"
	}
	if len(bound) > 0 {
		reason += ": its application is called " + bound[0]
		return reason
	}
	return reason + failure(l)
}

// applications are the names that a module gives to Django's applications.
func applications(r *eval.Result) []string {
	var names []string
	for _, name := range r.Names() {
		if _, known := protocolOf(r.Get(name)); known && !strings.HasPrefix(name, "_") {
			names = append(names, name)
		}
	}
	return names
}

// protocolOf tells which of Django's applications a name is bound to.
func protocolOf(alternatives eval.Alternatives) (protocol string, known bool) {
	for _, a := range alternatives {
		o, ok := a.Value.(*eval.Object)
		if !ok {
			return "", false
		}
		spoken := ""
		switch o.Type {
		case eval.WSGIApplication:
			spoken = "WSGI"
		case eval.ASGIApplication:
			spoken = "ASGI"
		}
		if spoken == "" || protocol != "" && protocol != spoken {
			return "", false
		}
		protocol = spoken
	}
	return protocol, protocol != ""
}

// mismatched says that the server speaks another protocol than the application,
// if it certainly does.
func mismatched(p *check.Pass, l deploy.Launch, t target) string {
	speaks := spokenBy(l)
	if speaks == "" || t.callable == "" {
		return ""
	}
	s := p.Project.Target(l)
	if s == nil || s.Result == nil {
		return ""
	}
	is, known := spokenIn(s, t.callable)
	if !known || is == speaks {
		return ""
	}
	if l.Program == "uwsgi" {
		return ", an " + is + " application: uWSGI speaks WSGI only, and closes every connection without an answer"
	}
	reason := ", an " + is + " application, but speaks " + speaks
	if is == "WSGI" {
		reason = ", a WSGI application, but speaks " + speaks
	}
	return reason + ": every request ends with 500" + remedy(l, is)
}

// spokenIn is the protocol of a starter's application: Django's own, or that of
// the router of Channels around it.
func spokenIn(s *project.Starter, callable string) (string, bool) {
	if is, known := protocolOf(s.Result.Get(callable)); known {
		return is, true
	}
	source := strings.ReplaceAll(string(s.Result.File.Data), " ", "")
	if strings.Contains(source, "\n"+callable+"=ProtocolTypeRouter(") {
		return "ASGI", true
	}
	return "", false
}

// remedy says what the server would have to be told.
func remedy(l deploy.Launch, is string) string {
	switch {
	case l.Program == "gunicorn" && is == "ASGI":
		return "; it needs a worker class for ASGI"
	case l.Program == "uvicorn" && is == "WSGI":
		return "; it needs --interface wsgi"
	case l.Program == "granian":
		return "; it needs --interface " + strings.ToLower(is)
	}
	return ""
}
