package debug

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// tool is a package for developers that works through a middleware.
type tool struct {
	// name is its package, under which the middleware lies.
	name string
	// does says what it does in production.
	does string
	// guards are settings by which a project says who may see it; one that
	// has them means to have the tool in production.
	guards []string
}

// tools are the packages of which the documentation says that they are for
// development. What such a package does only through INSTALLED_APPS is left
// alone: without its middleware it has no effect on a request.
func tools() []tool {
	return []tool{
		{"debug_toolbar", "only DEBUG and INTERNAL_IPS keep it from showing settings, SQL and headers to visitors", []string{"DEBUG_TOOLBAR_CONFIG"}},
		{"debug_toolbar_force", "it shows settings, SQL and headers to whoever asks for them", nil},
		{"silk", "it stores every request with its body, passwords included, and shows them to whoever finds its page", []string{"SILKY_AUTHENTICATION", "SILKY_INTERCEPT_FUNC", "SILKY_INTERCEPT_PERCENT"}},
		{"django_browser_reload", "it is made for the development server", nil},
		{"livereload", "it puts a script for a development server into every page", nil},
		{"pyinstrument", "it profiles a request for whoever asks for it", []string{"PYINSTRUMENT_SHOW_CALLBACK"}},
		{"django_cprofile_middleware", "it profiles a request for whoever asks for it", []string{"DJANGO_CPROFILE_MIDDLEWARE_REQUIRE_STAFF"}},
		{"django_pdb", "it opens a debugger on the server for whoever asks for it", nil},
		{"nplusone", "it watches every query", nil},
		{"querycount", "it counts every query", nil},
		{"kolo", "it records what every request does", nil},
	}
}

// toolInstalled reports tools that are there whatever the environment is.
func toolInstalled(p *check.Pass) {
	for _, m := range p.Judged() {
		for _, t := range tools() {
			ask := func(world eval.World) eval.Alternatives { return p.InMiddleware(m, world, t.has) }
			j := check.JudgeIn(m, ask, check.IsTrue)
			if !j.Bad || j.ByDefault() || t.guarded(p, m) {
				continue
			}
			f := p.At(m, "MIDDLEWARE", j.Value)
			f.Detail = t.name
			f.Message = t.name + " is installed in production: " + t.does
			p.Report(f)
		}
	}
}

// has is the verdict that a middleware is one of the tool's.
func (t tool) has(v eval.Value) check.Verdict {
	name, ok := v.(eval.Str)
	if !ok {
		return check.Unclear
	}
	return check.When(strings.HasPrefix(string(name), t.name+"."))
}

// guarded reports whether the project may say who sees the tool.
func (t tool) guarded(p *check.Pass, m *project.SettingsModule) bool {
	for _, name := range t.guards {
		for _, v := range p.Setting(m, name).Alternatives {
			if check.IsSet(v.Value) == check.Bad {
				return true
			}
		}
	}
	return false
}
