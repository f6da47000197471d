package web

import (
	"path"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
)

// headerSet are the headers of one level. nginx inherits those of the level
// above only where a level has none of its own (ngx_conf_merge_ptr_value and
// ngx_http_proxy_merge_loc_conf): so does this.
type headerSet struct {
	headers []Header
	// opaque says that a file which is not there may say more.
	opaque bool
}

// merge is the set of a level below, of which own are the headers.
func (s headerSet) merge(own []Header, unread bool) headerSet {
	if len(own) > 0 {
		return headerSet{own, unread}
	}
	return headerSet{s.headers, s.opaque || unread}
}

// nginxLevel is what a block hands down to those inside of it.
type nginxLevel struct {
	requests, parameters, answers headerSet
	root                          *deploy.Reference
	access                        Access
	host                          *Host
	behind                        bool
}

// enter is the level of a block inside of one.
func (l nginxLevel) enter(nodes []*nginxNode) nginxLevel {
	var requests, parameters, answers []Header
	unread := false
	allows, denies, restricted, open := false, false, false, false
	for _, n := range nodes {
		if n.Damaged {
			continue
		}
		switch n.Name {
		case "proxy_set_header":
			requests = appendHeader(requests, n)
		case "uwsgi_param", "fastcgi_param", "scgi_param":
			parameters = appendHeader(parameters, n)
		case "add_header":
			answers = appendHeader(answers, n)
		case "include":
			// Outside of servers a directory holds more of them, as a rule.
			sites := l.host == nil && strings.ContainsRune(n.word(0), '*')
			unread = unread || !sites && !harmlessInclude(n.word(0))
			if path.Base(n.word(0)) == "proxy_params" {
				requests = append(requests, proxyParams(n)...)
			}
		case "root":
			if len(n.Words) == 1 {
				root := n.reference(0)
				l.root = &root
			}
		case "allow":
			allows = true
			open = open || n.word(0) == "all" && !denies
		case "deny":
			denies = true
		case "auth_basic", "auth_request":
			restricted = n.word(0) != "off"
		case "internal":
			l.access = Denied
		case "set_real_ip_from", "real_ip_header":
			l.behind = true
		}
	}
	l.requests, l.answers = l.requests.merge(requests, unread), l.answers.merge(answers, unread)
	l.parameters = l.parameters.merge(parameters, unread)
	switch {
	case open:
		l.access = Granted
	case restricted || allows:
		l.access = Restricted
	case denies && l.access != Denied:
		l.access = deniesAll(nodes)
	}
	return l
}

func deniesAll(nodes []*nginxNode) Access {
	for _, n := range nodes {
		if n.Name == "deny" && n.word(0) == "all" {
			return Denied
		}
	}
	return Restricted
}

func appendHeader(headers []Header, n *nginxNode) []Header {
	if len(n.Words) < 2 {
		return headers
	}
	name := n.word(0)
	if n.Name == "proxy_set_header" || n.Name == "add_header" {
		name = strings.ToLower(name)
	}
	return append(headers, Header{Name: name, Value: n.word(1), Path: n.path, Span: n.Span})
}

// proxyParams are the headers that /etc/nginx/proxy_params of Debian's package
// nginx-common sets.
func proxyParams(n *nginxNode) []Header {
	var headers []Header
	for _, pair := range [][2]string{
		{"host", "$http_host"}, {"x-real-ip", "$remote_addr"},
		{"x-forwarded-for", "$proxy_add_x_forwarded_for"}, {"x-forwarded-proto", "$scheme"},
	} {
		headers = append(headers, Header{Name: pair[0], Value: pair[1], Path: n.path, Span: n.Span})
	}
	return headers
}

// build makes the hosts of a configuration.
func (n *nginxBuilder) build(nodes []*nginxNode, file *nginxFile) {
	n.upstreams = map[string]*nginxNode{}
	level := nginxLevel{access: Granted}
	if file.layer == serverLayer {
		if len(nodes) > 0 {
			n.host(nil, nodes, level)
		}
		return
	}
	n.http(nodes, level)
	if n.configuration.Main {
		n.defaults()
	}
}

// http goes through what stands in http, or outside of every block of a file
// that http includes.
func (n *nginxBuilder) http(nodes []*nginxNode, level nginxLevel) {
	level = level.enter(nodes)
	for _, node := range nodes {
		if node.Name == "upstream" && len(node.Words) == 1 && !node.Damaged {
			n.upstreams[node.word(0)] = node
		}
	}
	for _, node := range nodes {
		switch {
		case node.Damaged:
		case node.Name == "http" && node.Block:
			n.http(node.children, level)
		case node.Name == "server" && node.Block:
			n.host(node, node.children, level)
		}
	}
}

// host makes a host of a server block; block is nil for a file that some server
// includes.
func (n *nginxBuilder) host(block *nginxNode, nodes []*nginxNode, level nginxLevel) {
	h := &Host{}
	if block != nil {
		h.Path, h.Span = block.path, block.Span
	} else {
		h.Path, h.Span, h.Opaque = nodes[0].path, nodes[0].Span, true
		level.requests.opaque, level.parameters.opaque, level.answers.opaque = true, true, true
	}
	level.host = h
	level = level.enter(nodes)
	h.Headers, h.Behind = level.answers.headers, level.behind
	sslOn := false
	for _, node := range nodes {
		if node.Damaged {
			h.Opaque = true
			continue
		}
		switch node.Name {
		case "listen":
			n.listens(h, node)
		case "server_name":
			for i := range node.Words {
				h.Names = append(h.Names, node.reference(i))
			}
		case "ssl":
			sslOn = node.word(0) == "on"
		case "include":
			h.Opaque = h.Opaque || !harmlessInclude(node.word(0))
		}
	}
	if len(h.Listens) == 0 && block != nil && !h.Opaque {
		// ngx_http_core_server: port 80 for root.
		h.Listens = []deploy.Listener{{Protocol: "http", Port: 80, Default: true, Path: block.path, Span: block.Span}}
	}
	for i, l := range h.Listens {
		if sslOn {
			h.Listens[i].Protocol = "https"
		}
		h.TLS = h.TLS || sslOn || l.Protocol == "https"
		h.Plain = h.Plain || !sslOn && l.Protocol == "http"
	}
	n.scripts, n.refusesScripts = nil, false
	n.routes(h, nodes, level)
	n.execute(h)
	n.configuration.Hosts = append(n.configuration.Hosts, h)
}

func (n *nginxBuilder) listens(h *Host, node *nginxNode) {
	l, ok := node.listener()
	if !ok {
		h.Opaque = true
		return
	}
	h.Listens = append(h.Listens, l)
	for _, word := range node.Words[1:] {
		h.DefaultServer = h.DefaultServer || word.Text == "default_server" || word.Text == "default"
	}
}

// defaults marks the hosts that answer to every name because they are the first
// for their address. That is known where nothing else can be included.
func (n *nginxBuilder) defaults() {
	if len(n.configuration.Unread) > 0 {
		return
	}
	type address struct {
		host string
		port int
		unix string
	}
	seen := map[address]bool{}
	for _, h := range n.configuration.Hosts {
		for _, l := range h.Listens {
			if h.DefaultServer {
				seen[address{l.Host, l.Port, l.Socket}] = true
			}
		}
	}
	for _, h := range n.configuration.Hosts {
		for _, l := range h.Listens {
			if a := (address{l.Host, l.Port, l.Socket}); !seen[a] {
				seen[a] = true
				h.DefaultServer = true
			}
		}
	}
}
