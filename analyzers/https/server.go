package https

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/djvet/djvet/analyzers/check"
)

// mostServerFile is how much of a file of a web server is looked at.
const mostServerFile = 256 << 10

// serverFiles are the files of the repository that seem to be a web server's. They
// are searched for texts only, which is enough to be silent or gentle, and not to
// report anything.
func serverFiles(p *check.Pass) [][]byte {
	var found [][]byte
	for _, name := range p.Project.Files.Files(func(name string) bool {
		base := strings.ToLower(path.Base(name))
		return strings.Contains(strings.ToLower(name), "nginx") || strings.HasSuffix(base, ".conf") ||
			base == ".htaccess" || base == "caddyfile"
	}) {
		if data, err := p.Project.Files.Tree().ReadFile(name, mostServerFile); err == nil {
			found = append(found, data)
		}
	}
	return found
}

// serverSetsHSTS reports whether a web server's file has the header.
func serverSetsHSTS(p *check.Pass) bool {
	for _, data := range serverFiles(p) {
		if bytes.Contains(bytes.ToLower(data), []byte("strict-transport-security")) {
			return true
		}
	}
	return false
}

// serverRedirects reports whether a web server's file sends visitors to HTTPS.
func serverRedirects(p *check.Pass) bool {
	for _, data := range serverFiles(p) {
		if redirect().Match(data) {
			return true
		}
	}
	return false
}

var redirect = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?mi)^\s*(?:return\s+30\d|rewrite|RewriteRule|Redirect)\s[^#\n]*https://`)
})
