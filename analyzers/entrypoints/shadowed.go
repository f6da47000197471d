package entrypoints

import (
	"bytes"
	"path"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// settingsShadowed reports settings files that no import reaches, because a
// package beside them has their name. A package that loads the file by its path
// makes use of it.
func settingsShadowed(p *check.Pass) {
	for _, m := range p.Project.Settings {
		if m.ShadowedBy == "" || m.Role == project.Example || loadsByPath(p, m) {
			continue
		}
		first := p.First(m)
		f := finding.Finding{Path: m.Path, Span: first.Span, Modules: []string{m.Name}, Detail: m.ShadowedBy}
		f.Message = m.Path + " is never read: for " + m.Name + " Python takes " + m.ShadowedBy
		p.Report(f)
	}
}

// loadsByPath reports whether a module of the package that shadows a file speaks
// of the file.
func loadsByPath(p *check.Pass, m *project.SettingsModule) bool {
	dir := path.Dir(m.ShadowedBy)
	name := []byte(path.Base(m.Path))
	for _, entry := range p.Project.Files.List(dir) {
		if path.Ext(entry) == ".py" && bytes.Contains(p.Project.Files.Code(path.Join(dir, entry)), name) {
			return true
		}
	}
	return false
}
