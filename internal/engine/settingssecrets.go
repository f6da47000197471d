package engine

import (
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// addSettings notes the texts that the settings of a module, and the defaults of
// the environment variables, have under names that speak of secrets: others may
// be made of them. What stands in the source as one literal is known already
// (secretsOf); this adds what is put together.
func (s *secrets) addSettings(m *project.SettingsModule) {
	result := m.Evaluate(m.World())
	seen := map[eval.Value]bool{}
	for _, name := range result.Names() {
		if isSetting(name) {
			s.addUnder(name, result.Get(name), seen)
		}
	}
	for _, read := range result.Reads {
		s.addUnder(read.Name, read.Default, seen)
	}
}

// addUnder notes the texts under a name. A dict is looked at once, wherever it
// stands, and so is a list, unless its name makes secrets of its elements.
func (s *secrets) addUnder(name string, alternatives eval.Alternatives, seen map[eval.Value]bool) {
	for _, a := range alternatives {
		switch v := a.Value.(type) {
		case eval.Str:
			s.addNamed(name, string(v))
		case eval.Bytes:
			s.addNamed(name, string(v))
		case *eval.Sequence:
			if secretName(name) {
				s.addElements(name, v)
			}
			if seen[v] {
				continue
			}
			seen[v] = true
			for _, e := range v.Elements() {
				s.addUnder("", e.Alternatives, seen)
			}
		case *eval.Mapping:
			if seen[v] {
				continue
			}
			seen[v] = true
			// Not all that lies below JWT_AUTH is a secret that has to be
			// hidden wherever it stands; it is not shown there.
			for _, e := range v.Entries() {
				key, _ := e.Key.(eval.Str)
				s.addUnder(string(key), e.Alternatives, seen)
			}
		}
	}
}

// addElements notes the texts of a list of secrets.
func (s *secrets) addElements(name string, list *eval.Sequence) {
	for _, e := range list.Elements() {
		for _, a := range e.Alternatives {
			if text, ok := a.Value.(eval.Str); ok {
				s.addNamed(name, string(text))
			}
		}
	}
}

func (s *secrets) addNamed(name, value string) {
	if secretName(name) {
		s.addValue(value)
	}
}
