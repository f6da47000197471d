package entrypoints

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/workspace"
)

// settingsNamespace reports the packages without settings of their own that are
// named as settings module: Python imports them without a word, and Django then
// has its defaults only. Where the environment may name another module it is a
// warning, and where a production launch does there is nothing to warn of.
func settingsNamespace(p *check.Pass) {
	for _, n := range namings(p.Project) {
		why, empty := withoutSettings(p, n)
		if !empty || n.overruled || n.fallback && (chosenByLaunch(p.Project, false) || isManage(n) && servesOther(p, n.name)) {
			continue
		}
		f := n.finding()
		f.Message = n.by() + " names " + n.name + ", " + why + ": Django starts with none of the project's settings"
		if n.fallback {
			f.Severity = finding.Warning
			f.Message = "unless the environment names another module, Django starts with none of the project's settings: " +
				n.name + " is " + why
		}
		if meant := modulesIn(p, n.name); len(meant) > 0 {
			f.Message += "; they are in " + check.List(meant)
		}
		p.Report(f)
	}
}

func isManage(n naming) bool { return n.starter != nil && n.starter.Kind == workspace.Manage }

// servesOther reports whether wsgi.py or asgi.py names another module: who runs
// manage.py is then used to naming one.
func servesOther(p *check.Pass, name string) bool {
	return slices.ContainsFunc(namings(p.Project), func(n naming) bool {
		return n.starter != nil && (n.starter.Kind == workspace.WSGI || n.starter.Kind == workspace.ASGI) && n.name != name
	})
}

// withoutSettings says what is wrong with a package that certainly sets nothing.
func withoutSettings(p *check.Pass, n naming) (why string, ok bool) {
	files := p.Project.Files
	found, exists := files.Resolve(n.roots, n.name)
	if !exists || found.Kind == workspace.SourceFile || p.Project.Placed(n.name) {
		return "", false
	}
	for _, other := range files.Candidates(n.name) {
		if other.Path != "" && other.Path != found.Path {
			return "", false // from another directory on sys.path it is something else
		}
	}
	if found.Kind == workspace.NamespacePackage {
		hidden := slices.ContainsFunc(found.Portions, files.Opaque) || len(files.IgnoredModule(n.roots, n.name)) > 0
		return "a directory without __init__.py", !hidden
	}
	result, evaluated := eval.Evaluate(p.Project.Context(), eval.Input{Files: files, Roots: n.roots, Module: n.name})
	if !evaluated || result.Damaged || result.GaveUp != "" || result.Failure != nil || result.Taint() != nil ||
		len(result.Configurations()) > 0 || slices.ContainsFunc(result.Names(), isSetting) {
		return "", false
	}
	return "a package whose __init__.py sets nothing", true
}

// isSetting reports whether Django takes a name of a module for a setting.
func isSetting(name string) bool {
	return name == strings.ToUpper(name) && !strings.HasPrefix(name, "_")
}

// modulesIn are the settings modules of production in a package.
func modulesIn(p *check.Pass, pkg string) []string {
	var names []string
	for _, m := range p.Judged() {
		if strings.HasPrefix(m.Name, pkg+".") {
			names = append(names, m.Name)
		}
	}
	return names
}
