package entrypoints

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// defaultCallable is what servers call where they are told no other name.
const defaultCallable = "application"

// protocol is how a server talks to the application of a file.
type protocol struct {
	name, factory, handler string
}

func wsgi() protocol { return protocol{"WSGI", "get_wsgi_application", eval.WSGIApplication} }
func asgi() protocol { return protocol{"ASGI", "get_asgi_application", eval.ASGIApplication} }

// protocolOf tells by a file's name which servers load it: main.py and
// application.py say nothing of it, and are left alone.
func protocolOf(s *project.Starter) (protocol, bool) {
	name := strings.ToLower(s.Path)
	base := path.Base(name)
	for _, at := range []string{base, path.Base(path.Dir(name))} {
		for word := range strings.FieldsFuncSeq(at, func(r rune) bool { return r == '_' || r == '-' || r == '.' }) {
			switch word {
			case "wsgi":
				return wsgi(), true
			case "asgi":
				return asgi(), true
			}
		}
	}
	return protocol{}, false
}

// usesHandlers reports whether a file says anything of Django's factories and
// handlers. One that does not only hands on what another file makes.
func usesHandlers(s *project.Starter) bool {
	data := string(s.Result.File.Data)
	return slices.ContainsFunc([]string{"get_wsgi_app", "get_asgi_app", "WSGIHandler", "ASGIHandler"}, func(mark string) bool {
		return strings.Contains(data, mark)
	})
}

// callables are the names under which the settings and the launches of the
// project load the application of a starter. Those that leave it to the server
// are not among them.
func callables(p *project.Project, s *project.Starter) []string {
	var names []string
	add := func(dotted, separator string) {
		at := strings.LastIndex(dotted, separator)
		if at > 0 && isModule(s, dotted[:at]) && !slices.Contains(names, dotted[at+1:]) {
			names = append(names, dotted[at+1:])
		}
	}
	for _, m := range p.Started() {
		for _, setting := range []string{"WSGI_APPLICATION", "ASGI_APPLICATION"} {
			for _, alternative := range m.Setting(setting).In(m.World()).Alternatives {
				if dotted, ok := alternative.Value.(eval.Str); ok {
					add(string(dotted), ".")
				}
			}
		}
	}
	for _, l := range p.Launches {
		if l.Target != nil {
			add(l.Target.Value, ":")
		}
	}
	return names
}

// isModule reports whether a module, named as seen from some directory, may be
// a starter.
func isModule(s *project.Starter, module string) bool {
	return module == s.Module || strings.HasSuffix(s.Module, "."+module) || s.Module != "" && strings.HasSuffix(module, "."+s.Module)
}

// servedAs reports whether a launch loads the starter with a server of the
// protocol that the file's name does not speak of.
func servedAs(p *project.Project, s *project.Starter, spoken protocol) bool {
	return slices.ContainsFunc(p.Launches, func(l deploy.Launch) bool {
		if l.Target == nil {
			return false
		}
		module, _, _ := strings.Cut(l.Target.Value, ":")
		return isModule(s, module) && speaks(l, spoken)
	})
}

// speaks reports whether the server of a launch may speak a protocol. gunicorn
// speaks what its workers do, and granian what it is told.
func speaks(l deploy.Launch, spoken protocol) bool {
	switch l.Program {
	case "daphne", "uvicorn", "hypercorn":
		return spoken == asgi()
	case "uwsgi", "waitress-serve", "mod_wsgi-express":
		return spoken == wsgi()
	case "gunicorn":
		return spoken == wsgi() || slices.ContainsFunc(l.Commands, func(c deploy.Command) bool {
			return slices.ContainsFunc(c.Arguments, func(word string) bool { return strings.Contains(word, "uvicorn") })
		})
	}
	return true
}

// unbound reports whether a name is certainly not bound.
func unbound(r *eval.Result, name string) bool {
	if r.Damaged || r.GaveUp != "" || r.Taint() != nil {
		return false
	}
	if _, computed := bound(r, "__getattr__"); computed {
		return false
	}
	for _, alternative := range r.Get(name) {
		if _, missing := alternative.Value.(eval.Unbound); !missing {
			return false
		}
	}
	return true
}

// bound is what a name is, if it may be bound.
func bound(r *eval.Result, name string) (eval.Alternatives, bool) {
	found := r.Get(name)
	for _, alternative := range found {
		if _, missing := alternative.Value.(eval.Unbound); !missing {
			return found, true
		}
	}
	return nil, false
}

// place is where a name of a starter is bound.
func place(s *project.Starter, name string) (eval.Origin, bool) {
	for _, write := range s.Result.Writes(name) {
		if write.File.Path == s.Path {
			return eval.Origin{File: write.File, Span: write.Span}, true
		}
	}
	return eval.Origin{}, false
}
