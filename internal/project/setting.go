package project

import (
	"slices"
	"sync"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
)

// results keeps what a module was evaluated to, by world.
type results struct {
	mutex   sync.Mutex
	byWorld map[string]*eval.Result
	// settings are the Values that were asked for, by asked.
	settings sync.Map
}

// asked is a question for a setting.
type asked struct {
	name, world string
	// debugOff is part of it, since roles are given after the first questions.
	debugOff bool
}

// Evaluate evaluates the module in a world, once.
func (m *SettingsModule) Evaluate(world eval.World) *eval.Result {
	m.cache.mutex.Lock()
	defer m.cache.mutex.Unlock()
	key := world.Key()
	if r, ok := m.cache.byWorld[key]; ok {
		return r
	}
	input := eval.Input{
		Files: m.project.Files, Roots: m.Roots, Module: m.Name, World: world,
		Default: m.project.DefaultOf, DebugOff: m.assumesOff(world),
	}
	if found, ok := m.project.Files.Resolve(m.Roots, m.Name); !ok || found.Path != m.Path {
		input.Path = m.Path // what the name leads to, if to anything, is another file
	}
	r, _ := eval.Evaluate(m.project.ctx, input)
	if r != nil {
		if chosen, ok := m.configured(world, r.Configurations()); ok {
			input.World = chosen
			r, _ = eval.Evaluate(m.project.ctx, input)
		}
	}
	if m.cache.byWorld == nil {
		m.cache.byWorld = map[string]*eval.Result{}
	}
	m.cache.byWorld[key] = r
	return r
}

// World is the world in which the project is judged.
func (m *SettingsModule) World() eval.World { return m.project.Options.World }

// Setting is a setting of a module, to be asked for its value in a world.
type Setting struct {
	Module *SettingsModule
	Name   string
}

// Setting names a setting; it need not be set.
func (m *SettingsModule) Setting(name string) Setting { return Setting{Module: m, Name: name} }

// Value is what a setting is in a world.
type Value struct {
	Setting Setting
	World   eval.World
	// Alternatives are its possible values, with Django's default where the
	// project does not set it. A setting that Django does not have is Unbound
	// where it is not set.
	Alternatives eval.Alternatives
	// Result is the evaluation it comes from.
	Result *eval.Result
}

// In evaluates the setting in a world, once: many rules ask for many settings.
func (s Setting) In(world eval.World) Value {
	question := asked{s.Name, world.Key(), s.Module.assumesOff(world)}
	if known, ok := s.Module.cache.settings.Load(question); ok {
		value := known.(Value) //nolint:forcetypeassert // nothing else is stored
		value.World = world    // of two that are the same but for the name
		return value
	}
	value := s.in(world)
	value.Alternatives = slices.Clip(value.Alternatives)
	s.Module.cache.settings.Store(question, value)
	return value
}

func (s Setting) in(world eval.World) Value {
	result := s.Module.Evaluate(world)
	v := Value{Setting: s, World: world, Result: result}
	possible := result.Get(s.Name)
	if s.Module.assumesOff(world) && s.Name != "DEBUG" {
		possible = withDebugOff(possible, result)
	}
	for _, alternative := range possible {
		if _, unset := alternative.Value.(eval.Unbound); unset {
			if made, ok := s.derived(result); ok {
				v.Alternatives = append(v.Alternatives, under(made, alternative.Guard)...)
				continue
			}
			alternative.Value = s.Module.project.DefaultOf(s.Name)
			if result.Damaged { // what is damaged may have set it
				alternative.Value = &eval.Unknown{Reason: "a module has a syntax error"}
			}
			alternative.Origin = eval.Origin{Kind: eval.ByDefault}
		}
		v.Alternatives = append(v.Alternatives, alternative)
	}
	return v
}

// under are alternatives where a guard holds too.
func under(alternatives eval.Alternatives, g eval.Guard) eval.Alternatives {
	var kept eval.Alternatives
	for _, a := range alternatives {
		if both, together := a.Guard.And(g); together {
			a.Guard = both
			kept = append(kept, a)
		}
	}
	return kept
}

// assumesOff reports whether the module is judged as if DEBUG were off.
func (m *SettingsModule) assumesOff(world eval.World) bool {
	return m.Judged && !m.project.Options.AsStands && !world.Exact
}

// withDebugOff leaves out the values that go only with a DEBUG that is on, or
// with which the module does not load: that DEBUG is on is one finding, and the
// rest is judged as if it were not.
func withDebugOff(possible eval.Alternatives, result *eval.Result) eval.Alternatives {
	var off eval.Alternatives
	debug := result.Get("DEBUG")
	for _, alternative := range debug {
		if truth, known := eval.Truth(alternative.Value); !known || !truth {
			off = append(off, alternative)
		}
	}
	if len(off) == 0 || len(off) == len(debug) {
		return possible
	}
	var kept eval.Alternatives
	for _, alternative := range possible {
		for _, d := range off {
			if both, together := alternative.Guard.And(d.Guard); together && !result.Fails(both) {
				kept = append(kept, alternative)
				break
			}
		}
	}
	return kept
}

// DefaultOf is Django's default for a setting: Unbound if Django has no such
// setting, Unknown if the versions that the project may run on disagree.
func (p *Project) DefaultOf(name string) eval.Value {
	if known, ok := p.defaults.Load(name); ok {
		return known.(eval.Value) //nolint:forcetypeassert // nothing else is stored
	}
	value := p.defaultOf(name)
	p.defaults.Store(name, value)
	return value
}

func (p *Project) defaultOf(name string) eval.Value {
	setting, ok := django.LookupSetting(name)
	if !ok {
		return eval.Unbound{}
	}
	var value eval.Value = eval.Unbound{}
	written := ""
	for _, minor := range p.Django.Minors {
		literal, ok := setting.Default(minor)
		switch {
		case !django.Known().Contains(minor):
			return &eval.Unknown{Reason: "nothing is known of Django " + minor.String()}
		case !ok:
			continue
		case written == "":
			value, written = eval.FromLiteral(literal), literal.String()
		case literal.String() != written:
			return &eval.Unknown{Reason: "the default of " + name + " depends on the Django version"}
		}
	}
	return value
}

// DeploymentWorlds are the worlds that the production launches of the module
// make, with the launch that each one stands for.
func (m *SettingsModule) DeploymentWorlds() []eval.World {
	var worlds []eval.World
	for _, launch := range m.project.Launches {
		if launch.Role == deploy.Production && m.project.Starts(launch, m) {
			worlds = append(worlds, WorldOf(launch))
		}
	}
	return worlds
}

// WorldOf is the world that a launch makes: what it sets, and what it says is set
// without saying to what, or that the host may set otherwise.
func WorldOf(launch deploy.Launch) eval.World {
	world := eval.World{Name: launch.Path, Variables: map[string]string{}, Supplied: map[string]bool{}}
	for name, variable := range launch.Environment() {
		switch {
		case variable.Unset:
		case variable.Known && !variable.Fallback:
			world.Variables[name] = variable.Value
		default:
			world.Supplied[name] = true
		}
	}
	return world
}
