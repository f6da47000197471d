package https

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// middlewareMissing reports the modules that do without a middleware. If it does
// not have to be Django's verdict, a module without the setting is passed over: it
// is no site of its own, or has lost more than this one middleware.
func middlewareMissing(p *check.Pass, middleware, so string, elsewhere func(*check.Pass, *project.SettingsModule) bool) {
	for _, m := range p.Judged() {
		j, ids := p.Meets(m, func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
			return check.Not(p.HasMiddleware(m, world, middleware))
		})
		if !j.Bad || !p.AsDjango && (!j.Value.Origin.Known() || elsewhere(p, m)) {
			continue
		}
		setting := p.MiddlewareSetting()
		f := p.At(m, setting, j.Value)
		f.Confidence, f.Django, f.Detail = j.Confidence, ids, middleware
		f.Message = setting + " lacks " + middleware
		if j.ByDefault() {
			f.Message += " unless " + j.Decider()
		}
		f.Message += ": " + so
		p.Report(f)
	}
}

func securityMiddlewareMissing(p *check.Pass) {
	middlewareMissing(p, securityMiddleware,
		"no SECURE_ setting has an effect, and pages come without the headers that these ask for",
		func(p *check.Pass, m *project.SettingsModule) bool {
			return named(p, m, "secur") || p.Project.Mentions("Strict-Transport-Security", "X-Content-Type-Options")
		})
}

func frameMiddlewareMissing(p *check.Pass) {
	middlewareMissing(p, frameMiddleware,
		"any site can show pages of this one in a frame and have its visitors click there",
		framesElsewhere)
}

// framesElsewhere reports whether the project says by other means who may frame
// it: by a middleware of its own or a Content Security Policy, which browsers take
// before X-Frame-Options.
func framesElsewhere(p *check.Pass, m *project.SettingsModule) bool {
	return policyMayHave(p, m, "frame-ancestors") || named(p, m, "clickjack", "frame") || writes("X-Frame-Options")(p, m)
}

// frameOptionsWeak takes what the middleware makes of the value: it writes it in
// upper case (XFrameOptionsMiddleware in django/middleware/clickjacking.py).
func frameOptionsWeak(p *check.Pass) {
	const setting = "X_FRAME_OPTIONS"
	for _, m := range p.Judged() {
		j, ids := p.Meets(m, func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
			weak := func(v eval.Value) check.Verdict { return notDeny(p, v) }
			return check.And(check.AskSetting(m, world, setting, weak), p.HasMiddleware(m, world, frameMiddleware))
		})
		if !j.Bad || !p.AsDjango && framesElsewhere(p, m) {
			continue
		}
		f := p.At(m, setting, j.Value, "MIDDLEWARE", "MIDDLEWARE_CLASSES")
		f.Confidence, f.Django = j.Confidence, ids
		f.Message = j.State(setting, "no value that browsers know") + ": any site can show pages of this one in a frame"
		text, _ := p.Shown(m, setting, j).(eval.Str)
		switch {
		case strings.EqualFold(string(text), "DENY"):
			f.Severity = finding.Note
			f.Message = j.State(setting, string(text)) + ": for Django's check it has to be DENY, in capitals"
		case strings.EqualFold(string(text), "SAMEORIGIN"):
			f.Severity = finding.Note
			f.Message = j.State(setting, "SAMEORIGIN")
			if f.Absent {
				f.Message += ", and SAMEORIGIN by default"
			}
			f.Message += ": pages of the same host, those that users wrote among them, can frame this site"
		}
		p.Report(f)
	}
}

func notDeny(p *check.Pass, v eval.Value) check.Verdict {
	if text, ok := v.(eval.Str); ok && !p.AsDjango {
		return check.When(!strings.EqualFold(string(text), "DENY"))
	}
	switch check.IsText("DENY")(v) {
	case check.Bad:
		return check.Good
	case check.Good:
		return check.Bad
	case check.Unclear:
	}
	return check.Unclear
}

func nosniffDisabled(p *check.Pass) {
	const setting = "SECURE_CONTENT_TYPE_NOSNIFF"
	protection{
		setting: setting, condition: switchedOff(setting), is: "off", elsewhere: writes("X-Content-Type-Options"),
		so: "browsers guess the type of what is sent, and may run an upload as a script",
	}.report(p, p.Judged())
}

func xssFilterDisabled(p *check.Pass) {
	const setting = "SECURE_BROWSER_XSS_FILTER"
	protection{
		setting: setting, condition: switchedOff(setting), is: "off", elsewhere: writes("X-XSS-Protection"),
		so: "browsers of this Django's time are not told to block pages that echo a script of the request",
	}.report(p, p.Judged())
}
