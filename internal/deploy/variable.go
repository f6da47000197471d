package deploy

import (
	"regexp"
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// Variable is an environment variable that a launch sets.
type Variable struct {
	Name string
	// Value is the value the program sees, "" unless Known. It may be a
	// secret: see Secret.
	Value string
	// Known is false if the repository says that the variable is set, or may
	// be, but not to what: ${HOST_VARIABLE} without a fallback, a secret of
	// the platform, a name that is handed on from the host.
	Known bool
	// Fallback is true if Value stands only as long as the host does not say
	// otherwise: ${NAME:-value}, or a build argument's default.
	Fallback bool
	// Unset is true if the variable is taken out of the environment.
	Unset bool
	// How says in a few words how it is set: "ENV", "environment", "export".
	How string
	// Path and Span are where it is set: its name and value. ValueSpan is the
	// value alone as it is written, without quotes around it; empty if it
	// stands nowhere by itself.
	Path      string
	Span      text.Span
	ValueSpan text.Span
}

// secretName finds names of variables that hold secrets. KEY and PASS count
// only as a word of their own: KEYBOARD and PASSENGER are no secrets.
var secretName = regexp.MustCompile(`(?i)(^|[_-])([A-Z]*KEYS?|PASS|PWD|DSN|AUTH)($|[_-])|SECRET|PASSWORD|PASSWD|TOKEN|CREDENTIAL|PASSPHRASE|PRIVATE`)

// Secret reports whether the value must never be shown: the name says so (KEY,
// SECRET, PASSWORD, TOKEN, DSN …), or the value is a URL with a password.
func (v Variable) Secret() bool {
	return secretName.MatchString(v.Name) || urlWithPassword(v.Value)
}

// urlWithPassword finds scheme://user:password@host, also in the middle of a
// value, without url.Parse, which refuses the passwords people really have.
func urlWithPassword(value string) bool {
	for {
		_, rest, found := strings.Cut(value, "://")
		if !found {
			return false
		}
		authority := rest
		if end := strings.IndexAny(rest, " \t\r\n,\"'"); end >= 0 {
			authority = rest[:end]
		}
		if at := strings.LastIndexByte(authority, '@'); at >= 0 {
			if colon := strings.IndexByte(authority[:at], ':'); colon >= 0 && colon+1 < at {
				return true
			}
		}
		value = rest
	}
}

// Environment is what a program finds in its environment, by name.
type Environment map[string]Variable

// Environment resolves the launch's variables: of several of one name the last
// stands, and one that is taken out is not there.
func (l Launch) Environment() Environment {
	return resolve(l.Variables)
}

func resolve(variables []Variable) Environment {
	environment := make(Environment, len(variables))
	for _, variable := range variables {
		if variable.Unset {
			delete(environment, variable.Name)
			continue
		}
		environment[variable.Name] = variable
	}
	return environment
}

// External reports whether the launch may get variables that the repository
// does not show, so that a name absent from Environment may be set all the
// same.
func (l Launch) External() bool { return len(l.Missing) > 0 }
