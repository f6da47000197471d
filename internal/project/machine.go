package project

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/workspace"
)

// ServerRoot says that a directory of the machine holds a directory of the
// repository, and what shows it: the working directory of a server, the path of
// a WSGI script, a python-path.
type ServerRoot struct {
	deploy.Placement
	By deploy.Reference
}

// machine is what is known of the machine that production runs on.
type machine struct {
	roots []ServerRoot
	// conflict says that one directory of the repository seems to lie in two
	// places, or one of the machine to hold two.
	conflict bool
}

// MachineRoots says where on the machine the repository lies, as far as the
// deployment files of production show it. It is none if they contradict each
// other.
func (p *Project) MachineRoots() []ServerRoot {
	m := p.machine()
	if m.conflict {
		return nil
	}
	return m.roots
}

// OnMachine are the paths at which a path of the repository lies on the machine,
// as far as something else than the directory of a launch shows it: other
// launches, the files of the repository that the launch is given, what a web
// server serves as STATIC_ROOT. The launch's own directory has to be one of the
// repository.
func (p *Project) OnMachine(name string, l deploy.Launch) []string {
	m := &machine{}
	p.findRoots(m, l.Path)
	for _, c := range l.Commands {
		for _, word := range c.Arguments {
			if strings.Count(word, "/") > 2 && path.Ext(word) != "" {
				m.script(p.Files, deploy.Reference{Value: word, Path: c.Path, Span: c.Span})
			}
		}
	}
	p.servedRoots(m)
	if m.conflict {
		return nil
	}
	var found []string
	for _, root := range m.roots {
		directory, inside := deploy.Below(path.Clean(l.Directory), root.Target)
		inside = inside && p.Files.IsDir(path.Join(root.Source, directory))
		if rest, below := deploy.Below(name, root.Source); below && inside {
			found = append(found, path.Join(root.Target, rest))
		}
	}
	return found
}

// servedRoots adds what the directories show that web servers serve and that end
// like the paths of STATIC_ROOT and MEDIA_ROOT in the repository.
func (p *Project) servedRoots(m *machine) {
	names := p.filledDirectories()
	for _, s := range p.Servers {
		if s.Role != deploy.Production || s.Container != nil {
			continue
		}
		for _, h := range s.Hosts {
			for _, r := range h.Routes {
				if r.Files == nil {
					continue
				}
				directory := r.Files.Directory.Value
				if !r.Files.Replaces {
					directory = path.Join(directory, r.URL)
				}
				for _, name := range names {
					if above, ok := strings.CutSuffix(path.Clean(directory), "/"+name); ok && usable(directory) {
						m.add(ServerRoot{Placement: deploy.Placement{Target: cmp.Or(above, "/")}, By: r.Files.Directory})
					}
				}
			}
		}
	}
}

// filledDirectories are the paths in the repository of STATIC_ROOT and
// MEDIA_ROOT.
func (p *Project) filledDirectories() []string {
	var names []string
	for _, module := range p.Judged() {
		for _, setting := range []string{"STATIC_ROOT", "MEDIA_ROOT"} {
			for _, a := range module.Setting(setting).In(module.World()).Alternatives {
				if name, ok := eval.Rooted(a.Value); ok && name != "" {
					names = append(names, name)
				}
			}
		}
	}
	return names
}

func (p *Project) machine() *machine {
	p.machineOnce.Do(func() { p.findRoots(&p.machineFound, "") })
	return &p.machineFound
}

// findRoots adds what all files of production but one show.
func (p *Project) findRoots(m *machine, without string) {
	for _, l := range p.Launches {
		if l.Role == deploy.Production && l.Container == nil && l.Path != without {
			p.launchRoots(m, l)
		}
	}
	for _, c := range p.Servers {
		if c.Role == deploy.Production && c.Container == nil && c.WSGI != nil {
			p.wsgiRoots(m, c.WSGI)
		}
	}
}

// launchRoots adds what a launch on the machine shows.
func (p *Project) launchRoots(m *machine, l deploy.Launch) {
	by := deploy.Reference{Path: l.Path, Span: l.Span}
	if l.Target != nil && path.IsAbs(l.Target.Value) {
		name, _, _ := strings.Cut(l.Target.Value, ":")
		by := *l.Target
		by.Value = name
		m.script(p.Files, by)
	}
	if l.Program == "" || l.Program == "celery" {
		return
	}
	bases := p.importableFrom(l)
	for _, directory := range append([]string{l.Directory}, l.PythonPath...) {
		by.Value = directory
		m.directory(p.Files, by, bases)
	}
}

// wsgiRoots adds what mod_wsgi is told.
func (p *Project) wsgiRoots(m *machine, w *web.WSGI) {
	for _, script := range w.Scripts {
		m.script(p.Files, script.Target)
	}
	bases := p.importableFrom(deploy.Launch{})
	var paths []deploy.Reference
	if w.PythonPath != nil {
		paths = append(paths, *w.PythonPath)
	}
	for _, daemon := range w.Daemons {
		for _, option := range []string{"python-path", "home"} {
			if given, ok := daemon.Options[option]; ok {
				paths = append(paths, given)
			}
		}
	}
	for _, given := range paths {
		for _, directory := range strings.Split(given.Value, ":") {
			given.Value = directory
			m.directory(p.Files, given, bases)
		}
	}
}

// importableFrom are the directories of the repository from which what a launch
// loads can be imported; those of all WSGI and ASGI files if that is not said.
func (p *Project) importableFrom(l deploy.Launch) []string {
	var bases []string
	target := p.Target(l)
	for _, s := range p.Starters {
		if target != nil && s != target || target == nil && s.Kind == workspace.Manage || s.Module == "" {
			continue
		}
		below := strings.ReplaceAll(s.Module, ".", "/") + ".py"
		base, ok := strings.CutSuffix(s.Path, below)
		if base = strings.TrimSuffix(base, "/"); ok && !slices.Contains(bases, base) {
			bases = append(bases, base)
		}
	}
	return bases
}

// script adds the path of a file: the longest tail of it that the repository
// has is what it is.
func (m *machine) script(files *workspace.Workspace, by deploy.Reference) {
	if !usable(by.Value) {
		return
	}
	parts := strings.Split(strings.Trim(path.Clean(by.Value), "/"), "/")
	for i := range parts {
		if tail := path.Join(parts[i:]...); files.IsFile(tail) {
			m.add(ServerRoot{Placement: deploy.Placement{Target: "/" + path.Join(parts[:i]...)}, By: by})
			return
		}
	}
}

// directory adds a directory from which the project is imported.
func (m *machine) directory(files *workspace.Workspace, by deploy.Reference, bases []string) {
	if !usable(by.Value) || strings.Contains(by.Value, "-packages") || len(bases) != 1 {
		return
	}
	directory := path.Clean(by.Value)
	if above, ok := strings.CutSuffix(directory, "/"+bases[0]); ok && bases[0] != "" {
		m.add(ServerRoot{Placement: deploy.Placement{Target: above}, By: by})
		return
	}
	if bases[0] == "" {
		// The root of the repository, or a directory in it.
		parts := strings.Split(strings.Trim(directory, "/"), "/")
		for i := range parts {
			// What is importable there is a package of the same name as well.
			if tail := path.Join(parts[i:]...); i > 0 && files.IsDir(tail) && strings.Contains(tail, "/") {
				m.add(ServerRoot{Placement: deploy.Placement{Target: "/" + path.Join(parts[:i]...)}, By: by})
				return
			}
		}
		m.add(ServerRoot{Placement: deploy.Placement{Target: directory}, By: by})
	}
}

// usable reports whether a path of the machine says something: it is absolute,
// and nobody has left it to be filled in.
func usable(name string) bool {
	return path.IsAbs(name) && path.Clean(name) != "/" && !deploy.IsPlaceholder(name)
}

func (m *machine) add(root ServerRoot) {
	for _, other := range m.roots {
		if other.Placement == root.Placement {
			return
		}
		m.conflict = m.conflict || !agree(other.Placement, root.Placement)
	}
	m.roots = append(m.roots, root)
}

// agree reports whether two placements can both be true of one checkout: where
// one lies in the other on the server, it does so in the repository too.
func agree(a, b deploy.Placement) bool {
	targetBelow, aroundTarget := deploy.Below(b.Target, a.Target)
	sourceBelow, aroundSource := deploy.Below(b.Source, a.Source)
	if aroundTarget && aroundSource {
		return targetBelow == sourceBelow
	}
	targetBelow, insideTarget := deploy.Below(a.Target, b.Target)
	sourceBelow, insideSource := deploy.Below(a.Source, b.Source)
	if insideTarget && insideSource {
		return targetBelow == sourceBelow
	}
	return !aroundTarget && !insideTarget && !aroundSource && !insideSource
}
