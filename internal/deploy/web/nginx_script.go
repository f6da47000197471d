package web

import (
	"path"
	"regexp"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
)

// nginxScripts is a location that gives scripts to FastCGI to run.
type nginxScripts struct {
	pass deploy.Reference
	// root is the directory below which it looks them up, nil if that is not
	// known.
	root *deploy.Reference
	// within is the prefix of the location around it, "" for the server.
	within string
}

// scriptName finds the names of scripts in a pattern: \.php$, \.(php|phtml)$.
var scriptName = regexp.MustCompile(`\.\(?\S*(?:php|phtml|cgi|fcgi|\bpy\b|\bpl\b)`)

// runsScripts notes a location that runs scripts.
func (n *nginxBuilder) runsScripts(node *nginxNode, route Route, level nginxLevel, within string) {
	if route.Match != Pattern || !scriptName.MatchString(route.URL) {
		return
	}
	if route.Access == Denied {
		n.refusesScripts = true
		return
	}
	if route.Application == nil || route.Application.Protocol != "fastcgi" || route.Conditional {
		return
	}
	for _, child := range node.children {
		if child.Name == "fastcgi_pass" && len(child.Words) == 1 {
			script := nginxScripts{pass: child.reference(0), root: level.root, within: within}
			for _, parameter := range route.Application.Parameters {
				if parameter.Name == "SCRIPT_FILENAME" && !strings.HasPrefix(parameter.Value, "$document_root") {
					script.root = nil
				}
			}
			n.scripts = append(n.scripts, script)
			return
		}
	}
}

// execute tells the routes to files whose scripts are run: a pattern of the
// server, or of the location itself, is tried before the files are served, unless
// the location is final. It looks for the script below its own root, so that it
// finds those that the route serves only if both lead to the same file.
func (n *nginxBuilder) execute(h *Host) {
	if n.refusesScripts || h.Opaque {
		return
	}
	for i, r := range h.Routes {
		if r.Files == nil || r.Match != Prefix || r.Conditional {
			continue
		}
		for _, s := range n.scripts {
			around := s.within == "" && !r.Final || s.within == r.URL
			if !around || s.root == nil {
				continue
			}
			runs, serves := path.Join(s.root.Value, r.URL), path.Join(r.Files.Directory.Value, r.URL)
			if r.Files.Replaces {
				serves = path.Clean(r.Files.Directory.Value)
			}
			if runs == serves {
				pass := s.pass
				h.Routes[i].Executes = &pass
			}
		}
	}
}
