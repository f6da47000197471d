package engine

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

type analyzer = analysis.Analyzer

// silenced reports whether SILENCED_SYSTEM_CHECKS silences all the ids of a
// finding in every module that it reaches: the authors know of it.
func silenced(p *project.Project, f finding.Finding) bool {
	if len(f.Django) == 0 || len(f.Modules) == 0 {
		return false
	}
	for _, m := range p.Settings {
		if !slices.Contains(f.Modules, m.Name) {
			continue
		}
		ids := silencedIDs(m)
		if slices.ContainsFunc(f.Django, func(id string) bool { return !ids[id] }) {
			return false
		}
	}
	return true
}

func silencedIDs(m *project.SettingsModule) map[string]bool {
	value, ok := m.Setting("SILENCED_SYSTEM_CHECKS").In(m.World()).Alternatives.Single()
	list, isList := value.(*eval.Sequence)
	if !ok || !isList {
		return nil
	}
	ids := map[string]bool{}
	for _, e := range list.Elements() {
		if v, ok := e.Alternatives.Single(); ok {
			if id, ok := v.(eval.Str); ok {
				ids[string(id)] = true
			}
		}
	}
	return ids
}
