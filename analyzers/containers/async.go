package containers

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// unsafe is the variable that Django looks at (django/utils/asyncio.py, and
// django/core/checks/async_checks.py since 3.1).
const unsafe = "DJANGO_ALLOW_ASYNC_UNSAFE"

// asyncUnsafe reports where the variable is set: by a deployment, by what starts
// Django, or by the settings.
func asyncUnsafe(p *check.Pass) {
	if p.AsDjango {
		for _, m := range p.Judged() {
			asDjango(p, m)
		}
		return
	}
	for _, launch := range p.Project.Launches {
		if launch.Role != deploy.Production {
			continue
		}
		if v, ok := launch.Environment()[unsafe]; ok && v.Known && v.Value != "" {
			report(p, finding.Finding{Path: v.Path, Span: v.Span})
		}
	}
	for _, starter := range p.Project.Starters {
		writes(p, starter.Result)
	}
	for _, m := range p.Started() {
		writes(p, m.Evaluate(m.World()), m.Name)
	}
}

// writes reports the variable where a module certainly sets it.
func writes(p *check.Pass, result *eval.Result, modules ...string) {
	for _, write := range result.Environment[unsafe] {
		if !write.Conditional && truthy(write) {
			report(p, finding.Finding{Path: write.File.Path, Span: write.Span, Modules: modules})
		}
	}
}

func truthy(write eval.Write) bool {
	value, _ := write.Value.Single()
	text, isText := value.(eval.Str)
	return isText && text != ""
}

// asDjango reports the variable as manage.py check finds it: as it was given,
// unless manage.py or the settings change it.
func asDjango(p *check.Pass, m *project.SettingsModule) {
	f := finding.Finding{Modules: []string{m.Name}}
	origin := p.First(m)
	f.Path, f.Span = origin.File.Path, origin.Span
	set := m.World().Variables[unsafe] != ""
	_, given := m.World().Variables[unsafe]
	for _, write := range m.Evaluate(m.World()).Environment[unsafe] {
		if write.Conditional || write.Default && given {
			continue
		}
		given, set = true, truthy(write)
		f.Path, f.Span = write.File.Path, write.Span
	}
	if set {
		report(p, f)
	}
}

func report(p *check.Pass, f finding.Finding) {
	f.Message = unsafe + " is set: Django no longer refuses database queries in an event loop, where requests then mix up each other's connections"
	f.Django = p.Present(p.Rule.Django...)
	p.Report(f)
}
