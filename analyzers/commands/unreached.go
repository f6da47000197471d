package commands

import (
	"fmt"
	"path"
	"slices"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/finding"
)

// unreached reports units of the machine that no web server passes requests to,
// where it passes them to another unit that starts the same: whoever installs the
// wrong one of the two gets 502.
func (u *upstreams) unreached() {
	for _, l := range u.launches {
		if !isUnit(l) || !u.closed(l) {
			continue
		}
		for _, twin := range u.launches {
			if !isUnit(twin) || twin.Program != l.Program || twin.Target == nil || twin.Target.Value != l.Target.Value || twin.Path == l.Path {
				continue
			}
			if passed, server := u.passedTo(twin); passed != nil {
				own := l.Listens[0]
				f := finding.Finding{Path: own.Path, Span: own.Span, Detail: addressOf(own), Severity: finding.Warning}
				f.Message = fmt.Sprintf("no web server passes requests to %s: %s passes them to %s, where %s listens",
					addressOf(own), server.Software, addressOf(*passed), path.Base(twin.Path))
				u.Report(f)
				break
			}
		}
	}
}

// isUnit reports whether a launch is one of production that systemd or supervisor
// starts.
func isUnit(l deploy.Launch) bool {
	return l.Role == deploy.Production && l.Container == nil && (l.Kind == "systemd" || l.Kind == "supervisor") && l.Target != nil
}

// closed reports whether a launch is only reached from the machine, and no web
// server passes anything there.
func (u *upstreams) closed(l deploy.Launch) bool {
	if l.Elsewhere || len(l.Listens) == 0 || contained(u.Pass, l) || slices.ContainsFunc(l.Listens, func(own deploy.Listener) bool {
		return !own.Local() || own.Default || own.Fallback || own.Unknown
	}) {
		return false
	}
	known := true
	for _, s := range u.Project.Servers {
		applicationsOf(s, func(a *web.Application) {
			known = known && len(a.Listeners) > 0
			for _, address := range a.Listeners {
				known = known && reaching(u.Pass, s.Container, address, l) == reachNo
			}
		})
	}
	return known
}

// passedTo is an address that a web server of the machine passes to a launch.
func (u *upstreams) passedTo(l deploy.Launch) (found *deploy.Listener, by *web.Configuration) {
	for _, s := range u.Project.Servers {
		if s.Role != deploy.Production || s.Container != nil {
			continue
		}
		applicationsOf(s, func(a *web.Application) {
			for i, address := range a.Listeners {
				if found == nil && reaching(u.Pass, nil, address, l) == reachYes {
					found, by = &a.Listeners[i], s
				}
			}
		})
	}
	return found, by
}
