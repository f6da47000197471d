package deploy

import (
	"path"
	"strings"

	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/shell"
)

// placement says that a path of a container holds files of the repository, or of
// another stage: COPY, ADD, a bind mount.
type placement struct {
	// target is the path in the container.
	target string
	// source is a path in the repository, or in stage if that is set.
	source string
	stage  *stage
	// into is true if source keeps its name below target: COPY a b dir/.
	into bool
	// mounted is true for a bind mount.
	mounted bool
}

// containerFiles finds files for a launch inside an image.
type containerFiles struct {
	workspace *workspace.Workspace
	placed    []placement
	touched   touched
}

func (f containerFiles) find(name, directory string) string {
	if name == "" || strings.ContainsAny(name, "$`*\x00") {
		return ""
	}
	if !path.IsAbs(name) {
		if !strings.Contains(name, "/") && !strings.Contains(name, ".") {
			// A bare word is looked for on PATH, where images put scripts.
			for _, bin := range []string{"/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin"} {
				if found := f.locate(path.Join(bin, name), 0); found != "" {
					return found
				}
			}
		}
		if !path.IsAbs(directory) {
			directory = "/" + directory
		}
		name = path.Join(directory, name)
	}
	if found := f.locate(path.Clean(name), 0); found != "" {
		return found
	}
	if found := f.locate(path.Join("/usr/local/bin", path.Base(name)), 0); found != "" && path.Dir(name) == directory {
		return found
	}
	return ""
}

// locate goes through what was placed, the latest first.
func (f containerFiles) locate(name string, depth int) string {
	if depth > 5 {
		return ""
	}
	for i := len(f.placed) - 1; i >= 0; i-- {
		p := f.placed[i]
		rest, below := Below(name, p.target)
		if !below {
			continue
		}
		source := p.source
		if p.into {
			base := path.Base(source)
			inner, matches := Below(rest, base)
			if !matches {
				continue
			}
			rest = inner
		}
		candidate := path.Join(source, rest)
		if p.stage != nil {
			if found := (containerFiles{workspace: f.workspace, placed: p.stage.files}).locate(path.Join("/", candidate), depth+1); found != "" {
				return found
			}
			continue
		}
		if inTree(candidate) && f.workspace.IsFile(candidate) {
			return candidate
		}
	}
	return ""
}

// placements are those that say a path of the repository, what other stages
// hold followed.
func (f containerFiles) placements() []Placement {
	var list []Placement
	for i, p := range f.placed {
		target, source := p.target, p.source
		if p.stage == nil {
			// COPY a dir/ was noted both ways: a file goes into the directory,
			// a directory's content does.
			file := f.workspace.IsFile(source)
			both := i+1 < len(f.placed) && f.placed[i+1].into && f.placed[i+1].source == source
			if p.into && !file || both && file {
				continue
			}
		}
		if p.into {
			target = path.Join(target, path.Base(source))
		}
		if p.stage == nil {
			list = append(list, Placement{Source: source, Target: target, Mounted: p.mounted})
			continue
		}
		for _, from := range (containerFiles{placed: p.stage.files}).placementsBelow(source) {
			from.Target = path.Join(target, from.Target)
			if from.Source == "" || f.workspace.Exists(from.Source) {
				list = append(list, from)
			}
		}
	}
	return list
}

// placementsBelow are the placements at or below a directory of a container,
// and those around it, with targets relative to it.
func (f containerFiles) placementsBelow(directory string) []Placement {
	var list []Placement
	for _, p := range f.placed {
		if p.stage != nil {
			continue // copies of copies are rare
		}
		target := p.target
		if p.into {
			target = path.Join(target, path.Base(p.source))
		}
		if rest, below := Below(target, directory); below {
			list = append(list, Placement{Source: p.source, Target: rest})
		} else if rest, below := Below(directory, target); below {
			list = append(list, Placement{Source: path.Join(p.source, rest)})
		}
	}
	return list
}

func (f containerFiles) source(name string) (shell.Source, bool) {
	return readSource(f.workspace, f.touched, name)
}
