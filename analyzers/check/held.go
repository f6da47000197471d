package check

import (
	"strings"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// Held is a text in a setting: its value, or somewhere inside it.
type Held struct {
	Setting string // without keys
	Keys    []string
	Text    string
	Value   eval.Alternative
}

// Subject is the setting with the keys that lead to the text.
func (h Held) Subject() string { return strings.Join(append([]string{h.Setting}, h.Keys...), ".") }

// deepest is how deep the values of settings are searched.
const deepest = 8

// Held are the texts of which a setting is made, each with the worlds in which it
// is there.
func (p *Pass) Held(m *project.SettingsModule, setting string) []Held {
	var found []Held
	for _, v := range p.Setting(m, setting).Alternatives {
		found = append(found, textsIn(setting, nil, v, deepest)...)
	}
	return found
}

func textsIn(setting string, keys []string, v eval.Alternative, depth int) []Held {
	if depth == 0 {
		return nil
	}
	var found []Held
	inside := func(values eval.Alternatives, keys []string) {
		for _, a := range values {
			guard, together := v.Guard.And(a.Guard)
			if !together {
				continue
			}
			a.Guard = guard
			if !a.Origin.Known() {
				a.Origin = v.Origin
			}
			found = append(found, textsIn(setting, keys, a, depth-1)...)
		}
	}
	switch value := v.Value.(type) {
	case eval.Str:
		return []Held{{setting, keys, string(value), v}}
	case *eval.Sequence:
		for _, e := range value.Elements() {
			inside(e.Alternatives, keys)
		}
	case *eval.Mapping:
		for _, e := range value.Entries() {
			if key, ok := e.Key.(eval.Str); ok {
				inside(e.Alternatives, append(keys[:len(keys):len(keys)], string(key)))
			}
		}
	}
	return found
}
