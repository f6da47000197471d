package eval

import (
	"maps"
	"slices"
	"strings"
)

// World says what is known of the environment in which settings are loaded.
// The zero World is open: any variable may be set or not.
type World struct {
	// Name tells people which world it is: "", "the given environment", or the
	// launch it stands for.
	Name string
	// Variables are known to be set to these values.
	Variables map[string]string
	// Supplied are known to be set, but not to what.
	Supplied map[string]bool
	// Exact says that no other variable is set.
	Exact bool
}

// OpenWorld is the world in which any variable may be set or not.
func OpenWorld() World { return World{} }

// ExactWorld is the world in which only the given variables are set.
func ExactWorld(variables map[string]string) World {
	return World{Name: "the given environment", Variables: variables, Exact: true}
}

// Key identifies the world for caches.
func (w World) Key() string {
	var b strings.Builder
	if w.Exact {
		b.WriteString("exact")
	}
	for _, name := range slices.Sorted(maps.Keys(w.Variables)) {
		b.WriteString("\x00" + name + "=" + w.Variables[name])
	}
	for _, name := range slices.Sorted(maps.Keys(w.Supplied)) {
		b.WriteString("\x01" + name)
	}
	return b.String()
}

// read gives what reading an environment variable gives: its text, Unbound
// where it is not set, or an External.
func (w World) read(name string) Alternatives {
	if value, ok := w.Variables[name]; ok {
		return one(Str(value))
	}
	external := &External{Source: Source{Kind: Environment, Name: name}, Type: "str"}
	switch {
	case w.Supplied[name]:
		return one(external)
	case w.Exact:
		return one(Unbound{})
	}
	return Alternatives{
		{Guard: Variable(name, unsetOnly()), Value: Unbound{}},
		{Guard: Variable(name, anyText()), Value: external},
	}
}
