package staticfiles

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// compare tells whether a directory of a web server is the one that a setting
// names. It is Different only where that is certain, and nothing in the
// repository seems to bring files from one to the other.
func (f front) compare(directory string, setting eval.Value) project.Sameness {
	c := f.server.Container
	if !path.IsAbs(directory) || deploy.IsPlaceholder(directory) {
		return project.Unsure
	}
	answer := f.Project.SamePlace(directory, c, setting)
	if answer == project.Same {
		return answer
	}
	name, inTree := eval.Rooted(setting)
	found, certain := f.Project.InRepository(directory, c)
	alone := c == nil && len(f.Project.Containers) == 0
	switch {
	case inTree && certain && found == name:
		return project.Same
	case !f.runsHere(), c != nil && c.Service == "" && !certain:
		return project.Unsure // whoever runs the image may mount something there
	case inTree && certain:
		answer = f.inAllContainers(directory, name)
	case inTree && (path.Base(name) == path.Base(directory) || name == ""):
		return project.Unsure // another checkout, perhaps
	case inTree && answer == project.Unsure && alone:
		answer = project.Different // wherever the checkout is
	case answer == project.Unsure && alone && len(f.Project.Launches) == 0:
		answer = absolutely(directory, setting)
	}
	if answer == project.Different && f.carried(directory) {
		return project.Unsure
	}
	return answer
}

// runsHere reports whether the web server may run in the container that holds its
// configuration: not where that starts nothing but the application.
func (f front) runsHere() bool {
	c := f.server.Container
	if c == nil || len(c.Command) == 0 {
		return true
	}
	words := ""
	for _, word := range c.Command {
		words += " " + strings.ToLower(word.Text)
	}
	return !slices.ContainsFunc(f.Project.Launches, func(l deploy.Launch) bool { return l.Container == c && l.Program != "" }) ||
		slices.ContainsFunc([]string{"nginx", "apache", "httpd", "supervisor", "service ", ".sh", "/init"}, func(name string) bool { return strings.Contains(words, name) })
}

// inAllContainers tells whether a directory is another one than that of the
// repository with a name, in every container that the configuration of a web
// server of which no container is known may be used in.
func (f front) inAllContainers(directory, name string) project.Sameness {
	if f.server.Container != nil {
		return project.Different
	}
	for _, c := range f.Project.Containers {
		if found, certain := f.Project.InRepository(directory, c); certain && found == name {
			return project.Unsure
		}
		for _, v := range c.Volumes {
			if directory = path.Clean(directory); directory == v.Target || strings.HasPrefix(directory, strings.TrimSuffix(v.Target, "/")+"/") {
				return project.Unsure
			}
		}
	}
	return project.Different
}

// absolutely compares a directory with a setting that is an absolute path.
func absolutely(directory string, setting eval.Value) project.Sameness {
	if named, isPath := setting.(*eval.Path); isPath {
		setting = named.Name
	}
	text, isText := setting.(eval.Str)
	switch {
	case !isText || !path.IsAbs(string(text)):
		return project.Unsure
	case path.Clean(string(text)) == path.Clean(directory):
		return project.Same
	}
	return project.Different
}

// carried reports whether a script names a directory of the web server: it may
// copy files to it, or make a link.
func (f front) carried(directory string) bool {
	return inScripts(f.Pass, strings.TrimSuffix(path.Clean(directory), "/"))
}

// inScripts reports whether one of the files that build and start the project has
// a text in it. Files that lie in no special place are only looked at by name.
func inScripts(p *check.Pass, text string) bool {
	names := p.Project.Files.Files(func(name string) bool {
		base := strings.ToLower(path.Base(name))
		switch path.Ext(base) {
		case ".sh", ".bash", ".mk", ".fish":
			return true
		case ".yml", ".yaml":
			return !strings.Contains(base, "compose")
		}
		return strings.HasPrefix(base, "dockerfile") || base == "makefile" || base == "justfile" || base == "fabfile.py" || base == "deploy.py" || base == "procfile"
	})
	for i, name := range names {
		if i == buildFiles {
			return true
		}
		if data := p.Project.Files.Code(name); data == nil || strings.Contains(string(data), text) {
			return true
		}
	}
	return false
}
