package values

import (
	"regexp"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/parser/text"
)

// placeholderLeft reports words of a template that stand where the project's own
// host, address or name should. What the environment can replace is left alone:
// such a fallback is meant to be replaced.
// Nor does a template of projects, which is full of them, name anything yet.
func placeholderLeft(p *check.Pass) {
	for _, m := range p.Judged() {
		if strings.Contains(m.Path, "project_name") {
			continue
		}
		said := map[text.Span]bool{} // of two settings that are one list
		for _, s := range placeholderSettings() {
			var left []check.Held
			held := p.Held(m, s.name)
			for _, h := range held {
				if h.Value.Guard.Always() && len(h.Keys) <= 2 && s.about(h) && s.isPlaceholder(h.Text) {
					left = append(left, h)
				}
			}
			if len(left) == 0 {
				continue
			}
			if f := p.At(m, left[0].Subject(), left[0].Value); !said[f.Span] {
				said[f.Span] = true
				p.Report(placeholderFinding(f, s, left, len(held)))
			}
		}
	}
}

func placeholderFinding(f finding.Finding, s placeholderSetting, left []check.Held, all int) finding.Finding {
	texts := make([]string, len(left))
	for i, h := range left {
		texts[i] = h.Text
	}
	slices.Sort(texts)
	texts = slices.Compact(texts)
	verb := " is a placeholder"
	if len(texts) > 1 {
		verb = " are placeholders"
	}
	f.Message = check.List(texts) + " in " + left[0].Setting + verb
	if s.effect != "" && len(left) == all {
		f.Message += ": " + s.effect
	}
	return f
}

// placeholderSetting is a setting in which templates and tutorials leave words to
// be replaced.
type placeholderSetting struct {
	name string
	// keys are those of a dict that are looked at; none means all there is.
	keys []string
	// effect is what follows if nothing else stands there.
	effect string
	// made tells further words that cannot be the real ones.
	made *regexp.Regexp
}

func (s placeholderSetting) about(h check.Held) bool {
	return len(s.keys) == 0 || len(h.Keys) > 0 && slices.Contains(s.keys, h.Keys[len(h.Keys)-1])
}

func placeholderSettings() []placeholderSetting {
	const mail = "the mail goes nowhere"
	return []placeholderSetting{
		{name: "ALLOWED_HOSTS", effect: "Django answers 400 Bad Request to everything", made: madeUpHost},
		{name: "CSRF_TRUSTED_ORIGINS", made: madeUpHost},
		{name: "CORS_ALLOWED_ORIGINS", made: madeUpHost},
		{name: "CORS_ORIGIN_WHITELIST", made: madeUpHost},
		{name: "ADMINS", effect: mail, made: madeUpHost},
		{name: "MANAGERS", effect: mail, made: madeUpHost},
		{name: "DEFAULT_FROM_EMAIL", effect: "recipients cannot answer, and their servers may refuse the mail", made: madeUpHost},
		{name: "SERVER_EMAIL", effect: "the servers of the recipients may refuse the mail", made: madeUpHost},
		{name: "EMAIL_HOST", effect: "no mail is sent", made: madeUpHost},
		{name: "EMAIL_HOST_USER", effect: "no mail is sent", made: madeUpHost},
		{name: "DATABASES", keys: []string{"NAME", "USER", "HOST"}, effect: "", made: madeUpName},
		{name: "AWS_STORAGE_BUCKET_NAME", effect: "nothing can be stored", made: madeUpName},
	}
}

var (
	// bracketed is <your-domain>, but not the address in "Site <mail@site.org>".
	bracketed = regexp.MustCompile(`<[A-Za-z][A-Za-z0-9 ._-]*>`)
	// madeUpHost are hosts and addresses that are reserved for examples (RFC
	// 2606), and those that say they are yours.
	madeUpHost = regexp.MustCompile(`(?i)(^|[./@*])example\.(com|org|net)(:\d+)?/?$` +
		`|(^|[./@*])your[-_.]?(own[-_.]?)?(domain|host|hostname|site|website|server|company)([-_.]?(name|ip|address|here))?(\.[a-z.]+)?(:\d+)?/?$` +
		`|(^|[./@*])your[-_.]?app([-_.]?name)?\.[a-z.]+(:\d+)?/?$` +
		`|^your[-_.]?(e?mail|name|user|username|address|account)([-_.]?(address|id|here|name))?@`)
	// madeUpName are names that say they are yours.
	madeUpName = regexp.MustCompile(`(?i)^<?your[-_ ]?(db|database|bucket|project|user|username|aws)([-_ ]?(bucket|storage|db))?([-_ ]?(name|user|username|host|here))*>?$`)
)

// provider is the domain of one that only sounds like a placeholder: the servers
// of Hetzner's customers, and those that send their mail.
var provider = regexp.MustCompile(`(?i)(^|[.@])your-server\.de\b`)

// isPlaceholder reports whether a text is one that a template left to be
// replaced.
func (s placeholderSetting) isPlaceholder(given string) bool {
	given = strings.TrimSpace(given)
	return bracketed.MatchString(given) || s.made.MatchString(strings.TrimSuffix(given, ">")) && !provider.MatchString(given)
}
