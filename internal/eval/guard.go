package eval

import (
	"cmp"
	"strings"
)

// Guard is a conjunction of conditions on the world outside the source: the
// state of environment variables, and opaque tests that are known by name only
// (whether a file exists, what the host is called). The zero Guard always
// holds. Guards are immutable.
type Guard struct {
	literals []literal // sorted by kind and name, one for each
}

// literal is one condition of a Guard.
type literal struct {
	opaque bool
	name   string // of the variable or the test
	domain Domain // of the variable
	want   bool   // what the test gives
	// file is set for the test whether an optional file outside the repository
	// sets a name.
	file string
	// set is set for the test whether some variable is set, so that it fails
	// where none is.
	set bool
}

func (l literal) compare(other literal) int {
	if l.opaque != other.opaque {
		if l.opaque {
			return 1
		}
		return -1
	}
	return cmp.Compare(l.name, other.name)
}

func (l literal) negate() literal {
	if l.opaque {
		l.want = !l.want
	} else {
		l.domain = l.domain.complement()
	}
	return l
}

func (l literal) equal(other literal) bool {
	return l.compare(other) == 0 && l.want == other.want && l.domain.equal(other.domain)
}

// Variable is the guard that an environment variable is in a state of the
// domain.
func Variable(name string, domain Domain) Guard {
	if domain.full() {
		return Guard{}
	}
	return Guard{literals: []literal{{name: name, domain: domain}}}
}

// Test is the guard that a test which djvet cannot decide gives want. Tests
// with the same name are the same test.
func Test(name string, want bool) Guard {
	return Guard{literals: []literal{{opaque: true, name: name, want: want}}}
}

// override is the guard that an optional file outside the repository sets a
// name, or does not.
func override(name, file string, want bool) Guard {
	return Guard{literals: []literal{{opaque: true, name: name + " is set by " + file, want: want, file: file}}}
}

// Files are the optional files outside the repository that the guard says do
// not set the name in question.
func (g Guard) Files() []string {
	var names []string
	for _, l := range g.literals {
		if l.file != "" && !l.want {
			names = append(names, l.file)
		}
	}
	return names
}

// environment is what the guard says of environment variables.
func (g Guard) environment() Guard {
	var literals []literal
	for _, l := range g.literals {
		if !l.opaque {
			literals = append(literals, l)
		}
	}
	return Guard{literals: literals}
}

// Always reports whether the guard holds in every world.
func (g Guard) Always() bool { return len(g.literals) == 0 }

// And is the conjunction of two guards; false if they contradict each other.
func (g Guard) And(other Guard) (Guard, bool) {
	if len(g.literals) == 0 {
		return other, true
	}
	if len(other.literals) == 0 {
		return g, true
	}
	merged := make([]literal, 0, len(g.literals)+len(other.literals))
	i, j := 0, 0
	for i < len(g.literals) && j < len(other.literals) {
		a, b := g.literals[i], other.literals[j]
		switch order := a.compare(b); {
		case order < 0:
			merged = append(merged, a)
			i++
		case order > 0:
			merged = append(merged, b)
			j++
		case a.opaque:
			if a.want != b.want {
				return Guard{}, false
			}
			merged = append(merged, a)
			i, j = i+1, j+1
		default:
			a.domain = a.domain.intersect(b.domain)
			if a.domain.empty() {
				return Guard{}, false
			}
			merged = append(merged, a)
			i, j = i+1, j+1
		}
	}
	merged = append(merged, g.literals[i:]...)
	merged = append(merged, other.literals[j:]...)
	return Guard{literals: merged}, true
}

// Variables are the names of the environment variables the guard speaks of.
func (g Guard) Variables() []string {
	var names []string
	for _, l := range g.literals {
		if !l.opaque {
			names = append(names, l.name)
		}
	}
	return names
}

// Tests are the names of the opaque tests the guard speaks of.
func (g Guard) Tests() []string {
	var names []string
	for _, l := range g.literals {
		if l.opaque {
			names = append(names, l.name)
		}
	}
	return names
}

// Domain is what the guard demands of an environment variable.
func (g Guard) Domain(variable string) Domain {
	for _, l := range g.literals {
		if !l.opaque && l.name == variable {
			return l.domain
		}
	}
	return Domain{Unset: true, Except: true}
}

// HoldsWhenUnset reports whether the guard can hold while every environment
// variable is unset, and there is none of the optional files.
func (g Guard) HoldsWhenUnset() bool {
	for _, l := range g.literals {
		if !l.opaque && !l.domain.Unset || (l.file != "" || l.set) && l.want {
			return false
		}
	}
	return true
}

// Holds reports whether the guard can hold in an environment in which exactly
// the given variables are set. Opaque tests may go either way.
func (g Guard) Holds(environment map[string]string) bool {
	for _, l := range g.literals {
		if l.opaque {
			continue
		}
		text, set := environment[l.name]
		if set && !l.domain.Has(text) || !set && !l.domain.Unset {
			return false
		}
	}
	return true
}

// given drops the conditions that another guard already makes certain.
func (g Guard) given(certain Guard) Guard {
	var kept []literal
	for _, l := range g.literals {
		implied := false
		for _, c := range certain.literals {
			if c.compare(l) == 0 {
				implied = l.opaque && l.want == c.want || !l.opaque && c.domain.intersect(l.domain).equal(c.domain)
			}
		}
		if !implied {
			kept = append(kept, l)
		}
	}
	return Guard{literals: kept}
}

func (g Guard) equal(other Guard) bool {
	if len(g.literals) != len(other.literals) {
		return false
	}
	for i := range g.literals {
		if !g.literals[i].equal(other.literals[i]) {
			return false
		}
	}
	return true
}

// String says in words when the guard holds.
func (g Guard) String() string {
	if g.Always() {
		return "always"
	}
	parts := make([]string, len(g.literals))
	for i, l := range g.literals {
		switch {
		case !l.opaque:
			parts[i] = l.domain.describe(l.name)
		case l.want:
			parts[i] = l.name
		default:
			parts[i] = "not " + l.name
		}
	}
	return strings.Join(parts, " and ")
}

// union joins two guards into one if they differ in one literal at most.
func (g Guard) union(other Guard) (Guard, bool) {
	if len(g.literals) != len(other.literals) {
		return Guard{}, false
	}
	differs := -1
	for i := range g.literals {
		a, b := &g.literals[i], &other.literals[i]
		if a.opaque != b.opaque || a.name != b.name {
			return Guard{}, false
		}
		if a.want == b.want && a.domain.equal(b.domain) {
			continue
		}
		if differs >= 0 {
			return Guard{}, false
		}
		differs = i
	}
	if differs < 0 {
		return g, true
	}
	joined := make([]literal, 0, len(g.literals))
	joined = append(joined, g.literals[:differs]...)
	if a, b := g.literals[differs], other.literals[differs]; !a.opaque {
		if a.domain = a.domain.union(b.domain); !a.domain.full() {
			joined = append(joined, a)
		}
	} // an opaque test that may go either way demands nothing
	return Guard{literals: append(joined, g.literals[differs+1:]...)}, true
}
