package project

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
)

// LaunchRoots are the directories that may be on sys.path of a launch: those of
// every starter and settings module, since it may be run in any of their
// directories, and what the launch itself adds.
func (p *Project) LaunchRoots(launch deploy.Launch) []string {
	roots := p.Files.SourceRoots(path.Join(p.Root, "manage.py"))
	for _, s := range p.Starters {
		roots = append(roots, s.Roots...)
	}
	for _, m := range p.Settings {
		roots = append(roots, m.Roots...)
	}
	for _, given := range append([]string{launch.Directory}, launch.PythonPath...) {
		if given != "" && !path.IsAbs(given) {
			roots = append(roots, path.Join(path.Dir(launch.Path), given))
		}
	}
	slices.Sort(roots)
	return slices.Compact(roots)
}

// Placed reports whether a container gets a file of a module's name from
// somewhere: COPY, cp in a RUN, a bind mount.
func (p *Project) Placed(dotted string) bool {
	file := "/" + strings.ReplaceAll(dotted, ".", "/")
	parts := strings.Split(dotted, ".")
	for _, launch := range p.Launches {
		for _, placement := range launch.Placements {
			if strings.HasSuffix(placement.Target, file+".py") || strings.HasSuffix(placement.Target, file+"/__init__.py") ||
				p.holdsRest(placement, parts) {
				return true
			}
		}
	}
	return false
}

// holdsRest reports whether a directory of the repository that a container gets as one
// of the packages in a module's name has the rest of it.
func (p *Project) holdsRest(placement deploy.Placement, parts []string) bool {
	for i := 1; i < len(parts); i++ {
		below := path.Join(placement.Source, path.Join(parts[i:]...))
		if path.Base(placement.Target) == parts[i-1] && (p.Files.IsFile(below+".py") || p.Files.IsDir(below)) {
			return true
		}
	}
	return false
}
