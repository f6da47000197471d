package staticfiles

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// storagesIncomplete reports a STORAGES without one of its two keys, which Django
// does not fill in: staticfiles.E005 for one of them.
func storagesIncomplete(p *check.Pass) {
	const setting = "STORAGES"
	for _, m := range p.Started() {
		missing := func(world eval.World, key string) check.Truths {
			return check.Not(check.Ask(check.Item(m.Setting(setting).In(world).Alternatives, key), check.IsSet))
		}
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return check.And(missing(world, "staticfiles"), p.Perhaps(p.HasApp(m, world, app)))
		}, check.IsTrue)
		if j.Bad {
			f := p.At(m, setting, j.Value)
			f.Confidence, f.Detail = j.Confidence, "staticfiles"
			f.Message = "STORAGES has no \"staticfiles\": Django fills nothing in, and every page that names a static file raises InvalidStorageError"
			f.Django = p.Present(p.Rule.Django...)
			p.Report(f)
		}
		if p.AsDjango {
			continue
		}
		j = check.JudgeIn(m, func(world eval.World) eval.Alternatives { return missing(world, "default") }, check.IsTrue)
		if !j.Bad {
			continue
		}
		f := p.At(m, setting, j.Value)
		f.Confidence, f.Detail = j.Confidence, "default"
		f.Message = "STORAGES has no \"default\": Django fills nothing in, and the first upload raises InvalidStorageError"
		if !p.Project.Mentions("models.FileField", "models.ImageField", "default_storage") {
			f.Severity = finding.Note
			f.Message = "STORAGES has no \"default\", and Django fills nothing in: an app that stores uploads raises InvalidStorageError"
		}
		p.Report(f)
	}
}

// rootMissing reports production that has nowhere to collect static files.
func rootMissing(p *check.Pass) {
	const setting = "STATIC_ROOT"
	for _, m := range p.Judged() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			unset := check.Ask(m.Setting(setting).In(world).Alternatives, check.Falsy)
			return check.And(unset, p.HasApp(m, world, app), storesLocally(p, m, world), check.Not(servesSources(m, world)))
		}, check.IsTrue)
		if !j.Bad || !hasStatic(p, m) || p.Project.Mentions("django.views.static", "staticfiles.views") {
			continue
		}
		f := p.At(m, setting, j.Value, "STATIC_URL", dirs, "INSTALLED_APPS")
		f.Confidence = j.Confidence
		f.Message = "STATIC_ROOT is not set: collectstatic has nowhere to put static files, and with DEBUG off Django does not serve them from where they are"
		if j.ByDefault() {
			f.Message += ", unless " + j.Decider()
		}
		p.Report(f)
	}
}

// storesLocally tells whether static files are stored in STATIC_ROOT. Of a storage
// that is not known it says nothing: S3 and the like need no directory.
func storesLocally(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
	local := func(v eval.Value) check.Verdict {
		if check.IsSet(v) == check.Good {
			return check.Bad
		}
		name, ok := v.(eval.Str)
		if !ok {
			return check.Unclear
		}
		if strings.HasPrefix(string(name), "whitenoise.") {
			return check.Bad
		}
		return p.Inherits(m, string(name), "django.contrib.staticfiles.storage.StaticFilesStorage")
	}
	current := check.Item(m.Setting("STORAGES").In(world).Alternatives, "staticfiles", "BACKEND")
	old := m.Setting("STATICFILES_STORAGE").In(world).Alternatives
	return check.And(check.Ask(current, local), check.Ask(old, local))
}

// servesSources tells whether WhiteNoise serves files from where they are.
func servesSources(m *project.SettingsModule, world eval.World) check.Truths {
	on := check.IfSet(check.Truthy)
	finders := check.Ask(m.Setting("WHITENOISE_USE_FINDERS").In(world).Alternatives, on)
	refresh := check.Ask(m.Setting("WHITENOISE_AUTOREFRESH").In(world).Alternatives, on)
	return check.Or(finders, refresh)
}

// hasStatic reports whether there is anything to collect: the admin's files, those
// of the browsable API, the project's own.
func hasStatic(p *check.Pass, m *project.SettingsModule) bool {
	for _, name := range []string{"django.contrib.admin", "rest_framework"} {
		if contains, _ := check.Contains(p.Setting(m, "INSTALLED_APPS").Alternatives, name); contains {
			return true
		}
	}
	return len(p.Project.Files.Files(func(name string) bool { return strings.Contains("/"+name, "/static/") })) > 0
}
