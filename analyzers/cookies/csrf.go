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
		j, ids := p.Meets(m, func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
			missing := check.Not(p.HasMiddleware(m, world, csrfMiddleware))
			if p.AsDjango {
				return missing
			}
			return check.And(missing, p.HasMiddleware(m, world, sessionMiddleware), check.Not(p.InMiddleware(m, world, speaksOfCSRF)))
		})
		if !j.Bad {
			continue
		}
		setting := p.MiddlewareSetting()
		message := setting + " lacks " + csrfMiddleware
		if j.ByDefault() {
			message += " unless " + j.Decider()
		}
		f := p.At(m, setting, j.Value)
		f.Confidence, f.Django, f.Detail = j.Confidence, ids, csrfMiddleware
		f.Message = message + ": any site can make its visitors' browsers send forms here, as the users who are signed in"
		p.Report(f)
	}
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
