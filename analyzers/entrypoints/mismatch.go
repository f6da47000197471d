package entrypoints

import (
	"path"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// running is the settings module that a production launch certainly runs.
type running struct {
	launch deploy.Launch
	module *project.SettingsModule
	// starter is where it falls back to the module; nil if the launch names it.
	starter *project.Starter
}

// settingsMismatch reports launches of one deployment, that is, of one file, of
// which one runs other settings than the rest because nobody told it which: what
// two launches name themselves is taken for intent.
func settingsMismatch(p *check.Pass) {
	var all []running
	for _, launch := range p.Project.Launches {
		if r, ok := runs(p.Project, launch); ok {
			all = append(all, r)
		}
	}
	for i, r := range all {
		if r.starter == nil {
			continue
		}
		for j, other := range all {
			if other.launch.Path != r.launch.Path || other.module == r.module || other.starter != nil && j > i ||
				!better(other, r) {
				continue
			}
			f := finding.Finding{Path: r.launch.Path, Span: r.launch.Span, Setting: deploy.SettingsVariable, Detail: r.module.Name}
			f.Message = r.launch.Program + " runs " + r.module.Name + ", to which " + r.starter.Path + " falls back, and " +
				other.launch.Program + " beside it runs " + other.module.Name
			p.Report(f)
			break
		}
	}
	if len(all) == 0 && !chosenByLaunch(p.Project, true) {
		startersDisagree(p)
	}
}

// startersDisagree reports a file beside wsgi.py, or wsgi.py beside asgi.py, that
// falls back to settings which are not for production while the other one's are.
// Settings for development or tests are left to the rule on these.
func startersDisagree(p *check.Pass) {
	for _, s := range p.Project.Starters {
		name, known := onlyName(s)
		m := moduleNamed(p.Project, name.Name)
		if !known || m == nil || m.Role != project.Base || s.Kind == workspace.Manage {
			continue
		}
		for _, other := range p.Project.Starters {
			otherName, otherKnown := onlyName(other)
			better := moduleNamed(p.Project, otherName.Name)
			if other.Kind != workspace.WSGI && other.Kind != workspace.ASGI || path.Dir(other.Path) != path.Dir(s.Path) ||
				!otherKnown || better == nil || better.Role != project.Production {
				continue
			}
			f := finding.Finding{Path: s.Path, Span: name.Span, Setting: deploy.SettingsVariable, Detail: m.Name}
			f.Message = s.Path + " runs " + m.Name + ", and " + other.Path + " beside it runs " + better.Name
			p.Report(f)
			break
		}
	}
}

// better reports whether of two launches the first is the one that is as it was
// meant: it is told its settings, or they are for production and the other's are
// not.
func better(first, second running) bool {
	return first.starter == nil || first.module.Role == project.Production && second.module.Role != project.Production
}

// runs tells what a launch in production runs, if that is known for certain.
func runs(p *project.Project, launch deploy.Launch) (running, bool) {
	if launch.Role != deploy.Production || !isServer(launch) || launch.External() {
		return running{}, false
	}
	target := p.Target(launch)
	if target == nil && launch.Program == "celery" {
		target = celeryStarter(p, launch)
	}
	only, known := onlyName(target)
	if target != nil && len(target.Names) > 0 && !target.Names[0].Default { // an assignment wins over the environment
		m := moduleNamed(p, only.Name)
		return running{launch, m, target}, known && m != nil
	}
	variable, set := launch.Environment()[deploy.SettingsVariable]
	switch {
	case launch.Settings != nil:
		m := moduleNamed(p, launch.Settings.Value)
		return running{launch, m, nil}, m != nil
	case set && !variable.Known || !known:
		return running{}, false
	}
	m := moduleNamed(p, only.Name)
	return running{launch, m, target}, m != nil
}

// onlyName is the one module that a starter names whatever the environment is.
func onlyName(s *project.Starter) (project.SettingsName, bool) {
	if s == nil || len(s.Names) != 1 || !s.Names[0].Guard.Always() {
		return project.SettingsName{}, false
	}
	return s.Names[0], true
}

// celeryStarter is the file with the app that celery -A names.
func celeryStarter(p *project.Project, launch deploy.Launch) *project.Starter {
	if launch.Target == nil {
		return nil
	}
	module := moduleOfApp(launch.Target.Value)
	for _, s := range p.Starters {
		if s.Kind == workspace.Celery && s.Module != "" && (s.Module == module || s.Module == module+".celery") {
			return s
		}
	}
	return nil
}
