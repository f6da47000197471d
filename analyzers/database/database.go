// Package database holds the rules on DATABASES, and on the servers that a
// project keeps its data on.
package database

import (
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("database-default-missing", defaultMissing),
		check.Rule("database-options-invalid", optionsInvalid),
		check.Rule("database-sqlite", sqlite),
		check.Rule("backend-server-public", serverPublic),
	}
}

// The backends of Django's own. Source: django/db/backends.
const backends = "django.db.backends."

// databases are what DATABASES may be in a world.
func databases(m *project.SettingsModule, world eval.World) eval.Alternatives {
	return m.Setting("DATABASES").In(world).Alternatives
}

// aliases are the names of the databases in some world.
func aliases(p *check.Pass, m *project.SettingsModule) []string {
	var names []string
	for _, entry := range check.Entries(p.Setting(m, "DATABASES").Alternatives) {
		names = append(names, entry.Key)
	}
	return names
}

// sqlite reports the database that startproject begins with.
func sqlite(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return check.Item(databases(m, world), "default", "ENGINE")
		}, check.IsText(backends+"sqlite3", "django.contrib.gis.db.backends.spatialite"))
		if !j.Bad {
			continue
		}
		f := p.At(m, "DATABASES", j.Value)
		f.Confidence = j.Confidence
		f.Message = "the database of production is a file of SQLite: one process writes at a time, on one machine"
		if j.ByDefault() {
			f.Message = "the database of production is a file of SQLite unless " + j.Decider() + ": one process writes at a time, on one machine"
		}
		p.Report(f)
	}
}

// defaultMissing reports a DATABASES that Django refuses, and engines that no
// version has.
func defaultMissing(p *check.Pass) {
	for _, m := range p.Started() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives { return databases(m, world) }, func(v eval.Value) check.Verdict {
			mapping, ok := v.(*eval.Mapping)
			if !ok || len(mapping.Entries()) == 0 {
				return check.Good // the dummy backend
			}
			value, single := mapping.Get("default").Single()
			_, absent := value.(eval.Unbound)
			return check.When(single && absent)
		})
		if j.Bad {
			f := p.At(m, "DATABASES", j.Value)
			f.Confidence = j.Confidence
			f.Message = "DATABASES has no entry \"default\": Django raises ImproperlyConfigured as soon as it looks for a database"
			p.Report(f)
		}
		for _, alias := range aliases(p, m) {
			noEngine(p, m, alias)
		}
	}
}

// noEngine reports an ENGINE that cannot be imported in any version of Django. One
// that some versions had is another rule's business.
func noEngine(p *check.Pass, m *project.SettingsModule, alias string) {
	j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
		return check.Item(databases(m, world), alias, "ENGINE")
	}, func(v eval.Value) check.Verdict {
		engine, ok := v.(eval.Str)
		if !ok {
			return check.Good
		}
		return check.When(unheardOf(p, m, string(engine)))
	})
	if !j.Bad {
		return
	}
	engine, _ := j.Value.Value.(eval.Str)
	f := p.At(m, "DATABASES", j.Value)
	f.Confidence, f.Detail = j.Confidence, alias
	f.Message = "the database " + alias + " has an ENGINE that cannot be imported, " + string(engine)
	if meant := check.Nearest(string(engine), engines()); meant != "" {
		f.Message += " (" + meant + " can)"
	} else if meant := check.Nearest(backends+string(engine), engines()); meant != "" || strings.HasPrefix(string(engine), "postgres") {
		if meant == "" {
			meant = backends + "postgresql"
		}
		f.Message += " (" + meant + " can)"
	}
	p.Report(f)
}

// engines are the backends that Django has today.
func engines() []string {
	names := []string{"postgresql", "mysql", "sqlite3", "oracle"}
	for i, name := range names {
		names[i] = backends + name
	}
	return names
}

// unheardOf reports whether an engine is certainly none. Django loads its module
// base; "django.db.backends." is the dummy one (django/db/utils.py).
func unheardOf(p *check.Pass, m *project.SettingsModule, engine string) bool {
	if engine == "" || engine == backends || engine == backends+"postgresql_psycopg2" {
		return false
	}
	if strings.HasPrefix(engine, "django.") {
		return len(django.PathMinors(engine+".base")) == 0
	}
	if strings.Contains(engine, ".") {
		return false // of another package, or the project's
	}
	if _, own := p.Project.Files.Resolve(m.Roots, engine); own {
		return false
	}
	for _, name := range append(engines(), backends+"postgres", backends+"postgresql_psycopg2", backends+"sqlite", backends+"mariadb") {
		if backends+engine == name {
			return true
		}
	}
	return false
}
