package cors

import (
	"regexp"
	"regexp/syntax"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// attacker is a name that no site has but an attacker's.
const attacker = "attacker"

// translated is a Python expression in Go's writing.
func translated(pattern string) string {
	return strings.ReplaceAll(pattern, `\Z`, `\z`)
}

// attack finds an origin that an expression matches although anybody may register
// its domain. It makes members of the expression's language: what is meant, that
// with something behind it, with "attacker" for what is left open, and with
// another letter where a dot stands for any.
func attack(pattern string) (origin string, found bool) {
	expression, ok := compile(pattern)
	if !ok {
		return "", false
	}
	tree, err := syntax.Parse(translated(pattern), syntax.Perl)
	if err != nil {
		return "", false
	}
	for _, meant := range write(tree, filling{}) {
		for _, candidate := range []string{meant + "." + attacker + ".com", meant + attacker + ".com"} {
			if expression.MatchString(candidate) && strings.Contains(registered(candidate), attacker) {
				return candidate, true
			}
		}
	}
	for _, open := range []string{attacker, "https://" + attacker} {
		for _, candidate := range write(tree, filling{open: open}) {
			if expression.MatchString(candidate) && strings.Contains(registered(candidate), attacker) {
				return candidate, true
			}
		}
	}
	return otherLetter(tree, expression)
}

// otherLetter writes another letter for one dot after the other.
func otherLetter(tree *syntax.Regexp, expression *regexp.Regexp) (origin string, found bool) {
	meant := write(tree, filling{})
	for dot := 1; dot <= mostDots; dot++ {
		other := write(tree, filling{dot: dot})
		for i := range min(len(meant), len(other)) {
			domain := registered(other[i])
			if other[i] != meant[i] && domain != "" && registered(meant[i]) != "" && domain != registered(meant[i]) && expression.MatchString(other[i]) {
				return other[i], true
			}
		}
	}
	return "", false
}

// originForm is what a browser sends.
var originForm = regexp.MustCompile(`^https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d{1,5})?$`)

// registered is the domain of an origin that somebody registered, "" for what
// nobody can register: an address, a name of a local network.
func registered(origin string) string {
	parts := originForm.FindStringSubmatch(origin)
	if parts == nil {
		return ""
	}
	suffix, official := publicsuffix.PublicSuffix(parts[1])
	if !official && !strings.Contains(suffix, ".") {
		return ""
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(parts[1])
	if err != nil {
		return ""
	}
	return domain
}
