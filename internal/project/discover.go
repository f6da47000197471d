package project

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/workspace"
)

// Discover finds the projects of a workspace, sorted by root. The problems are
// deployment files that could not be read.
func Discover(ctx context.Context, files *workspace.Workspace, options Options) ([]*Project, []deploy.Problem, error) {
	deployment, err := deploy.Read(ctx, files)
	if err != nil {
		return nil, nil, fmt.Errorf("reading deployment files: %w", err)
	}
	servers, damaged, err := web.Read(ctx, files, deployment)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the configurations of web servers: %w", err)
	}
	problems := slices.Concat(deployment.Problems, damaged)
	d := &discovery{ctx: ctx, files: files, options: options, projects: map[string]*Project{}}
	d.findStarters()
	d.findSettings()
	d.adoptStarters()
	projects := d.sorted()
	d.assign(deployment.Launches)
	d.assignServers(deployment.Containers, servers)
	d.assignProblems(problems)
	markCopies(projects)
	for _, p := range projects {
		p.rate()
	}
	return slices.DeleteFunc(projects, func(p *Project) bool { return len(p.Settings) == 0 && !p.hasSelector() }), problems, ctx.Err()
}

// hasSelector reports whether a starter selects a settings module, even if that
// is not there.
func (p *Project) hasSelector() bool {
	return p.starter(func(s *Starter) bool { return len(s.Names) > 0 || len(s.Result.Environment) > 0 }) != nil
}

type discovery struct {
	ctx      context.Context //nolint:containedctx // lives for one call of Discover
	files    *workspace.Workspace
	options  Options
	projects map[string]*Project
	roots    []string // of projects, the deepest first
	// homeless are starters that lie in no project that starters make.
	homeless []*Starter
}

// wanted reports whether a path is at or below what the user asked for, or is
// the project around it.
func (d *discovery) wanted(name string) bool {
	if len(d.options.Paths) == 0 {
		return true
	}
	for _, p := range d.options.Paths {
		if below(name, p) || below(p, dirOf(name)) {
			return true
		}
	}
	return false
}

// example reports whether a path says that it is an example: by what is below
// the path that the user asked for, who knows what is above it.
func (d *discovery) example(name string) bool {
	for _, p := range d.options.Paths {
		if name == p || below(p, dirOf(name)) && dirOf(name) != "" {
			return false // what the user asked for, or what is around it
		}
		if below(name, p) && p != "" {
			return workspace.IsExample(name[len(p)+1:])
		}
	}
	return workspace.IsExample(name)
}

func below(name, dir string) bool {
	return dir == "" || name == dir || strings.HasPrefix(name, dir+"/")
}

func dirOf(name string) string {
	if dir := path.Dir(name); dir != "." {
		return dir
	}
	return ""
}

// findStarters makes a project of every manage.py, and of every other starter
// that lies in none.
func (d *discovery) findStarters() {
	var starters []*Starter
	for _, name := range d.files.Starters() {
		if !d.wanted(name) || d.example(name) {
			continue
		}
		if s, ok := readStarter(d.ctx, d.files, name); ok {
			starters = append(starters, s)
		}
	}
	for _, s := range starters {
		if path.Base(s.Path) == "manage.py" && len(s.Names)+len(s.Result.Environment) > 0 {
			d.project(dirOf(s.Path))
		}
	}
	for _, s := range starters {
		p := d.around(s.Path)
		if p == nil {
			p = d.startedBy(s)
		}
		if p == nil {
			if s.Kind != workspace.Manage && len(s.Names)+len(s.Result.Environment) == 0 {
				d.homeless = append(d.homeless, s) // names no settings and belongs to no project yet
				continue
			}
			p = d.project(s.Roots[0])
		}
		p.Starters = append(p.Starters, s)
	}
}

// startedBy is the project whose settings a starter outside of it names:
// apache/django.wsgi beside mysite/.
func (d *discovery) startedBy(s *Starter) *Project {
	for _, n := range s.Names {
		if found, ok := d.files.Resolve(s.Roots, n.Name); ok && found.Path != "" {
			return d.around(found.Path)
		}
	}
	return nil
}

// adoptStarters gives the starters that name no settings to the projects that
// were found by their settings only: the environment selects those.
func (d *discovery) adoptStarters() {
	for _, s := range d.homeless {
		p := d.around(s.Path)
		if p == nil {
			continue
		}
		p.Starters = append(p.Starters, s)
		slices.SortFunc(p.Starters, func(a, b *Starter) int { return strings.Compare(a.Path, b.Path) })
	}
}

func (d *discovery) project(root string) *Project {
	if p, ok := d.projects[root]; ok {
		return p
	}
	p := &Project{Root: root, Files: d.files, Options: d.options, ctx: d.ctx}
	p.Django = d.options.Django
	if len(p.Django.Minors) == 0 {
		p.Django = d.files.DjangoVersion(d.ctx, root)
	}
	d.projects[root] = p
	d.roots = append(d.roots, root)
	slices.SortFunc(d.roots, func(a, b string) int { return len(b) - len(a) })
	return p
}

// around is the innermost project that a path lies in.
func (d *discovery) around(name string) *Project {
	for _, root := range d.roots {
		if below(name, root) {
			return d.projects[root]
		}
	}
	return nil
}

// findSettings adds the settings modules: those that starters name, and those
// that look like it.
func (d *discovery) findSettings() {
	for _, root := range slices.Clone(d.roots) {
		p := d.projects[root]
		for _, s := range p.Starters {
			for _, n := range s.Names {
				found, ok := d.files.Resolve(s.Roots, n.Name)
				if !ok || found.Path == "" {
					continue
				}
				if owner := d.around(found.Path); owner == nil || owner == p {
					p.add(found.Path, found.Name, s.Roots)
				}
			}
		}
	}
	for _, file := range d.files.SettingsFiles() {
		if !d.wanted(file.Path) {
			continue
		}
		p := d.around(file.Path)
		roots := d.files.SourceRoots(file.Path)
		if p == nil {
			p = d.project(roots[0])
		}
		d.addFile(p, file.Path, roots)
	}
	d.addConfigured()
}

// addFile adds a settings file under the name by which it is imported.
func (d *discovery) addFile(p *Project, name string, roots []string) {
	for _, s := range p.Starters { // the roots of what starts it, if they reach it
		for _, root := range s.Roots {
			if module, ok := workspace.ModuleName(root, name); ok {
				p.add(name, module, s.Roots)
				return
			}
		}
	}
	for _, root := range roots {
		if module, ok := workspace.ModuleName(root, name); ok {
			p.add(name, module, roots)
			return
		}
	}
	p.add(name, strings.TrimSuffix(path.Base(name), ".py"), roots)
}

func (p *Project) add(file, module string, roots []string) *SettingsModule {
	for _, m := range p.Settings {
		if m.Path == file {
			return m
		}
	}
	m := &SettingsModule{Name: module, Path: file, Roots: roots, ShadowedBy: p.shadowing(file), project: p}
	p.Settings = append(p.Settings, m)
	return m
}

// addConfigured adds the modules that the user names, wherever they are.
func (d *discovery) addConfigured() {
	for _, name := range d.options.Settings {
		for _, root := range d.roots {
			p := d.projects[root]
			roots := d.files.SourceRoots(path.Join(root, "manage.py"))
			if len(p.Starters) > 0 {
				roots = p.Starters[0].Roots
			}
			if found, ok := d.files.Resolve(roots, name); ok && found.Path != "" {
				p.add(found.Path, name, roots).Name = name
			}
		}
	}
}

func (d *discovery) sorted() []*Project {
	slices.Sort(d.roots)
	projects := make([]*Project, 0, len(d.roots))
	for _, root := range d.roots {
		p := d.projects[root]
		slices.SortFunc(p.Settings, func(a, b *SettingsModule) int { return strings.Compare(a.Path, b.Path) })
		for _, m := range p.Settings {
			if d.example(m.Path) {
				m.Role = Example
			}
		}
		projects = append(projects, p)
	}
	return projects
}

// assign gives every launch to the project that it concerns: the one whose
// modules it names, the one it lies in, or the only one below its directory.
func (d *discovery) assign(launches []deploy.Launch) {
	for _, launch := range launches {
		if workspace.IsExample(launch.Path) && d.example(launch.Path) {
			continue
		}
		if p := d.concerned(launch); p != nil {
			p.Launches = append(p.Launches, launch)
		}
	}
}

// assignServers gives the containers and web servers to the projects that they
// concern, as assign does. What lies beside several projects belongs to those of
// which a container runs something or holds the files, with all containers that
// are started together with it.
func (d *discovery) assignServers(containers []*deploy.Container, servers []*web.Configuration) {
	for _, c := range containers {
		if d.example(c.Path) {
			continue
		}
		for _, p := range d.served(c.Path, func(p *Project) bool {
			return slices.ContainsFunc(containers, func(other *deploy.Container) bool {
				return (other == c || sameComposition(other, c)) && p.isIn(other)
			})
		}) {
			p.Containers = append(p.Containers, c)
		}
	}
	for _, s := range servers {
		if s.Container == nil && d.example(filledIn(s.Path)) {
			continue
		}
		for _, p := range d.served(s.Path, func(p *Project) bool { return s.Container != nil && slices.Contains(p.Containers, s.Container) }) {
			p.Servers = append(p.Servers, s)
		}
	}
}

// filledIn is the name of what a container makes of a server's file when it
// starts: the image nginx puts values of variables into *.template.
func filledIn(name string) string {
	for _, suffix := range []string{".template", ".tpl", ".tmpl"} {
		name = strings.TrimSuffix(name, suffix)
	}
	return name
}

// served are the projects that a file concerns by where it lies, or, if that does
// not tell, those for which belongs holds.
func (d *discovery) served(name string, belongs func(*Project) bool) []*Project {
	if p := d.concerned(deploy.Launch{Path: name}); p != nil {
		return []*Project{p}
	}
	var found []*Project
	for _, root := range d.roots {
		if p := d.projects[root]; belongs(p) {
			found = append(found, p)
		}
	}
	return found
}

// isIn reports whether a container runs something of the project, or holds its
// directory and no other one's.
func (p *Project) isIn(c *deploy.Container) bool {
	if slices.ContainsFunc(p.Launches, func(l deploy.Launch) bool { return l.Container == c }) {
		return true
	}
	return p.Root != "" && slices.ContainsFunc(c.Placements, func(placed deploy.Placement) bool {
		return placed.Source != "" && (below(p.Root, placed.Source) || below(placed.Source, p.Root))
	})
}

// assignProblems gives every deployment file that could not be read to the
// project that it lies in, or else to the only one below its directory.
func (d *discovery) assignProblems(problems []deploy.Problem) {
	for _, problem := range problems {
		if problem.Skipped || d.example(problem.Path) {
			continue
		}
		if p := d.concerned(deploy.Launch{Path: problem.Path}); p != nil {
			p.Problems = append(p.Problems, problem)
		}
	}
}

func (d *discovery) concerned(launch deploy.Launch) *Project {
	dir := dirOf(launch.Path)
	for at := dir; ; at = dirOf(at) {
		var inside []*Project
		for _, root := range d.roots {
			if below(root, at) || below(at, root) {
				inside = append(inside, d.projects[root])
			}
		}
		if len(inside) == 1 && d.only(inside[0], at) {
			return inside[0]
		}
		if len(inside) > 1 {
			return named(inside, launch)
		}
		if at == "" {
			return nil
		}
	}
}

// only reports whether a directory holds no other project that was not looked
// for, because the user asked for another path.
func (d *discovery) only(p *Project, dir string) bool {
	if len(d.options.Paths) == 0 || below(dir, p.Root) {
		return true
	}
	for _, manage := range d.files.ByName("manage.py") {
		if below(manage, dir) && !below(manage, p.Root) {
			return false
		}
	}
	return true
}

// named is the one of several projects whose modules a launch names.
func named(projects []*Project, launch deploy.Launch) *Project {
	var match *Project
	for _, p := range projects {
		if launch.Settings != nil && p.moduleOf(launch.Settings.Value) != nil || p.target(launch) != nil {
			if match != nil {
				return nil
			}
			match = p
		}
	}
	if match != nil {
		return match
	}
	deepest := projects[0]
	for _, p := range projects {
		if below(launch.Path, p.Root) && len(p.Root) >= len(deepest.Root) {
			deepest = p
		}
	}
	if below(launch.Path, deepest.Root) && deepest.Root != "" {
		return deepest
	}
	return nil
}
