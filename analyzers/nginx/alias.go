package nginx

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/parser/text"
)

// aliasTraversal reports a location whose prefix ends without a slash and whose
// alias ends with one: nginx puts what stands behind the prefix behind the alias
// (ngx_http_map_uri_to_path), and /static../ becomes directory/../.
func aliasTraversal(p *check.Pass) {
	type place struct {
		path string
		span text.Span
	}
	seen := map[place]bool{} // several servers may include one file
	for _, c := range p.Nginx() {
		for _, h := range c.Hosts {
			for _, r := range h.Routes {
				if !traverses(r) {
					continue
				}
				directory := r.Files.Directory
				at := place{directory.Path, directory.Span}
				if seen[at] {
					continue
				}
				seen[at] = true
				f := finding.Finding{Path: directory.Path, Span: directory.Span, Detail: r.URL}
				f.Message = "the location " + r.URL + " has no slash at its end and its alias has one: " + r.URL + "../ leads out of " +
					directory.Value + ", and whoever asks reads the files beside it"
				p.Report(f)
			}
		}
	}
}

func traverses(r web.Route) bool {
	if r.Match != web.Prefix || r.Files == nil || !r.Files.Replaces || r.Conditional || r.Access == web.Denied {
		return false
	}
	directory := r.Files.Directory.Value
	return !strings.HasSuffix(r.URL, "/") && strings.HasSuffix(directory, "/") && directory != "/"
}
