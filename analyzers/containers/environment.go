package containers

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// environmentUnsafe reports the variables by which a production launch itself turns
// DEBUG on or gives the SECRET_KEY away. The settings are evaluated in the world
// that the launch makes, and again without the variable: what is so with and
// without it is another rule's.
func environmentUnsafe(p *check.Pass) {
	if p.AsDjango {
		return
	}
	for _, l := range p.Project.Launches {
		if l.Role != deploy.Production || composed(p, l) || p.ForDevelopment(l) {
			continue
		}
		environment := l.Environment()
		for _, m := range settingsOf(p, l, environment) {
			for _, name := range slices.Sorted(maps.Keys(environment)) {
				if v := environment[name]; v.Known && v.Value != "" && name != deploy.SettingsVariable && stands(l, v) {
					given{p: p, launch: l, module: m, variable: v}.judge()
				}
			}
		}
	}
}

// composed reports whether a launch is an image that a compose file starts in
// production with an environment of its own: that launch has all variables.
func composed(p *check.Pass, l deploy.Launch) bool {
	return l.Kind == "Dockerfile" && slices.ContainsFunc(p.Project.Launches, func(other deploy.Launch) bool {
		return other.Role == deploy.Production && other.Kind != "Dockerfile" && other.Container != nil && other.Container.Build == l.Path
	})
}

// stands reports whether nothing that is not in the repository goes before a
// variable. Docker Compose takes environment before env_file before the image's
// ENV, and systemd takes EnvironmentFile before Environment.
func stands(l deploy.Launch, v deploy.Variable) bool {
	return !l.External() || l.Kind == "compose" && v.How == "environment"
}

// settingsOf are the settings modules that find the environment of a launch: those
// that it leads to, or the judged ones if it is not known what it starts, as of an
// env file.
func settingsOf(p *check.Pass, l deploy.Launch, environment deploy.Environment) []*project.SettingsModule {
	modules := p.Project.LedTo(l)
	if _, named := environment[deploy.SettingsVariable]; len(modules) == 0 && !named && l.Settings == nil {
		modules = p.Judged()
	}
	return slices.DeleteFunc(slices.Clone(modules), func(m *project.SettingsModule) bool { return !m.Judged })
}

// given is a variable that a launch gives to a settings module.
type given struct {
	p        *check.Pass
	launch   deploy.Launch
	module   *project.SettingsModule
	variable deploy.Variable
}

// worlds are those of the launch with the variable, and without it.
func (g given) worlds() (with, without eval.World) {
	with, without = project.WorldOf(g.launch), project.WorldOf(g.launch)
	delete(with.Supplied, g.variable.Name)
	with.Variables[g.variable.Name] = g.variable.Value
	delete(without.Supplied, g.variable.Name)
	delete(without.Variables, g.variable.Name)
	return with, without
}

func (g given) judge() {
	if !g.candidate() {
		return
	}
	with, without := g.worlds()
	if g.debugOn(with) && (!g.debugOn(without) || g.decides("DEBUG")) {
		f := g.finding("DEBUG")
		f.Message = g.variable.Name + " turns DEBUG on in production" + g.unless() +
			": every error shows its visitor source code, local variables and most settings"
		f.Django = g.p.Rule.Django
		g.p.Report(f)
	}
	const key = "SECRET_KEY"
	if g.gives(key, with) && !g.gives(key, without) && !isPlaceholder(g.variable) {
		f := g.finding(key)
		f.Message = "SECRET_KEY is what " + g.variable.Name + " is set to here" + g.unless() +
			": whoever can read the repository can forge sessions and password resets"
		g.p.Report(f)
	}
}

// candidate reports whether the variable may be one to report, as far as that
// shows without evaluating the settings once more for it: launches have many
// variables. What the launch sets for certain is part of its world already; of
// what the host may set otherwise that world only knows that it is set.
func (g given) candidate() bool {
	base := project.WorldOf(g.launch)
	if g.variable.Fallback {
		return g.sways("DEBUG", base) || g.sways("SECRET_KEY", base) && !g.settledWithout("SECRET_KEY", base)
	}
	return g.sways("SECRET_KEY") && g.gives("SECRET_KEY", base) || g.sways("DEBUG") && g.debugOn(base)
}

// sways reports whether the variable may have a say in what a setting is: in
// the world that the project is judged in, and in others.
func (g given) sways(setting string, others ...eval.World) bool {
	return !slices.ContainsFunc(append([]eval.World{g.module.World()}, others...), func(world eval.World) bool {
		return !slices.ContainsFunc(g.module.Setting(setting).In(world).Alternatives, func(a eval.Alternative) bool {
			return g.speaksOf(a) || !settled(a.Value)
		})
	})
}

// settledWithout reports whether a setting may be, in a world, what the variable
// has no say in.
func (g given) settledWithout(setting string, world eval.World) bool {
	return slices.ContainsFunc(g.module.Setting(setting).In(world).Alternatives, func(a eval.Alternative) bool {
		return !g.speaksOf(a) && settled(a.Value) && a.Guard.HoldsWhenUnset()
	})
}

// speaksOf reports whether an alternative depends on the variable.
func (g given) speaksOf(a eval.Alternative) bool {
	supplied, ok := a.Value.(*eval.External)
	return ok && supplied.Source.Kind == eval.Environment && supplied.Source.Name == g.variable.Name ||
		slices.Contains(a.Guard.Variables(), g.variable.Name)
}

// settled reports whether it is known of a value what it is made of.
func settled(v eval.Value) bool {
	switch v.(type) {
	case eval.Bool, eval.Int, eval.Float, eval.Str, eval.None, eval.Unbound, *eval.External:
		return true
	}
	return false
}

func (g given) finding(setting string) finding.Finding {
	f := finding.Finding{
		Path: g.variable.Path, Span: g.variable.Span, Setting: setting, Detail: g.variable.Name, Modules: []string{g.module.Name},
	}
	if g.variable.Fallback {
		f.Confidence = finding.Medium
	}
	return f
}

func (g given) unless() string {
	if g.variable.Fallback {
		return ", unless the host sets it otherwise"
	}
	return ""
}

// inWorld are the values of a setting while no other variable is set.
func (g given) inWorld(setting string, world eval.World) []eval.Value {
	var values []eval.Value
	for _, a := range g.module.Setting(setting).In(world).Alternatives {
		if a.Guard.HoldsWhenUnset() {
			values = append(values, a.Value)
		}
	}
	return values
}

// debugOn reports whether DEBUG is certainly on in a world.
func (g given) debugOn(world eval.World) bool {
	values := g.inWorld("DEBUG", world)
	return len(values) > 0 && !slices.ContainsFunc(values, func(v eval.Value) bool {
		switch v.(type) {
		case *eval.Unknown, *eval.External:
			return true
		}
		return check.Truthy(v) != check.Bad
	})
}

// decides reports whether the variable has a say in a setting, though the setting
// is the same without it.
func (g given) decides(setting string) bool {
	return slices.ContainsFunc(g.p.Setting(g.module, setting).Alternatives, func(a eval.Alternative) bool {
		return slices.Contains(a.Guard.Variables(), g.variable.Name)
	})
}

// gives reports whether a text setting is the variable's value in a world.
func (g given) gives(setting string, world eval.World) bool {
	values := g.inWorld(setting, world)
	return len(values) > 0 && !slices.ContainsFunc(values, func(v eval.Value) bool {
		text, ok := v.(eval.Str)
		return !ok || string(text) != g.variable.Value
	})
}

// isPlaceholder reports whether a value is there to be replaced, or is a word that
// nobody takes for a key.
func isPlaceholder(v deploy.Variable) bool {
	const word = 12
	value := strings.TrimPrefix(v.Value, "django-insecure-") // startproject's mark of a key that it made
	if madeByDjango.MatchString(value) {
		return false
	}
	return check.Placeholder(v.Name, value) || len(value) < word && !strings.ContainsFunc(value, func(r rune) bool { return !unicode.IsLetter(r) })
}

// madeByDjango is a key of startproject: 50 characters of those that
// django.core.management.utils.get_random_secret_key chooses from.
var madeByDjango = regexp.MustCompile(`^[a-z0-9!@#$%^&*(\-_=+)]{50}$`)
