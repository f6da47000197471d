package secrets

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/parser/python"
	"github.com/djvet/djvet/parser/text"
)

// harmless reports whether a credential opens nothing: that of an SQLite
// database, which has none; and what everybody gives the database on their own
// machine, as long as a variable that would lead elsewhere is not set.
func (s *search) harmless(l leaf, j check.Judgement) bool {
	if l.setting == "DATABASES" && strings.Contains(s.unset(l.sibling("ENGINE")), "sqlite") {
		return true
	}
	if !j.ByDefault() {
		return false
	}
	value := textOf(j.Value.Value)
	if parts := address.FindStringSubmatch(value); parts != nil {
		return isLoopback(parts[3]) && isCommon(parts[1], parts[2])
	}
	if l.setting != "DATABASES" {
		return isCommon("", value)
	}
	return isLoopback(s.unset(l.sibling("HOST"))) && isCommon(s.unset(l.sibling("USER")), value)
}

// opensSomething reports whether a password stands where one is used: in a setting
// of its own, or in a dict beside a host or a user. Elsewhere a word may be a label,
// or the name of a field.
func (s *search) opensSomething(l leaf) bool {
	if len(l.steps) == 0 || l.setting == "DATABASES" || l.setting == "CACHES" {
		return true
	}
	for _, key := range []string{"host", "hostname", "server", "user", "username", "login"} {
		for _, spelt := range []string{key, strings.ToUpper(key)} {
			if s.unset(l.sibling(spelt)) != "" {
				return true
			}
		}
	}
	return false
}

// unset is the text of a leaf while no variable is set; "" if there is none.
func (s *search) unset(l leaf) string {
	for _, v := range l.in(s.m, s.m.World()) {
		if v.Guard.HoldsWhenUnset() {
			return textOf(v.Value)
		}
	}
	return ""
}

// place is the literal in which the credential stands, or, if it is put together
// or read from another file, the place where the value got its name.
func (s *search) place(v eval.Alternative, secret string) (string, text.Span) {
	steps := v.Origin.Steps()
	for i := len(steps) - 1; i >= 0; i-- {
		origin := steps[i]
		syntax, _, err := s.p.Files.Python(s.p.Context(), origin.File.Path)
		if err != nil {
			continue
		}
		for _, literal := range python.NamedStrings(syntax) {
			if origin.Span.Contains(literal.Value.Range()) && strings.Contains(literal.Value.Value, secret) {
				return origin.File.Path, literal.Value.Range()
			}
		}
	}
	origin := v.Origin.Binding()
	if !origin.Known() {
		origin = v.Origin
	}
	if !origin.Known() {
		return "", text.Span{}
	}
	return origin.File.Path, origin.Span
}
