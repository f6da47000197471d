package entrypoints

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// settingsDevelopment reports the files that servers load, and the production
// launches of servers, that run a settings module which is for development or
// tests, though the project has one for production.
func settingsDevelopment(p *check.Pass) {
	judged := p.Judged()
	if len(judged) == 0 || len(p.Project.Options.Settings) > 0 {
		return
	}
	for _, n := range namings(p.Project) {
		m := moduleNamed(p.Project, n.name)
		if m != nil && n.launch != nil && !n.command && isServer(*n.launch) {
			if other := moreThanLocal(p.Project, m); other != nil {
				f := n.finding()
				f.Message = "in production " + n.launch.Program + " runs " + n.name + ", by its name the settings of a developer's machine, though there is " + other.Name
				p.Report(f)
				continue
			}
		}
		if m == nil || m.Role != project.Development && m.Role != project.Testing || !n.guard.Always() || n.overruled {
			continue
		}
		var who string
		switch {
		case n.starter != nil && servesInProduction(p.Project, n):
			who = n.path
			if n.fallback {
				who = "unless the environment names another module, " + n.path
			}
		case n.launch != nil && !n.command && isServer(*n.launch):
			who = "in production " + n.launch.Program
		default:
			continue
		}
		f := n.finding()
		f.Message = who + " runs the " + string(m.Role) + " settings " + n.name + ", though there is " + judged[0].Name
		p.Report(f)
	}
}

// moreThanLocal is the module for a server on which something is developed, beside
// one that is local: where none is for production, that one is nearer to it.
func moreThanLocal(p *project.Project, local *project.SettingsModule) *project.SettingsModule {
	if local.Role != project.Production || !slices.Contains(wordsOf(lastOf(local.Name)), "local") {
		return nil
	}
	for _, m := range p.Settings {
		if m.Role == project.Development && parentOf(m.Name) == parentOf(local.Name) && !slices.Contains(wordsOf(lastOf(m.Name)), "local") {
			return m
		}
	}
	return nil
}

func lastOf(dotted string) string { return dotted[strings.LastIndexByte(dotted, '.')+1:] }

// wordsOf are the words of a path or a name, in lower case.
func wordsOf(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == '_' || r == '-' || r == '.' || r == '/' })
}

// moduleNamed is the settings module that a name leads to.
func moduleNamed(p *project.Project, name string) *project.SettingsModule {
	for _, m := range p.Settings {
		if m.Name == name && m.ShadowedBy == "" {
			return m
		}
	}
	return nil
}

// servesInProduction reports whether a starter is what a server in production
// would load with the settings that it names: there is no other one of its kind
// that names those of production, no launch loads another, and no launch chooses
// the settings.
func servesInProduction(p *project.Project, n naming) bool {
	s := n.starter
	if s.Kind != workspace.WSGI && s.Kind != workspace.ASGI || n.fallback && chosenByLaunch(p, true) || speaksOfDevelopment(s.Path) {
		return false
	}
	for _, name := range s.Names {
		if m := moduleNamed(p, name.Name); m == nil || m.Role == project.Production {
			return false // another branch has them
		}
	}
	for _, other := range p.Starters {
		if other != s && other.Kind == s.Kind && slices.ContainsFunc(other.Names, func(name project.SettingsName) bool {
			m := moduleNamed(p, name.Name)
			return m != nil && m.Role == project.Production
		}) {
			return false
		}
	}
	loaded, others := loads(p, s)
	return loaded || !others
}

// loads reports whether a production launch loads the starter, and whether one
// loads another starter.
func loads(p *project.Project, s *project.Starter) (this, others bool) {
	for _, launch := range p.Launches {
		if launch.Role != deploy.Production || !isWebServer(launch.Program) {
			continue
		}
		switch p.Target(launch) {
		case s:
			this = true
		case nil:
		default:
			others = true
		}
	}
	return this, others
}

// speaksOfDevelopment reports whether a path says that what lies there is for
// development or tests: wsgi/local.py, dev/wsgi.py.
func speaksOfDevelopment(name string) bool {
	words := wordsOf(strings.TrimSuffix(name, path.Ext(name)))
	return slices.ContainsFunc(words, func(word string) bool {
		switch word {
		case "dev", "devel", "develop", "development", "local", "debug", "test", "tests", "testing", "ci", "e2e":
			return true
		}
		return false
	})
}

// isServer reports whether a launch keeps running in production: a web server, or
// a worker. runserver has a rule of its own.
func isServer(launch deploy.Launch) bool {
	return launch.Program == "celery" || isWebServer(launch.Program)
}

func isWebServer(program string) bool {
	switch program {
	case "gunicorn", "uwsgi", "uvicorn", "daphne", "hypercorn", "granian", "waitress-serve", "mod_wsgi-express":
		return true
	}
	return false
}
