package entrypoints

import (
	"slices"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/text"
)

// naming is a place that names a settings module: a starter that writes the
// variable, or a production launch.
type naming struct {
	name  string
	path  string
	span  text.Span
	roots []string
	// fallback says that a variable which is already set wins.
	fallback bool
	guard    eval.Guard
	// starter or launch is where it stands; the other one is nil.
	starter *project.Starter
	launch  *deploy.Launch
	// command says that only a command of the launch is told so.
	command bool
	// option says that an option does it, and not the variable.
	option bool
	// overruled says that the variable may already be set when the starter comes
	// to it, and then stays as it is.
	overruled bool
}

func (n naming) finding() finding.Finding {
	return finding.Finding{Path: n.path, Span: n.span, Setting: deploy.SettingsVariable, Detail: n.name}
}

// by is what names the module.
func (n naming) by() string {
	if n.option {
		return "--settings"
	}
	return deploy.SettingsVariable
}

// namings are all such places of a project.
func namings(p *project.Project) []naming {
	var found []naming
	for _, s := range p.Starters {
		set := false
		for _, write := range s.Result.Environment[deploy.SettingsVariable] {
			overruled := set && write.Default
			set = true
			if write.File.Path != s.Path {
				continue // the file that writes it is a starter itself, or is no concern of this one
			}
			for _, alternative := range write.Value {
				if name, ok := alternative.Value.(eval.Str); ok {
					found = append(found, naming{
						name: string(name), path: s.Path, span: write.Span, roots: s.Roots,
						fallback: write.Default, guard: alternative.Guard, starter: s, overruled: overruled,
					})
				}
			}
		}
	}
	for i := range p.Launches {
		found = append(found, launchNamings(p, &p.Launches[i])...)
	}
	return found
}

// launchNamings are those of a launch in production: what it runs with, and what
// the commands before it are told.
func launchNamings(p *project.Project, launch *deploy.Launch) []naming {
	if launch.Role != deploy.Production {
		return nil
	}
	var references []*deploy.Reference
	add := func(reference *deploy.Reference) {
		if reference != nil && !slices.ContainsFunc(references, func(other *deploy.Reference) bool {
			return other.Path == reference.Path && other.Span == reference.Span
		}) {
			references = append(references, reference)
		}
	}
	add(launch.Settings)
	for _, command := range launch.Commands {
		add(command.Settings)
	}
	var found []naming
	for _, reference := range references {
		found = append(found, naming{
			name: reference.Value, path: reference.Path, span: reference.Span, roots: p.LaunchRoots(*launch),
			launch: launch, command: reference != launch.Settings, option: reference.How == "--settings",
		})
	}
	return found
}

// chosenByLaunch reports whether a production launch says which settings module
// it runs with, so that what an entry point falls back to is not what runs.
// Where maybe is true, one counts that gets variables of which the repository
// does not tell, on a developer's machine too: the settings are then chosen there.
func chosenByLaunch(p *project.Project, maybe bool) bool {
	if maybe && slices.ContainsFunc(p.Containers, func(c *deploy.Container) bool { return c.Build != "" && len(c.Missing) > 0 }) {
		return true
	}
	for _, launch := range p.Launches {
		if maybe && launch.External() {
			return true
		}
		if launch.Role != deploy.Production {
			continue
		}
		variable, set := launch.Environment()[deploy.SettingsVariable]
		if launch.Settings != nil || set && !variable.Known {
			return true
		}
	}
	return false
}
