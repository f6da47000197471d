package check

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/project"
)

// ForDevelopment reports whether the settings that a launch leads to are those of
// development or tests, by their role or by the name that the launch gives, so that
// it is meant for that whatever its file is called.
func (p *Pass) ForDevelopment(l deploy.Launch) bool {
	if l.Settings != nil && deploy.NamedForDevelopment(strings.ReplaceAll(l.Settings.Value, ".", "/")) {
		return true
	}
	modules := p.Project.LedTo(l)
	return len(modules) > 0 && !slices.ContainsFunc(modules, func(m *project.SettingsModule) bool {
		return m.Role != project.Development && m.Role != project.Testing
	})
}
