package values

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// deprecated reports settings that every Django on which the project may run
// warns of, or that the next one ignores. Those with the same successor are one
// finding, as one change mends them all.
func deprecated(p *check.Pass) {
	for _, m := range p.Loadable() {
		for _, g := range deprecatedSettings(p, m) {
			f := p.At(m, g.names[0], g.value)
			f.Message = g.message()
			p.Report(f)
		}
	}
}

// deprecatedGroup are settings that one other replaces.
type deprecatedGroup struct {
	django.Setting
	names []string
	value eval.Alternative // of the first
}

func (g deprecatedGroup) message() string {
	verb, them := " is", "it"
	if len(g.names) > 1 {
		verb, them = " are", "them"
	}
	text := check.List(g.names) + verb
	if !g.Deprecated.IsZero() {
		text += " deprecated since Django " + g.Deprecated.String()
		if !g.Removed.IsZero() {
			text += ", and Django " + g.Removed.String() + " ignores " + them
		}
	} else {
		text += " ignored from Django " + g.Removed.String() + " on"
	}
	if g.ReplacedBy != "" {
		text += ": " + g.ReplacedBy + " replaces " + them
	}
	return text
}

func deprecatedSettings(p *check.Pass, m *project.SettingsModule) []*deprecatedGroup {
	result := m.Evaluate(m.World())
	var groups []*deprecatedGroup
	for _, name := range result.Names() {
		s, ok := django.LookupSetting(name)
		if !ok || readElsewhere(name) || !p.Possible().All(func(minor django.Minor) bool { return onItsWayOut(s, minor) }) {
			continue
		}
		value, assigned := assignedValue(result, name)
		if !assigned || forVersion(value) || shadowed(p, m, name, value.Value).effect != "" {
			continue
		}
		var group *deprecatedGroup
		for _, g := range groups {
			if s.ReplacedBy != "" && g.ReplacedBy == s.ReplacedBy && g.Deprecated == s.Deprecated && g.Removed == s.Removed {
				group = g
			}
		}
		if group == nil {
			group = &deprecatedGroup{Setting: s, value: value}
			groups = append(groups, group)
		}
		group.names = append(group.names, name)
	}
	return groups
}

// onItsWayOut reports whether a minor honours a setting, but warns of it or is
// the last one to do so.
func onItsWayOut(s django.Setting, minor django.Minor) bool {
	switch s.Status(minor) {
	case django.StatusDeprecated:
		return true
	case django.StatusCurrent:
		return s.Removed == minor.Next()
	case django.StatusFuture, django.StatusRemoved:
	}
	return false
}
