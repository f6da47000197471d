package web

import (
	"path"
	"strings"

	"github.com/djvet/djvet/parser/directive"
)

// mayBeApache reports whether a file's name lets it be a configuration of Apache.
// What it holds decides. A .htaccess is none: it is read anew with each request,
// and only where AllowOverride lets it.
func mayBeApache(name string) bool {
	base := strings.ToLower(path.Base(name))
	switch path.Ext(base) {
	case ".conf", ".vhost":
		return true
	case "":
		for dir := range strings.SplitSeq(path.Dir(strings.ToLower(name)), "/") {
			switch dir {
			case "sites-available", "sites-enabled", "conf-available", "conf-enabled", "apache", "apache2", "httpd":
				return true
			}
		}
		return strings.Contains(base, "apache") || strings.Contains(base, "httpd") || strings.Contains(base, "vhost")
	}
	return false
}

// isApache reports whether a tree has what only Apache's configurations have.
func isApache(tree *directive.Tree) bool {
	shown := 0
	directive.Walk(tree.Directives, func(d *directive.Directive) bool {
		switch name := strings.ToLower(d.Name); {
		case strings.HasSuffix(lastWord(d), ";") || strings.HasSuffix(lastWord(d), "{"):
			shown -= 2 // nginx
		case d.Block && apacheBlocks[name], !d.Block && apacheNames[name], strings.HasPrefix(name, "wsgi"),
			name == "alias" && len(d.Words) == 2 && strings.HasPrefix(d.Words[0].Text, "/"):
			shown++
		}
		return true
	})
	return shown > 0
}

func lastWord(d *directive.Directive) string {
	if n := len(d.Words); n > 0 {
		return d.Words[n-1].Text
	}
	return d.Name
}

// The names are from the directive index of Apache 2.4. Those that other servers
// share, such as Include or Listen, are left out.
var (
	apacheBlocks = map[string]bool{
		"virtualhost": true, "directory": true, "directorymatch": true, "files": true, "filesmatch": true, "ifmodule": true,
		"ifdefine": true, "ifversion": true, "location": true, "locationmatch": true, "proxy": true,
	}
	apacheNames = map[string]bool{
		"loadmodule": true, "documentroot": true, "serverroot": true, "scriptalias": true, "aliasmatch": true, "proxypass": true,
		"proxypassreverse": true, "proxypreservehost": true, "rewriterule": true, "allowoverride": true, "sslengine": true,
		"requestheader": true,
	}
)
