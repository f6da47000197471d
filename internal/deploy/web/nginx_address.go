package web

import (
	"net"
	"path"
	"strconv"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
)

// listener reads a listen directive (ngx_http_core_listen, and ngx_parse_url in
// ngx_inet.c). It is false if the address is not known.
func (n *nginxNode) listener() (l deploy.Listener, ok bool) {
	word := n.word(0)
	if word == "" || !isKnown(word) {
		return deploy.Listener{}, false
	}
	l = deploy.Listener{Protocol: "http", Path: n.path, Span: n.Words[0].Span}
	for _, parameter := range n.Words[1:] {
		if parameter.Text == "ssl" || parameter.Text == "quic" {
			l.Protocol = "https"
		}
	}
	if socket, isSocket := strings.CutPrefix(word, "unix:"); isSocket {
		l.Socket = path.Clean(socket)
		return l, true
	}
	l.Host, l.Port = hostPort(word, 80)
	if port, err := strconv.Atoi(word); err == nil {
		l.Host, l.Port = "", port
	}
	if l.Host == "*" || l.Host == "0.0.0.0" || l.Host == "::" {
		l.Host = ""
	}
	return l, true
}

// hostPort parts an address; port is the one for those without.
func hostPort(address string, port int) (string, int) {
	if host, given, err := net.SplitHostPort(address); err == nil {
		number, err := strconv.Atoi(given)
		if err != nil {
			number = 0
		}
		return host, number
	}
	return strings.Trim(address, "[]"), port
}

// passed is what the value of proxy_pass, uwsgi_pass and the like says: a name or
// address, and what of the URL stands behind it.
type passed struct {
	protocol, address, path string
	known                   bool
}

// passes tells the protocols of the directives that pass requests on.
func passes(name string) (protocol string, ok bool) {
	switch name {
	case "proxy_pass":
		return "http", true
	case "uwsgi_pass":
		return "uwsgi", true
	case "fastcgi_pass":
		return "fastcgi", true
	case "scgi_pass":
		return "scgi", true
	}
	return "", false
}

// pass reads proxy_pass, uwsgi_pass and the like.
func (n *nginxNode) pass() passed {
	protocol, _ := passes(n.Name)
	p := passed{protocol: protocol, address: n.word(0)}
	for scheme, protocol := range map[string]string{"http://": "http", "https://": "https", "uwsgi://": "uwsgi", "suwsgi://": "uwsgi"} {
		if rest, ok := strings.CutPrefix(p.address, scheme); ok {
			p.address, p.protocol = rest, protocol
			break
		}
	}
	switch socket, isSocket := strings.CutPrefix(p.address, "unix:"); {
	case isSocket && n.Name == "proxy_pass":
		socket, p.path, _ = strings.Cut(socket, ":")
		p.address = "unix:" + socket
	case !isSocket:
		if at := strings.IndexAny(p.address, "/?"); at >= 0 {
			p.address, p.path = p.address[:at], p.address[at:]
		}
	}
	p.known = p.address != "" && isKnown(p.address) && !strings.Contains(p.address, "$")
	return p
}

// listen is an address as a listener; port is the one for those without.
func (n *nginxNode) listen(protocol, address string, port int) deploy.Listener {
	l := deploy.Listener{Protocol: protocol, Path: n.path, Span: n.Words[0].Span}
	if socket, isSocket := strings.CutPrefix(address, "unix:"); isSocket {
		l.Socket = path.Clean(socket)
		return l
	}
	l.Host, l.Port = hostPort(address, port)
	return l
}

// application fills in where a directive passes requests on to.
func (n *nginxBuilder) application(node *nginxNode) *Application {
	p := node.pass()
	a := &Application{Protocol: p.protocol, Path: p.path}
	if !p.known {
		return a
	}
	upstream := n.upstream(p.address)
	if upstream == nil {
		// Of uwsgi_pass and the like the port is not optional.
		port := map[string]int{"http": 80, "https": 443}[p.protocol]
		a.Listeners = []deploy.Listener{node.listen(p.protocol, p.address, port)}
		return a
	}
	name := upstream.reference(0)
	a.Upstream = &name
	for _, child := range upstream.children {
		if child.Damaged || child.Name == "server" && !isKnown(child.word(0)) || child.Name == "include" {
			a.Listeners = nil
			return a
		}
		if child.Name == "server" && len(child.Words) > 0 {
			a.Listeners = append(a.Listeners, child.listen(p.protocol, child.word(0), 80))
		}
	}
	return a
}

// upstream finds an upstream by name, in this configuration or in a file of
// nginx beside it.
func (n *nginxBuilder) upstream(name string) *nginxNode {
	if found := n.upstreams[name]; found != nil {
		return found
	}
	for _, other := range n.reader.names {
		file := n.reader.files[other]
		if file.layer != httpLayer || path.Dir(other) != path.Dir(n.file.name) {
			continue
		}
		for _, d := range file.tree.Directives {
			if d.Name == "upstream" && len(d.Words) == 1 && d.Words[0].Text == name && !d.Damaged {
				node := &nginxNode{Directive: d, path: other}
				for _, child := range d.Children {
					node.children = append(node.children, &nginxNode{Directive: child, path: other})
				}
				return node
			}
		}
	}
	return nil
}
