package eval

import "strings"

// RenderGuard says in words when a guard holds, as its String does, but names
// the variables that are hidden without the texts they are compared with. Nil
// hides none.
func RenderGuard(g Guard, hidden func(variable string) bool) string {
	if g.Always() {
		return g.String()
	}
	parts := make([]string, len(g.literals))
	for i, l := range g.literals {
		if l.opaque || hidden == nil || !hidden(l.name) || len(l.domain.Texts) == 0 {
			parts[i] = Guard{literals: []literal{l}}.String()
			continue
		}
		parts[i] = l.name + " has a certain value"
		if l.domain.Except {
			parts[i] = l.name + " does not have a certain value"
		}
		if l.domain.Unset {
			parts[i] += " or is unset"
		}
	}
	return strings.Join(parts, " and ")
}
