package parity

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// reduced takes lines, files and variables out of a project as long as the same
// difference is left.
func (c comparison) reduced(t *testing.T, p project, difference string) (project, verdict, answer) {
	t.Helper()
	for size := 16; size > 0; {
		candidates := smaller(p, size)
		found := false
		for i, want := range asked(t, c.python, candidates) {
			got := judged(t, candidates[i], c.release.minor)
			if !strings.Contains(want.Error, "SyntaxError") && !strings.Contains(want.Error, "IndentationError") && slices.Contains(c.ids.differences(got, want), difference) {
				p, found = candidates[i], true
				break
			}
		}
		if !found {
			size /= 2
		}
	}
	return p, judged(t, p, c.release.minor), asked(t, c.python, []project{p})[0]
}

// smaller are the projects with some neighbouring lines, a file or a variable
// left out.
func smaller(p project, size int) []project {
	var candidates []project
	for name := range p.Environment {
		c := p
		c.Environment = maps.Clone(p.Environment)
		delete(c.Environment, name)
		candidates = append(candidates, c)
	}
	for _, path := range slices.Sorted(maps.Keys(p.Files)) {
		if path == "manage.py" || strings.HasSuffix(path, "__init__.py") {
			continue
		}
		lines := slices.DeleteFunc(strings.SplitAfter(p.Files[path], "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
		for i := 0; i < len(lines); i += size {
			c := p
			c.Files = maps.Clone(p.Files)
			c.Files[path] = strings.Join(slices.Delete(slices.Clone(lines), i, min(i+size, len(lines))), "")
			candidates = append(candidates, c)
		}
	}
	return candidates
}
