package cors

import "testing"

// TestAttack has expressions with an origin that they match and nobody meant, or
// "" for none.
func TestAttack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ pattern, want string }{
		{`^https://\w+\.mysite\.org$`, ""},
		{`^https://\w+\.mysite\.org`, "https://a.mysite.org.attacker.com"},
		{`https://mysite.org`, "https://mysite.org.attacker.com"},
		{`^https://mysite\.org/?$`, ""},
		{`^https?://(www\.)?mysite\.org(:\d+)?$`, ""},
		{`^https://www.mysite\.org$`, "https://wwwxmysite.org"},
		{`^https://mysite.org$`, ""},
		{`^https://mysite.co\.uk$`, "https://mysitexco.uk"},
		{`^https://.*mysite\.org$`, "https://attackermysite.org"},
		{`.*\.mysite\.org$`, ""},
		{`.*mysite\.org\Z`, "https://attackermysite.org"},
		{`^https://[a-z-]+\.vercel\.app$`, "https://attacker.vercel.app"},
		{`^https://notes-\w+\.vercel\.app$`, "https://notes-attacker.vercel.app"},
		{`^http://localhost:\d+$`, ""},
		{`^http://localhost`, "http://localhost.attacker.com"},
		{`^http://192\.168\.\d+\.\d+(:\d+)?$`, ""},
		{`^https://(?!evil)\w+\.mysite\.org`, ""}, // Go has no such expression: nothing is known
		{`^https://\w+\.local$`, ""},
		{`^chrome-extension://.*$`, ""},
		{`(`, ""},
	} {
		got, found := attack(c.pattern)
		if got != c.want || found != (c.want != "") {
			t.Errorf("attack(%q) = %q, %v; want %q", c.pattern, got, found, c.want)
		}
	}
}
