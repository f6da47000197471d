package secrets

import (
	"regexp"
	"slices"

	"github.com/djvet/djvet/analyzers/check"
)

// kind says what a credential opens.
type kind uint8

const (
	noKind kind = iota
	password
	// token is what only a machine would choose: it has to look so.
	token
	// signing is a key that signs, as SECRET_KEY does: any text is one.
	signing
)

// kindOf tells by the name of a setting or key what its text is. The last word
// decides: PASSWORD_RESET_TIMEOUT and TOKEN_HEADER are none.
func kindOf(name string) kind {
	words := check.Words(name)
	if len(words) == 0 || slices.ContainsFunc(words, isPublicWord) {
		return noKind
	}
	last, before := words[len(words)-1], ""
	if len(words) > 1 {
		before = words[len(words)-2]
	}
	switch last {
	case "password", "passwd", "passphrase", "pwd", "pass":
		return password
	case "secret", "token", "apikey", "secretkey", "apisecret":
		return token
	case "key":
		switch before {
		case "signing":
			return signing
		case "secret", "api", "access", "account", "private", "encryption", "fernet", "jwt", "auth", "server", "master", "webhook":
			return token
		}
	}
	return noKind
}

// isPublicWord knows the words of names that are not secret, or not what runs in
// production. AWS_ACCESS_KEY_ID ends in another word anyway; the keys of maps
// and the like are sent to browsers.
func isPublicWord(word string) bool {
	switch word {
	case "public", "publishable", "site", "map", "maps", "mapbox", "browser", "js", "analytics", "firebase", "verifying",
		"test", "tests", "testing", "demo", "example", "dummy", "fake", "sandbox", "csrf",
		"reset", "change", "forgot", "confirm", "show", "old", "new", "set":
		return true
	}
	return false
}

// known are the forms of credentials that say themselves what they are: keys of
// Stripe, SendGrid, GitHub, GitLab and Slack, and private keys as text.
var known = regexp.MustCompile(`^(sk_live_[0-9A-Za-z]{16,}|rk_live_[0-9A-Za-z]{16,}|SG\.[\w-]{16,}\.[\w-]{16,}|gh[pousr]_[0-9A-Za-z]{30,}|` +
	`github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abpr]-[0-9A-Za-z-]{20,})$|-----BEGIN ([A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/]{20}`)

// address finds scheme://user:password@host anywhere in a text.
var address = regexp.MustCompile(`[a-zA-Z][a-zA-Z0-9+.-]*://([^\s/:@"']*):([^\s"']+)@([^\s/:?,@"']*)`)
