package hosts

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
)

// hostFixed reports whether the repository's web servers let no Host through but
// the site's own: every route to the project either sends a Host that is written
// out, or belongs to a server with names beside one that refuses all others.
func hostFixed(p *check.Pass) bool {
	passings := append(p.Passings("http"), p.Passings("uwsgi")...)
	for _, c := range p.Project.Servers {
		if c.Software != web.Nginx && c.Role == deploy.Production {
			return false // Apache answers to every name, as far as djvet can tell
		}
	}
	return len(passings) > 0 && !slices.ContainsFunc(passings, func(passing check.Passing) bool {
		return !sendsFixedHost(passing.Route.Application) && !othersRefused(p, passing)
	})
}

// sendsFixedHost reports whether nginx itself says which host it is.
func sendsFixedHost(a *web.Application) bool {
	if a.HostPreserved || a.Opaque {
		return false
	}
	for _, h := range a.RequestHeaders {
		if h.Name == "host" {
			return !strings.Contains(strings.NewReplacer("$server_name", "", "$proxy_host", "").Replace(h.Value), "$")
		}
	}
	return true // the name of the upstream
}

// othersRefused reports whether a server has names of its own only, and another
// one refuses all others at each of its addresses.
func othersRefused(p *check.Pass, passing check.Passing) bool {
	h := passing.Host
	if h.DefaultServer || len(h.Names) == 0 || slices.ContainsFunc(h.Names, func(name deploy.Reference) bool {
		return name.Value == "_" || name.Value == "" || strings.ContainsAny(name.Value, "*~$")
	}) {
		return false
	}
	return !slices.ContainsFunc(h.Listens, func(l deploy.Listener) bool {
		return !slices.ContainsFunc(p.Nginx(), func(c *web.Configuration) bool {
			return slices.ContainsFunc(c.Hosts, func(other *web.Host) bool { return refuses(other, l) })
		})
	})
}

// refuses reports whether a server answers to all names that no other has at an
// address, and gives none of them to an application.
func refuses(h *web.Host, at deploy.Listener) bool {
	if !h.DefaultServer || h.Opaque || !slices.ContainsFunc(h.Listens, func(l deploy.Listener) bool { return l.Port == at.Port && l.Socket == at.Socket }) {
		return false
	}
	whole := false
	for _, r := range h.Routes {
		if r.Application != nil {
			return false
		}
		fixed := r.Redirect != nil && !strings.Contains(r.Redirect.Target, "$host") && !strings.Contains(r.Redirect.Target, "$http_host")
		whole = whole || r.URL == "/" && !r.Conditional && (r.Status >= 400 || fixed)
	}
	return whole
}

// forwardedHostTrusted reports that Django takes the host from a header that the
// proxy before it leaves to the visitor.
func forwardedHostTrusted(p *check.Pass) {
	const setting = "USE_X_FORWARDED_HOST"
	passings := append(p.Passings("http"), p.Passings("uwsgi")...)
	at := slices.IndexFunc(passings, func(passing check.Passing) bool {
		a := passing.Route.Application
		return passing.Server.Software == web.Nginx && passing.Outermost() && !a.Opaque &&
			!slices.ContainsFunc(a.RequestHeaders, func(h web.Header) bool { return h.Name == "x-forwarded-host" })
	})
	if at < 0 {
		return
	}
	route := passings[at].Route
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, setting), check.Truthy)
		if !j.Bad {
			continue
		}
		f := p.At(m, setting, j.Value)
		f.Confidence = j.Confidence
		f.Message = "USE_X_FORWARDED_HOST trusts X-Forwarded-Host, which nginx (" + route.Path +
			") passes on as the visitor sent it: the links that Django makes lead where the visitor likes"
		open := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			return check.Having(m.Setting(allowedHosts).In(world).Alternatives, isWildcard)
		}, check.IsTrue)
		if !open.Bad {
			f.Severity = finding.Note
			f.Message = "USE_X_FORWARDED_HOST trusts X-Forwarded-Host, which nginx (" + route.Path +
				") passes on as the visitor sent it: only ALLOWED_HOSTS limits what visitors make of it"
		}
		if j.ByDefault() {
			f.Message += ", unless " + j.Decider()
		}
		f.Trace = append(slices.Clone(f.Trace), finding.Step{Path: route.Path, Span: route.Span, Message: "passed on in"})
		p.Report(f)
	}
}
