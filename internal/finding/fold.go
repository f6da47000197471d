package finding

import "slices"

// Fold drops each finding that says no more than another one that supersedes
// it: of the same project, about the same setting (or, if one of them is about
// none, the same place), for the same settings modules. The one that stays takes
// over the Django ids and the graver severity. Where only some modules
// are covered, the superseded finding stays for the others.
//
// A finding whose rule is selected by name or tag is never dropped: selected
// tells which; nil means none. The result is sorted.
func Fold(findings []Finding, selected func(rule string) bool) []Finding {
	kept := append([]Finding(nil), findings...)
	Sort(kept)
	dropped := make([]bool, len(kept))
	// A fold hands the superseded rules on, so the order does not matter; each
	// one drops a finding or takes a module from it, so it ends.
	for changed := true; changed; {
		changed = false
		for i := range kept {
			if len(kept[i].Supersedes) == 0 {
				continue // most findings: without this, many findings cost their square
			}
			for j := range kept {
				if i == j || dropped[i] || dropped[j] || !supersedes(kept[i], kept[j]) {
					continue
				}
				if selected != nil && selected(kept[j].Rule) {
					continue
				}
				dropped[j] = absorb(&kept[i], &kept[j])
				changed = true
			}
		}
	}
	remaining := make([]Finding, 0, len(kept))
	for i, found := range kept {
		if !dropped[i] {
			remaining = append(remaining, found)
		}
	}
	Sort(remaining)
	return remaining
}

// supersedes reports whether weaker says no more than stronger, for at least
// one module.
func supersedes(stronger, weaker Finding) bool {
	if !slices.Contains(stronger.Supersedes, weaker.Rule) || stronger.Project != weaker.Project {
		return false
	}
	if !sameSubject(stronger, weaker) {
		return false
	}
	if len(weaker.Modules) == 0 {
		return stronger.Path == weaker.Path
	}
	return slices.ContainsFunc(weaker.Modules, func(module string) bool {
		return slices.Contains(stronger.Modules, module)
	})
}

func sameSubject(a, b Finding) bool {
	if a.Setting != "" && b.Setting != "" {
		return a.Setting == b.Setting
	}
	return a.Path == b.Path && a.Span.Start <= b.Span.End && b.Span.Start <= a.Span.End
}

// absorb moves what weaker says into stronger and reports whether nothing is
// left of weaker.
func absorb(stronger, weaker *Finding) bool {
	stronger.Django = union(stronger.Django, weaker.Django)
	stronger.Severity = max(stronger.Severity, weaker.Severity)
	stronger.Supersedes = union(stronger.Supersedes, weaker.Supersedes)
	var left []string
	for _, module := range weaker.Modules {
		if !slices.Contains(stronger.Modules, module) {
			left = append(left, module)
		}
	}
	weaker.Modules = left
	return len(left) == 0
}
