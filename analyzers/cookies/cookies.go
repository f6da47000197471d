// Package cookies holds the rules on cookies, sessions and the protection against
// forged requests.
package cookies

import (
	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("session-cookie-insecure", sessionInsecure),
		check.Rule("session-cookie-httponly", sessionReadable),
		check.Rule("csrf-cookie-insecure", csrfInsecure),
		check.Rule("csrf-cookie-httponly", csrfReadable),
		check.Rule("csrf-middleware-missing", csrfMiddlewareMissing),
		check.Rule("csrf-failure-view", csrfFailureView),
		check.Rule("samesite-none-insecure", sameSiteNone),
		check.Rule("cookie-domain-broad", domainBroad),
		check.Rule("session-engine-volatile", engineVolatile),
		check.Rule("session-serializer-pickle", serializerPickle),
	}
}

const (
	sessionMiddleware = "django.contrib.sessions.middleware.SessionMiddleware"
	sessionApp        = "django.contrib.sessions"
	csrfMiddleware    = "django.middleware.csrf.CsrfViewMiddleware"
)

// report places a finding on a setting, or on the middleware where it is not set.
func report(p *check.Pass, m *project.SettingsModule, setting string, j check.Judgement, ids []string, message string) {
	f := p.At(m, setting, j.Value, "MIDDLEWARE", "MIDDLEWARE_CLASSES")
	f.Confidence, f.Django, f.Message = j.Confidence, ids, message
	p.Report(f)
}

// sessionApps is whether the app of sessions is installed, as Django's checks ask:
// for its very name.
func sessionApps(m *project.SettingsModule, world eval.World) check.Truths {
	return check.Having(m.Setting("INSTALLED_APPS").In(world).Alternatives, check.IsText(sessionApp))
}

// onSessions is the condition that a verdict on a setting is bad where there are
// sessions: for Django, where the app or the middleware is installed. Without the
// middleware no cookie is set.
func onSessions(setting string, verdict func(*check.Pass) func(eval.Value) check.Verdict) check.Condition {
	return func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
		bad := check.AskSetting(m, world, setting, verdict(p))
		installed := p.HasMiddleware(m, world, sessionMiddleware)
		if p.AsDjango {
			installed = check.Or(installed, sessionApps(m, world))
		}
		return check.And(bad, installed)
	}
}

// sessionIDs are those of a check that has an id for the app alone, one for the
// middleware alone, and one for both.
func sessionIDs(p *check.Pass, m *project.SettingsModule, world eval.Guard, ids [3]string) []string {
	app, appKnown := check.Under(sessionApps(m, m.World()), world)
	middleware, known := check.Under(p.Literal().HasMiddleware(m, m.World(), sessionMiddleware), world)
	switch {
	case !known || !appKnown:
		return nil
	case app && middleware:
		return ids[2:]
	case middleware:
		return ids[1:2]
	case app:
		return ids[:1]
	}
	return nil
}

// switchOff is the verdict on a switch of cookies: Django's checks ask for its
// truth up to 4.0, and whether it is True since.
func switchOff(p *check.Pass) func(eval.Value) check.Verdict { return p.NotOnSince(4, 1) }

func sessionInsecure(p *check.Pass) {
	const setting = "SESSION_COOKIE_SECURE"
	for _, m := range p.Judged() {
		j, ids := p.Meets(m, onSessions(setting, switchOff))
		if !j.Bad {
			continue
		}
		if ids != nil {
			ids = sessionIDs(p, m, j.Value.Guard, [3]string{"security.W010", "security.W011", "security.W012"})
		}
		report(p, m, setting, j, ids, j.State(setting, "off")+
			": browsers send the session's cookie over plain HTTP too, where anyone in between takes over the session")
	}
}

func sessionReadable(p *check.Pass) {
	const setting = "SESSION_COOKIE_HTTPONLY"
	for _, m := range p.Judged() {
		j, ids := p.Meets(m, onSessions(setting, switchOff))
		if !j.Bad {
			continue
		}
		if ids != nil {
			ids = sessionIDs(p, m, j.Value.Guard, [3]string{"security.W013", "security.W014", "security.W015"})
		}
		report(p, m, setting, j, ids, j.State(setting, "off")+
			": any script on a page can read the session's cookie, so that one injected script takes over the session")
	}
}
