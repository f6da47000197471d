package email

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// tlsConflict reports EMAIL_USE_TLS beside EMAIL_USE_SSL, with which no message
// can be sent (django/core/mail/backends/smtp.py).
func tlsConflict(p *check.Pass) {
	for _, m := range p.Started() {
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			s := mailerOf(p, m, world)
			return check.And(check.Ask(s.option("EMAIL_USE_SSL", "use_ssl"), check.Truthy),
				check.Ask(s.option("EMAIL_USE_TLS", "use_tls"), check.Truthy), s.smtp())
		}, check.IsTrue)
		if !j.Bad {
			continue
		}
		s := mailerOf(p, m, m.World())
		tls, ssl := s.name("EMAIL_USE_TLS", "use_tls"), s.name("EMAIL_USE_SSL", "use_ssl")
		f := p.At(m, s.name("EMAIL_USE_SSL", "MAILERS"), j.Value)
		f.Confidence = j.Confidence
		f.Message = tls + " and " + ssl + " exclude each other: with both, every attempt to send mail raises an exception"
		if j.ByDefault() {
			f.Message += ", unless " + j.Decider()
		}
		p.Report(f)
	}
}

// plaintext reports a password that is sent to a mail server on another machine
// without TLS.
func plaintext(p *check.Pass) {
	for _, m := range p.Judged() {
		if !hasPassword(mailerOf(p, m, m.World()).option("EMAIL_HOST_PASSWORD", "password")) {
			continue
		}
		j := check.JudgeIn(m, func(world eval.World) eval.Alternatives {
			s := mailerOf(p, m, world)
			return check.And(check.Not(check.Ask(s.option("EMAIL_USE_TLS", "use_tls"), check.Truthy)),
				check.Not(check.Ask(s.option("EMAIL_USE_SSL", "use_ssl"), check.Truthy)),
				check.Ask(s.option("EMAIL_HOST", "host"), remote), s.smtp())
		}, check.IsTrue)
		if j.Bad {
			reportPlaintext(p, m, j)
		}
	}
}

func reportPlaintext(p *check.Pass, m *project.SettingsModule, j check.Judgement) {
	s := mailerOf(p, m, m.World())
	tls, ssl := s.name("EMAIL_USE_TLS", "use_tls"), s.name("EMAIL_USE_SSL", "use_ssl")
	f := p.At(m, s.name("EMAIL_USE_TLS", "MAILERS"), j.Value, "EMAIL_HOST", "EMAIL_HOST_PASSWORD")
	f.Confidence = j.Confidence
	f.Message = "the password for the mail server and all mail go there unencrypted: neither " + tls + " nor " + ssl + " is on"
	if port, _ := s.option("EMAIL_PORT", "port").Single(); port == eval.Value(eval.Int(465)) || port == eval.Value(eval.Str("465")) {
		f.Message = "mail cannot be sent: port 465 takes TLS from the first byte on, and " + ssl + " is off"
	}
	if j.ByDefault() {
		f.Message += ", unless " + j.Decider()
	}
	p.Report(f)
}

// hasPassword reports whether there is a password at all in some world: with
// none nothing secret is sent.
func hasPassword(values eval.Alternatives) bool {
	return slices.ContainsFunc(values, func(v eval.Alternative) bool {
		switch value := v.Value.(type) {
		case eval.Str:
			return value != ""
		case *eval.External, *eval.Text:
			return true
		}
		return false
	})
}

// remote is the verdict that a host is another machine, beyond a network of one's
// own.
func remote(v eval.Value) check.Verdict {
	s, ok := v.(eval.Str)
	if !ok {
		return check.Unclear
	}
	host := strings.ToLower(strings.TrimSpace(string(s)))
	if address, err := netip.ParseAddr(host); err == nil {
		return check.When(!address.IsLoopback() && !address.IsPrivate() && !address.IsUnspecified() && !address.IsLinkLocalUnicast())
	}
	if !strings.Contains(host, ".") { // localhost, a container's name, nothing
		return check.Good
	}
	for _, suffix := range []string{".local", ".localhost", ".localdomain", ".internal", ".lan", ".intranet", ".home", ".corp", ".svc", ".test", ".example"} {
		if strings.HasSuffix(host, suffix) {
			return check.Good
		}
	}
	return check.Bad
}
