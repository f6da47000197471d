package project

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/python"
)

// rate gives every settings module its role. The first that matches wins.
func (p *Project) rate() {
	if len(p.Options.Settings) > 0 {
		p.rateConfigured()
		return
	}
	importers := p.importers()
	for _, m := range p.Settings {
		p.rateByName(m)
	}
	p.rateByLaunch(importers)
	named := slices.ContainsFunc(p.Settings, func(m *SettingsModule) bool { return m.Role == Production })
	for _, m := range p.Settings {
		if m.Role == "" {
			p.rateByPackage(m)
		}
		if m.Role == "" {
			p.rateByStarter(m, importers, named)
		}
	}
	for _, m := range p.Settings {
		if m.Role == "" && len(importers[m.Path]) > 0 {
			m.Role = Base
			m.because(Evidence{Path: importers[m.Path][0], Text: "another settings module imports it"})
		}
	}
	p.rateAlone()
	for _, m := range p.Settings {
		if m.Role == Production && !p.hasSettings(m) {
			m.Role = Unrated
			m.because(Evidence{Path: m.Path, Text: "it sets none of Django's main settings"})
		}
		if m.Role == "" {
			m.Role = Unrated
			m.because(Evidence{Text: "nothing says what it is for"})
		}
		m.Judged = m.Role == Production
		m.Started = p.started(m)
	}
}

func (m *SettingsModule) because(e Evidence) { m.Why = append(m.Why, e) }

// rateConfigured judges the modules that the user names, and no others.
func (p *Project) rateConfigured() {
	for _, m := range p.Settings {
		m.Role = Unrated
		if slices.ContainsFunc(p.Options.Settings, m.answersTo) {
			m.Role, m.Judged = Production, true
			m.because(Evidence{Text: "named by --settings or the configuration"})
		} else {
			m.because(Evidence{Text: "another module was named by --settings or the configuration"})
		}
	}
}

// roleOfToken is what a word in a module's name says.
func roleOfToken(token string) Role {
	switch token {
	case "prod", "production", "live", "deploy", "deployment", "staging":
		return Production
	case "dev", "devel", "develop", "development", "local", "debug":
		return Development
	case "test", "tests", "testing", "ci":
		return Testing
	}
	return ""
}

// rateByName looks at the words of the last part of the module's name. Where some
// say production and one says otherwise, as in production_debug, it is something
// like production.
func (p *Project) rateByName(m *SettingsModule) {
	if m.Role == Example {
		if len(m.Why) == 0 {
			m.because(Evidence{Path: m.Path, Text: "its path says that it is an example"})
		}
		return
	}
	if m.ShadowedBy != "" {
		m.Role = Unrated
		m.because(Evidence{Path: m.ShadowedBy, Text: "nothing can import it: Python takes " + m.ShadowedBy + " for " + m.Name})
		return
	}
	names := strings.Split(m.Name, ".")
	said := ""
	words := wordsOf(names[len(names)-1])
	if slices.Equal(words, []string{"product"}) { // beside develop; a shop's product_settings are something else
		words = []string{"production"}
	}
	for _, word := range words {
		role := roleOfToken(word)
		if role != "" && (m.Role == "" || m.Role == Production && role != Production) {
			m.Role, said = role, word
		}
	}
	if said != "" {
		m.because(Evidence{Path: m.Path, Text: "its name says " + said})
	}
}

func wordsOf(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == '_' || r == '-' })
}

// rateByPackage makes development of what lies in a package whose name says that
// the whole project is there for development, such as the devproject of a reusable
// application. A launch in production has been heard before.
func (p *Project) rateByPackage(m *SettingsModule) {
	names := strings.Split(m.Name, ".")
	for _, name := range names[:len(names)-1] {
		words := wordsOf(name)
		switch {
		case name == "devproject", name == "devsite",
			len(words) == 2 && roleOfToken(words[0]) == Development && (words[1] == "project" || words[1] == "site"):
			m.Role = Development
			m.because(Evidence{Path: m.Path, Text: "its package is called " + name})
			return
		}
	}
}

// markCopies takes out the settings of a second copy of a project inside the
// first, which collectstatic or a careless commit leaves.
func markCopies(projects []*Project) {
	for _, inner := range projects {
		for _, outer := range projects {
			if inner == outer || !below(inner.Root, outer.Root) {
				continue
			}
			for _, m := range inner.Settings {
				original := path.Join(outer.Root, strings.TrimPrefix(m.Path, withSlash(inner.Root)))
				if m.Role == "" && outer.holds(original) {
					m.Role = Example
					m.because(Evidence{Path: original, Text: "a copy of " + original})
				}
			}
		}
	}
}

func (p *Project) holds(file string) bool {
	return slices.ContainsFunc(p.Settings, func(m *SettingsModule) bool { return m.Path == file })
}

func withSlash(dir string) string {
	if dir == "" {
		return ""
	}
	return dir + "/"
}

// rateByLaunch makes production of what a production launch leads to, unless
// its name says otherwise and a module exists whose name says production.
func (p *Project) rateByLaunch(importers map[string][]string) {
	deployed := p.namedByLaunches()
	hasProduction := slices.ContainsFunc(p.Settings, func(m *SettingsModule) bool { return m.Role == Production })
	for _, launch := range p.Launches {
		if launch.Role != deploy.Production {
			continue
		}
		for _, m := range p.Settings {
			if m.Role == Example || !p.Starts(launch, m) {
				continue
			}
			if (m.Role == Development || m.Role == Testing) && (hasProduction || m.Role == Testing) {
				continue
			}
			if launch.Settings == nil && (deployed || m.Role == Development || p.importedByProduction(m, importers)) {
				continue // what wsgi.py names is only a default
			}
			evidence := Evidence{Path: launch.Path, Span: launch.Span, Text: "a production launch names it"}
			if launch.Settings != nil && launch.Settings.Value == m.Name {
				evidence.Path, evidence.Span = launch.Settings.Path, launch.Settings.Span
			} else if target := p.target(launch); target != nil {
				evidence.Text = "a production launch loads " + target.Path + ", which names it"
			}
			m.Role = Production
			m.Why = append([]Evidence{evidence}, m.Why...)
		}
	}
}

// namedByLaunches reports whether a production launch says in its environment
// or on its command line which settings it runs with, so that what wsgi.py names
// is only a default.
func (p *Project) namedByLaunches() bool {
	return slices.ContainsFunc(p.Launches, func(l deploy.Launch) bool {
		return l.Role == deploy.Production && l.Settings != nil
	})
}

// rateByStarter makes production of what wsgi.py or asgi.py names. If there is a
// module of production that imports it, the name is only a default.
func (p *Project) rateByStarter(m *SettingsModule, importers map[string][]string, named bool) {
	deployed := p.namedByLaunches()
	for _, s := range p.Starters {
		if s.Kind != workspace.WSGI && s.Kind != workspace.ASGI {
			continue
		}
		for _, n := range s.Names {
			if !m.answersTo(n.Name) {
				continue
			}
			if n.Default && (deployed || named && p.importedByProduction(m, importers)) {
				continue
			}
			m.Role = Production
			m.because(Evidence{Path: s.Path, Span: n.Span, Text: s.Path + " names it"})
			return
		}
	}
}

// importedByProduction reports whether a module of production imports the
// module, directly or through others.
func (p *Project) importedByProduction(m *SettingsModule, importers map[string][]string) bool {
	seen := map[string]bool{}
	queue := slices.Clone(importers[m.Path])
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		for _, other := range p.Settings {
			if other.Path == at && other.Role == Production {
				return true
			}
		}
		queue = append(queue, importers[at]...)
	}
	return false
}

// namesOnlyMissing reports whether the starters name settings modules, none of
// which is in the repository.
func (p *Project) namesOnlyMissing() bool {
	named := false
	for _, s := range p.Starters {
		for _, n := range s.Names {
			if _, found := p.Files.Resolve(s.Roots, n.Name); found {
				return false
			}
			named = true
		}
	}
	return named
}

// rateAlone makes production of a module if it is the only one that could be.
func (p *Project) rateAlone() {
	var candidates []*SettingsModule
	for _, m := range p.Settings {
		if m.Role != Example && m.Role != Testing && m.ShadowedBy == "" {
			candidates = append(candidates, m)
		}
	}
	if len(candidates) == 1 && candidates[0].Role == "" && !p.namesOnlyMissing() {
		candidates[0].Role = Production
		candidates[0].because(Evidence{Path: candidates[0].Path, Text: "the only settings module"})
	}
}

// hasSettings reports whether a module sets, or may set, one of the settings
// that no project does without. An empty package is named where the real module
// is chosen by the environment, and classes of settings are not followed.
func (p *Project) hasSettings(m *SettingsModule) bool {
	result := m.Evaluate(m.World())
	for _, name := range []string{"INSTALLED_APPS", "ROOT_URLCONF", "DATABASES", "MIDDLEWARE", "TEMPLATES"} {
		if len(result.Writes(name)) > 0 {
			return true
		}
	}
	return result.Failure != nil
}

// started reports whether a starter or a launch names the module.
func (p *Project) started(m *SettingsModule) bool {
	if m.Role == Example {
		return false
	}
	for _, s := range p.Starters {
		for _, n := range s.Names {
			if m.answersTo(n.Name) {
				return true
			}
		}
	}
	return slices.ContainsFunc(p.Launches, func(l deploy.Launch) bool { return p.Starts(l, m) })
}

// importers maps the path of a settings module to the paths of those that
// import it.
func (p *Project) importers() map[string][]string {
	importers := map[string][]string{}
	for _, m := range p.Settings {
		syntax, _, err := p.Files.Python(p.ctx, m.Path)
		if err != nil {
			continue
		}
		for _, name := range imported(nil, syntax.Body, m) {
			if found, ok := p.Files.Resolve(m.Roots, name); ok && found.Path != "" && found.Path != m.Path {
				importers[found.Path] = append(importers[found.Path], m.Path)
			}
		}
	}
	return importers
}

// imported lists the absolute names of the modules that statements import.
func imported(names []string, body []python.Stmt, m *SettingsModule) []string {
	for _, s := range body {
		switch s := s.(type) {
		case *python.Import:
			for _, a := range s.Names {
				names = append(names, a.Name)
			}
		case *python.FromImport:
			base := fromName(s, m)
			names = append(names, base)
			for _, a := range s.Names {
				names = append(names, base+"."+a.Name)
			}
		case *python.If:
			names = imported(imported(names, s.Body, m), s.Else, m)
		case *python.Try:
			names = imported(imported(names, s.Body, m), s.Else, m)
			for _, h := range s.Handlers {
				names = imported(names, h.Body, m)
			}
		}
	}
	return names
}

// fromName is the absolute name of the module of a from-import.
func fromName(s *python.FromImport, m *SettingsModule) string {
	if s.Level == 0 {
		return s.Module
	}
	parts := strings.Split(m.Name, ".")
	drop := s.Level
	if path.Base(m.Path) == "__init__.py" {
		drop--
	}
	if drop > len(parts) {
		return ""
	}
	parts = parts[:len(parts)-drop]
	if s.Module != "" {
		parts = append(parts, s.Module)
	}
	return strings.Join(parts, ".")
}
