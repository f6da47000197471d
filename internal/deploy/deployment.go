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

// Container is a compose service, or the image that a Dockerfile builds: what it
// runs, which files it holds and how it is reached. Launches say what of it
// starts the project.
type Container struct {
	// Path and Span are where it stands: the service's key, or FROM.
	Path string
	Span text.Span
	// Service is the name by which the others of its file reach it, "" for an
	// image.
	Service string
	Role    Role
	Why     Evidence
	// Image is the image that it runs or is built from ("postgres:16"), nil if
	// it is not known. Build is the Dockerfile in the repository, "" for none.
	Image *Reference
	Build string
	// Ports are those that are published on the machine.
	Ports []Port
	// HostNetwork says that it shares the machine's network.
	HostNetwork bool
	// Volumes are its named volumes, and the directories of the machine that it
	// mounts from outside the repository.
	Volumes []Volume
	// Placements are as in Launch.
	Placements []Placement
	// Variables and Missing are as in Launch.
	Variables []Variable
	Missing   []string
	// Command are the words that it runs, entrypoint first; nil if only the
	// image knows them.
	Command []Word
}

// Word is a word of a command line, as far as it is known.
type Word struct {
	Text  string
	Known bool
	Path  string
	Span  text.Span
}

// Port is a port of a container that is published on the machine.
type Port struct {
	// Interface is the address on which it is published, "" for every one.
	Interface string
	// Published is the port of the machine, 0 if the engine chooses it or it is
	// not known; Target that of the container, 0 if it is not known.
	Published, Target int
	Path              string
	Span              text.Span
}

// Volume is a directory that a container shares with others or with the machine.
type Volume struct {
	// Name is the volume's name, or an absolute path of the machine.
	Name string
	// Target is the path in the container.
	Target   string
	ReadOnly bool
	Path     string
	Span     text.Span
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
