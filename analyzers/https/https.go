// Package https holds the rules on HTTPS and on the headers that protect the
// visitors of a site.
package https

import (
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// Rules are the rules of the topic.
func Rules() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		check.Rule("security-middleware-missing", securityMiddlewareMissing),
		check.Rule("hsts-disabled", hstsDisabled),
		check.Rule("hsts-subdomains", hstsSubdomains),
		check.Rule("hsts-preload", hstsPreload),
		check.Rule("hsts-too-short", hstsTooShort),
		check.Rule("nosniff-disabled", nosniffDisabled),
		check.Rule("xss-filter-disabled", xssFilterDisabled),
		check.Rule("ssl-redirect-disabled", redirectDisabled),
		check.Rule("proxy-ssl-header-missing", proxyHeaderMissing),
		check.Rule("proxy-ssl-header-malformed", proxyHeaderMalformed),
		check.Rule("frame-middleware-missing", frameMiddlewareMissing),
		check.Rule("frame-options-weak", frameOptionsWeak),
		check.Rule("referrer-policy-unset", referrerPolicyUnset),
		check.Rule("referrer-policy-invalid", referrerPolicyInvalid),
		check.Rule("coop-invalid", openerPolicyInvalid),
		check.Rule("csp-not-dict", cspNotDict),
		check.Rule("csp-nonce-context-processor", cspNonceUnused),
		check.Rule("csp-unsafe", cspUnsafe),
	}
}

const (
	securityMiddleware = "django.middleware.security.SecurityMiddleware"
	frameMiddleware    = "django.middleware.clickjacking.XFrameOptionsMiddleware"
)

// protection is a setting of a header or a redirect, with what is wrong with it.
type protection struct {
	setting   string
	condition check.Condition
	// is says what the setting is where it is wrong and set, such as "off".
	is string
	// so says what follows.
	so string
	// elsewhere reports whether the project does by other means what the setting
	// is for. It is not asked under --as-django, and last.
	elsewhere func(p *check.Pass, m *project.SettingsModule) bool
	// gentle reports whether it is only a note.
	gentle func(p *check.Pass) bool
}

// report reports the modules of which the condition holds.
func (x protection) report(p *check.Pass, modules []*project.SettingsModule) {
	for _, m := range modules {
		j, ids := p.Meets(m, x.condition)
		if !j.Bad || !p.AsDjango && x.elsewhere != nil && x.elsewhere(p, m) {
			continue
		}
		f := p.At(m, x.setting, j.Value, "MIDDLEWARE", "MIDDLEWARE_CLASSES")
		f.Confidence, f.Django = j.Confidence, ids
		f.Message = j.State(x.setting, x.is) + ": " + x.so
		if x.gentle != nil && x.gentle(p) {
			f.Severity = finding.Note
		}
		p.Report(f)
	}
}

// guarded is the condition that a verdict on a setting is bad and
// SecurityMiddleware, which reads the setting, is installed.
func guarded(setting string, verdict func(eval.Value) check.Verdict) check.Condition {
	return func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
		return check.And(check.AskSetting(m, world, setting, verdict), p.HasMiddleware(m, world, securityMiddleware))
	}
}

// switchedOff is the condition that a switch of SecurityMiddleware is not on.
func switchedOff(setting string) check.Condition {
	return func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
		return guarded(setting, p.NotOn())(p, m, world)
	}
}

// writes makes an elsewhere of the name of a header: the project's own code, a
// middleware as a rule, sets it.
func writes(header string) func(*check.Pass, *project.SettingsModule) bool {
	return func(p *check.Pass, _ *project.SettingsModule) bool {
		return p.Project.Mentions(header, strings.ToLower(header))
	}
}

// named reports whether the name of a middleware holds one of some words, and
// so may do what they stand for.
func named(p *check.Pass, m *project.SettingsModule, words ...string) bool {
	installed := p.InMiddleware(m, m.World(), func(v eval.Value) check.Verdict {
		s, ok := v.(eval.Str)
		if !ok || strings.HasPrefix(string(s), "django.") {
			return check.Good
		}
		for _, word := range words {
			if strings.Contains(strings.ToLower(string(s)), word) {
				return check.Bad
			}
		}
		return check.Good
	})
	for _, answer := range installed {
		if answer.Value != eval.Value(eval.Bool(false)) {
			return true
		}
	}
	return false
}
