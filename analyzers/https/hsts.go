package https

import (
	"strconv"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

const (
	hstsSeconds = "SECURE_HSTS_SECONDS"
	// enoughSeconds is a year: what Django's documentation recommends at the end,
	// and the least that browsers' preload list takes.
	enoughSeconds = 31_536_000
)

// httpsElsewhere reports whether another middleware, of the project or of a
// package (django-sslify), may redirect to HTTPS and set the header.
func httpsElsewhere(p *check.Pass, m *project.SettingsModule) bool {
	return named(p, m, "ssl", "https", "hsts") || p.Project.Mentions("Strict-Transport-Security")
}

func hstsElsewhere(p *check.Pass, m *project.SettingsModule) bool {
	return httpsElsewhere(p, m) || serverOf(p).setsHSTS
}

func hstsDisabled(p *check.Pass) {
	protection{
		setting: hstsSeconds, condition: guarded(hstsSeconds, check.Falsy), is: "0", elsewhere: hstsElsewhere,
		so: "browsers are not told to use HTTPS only, so that an attacker in between can keep a visitor on HTTP",
	}.report(p, p.Judged())
}

// withHSTS is the condition that a switch for HSTS is off while HSTS is on. Who
// writes that it is off, which it is by default, has a reason, so that only Django
// speaks of it.
func withHSTS(setting string) check.Condition {
	return func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
		off := switchedOff(setting)(p, m, world)
		if !p.AsDjango {
			for i, answer := range off {
				if answer.Origin.Known() {
					off[i].Value = eval.Bool(false)
				}
			}
		}
		return check.And(off, check.AskSetting(m, world, hstsSeconds, check.Truthy))
	}
}

func hstsSubdomains(p *check.Pass) {
	const setting = "SECURE_HSTS_INCLUDE_SUBDOMAINS"
	protection{
		setting: setting, condition: withHSTS(setting), is: "off",
		so: "HSTS does not cover subdomains, from which an attacker can still set cookies for the site over HTTP",
	}.report(p, p.Judged())
}

// hstsPreload, if it does not have to be Django's, is only for sites that the
// browsers' list would take: with subdomains, for a year at least.
func hstsPreload(p *check.Pass) {
	const setting = "SECURE_HSTS_PRELOAD"
	protection{
		setting: setting, is: "off",
		condition: func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
			off := withHSTS(setting)(p, m, world)
			if p.AsDjango {
				return off
			}
			return check.And(off,
				check.AskSetting(m, world, "SECURE_HSTS_INCLUDE_SUBDOMAINS", check.Truthy),
				check.Not(check.AskSetting(m, world, hstsSeconds, tooShort)))
		},
		so: "browsers' preload list does not take the site, whose very first visit over HTTP stays unprotected",
	}.report(p, p.Judged())
}

// tooShort is the verdict on a number of seconds that is set, and less than a
// year.
func tooShort(v eval.Value) check.Verdict {
	switch v := v.(type) {
	case eval.Int:
		return check.When(v > 0 && v < enoughSeconds)
	case eval.Str: // from the environment: it goes into the header as it is
		if seconds, err := strconv.Atoi(string(v)); err == nil {
			return check.When(seconds > 0 && seconds < enoughSeconds)
		}
	case eval.None, eval.Bool:
		return check.Good
	}
	return check.Unclear
}

func hstsTooShort(p *check.Pass) {
	for _, m := range p.Judged() {
		j, _ := p.Meets(m, guarded(hstsSeconds, tooShort))
		if !j.Bad {
			continue
		}
		f := p.At(m, hstsSeconds, j.Value)
		f.Confidence = j.Confidence
		f.Message = j.State(hstsSeconds, "less than a year") +
			": browsers forget to use HTTPS for visitors who come back later"
		p.Report(f)
	}
}
