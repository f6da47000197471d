package engine

import (
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/python"
)

// secretsOf collects what no output may show: the texts that the settings give
// to names that speak of secrets, and the values that deployment files give to
// such variables, also those that the user gives.
func secretsOf(projects []*project.Project, world eval.World) secrets {
	var found secrets
	for name, value := range world.Variables {
		if v := (deploy.Variable{Name: name, Value: value}); v.Secret() {
			found.addValue(value)
		}
	}
	for _, p := range projects {
		for _, m := range p.Settings {
			addModule(&found, p, m.Path)
			if m.Judged || m.Started {
				for _, path := range m.Evaluate(m.World()).Files {
					addModule(&found, p, path)
				}
			}
		}
		for _, s := range p.Starters {
			addModule(&found, p, s.Path)
		}
		for _, l := range p.Launches {
			for _, v := range l.Variables {
				if v.Secret() && v.Known {
					found.addValue(v.Value)
					found.addSpan(v.Path, v.ValueSpan)
				}
			}
		}
	}
	return found
}

func addModule(found *secrets, p *project.Project, path string) {
	syntax, _, err := p.Files.Python(p.Context(), path)
	if err != nil {
		return
	}
	for _, literal := range python.NamedStrings(syntax) {
		variable := deploy.Variable{Name: literal.Name, Value: literal.Value.Value}
		if !variable.Secret() || len(literal.Value.Value) == 0 {
			continue
		}
		found.addSpan(path, literal.Value.Range())
		found.addValue(literal.Value.Value)
	}
}
