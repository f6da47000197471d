package web

import (
	"context"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/nginx"
	"github.com/djvet/djvet/parser/text"
)

// readNginx gives the configurations of nginx.
func readNginx(ctx context.Context, w *workspace.Workspace, deployment *deploy.Deployment) ([]*Configuration, []deploy.Problem) {
	r := &nginxReader{workspace: w, deployment: deployment, files: map[string]*nginxFile{}, included: map[string]bool{}}
	for _, name := range w.Files(mayBeNginx) {
		if ctx.Err() != nil {
			return nil, nil
		}
		r.read(name)
	}
	r.attach()
	var configurations []*Configuration
	for _, layer := range []nginxLayer{mainLayer, httpLayer, serverLayer} {
		for _, name := range r.names {
			if file := r.files[name]; file.layer == layer && (layer == mainLayer || !r.included[name]) {
				configurations = append(configurations, r.configuration(file))
			}
		}
	}
	slices.SortFunc(configurations, func(a, b *Configuration) int { return strings.Compare(a.Path, b.Path) })
	return configurations, r.problems
}

// nginxLayer says which part of nginx's configuration a file holds.
type nginxLayer uint8

const (
	// snippetLayer: a few directives, which are read where they are included.
	snippetLayer nginxLayer = iota
	serverLayer             // what stands in a server: locations
	httpLayer               // what stands in http: servers, upstreams
	mainLayer               // all of it
)

type nginxFile struct {
	name   string
	tree   *directive.Tree
	layer  nginxLayer
	places []placed
	// with are files that nothing includes by their name, but that a directory
	// which is included is likely to hold.
	with []*nginxFile
}

type nginxReader struct {
	workspace  *workspace.Workspace
	deployment *deploy.Deployment
	files      map[string]*nginxFile
	names      []string // of files that are nginx's, sorted
	included   map[string]bool
	problems   []deploy.Problem
}

// mayBeNginx reports whether the name of a file may be that of a configuration
// of nginx; its content decides.
func mayBeNginx(name string) bool {
	base := strings.ToLower(path.Base(name))
	switch strings.TrimPrefix(path.Ext(base), ".") {
	case "md", "rst", "txt", "sh", "bash", "py", "yml", "yaml", "json", "toml", "html", "js", "ts", "css", "svg", "png",
		"service", "log", "lua", "ps1", "tf", "dockerfile":
		return false
	case "bak", "backup", "old", "orig", "og", "save", "disabled", "off", "dist", "swp", "tmp": // what is not in use
		return false
	}
	if strings.HasSuffix(base, ".conf") || strings.Contains(base, ".conf.") || strings.Contains(base, ".conf-") || strings.HasSuffix(base, ".nginx") {
		return true
	}
	directory := strings.ToLower(path.Dir(name))
	return (strings.Contains(directory, "nginx") || strings.Contains(directory, "sites-") || strings.Contains(base, "nginx")) &&
		!strings.HasPrefix(base, "dockerfile") && base != "makefile"
}

// looksLikeNginx finds a block that only configurations of nginx have.
var looksLikeNginx = regexp.MustCompile(`(?m)^[ \t]*(?:(?:server|http|events)\s*\{|(?:upstream|location)[ \t]+[^\n;{]+\{)`)

// foreign finds what only other files have: sections in square brackets, tags.
var foreign = regexp.MustCompile(`(?m)\A(?:\s*(?:[#;][^\n]*)?\n)*\s*(?:\[[^\]\n]+\]\s*$|<\w|<\?|---)`)

// read parses a file if it is nginx's.
func (r *nginxReader) read(name string) {
	source, problem := source(r.workspace, name)
	if problem != nil && strings.Contains(strings.ToLower(name), "nginx") {
		r.problems = append(r.problems, *problem)
	}
	if source == nil || !looksLikeNginx.Match(source.Data) || foreign.Match(source.Data) {
		return
	}
	if mark := programOfTemplate.FindIndex(source.Data); mark != nil && !strings.Contains(string(source.Data[mark[0]:mark[1]]), "\n") {
		r.problems = append(r.problems, deploy.Problem{
			Path: name, Span: text.Span{Start: uint32(mark[0]), End: uint32(mark[1])},
			Message: "the file is a template, not a configuration of nginx", Skipped: true,
		})
		return
	}
	file := &nginxFile{name: name, tree: nginx.Parse(source)}
	for _, d := range file.tree.Directives {
		file.layer = max(file.layer, layerOf(d))
	}
	file.places = placesOf(r.deployment, name, isNginxPlace)
	r.files[name] = file
	r.names = append(r.names, name)
}

func layerOf(d *directive.Directive) nginxLayer {
	switch d.Name {
	case "http", "events":
		return mainLayer
	case "upstream", "map", "geo", "split_clients", "limit_req_zone", "proxy_cache_path", "log_format":
		return httpLayer
	case "server":
		if d.Block {
			return httpLayer
		}
	case "location", "listen", "server_name":
		return serverLayer
	}
	return snippetLayer
}

// isNginxPlace reports whether nginx reads a path of a container: its directory
// in packages and in well-known images.
func isNginxPlace(target string) bool {
	for _, directory := range []string{"/etc/nginx/", "/usr/local/nginx/", "/usr/local/openresty/", "/opt/bitnami/nginx/", "/opt/nginx/"} {
		if strings.HasPrefix(target, directory) {
			return true
		}
	}
	return false
}

// snippet reads a file that is included.
func (r *nginxReader) snippet(name string) *nginxFile {
	if file := r.files[name]; file != nil {
		return file
	}
	source, _ := source(r.workspace, name)
	if source == nil || programOfTemplate.Match(source.Data) {
		return nil
	}
	file := &nginxFile{name: name, tree: nginx.Parse(source), places: placesOf(r.deployment, name, isNginxPlace)}
	r.files[name] = file
	return file
}

// configuration is what nginx makes of a file and what it includes.
func (r *nginxReader) configuration(file *nginxFile) *Configuration {
	c := &Configuration{Software: Nginx, Path: file.name, Main: file.layer == mainLayer}
	c.Role, c.Why = r.role(file)
	c.Container = containerOf(file.places)
	n := &nginxBuilder{reader: r, configuration: c, file: file}
	nodes := n.load(file, 0)
	for _, node := range nodes {
		if node.Name == "http" && node.Block {
			for _, other := range file.with {
				node.children = append(node.children, n.load(other, 0)...)
			}
			break
		}
	}
	for _, name := range c.Files {
		if errors := r.files[name].tree.Errors; len(errors) > 0 {
			c.Errors = append(c.Errors, Fault{Path: name, Span: errors[0].Span, Message: errors[0].Message, Accepted: errors[0].Accepted})
		}
	}
	n.build(nodes, file)
	return c
}

func containerOf(places []placed) *deploy.Container {
	for _, p := range places {
		if p.container.Role == deploy.Production {
			return p.container
		}
	}
	if len(places) > 0 {
		return places[0].container
	}
	return nil
}

// role is that of the file, but a file that has one for production beside it
// and is used by nothing for production is for development.
func (r *nginxReader) role(file *nginxFile) (deploy.Role, deploy.Evidence) {
	role, why := roleOf(file.name, file.places)
	if role != deploy.Production || len(file.places) > 0 || deploy.SaysProduction(path.Base(file.name)) {
		return role, why
	}
	for _, other := range r.names {
		if path.Dir(other) == path.Dir(file.name) && r.files[other].layer == file.layer && deploy.SaysProduction(path.Base(other)) {
			return deploy.Development, deploy.Evidence{Text: "a file for production lies beside it", Path: other}
		}
	}
	return role, why
}
