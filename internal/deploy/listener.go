package deploy

import (
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// Listener is an address at which a launch or a web server takes requests, or to
// which a web server passes them on.
type Listener struct {
	// Protocol is "http", "https", "uwsgi", "fastcgi", "scgi" or "ajp"; "" if it
	// is not known.
	Protocol string
	// Socket is the path of a unix socket, "" for TCP.
	Socket string
	// Host is the address or name as it is written, "" for every address.
	Host string
	// Port is 0 if it is not known.
	Port int
	// Default says that nothing names the address: it is the program's own.
	Default bool
	// Fallback says that a variable of the host may choose another one.
	Fallback bool
	// Unknown says that something of the address is not known. What is stands
	// here, and the rest as it is written.
	Unknown bool
	Path    string
	Span    text.Span
}

// Local reports whether the address is only reached from the machine, or the
// container, that it is on.
func (l Listener) Local() bool {
	return l.Socket != "" || l.Host == "localhost" || l.Host == "::1" || strings.HasPrefix(l.Host, "127.")
}

// listenerAt reads HOST:PORT, HOST, :PORT, [HOST]:PORT and unix:PATH, which all
// servers understand, with tcp:// or http:// before it.
func listenerAt(given argument, protocol string, port int) Listener {
	l := Listener{Protocol: protocol, Fallback: given.fallback, Unknown: !given.known, Path: given.path, Span: given.span}
	address := given.text
	if socket, found := strings.CutPrefix(address, "unix:"); found {
		l.Socket = strings.TrimPrefix(socket, "//")
		return l
	}
	for _, scheme := range []string{"tcp://", "http://", "https://"} {
		address = strings.TrimPrefix(address, scheme)
	}
	if strings.HasPrefix(address, "fd://") {
		l.Unknown = true
		return l
	}
	host, written := address, ""
	if inner, rest, found := strings.Cut(strings.TrimPrefix(address, "["), "]"); found && strings.HasPrefix(address, "[") {
		host, written = inner, strings.TrimPrefix(rest, ":")
	} else if parts := cutAtColons(address); len(parts) > 1 {
		host, written = strings.Join(parts[:len(parts)-1], ":"), parts[len(parts)-1]
	}
	l.Host = everyHost(host)
	l.Port = port
	if written != "" {
		l.Port = portNumber(written)
		l.Unknown = l.Unknown || l.Port == 0
	}
	return l
}

// everyHost is a host, "" for those that mean every address.
func everyHost(host string) string {
	switch host {
	case "*", "0":
		return ""
	}
	return everyInterface(host)
}
