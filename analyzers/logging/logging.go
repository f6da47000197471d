// Package logging holds the rules on LOGGING.
package logging

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("logging-invalid", invalid),
		check.Rule("logging-file-not-found", fileNotFound),
		check.Rule("logging-disables-existing", disablesExisting),
		check.Rule("admin-email-without-admins", adminEmailWithoutAdmins),
	}
}

// configures reports whether Django hands LOGGING to Python's dictConfig.
func configures(p *check.Pass, m *project.SettingsModule) bool {
	value, _ := p.Setting(m, "LOGGING_CONFIG").Alternatives.Single()
	return value == eval.Value(eval.Str("logging.config.dictConfig"))
}

// disablesExisting reports a LOGGING that silences the loggers which exist when
// it is read, as it does unless it says otherwise.
func disablesExisting(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, "LOGGING"), func(v eval.Value) check.Verdict {
			config, ok := v.(*eval.Mapping)
			if !ok || len(config.Entries()) == 0 {
				return check.Good
			}
			disables := check.Item(eval.Alternatives{{Value: config}}, "disable_existing_loggers")
			value, _ := disables.Single()
			if _, unset := value.(eval.Unbound); unset {
				return check.Bad
			}
			if value == nil {
				return check.Unclear
			}
			return check.Truthy(value)
		})
		if !j.Bad || !configures(p, m) {
			continue
		}
		f := p.At(m, "LOGGING", j.Value)
		f.Confidence = j.Confidence
		f.Message = "LOGGING silences the loggers of modules that are imported before it, Django's among them: disable_existing_loggers is not False"
		p.Report(f)
	}
}

// adminEmailWithoutAdmins reports a handler that mails errors to ADMINS, where
// there are none: Django's mail_admins then does nothing.
func adminEmailWithoutAdmins(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			mails := check.Ask(m.Setting("LOGGING").In(world).Alternatives, func(v eval.Value) check.Verdict {
				config, ok := configOf(v)
				return check.When(ok && config.mailsAdmins())
			})
			return check.And(mails, check.Ask(m.Setting("ADMINS").In(world).Alternatives, check.Falsy))
		}, check.IsTrue)
		if !j.Bad || !configures(p, m) {
			continue
		}
		f := p.At(m, "LOGGING", j.Value)
		f.Confidence = j.Confidence
		f.Message = "LOGGING mails errors to ADMINS, which is empty: nobody gets them"
		if j.ByDefault() {
			f.Message += " unless " + j.Decider()
		}
		p.Report(f)
	}
}
