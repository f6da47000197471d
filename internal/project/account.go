package project

import (
	"slices"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
)

// Account is as whom a server of a machine runs the project, as a file of the
// repository says.
type Account struct {
	// User and Group are names or numbers. Group is "" if the file does not say
	// it: it is then the user's own.
	User, Group string
	// At is the place that says so. Its Value is the user's.
	At deploy.Reference
}

// Accounts are those that servers in production run the project as, each once.
// Containers have accounts of their own, and are no part of it.
func (p *Project) Accounts() []Account {
	var found []Account
	add := func(a Account) {
		same := func(other Account) bool { return other.User == a.User && (other.Group == a.Group || a.Group == "") }
		if a.User != "" && !slices.ContainsFunc(found, same) {
			found = append(found, a)
		}
	}
	for _, launch := range p.Launches {
		if launch.Role == deploy.Production && onMachine(launch) && launch.Target != nil {
			add(Account{User: launch.User, At: deploy.Reference{Value: launch.User, Path: launch.Path, Span: launch.Span, How: launch.Kind}})
		}
	}
	for _, server := range p.Servers {
		if server.Role == deploy.Production && server.WSGI != nil && server.Container == nil {
			for _, daemon := range server.WSGI.Daemons {
				add(ofDaemon(daemon))
			}
		}
	}
	return found
}

// onMachine reports whether a launch is one of the machine's own services.
func onMachine(l deploy.Launch) bool {
	return l.Kind == "systemd" || l.Kind == "supervisor" || l.Kind == "uWSGI"
}

// ofDaemon is the account of a WSGIDaemonProcess, which is Apache's own unless it
// names one.
func ofDaemon(d web.Daemon) Account {
	user, named := d.Options["user"]
	if !named || d.Conditional {
		return Account{}
	}
	user.How = "WSGIDaemonProcess user="
	return Account{User: user.Value, Group: d.Options["group"].Value, At: user}
}

// UnderApache reports whether an Apache in production runs the project, and
// where it says so.
func (p *Project) UnderApache() (deploy.Reference, bool) {
	for _, server := range p.Servers {
		if server.Role == deploy.Production && server.WSGI != nil && len(server.WSGI.Scripts) > 0 && server.Container == nil {
			return server.WSGI.Scripts[0].Target, true
		}
	}
	return deploy.Reference{}, false
}
