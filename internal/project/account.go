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
			at := deploy.Reference{Value: launch.User, Path: launch.Path, Span: launch.Span, How: launch.Kind}
			add(Account{User: launch.User, Group: launch.Group, At: at})
		}
	}
	for _, server := range p.Servers {
		if !underApache(server) {
			continue
		}
		for _, script := range server.WSGI.Scripts {
			add(ofScript(server.WSGI, script))
		}
	}
	return found
}

// onMachine reports whether a launch is one of the machine's own services.
func onMachine(l deploy.Launch) bool {
	return l.Kind == "systemd" || l.Kind == "supervisor" || l.Kind == "uWSGI"
}

// underApache reports whether a configuration is that of an Apache in production
// which runs the project on the machine itself.
func underApache(c *web.Configuration) bool {
	return c.Role == deploy.Production && c.WSGI != nil && c.Container == nil
}

// ofScript is the account of what runs a script: its daemon's, or Apache's own,
// which is no account if nothing says it.
func ofScript(w *web.WSGI, script web.Script) Account {
	if script.Group != nil {
		for _, daemon := range w.Daemons {
			if user, named := daemon.Options["user"]; named && daemon.Name.Value == script.Group.Value {
				return Account{User: user.Value, Group: daemon.Options["group"].Value, At: user}
			}
		}
	}
	if w.User == nil {
		return Account{}
	}
	own := Account{User: w.User.Value, At: *w.User}
	if w.Group != nil {
		own.Group = w.Group.Value
	}
	return own
}

// UnderApache reports whether an Apache in production runs the project on the
// machine itself, and where it says so.
func (p *Project) UnderApache() (deploy.Reference, bool) {
	for _, server := range p.Servers {
		if underApache(server) && len(server.WSGI.Scripts) > 0 {
			return server.WSGI.Scripts[0].Target, true
		}
	}
	return deploy.Reference{}, false
}
