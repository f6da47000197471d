package check

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// LacksModule reports whether a module that would lie below a package of the
// project is certainly not there. Nothing is said of what may be installed, of
// what git ignores or the workspace does not look into, of submodules, and of what
// another directory of the repository has, which may be on sys.path.
func (p *Pass) LacksModule(m *project.SettingsModule, dotted string) bool {
	files := p.Project.Files
	first, _, below := strings.Cut(dotted, ".")
	if !below {
		return false
	}
	if _, ok := files.Resolve(m.Roots, dotted); ok {
		return false
	}
	top, ok := files.Resolve(m.Roots, first)
	return ok && !p.inSubmodule(dotted) && p.shadows(top) && !files.Opaque(top.Dir) &&
		len(files.IgnoredModule(m.Roots, dotted)) == 0 && len(files.Candidates(dotted)) == 0
}

// inSubmodule reports whether a module may lie in another repository that git puts
// into this one, of which nothing is there where that was not asked for.
func (p *Pass) inSubmodule(dotted string) bool {
	names := strings.Split(dotted, ".")
	for line := range bytes.Lines(p.Project.Files.Code(".gitmodules")) {
		key, value, _ := strings.Cut(string(line), "=")
		if strings.TrimSpace(key) == "path" && slices.Contains(names, path.Base(strings.TrimSpace(value))) {
			return true
		}
	}
	return false
}

// shadows reports whether a module of the repository is what its name means even
// where a package of that name is installed. A directory without __init__.py is
// not: a folder of templates is often called as the package that they are for. Nor
// is a package that shares its name with others.
func (p *Pass) shadows(top workspace.Module) bool {
	files := p.Project.Files
	if top.Kind != workspace.NamespacePackage {
		code := files.Code(top.Path)
		return !bytes.Contains(code, []byte("__path__")) && !bytes.Contains(code, []byte("declare_namespace"))
	}
	return slices.ContainsFunc(files.List(top.Dir), func(name string) bool {
		inner, isDir := strings.CutSuffix(name, "/")
		return strings.HasSuffix(name, ".py") || isDir && files.IsFile(path.Join(top.Dir, inner, "__init__.py"))
	})
}
