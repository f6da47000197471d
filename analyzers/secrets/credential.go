package secrets

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/text"
)

// Credential is a password, token or key of a settings module that stands in the
// repository. It is for those who keep it from being shown, too.
type Credential struct {
	// Subject is the setting, or the place in it.
	Subject string
	// Values are the texts that must not be shown: the credential and, if it
	// is part of a URL, that.
	Values []string
	// Path and Span are the literal, or what is nearest to it.
	Path string
	Span text.Span

	judgement check.Judgement
	inURL     bool
	kind      kind
}

// Credentials are those of a module. A literal that reaches several settings
// counts for the first of them only.
func Credentials(p *project.Project, m *project.SettingsModule) []Credential {
	s := &search{p: p, m: m, keys: keysOf(m), given: map[string]bool{}}
	for _, value := range m.World().Variables {
		s.given[value] = true
	}
	type place struct {
		path string
		span text.Span
	}
	var found []Credential
	seen := map[place]bool{}
	for _, l := range leaves(m) {
		c, ok := s.credential(l)
		if !ok || seen[place{c.Path, c.Span}] {
			continue
		}
		seen[place{c.Path, c.Span}] = true
		found = append(found, c)
	}
	return found
}

type credentialsKey struct{ module *project.SettingsModule }

// credentialsOf are those of a module, for the two rules.
func credentialsOf(p *check.Pass, m *project.SettingsModule) []Credential {
	return check.Shared(p, credentialsKey{m}, func() []Credential { return Credentials(p.Project, m) })
}

func credentialHardcoded(p *check.Pass) {
	for _, m := range p.Judged() {
		for _, c := range credentialsOf(p, m) {
			if c.judgement.ByDefault() {
				continue
			}
			f := c.finding(m)
			f.Message = c.Subject + " " + c.holds() + ": " + c.opens()
			p.Report(f)
		}
	}
}

func credentialEnvDefault(p *check.Pass) {
	for _, m := range p.Judged() {
		for _, c := range credentialsOf(p, m) {
			if !c.judgement.ByDefault() {
				continue
			}
			f := c.finding(m)
			f.Confidence = c.judgement.Confidence
			f.Message = c.Subject + " " + c.holds() + " unless " + c.judgement.Decider()
			p.Report(f)
		}
	}
}

func (c Credential) finding(m *project.SettingsModule) finding.Finding {
	return finding.Finding{
		Modules: []string{m.Name}, Setting: c.Subject, Path: c.Path, Span: c.Span,
		Trace: check.Trace(c.judgement.Value.Origin),
	}
}

func (c Credential) holds() string {
	if c.inURL {
		return "holds a password that is a constant in the repository"
	}
	return "is a constant in the repository"
}

func (c Credential) opens() string {
	switch {
	case strings.HasPrefix(c.Subject, "DATABASES."):
		return "whoever can read it can log in to the database"
	case c.kind == signing:
		return "whoever can read it can forge what it signs"
	case strings.HasPrefix(c.Subject, "EMAIL_"):
		return "whoever can read it can send mail in your name"
	}
	return "whoever can read it can use it"
}

// search looks for the credentials of one module.
type search struct {
	p *project.Project
	m *project.SettingsModule
	// keys are what SECRET_KEY may be, which other rules are about.
	keys map[string]bool
	// given are the values that the user or a launch sets: they do not stand
	// in the settings.
	given map[string]bool
}

func keysOf(m *project.SettingsModule) map[string]bool {
	keys := map[string]bool{}
	for _, name := range []string{secretKey, fallbacks} {
		values := m.Setting(name).In(m.World()).Alternatives
		elements, _ := check.Elements(values)
		for _, v := range append(elements, values...) {
			keys[textOf(v.Value)] = true
		}
	}
	return keys
}

// textOf is the text of a value, with a sign for each part that is not known,
// which no credential has.
func textOf(v eval.Value) string {
	switch v := v.(type) {
	case eval.Str:
		return string(v)
	case eval.Bytes:
		return string(v)
	case *eval.Text:
		var whole strings.Builder
		for _, part := range v.Parts {
			if part.Hole != nil {
				whole.WriteString(hole)
			} else {
				whole.WriteString(part.Known)
			}
		}
		return whole.String()
	}
	return ""
}

const hole = "\x00"

// credential judges one leaf.
func (s *search) credential(l leaf) (Credential, bool) {
	k := kindOf(l.name())
	ask := func(world eval.World) eval.Alternatives {
		values := append(eval.Alternatives(nil), l.in(s.m, world)...)
		for i, v := range values {
			if given := textOf(v.Value); given != "" && (s.given[given] || isGiven(world, given)) {
				values[i].Value = &eval.External{Source: eval.Source{Kind: eval.Environment}}
			}
		}
		return values
	}
	j := check.JudgeIn(s.m, ask, func(v eval.Value) check.Verdict {
		switch v.(type) {
		case eval.Str, eval.Bytes, *eval.Text:
		case eval.None, eval.Unbound, eval.Bool, eval.Int:
			return check.Good
		default:
			return check.Unclear
		}
		_, bad := s.secretIn(l, k, textOf(v))
		return check.When(bad)
	})
	if !j.Bad || s.harmless(l, j) {
		return Credential{}, false
	}
	value := textOf(j.Value.Value)
	secret, _ := s.secretIn(l, k, value)
	c := Credential{Subject: l.subject(), Values: []string{secret}, judgement: j, kind: k, inURL: secret != value}
	c.Path, c.Span = s.place(j.Value, secret)
	if c.Path == "" {
		return Credential{}, false
	}
	if c.inURL && !strings.Contains(value, hole) {
		c.Values = append(c.Values, value)
	}
	return c, true
}

func isGiven(world eval.World, value string) bool {
	for _, given := range world.Variables {
		if given == value || strings.Contains(value, "://") && strings.Contains(given, "://") && strings.HasSuffix(given, value) {
			return true
		}
	}
	return false
}

// secretIn is the credential in a text.
func (s *search) secretIn(l leaf, k kind, value string) (secret string, ok bool) {
	if value == "" || s.keys[value] {
		return "", false
	}
	if parts := address.FindStringSubmatch(value); parts != nil {
		user, secret := parts[1], parts[2]
		if user == "guest" && secret == "guest" { // RabbitMQ takes it from the machine itself only
			return "", false
		}
		return secret, !strings.Contains(secret, hole) && !check.Placeholder("password", secret)
	}
	if strings.Contains(value, hole) {
		return "", false
	}
	if known.MatchString(value) {
		return value, true
	}
	switch k {
	case password:
		ok = !check.Placeholder(l.name(), value) && !isReference(value) && (!isWord(value) || s.opensSomething(l))
	case token:
		ok = !check.Placeholder(l.name(), value) && looksMade(value)
	case signing:
		ok = !check.Placeholder(l.name(), value)
	case noKind:
	}
	return value, ok
}
