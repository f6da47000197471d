package containers

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
)

// backend is a server that only the project's own processes should reach.
type backend struct {
	// name is as people know it, and what it is: a database, a cache.
	name, is string
	ports    []int
}

// backendOf tells a backend by the image that it runs, or is built from. Images
// that only look at one (pgAdmin, exporters) have other names.
func backendOf(c *deploy.Container) (backend, bool) {
	if c.Image == nil {
		return backend{}, false
	}
	name, _, _ := strings.Cut(c.Image.Value, "@")
	if at := strings.LastIndexByte(name, ':'); at > strings.LastIndexByte(name, '/') {
		name = name[:at]
	}
	switch path.Base(name) {
	case "postgres", "postgresql", "postgis", "pgvector", "timescaledb", "timescaledb-ha", "pgbouncer":
		return backend{"PostgreSQL", "database", []int{5432, 6432}}, true
	case "mysql", "mysql-server", "mariadb", "percona", "percona-server":
		return backend{"MySQL", "database", []int{3306}}, true
	case "mongo", "mongodb", "mongodb-community-server":
		return backend{"MongoDB", "database", []int{27017}}, true
	case "redis", "redis-stack", "redis-stack-server", "keydb":
		return backend{"Redis", "cache", []int{6379}}, true
	case "valkey":
		return backend{"Valkey", "cache", []int{6379}}, true
	case "memcached":
		return backend{"memcached", "cache", []int{11211}}, true
	case "elasticsearch", "opensearch":
		return backend{"Elasticsearch", "search engine", []int{9200, 9300}}, true
	}
	return backend{}, false
}

// publicPorts are the ports of a backend that are published on every interface.
func (b backend) publicPorts(p *check.Pass, c *deploy.Container) []deploy.Port {
	var public []deploy.Port
	for _, port := range c.Ports {
		if slices.Contains(b.ports, port.Target) && port.Interface == "" && !mayNameInterface(p, port) {
			public = append(public, port)
		}
	}
	return public
}

// mayNameInterface reports whether a variable that is not known may hold an
// address before the port.
func mayNameInterface(p *check.Pass, port deploy.Port) bool {
	source := p.Project.Files.Code(port.Path)
	if port.Published != 0 || int(port.Span.End) > len(source) {
		return false
	}
	written := strings.ToUpper(string(source[port.Span.Start:port.Span.End]))
	return strings.Contains(written, "$") && !strings.Contains(written, "PORT")
}

// productionBackends gives the backends that compose files start for production
// beside the project itself. A file with nothing but databases is a developer's.
func productionBackends(p *check.Pass, visit func(backend, *deploy.Container)) {
	for _, c := range p.Project.Containers {
		if c.Role != deploy.Production || c.Service == "" {
			continue
		}
		served := slices.ContainsFunc(p.Project.Launches, func(l deploy.Launch) bool {
			return l.Path == c.Path && l.Role == deploy.Production && l.Service != c.Service && !p.ForDevelopment(l)
		})
		if b, ok := backendOf(c); ok && served {
			visit(b, c)
		}
	}
}
