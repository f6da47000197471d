package cookies

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// onToken is the condition that a verdict on a setting of the CSRF cookie is bad
// where there is one.
func onToken(setting string, verdict func(*check.Pass) func(eval.Value) check.Verdict) check.Condition {
	return func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
		return check.And(check.AskSetting(m, world, setting, verdict(p)), hasToken(p, m, world))
	}
}

func csrfInsecure(p *check.Pass) {
	const setting = "CSRF_COOKIE_SECURE"
	for _, m := range p.Judged() {
		if j, ids := p.Meets(m, onToken(setting, switchOff)); j.Bad {
			report(p, m, setting, j, ids, j.State(setting, "off")+
				": browsers send the CSRF token over plain HTTP too, where anyone in between can read it and forge requests")
		}
	}
}

func csrfReadable(p *check.Pass) {
	const setting = "CSRF_COOKIE_HTTPONLY"
	truth := func(*check.Pass) func(eval.Value) check.Verdict { return check.Falsy }
	for _, m := range p.Judged() {
		if j, ids := p.Meets(m, onToken(setting, truth)); j.Bad {
			report(p, m, setting, j, ids, j.State(setting, "off")+": scripts on a page can read the CSRF token from its cookie")
		}
	}
}

func csrfMiddlewareMissing(p *check.Pass) {
	for _, m := range p.Judged() {
		setting := p.MiddlewareSetting()
		j, ids := p.Meets(m, func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
			missing := check.Not(p.HasMiddleware(m, world, csrfMiddleware))
			if p.AsDjango {
				return missing
			}
			return check.And(missing, p.HasMiddleware(m, world, sessionMiddleware), check.Not(p.InMiddleware(m, world, speaksOfCSRF)))
		})
		if !j.Bad && !p.AsDjango {
			setting = oldMiddleware
			j, ids = p.Meets(m, missingFromOld)
		}
		if !j.Bad {
			continue
		}
		f := p.At(m, setting, j.Value)
		f.Confidence, f.Django, f.Detail = j.Confidence, ids, csrfMiddleware
		f.Message = setting + " lacks " + csrfMiddleware
		if j.ByDefault() {
			f.Message += " unless " + j.Decider()
		}
		f.Message += ": any site can make its visitors' browsers send forms here, as the users who are signed in"
		p.Report(f)
	}
}

const oldMiddleware = "MIDDLEWARE_CLASSES"

// missingFromOld is the condition that settings written for an old Django, which
// may be the one they run on, have sessions in MIDDLEWARE_CLASSES, no MIDDLEWARE,
// and neither holds the middleware.
func missingFromOld(_ *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
	in := func(verdict func(eval.Value) check.Verdict) check.Truths {
		return check.Having(m.Setting(oldMiddleware).In(world).Alternatives, verdict)
	}
	var unset check.Truths
	for _, v := range m.Setting("MIDDLEWARE").In(world).Alternatives {
		v.Value = eval.Bool(!v.Origin.Known())
		unset = append(unset, v)
	}
	return check.And(check.Not(in(speaksOfCSRF)), in(check.IsText(sessionMiddleware)), unset)
}

// speaksOfCSRF is the verdict on a middleware that its name says may do what
// Django's own does.
func speaksOfCSRF(v eval.Value) check.Verdict {
	s, ok := v.(eval.Str)
	if !ok {
		return check.Unclear
	}
	return check.When(strings.Contains(strings.ToLower(string(s)), "csrf"))
}
