package engine

import (
	"maps"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/parser/text"
)

// secrets is what must not be printed, kept until the report's paths are known.
type secrets struct {
	values map[string]bool
	spans  map[string][]text.Span
	// packages are the names of apps that are installed. One that is a password
	// too is hidden only where it stands for it.
	packages map[string]bool
}

// addValue hides a value wherever it stands, and not just where it is written,
// if it could be nothing else.
func (s *secrets) addValue(value string) {
	if isCommonWord(value) || isVariable(value) || s.packages[value] {
		return
	}
	if s.values == nil {
		s.values = map[string]bool{}
	}
	s.values[value] = true
}

// isCommonWord knows what people write for a password when they do not mean
// one, and what is also a word of our messages or of any settings: to mask it
// everywhere would make a report unreadable and hide nothing.
func isCommonWord(value string) bool {
	switch strings.ToLower(value) {
	case "password", "passwords", "passwd", "pass", "secret", "secrets", "secret_key", "secretkey", "key", "keys", "token", "tokens",
		"admin", "root", "user", "username", "test", "testing", "tests", "default", "example", "changeme", "change-me", "none", "null",
		"true", "false", "django", "postgres", "postgresql", "mysql", "redis", "mysite", "site", "local", "localhost", "debug",
		"development", "production", "staging", "public", "private", "string", "value", "name", "email", "hash", "session", "sessions",
		"header", "authorization", "bearer", "basic", "cookie", "http", "https":
		return true
	}
	return false
}

// isVariable reports whether a text is written as names of variables are, or the
// end of one: "SECRET_KEY_" + "FILE", "_FILE".
func isVariable(value string) bool {
	return strings.Contains(value, "_") && strings.Trim(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == ""
}

// addPackages notes what is installed, before any value is added.
func (s *secrets) addPackages(p *project.Project) {
	if s.packages == nil {
		s.packages = map[string]bool{}
	}
	for _, m := range p.Judged() {
		apps, _ := check.Elements(m.Setting("INSTALLED_APPS").In(m.World()).Alternatives)
		for _, app := range apps {
			if name, ok := app.Value.(eval.Str); ok {
				for part := range strings.SplitSeq(string(name), ".") {
					s.packages[part] = true
				}
			}
		}
	}
}

func (s *secrets) addSpan(path string, span text.Span) {
	if s.spans == nil {
		s.spans = map[string][]text.Span{}
	}
	s.spans[path] = append(s.spans[path], span)
}

func (s *secrets) join(o secrets, move func(string) string) {
	for value := range maps.Keys(o.values) {
		s.addValue(value)
	}
	for path, spans := range o.spans {
		for _, span := range spans {
			s.addSpan(move(path), span)
		}
	}
}

func (s *secrets) redactor() *finding.Redactor {
	collected := &finding.Secrets{}
	for value := range s.values {
		collected.AddValue(value)
	}
	for path, spans := range s.spans {
		for _, span := range spans {
			collected.Add(path, span)
		}
	}
	return collected.Redactor()
}
