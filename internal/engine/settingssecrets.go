package engine

import (
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// addSettings notes the texts that the settings of a module, and the defaults of
// the environment variables, have under names that speak of secrets: others may
// be made of them. What stands in the source as one literal is known already
// (secretsOf); this adds what is put together.
func (s *secrets) addSettings(m *project.SettingsModule) {
	result := m.Evaluate(m.World())
	for _, name := range result.Names() {
		if isSetting(name) {
			s.addUnder(name, result.Get(name), 0)
		}
	}
	for _, read := range result.Reads {
		s.addUnder(read.Name, read.Default, 0)
	}
}

func (s *secrets) addUnder(name string, alternatives eval.Alternatives, depth int) {
	if depth > mostDepth {
		return
	}
	for _, a := range alternatives {
		switch v := a.Value.(type) {
		case eval.Str:
			s.addNamed(name, string(v))
		case eval.Bytes:
			s.addNamed(name, string(v))
		case *eval.Sequence:
			for _, e := range v.Elements() {
				s.addUnder(name, e.Alternatives, depth+1)
			}
		case *eval.Mapping:
			// Not all that lies below JWT_AUTH is a secret that has to be
			// hidden wherever it stands; it is not shown there.
			for _, e := range v.Entries() {
				key, _ := e.Key.(eval.Str)
				s.addUnder(string(key), e.Alternatives, depth+1)
			}
		}
	}
}

func (s *secrets) addNamed(name, value string) {
	if secretName(name) && !publicSetting(name) {
		s.addValue(value)
	}
}

// publicSetting reports whether a setting is one of Django's whose name only
// sounds like a secret's: AUTH_USER_MODEL, PASSWORD_HASHERS.
func publicSetting(name string) bool {
	switch name {
	case "SECRET_KEY", "SECRET_KEY_FALLBACKS", "EMAIL_HOST_PASSWORD":
		return false
	}
	_, ofDjango := django.LookupSetting(name)
	return ofDjango
}
