package apache

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/finding"
)

// embeddedMode reports sites that run in Apache's own processes. On Windows there
// is nothing else. Where there is a daemon that nobody uses, another rule says so.
func embeddedMode(p *check.Pass) {
	for _, c := range production(p) {
		all := scripts(c)
		if len(all) == 0 || len(c.WSGI.Daemons) > 0 || len(c.WSGI.Groups) > 0 || onWindows(c) || opaque(c) {
			continue
		}
		p.Report(at(all[0].Target, "Django runs inside of Apache's own processes, whose modules and limits it shares: "+
			"with WSGIDaemonProcess and WSGIProcessGroup it would have its own, as Django recommends"))
	}
}

// opaque reports whether something that the repository does not hold may stand in
// one of the hosts.
func opaque(c *web.Configuration) bool {
	for _, h := range c.Hosts {
		if h.Opaque {
			return true
		}
	}
	return len(c.Unread) > 0
}

// daemonOnWindows reports WSGIDaemonProcess where it is refused.
func daemonOnWindows(p *check.Pass) {
	for _, c := range production(p) {
		if !onWindows(c) {
			continue
		}
		for _, d := range c.WSGI.Daemons {
			if !d.Conditional {
				p.Report(at(d.Name, "WSGIDaemonProcess does not exist in mod_wsgi for Windows: Apache does not start"))
			}
		}
	}
}

// processGroupUnknown reports groups without a daemon, and daemons without a
// group. A daemon may also stand in another file of the repository; where no file
// has one, it may be in the server's own.
func processGroupUnknown(p *check.Pass) {
	daemons := map[string][]web.Daemon{}
	var names []string
	for _, c := range p.Project.Servers {
		if c.WSGI == nil {
			continue
		}
		for _, d := range c.WSGI.Daemons {
			daemons[d.Name.Value] = append(daemons[d.Name.Value], d)
			names = append(names, d.Name.Value)
		}
	}
	for _, c := range production(p) {
		if opaque(c) {
			continue
		}
		for _, s := range scripts(c) {
			if s.Group == nil || strings.ContainsAny(s.Group.Value, "%$") || len(c.WSGI.Daemons) == 0 && !c.WSGI.Complete {
				continue
			}
			if f, wrong := groupOf(s, daemons[s.Group.Value], names); wrong {
				p.Report(f)
			}
		}
		unused(p, c)
		twice(p, c)
	}
}

// twice reports a daemon that two lines make, such as those of the virtual hosts
// for http and https (mod_wsgi's wsgi_add_daemon_process).
func twice(p *check.Pass, c *web.Configuration) {
	seen := map[string]bool{}
	for _, d := range c.WSGI.Daemons {
		if d.Conditional || strings.ContainsAny(d.Name.Value, "%$") {
			continue
		}
		if seen[d.Name.Value] {
			p.Report(at(d.Name, "a second WSGIDaemonProcess is called "+d.Name.Value+": Apache does not start"))
		}
		seen[d.Name.Value] = true
	}
}

// groupOf judges the group of one script.
func groupOf(s web.Script, daemons []web.Daemon, names []string) (finding.Finding, bool) {
	if len(daemons) == 0 {
		message := "no WSGIDaemonProcess is called " + s.Group.Value + ": every request of the site is answered with 500 Internal Server Error"
		if near := check.Nearest(s.Group.Value, names); near != "" {
			message = "no WSGIDaemonProcess is called " + s.Group.Value + ", but one is called " + near + ": every request of the site is answered with 500 Internal Server Error"
		}
		return at(*s.Group, message), true
	}
	for _, d := range daemons {
		if d.Conditional || reachable(d.Host, s.Host) {
			return finding.Finding{}, false
		}
	}
	return at(*s.Group, "the daemon "+s.Group.Value+" stands in the virtual host of another ServerName, where this one may not use it: "+
		"every request of the site is answered with 500 Internal Server Error"), true
}

// reachable reports whether a site may use a daemon: one outside of all virtual
// hosts, or in one with the same ServerName (mod_wsgi compares server_hostname in
// wsgi_hook_handler).
func reachable(daemon, site *web.Host) bool {
	if daemon == site || len(daemon.Listens) == 0 {
		return true
	}
	if len(daemon.Names) == 0 || site == nil || len(site.Names) == 0 {
		return true // the names that the server makes up may be equal
	}
	return strings.EqualFold(daemon.Names[0].Value, site.Names[0].Value)
}

// unused reports daemons that no group names, while a script that could use them
// runs in embedded mode.
func unused(p *check.Pass, c *web.Configuration) {
	for _, g := range c.WSGI.Groups {
		if strings.ContainsAny(g.Value, "%$") {
			return
		}
	}
	if onWindows(c) {
		return
	}
	for _, d := range c.WSGI.Daemons {
		if d.Conditional || isGroup(p, d.Name.Value) {
			continue
		}
		for _, s := range scripts(c) {
			if s.Group == nil && (s.Host == d.Host || d.Host == nil || len(d.Host.Listens) == 0) {
				p.Report(at(d.Name, "no WSGIProcessGroup names the daemon "+d.Name.Value+
					": the site runs in Apache's own processes, and what stands in this line has no effect on it"))
				break
			}
		}
	}
}

func isGroup(p *check.Pass, name string) bool {
	for _, c := range p.Project.Servers {
		if c.WSGI == nil {
			continue
		}
		for _, g := range c.WSGI.Groups {
			if g.Value == name {
				return true
			}
		}
	}
	return false
}

// moduleMissing reports a whole configuration that gives mod_wsgi orders and does
// not load it. Where something is included that is not there, it may.
func moduleMissing(p *check.Pass) {
	for _, c := range production(p) {
		if !c.Main || !c.WSGI.Complete || c.WSGI.Module != nil {
			continue
		}
		var first deploy.Reference
		switch {
		case len(c.WSGI.Scripts) > 0 && !c.WSGI.Scripts[0].Conditional:
			first = c.WSGI.Scripts[0].Target
		default:
			continue
		}
		message := "the configuration does not load mod_wsgi, whose directive WSGIScriptAlias is then unknown: Apache does not start"
		if c.WSGI.Disabled != nil {
			first = *c.WSGI.Disabled
			message = "the LoadModule of mod_wsgi is commented out, and WSGIScriptAlias is unknown without it: Apache does not start"
		}
		p.Report(at(first, message))
	}
}
