package commands

import (
	"path"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/finding"
)

// socketPublic reports sockets of the uwsgi protocol that others than the web
// server can write to.
func socketPublic(p *check.Pass) {
	for _, l := range production(p) {
		if l.Program != "uwsgi" {
			continue
		}
		for _, listener := range l.Listens {
			if listener.Protocol != "uwsgi" {
				continue
			}
			f := finding.Finding{Path: listener.Path, Span: listener.Span, Detail: addressOf(listener)}
			switch {
			case listener.Socket == "" && open(p, l, listener):
				f.Message = "uWSGI's own protocol is open to the network on " + addressOf(listener) +
					": whoever reaches it can make uWSGI run any program"
			case listener.Socket != "" && worldWritable(l) && !contained(p, l):
				f.Path, f.Span = l.SocketMode.Path, l.SocketMode.Span
				f.Message = "every account of the machine may write to uWSGI's socket (" + l.SocketMode.How + " " + l.SocketMode.Value +
					"), and so can make uWSGI run any program"
			default:
				continue
			}
			p.Report(f)
		}
	}
}

// worldWritable reports whether the sockets of a launch may be written to by all.
func worldWritable(l deploy.Launch) bool {
	if l.SocketMode == nil || l.SocketMode.Value == "" {
		return false
	}
	last := l.SocketMode.Value[len(l.SocketMode.Value)-1]
	return last >= '0' && last <= '7' && (last-'0')&2 != 0
}

// open reports whether an address is reached from other machines. What a
// container listens on is only reached by a port that it publishes.
func open(p *check.Pass, l deploy.Launch, listener deploy.Listener) bool {
	if listener.Host != "" || listener.Port == 0 || listener.Fallback || listener.Unknown {
		return false
	}
	c := l.Container
	switch {
	case c == nil:
		return !contained(p, l)
	case c.HostNetwork:
		return true
	}
	for _, port := range c.Ports {
		if port.Target == listener.Port && port.Interface == "" && !port.UDP {
			return true
		}
	}
	return false
}

// contained reports whether a launch runs in a container, or may: an image holds
// the file that says it, or is built in the same folder; a script may be put into
// any image.
func contained(p *check.Pass, l deploy.Launch) bool {
	if l.Container != nil {
		return true
	}
	for _, c := range p.Project.Containers {
		folder := path.Dir(l.Path)
		if len(p.Project.OnServer(l.Path, c)) > 0 || c.Build != "" && (l.Kind == "script" || folder != "." && folder == path.Dir(c.Build)) {
			return true
		}
	}
	return false
}
