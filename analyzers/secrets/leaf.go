package secrets

import (
	"slices"
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

// leaves are the texts of a module's settings that may be credentials, the databases
// first: what a name of the project's own holds is mostly found there again.
func leaves(m *project.SettingsModule) []leaf {
	first, others := &collector{seen: map[string]bool{}}, &collector{seen: map[string]bool{}}
	for _, name := range m.Evaluate(m.World()).Names() {
		if strings.ToUpper(name) != name || strings.ToLower(name) == name || name == secretKey || name == fallbacks {
			continue
		}
		c := others
		if name == "DATABASES" || name == "CACHES" {
			c = first
		}
		c.path = leaf{setting: name}
		for _, v := range m.Setting(name).In(m.World()).Alternatives {
			c.collect(v.Value)
		}
	}
	return append(first.found, others.found...)
}

// collector goes through values. It passes over the guards: most of what it sees
// is nothing that has to be judged.
type collector struct {
	path  leaf
	found []leaf
	seen  map[string]bool
}

func (c *collector) collect(v eval.Value) {
	if len(c.path.steps) > mostSteps || len(c.found) > mostLeaves {
		return
	}
	switch v := v.(type) {
	case *eval.Sequence:
		for at, e := range v.Elements() {
			c.below(step{at: at}, e.Alternatives)
		}
	case *eval.Mapping:
		for _, e := range v.Entries() {
			key, isText := e.Key.(eval.Str)
			if isText && key != "" && key != "TEST" { // DATABASES has settings for tests under this key
				c.below(step{key: string(key)}, e.Alternatives)
			}
		}
	default:
		if !mayTell(c.path, v) {
			return
		}
		if subject := c.path.subject(); !c.seen[subject] {
			c.seen[subject] = true
			c.found = append(c.found, leaf{c.path.setting, slices.Clone(c.path.steps)})
		}
	}
}

func (c *collector) below(s step, values eval.Alternatives) {
	c.path.steps = append(c.path.steps, s)
	for _, v := range values {
		c.collect(v.Value)
	}
	c.path.steps = c.path.steps[:len(c.path.steps)-1]
}

// mayTell reports whether a value may be a credential: a text whose name says so,
// or that does itself.
func mayTell(l leaf, v eval.Value) bool {
	switch v := v.(type) {
	case eval.Str:
		return kindOf(l.name()) != noKind || speaks(string(v))
	case eval.Bytes:
		return kindOf(l.name()) != noKind
	case *eval.Text:
		return slices.ContainsFunc(v.Parts, func(part eval.TextPart) bool { return strings.Contains(part.Known, "://") })
	}
	return false
}

// speaks reports whether a text may hold a credential whatever it is called.
func speaks(value string) bool { return strings.Contains(value, "://") || known.MatchString(value) }
