package web

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/parser/directive"
)

// nginxNode is a directive with the file that it stands in; what is included
// stands in the place of the include.
type nginxNode struct {
	*directive.Directive
	path     string
	children []*nginxNode
}

// word is an argument of a directive, "" if there are not so many.
func (n *nginxNode) word(i int) string {
	if i < len(n.Words) {
		return n.Words[i].Text
	}
	return ""
}

// reference is an argument with its place.
func (n *nginxNode) reference(i int) deploy.Reference {
	return deploy.Reference{Value: n.Words[i].Text, Path: n.path, Span: n.Words[i].Span, How: n.Name}
}

// nginxBuilder makes one configuration.
type nginxBuilder struct {
	reader        *nginxReader
	configuration *Configuration
	file          *nginxFile // the one that it begins with
	upstreams     map[string]*nginxNode
	count         int // of nodes
	// scripts are the locations of the host that is being made which run
	// scripts; refusesScripts says that another one refuses them.
	scripts        []nginxScripts
	refusesScripts bool
}

// maxIncludes is the depth of files that include each other, maxNodes the number
// of directives of one configuration: files may include themselves.
const (
	maxIncludes = 8
	maxNodes    = 50_000
)

// load makes nodes of a file, and of what it includes.
func (n *nginxBuilder) load(file *nginxFile, depth int) []*nginxNode {
	if !slices.Contains(n.configuration.Files, file.name) {
		n.configuration.Files = append(n.configuration.Files, file.name)
	}
	return n.nodes(file, file.tree.Directives, depth)
}

func (n *nginxBuilder) nodes(file *nginxFile, directives []*directive.Directive, depth int) []*nginxNode {
	nodes := make([]*nginxNode, 0, len(directives))
	for _, d := range directives {
		node := &nginxNode{Directive: d, path: file.name}
		n.count++
		if d.Name == "include" && len(d.Words) == 1 && !d.Damaged {
			found := n.reader.find(n.file, file, d.Words[0].Text)
			if depth < maxIncludes && n.count < maxNodes && len(found) > 0 {
				for _, name := range found {
					if included := n.reader.snippet(name); included != nil {
						nodes = append(nodes, n.load(included, depth+1)...)
					}
				}
				continue
			}
			if !harmlessInclude(d.Words[0].Text) {
				n.configuration.Unread = append(n.configuration.Unread, node.reference(0))
			}
		}
		node.children = n.nodes(file, d.Children, depth)
		nodes = append(nodes, node)
	}
	return nodes
}

// find gives the files of the repository that an include names: those that the
// container has at that path, or else those with the longest part of the path.
// main is the file that the configuration begins with, from the one that has the
// include. nginx looks relative paths up beside its main file.
func (r *nginxReader) find(main, from *nginxFile, pattern string) []string {
	if !isKnown(pattern) || path.Clean(pattern) == "*" {
		return nil
	}
	for _, p := range append(slices.Clone(main.places), from.places...) {
		if found := r.inContainer(p.container, absolute(pattern)); len(found) > 0 {
			return found
		}
	}
	for _, name := range nearby(main.name, from.name, pattern) {
		if found := r.match(name); len(found) > 0 && !slices.Contains(found, from.name) {
			return found
		}
	}
	return nil
}

func absolute(pattern string) string {
	if path.IsAbs(pattern) {
		return pattern
	}
	return path.Join("/etc/nginx", pattern)
}

// inContainer gives the files of the repository that a container has at a path
// or pattern of the image nginx: its templates become files of conf.d (the
// image's 20-envsubst-on-templates.sh).
func (r *nginxReader) inContainer(c *deploy.Container, pattern string) []string {
	if !strings.ContainsAny(pattern, "*?[") {
		if name := fileAt(r.workspace, c, pattern); name != "" {
			return []string{name}
		}
		return nil
	}
	directory := path.Dir(pattern)
	var found []string
	add := func(name, base string) {
		if ok, err := path.Match(path.Base(pattern), base); err == nil && ok && !slices.Contains(found, name) && r.workspace.IsFile(name) {
			found = append(found, name)
		}
	}
	for _, p := range c.Placements {
		switch {
		case p.Target == directory:
			for _, base := range r.workspace.List(p.Source) {
				add(path.Join(p.Source, base), base)
			}
		case path.Dir(p.Target) == directory:
			add(p.Source, path.Base(p.Target))
		case directory == "/etc/nginx/conf.d" && p.Target == "/etc/nginx/templates":
			for _, base := range r.workspace.List(p.Source) {
				add(path.Join(p.Source, base), strings.TrimSuffix(base, ".template"))
			}
		case directory == "/etc/nginx/conf.d" && path.Dir(p.Target) == "/etc/nginx/templates":
			add(p.Source, strings.TrimSuffix(path.Base(p.Target), ".template"))
		}
	}
	slices.Sort(found)
	return found
}

// nearby are the paths of the repository that an include may mean, the best
// first.
func nearby(main, from, pattern string) []string {
	var names []string
	clean := strings.TrimPrefix(path.Clean(pattern), "/")
	if !path.IsAbs(pattern) {
		names = append(names, path.Join(path.Dir(main), clean), path.Join(path.Dir(from), clean))
	}
	parts := strings.Split(clean, "/")
	for start := range parts {
		rest := parts[start:]
		if len(rest) == 1 && strings.ContainsAny(rest[0], "*?[") {
			break // any file would do
		}
		tail := strings.Join(rest, "/")
		for _, directory := range []string{path.Dir(from), path.Dir(main), path.Dir(path.Dir(from)), path.Dir(path.Dir(main)), "."} {
			names = append(names, path.Join(directory, tail))
			if enabled, ok := strings.CutPrefix(tail, "sites-enabled/"); ok {
				names = append(names, path.Join(directory, "sites-available", enabled))
			}
		}
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == ".." || strings.HasPrefix(name, "../") })
}

// match gives the files of the repository that a path or pattern names.
func (r *nginxReader) match(pattern string) []string {
	if !strings.ContainsAny(pattern, "*?[") {
		if r.workspace.IsFile(pattern) {
			return []string{pattern}
		}
		return nil
	}
	directory := path.Dir(pattern)
	if strings.ContainsAny(directory, "*?[") {
		return nil
	}
	var found []string
	for _, base := range r.workspace.List(strings.TrimPrefix(directory, "./")) {
		if ok, err := path.Match(path.Base(pattern), base); err == nil && ok {
			if name := path.Join(directory, base); r.workspace.IsFile(name) {
				found = append(found, name)
			}
		}
	}
	return found
}

// harmlessInclude reports whether a file that the repository does not hold is
// one of those that nginx, its packages or certbot bring and that say nothing of
// hosts, routes and headers.
func harmlessInclude(pattern string) bool {
	switch path.Base(pattern) {
	case "mime.types", "uwsgi_params", "fastcgi_params", "scgi_params", "fastcgi.conf", "koi-utf", "koi-win", "win-utf",
		"proxy_params", "options-ssl-nginx.conf", "snakeoil.conf":
		return true
	}
	return strings.HasSuffix(path.Dir(pattern), "/modules-enabled") || strings.HasSuffix(path.Dir(pattern), "/nginx/modules")
}

// attach finds the files that lie where a directory is included, or beside a
// main file that includes one which the repository does not hold.
func (r *nginxReader) attach() {
	for _, name := range r.names {
		main := r.files[name]
		open := r.includes(main, main, map[string]bool{})
		if main.layer == mainLayer && open {
			for _, other := range r.names {
				file := r.files[other]
				if file.layer == httpLayer && !r.included[other] && beside(other, name) && !r.elsewhere(main, file) {
					main.with = append(main.with, file)
				}
			}
		}
	}
	for _, name := range r.names {
		for _, other := range r.files[name].with {
			r.included[other.name] = true
		}
	}
}

// elsewhere reports whether two files lie in containers, and in none together.
func (r *nginxReader) elsewhere(a, b *nginxFile) bool {
	if len(a.places) == 0 || len(b.places) == 0 {
		return false
	}
	return !slices.ContainsFunc(a.places, func(p placed) bool {
		return slices.ContainsFunc(b.places, func(q placed) bool { return p.container == q.container })
	})
}

// beside reports whether a file lies with a main file, or in a directory beside
// it that holds sites.
func beside(name, main string) bool {
	switch rest, below := strings.CutPrefix(path.Dir(name), path.Dir(main)); {
	case !below:
		return false
	case rest == "":
		return true
	default:
		return rest == "/conf.d" || rest == "/sites-available" || rest == "/sites-enabled"
	}
}

// includes marks what a file includes, and reports whether it includes a
// directory of sites that the repository does not hold. Seen are the files that
// were looked at for this main file.
func (r *nginxReader) includes(main, file *nginxFile, seen map[string]bool) (open bool) {
	seen[file.name] = true
	directive.Walk(file.tree.Directives, func(d *directive.Directive) bool {
		if d.Name != "include" || len(d.Words) != 1 {
			return true
		}
		found := r.find(main, file, d.Words[0].Text)
		for _, name := range found {
			r.included[name] = true
			if included := r.snippet(name); included != nil && !seen[name] {
				open = r.includes(main, included, seen) || open
			}
		}
		directory := path.Base(path.Dir(d.Words[0].Text))
		if len(found) == 0 && (directory == "conf.d" || directory == "sites-enabled") {
			open = true
		}
		return true
	})
	return open
}
