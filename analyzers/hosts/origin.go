package hosts

import (
	"net/url"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

const trustedOrigins = "CSRF_TRUSTED_ORIGINS"

func originScheme(p *check.Pass) {
	reportOrigins(p, func(eval.Value) func(eval.Value) check.Verdict { return lacksScheme },
		"has no scheme: Django wants origins such as https://www.example.org, and no command starts")
}

// lacksScheme is the verdict of check_csrf_trusted_origins in
// django/core/checks/compatibility/django_4_0.py.
func lacksScheme(v eval.Value) check.Verdict {
	switch v := v.(type) {
	case eval.Str:
		return check.When(!strings.Contains(string(v), "://"))
	case *eval.Text:
		for _, part := range v.Parts {
			if strings.Contains(part.Known, "://") {
				return check.Good
			}
		}
	}
	return check.Unclear
}

// originInvalid is about entries that no Origin header equals, as
// CsrfViewMiddleware compares them. One with the origin that was meant beside it
// does no harm.
func originInvalid(p *check.Pass) {
	reportOrigins(p, func(list eval.Value) func(eval.Value) check.Verdict {
		good := map[string]bool{}
		if sequence, ok := list.(*eval.Sequence); ok {
			for _, e := range sequence.Elements() {
				for _, a := range e.Alternatives {
					if s, ok := a.Value.(eval.Str); ok {
						good[string(s)] = true
					}
				}
			}
		}
		return func(v eval.Value) check.Verdict {
			if text, partly := v.(*eval.Text); partly {
				return slashAtEnd(text)
			}
			s, ok := v.(eval.Str)
			if !ok {
				return check.Unclear
			}
			wanted, fault := originFault(string(s))
			return check.When(fault && !good[wanted])
		}
	}, "matches no request: an origin is a scheme and a host, with a port if it is not the usual one, and nothing else")
}

// slashAtEnd is the verdict on an origin of which only parts are known.
func slashAtEnd(text *eval.Text) check.Verdict {
	first, last := text.Parts[0], text.Parts[len(text.Parts)-1]
	whole := strings.Contains(first.Known, "://") && !strings.Contains(first.Known, "*")
	if whole && last.Hole == nil && strings.HasSuffix(last.Known, "/") {
		return check.Bad
	}
	return check.Unclear
}

// originFault reports whether an entry with a scheme equals no origin, and which
// it was meant to be. One with an asterisk is parsed, so that its path does no
// harm, but stands for subdomains only at the beginning of the host.
func originFault(entry string) (wanted string, fault bool) {
	if !strings.Contains(entry, "://") {
		return "", false // the other rule's
	}
	parsed, err := url.Parse(strings.TrimSpace(entry))
	if err != nil {
		return "", strings.HasPrefix(entry, "*")
	}
	if strings.Contains(entry, "*") {
		host := strings.TrimLeft(parsed.Host, "*")
		return "", host == "" || strings.Contains(host, "*")
	}
	host := strings.ToLower(parsed.Host)
	if parsed.Scheme == "https" {
		host = strings.TrimSuffix(host, ":443")
	}
	if parsed.Scheme == "http" {
		host = strings.TrimSuffix(host, ":80")
	}
	wanted = parsed.Scheme + "://" + host
	return wanted, wanted != entry
}

// reportOrigins reports the modules with an entry that is bad. The verdict on the
// entries is made for each list.
func reportOrigins(p *check.Pass, verdictIn func(list eval.Value) func(eval.Value) check.Verdict, so string) {
	for _, m := range p.Started() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			var answers eval.Alternatives
			for _, v := range m.Setting(trustedOrigins).In(world).Alternatives {
				answers = append(answers, inOrigins(v, verdictIn(v.Value))...)
			}
			return answers
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		entry := entryOf(p.Setting(m, trustedOrigins).Alternatives, j.Value.Guard, verdictIn)
		f := p.At(m, trustedOrigins, j.Value)
		f.Confidence, f.Detail = j.Confidence, entry
		f.Message = trustedOrigins + " has " + entry
		if j.ByDefault() {
			f.Message += " unless " + j.Decider()
		}
		f.Message += ", which " + so
		if len(p.Rule.Django) > 0 {
			f.Django = p.Rule.Django
		}
		p.Report(f)
	}
}

// inOrigins looks through a list, or the characters of a text: Django does not
// ask which of the two the setting is.
func inOrigins(v eval.Alternative, verdict func(eval.Value) check.Verdict) check.Truths {
	text, ok := v.Value.(eval.Str)
	if !ok {
		return check.Having(eval.Alternatives{v}, verdict)
	}
	v.Value = eval.Bool(false)
	for _, c := range string(text) {
		if verdict(eval.Str(string(c))) == check.Bad {
			v.Value = eval.Bool(true)
		}
	}
	return check.Truths{v}
}

// entryOf is the first bad entry where a guard holds, in quotes.
func entryOf(values eval.Alternatives, g eval.Guard, verdictIn func(eval.Value) func(eval.Value) check.Verdict) string {
	for _, v := range values {
		guard, together := v.Guard.And(g)
		if !together {
			continue
		}
		if text, ok := v.Value.(eval.Str); ok && text != "" {
			return `"` + string([]rune(string(text))[:1]) + `"`
		}
		elements, _ := check.Elements(eval.Alternatives{v})
		for _, e := range elements {
			if _, together := e.Guard.And(guard); !together || verdictIn(v.Value)(e.Value) != check.Bad {
				continue
			}
			if text, ok := e.Value.(eval.Str); ok {
				return `"` + string(text) + `"`
			}
			return eval.Render(e.Value, eval.RenderOptions{Length: 80})
		}
	}
	return "an entry"
}
