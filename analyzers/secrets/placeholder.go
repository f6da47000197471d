package secrets

import (
	"regexp"
	"strings"
	"unicode"
)

// looksMade reports whether a text looks as if a machine had made it: long,
// without spaces, of letters and digits mixed or in both cases.
func looksMade(value string) bool {
	const least, different = 16, 8
	if len(value) < least || isReference(value) || phrase.MatchString(value) || harmlessForm.MatchString(value) {
		return false
	}
	var digits, lower, upper bool
	distinct := map[rune]bool{}
	for _, r := range value {
		switch {
		case r >= '0' && r <= '9':
			digits = true
		case r >= 'a' && r <= 'z':
			lower = true
		case r >= 'A' && r <= 'Z':
			upper = true
		case !strings.ContainsRune("_-+/=.:~!@#$%^&*()", r):
			return false
		}
		distinct[r] = true
	}
	return len(distinct) >= different && (digits && (lower || upper) || lower && upper)
}

// isReference reports whether a text names something: a path to import, a file, a
// page.
func isReference(value string) bool {
	return dotted.MatchString(value) || strings.HasPrefix(value, "/") || strings.Contains(value, "://")
}

var dotted = regexp.MustCompile(`^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$`)

// phrase are words of letters only.
var phrase = regexp.MustCompile(`^[A-Za-z]+([_-][A-Za-z]+)+$`)

// harmlessForm are the forms of what is public or for tests: the ids of AWS's
// keys, Stripe's keys for browsers and for tests, reCAPTCHA's keys for tests.
var harmlessForm = regexp.MustCompile(`^(AKIA|ASIA|[psr]k_test_|pk_live_|6LeIxAcTA+)`)

// isWord reports whether a text may be a word of a language: letters, of which at
// most the first is large.
func isWord(value string) bool {
	for i, r := range value {
		if !unicode.IsLetter(r) || i > 0 && unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// isCommon knows what development databases are given for a password, and what
// servers come with.
func isCommon(user, value string) bool {
	if value == user {
		return true
	}
	switch strings.ToLower(value) {
	case "postgres", "postgresql", "mysql", "mariadb", "root", "admin", "guest", "user", "django", "redis", "rabbitmq", "rabbit",
		"minio", "minioadmin", "toor", "1234", "12345", "123456", "123":
		return true
	}
	return false
}

// isLoopback reports whether a host is the machine itself.
func isLoopback(host string) bool {
	switch host {
	case "", "localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0", "host.docker.internal":
		return true
	}
	return false
}
