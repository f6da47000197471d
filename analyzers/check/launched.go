package check

import (
	"bytes"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// Absent reports whether a module is certainly neither in the repository nor put
// in its place while an image is built: git does not ignore it, no directory of
// the repository has it, nothing is copied or mounted under its name, and it is
// not in a submodule. It may still be one of an installed package.
func (p *Pass) Absent(roots []string, dotted string) bool {
	files := p.Project.Files
	if _, found := files.Resolve(roots, dotted); found {
		return false
	}
	return len(files.IgnoredModule(roots, dotted)) == 0 && len(files.Candidates(dotted)) == 0 &&
		!p.Project.Placed(dotted) && !p.inSubmodule(dotted)
}

// OwnPackage reports whether the first part of a dotted name is a package of the
// project, so that the module would have to be in it.
func (p *Pass) OwnPackage(roots []string, dotted string) bool {
	first, _, inside := strings.Cut(dotted, ".")
	if !inside {
		return false
	}
	found, ok := p.Project.Files.Resolve(roots, first)
	return ok && !p.Project.Files.Opaque(found.Dir) && p.shadows(found)
}

// Required reports whether a file of requirements has a word, in whatever case.
func (p *Pass) Required(word string) bool {
	word = strings.ToLower(word)
	hyphened := strings.ReplaceAll(word, "_", "-")
	for _, name := range p.Project.Files.Files(func(name string) bool { return workspace.RequirementsOf(name) != workspace.NoRequirements }) {
		data := bytes.ToLower(p.Project.Files.Code(name))
		if bytes.Contains(data, []byte(word)) || bytes.Contains(data, []byte(hyphened)) {
			return true
		}
	}
	return false
}

// Starter is the starter at a path, nil if there is none.
func (p *Pass) Starter(path string) *project.Starter {
	for _, s := range p.Project.Starters {
		if s.Path == path {
			return s
		}
	}
	return nil
}

// Evaluated is what the module at a path does when it is imported under a name;
// nil if that cannot be told.
func (p *Pass) Evaluated(roots []string, dotted, path string) *eval.Result {
	if s := p.Starter(path); s != nil {
		return s.Result
	}
	result, ok := eval.Evaluate(p.Project.Context(), eval.Input{Files: p.Project.Files, Roots: roots, Module: dotted, World: p.Project.Options.World})
	if !ok {
		return nil
	}
	return result
}

// Unbound reports whether a module certainly has no attribute of a name.
func Unbound(r *eval.Result, name string) bool {
	if r.Damaged || r.GaveUp != "" || r.Taint() != nil || !allUnbound(r.Get("__getattr__")) {
		return false
	}
	return allUnbound(r.Get(name))
}

func allUnbound(alternatives eval.Alternatives) bool {
	return !slices.ContainsFunc(alternatives, func(a eval.Alternative) bool {
		_, missing := a.Value.(eval.Unbound)
		return !missing
	})
}
