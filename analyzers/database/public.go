package database

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// serverPublic reports databases, caches and brokers that are reached over a
// public address without TLS.
func serverPublic(p *check.Pass) {
	for _, m := range p.Judged() {
		for _, alias := range aliases(p, m) {
			publicDatabase(p, m, alias)
		}
		for _, entry := range check.Entries(p.Setting(m, "CACHES").Alternatives) {
			publicServer(p, m, "CACHES", "the cache "+entry.Key, entry.Key, "LOCATION")
		}
		for _, entry := range check.Entries(p.Setting(m, "CHANNEL_LAYERS").Alternatives) {
			publicServer(p, m, "CHANNEL_LAYERS", "the channel layer "+entry.Key, entry.Key, "CONFIG", "hosts")
		}
		for _, name := range []string{"CELERY_BROKER_URL", "BROKER_URL", "CELERY_RESULT_BACKEND"} {
			publicServer(p, m, name, name)
		}
	}
}

// publicDatabase looks at one database. A client library that finds TLS offered
// may use it, but falls back to plain text for whoever removes the offer: only an
// option that demands TLS counts.
func publicDatabase(p *check.Pass, m *project.SettingsModule, alias string) {
	j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
		all := databases(m, world)
		public := check.Ask(check.Item(all, alias, "HOST"), func(v eval.Value) check.Verdict {
			host, ok := v.(eval.Str)
			if _, absent := v.(eval.Unbound); absent {
				return check.Good
			}
			if !ok {
				return check.Unclear
			}
			return check.When(publicAddress(string(host)))
		})
		plain := check.Ask(check.Item(all, alias, "ENGINE"), check.IfSet(plainUnlessTold))
		return check.And(public, plain, check.Not(check.Ask(check.Item(all, alias, "OPTIONS"), check.IfSet(demandsTLS))))
	}, check.IsTrue)
	if !j.Bad {
		return
	}
	f := p.At(m, "DATABASES", j.Value)
	f.Confidence, f.Detail = j.Confidence, alias
	f.Message = "the database " + alias + " is reached over a public address, and no option demands TLS: its password and all data can be read on the way"
	p.Report(f)
}

// plainUnlessTold is the verdict that an engine is for PostgreSQL or MySQL, whose
// libraries do without TLS unless an option demands it. Others demand it by
// themselves, or have another place to say so: SQL Server's driver since 18.
func plainUnlessTold(v eval.Value) check.Verdict {
	engine, ok := v.(eval.Str)
	if !ok {
		return check.Unclear
	}
	name := strings.ToLower(string(engine))
	return check.When(strings.Contains(name, "postg") || strings.Contains(name, "mysql"))
}

// demandsTLS is the verdict that the OPTIONS of a database speak of TLS, in
// whatever words its library has for it.
func demandsTLS(v eval.Value) check.Verdict {
	options, ok := v.(*eval.Mapping)
	if !ok {
		return check.Unclear
	}
	for _, entry := range options.Entries() {
		key, _ := entry.Key.(eval.Str)
		value, _ := entry.Alternatives.Single()
		weak := value == eval.Value(eval.Str("disable")) || value == eval.Value(eval.Str("allow")) || value == eval.Value(eval.Str("prefer"))
		if name := strings.ToLower(string(key)); (strings.Contains(name, "ssl") || strings.Contains(name, "tls")) && !weak {
			return check.Bad
		}
		if key == "service" || key == "read_default_file" { // a file that says it
			return check.Unclear
		}
	}
	if options.More() != nil {
		return check.Unclear
	}
	return check.Good
}

// publicServer looks at one setting, or one item of it, that holds the URLs or
// addresses of servers.
func publicServer(p *check.Pass, m *project.SettingsModule, setting, what string, keys ...string) {
	j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
		return check.Item(m.Setting(setting).In(world).Alternatives, keys...)
	}, publicPlain)
	if !j.Bad {
		return
	}
	f := p.At(m, setting, j.Value)
	f.Confidence, f.Detail = j.Confidence, strings.Join(keys, " ")
	f.Message = what + " is reached over a public address without TLS: its password and all data can be read on the way"
	p.Report(f)
}

// publicPlain is the verdict on a URL, an address with a port, or a list of such.
func publicPlain(v eval.Value) check.Verdict {
	switch v := v.(type) {
	case eval.Unbound:
		return check.Good
	case eval.Str:
		return check.When(slices.ContainsFunc(strings.FieldsFunc(string(v), func(r rune) bool { return r == ',' || r == ';' }), plain))
	case *eval.Sequence:
		verdict := check.Good
		for _, element := range v.Elements() {
			inner, _ := element.Alternatives.Single()
			if pair, ok := inner.(*eval.Sequence); ok && len(pair.Elements()) == 2 { // host and port
				host, _ := pair.Elements()[0].Alternatives.Single()
				inner = host
			}
			text, ok := inner.(eval.Str)
			switch {
			case !ok:
				verdict = check.Unclear
			case plain(string(text)):
				return check.Bad
			}
		}
		return verdict
	}
	return check.Unclear
}

// plain reports whether a text names a server on a public address by a protocol
// without TLS.
func plain(text string) bool {
	text = strings.TrimSpace(text)
	scheme, rest, found := strings.Cut(text, "://")
	if !found {
		return publicAddress(hostOf(text))
	}
	switch scheme {
	case "redis", "amqp", "pyamqp", "memcached", "mongodb":
	default:
		return false
	}
	if strings.Contains(rest, "ssl") || strings.Contains(rest, "tls") {
		return false
	}
	address, err := url.Parse(text)
	return err == nil && (publicAddress(address.Hostname()) || publicService(address.Hostname()))
}

// hostOf is an address without its port.
func hostOf(text string) string {
	if host, _, found := strings.Cut(text, ":"); found && !strings.Contains(host, "/") && strings.Count(text, ":") == 1 {
		return host
	}
	return strings.Trim(text, "[]")
}

// publicAddress reports whether a host is an address of the public internet, or a
// name that says such an address.
func publicAddress(host string) bool {
	host = strings.ToLower(strings.TrimSpace(host))
	if strings.HasPrefix(host, "ec2-") && strings.HasSuffix(host, ".amazonaws.com") {
		return true
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	return address.IsGlobalUnicast() && !address.IsPrivate() && !reserved(address)
}

// reserved reports whether an address is one of those that nobody has: for
// documentation, between providers and their customers, for measurements.
func reserved(address netip.Addr) bool {
	for _, prefix := range []string{"192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "100.64.0.0/10", "198.18.0.0/15", "240.0.0.0/4"} {
		if netip.MustParsePrefix(prefix).Contains(address) {
			return true
		}
	}
	return false
}

// publicService reports whether a name is that of a server which a provider puts
// on the public internet.
func publicService(host string) bool {
	host = strings.ToLower(host)
	for _, suffix := range []string{".redislabs.com", ".redis-cloud.com", ".redns.redis-cloud.com", ".cloudamqp.com", ".upstash.io", ".redistogo.com", ".proxy.rlwy.net", ".aivencloud.com"} {
		if strings.HasSuffix(host, suffix) {
			return true
		}
	}
	return false
}
