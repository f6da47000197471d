package engine

import (
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/python"
)

// secretsOf collects what no output may show: the texts that the settings give
// to names that speak of secrets, and the values that deployment files give to
// such variables.
func secretsOf(projects []*project.Project) *finding.Secrets {
	secrets := &finding.Secrets{}
	for _, p := range projects {
		for _, m := range p.Settings {
			addModule(secrets, p, m.Path)
			if m.Judged || m.Started {
				for _, path := range m.Evaluate(m.World()).Files {
					addModule(secrets, p, path)
				}
			}
		}
		for _, s := range p.Starters {
			addModule(secrets, p, s.Path)
		}
		for _, l := range p.Launches {
			for _, v := range l.Variables {
				if v.Secret() && v.Known {
					secrets.AddValue(v.Value)
					secrets.Add(v.Path, v.ValueSpan)
				}
			}
		}
	}
	return secrets
}

func addModule(secrets *finding.Secrets, p *project.Project, path string) {
	syntax, _, err := p.Files.Python(p.Context(), path)
	if err != nil {
		return
	}
	for _, literal := range python.NamedStrings(syntax) {
		variable := deploy.Variable{Name: literal.Name, Value: literal.Value.Value}
		if !variable.Secret() || len(literal.Value.Value) == 0 {
			continue
		}
		secrets.Add(path, literal.Value.Range())
		secrets.AddValue(literal.Value.Value)
	}
}
