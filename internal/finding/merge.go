package finding

// identity is what two findings share if they are the same, found on two ways.
type identity struct {
	rule, project, path, setting, detail string
	start, end                           uint32
}

// Merge makes one of findings that are the same, met through several settings
// modules: the same rule, place, setting and detail in one project. Modules,
// Django ids and superseded rules are united; the graver severity and the
// higher confidence stay, with the message and the trace of the gravest. The
// result is sorted.
func Merge(findings []Finding) []Finding {
	sorted := append([]Finding(nil), findings...)
	Sort(sorted)
	merged := make([]Finding, 0, len(sorted))
	places := make(map[identity]int, len(sorted))
	for _, found := range sorted {
		key := identity{
			rule: found.Rule, project: found.Project, path: found.Path,
			setting: found.Setting, detail: found.Detail,
			start: found.Span.Start, end: found.Span.End,
		}
		place, again := places[key]
		if !again {
			places[key] = len(merged)
			merged = append(merged, found)
			continue
		}
		// Sort puts the gravest first, so its words are already there.
		first := &merged[place]
		first.Confidence = max(first.Confidence, found.Confidence)
		first.Modules = union(first.Modules, found.Modules)
		first.Django = union(first.Django, found.Django)
		first.Supersedes = union(first.Supersedes, found.Supersedes)
	}
	Sort(merged)
	return merged
}
