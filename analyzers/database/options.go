package database

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// optionsInvalid reports what the backends refuse, and a mode of MySQL that
// truncates what is too long.
func optionsInvalid(p *check.Pass) {
	for _, m := range p.Started() {
		for _, alias := range aliases(p, m) {
			o := options{p, m, alias}
			o.pool()
			o.timeZone()
			o.mode()
		}
	}
}

type options struct {
	pass   *check.Pass
	module *project.SettingsModule
	alias  string
}

func (o options) ask(world eval.World, keys ...string) eval.Alternatives {
	return check.Item(databases(o.module, world), append([]string{o.alias}, keys...)...)
}

func (o options) report(j check.Judgement, severity finding.Severity, detail, message string) {
	if !j.Bad {
		return
	}
	f := o.pass.At(o.module, "DATABASES", j.Value)
	f.Confidence, f.Severity, f.Detail = j.Confidence, severity, o.alias+" "+detail
	f.Message = "the database " + o.alias + " " + message
	if j.ByDefault() {
		f.Message += ", unless " + j.Decider()
	}
	o.pass.Report(f)
}

// pool reports a pool beside connections that are kept by Django itself. Source:
// pool in django/db/backends/postgresql/base.py since 5.1, oracle/base.py since
// 5.2.
func (o options) pool() {
	engines := []string{}
	if o.pass.DjangoAtLeast(5, 1) {
		engines = append(engines, backends+"postgresql", backends+"postgresql_psycopg2", "django.contrib.gis.db.backends.postgis")
	}
	if o.pass.DjangoAtLeast(5, 2) {
		engines = append(engines, backends+"oracle", "django.contrib.gis.db.backends.oracle")
	}
	j := check.JudgeIn(o.module, func(world eval.World) eval.Alternatives {
		kept := check.Ask(o.ask(world, "CONN_MAX_AGE"), func(v eval.Value) check.Verdict {
			switch v := v.(type) {
			case eval.Unbound:
				return check.Good
			case eval.Int:
				return check.When(v != 0)
			case eval.None:
				return check.Bad
			}
			return check.Unclear
		})
		pooled := check.Ask(o.ask(world, "OPTIONS", "pool"), check.IfSet(check.Truthy))
		return check.And(pooled, kept, check.Ask(o.ask(world, "ENGINE"), check.IfSet(check.IsText(engines...))))
	}, check.IsTrue)
	o.report(j, finding.Error, "pool", "has a pool and CONN_MAX_AGE: Django refuses to connect with both")
}

// timeZone reports TIME_ZONE without USE_TZ. Source: check_settings in
// django/db/backends/base/base.py.
func (o options) timeZone() {
	j := check.JudgeIn(o.module, func(world eval.World) eval.Alternatives {
		zone := check.Ask(o.ask(world, "TIME_ZONE"), check.IfSet(func(v eval.Value) check.Verdict {
			_, none := v.(eval.None)
			return check.When(!none)
		}))
		return check.And(zone, check.Ask(o.module.Setting("USE_TZ").In(world).Alternatives, check.Falsy))
	}, check.IsTrue)
	o.report(j, finding.Error, "TIME_ZONE", "has a TIME_ZONE, which Django refuses while USE_TZ is off")
}

// mode reports a sql_mode of MySQL that is not strict.
func (o options) mode() {
	j := check.JudgeIn(o.module, func(world eval.World) eval.Alternatives {
		mode := check.Ask(o.ask(world, "OPTIONS", "sql_mode"), check.IfSet(lax))
		set := check.Ask(o.ask(world, "OPTIONS", "init_command"), check.IfSet(func(v eval.Value) check.Verdict {
			command, ok := v.(eval.Str)
			if !ok {
				return check.Unclear
			}
			if !strings.Contains(strings.ToLower(string(command)), "sql_mode") {
				return check.Good
			}
			return lax(v)
		}))
		return check.And(check.Or(mode, set), check.Ask(o.ask(world, "ENGINE"), check.IfSet(check.IsText(backends+"mysql", "django.contrib.gis.db.backends.mysql"))))
	}, check.IsTrue)
	o.report(j, finding.Note, "sql_mode", "sets a sql_mode that is not strict: MySQL cuts off what is too long, and stores what is no date as zero")
}

// lax is the verdict that a mode, or a command that sets one, is not strict.
// Modes that are changed by a function are not known.
func lax(v eval.Value) check.Verdict {
	mode, ok := v.(eval.Str)
	if !ok {
		return check.Unclear
	}
	upper := strings.ToUpper(string(mode))
	if strings.Contains(upper, "STRICT_") || strings.Contains(upper, "TRADITIONAL") {
		return check.Good
	}
	if strings.ContainsAny(upper, "(@") {
		return check.Unclear
	}
	return check.Bad
}
