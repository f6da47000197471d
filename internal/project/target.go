package project

import "github.com/djvet/djvet/internal/deploy"

// Target is the starter that a launch loads, such as its wsgi.py; nil if it is
// not known.
func (p *Project) Target(launch deploy.Launch) *Starter { return p.target(launch) }

// LedTo are the settings modules that a launch leads to.
func (p *Project) LedTo(launch deploy.Launch) []*SettingsModule {
	return p.modules(func(m *SettingsModule) bool { return p.Starts(launch, m) })
}
