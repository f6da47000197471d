package project

import (
	"context"
	"sync"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/text"
)

// Project is one Django project: settings modules with their roles, the files
// that start it, and the launches that servers and containers describe.
type Project struct {
	// Root is its directory, relative to the tree's root; "" for that itself.
	Root  string
	Files *workspace.Workspace
	// Django is the set of minors that it may run on.
	Django workspace.Version
	// Settings are its settings modules, by path.
	Settings []*SettingsModule
	// Starters are manage.py, wsgi.py and the like, by path.
	Starters []*Starter
	// Launches are the launches that concern it.
	Launches []deploy.Launch
	// Containers are the services and images that concern it, its databases and
	// web servers among them.
	Containers []*deploy.Container
	// Servers are the configurations of the web servers before it.
	Servers []*web.Configuration
	// Problems are its deployment files that could not be read.
	Problems []deploy.Problem
	// Options are what it is judged with.
	Options Options

	ctx context.Context //nolint:containedctx // evaluation is on demand, within the run that made the project
	// defaults are those of Django that were asked for, by name.
	defaults sync.Map
	code     code
	// machineFound is what is known of the machine, when a rule first asks.
	machineOnce  sync.Once
	machineFound machine
}

// Options say how projects are judged. The zero value judges what the roles
// say, in the open world.
type Options struct {
	// Paths limits what is looked for to what is at or below them, relative to
	// the tree's root; none means everything.
	Paths []string
	// Settings are the modules to judge as production, by dotted name; none
	// means that roles decide.
	Settings []string
	// World is the environment to judge in.
	World eval.World
	// AsStands takes constants as they stand: DEBUG is not assumed to be off.
	AsStands bool
	// Django overrides what was found of the version, if it has minors.
	Django workspace.Version
}

// Role says what a settings module is for.
type Role string

// The roles.
const (
	Production  Role = "production"
	Development Role = "development"
	Testing     Role = "test"
	Example     Role = "example"
	Base        Role = "base"
	Unrated     Role = "unrated"
)

// SettingsModule is a settings module of a project.
type SettingsModule struct {
	// Name is dotted, as Roots make it importable.
	Name  string
	Path  string
	Roots []string
	Role  Role
	// Judged says that the rules for production are run on it.
	Judged bool
	// Started says that something starts it, so that the rules for every
	// module are run on it.
	Started bool
	// Why is the evidence for the role, the strongest first.
	Why []Evidence
	// ShadowedBy is the __init__.py of the package beside it that has its name,
	// and that every import of the name takes; "" for most.
	ShadowedBy string

	project *Project
	cache   results
}

// Evidence is a place that shows something. Span is empty if the file as a
// whole does; Path is "" if nothing but the absence of others does.
type Evidence struct {
	Path string
	Span text.Span
	Text string
}

// Starter is a file by which something starts Django.
type Starter struct {
	Path string
	Kind workspace.StarterKind
	// Module is the dotted name under which servers load it; "" for a script.
	Module string
	Roots  []string
	// Result is what it does when it runs.
	Result *eval.Result
	// Names are the settings modules that it may select, in order.
	Names []SettingsName
}

// SettingsName is one way in which a starter selects its settings module.
type SettingsName struct {
	Name string
	// Default says that an environment variable that is already set wins.
	Default bool
	// Guard says when; Always for most.
	Guard eval.Guard
	File  *text.File
	Span  text.Span
}

// Judged are the settings modules that the rules for production are run on.
func (p *Project) Judged() []*SettingsModule {
	return p.modules(func(m *SettingsModule) bool { return m.Judged })
}

// Started are the settings modules that something starts, the judged ones
// among them.
func (p *Project) Started() []*SettingsModule {
	return p.modules(func(m *SettingsModule) bool { return m.Judged || m.Started })
}

func (p *Project) modules(want func(*SettingsModule) bool) []*SettingsModule {
	var found []*SettingsModule
	for _, m := range p.Settings {
		if want(m) {
			found = append(found, m)
		}
	}
	return found
}

// Context is that of the run: rules that read files end with it.
func (p *Project) Context() context.Context { return p.ctx }
