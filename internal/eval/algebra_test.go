package eval

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// state is a small world: two variables that are unset, empty, "a" or "b", and
// two opaque tests.
type state struct {
	variables map[string]string
	tests     map[string]bool
}

func allStates() []state {
	var states []state
	for i := range 64 {
		s := state{variables: map[string]string{}, tests: map[string]bool{"t": i&1 == 0, "u": i&2 == 0}}
		for j, name := range []string{"X", "Y"} {
			switch (i >> (2 + 2*j)) & 3 {
			case 1:
				s.variables[name] = ""
			case 2:
				s.variables[name] = "a"
			case 3:
				s.variables[name] = "b"
			}
		}
		states = append(states, s)
	}
	return states
}

func (s state) inDomain(d Domain, name string) bool {
	text, set := s.variables[name]
	if !set {
		return d.Unset
	}
	return d.Has(text)
}

func (s state) in(g Guard) bool {
	for _, l := range g.literals {
		if l.opaque && s.tests[l.name] != l.want || !l.opaque && !s.inDomain(l.domain, l.name) {
			return false
		}
	}
	return true
}

func (s state) inAny(c condition) bool {
	for _, g := range c {
		if s.in(g) {
			return true
		}
	}
	return false
}

func randomDomain(r *rand.Rand) Domain {
	d := Domain{Unset: r.IntN(2) == 0, Except: r.IntN(2) == 0}
	for _, text := range []string{"", "a", "b"} {
		if r.IntN(3) == 0 {
			d.Texts = append(d.Texts, text)
		}
	}
	return d
}

func randomGuard(r *rand.Rand) Guard {
	g := Guard{}
	for _, part := range []Guard{Variable("X", randomDomain(r)), Variable("Y", randomDomain(r)), Test("t", r.IntN(2) == 0), Test("u", r.IntN(2) == 0)} {
		if r.IntN(2) == 0 {
			continue
		}
		if both, ok := g.And(part); ok {
			g = both
		}
	}
	for _, l := range g.literals {
		if !l.opaque && l.domain.empty() { // no guard that holds anywhere has one
			return Guard{}
		}
	}
	return g
}

// randomCondition is one of which no two guards overlap.
func randomCondition(r *rand.Rand) condition {
	var c condition
	for range r.IntN(4) {
		g := randomGuard(r)
		if !c.allows(g) {
			c = append(c, g)
		}
	}
	return c
}

func TestDomainAlgebra(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 0))
	for range 2000 {
		a, b := randomDomain(r), randomDomain(r)
		for _, s := range allStates() {
			x, y := s.inDomain(a, "X"), s.inDomain(b, "X")
			check := func(what string, got, want bool) {
				if got != want {
					t.Fatalf("%s of %v and %v in %v is %v", what, a, b, s.variables, got)
				}
			}
			check("the complement", s.inDomain(a.complement(), "X"), !x)
			check("the intersection", s.inDomain(a.intersect(b), "X"), x && y)
			check("the union", s.inDomain(a.union(b), "X"), x || y)
		}
	}
}

func TestGuardAlgebra(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 0))
	for range 4000 {
		a, b := randomGuard(r), randomGuard(r)
		both, possible := a.And(b)
		joined, united := a.union(b)
		rest := a.given(b)
		for _, s := range allStates() {
			if got, want := possible && s.in(both), s.in(a) && s.in(b); got != want {
				t.Fatalf("%s and %s in %v: %v", a, b, s, got)
			}
			if got, want := s.in(joined), s.in(a) || s.in(b); united && got != want {
				t.Fatalf("%s or %s in %v: %v", a, b, s, got)
			}
			if s.in(b) && s.in(rest) != s.in(a) {
				t.Fatalf("%s given %s in %v: %v", a, b, s, s.in(rest))
			}
		}
	}
}

func TestConditionAlgebra(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 0))
	for range 4000 {
		a, b, g := randomCondition(r), randomCondition(r), randomGuard(r)
		apart := b.minus(a)
		results := []struct {
			what string
			got  condition
			want func(s state) bool
		}{
			{"and", a.and(b), func(s state) bool { return s.inAny(a) && s.inAny(b) }},
			{"within", a.within(g), func(s state) bool { return s.inAny(a) && s.in(g) }},
			{"without", a.without(g), func(s state) bool { return s.inAny(a) && !s.in(g) }},
			{"minus", a.minus(b), func(s state) bool { return s.inAny(a) && !s.inAny(b) }},
			{"or", a.or(apart), func(s state) bool { return s.inAny(a) || s.inAny(b) }},
		}
		for _, result := range results {
			for _, s := range allStates() {
				if got := s.inAny(result.got); got != result.want(s) {
					t.Fatalf("%s of %v and %v (%s) in %v: %v", result.what, a, b, g, s, got)
				}
			}
			if overlap := overlapping(result.got); overlap != "" {
				t.Fatalf("%s of %v and %v: %s", result.what, a, b, overlap)
			}
		}
		if got, want := a.allows(g), len(a.within(g)) > 0; got != want {
			t.Fatalf("%v allows %s: %v", a, g, got)
		}
	}
}

func overlapping(c condition) string {
	for i := range c {
		for j := i + 1; j < len(c); j++ {
			if _, ok := c[i].And(c[j]); ok {
				return fmt.Sprintf("%s and %s overlap", c[i], c[j])
			}
		}
	}
	return ""
}

// What is unset is the only thing that a world without variables has.
func TestHolds(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 0))
	for range 2000 {
		g := randomGuard(r)
		for _, s := range allStates() {
			agree := true
			for _, l := range g.literals {
				if l.opaque {
					agree = agree && s.tests[l.name] == l.want
				}
			}
			if got := g.Holds(s.variables); agree && got != s.in(g) {
				t.Fatalf("%s holds in %v: %v", g, s, got)
			}
		}
		if got, want := g.HoldsWhenUnset(), g.Holds(nil); got != want {
			t.Fatalf("%s holds when nothing is set: %v", g, got)
		}
	}
}
