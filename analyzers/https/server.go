package https

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/djvet/djvet/analyzers/check"
)

// server is what the files of web servers in the repository say. They are searched
// for texts only, which is enough to be silent or gentle, and not to report
// anything.
type server struct {
	setsHSTS  bool // one of them has the header
	redirects bool // one of them sends visitors to HTTPS
}

type serverKey struct{}

func serverOf(p *check.Pass) server {
	return check.Shared(p, serverKey{}, func() server { return readServer(p) })
}

func readServer(p *check.Pass) (s server) {
	files := p.Project.Files
	for _, name := range files.Files(isServerFile) {
		data := files.Code(name)
		s.setsHSTS = s.setsHSTS || bytes.Contains(bytes.ToLower(data), []byte("strict-transport-security"))
		s.redirects = s.redirects || redirect().Match(data)
	}
	return s
}

// isServerFile reports whether a file seems to be a web server's.
func isServerFile(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.Contains(strings.ToLower(name), "nginx") || strings.HasSuffix(base, ".conf") ||
		base == ".htaccess" || base == "caddyfile"
}

var redirect = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?mi)^\s*(?:return\s+30\d|rewrite|RewriteRule|Redirect)\s[^#\n]*https://`)
})
