package engine

import (
	"slices"

	hardcoded "github.com/djvet/djvet/analyzers/secrets"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/python"
)

// secretsOf collects what no output may show: the texts that the settings give
// to names that speak of secrets, and the values that deployment files give to
// such variables, also those that the user gives.
func secretsOf(projects []*project.Project, world eval.World) secrets {
	var found secrets
	for _, p := range projects {
		found.addPackages(p)
	}
	for name, value := range world.Variables {
		if v := (deploy.Variable{Name: name, Value: value}); v.Secret() {
			found.addValue(value)
		}
	}
	for _, p := range projects {
		for _, path := range pythonOf(p) {
			addModule(&found, p, path)
		}
		addCredentials(&found, p)
		addDeployment(&found, p)
	}
	return found
}

// pythonOf are the files of a project that a secret may stand in, each once.
func pythonOf(p *project.Project) []string {
	var paths []string
	for _, m := range p.Settings {
		paths = append(paths, m.Path)
		if m.Judged || m.Started {
			paths = append(paths, m.Evaluate(m.World()).Files...)
		}
	}
	for _, s := range p.Starters {
		paths = append(paths, s.Path)
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// addCredentials notes what the rules on credentials find, whatever the literal is
// called where it stands.
func addCredentials(found *secrets, p *project.Project) {
	for _, m := range p.Judged() {
		for _, c := range hardcoded.Credentials(p, m) {
			found.addSpan(c.Path, c.Span)
			for _, value := range c.Values {
				found.addValue(value)
			}
		}
	}
}

func addModule(found *secrets, p *project.Project, path string) {
	syntax, _, err := p.Files.Python(p.Context(), path)
	if err != nil {
		return
	}
	for _, literal := range python.NamedStrings(syntax) {
		value := literal.Value.Value
		if value == "" || !secretName(literal.Name) && !(deploy.Variable{Value: value}).Secret() {
			continue
		}
		found.addSpan(path, literal.Value.Range())
		found.addValue(value)
	}
}

// secretName reports whether a setting or variable of that name holds a secret.
func secretName(name string) bool {
	return deploy.Variable{Name: name}.Secret() && !publicSetting(name)
}

// publicSetting reports whether a setting is one of Django's whose name only
// sounds like a secret's: AUTH_USER_MODEL, PASSWORD_HASHERS.
func publicSetting(name string) bool {
	switch name {
	case "SECRET_KEY", "SECRET_KEY_FALLBACKS", "EMAIL_HOST_PASSWORD", "DATABASE_PASSWORD", "GOOGLE_MAPS_API_KEY":
		return false
	}
	_, ofDjango := django.LookupSetting(name)
	return ofDjango
}
