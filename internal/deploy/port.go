package deploy

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/djvet/djvet/parser/yaml"
)

// maxPorts bounds the ports that one range makes.
const maxPorts = 100

// ports are the published ports of a service: those of all its parts, as compose
// merges lists.
func (s *service) ports() []Port {
	var ports []Port
	for _, part := range s.parts {
		list := part.node.Get("ports")
		if list == nil {
			continue
		}
		if list.Tag == "!reset" || list.Tag == "!override" {
			ports = nil
		}
		for _, item := range list.Items {
			ports = append(ports, part.file.port(item)...)
		}
	}
	return ports
}

// port reads an item of ports in the short form ("8000", "8000:8000",
// "127.0.0.1:8000-8005:8000-8005/tcp") or the long one.
func (c *composeFile) port(item *yaml.Node) []Port {
	p := Port{Path: c.file.Path, Span: item.Span}
	replaced := func(written string) string {
		expanded := interpolate(written, c.host)
		if !expanded.known {
			return written
		}
		p.Fallback = p.Fallback || expanded.fallback
		return expanded.text
	}
	if item.Kind == yaml.Mapping {
		p.UDP = item.Get("protocol").Text() == "udp"
		p.Interface = everyInterface(replaced(item.Get("host_ip").Text()))
		return p.ranged(replaced(item.Get("published").Text()), replaced(item.Get("target").Text()))
	}
	written, protocol, _ := strings.Cut(item.Text(), "/")
	if written == "" {
		return nil
	}
	p.UDP = protocol == "udp"
	address := ""
	if rest, found := strings.CutPrefix(written, "["); found { // [::1]:80:80
		if host, ports, closed := strings.Cut(rest, "]:"); closed {
			address, written = host, ports
		}
	}
	parts := cutAtColons(written)
	for i := range parts {
		parts[i] = replaced(parts[i])
	}
	// A variable may hold several parts: ${LISTEN:-127.0.0.1:8000}.
	parts = cutAtColons(strings.Join(parts, ":"))
	target := parts[len(parts)-1]
	published := ""
	if len(parts) > 1 {
		published = parts[len(parts)-2]
	}
	if len(parts) > 2 {
		address = strings.Join(parts[:len(parts)-2], ":")
	}
	p.Interface = everyInterface(address)
	return p.ranged(published, target)
}

// everyInterface is an address, "" for those that mean every one.
func everyInterface(address string) string {
	if parsed, err := netip.ParseAddr(strings.Trim(address, "[]")); err == nil && parsed.IsUnspecified() {
		return ""
	}
	return address
}

// ranged makes the ports of two ranges, which are of the same length if both are
// ranges. One container port and a range of the machine leaves the choice to
// the engine.
func (p Port) ranged(published, target string) []Port {
	firstTarget, lastTarget := portRange(target)
	firstPublished, lastPublished := portRange(published)
	if firstTarget == lastTarget {
		p.Target = firstTarget
		if firstPublished == lastPublished {
			p.Published = firstPublished
		}
		return []Port{p}
	}
	var ports []Port
	for i := 0; i <= lastTarget-firstTarget && i < maxPorts; i++ {
		one := p
		one.Target = firstTarget + i
		if firstPublished > 0 {
			one.Published = firstPublished + i
		}
		ports = append(ports, one)
	}
	return ports
}

// portRange reads "8000" and "8000-8005"; zeros are what it cannot read.
func portRange(written string) (first, last int) {
	from, to, isRange := strings.Cut(written, "-")
	if first = portNumber(from); !isRange {
		return first, first
	}
	if last = portNumber(to); last < first || first == 0 {
		return 0, 0
	}
	return first, last
}

// portNumber reads a port, 0 if it is none.
func portNumber(written string) int {
	number, err := strconv.Atoi(strings.TrimSpace(written))
	if err != nil || number < 0 || number > 65535 {
		return 0
	}
	return number
}
