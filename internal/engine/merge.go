package engine

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/parser/text"
)

// Part is the report on one of several trees.
type Part struct {
	// Root is the absolute path of the tree, as the operating system writes it.
	Root   string
	Report Report
}

// Merge makes one report of those on several trees. Its paths are absolute;
// RepositoryPath makes them relative to their own tree again.
func Merge(parts []Part) Report {
	merged := Report{Sources: map[string]*text.File{}}
	var roots []string
	for _, part := range parts {
		root := strings.TrimSuffix(filepath.ToSlash(part.Root), "/")
		roots = append(roots, root)
		merged.Tool = part.Report.Tool
		merged.add(part.Report, mover(root))
	}
	finding.Sort(merged.Findings)
	merged.Redactor = merged.secrets.redactor()
	merged.RepositoryPath = func(name string) string {
		for _, root := range roots {
			if rest, found := strings.CutPrefix(name, root+"/"); found {
				return rest
			}
		}
		return name
	}
	return merged
}

// mover makes the absolute path of a path of a tree. An empty one stays empty.
func mover(root string) func(name string) string {
	return func(name string) string {
		switch name {
		case "":
			return ""
		case ".":
			return root
		}
		return root + "/" + name
	}
}

func (r *Report) add(o Report, move func(string) string) {
	for _, p := range o.Projects {
		r.Projects = append(r.Projects, p.moved(move))
	}
	for _, f := range o.Findings {
		f.Path, f.Project = move(f.Path), move(f.Project)
		f.Trace = slices.Clone(f.Trace)
		for i := range f.Trace {
			f.Trace[i].Path = move(f.Trace[i].Path)
		}
		r.Findings = append(r.Findings, f)
	}
	for _, i := range o.Incidents {
		i.Path, i.Project = move(i.Path), move(i.Project)
		r.Incidents = append(r.Incidents, i)
	}
	for name, file := range o.Sources {
		copied := *file
		copied.Path = move(name)
		r.Sources[copied.Path] = &copied
	}
	r.secrets.join(o.secrets, move)
	r.Summary.add(o.Summary)
}

func (s *Summary) add(o Summary) {
	s.Errors += o.Errors
	s.Warnings += o.Warnings
	s.Notes += o.Notes
	s.Suppressed += o.Suppressed
	s.Baselined += o.Baselined
	s.Projects += o.Projects
	s.Modules += o.Modules
	s.Files += o.Files
}

func (p Project) moved(move func(string) string) Project {
	all := func(list []Evidence) []Evidence {
		list = slices.Clone(list)
		for i := range list {
			list[i].Path = move(list[i].Path)
		}
		return list
	}
	p.Root = move(p.Root)
	p.DjangoWhy = all(p.DjangoWhy)
	p.Settings = slices.Clone(p.Settings)
	for i := range p.Settings {
		m := &p.Settings[i]
		m.Path, m.Loads.Path, m.Why = move(m.Path), move(m.Loads.Path), all(m.Why)
	}
	p.Launches = slices.Clone(p.Launches)
	for i := range p.Launches {
		l := &p.Launches[i]
		l.Path, l.Why = move(l.Path), all(l.Why)
	}
	return p
}
