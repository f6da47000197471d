package engine

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

type analyzer = analysis.Analyzer

// silence drops the findings of which SILENCED_SYSTEM_CHECKS silences all ids in
// every module that they reach: the authors know of them. Of the others it takes
// the ids that are silenced.
func silence(p *project.Project, findings []finding.Finding) []finding.Finding {
	var heard []finding.Finding
	for _, f := range findings {
		left := unsilenced(p, f)
		if len(f.Django) > 0 && len(left) == 0 {
			continue
		}
		f.Django = left
		heard = append(heard, f)
	}
	return heard
}

// unsilenced are the ids of a finding that a module which it reaches does not
// silence.
func unsilenced(p *project.Project, f finding.Finding) []string {
	if len(f.Django) == 0 || len(f.Modules) == 0 {
		return f.Django
	}
	var left []string
	for _, id := range f.Django {
		everywhere := true
		for _, m := range p.Settings {
			if slices.Contains(f.Modules, m.Name) && !silences(m, id) {
				everywhere = false
			}
		}
		if !everywhere {
			left = append(left, id)
		}
	}
	return left
}

// silences reports whether a module silences an id. Django asks whether the id is
// in the setting, and so it is in a text that has it as a part
// (is_silenced in django/core/checks/messages.py).
func silences(m *project.SettingsModule, id string) bool {
	value, ok := m.Setting("SILENCED_SYSTEM_CHECKS").In(m.World()).Alternatives.Single()
	if !ok {
		return false
	}
	switch value := value.(type) {
	case eval.Str:
		return strings.Contains(string(value), id)
	case *eval.Sequence:
		return slices.ContainsFunc(value.Elements(), func(e eval.Element) bool {
			v, _ := e.Alternatives.Single()
			return v == eval.Value(eval.Str(id))
		})
	case *eval.Mapping:
		_, absent := single(value.Get(id)).(eval.Unbound)
		return !absent && single(value.Get(id)) != nil
	}
	return false
}

func single(values eval.Alternatives) eval.Value {
	value, _ := values.Single()
	return value
}
