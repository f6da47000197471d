package entrypoints

import (
	"bytes"
	"path"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// celeryUnresolved reports the commands of celery whose -A names nothing in the
// repository, or a module without an app. On a developer's machine that fails as it
// does in production, so that only files count out whose path says that they are
// for something else.
func celeryUnresolved(p *check.Pass) {
	for _, launch := range p.Project.Launches {
		if launch.Role != deploy.Production && (launch.Role != deploy.Development || speaksOfDevelopment(launch.Path)) {
			continue
		}
		for _, command := range launch.Commands {
			if command.Program != "celery" || command.Target == nil || command.Conditional {
				continue
			}
			value := command.Target.Value
			reason, missing := noCeleryApp(p, launch, value)
			if !missing {
				continue
			}
			f := finding.Finding{Path: command.Target.Path, Span: command.Target.Span, Detail: value}
			f.Message = "celery -A " + value + " names no app: " + reason
			p.Report(f)
		}
	}
}

// noCeleryApp looks for an app as celery does: what the value names, or in the
// module that it names app, celery, or any other Celery object, or the same in its
// submodule celery. Source: find_app in celery/app/utils.py.
func noCeleryApp(p *check.Pass, launch deploy.Launch, value string) (string, bool) {
	module, attribute, explicit := strings.Cut(value, ":")
	files := p.Project.Files
	roots := p.Project.LaunchRoots(launch)
	if !dotted(module) {
		return "", false
	}
	found := everywhere(files, roots, module)
	if len(found) == 0 {
		return noCeleryModule(p, launch, roots, module)
	}
	for _, candidate := range found {
		if mayHoldApp(p, candidate, attribute, explicit) {
			return "", false
		}
	}
	if explicit {
		return found[0].Path + " defines no " + attribute + celeryInstead(p), true
	}
	return found[0].Path + " defines none, and there is no " + module + ".celery" + celeryInstead(p), true
}

// everywhere are all modules of a name: a project's folder often has the name of
// the package in it, and nothing says in which of the two celery is run.
func everywhere(files *workspace.Workspace, roots []string, module string) []workspace.Module {
	var found []workspace.Module
	for _, root := range roots {
		if m, ok := files.Resolve([]string{root}, module); ok {
			found = append(found, m)
		}
	}
	return append(found, files.Candidates(module)...)
}

// mayHoldApp reports whether celery may find its app in a module.
func mayHoldApp(p *check.Pass, module workspace.Module, attribute string, explicit bool) bool {
	if module.Path == "" {
		return true
	}
	if explicit {
		return !lacksName(p, module, attribute)
	}
	files := p.Project.Files
	_, inside := files.Resolve([]string{module.Root}, module.Name+".celery")
	return inside || mentions(files, module.Path, "elery") || !lacksName(p, module, "app")
}

// noCeleryModule says that a module is nowhere in the repository. The last part of
// a name without a colon may be a name in a module.
func noCeleryModule(p *check.Pass, launch deploy.Launch, roots []string, module string) (string, bool) {
	files := p.Project.Files
	if at := strings.LastIndexByte(module, '.'); at > 0 {
		if parent, ok := files.Resolve(roots, module[:at]); ok {
			if parent.Path != "" && !lacksName(p, parent, module[at+1:]) {
				return "", false
			}
		}
	}
	top, _, _ := strings.Cut(module, ".")
	if len(files.Candidates(module)) > 0 || len(files.IgnoredModule(roots, module)) > 0 || p.Project.Placed(module) ||
		p.Project.Placed(top) || p.Required(top) {
		return "", false
	}
	instead := celeryInstead(p)
	if _, own := files.Resolve(roots, top); !own && (len(files.Candidates(top)) > 0 || instead == "" && isElsewhere(launch)) {
		return "", false
	}
	return "there is no module " + module + instead, true
}

// isElsewhere reports whether a launch runs in a directory of a server, where
// another project than the repository's may be: a package for other projects shows
// so how it is run.
func isElsewhere(launch deploy.Launch) bool {
	return path.IsAbs(launch.Directory) && len(launch.Placements) == 0
}

// lacksName reports whether a module of the repository certainly binds no such
// name.
func lacksName(p *check.Pass, module workspace.Module, name string) bool {
	m := &project.SettingsModule{Roots: []string{module.Root}}
	_, lacks := p.LacksAttribute(m, module.Name, name)
	return lacks
}

func mentions(files *workspace.Workspace, file, word string) bool {
	return bytes.Contains(files.Code(file), []byte(word))
}

// celeryInstead names the app that the project has, if it has one.
func celeryInstead(p *check.Pass) string {
	var apps []string
	for _, s := range p.Project.Starters {
		if s.Kind == workspace.Celery && s.Module != "" && bytes.Contains(s.Result.File.Data, []byte("Celery(")) {
			apps = append(apps, strings.TrimSuffix(s.Module, ".celery"))
		}
	}
	if len(apps) != 1 {
		return ""
	}
	return "; the project's app is in " + apps[0]
}

// moduleOfApp is the module in the value of celery's -A.
func moduleOfApp(value string) string {
	module, _, _ := strings.Cut(value, ":")
	return module
}
