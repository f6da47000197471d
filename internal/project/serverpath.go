package project

import (
	"path"
	"slices"

	"github.com/djvet/djvet/internal/deploy"
)

// InRepository is the path in the repository that a path of a server stands for:
// of the machine if c is nil, otherwise of a container. Neither needs to exist:
// where /srv/app is the repository, /srv/app/static is static. It is not certain
// if the deployment files do not say, or contradict each other.
func (p *Project) InRepository(server string, c *deploy.Container) (name string, certain bool) {
	if !path.IsAbs(server) || deploy.IsPlaceholder(server) {
		return "", false
	}
	server = path.Clean(server)
	placements := p.placements(c)
	for i := len(placements) - 1; i >= 0; i-- {
		if rest, below := deploy.Below(server, placements[i].Target); below {
			return path.Join(placements[i].Source, rest), true
		}
	}
	return "", false
}

// OnServer are the paths of a server at which a path of the repository lies, or
// would lie; several if it is copied to several places. See InRepository.
func (p *Project) OnServer(name string, c *deploy.Container) []string {
	var found []string
	placements := p.placements(c)
	for i, placed := range placements {
		rest, below := deploy.Below(name, placed.Source)
		if !below {
			continue
		}
		server := path.Join(placed.Target, rest)
		// What is copied there later hides it.
		hidden := slices.ContainsFunc(placements[i+1:], func(later deploy.Placement) bool {
			inside, below := deploy.Below(server, later.Target)
			return below && path.Join(later.Source, inside) != name
		})
		if !hidden && !slices.Contains(found, server) {
			found = append(found, server)
		}
	}
	return found
}

func (p *Project) placements(c *deploy.Container) []deploy.Placement {
	if c != nil {
		return c.Placements
	}
	var placements []deploy.Placement
	for _, root := range p.MachineRoots() {
		placements = append(placements, root.Placement)
	}
	return placements
}

// ServerPath is a path of a container, or of the machine if Container is nil.
type ServerPath struct {
	Path      string
	Container *deploy.Container
}

// Shared are the paths under which other containers and the machine see what a
// server has at a path, by way of volumes. Volumes of the same name are one if
// their compose files lie in one directory.
func (p *Project) Shared(server string, c *deploy.Container) []ServerPath {
	server = path.Clean(server)
	name, rest, of := server, "", c
	if c != nil {
		volume := volumeAround(server, c)
		if volume == nil {
			return nil
		}
		name, of = volume.Name, c
		rest, _ = deploy.Below(server, volume.Target)
	}
	var found []ServerPath
	if c != nil && path.IsAbs(name) {
		found = append(found, ServerPath{Path: path.Join(name, rest)})
	}
	for _, other := range p.Containers {
		if other == c {
			continue
		}
		for _, v := range other.Volumes {
			inside, same := rest, v.Name == name && (path.IsAbs(name) || of != nil && sameComposition(of, other))
			if path.IsAbs(name) && path.IsAbs(v.Name) {
				inside, same = deploy.Below(path.Join(name, rest), path.Clean(v.Name))
			}
			there := path.Join(v.Target, inside)
			if around := volumeAround(there, other); same && around != nil && around.Target == v.Target {
				found = append(found, ServerPath{Path: there, Container: other})
			}
		}
	}
	return found
}

// volumeAround is the volume that a path of a container lies in, nil if it lies
// in none, or if a mount of the repository's files lies nearer to it.
func volumeAround(server string, c *deploy.Container) *deploy.Volume {
	var best *deploy.Volume
	for i, v := range c.Volumes {
		if _, below := deploy.Below(server, v.Target); below && (best == nil || len(v.Target) > len(best.Target)) {
			best = &c.Volumes[i]
		}
	}
	for _, placed := range c.Placements {
		if _, below := deploy.Below(server, placed.Target); below && placed.Mounted && best != nil && len(placed.Target) > len(best.Target) {
			return nil
		}
	}
	return best
}

// sameComposition reports whether two services are started together.
func sameComposition(a, b *deploy.Container) bool {
	return a.Service != "" && b.Service != "" && path.Dir(a.Path) == path.Dir(b.Path)
}
