package eval

// WithoutFiles is the guard in the worlds in which no optional file outside the
// repository sets anything; it reports false if it demands that one does.
func (g Guard) WithoutFiles() (Guard, bool) {
	var kept []literal
	for _, l := range g.literals {
		switch {
		case l.file == "":
			kept = append(kept, l)
		case l.want:
			return Guard{}, false
		}
	}
	return Guard{literals: kept}, true
}

// Without is the guard without what it demands of an environment variable.
func (g Guard) Without(variable string) Guard {
	var kept []literal
	for _, l := range g.literals {
		if l.opaque || l.name != variable {
			kept = append(kept, l)
		}
	}
	return Guard{literals: kept}
}

// Union is one guard that holds wherever one of two does, if they differ in one
// demand at most.
func (g Guard) Union(other Guard) (Guard, bool) { return g.union(other) }
