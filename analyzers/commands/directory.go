package commands

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// chdirWrong reports the servers of production that start in a directory from
// which what they are told to load cannot be imported, though the project has it.
// All of them put the directory that they start in on sys.path.
func chdirWrong(p *check.Pass) {
	for _, l := range production(p) {
		if !isServer(l.Program) || l.Target == nil {
			continue
		}
		if by := l.DirectoryBy; by != nil && unfilled.MatchString(l.Directory) {
			report := finding.Finding{Path: by.Path, Span: by.Span, Detail: l.Directory}
			report.Message = l.Program + " is to start in " + l.Directory + ", which stands where a path has to be filled in"
			p.Report(report)
			continue
		}
		t, ok := targetOf(l)
		starter := p.Project.Target(l)
		if !ok || t.module == "" || starter == nil || installs(p, starter) {
			continue
		}
		below := strings.ReplaceAll(t.module, ".", "/") + ".py"
		if !strings.HasSuffix(starter.Path, below) || imported(p, l, starter, below) {
			continue
		}
		f := finding.Finding{Path: l.Target.Path, Span: l.Target.Span, Detail: t.module}
		if l.DirectoryBy != nil {
			f.Path, f.Span = l.DirectoryBy.Path, l.DirectoryBy.Span
		}
		f.Message = l.Program + " starts in " + started(l) + ", from where " + t.module + " cannot be imported: it is " + starter.Path
		p.Report(f)
	}
}

// unfilled finds the paths that tutorials leave to be filled in.
var unfilled = regexp.MustCompile(`(?i)/path[-_/]to(/|$)|/path[-_/]to[-_/]|[/_-]your[/_-]|<[^>]*>`)

// started names the directory that a launch starts in.
func started(l deploy.Launch) string {
	if l.Directory == "" {
		return "the directory of " + l.Path
	}
	return l.Directory
}

// imported reports whether a launch finds its module, or may: if a part of where
// it looks is not known, it may.
func imported(p *check.Pass, l deploy.Launch, starter *project.Starter, below string) bool {
	entries := append([]string{l.Directory}, l.PythonPath...)
	if v, set := l.Environment()["PYTHONPATH"]; set {
		if !v.Known {
			return true
		}
		entries = append(entries, strings.Split(v.Value, ":")...)
	}
	directories, places := ways(p, l, starter)
	if len(directories) == 0 || len(places) == 0 {
		return true
	}
	for i, entry := range entries {
		from := []string{entry}
		if i == 0 {
			from = directories
		} else if !path.IsAbs(entry) {
			from = nil
			for _, directory := range directories {
				from = append(from, path.Join(directory, entry))
			}
		}
		if slices.ContainsFunc(from, func(directory string) bool { return slices.Contains(places, path.Join(directory, below)) }) {
			return true
		}
	}
	return false
}

// ways are the directories in which a launch may start, and the paths at which
// the file that it loads lies, both on the server or both in the repository. They
// are none if they are not known.
func ways(p *check.Pass, l deploy.Launch, starter *project.Starter) (directories, places []string) {
	switch {
	case l.Container != nil:
		if !path.IsAbs(l.Directory) || represented(p, l) {
			return nil, nil
		}
		return []string{path.Clean(l.Directory)}, p.Project.OnServer(starter.Path, l.Container)
	case path.IsAbs(l.Directory):
		// What shows where the checkout lies must be something else than this.
		return []string{path.Clean(l.Directory)}, p.Project.OnMachine(starter.Path, l)
	case contained(p, l):
		return nil, nil
	}
	base := strings.TrimPrefix(path.Dir(l.Path), ".")
	switch {
	case l.DirectoryBy != nil && l.Directory != "":
		for _, name := range []string{path.Join(base, l.Directory), path.Clean(l.Directory)} {
			if p.Project.Files.IsDir(name) {
				directories = append(directories, name)
			}
		}
	case l.DirectoryBy == nil && startsBeside(l.Kind):
		directories = []string{base}
	}
	return directories, []string{starter.Path}
}

// startsBeside reports whether a launch of that kind starts in the directory of
// the file that says it, where that file says nothing else.
func startsBeside(kind string) bool {
	return kind == "Procfile" || kind == "App Engine" || kind == "Railway"
}

// represented reports whether a launch is that of an image which a service of a
// compose file builds: the service says how it is run.
func represented(p *check.Pass, l deploy.Launch) bool {
	return l.Container != nil && l.Container.Service == "" && slices.ContainsFunc(p.Project.Containers, func(c *deploy.Container) bool {
		return c.Service != "" && c.Build == l.Container.Build && c.Role == deploy.Production
	})
}

// installs reports whether a starter may be in an installed package of the
// repository, which is imported from anywhere.
func installs(p *check.Pass, starter *project.Starter) bool {
	for directory := path.Dir(starter.Path); ; directory = path.Dir(directory) {
		for _, name := range []string{"setup.py", "setup.cfg"} {
			if p.Project.Files.IsFile(path.Join(directory, name)) {
				return true
			}
		}
		if file, err := p.Project.Files.Source(path.Join(directory, "pyproject.toml")); err == nil && strings.Contains(string(file.Data), "[build-system]") {
			return true
		}
		if directory == "." || directory == "/" {
			return false
		}
	}
}
