package project

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/workspace"
)

// configured chooses a class of django-configurations, where the world says
// nothing of it: the one that wsgi.py or asgi.py names, unless its name says
// that it is not for production and another's says that it is; the one whose
// name says production; the one that manage.py names. If there is none, the
// world stays open.
func (m *SettingsModule) configured(world eval.World, classes []string) (eval.World, bool) {
	_, known := world.Variables[eval.ConfigurationVariable]
	if len(classes) == 0 || known || world.Supplied[eval.ConfigurationVariable] || world.Exact {
		return world, false
	}
	name := m.configuration(classes)
	if name == "" {
		return world, false
	}
	world.Variables = maps.Clone(world.Variables)
	if world.Variables == nil {
		world.Variables = map[string]string{}
	}
	world.Variables[eval.ConfigurationVariable] = name
	return world, true
}

func (m *SettingsModule) configuration(classes []string) string {
	production := ""
	if at := slices.IndexFunc(classes, func(name string) bool { return roleOfClass(name) == Production }); at >= 0 {
		production = classes[at]
	}
	served := m.configurationOf(classes, func(s *Starter) bool { return s.Kind != workspace.Manage })
	if served != "" && (production == "" || roleOfClass(served) == "" || roleOfClass(served) == Production) {
		return served
	}
	if production != "" {
		return production
	}
	return m.configurationOf(classes, func(s *Starter) bool { return s.Kind == workspace.Manage })
}

// configurationOf is the class that the starters of a kind name.
func (m *SettingsModule) configurationOf(classes []string, kind func(*Starter) bool) string {
	for _, s := range m.project.Starters {
		if !kind(s) || !slices.ContainsFunc(s.Names, func(n SettingsName) bool { return n.Name == m.Name }) {
			continue
		}
		for _, write := range s.Result.Environment[eval.ConfigurationVariable] {
			v, _ := write.Value.Single()
			if name, ok := v.(eval.Str); ok && slices.Contains(classes, string(name)) {
				return string(name)
			}
		}
	}
	return ""
}

// roleOfClass is what a word in a class's name says: LiveSettings, Prod_EU.
func roleOfClass(name string) Role {
	var words strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			words.WriteByte('_')
		}
		words.WriteRune(r)
	}
	for token := range strings.SplitSeq(strings.ToLower(words.String()), "_") {
		if role := roleOfToken(token); role != "" {
			return role
		}
	}
	return ""
}
