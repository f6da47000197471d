package entrypoints

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// settingsUnresolved reports the settings modules that starters and production
// launches name and that are not there. Each place is a finding of its own:
// they must all be corrected.
func settingsUnresolved(p *check.Pass) {
	for _, n := range namings(p.Project) {
		reportUnresolved(p, n)
	}
}

// reportUnresolved reports a settings module that is certainly not there. One
// that git ignores is only a note: it may well be on the server. Of one that a
// container gets from elsewhere nothing is said.
func reportUnresolved(p *check.Pass, n naming) {
	files, name, roots := p.Project.Files, n.name, n.roots
	if _, found := files.Resolve(roots, name); found || !dotted(name) {
		return
	}
	if p.Project.Placed(name) || inCheckout(files, roots, name) {
		return
	}
	f := finding.Finding{Path: n.path, Span: n.span, Detail: name}
	if ignored := files.IgnoredModule(roots, name); len(ignored) > 0 {
		if hasPattern(files, ignored[0]) {
			return
		}
		f.Severity = finding.Note
		f.Message = n.by() + " names " + name + ", which git ignores: " + ignored[0] +
			" has to be put on the server by other means"
		p.Report(f)
		return
	}
	if len(files.Candidates(name)) > 0 {
		return // importable from a directory that the server may well put on sys.path
	}
	nearest := nearestSettings(p.Project, name)
	if nearest == "" && !p.OwnPackage(roots, name) {
		return // of an installed package, or of another repository
	}
	f.Message = n.by() + " names " + name + ", which does not exist: the start ends with ModuleNotFoundError"
	if nearest != "" {
		f.Message = n.by() + " names " + name + ", which does not exist; the project has " + nearest
	}
	p.Report(f)
}

// hasPattern reports whether beside a file that git ignores there is one to make
// it from: local.py.example, example_local.py. Who deploys it is told so.
func hasPattern(files *workspace.Workspace, ignored string) bool {
	stem := strings.TrimSuffix(path.Base(ignored), ".py")
	return slices.ContainsFunc(files.List(path.Dir(ignored)), func(name string) bool {
		name = strings.ToLower(name)
		words := strings.FieldsFunc(name, func(r rune) bool { return r == '.' || r == '_' || r == '-' || r == '~' })
		return strings.Contains(name, strings.ToLower(stem)) && slices.ContainsFunc(words, isPatternWord)
	})
}

func isPatternWord(word string) bool {
	switch word {
	case "example", "sample", "template", "tmpl", "tpl", "dist", "default", "skel", "j2", "in":
		return true
	}
	return false
}

// inCheckout reports whether the first part of a name may be the folder that the
// repository is checked out into: one that is a package itself.
func inCheckout(files *workspace.Workspace, roots []string, name string) bool {
	_, rest, inside := strings.Cut(name, ".")
	if !inside {
		return false
	}
	found, ok := files.Resolve(roots, rest)
	return ok && found.Path != "" && files.IsFile(path.Join(found.Root, "__init__.py"))
}

// dotted reports whether a text is the name of a module, and not one of a
// template ({{ project_name }}.settings) or with a part that is not known.
func dotted(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if part == "" || strings.ContainsAny(part, "{}<>$%/\\ \t*:[]()\"'") {
			return false
		}
	}
	return true
}

// nearestSettings is the settings module of the project that a name was most
// likely meant to be: one that is spelt almost so, or else one with the same
// place in another package, or another place in the same one.
func nearestSettings(p *project.Project, name string) string {
	var names, moved []string
	for _, m := range p.Settings {
		if m.Role == project.Example {
			continue
		}
		names = append(names, m.Name)
		if sameTail(m.Name, name) {
			moved = append(moved, m.Name)
		}
	}
	if near := check.Nearest(name, names); near != "" {
		return near
	}
	if len(moved) == 1 {
		return moved[0]
	}
	return ""
}

// sameTail reports whether two modules differ in one part of their names only,
// and not in the last: config.settings.prod and mysite.settings.prod; or whether
// one is the other without its first parts.
func sameTail(a, b string) bool {
	if strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a) {
		return true
	}
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	if len(x) != len(y) || len(x) < 2 || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	different := 0
	for i := range x {
		if x[i] != y[i] {
			different++
		}
	}
	return different == 1
}
