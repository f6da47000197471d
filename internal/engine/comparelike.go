package engine

import (
	"fmt"
	"strings"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
)

// likeness is what is compared of a setting. It is made of what may be shown:
// two values that differ in a secret only are alike in text.
type likeness struct {
	// text is all alternatives, with when they hold.
	text string
	// hidden says that a secret in it was masked, and unknown that a part of it
	// is not known, so that a like text does not mean a like value.
	hidden, unknown bool
	// places are where the value and its parts were written, assigned and
	// changed. What two modules have from the same places, they have from a
	// third that both import.
	places map[string]bool
	// byDjango says that the module does not set it.
	byDjango bool
}

// likeness is what is compared of a setting of the module.
func (t *settingsTeller) likeness(name string) likeness {
	like := likeness{places: map[string]bool{}, byDjango: true}
	var text strings.Builder
	alternatives := t.alternatives(name)
	for _, a := range alternatives {
		like.byDjango = like.byDjango && a.Origin.Kind == eval.ByDefault
		for _, variable := range a.Guard.Variables() {
			like.hidden = like.hidden || secretName(variable) // what it is compared with is not shown
		}
		shown := t.shownAlternative(name, a)
		text.WriteString(eval.RenderGuard(a.Guard, secretName) + ": " + shown + "\n")
	}
	like.text = text.String()
	like.hidden = like.hidden || strings.Contains(like.text, finding.Mask)
	like.unknown = len(t.look(name, alternatives).reasons) > 0
	walker := &placeWalker{places: like.places, left: mostLooked}
	walker.all(alternatives, 0)
	for _, write := range t.result.Writes(name) {
		if write.Change && write.File != nil { // an append is in no origin
			like.places[placeKey(write.File.Path, write.Span.Start)] = true
		}
	}
	return like
}

// shownAlternative writes a value as Python does; also one that is not known,
// in angle brackets, so that two of them are told apart by what supplies them.
func (t *settingsTeller) shownAlternative(name string, a eval.Alternative) string {
	switch a.Value.(type) {
	case *eval.External, *eval.Unknown, eval.Unbound: // there is nothing to hide
		return eval.Render(a.Value, eval.RenderOptions{Redact: t.redact})
	}
	return t.value(name, a).Text
}

// placeWalker gathers where the parts of a value come from.
type placeWalker struct {
	places map[string]bool
	left   int
}

func (w *placeWalker) all(alternatives eval.Alternatives, depth int) {
	for _, a := range alternatives {
		w.left--
		if w.left < 0 || depth > mostDepth {
			return
		}
		for _, step := range a.Origin.Steps() {
			if step.Kind != eval.Imported {
				w.places[placeKey(step.File.Path, step.Span.Start)] = true
			}
		}
		switch v := a.Value.(type) {
		case *eval.Sequence:
			for _, e := range v.Elements() {
				w.all(e.Alternatives, depth+1)
			}
		case *eval.Mapping:
			for _, e := range v.Entries() {
				w.all(e.Alternatives, depth+1)
			}
		}
	}
}

func placeKey(path string, start uint32) string { return fmt.Sprint(path, ":", start) }
