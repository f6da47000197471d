package email

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// keeping are the backends that send nothing, and what they do instead. Source:
// NON_PRODUCTION_EMAIL_BACKENDS in django/core/checks/mail.py of 6.1.
func keeping() map[string]string {
	return map[string]string{
		backends + "console.EmailBackend":   "printed",
		backends + "dummy.EmailBackend":     "thrown away",
		backends + "filebased.EmailBackend": "written to files",
		backends + "locmem.EmailBackend":    "kept in memory",
	}
}

func keeps(v eval.Value) check.Verdict {
	if _, unset := v.(eval.Unbound); unset {
		return check.Good
	}
	var names []string
	for name := range keeping() {
		names = append(names, name)
	}
	return check.IsText(names...)(v)
}

func developmentBackend(p *check.Pass) {
	for _, m := range p.Judged() {
		name, keys := "EMAIL_BACKEND", []string(nil)
		if hasMailers(p, m) {
			name, keys = "MAILERS", []string{"default", "BACKEND"}
		} else if p.AsDjango { // which has no check on EMAIL_BACKEND
			continue
		}
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return check.Item(m.Setting(name).In(world).Alternatives, keys...)
		}, keeps)
		// Many print their mail until the environment names a server, on purpose.
		if !j.Bad || j.ByDefault() {
			continue
		}
		backend, _ := j.Value.Value.(eval.Str)
		f := p.At(m, name, j.Value)
		f.Message = name + " names a backend for development: mail is " + keeping()[string(backend)] + " and never sent"
		if name == "MAILERS" {
			f.Django = p.Present("mail.E001")
		}
		p.Report(f)
	}
}

// defaultMailer reports a MAILERS without the entry that send_mail uses. The rule
// is one of 6.1 and later, which alone read the setting.
func defaultMailer(p *check.Pass) {
	for _, m := range p.Started() {
		j := check.Judge(p.Setting(m, "MAILERS"), func(v eval.Value) check.Verdict {
			mapping, ok := v.(*eval.Mapping)
			if !ok {
				return check.Good
			}
			return without(mapping, "default")
		})
		if !j.Bad || j.ByDefault() || j.Value.Origin.Kind == eval.ByDefault {
			continue
		}
		f := p.At(m, "MAILERS", j.Value)
		f.Message = "MAILERS has no entry \"default\": send_mail() and error reports raise an exception"
		f.Django = p.Present("mail.W001")
		p.Report(f)
	}
}

// without is the verdict that a dict certainly has no such key.
func without(mapping *eval.Mapping, key string) check.Verdict {
	verdict := check.Bad
	for _, v := range mapping.Get(key) {
		switch v.Value.(type) {
		case eval.Unbound:
		case *eval.Unknown:
			verdict = check.Unclear
		default:
			return check.Good
		}
	}
	return verdict
}
