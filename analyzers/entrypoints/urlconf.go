package entrypoints

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

// urlconfMissing reports whole settings modules that a web server starts and
// that do not set ROOT_URLCONF, for which Django has no default.
func urlconfMissing(p *check.Pass) {
	for _, m := range p.Judged() {
		if !isWhole(m) || !isServedByWeb(p.Project, m) {
			continue
		}
		j := check.Judge(p.Setting(m, "ROOT_URLCONF"), func(v eval.Value) check.Verdict {
			switch v.(type) {
			case eval.Unbound, eval.None:
				return check.Bad
			}
			return check.Good
		})
		if !j.Bad || j.ByDefault() {
			continue
		}
		f := p.At(m, "ROOT_URLCONF", j.Value, "INSTALLED_APPS", "MIDDLEWARE")
		f.Message = "ROOT_URLCONF is not set: Django has no default for it, and every request ends with an AttributeError"
		p.Report(f)
	}
}

// isWhole reports whether a module has what only the settings of a project that
// serves pages have, and everything that it sets is known.
func isWhole(m *project.SettingsModule) bool {
	result := m.Evaluate(m.World())
	return !result.Damaged && result.GaveUp == "" && result.Failure == nil && result.Taint() == nil &&
		len(result.Writes("INSTALLED_APPS")) > 0 && (len(result.Writes("MIDDLEWARE")) > 0 || len(result.Writes("TEMPLATES")) > 0)
}

// isServedByWeb reports whether a web server runs a settings module: through
// wsgi.py or asgi.py, or because a launch says so.
func isServedByWeb(p *project.Project, m *project.SettingsModule) bool {
	for _, s := range p.Starters {
		if s.Kind != workspace.WSGI && s.Kind != workspace.ASGI {
			continue
		}
		for _, name := range s.Names {
			if moduleNamed(p, name.Name) == m {
				return true
			}
		}
	}
	for _, launch := range p.Launches {
		if launch.Role == deploy.Production && isWebServer(launch.Program) && p.Starts(launch, m) {
			return true
		}
	}
	return false
}
