package commands

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
)

// reach says whether what a web server passes to an address gets to a launch.
type reach uint8

const (
	reachNo reach = iota
	// reachMaybe: something of it is not known.
	reachMaybe
	// reachWrong: it gets there, but in a protocol that the launch does not
	// speak.
	reachWrong
	reachYes
)

// situation says how a launch lies to a web server.
type situation uint8

const (
	unknownWhere   situation = iota
	besideIt                 // on one machine, or in one container
	inOther                  // two services of one compose file
	behindPorts              // the launch in a service, the web server on the machine
	outOfContainer           // the web server in a container, the launch on the machine
	apart                    // on different machines
)

// reaching tells how far an address in the configuration of a web server that
// lies in container c, or on the machine if that is nil, reaches a launch.
func reaching(p *check.Pass, c *deploy.Container, address deploy.Listener, l deploy.Launch) reach {
	switch {
	case whereabouts(p, c, l) == apart:
		return reachNo
	case l.Elsewhere || len(l.Listens) == 0 || address.Unknown:
		return reachMaybe
	}
	best := reachNo
	for _, listener := range l.Listens {
		found := reachingOne(p, c, address, l, listener)
		if found == reachYes && !sameProtocol(address, listener) {
			found = reachWrong
		}
		best = max(best, found)
	}
	return best
}

// sameProtocol reports whether both sides speak one protocol; TLS is none of its own
// here.
func sameProtocol(address, listener deploy.Listener) bool {
	plain := func(protocol string) string { return strings.TrimSuffix(protocol, "s") }
	return listener.Protocol == "" || plain(address.Protocol) == plain(listener.Protocol)
}

func reachingOne(p *check.Pass, c *deploy.Container, address deploy.Listener, l deploy.Launch, listener deploy.Listener) reach {
	if (address.Socket == "") != (listener.Socket == "") {
		if listener.Socket == "" && listener.Unknown && listener.Port == 0 && listener.Host == "" {
			return reachMaybe // a descriptor, which may be of a socket
		}
		return reachNo
	}
	switch place := whereabouts(p, c, l); {
	case place == unknownWhere:
		return reachMaybe
	case address.Socket != "":
		return reachingSocket(p, c, address, l, listener, place)
	default:
		return reachingPort(c, address, l, listener, place)
	}
}

// whereabouts tells how a launch lies to a web server. A launch of which no
// container is known, and whose file lies in that of the web server, may run
// there.
func whereabouts(p *check.Pass, c *deploy.Container, l deploy.Launch) situation {
	switch {
	case c == l.Container:
		return besideIt
	case l.Container == nil && l.Kind == "systemd" && c.Service == "":
		return apart // an image runs no systemd: it is another way to deploy
	case l.Container == nil:
		if len(p.Project.OnServer(l.Path, c)) > 0 {
			return besideIt
		}
		return outOfContainer
	case l.Container.Service == "":
		return unknownWhere // an image: nothing says how it is run
	case c == nil && l.Container.HostNetwork:
		return besideIt
	case c == nil:
		return behindPorts
	case c.HostNetwork && l.Container.HostNetwork || c.NetworkOf == l.Container.Service || l.Container.NetworkOf != "" && l.Container.NetworkOf == c.Service:
		return besideIt
	case c.HostNetwork:
		return behindPorts
	case c.Service == "" || path.Dir(c.Path) != path.Dir(l.Container.Path):
		return unknownWhere
	}
	return inOther
}

// reachingSocket compares the paths of unix sockets.
func reachingSocket(p *check.Pass, c *deploy.Container, address deploy.Listener, l deploy.Launch, listener deploy.Listener, place situation) reach {
	socket := listener.Socket
	if !path.IsAbs(socket) && !strings.HasPrefix(socket, "@") {
		if !path.IsAbs(l.Directory) {
			return reachMaybe
		}
		socket = path.Join(l.Directory, socket)
	}
	paths := []string{address.Socket}
	if place != besideIt {
		paths = nil
		for _, shared := range p.Project.Shared(address.Socket, c) {
			if shared.Container == l.Container {
				paths = append(paths, shared.Path)
			}
		}
		if _, mounted := p.Project.InRepository(address.Socket, c); mounted && len(paths) == 0 {
			return reachMaybe
		}
	}
	switch {
	case slices.ContainsFunc(paths, func(name string) bool { return sameSocket(name, socket) }):
		return reachYes
	case listener.Unknown || listener.Fallback || address.Fallback || place == outOfContainer:
		return reachMaybe
	}
	return reachNo
}

// sameSocket compares two paths, of which /var/run is /run.
func sameSocket(a, b string) bool {
	clean := func(name string) string { return strings.TrimPrefix(path.Clean(name), "/var") }
	a, b = path.Clean(a), path.Clean(b)
	return a == b || strings.HasPrefix(clean(a), "/run/") && clean(a) == clean(b)
}

// reachingPort compares hosts and ports.
func reachingPort(c *deploy.Container, address deploy.Listener, l deploy.Launch, listener deploy.Listener, place situation) reach {
	if address.Port == 0 {
		return reachMaybe
	}
	var verdict reach
	switch local := address.Local() || c != nil && c.Answers(address.Host); {
	case place == outOfContainer:
		return reachMaybe
	case place == inOther:
		name := address.Host
		if linked := c.Links[name]; linked != "" {
			name = linked
		}
		if !l.Container.Answers(name) || listener.Local() {
			return reachNo
		}
		verdict = samePort(address.Port, listener)
	case place == besideIt && local:
		if listener.Host != "" && !listener.Local() {
			return reachMaybe
		}
		verdict = samePort(address.Port, listener)
	case place == behindPorts && (local || address.Host == ""):
		verdict = published(address.Port, l.Container, listener)
	case l.Container != nil && l.Container.Answers(address.Host):
		verdict = samePort(address.Port, listener)
	default:
		return reachMaybe // a name or an address of some machine
	}
	if verdict == reachNo && (listener.Unknown && listener.Port == 0 || listener.Fallback || address.Fallback) {
		return reachMaybe
	}
	return verdict
}

func samePort(port int, listener deploy.Listener) reach {
	switch {
	case listener.Port == port:
		return reachYes
	case listener.Port == 0:
		return reachMaybe
	}
	return reachNo
}

// published tells whether a port of the machine leads to what listens in a
// container.
func published(port int, c *deploy.Container, listener deploy.Listener) reach {
	for _, open := range c.Ports {
		switch {
		case open.UDP:
		case open.Target == listener.Port && open.Published == port && !listener.Local():
			return reachYes
		case open.Fallback || open.Target == 0 || open.Published == 0:
			return reachMaybe
		}
	}
	return reachNo
}
