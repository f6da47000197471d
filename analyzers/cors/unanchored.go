package cors

import (
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// unanchored reports expressions that match websites of others, with one of these.
func unanchored(p *check.Pass) {
	for _, m := range p.Judged() {
		for _, pattern := range patterns(p.Setting(m, nameOf(p, m, regexes, regexesBefore)).Alternatives) {
			origin, found := attack(pattern)
			if !found {
				continue
			}
			j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
				return check.And(check.Having(renamed(m, world, regexes, regexesBefore), check.IsText(pattern)), active(p, m, world))
			}, check.IsTrue)
			if !j.Bad {
				continue
			}
			name := nameOf(p, m, regexes, regexesBefore)
			f := p.At(m, name, j.Value)
			f.Confidence, f.Detail = j.Confidence, pattern
			f.Message = "an entry of " + name + " matches " + origin + " as well, which anybody may register: that website may read what this one answers"
			p.Report(f)
		}
	}
}

// patterns are the texts that a list may have, each once, without those that match
// everything, of which another rule speaks.
func patterns(values eval.Alternatives) []string {
	elements, _ := check.Elements(values)
	var found []string
	seen := map[string]bool{}
	for _, element := range elements {
		pattern, ok := element.Value.(eval.Str)
		if ok && !seen[string(pattern)] && matchesAll(pattern) == check.Good {
			seen[string(pattern)] = true
			found = append(found, string(pattern))
		}
	}
	return found
}
