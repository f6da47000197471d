package web

import (
	"context"
	"path"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/parser/directive"
)

// readApache gives the configurations of Apache: one for each file that no other
// includes. A file that the server refuses is a problem, and nothing else is
// concluded from what includes it.
func readApache(ctx context.Context, w *workspace.Workspace, deployment *deploy.Deployment) ([]*Configuration, []deploy.Problem) {
	r := newApacheReader(ctx, w, deployment)
	included := r.included()
	var found []*Configuration
	for _, name := range r.names {
		if ctx.Err() != nil {
			return nil, nil
		}
		if included[name] {
			continue
		}
		if c := r.configuration(name); c != nil {
			found = append(found, c)
		}
	}
	return found, r.problems
}

// configuration reads a file with what it includes; it is nil if the server
// refuses any of them.
func (r *apacheReader) configuration(name string) *Configuration {
	tree := r.trees[name]
	flow := &apacheFlow{
		reader: r, root: name, main: &apacheServer{file: tree.File}, defines: map[string]string{}, modules: map[string]deploy.Reference{},
		whole: isWhole(tree, name), files: []string{name},
	}
	flow.run(tree.Directives, apachePlace{file: tree.File, server: flow.main})
	for _, file := range flow.files {
		if r.damaged[file] {
			return nil
		}
	}
	c := &Configuration{Software: Apache, Path: name, Files: flow.files, Main: flow.whole, Unread: flow.unread}
	places := placesOf(r.deployment, name, isApachePlace)
	c.Role, c.Why = r.role(name, places)
	c.Container = containerOf(places)
	b := &apacheBuild{flow: flow, configuration: c}
	b.hostsOf()
	c.WSGI = b.wsgi()
	for i, server := range b.servers {
		b.routes(server, b.hosts[i])
	}
	for i, host := range b.hosts {
		if b.servers[i].directive != nil || len(host.Routes) > 0 {
			c.Hosts = append(c.Hosts, host)
		}
	}
	return c
}

// isWhole reports whether a file is the server's main one: it loads the modules
// without which there is none, or some and says where the server lies. A file
// with ServerRoot alone is one that a host's own configuration includes.
func isWhole(tree *directive.Tree, name string) bool {
	modules, root := 0, false
	for _, d := range tree.Directives {
		switch strings.ToLower(d.Name) {
		case "serverroot":
			root = true
		case "loadmodule":
			if len(d.Words) > 0 && (d.Words[0].Text == "authz_core_module" || strings.HasPrefix(d.Words[0].Text, "mpm_")) {
				return true
			}
			modules++
		}
	}
	base := strings.ToLower(path.Base(name))
	return root && modules > 0 || (base == "httpd.conf" || base == "apache2.conf") && modules > 2
}

// apacheBuild makes a Configuration of what a flow has gathered.
type apacheBuild struct {
	flow          *apacheFlow
	configuration *Configuration
	// servers and hosts go together; the first are what stands outside of every
	// virtual host.
	servers []*apacheServer
	hosts   []*Host
}

// around are the servers whose directives hold in one: what stands outside of
// all, and itself.
func (b *apacheBuild) around(server *apacheServer) []*apacheServer {
	if server == b.flow.main {
		return []*apacheServer{server}
	}
	return []*apacheServer{b.flow.main, server}
}
