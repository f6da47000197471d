package web

import (
	"path"
	"regexp"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/workspace"
)

// placed is a file of the repository at a path of a container.
type placed struct {
	container *deploy.Container
	target    string
}

// placesOf are the containers that hold a file of the repository at a path that
// accept takes, services before images.
func placesOf(deployment *deploy.Deployment, name string, accept func(target string) bool) []placed {
	var services, images []placed
	for _, c := range deployment.Containers {
		for i, p := range c.Placements {
			rest, below := deploy.Below(name, p.Source)
			if !below {
				continue
			}
			target := path.Join(p.Target, rest)
			if !accept(target) || covered(c.Placements[i+1:], target) {
				continue
			}
			if c.Service != "" {
				services = append(services, placed{c, target})
			} else {
				images = append(images, placed{c, target})
			}
		}
	}
	return append(services, images...)
}

// covered reports whether later placements put something else at a path.
func covered(later []deploy.Placement, target string) bool {
	for _, p := range later {
		if _, below := deploy.Below(target, p.Target); below {
			return true
		}
	}
	return false
}

// fileAt is the file of the repository at a path of a container, "" if there is
// none.
func fileAt(w *workspace.Workspace, c *deploy.Container, target string) string {
	for i := len(c.Placements) - 1; i >= 0; i-- {
		p := c.Placements[i]
		rest, below := deploy.Below(target, p.Target)
		if !below {
			continue
		}
		if name := path.Join(p.Source, rest); w.IsFile(name) {
			return name
		}
	}
	return ""
}

// roleOf tells for whom a server's file is: what its path says for development
// counts before the containers that hold it, and these before everything else.
func roleOf(name string, places []placed) (deploy.Role, deploy.Evidence) {
	role, why := deploy.RoleOf(name)
	if role != deploy.Production || len(places) == 0 {
		return role, why
	}
	var other *deploy.Container
	for _, p := range places {
		switch p.container.Role {
		case deploy.Production:
			return deploy.Production, p.container.Why
		case deploy.Development, deploy.UnknownRole, deploy.Build:
			if other == nil || p.container.Role == deploy.Development {
				other = p.container
			}
		}
	}
	switch {
	case deploy.SaysProduction(path.Base(name)):
		return role, why
	case deploy.SaysProduction(name): // deploy/ may hold what developers deploy
		return deploy.UnknownRole, other.Why
	}
	return other.Role, other.Why
}

// variableOfTemplate finds what envsubst and the like put values for: upper-case
// names, which no server's own variables have, and brackets of templates.
var variableOfTemplate = regexp.MustCompile(`\$\{?[A-Z][A-Z0-9_]+\}?|\{\{|\}\}|<%|%%`)

// isKnown reports whether a word stands as it will be when the server reads it.
func isKnown(word string) bool { return !variableOfTemplate.MatchString(word) }

// programOfTemplate finds the statements of Jinja and ERB.
var programOfTemplate = regexp.MustCompile(`\{%-?\s|<%[=-]?\s|\{\{-?\s*[\w.]`)
