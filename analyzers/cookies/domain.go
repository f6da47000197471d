package cookies

import (
	"net"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

func domainBroad(p *check.Pass) {
	for _, m := range p.Judged() {
		for _, c := range cookies() {
			setting := c.prefix + "_DOMAIN"
			j, _ := p.Meets(m, func(p *check.Pass, m *project.SettingsModule, world eval.World) check.Truths {
				return check.And(check.AskSetting(m, world, setting, isBroad), c.isSet(p, m, world))
			})
			if !j.Bad {
				continue
			}
			text, _ := p.Shown(m, setting, j).(eval.Str)
			domain, suffix := registered(string(text))
			message := setting + " is " + string(text)
			if j.ByDefault() {
				message += ", unless " + j.Decider()
			}
			if suffix {
				message += ": anybody can have a name below " + domain + ", and browsers refuse the cookie"
			} else {
				message += ": the cookie goes to every host below " + domain + ", and each of them can set it"
			}
			report(p, m, setting, j, nil, message)
		}
	}
}

func isBroad(v eval.Value) check.Verdict {
	text, ok := v.(eval.Str)
	if !ok {
		if _, known := eval.TypeName(v); !known {
			return check.Unclear
		}
		return check.Good // None: the host alone
	}
	domain, _ := registered(string(text))
	return check.When(domain != "")
}

// registered is the domain of a cookie if it is one that is registered under a
// public suffix, and so has all of somebody's hosts below it, or a public suffix
// itself. It is "" for others, hosts without a dot and addresses.
func registered(text string) (domain string, suffix bool) {
	domain = strings.ToLower(strings.TrimPrefix(text, "."))
	if !strings.Contains(domain, ".") || net.ParseIP(domain) != nil || strings.ContainsAny(domain, ":/ _") {
		return "", false
	}
	public, _ := publicsuffix.PublicSuffix(domain)
	if public == domain {
		return domain, true
	}
	if whole, err := publicsuffix.EffectiveTLDPlusOne(domain); err == nil && whole == domain {
		return domain, false
	}
	return "", false
}
