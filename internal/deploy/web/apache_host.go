package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/parser/text"
)

// hostsOf makes the hosts, without their routes.
func (b *apacheBuild) hostsOf() {
	b.servers = append([]*apacheServer{b.flow.main}, b.flow.hosts...)
	seen := map[string]bool{}
	for _, server := range b.servers {
		h := &Host{Path: server.file.Path, Opaque: server.opaque || b.flow.main.opaque}
		switch {
		case server.directive != nil:
			h.Span = server.directive.Span
			for _, w := range server.words {
				h.Listens = append(h.Listens, addressOf(w, server.file.Path))
			}
		case len(server.items) > 0:
			h.Path, h.Span = server.items[0].file.Path, server.items[0].Span
		}
		b.describe(h, server)
		for i := range h.Listens {
			if h.TLS {
				h.Listens[i].Protocol = "https"
			}
		}
		h.Plain = !h.TLS
		h.DefaultServer = b.isDefault(h, server, seen)
		h.apache = b.around(server)
		b.hosts = append(b.hosts, h)
	}
}

// describe reads names, addresses and headers.
func (b *apacheBuild) describe(h *Host, server *apacheServer) {
	for _, item := range server.items {
		first := item.word(0)
		switch strings.ToLower(item.Name) {
		case "servername", "serveralias":
			for _, w := range item.words {
				h.Names = append(h.Names, item.reference(w))
			}
		case "sslengine":
			h.TLS = h.TLS || !strings.EqualFold(first.text, "off")
		case "listen":
			if server.directive == nil {
				l := addressOf(first, item.file.Path)
				if strings.EqualFold(item.word(1).text, "https") {
					l.Protocol = "https"
				}
				h.Listens = append(h.Listens, l)
			}
		}
	}
	h.Headers = headersOf(b.around(server), apachePoint{}, "Header")
}

// isDefault reports whether a host also gets the requests for names that no
// other has: the first virtual host of an address does. Which is first is only
// known where the whole configuration is.
func (b *apacheBuild) isDefault(h *Host, server *apacheServer, seen map[string]bool) bool {
	if server.directive == nil {
		return len(b.flow.hosts) == 0 && b.flow.whole
	}
	first := false
	for _, l := range h.Listens {
		address := l.Host + ":" + strconv.Itoa(l.Port)
		first = first || !seen[address]
		seen[address] = true
	}
	return first && (b.flow.whole || len(h.Names) == 0)
}

// addressOf reads the address of Listen and VirtualHost: a port, *:80,
// 192.0.2.1:80, [2001:db8::1]:80, or a name alone.
func addressOf(w apacheWord, path string) deploy.Listener {
	host, port := "", w.text
	if at := strings.LastIndexByte(w.text, ':'); at >= 0 && !strings.HasSuffix(w.text, "]") {
		host, port = w.text[:at], w.text[at+1:]
	}
	l := deploy.Listener{Protocol: "http", Path: path, Span: w.span}
	number, err := strconv.Atoi(port)
	if err == nil {
		l.Port = number
	} else if host == "" {
		host = port
	}
	switch host = strings.Trim(host, "[]"); host {
	case "*", "_default_", "0.0.0.0", "::":
		host = ""
	}
	l.Host = host
	return l
}

// headersOf are the headers that Header or RequestHeader set at a point. Those
// that hold under a condition only are left out.
func headersOf(servers []*apacheServer, point apachePoint, name string) []Header {
	var headers []Header
	groups, _ := itemsAt(servers, point)
	for _, g := range groups {
		for _, item := range g.items {
			if g.unclear || item.conditional || !item.is(name) || !appliesTo(item, point) {
				continue
			}
			headers = withHeader(headers, item)
		}
	}
	return headers
}

// appliesTo leaves out the directives of sections if the point is a host as a
// whole.
func appliesTo(item *apacheItem, point apachePoint) bool {
	return point.url != "" || point.path != "" || len(item.sections) == 0
}

func withHeader(headers []Header, item *apacheItem) []Header {
	words := item.words
	for len(words) > 0 && (strings.EqualFold(words[0].text, "always") || strings.EqualFold(words[0].text, "onsuccess")) {
		words = words[1:]
	}
	if len(words) < 2 {
		return headers
	}
	h := Header{Name: strings.ToLower(strings.TrimSuffix(words[1].text, ":")), Path: item.file.Path, Span: item.Span}
	if len(words) > 2 {
		h.Value = words[2].text
	}
	for _, w := range words[min(3, len(words)):] {
		if strings.HasPrefix(w.text, "env=") || strings.HasPrefix(w.text, "expr=") {
			return headers // under a condition
		}
	}
	same := func(other Header) bool { return other.Name == h.Name }
	switch strings.ToLower(words[0].text) {
	case "set":
		return append(slices.DeleteFunc(headers, same), h)
	case "unset":
		h.Value = ""
		return append(slices.DeleteFunc(headers, same), h)
	case "append", "merge", "add":
		return append(headers, h)
	case "setifempty":
		if !slices.ContainsFunc(headers, same) {
			return append(headers, h)
		}
	}
	return headers
}

// target is an address that requests are passed on to.
func target(written, path string, span text.Span) (l deploy.Listener, rest string, ok bool) {
	l = deploy.Listener{Path: path, Span: span}
	if socket, url, found := strings.Cut(written, "|"); found && strings.HasPrefix(strings.ToLower(socket), "unix:") {
		scheme, _, _ := strings.Cut(url, "://")
		_, rest = cutAddress(url)
		l.Protocol, l.Socket = protocolOf(scheme), socket[len("unix:"):]
		return l, rest, l.Protocol != "" && concrete(l.Socket)
	}
	scheme, _, found := strings.Cut(written, "://")
	address, rest := cutAddress(written)
	l.Protocol = protocolOf(scheme)
	if !found || l.Protocol == "" || !concrete(address) {
		return l, rest, false
	}
	parsed := addressOf(apacheWord{text: address}, path)
	l.Host, l.Port = parsed.Host, parsed.Port
	if l.Port == 0 {
		l.Port = map[string]int{"http": 80, "https": 443, "ajp": 8009}[l.Protocol]
	}
	return l, rest, true
}

func cutAddress(url string) (address, rest string) {
	_, after, _ := strings.Cut(url, "://")
	if at := strings.IndexByte(after, '/'); at >= 0 {
		return after[:at], after[at:]
	}
	return after, ""
}

func protocolOf(scheme string) string {
	switch strings.ToLower(scheme) {
	case "http", "ws", "h2c":
		return "http"
	case "https", "wss", "h2":
		return "https"
	case "uwsgi", "fcgi", "scgi", "ajp":
		return strings.Replace(strings.ToLower(scheme), "fcgi", "fastcgi", 1)
	}
	return ""
}
