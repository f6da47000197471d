package containers

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/parser/directive"
	"github.com/djvet/djvet/parser/redis"
	"github.com/djvet/djvet/parser/text"
)

// backendOpen reports databases and caches that take whoever comes, where others
// than the project's own containers can come. One that only its compose network
// reaches is left alone.
func backendOpen(p *check.Pass) {
	productionBackends(p, func(b backend, c *deploy.Container) {
		ports := b.publicPorts(p, c)
		if len(ports) == 0 && !c.HostNetwork {
			return
		}
		why := openness(p, b, c)
		if why == "" {
			return
		}
		f := finding.Finding{Path: c.Path, Span: c.Span, Detail: c.Service}
		f.Message = c.Service + " (" + b.name + ") is open to whoever reaches the machine: " + why
		if len(ports) > 0 {
			f.Path, f.Span, f.Detail = ports[0].Path, ports[0].Span, c.Service+":"+strconv.Itoa(ports[0].Target)
			f.Message += ", and its port is published on every interface"
		} else {
			f.Message += ", and it shares the machine's network"
		}
		p.Report(f)
	})
	redisConfigurations(p)
}

// openness says why a backend asks nobody for a password, "" if it may. What a
// variable of an env file that is not here would say is not known.
func openness(p *check.Pass, b backend, c *deploy.Container) string {
	environment := c.Environment()
	set := func(name string) bool {
		v, ok := environment[name]
		return ok && (!v.Known || v.Value != "")
	}
	is := func(name string, values ...string) bool {
		v, ok := environment[name]
		return ok && v.Known && !v.Fallback && slices.Contains(values, strings.ToLower(v.Value))
	}
	yes := []string{"1", "yes", "true", "on"}
	switch b.name {
	case "PostgreSQL":
		if is("POSTGRES_HOST_AUTH_METHOD", "trust") {
			return "POSTGRES_HOST_AUTH_METHOD lets everybody in without a password"
		}
	case "MySQL":
		for _, name := range []string{"MYSQL_ALLOW_EMPTY_PASSWORD", "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "ALLOW_EMPTY_PASSWORD"} {
			if is(name, yes...) && !set("MYSQL_ROOT_PASSWORD") && !set("MARIADB_ROOT_PASSWORD") {
				return name + " gives root an empty password"
			}
		}
	case "MongoDB":
		if official(c, "mongo") && !set("MONGO_INITDB_ROOT_USERNAME") && !set("MONGO_INITDB_ROOT_USERNAME_FILE") &&
			len(c.Missing) == 0 && len(c.Command) == 0 && c.Build == "" {
			return "without MONGO_INITDB_ROOT_USERNAME it asks for no password"
		}
	case "Redis", "Valkey":
		if is("ALLOW_EMPTY_PASSWORD", yes...) && !set("REDIS_PASSWORD") && !set("VALKEY_PASSWORD") {
			return "ALLOW_EMPTY_PASSWORD lets everybody in without a password"
		}
		if (official(c, "redis") || official(c, "valkey/valkey")) && c.Build == "" && withoutPassword(p, c) {
			return "no password is set (requirepass), and the image turns protected mode off"
		}
	case "memcached":
		if !slices.ContainsFunc(c.Command, func(w deploy.Word) bool {
			return !w.Known || w.Text == "-S" || w.Text == "--enable-sasl" || strings.HasPrefix(w.Text, "-Y")
		}) {
			return "memcached knows no passwords"
		}
	case "Elasticsearch":
		if is("xpack.security.enabled", "false") {
			return "xpack.security.enabled=false lets everybody in without a password"
		}
	}
	return ""
}

// official reports whether a container runs an image as its makers publish it, of
// which it is known how it starts.
func official(c *deploy.Container, name string) bool {
	image, _, _ := strings.Cut(c.Image.Value, ":")
	return strings.TrimPrefix(strings.TrimPrefix(image, "docker.io/"), "library/") == name
}

// withoutPassword reports whether the command line of a Redis certainly sets no
// password. A configuration file that it names is read if it is in the repository.
func withoutPassword(p *check.Pass, c *deploy.Container) bool {
	for _, w := range c.Command {
		switch {
		case !w.Known || strings.ContainsAny(w.Text, "$`"):
			return false
		case strings.Contains(w.Text, "requirepass"), strings.Contains(w.Text, "aclfile"), strings.HasPrefix(w.Text, "--user"), strings.HasSuffix(w.Text, ".sh"):
			return false
		case strings.Contains(w.Text, ".conf"):
			return openConfiguration(p, w.Text)
		}
	}
	return true
}

// openConfiguration reports whether the configuration file that a container names
// is in the repository and sets no password.
func openConfiguration(p *check.Pass, named string) bool {
	files := p.Project.Files.Files(func(name string) bool { return path.Base(name) == path.Base(named) })
	return len(files) == 1 && !readRedis(p, files[0]).protected
}

// redisConfiguration is what matters of a redis.conf.
type redisConfiguration struct {
	// protected says that a password, a list of users or another file that may
	// have one is named.
	protected bool
	// open is the line that turns protected mode off, empty if none does.
	open text.Span
	// local says that it listens on the machine itself only.
	local bool
}

// readRedis reads a configuration of Redis. Of several lines of one name the last
// counts.
func readRedis(p *check.Pass, name string) redisConfiguration {
	var read redisConfiguration
	source, err := p.Project.Files.Source(name)
	if err != nil {
		return redisConfiguration{protected: true}
	}
	for _, d := range redis.Parse(source).Directives {
		if len(d.Words) == 0 {
			continue
		}
		switch strings.ToLower(d.Name) {
		case "requirepass", "aclfile", "user", "include", "masterauth":
			read.protected = read.protected || d.Words[0].Text != ""
		case "protected-mode":
			read.open = text.Span{}
			if strings.EqualFold(d.Words[0].Text, "no") {
				read.open = d.Span
			}
		case "bind":
			read.local = !slices.ContainsFunc(d.Words, func(word directive.Word) bool {
				address := strings.TrimPrefix(word.Text, "-")
				return address != "::1" && address != "localhost" && !strings.HasPrefix(address, "127.")
			})
		}
	}
	return read
}

// redisConfigurations reports configurations of a Redis on a machine of its own. One
// that a container may use is the container's.
func redisConfigurations(p *check.Pass) {
	if slices.ContainsFunc(p.Project.Containers, func(c *deploy.Container) bool {
		b, ok := backendOf(c)
		return ok && b.is == "cache"
	}) {
		return
	}
	for _, name := range p.Project.Files.Files(isRedisConfiguration) {
		if role, _ := deploy.RoleOf(name); role != deploy.Production {
			continue
		}
		read := readRedis(p, name)
		if read.protected || read.local || read.open == (text.Span{}) {
			continue
		}
		p.Report(finding.Finding{
			Path: name, Span: read.open, Detail: "protected-mode",
			Message: "Redis takes whoever reaches the machine: protected mode is off, no password is set (requirepass), and bind does not keep it to the machine",
		})
	}
}

func isRedisConfiguration(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, "redis") && strings.HasSuffix(base, ".conf") && !strings.Contains(base, "sentinel")
}
