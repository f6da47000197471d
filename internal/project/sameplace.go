package project

import (
	"path"
	"slices"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
)

// Sameness says whether two paths are one.
type Sameness uint8

// The answers.
const (
	Unsure Sameness = iota
	Same
	Different
)

// SamePlace tells whether a path of a web server, in a container or on the
// machine if c is nil, is the directory that a setting of the project names. The
// setting's value is a path in the repository, or an absolute one where the
// application runs. Different is only said where both are certainly known.
func (p *Project) SamePlace(server string, c *deploy.Container, setting eval.Value) Sameness {
	if !path.IsAbs(server) || deploy.IsPlaceholder(server) {
		return Unsure
	}
	wanted, known := p.PlacesOf(setting)
	if !known {
		return Unsure
	}
	here := append([]ServerPath{{Path: path.Clean(server), Container: c}}, p.Shared(server, c)...)
	here = append(here, p.mounted(server, c)...)
	if name, inTree := eval.Rooted(setting); inTree {
		if found, certain := p.InRepository(server, c); certain && found == name {
			return Same
		}
	}
	decidable := false
	for _, at := range here {
		if slices.Contains(wanted, at) {
			return Same
		}
		decidable = decidable || slices.ContainsFunc(wanted, func(w ServerPath) bool { return w.Container == at.Container })
	}
	if !decidable || c == nil && p.inContainers() {
		return Unsure
	}
	return Different
}

// PlacesOf are the paths that the value of a setting stands for on each server
// that runs the application in production. It is not known of relative paths,
// and of those that are not known themselves.
func (p *Project) PlacesOf(setting eval.Value) (places []ServerPath, known bool) {
	name, inTree := eval.Rooted(setting)
	absolute := ""
	if !inTree {
		if of, isPath := setting.(*eval.Path); isPath {
			setting = of.Name
		}
		text, isText := setting.(eval.Str)
		if absolute = string(text); !isText || !path.IsAbs(absolute) {
			return nil, false
		}
	}
	for _, c := range p.applicationServers() {
		paths := []string{path.Clean(absolute)}
		if inTree {
			paths = p.OnServer(name, c)
		}
		for _, found := range paths {
			places = append(places, ServerPath{Path: found, Container: c})
		}
	}
	return places, true
}

// applicationServers are the containers that run the application in production;
// nil is the machine.
func (p *Project) applicationServers() []*deploy.Container {
	var found []*deploy.Container
	for _, l := range p.Launches {
		if l.Role == deploy.Production && runsApplication(l) && !slices.Contains(found, l.Container) {
			found = append(found, l.Container)
		}
	}
	for _, s := range p.Servers {
		if s.Role == deploy.Production && s.WSGI != nil && len(s.WSGI.Scripts) > 0 && !slices.Contains(found, s.Container) {
			found = append(found, s.Container)
		}
	}
	return found
}

// runsApplication reports whether a launch serves the application, as far as
// that can be told.
func runsApplication(l deploy.Launch) bool {
	switch l.Program {
	case "gunicorn", "uwsgi", "daphne", "uvicorn", "hypercorn", "granian", "waitress-serve", "mod_wsgi-express", "runserver":
		return true
	}
	return false
}

// inContainers reports whether the application runs in a container as well, so
// that a file of a web server of which no container is known may lie in one.
func (p *Project) inContainers() bool {
	return slices.ContainsFunc(p.applicationServers(), func(c *deploy.Container) bool { return c != nil })
}

// mounted are the paths of the other containers at which a directory of the
// repository lies that a container mounts from it: what one writes there, the
// others see.
func (p *Project) mounted(server string, c *deploy.Container) []ServerPath {
	if c == nil || c.Service == "" {
		return nil
	}
	name, below := mountedFrom(server, c)
	if !below {
		return nil
	}
	var found []ServerPath
	for _, other := range p.Containers {
		if other == c || !sameComposition(c, other) {
			continue
		}
		for _, there := range p.OnServer(name, other) {
			if same, below := mountedFrom(there, other); below && same == name {
				found = append(found, ServerPath{Path: there, Container: other})
			}
		}
	}
	return found
}

// mountedFrom is the directory of the repository that a bind mount puts at a
// path.
func mountedFrom(server string, c *deploy.Container) (name string, mounted bool) {
	for _, placed := range c.Placements {
		if rest, below := deploy.Below(server, placed.Target); below {
			name, mounted = path.Join(placed.Source, rest), placed.Mounted
		}
	}
	return name, mounted
}
