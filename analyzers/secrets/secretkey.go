package secrets

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

const secretKey = "SECRET_KEY"

// constant is the verdict on a key: one that djvet can read, everybody can. What
// the user gives for a variable (--env) does not stand in the repository.
func constant(m *project.SettingsModule) func(eval.Value) check.Verdict {
	given := map[string]bool{}
	for _, value := range m.World().Variables {
		given[value] = true
	}
	return func(v eval.Value) check.Verdict {
		switch v := v.(type) {
		case eval.Str:
			return check.When(v != "" && !given[string(v)]) // an empty one does not start, and is no secret
		case eval.Bytes:
			return check.When(v != "" && !given[string(v)])
		case eval.None:
			return check.Good
		}
		return check.Unclear
	}
}

func hardcoded(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, secretKey), constant(m))
		if !j.Bad || j.ByDefault() || !j.Value.Origin.Known() {
			continue
		}
		f := p.At(m, secretKey, j.Value)
		f.Message = "SECRET_KEY is a constant in the repository: whoever can read it can forge sessions and password resets"
		p.Report(f)
	}
}

func envDefault(p *check.Pass) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, secretKey), constant(m))
		if !j.ByDefault() {
			continue
		}
		f := p.At(m, secretKey, j.Value)
		f.Confidence = j.Confidence
		f.Message = "SECRET_KEY is a constant in the repository unless " + j.Decider()
		p.Report(f)
	}
}
