package apache

import (
	"bytes"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// multipleSites reports sites of one process that leave the choice of their
// settings to the environment, which is the process's: the site that is asked
// first decides for all. Only files of the repository are compared.
func multipleSites(p *check.Pass) {
	for _, c := range production(p) {
		all := scripts(c)
		for i, s := range all {
			mine := defaultOf(p, s)
			if mine == "" {
				continue
			}
			for _, other := range all[:i] {
				theirs := defaultOf(p, other)
				if theirs == "" || theirs == mine || group(s) != group(other) {
					continue
				}
				p.Report(at(s.Target, "the sites of "+other.Target.Value+" and "+s.Target.Value+
					" run in one process, and both choose their settings with setdefault: the one that is asked first decides for both"))
				break
			}
		}
	}
}

func group(s web.Script) string {
	if s.Group == nil {
		return ""
	}
	return s.Group.Value
}

// defaultOf is the settings module that a script chooses where the environment
// does not, "" if it is not known or if the script insists.
func defaultOf(p *check.Pass, s web.Script) string {
	if s.Group != nil && strings.ContainsAny(s.Group.Value, "%$") {
		return ""
	}
	if at, found := locate(p, s.Target.Value); found {
		return defaultName(at.starter)
	}
	// A script of another project of the repository.
	for _, name := range p.Project.Files.Files(func(name string) bool { return strings.HasSuffix(s.Target.Value, "/"+name) }) {
		_, after, found := bytes.Cut(p.Project.Files.Code(name), []byte(`setdefault("`+deploy.SettingsVariable+`", "`))
		if value, _, closed := bytes.Cut(after, []byte(`"`)); found && closed {
			return string(value)
		}
	}
	return ""
}

func defaultName(s *project.Starter) string {
	if len(s.Names) != 1 || !s.Names[0].Default {
		return ""
	}
	return s.Names[0].Name
}

// authorizationNotPassed reports sites whose visitors log in by the header
// Authorization, which mod_wsgi hides unless it is told not to.
func authorizationNotPassed(p *check.Pass) {
	for _, c := range production(p) {
		if c.WSGI.PassesByVariable || opaque(c) {
			continue
		}
		for _, s := range scripts(c) {
			if s.Authorization != nil && strings.EqualFold(s.Authorization.Value, "on") {
				continue
			}
			if _, found := locate(p, s.Target.Value); !found {
				continue
			}
			if class := headerClass(p); class != "" {
				p.Report(at(s.Target, "mod_wsgi keeps the header Authorization from Django unless WSGIPassAuthorization is On: "+class+" lets nobody in"))
			}
		}
	}
}

// headerClass is the authentication class by which all judged settings modules
// read the header, "" if one of them has none, or reads something else too.
func headerClass(p *check.Pass) string {
	found := ""
	for _, m := range p.Judged() {
		class := ""
		elements, complete := check.Elements(check.Item(p.Setting(m, "REST_FRAMEWORK").Alternatives, "DEFAULT_AUTHENTICATION_CLASSES"))
		if !complete {
			return ""
		}
		for _, e := range elements {
			name, ok := e.Value.(eval.Str)
			if !ok {
				return ""
			}
			_, last, _ := cutLast(string(name))
			switch last {
			case "TokenAuthentication", "JWTAuthentication", "JSONWebTokenAuthentication", "JWTStatelessUserAuthentication",
				"JWTTokenUserAuthentication", "OAuth2Authentication", "BasicAuthentication":
				if class == "" {
					class = last
				}
			}
		}
		if class == "" {
			return ""
		}
		found = class
	}
	return found
}

func cutLast(dotted string) (before, after string, found bool) {
	if i := strings.LastIndexByte(dotted, '.'); i >= 0 {
		return dotted[:i], dotted[i+1:], true
	}
	return "", dotted, false
}
