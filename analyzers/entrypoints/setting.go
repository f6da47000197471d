package entrypoints

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// applicationUnresolved reports WSGI_APPLICATION and ASGI_APPLICATION where they
// name nothing. The module is evaluated, as runserver would import it.
func applicationUnresolved(p *check.Pass) {
	for _, m := range p.Started() {
		for _, setting := range []string{"WSGI_APPLICATION", "ASGI_APPLICATION"} {
			reasons := map[eval.Str]string{}
			j := check.Judge(p.Setting(m, setting), func(v eval.Value) check.Verdict {
				dotted, ok := v.(eval.Str)
				if !ok {
					return check.Good // None: runserver makes one itself
				}
				reason, unresolved := whyUnresolved(p, m, string(dotted))
				reasons[dotted] = reason
				return check.When(unresolved)
			})
			if !j.Bad {
				continue
			}
			value, _ := j.Value.Value.(eval.Str)
			f := p.At(m, setting, j.Value)
			f.Detail, f.Confidence = string(value), j.Confidence
			f.Message = setting + " names " + string(value) + ", " + reasons[value]
			p.Report(f)
		}
	}
}

// whyUnresolved says why a dotted path leads nowhere, if it certainly does.
func whyUnresolved(p *check.Pass, m *project.SettingsModule, name string) (string, bool) {
	if !dotted(name) {
		return "", false
	}
	at := strings.LastIndexByte(name, '.')
	if at < 0 {
		return "which is not the dotted path of a module and an attribute in it", true
	}
	module, attribute := name[:at], name[at+1:]
	files := p.Project.Files
	found, ok := files.Resolve(m.Roots, module)
	if !ok {
		return noModule(p, m, module)
	}
	if found.Path == "" || files.Opaque(found.Path) {
		return "", false
	}
	result := evaluated(p, m, module, found.Path)
	if result == nil || !unbound(result, attribute) || attribute == defaultCallable && isServed(p, found.Path) {
		return "", false
	}
	if _, submodule := files.Resolve(m.Roots, name); submodule {
		return "", false
	}
	reason := "but " + found.Path + " has no " + attribute
	if near := check.Nearest(attribute, result.Names()); near != "" {
		return "but " + found.Path + " defines " + near, true
	}
	if !unbound(result, defaultCallable) {
		return "but " + found.Path + " defines " + defaultCallable, true
	}
	return reason, true
}

// isServed reports whether a file is one of which application-missing says that
// it has no application: that file is wrong then, not the setting.
func isServed(p *check.Pass, path string) bool {
	for _, s := range p.Project.Starters {
		if s.Path == path {
			_, served := protocolOf(s)
			return served && usesHandlers(s)
		}
	}
	return false
}

// evaluated is the result of a module: that of the starter which it is, or a new
// one.
func evaluated(p *check.Pass, m *project.SettingsModule, module, path string) *eval.Result {
	for _, s := range p.Project.Starters {
		if s.Path == path {
			return s.Result
		}
	}
	result, ok := eval.Evaluate(p.Project.Context(), eval.Input{
		Files: p.Project.Files, Roots: m.Roots, Module: module, World: m.World(),
	})
	if !ok {
		return nil
	}
	return result
}

// noModule is the reason for a module that is not there. Nothing is said of one
// that git ignores, that is importable from elsewhere, or that may belong to an
// installed package.
func noModule(p *check.Pass, m *project.SettingsModule, module string) (string, bool) {
	files := p.Project.Files
	if len(files.IgnoredModule(m.Roots, module)) > 0 || len(files.Candidates(module)) > 0 {
		return "", false
	}
	var modules, moved []string
	for _, s := range p.Project.Starters {
		if s.Module == "" {
			continue
		}
		modules = append(modules, s.Module)
		if sameTail(s.Module, module) {
			moved = append(moved, s.Module)
		}
	}
	near := check.Nearest(module, modules)
	if near == "" && len(moved) == 1 {
		near = moved[0]
	}
	if near != "" {
		return "but there is no module " + module + ": it is " + near, true
	}
	return "but there is no module " + module, p.OwnPackage(m.Roots, module)
}
