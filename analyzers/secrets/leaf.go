package secrets

import (
	"strconv"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// leaf is a place in the settings that holds a text: a setting, or something
// inside of one.
type leaf struct {
	setting string
	steps   []step
}

// step leads into a dict, or, if key is "", to an element of a list.
type step struct {
	key string
	at  int
}

// The bounds of a search: no project's settings come near.
const (
	mostSteps  = 6
	mostLeaves = 4_000
)

// subject is the leaf for people: DATABASES.default.PASSWORD.
func (l leaf) subject() string {
	parts := []string{l.setting}
	for _, s := range l.steps {
		if s.key == "" {
			parts = append(parts, strconv.Itoa(s.at))
		} else {
			parts = append(parts, s.key)
		}
	}
	return strings.Join(parts, ".")
}

// name is the key or setting that says what the leaf is.
func (l leaf) name() string {
	for i := len(l.steps) - 1; i >= 0; i-- {
		if l.steps[i].key != "" {
			return l.steps[i].key
		}
	}
	return l.setting
}

// sibling is the leaf under another key of the same dict.
func (l leaf) sibling(key string) leaf {
	steps := append([]step(nil), l.steps...)
	if len(steps) > 0 {
		steps = steps[:len(steps)-1]
	}
	return leaf{l.setting, append(steps, step{key: key})}
}

// below adds a step.
func (l leaf) below(s step) leaf {
	return leaf{l.setting, append(append([]step(nil), l.steps...), s)}
}

// in is what the leaf may be in a world.
func (l leaf) in(m *project.SettingsModule, world eval.World) eval.Alternatives {
	values := m.Setting(l.setting).In(world).Alternatives
	for _, s := range l.steps {
		if s.key != "" {
			values = check.Item(values, s.key)
		} else {
			values = elementsAt(values, s.at)
		}
	}
	return values
}

// elementsAt is what an element of lists may be.
func elementsAt(lists eval.Alternatives, at int) eval.Alternatives {
	var found eval.Alternatives
	for _, list := range lists {
		sequence, ok := list.Value.(*eval.Sequence)
		if !ok || at >= len(sequence.Elements()) {
			list.Value = eval.Unbound{}
			found = append(found, list)
			continue
		}
		for _, a := range sequence.Elements()[at].Alternatives {
			guard, together := list.Guard.And(a.Guard)
			if !together {
				continue
			}
			a.Guard = guard
			if !a.Origin.Known() {
				a.Origin = list.Origin
			}
			found = append(found, a)
		}
	}
	return found
}

// leaves are the texts of a module's settings, in their order, Django's settings
// first: what a name of the project's own holds is mostly found there again.
func leaves(m *project.SettingsModule) []leaf {
	var own, others []leaf
	for _, name := range m.Evaluate(m.World()).Names() {
		if strings.ToUpper(name) != name || strings.ToLower(name) == name || name == secretKey || name == fallbacks {
			continue
		}
		found := below(nil, leaf{setting: name}, m.Setting(name).In(m.World()).Alternatives)
		if name == "DATABASES" || name == "CACHES" {
			own = append(own, found...)
		} else {
			others = append(others, found...)
		}
	}
	return append(own, others...)
}

// below collects the leaves under one.
func below(found []leaf, l leaf, values eval.Alternatives) []leaf {
	if len(l.steps) > mostSteps || len(found) > mostLeaves {
		return found
	}
	text, elements := false, 0
	for _, v := range values {
		switch v := v.Value.(type) {
		case eval.Str, eval.Bytes, *eval.Text:
			text = true
		case *eval.Sequence:
			elements = max(elements, len(v.Elements()))
		}
	}
	if text {
		found = append(found, l)
	}
	for at := range elements {
		s := step{at: at}
		found = below(found, l.below(s), elementsAt(values, at))
	}
	for _, e := range check.Entries(values) {
		if e.Key != "" && e.Key != "TEST" { // DATABASES has settings for tests under this key
			found = below(found, l.below(step{key: e.Key}), e.Values)
		}
	}
	return found
}
