package commands

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// collectstaticMissing reports production images that serve static files from a
// STATIC_ROOT which nothing fills. It only speaks of images, which hold what was put
// into them: on a machine, and on platforms such as Heroku, somebody or something
// else may run collectstatic. Any mention of it in the repository is enough, prose
// included.
func collectstaticMissing(p *check.Pass) {
	var image *deploy.Launch
	for _, l := range production(p) {
		switch {
		case l.Kind != "Dockerfile" && l.Kind != "compose":
			return // another way to deploy, of which little is known
		case image == nil && isServer(l.Program) && l.Container != nil && ofRoot(l.Container.Image) && len(l.Placements) > 0:
			image = &l
		}
	}
	if image == nil {
		return
	}
	for _, m := range p.Project.LedTo(*image) {
		server := staticServer(p, m)
		root, filled := staticRoot(p, m)
		if !m.Judged || server == "" || root == "" || filled || mentionsCollectstatic(p) {
			continue
		}
		p.Report(finding.Finding{
			Path: image.Path, Span: image.Span, Setting: "STATIC_ROOT", Modules: []string{m.Name},
			Message: "nothing in the repository runs collectstatic, and " + server + " serves static files from STATIC_ROOT (" + root + "), which stays empty",
		})
	}
}

// staticServer is what serves static files from STATIC_ROOT: WhiteNoise, or a web
// server with an alias; "" if it is not certain that anything does.
func staticServer(p *check.Pass, m *project.SettingsModule) string {
	is := func(setting string, verdict func(eval.Value) check.Verdict) bool {
		alternatives := p.Setting(m, setting).Alternatives
		return len(alternatives) > 0 && !slices.ContainsFunc(check.Ask(alternatives, verdict), func(a eval.Alternative) bool {
			return a.Value != eval.Value(eval.Bool(true))
		})
	}
	falsy := func(v eval.Value) check.Verdict {
		if check.IsSet(v) == check.Good {
			return check.Bad
		}
		return check.Falsy(v)
	}
	if !is("WHITENOISE_USE_FINDERS", falsy) || !is("WHITENOISE_AUTOREFRESH", falsy) || !storesInRoot(m) {
		return ""
	}
	if has, known := check.Contains(p.Setting(m, "INSTALLED_APPS").Alternatives, "django.contrib.staticfiles"); !has || !known {
		return ""
	}
	if has, known := check.Contains(p.Setting(m, "MIDDLEWARE").Alternatives, "whitenoise.middleware.WhiteNoiseMiddleware"); has && known {
		return "WhiteNoise"
	}
	url, _ := p.Setting(m, "STATIC_URL").Alternatives.Single()
	prefix, isText := url.(eval.Str)
	for _, c := range p.Project.Servers {
		if isText && c.Role == deploy.Production && slices.ContainsFunc(c.Hosts, func(h *web.Host) bool {
			return slices.ContainsFunc(h.Routes, func(r web.Route) bool {
				return r.Files != nil && strings.Trim(r.URL, "/") == strings.Trim(string(prefix), "/")
			})
		}) {
			return string(c.Software)
		}
	}
	return ""
}

// storesInRoot reports whether collectstatic certainly writes to STATIC_ROOT.
func storesInRoot(m *project.SettingsModule) bool {
	world := m.World()
	backends := check.Item(m.Setting("STORAGES").In(world).Alternatives, "staticfiles", "BACKEND")
	backends = append(backends, m.Setting("STATICFILES_STORAGE").In(world).Alternatives...)
	return !slices.ContainsFunc(backends, func(a eval.Alternative) bool {
		if check.IsSet(a.Value) == check.Good {
			return false
		}
		name, ok := a.Value.(eval.Str)
		return !ok || !strings.HasPrefix(string(name), "whitenoise.") && !strings.HasPrefix(string(name), "django.contrib.staticfiles.")
	})
}

// staticRoot is STATIC_ROOT as people know it, and whether the repository has files
// in it.
func staticRoot(p *check.Pass, m *project.SettingsModule) (name string, filled bool) {
	value, single := p.Setting(m, "STATIC_ROOT").Alternatives.Single()
	if !single {
		return "", false
	}
	root, ok := p.Directory(value)
	if !ok {
		return "", false
	}
	if inside, here := root.InRepository(); here {
		filled = p.Project.Files.IsDir(inside)
	}
	return root.Name(), filled
}

// mentionsCollectstatic searches every file of text for the command.
func mentionsCollectstatic(p *check.Pass) bool {
	names := p.Project.Files.Files(func(name string) bool {
		switch strings.ToLower(path.Ext(name)) {
		case "", ".py", ".sh", ".bash", ".yml", ".yaml", ".toml", ".cfg", ".ini", ".conf", ".config", ".json", ".md", ".rst", ".txt", ".mk",
			".ps1", ".bat", ".j2", ".tf", ".nix", ".service", ".dockerfile", ".prod", ".production", ".groovy", ".fish", ".js":
			return true
		}
		return strings.Contains(strings.ToLower(path.Base(name)), "docker")
	})
	return slices.ContainsFunc(names, func(name string) bool {
		return bytes.Contains(bytes.ToLower(p.Project.Files.Code(name)), []byte("collectstatic"))
	})
}
