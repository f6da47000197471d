package eval

import "github.com/djvet/djvet/parser/text"

// OriginKind says what happened at an Origin.
type OriginKind uint8

// The kinds of origins.
const (
	// Written: the expression stands here.
	Written OriginKind = iota
	// Assigned: a name was bound here.
	Assigned
	// Changed: a list or dict was changed here.
	Changed
	// Imported: the name came in through this import.
	Imported
	// ByDefault: nothing in the project sets it; Django's default holds.
	ByDefault
)

// Origin tells where a value comes from, the last step first. The zero Origin
// is unknown.
type Origin struct {
	Kind OriginKind
	File *text.File
	Span text.Span
	// From is the step before, or nil.
	From *Origin
}

// Known reports whether the origin has a place in a file.
func (o Origin) Known() bool { return o.File != nil }

// Steps are the origin and those before it, the last first.
func (o Origin) Steps() []Origin {
	var steps []Origin
	for step := &o; step != nil && len(steps) < maxOriginSteps; step = step.From {
		if step.Known() {
			steps = append(steps, *step)
		}
	}
	return steps
}

// Binding is the step at which the value got its name: the last assignment or
// change, before any import passed it on. It is the zero Origin if the value
// never got one.
func (o Origin) Binding() Origin {
	for step := &o; step != nil; step = step.From {
		if step.Kind == Assigned || step.Kind == Changed {
			return *step
		}
	}
	return Origin{}
}

const maxOriginSteps = 64
