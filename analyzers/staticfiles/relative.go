package staticfiles

import (
	"regexp"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// pathRelative reports paths that depend on where a process was started. Where
// everything that starts the project is a container or a platform, that is known to
// be its directory.
func pathRelative(p *check.Pass) {
	for _, m := range p.Judged() {
		if startedAtHome(p, m) {
			continue
		}
		relativePath(p, m, "STATIC_ROOT", "STATIC_ROOT", func(world eval.World) check.Truths {
			return check.And(check.Ask(m.Setting("STATIC_ROOT").In(world).Alternatives, isRelative), storesLocally(p, m, world))
		}, "collectstatic fills another directory than the one that is served when it is run elsewhere")
		relativePath(p, m, "MEDIA_ROOT", "MEDIA_ROOT", func(world eval.World) check.Truths {
			return check.And(check.Ask(m.Setting("MEDIA_ROOT").In(world).Alternatives, isRelative), check.UploadsLocally(m, world))
		}, "uploads go to another directory when the server is started elsewhere")
		for _, database := range check.Entries(p.Setting(m, "DATABASES").Alternatives) {
			relativePath(p, m, "DATABASES", "DATABASES."+database.Key+".NAME", func(world eval.World) check.Truths {
				return relativeDatabase(m, world, database.Key)
			}, "sqlite makes a new and empty database when a process is started elsewhere")
		}
		for _, handler := range check.Entries(check.Item(p.Setting(m, "LOGGING").Alternatives, "handlers")) {
			relativePath(p, m, "LOGGING", "LOGGING.handlers."+handler.Key+".filename", func(world eval.World) check.Truths {
				return check.Ask(check.Item(m.Setting("LOGGING").In(world).Alternatives, "handlers", handler.Key, "filename"), isRelative)
			}, "the log is written elsewhere, or cannot be, when the server is started elsewhere")
		}
	}
}

func relativePath(p *check.Pass, m *project.SettingsModule, setting, subject string, ask func(eval.World) check.Truths, because string) {
	j := check.JudgeIn(m, func(world eval.World) eval.Alternatives { return ask(world) }, check.IsTrue)
	if !j.Bad || len(j.Variables) > 0 { // what a variable falls back to is for a developer's machine
		return
	}
	f := p.At(m, setting, j.Value)
	f.Setting, f.Confidence = subject, j.Confidence
	f.Message = subject + " is a relative path, and depends on the directory in which a process is started: " + because
	if j.ByDefault() {
		f.Message += ", unless " + j.Decider()
	}
	p.Report(f)
}

func relativeDatabase(m *project.SettingsModule, world eval.World, key string) check.Truths {
	databases := m.Setting("DATABASES").In(world).Alternatives
	sqlite := check.Ask(check.Item(databases, key, "ENGINE"), func(v eval.Value) check.Verdict {
		name, ok := v.(eval.Str)
		if !ok {
			return check.Unclear
		}
		return check.When(strings.HasSuffix(string(name), "sqlite3"))
	})
	return check.And(check.Ask(check.Item(databases, key, "NAME"), isRelative), sqlite)
}

// absolute begins a path that is absolute on some system, that of a home directory,
// or what is no path: a URL, sqlite's database in memory.
var absolute = regexp.MustCompile(`^(?:/|\\|~|:memory:|[A-Za-z]:|[a-z][a-z0-9+]*:)`)

// isRelative is the verdict on a path.
func isRelative(v eval.Value) check.Verdict {
	if path, ok := v.(*eval.Path); ok {
		v = path.Name
	}
	switch v := v.(type) {
	case eval.Str:
		return check.When(v != "" && !absolute.MatchString(string(v)))
	case eval.None, eval.Unbound:
		return check.Good
	case *eval.Text:
		if len(v.Parts) > 0 && v.Parts[0].Known != "" {
			return check.When(!absolute.MatchString(v.Parts[0].Known))
		}
	}
	return check.Unclear
}

// startedAtHome reports whether all production launches of a module are such that
// their directory is that of the project.
func startedAtHome(p *check.Pass, m *project.SettingsModule) bool {
	found := false
	for _, launch := range p.Project.Launches {
		if launch.Role != deploy.Production || !p.Project.Starts(launch, m) {
			continue
		}
		switch launch.Kind {
		case "Procfile", "Dockerfile", "compose", "Heroku", "Fly.io", "Render", "Railway", "App Engine", "Elastic Beanstalk":
			found = true
		default:
			return false
		}
	}
	return found
}
