package eval

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// reduced takes statements and environments out of a program as long as it
// stays wrong.
func reduced(t *testing.T, p program) (program, string) {
	p.Repair = false
	why := ""
	for size := 8; size > 0; {
		candidates := smaller(p, size)
		found := false
		for i, o := range cpython(t, "python3", candidates) {
			if d := wrong(t, candidates[i], o); d != "" {
				p, why, found = candidates[i], d, true
				break
			}
		}
		if !found {
			size /= 2
		}
	}
	return p, why
}

// smaller are the programs with some neighbouring statements left out.
func smaller(p program, size int) []program {
	var candidates []program
	if len(p.Environments) > 1 {
		for _, environment := range p.Environments {
			c := p
			c.Environments = []map[string]string{environment}
			candidates = append(candidates, c)
		}
	} else {
		for name := range p.Environments[0] {
			c := p
			environment := maps.Clone(p.Environments[0])
			delete(environment, name)
			c.Environments = []map[string]string{environment}
			candidates = append(candidates, c)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(p.Files)) {
		chunks := statements(p.Files[path])
		for i := 0; i < len(chunks); i += size {
			c := p
			c.Files = maps.Clone(p.Files)
			rest := slices.Delete(slices.Clone(chunks), i, min(i+size, len(chunks)))
			c.Files[path] = strings.Join(rest, "")
			candidates = append(candidates, c)
		}
	}
	return candidates
}

// statements cuts a text before each line; a line that opens a block takes the
// block with it, once as a whole.
func statements(text string) []string {
	return slices.DeleteFunc(strings.SplitAfter(text, "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
}
