package cookies

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// cookie is one of Django's own cookies, with the beginning of its settings.
type cookie struct {
	prefix string
	// what says whose it is, and so what follows if browsers refuse it.
	what string
	// isSet tells whether anything sets it.
	isSet check.Condition
}

func cookies() []cookie {
	return []cookie{
		{"SESSION_COOKIE", "the session's cookie, so that nobody can stay signed in", hasSessions},
		{"CSRF_COOKIE", "the cookie of the CSRF token, so that no form can be sent", hasToken},
	}
}

func hasSessions(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
	return p.HasMiddleware(m, world, sessionMiddleware)
}

// hasToken tells whether the CSRF token has a cookie of its own. With
// CSRF_USE_SESSIONS, which is of Django 1.11, it has none.
func hasToken(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
	installed := p.HasMiddleware(m, world, csrfMiddleware)
	if p.DjangoBefore(1, 11) {
		return installed
	}
	return check.And(installed, check.AskSetting(m, world, "CSRF_USE_SESSIONS", check.Falsy))
}

// sameSiteNone is about the text "None". Python's None and False send no SameSite
// at all, which browsers take for Lax.
func sameSiteNone(p *check.Pass) {
	for _, m := range p.Judged() {
		for _, c := range cookies() {
			setting := c.prefix + "_SAMESITE"
			j, _ := p.Meets(m, func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
				return check.And(check.AskSetting(m, world, setting, isNoneText),
					check.AskSetting(m, world, c.prefix+"_SECURE", check.Falsy), c.isSet(p, m, world))
			})
			if !j.Bad {
				continue
			}
			message := setting + ` is "None" while ` + c.prefix + "_SECURE is off"
			if j.ByDefault() {
				message += ", unless " + j.Decider()
			}
			report(p, m, setting, j, nil, message+": browsers refuse "+c.what)
		}
	}
}

func isNoneText(v eval.Value) check.Verdict {
	s, ok := v.(eval.Str)
	if _, known := eval.TypeName(v); !known {
		return check.Unclear
	}
	return check.When(ok && strings.EqualFold(string(s), "none"))
}
