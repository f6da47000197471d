package engine

import (
	"maps"
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

// secrets is what must not be printed, kept until the report's paths are known.
type secrets struct {
	values map[string]bool
	spans  map[string][]text.Span
}

// addValue hides a value wherever it stands, and not just where it is written,
// if it could be nothing else.
func (s *secrets) addValue(value string) {
	if isCommonWord(value) {
		return
	}
	if s.values == nil {
		s.values = map[string]bool{}
	}
	s.values[value] = true
}

// isCommonWord knows what people write for a password when they do not mean
// one, and what is also a word of our messages or of any settings: to mask it
// everywhere would make a report unreadable and hide nothing.
func isCommonWord(value string) bool {
	switch strings.ToLower(value) {
	case "password", "passwords", "passwd", "pass", "secret", "secrets", "secret_key", "secretkey", "key", "keys", "token", "tokens",
		"admin", "root", "user", "username", "test", "testing", "tests", "default", "example", "changeme", "change-me", "none", "null",
		"true", "false", "django", "postgres", "postgresql", "mysql", "redis", "mysite", "site", "local", "localhost", "debug",
		"development", "production", "staging", "public", "private", "string", "value", "name", "email", "hash", "session", "sessions",
		"header", "authorization", "bearer", "basic", "cookie", "http", "https":
		return true
	}
	return false
}

func (s *secrets) addSpan(path string, span text.Span) {
	if s.spans == nil {
		s.spans = map[string][]text.Span{}
	}
	s.spans[path] = append(s.spans[path], span)
}

func (s *secrets) join(o secrets, move func(string) string) {
	for value := range maps.Keys(o.values) {
		s.addValue(value)
	}
	for path, spans := range o.spans {
		for _, span := range spans {
			s.addSpan(move(path), span)
		}
	}
}

func (s *secrets) redactor() *finding.Redactor {
	collected := &finding.Secrets{}
	for value := range s.values {
		collected.AddValue(value)
	}
	for path, spans := range s.spans {
		for _, span := range spans {
			collected.Add(path, span)
		}
	}
	return collected.Redactor()
}
