package deploy

import (
	"strings"

	"github.com/djvet/djvet/parser/text"
)

// Deployment is what the deployment files of a repository say together.
type Deployment struct {
	// Launches are sorted by path, place and service.
	Launches []Launch
	// Containers are the services of compose files, whatever runs in them, and
	// the final stages of Dockerfiles, sorted by path and place.
	Containers []*Container
	// Problems are the files that could not be read or understood, sorted by
	// path and place.
	Problems []Problem
}

// Listener is an address at which a launch or a web server takes requests, or to
// which a web server passes them on.
type Listener struct {
	// Protocol is "http", "https", "uwsgi", "fastcgi", "scgi" or "ajp".
	Protocol string
	// Socket is the path of a unix socket, "" for TCP.
	Socket string
	// Host is the address or name as it is written, "" for every address.
	Host string
	// Port is 0 if it is not known.
	Port int
	// Default says that nothing names the address: it is the program's own.
	Default bool
	Path    string
	Span    text.Span
}

// Local reports whether the address is only reached from the machine, or the
// container, that it is on.
func (l Listener) Local() bool {
	return l.Socket != "" || l.Host == "localhost" || l.Host == "::1" || strings.HasPrefix(l.Host, "127.")
}
