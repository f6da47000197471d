package driver

import (
	"slices"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// SyntaxErrors reports the places of the project's files that could not be
// read. In what production loads it is an error, elsewhere a warning.
func SyntaxErrors(p *project.Project) []finding.Finding {
	production := map[string][]string{}
	for _, m := range p.Judged() {
		for _, path := range m.Evaluate(m.World()).Files {
			production[path] = append(production[path], m.Name)
		}
	}
	paths := map[string]bool{}
	for _, m := range p.Settings {
		if m.Role != project.Example {
			paths[m.Path] = true
		}
	}
	for path := range production {
		paths[path] = true
	}
	for _, s := range p.Starters {
		paths[s.Path] = true
		production[s.Path] = append(production[s.Path], "")
	}
	var found []finding.Finding
	for path := range paths {
		severity := finding.Warning
		modules, judged := production[path]
		if judged {
			severity = finding.Error
		}
		modules = slices.DeleteFunc(modules, func(name string) bool { return name == "" })
		syntax, _, err := p.Files.Python(p.Context(), path)
		if err != nil || syntax == nil {
			continue
		}
		for _, e := range syntax.Errors {
			found = append(found, finding.Finding{
				Rule: "syntax-error", Severity: severity, Confidence: finding.High, Message: e.Message,
				Path: path, Span: e.Span, Project: rootOf(p), Modules: modules, Detail: e.Message,
			})
		}
	}
	for _, problem := range p.Problems {
		severity := finding.Warning
		if problem.Role == deploy.Production {
			severity = finding.Error
		}
		found = append(found, finding.Finding{
			Rule: "syntax-error", Severity: severity, Confidence: finding.High, Message: problem.Message,
			Path: problem.Path, Span: problem.Span, Project: rootOf(p), Detail: problem.Message,
		})
	}
	return found
}

func rootOf(p *project.Project) string {
	if p.Root == "" {
		return "."
	}
	return p.Root
}
