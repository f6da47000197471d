package https

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// redirectDisabled is a note where a web server's file in the repository redirects.
func redirectDisabled(p *check.Pass) {
	const setting = "SECURE_SSL_REDIRECT"
	protection{
		setting: setting, condition: switchedOff(setting), is: "off", elsewhere: httpsElsewhere, gentle: func(p *check.Pass) bool { return serverOf(p).redirects },
		so: "unless a server in front redirects, pages are answered over plain HTTP",
	}.report(p, p.Judged())
}

const proxyHeader = "SECURE_PROXY_SSL_HEADER"

func proxyHeaderMalformed(p *check.Pass) {
	for _, m := range p.Started() {
		j := check.Judge(p.Setting(m, proxyHeader), func(v eval.Value) check.Verdict {
			return check.When(proxyHeaderFault(v) != "")
		})
		if !j.Bad {
			continue
		}
		f := p.At(m, proxyHeader, j.Value)
		f.Confidence = j.Confidence
		f.Message = proxyHeader + " " + proxyHeaderFault(j.Value.Value)
		if j.ByDefault() {
			f.Message += ", unless " + j.Decider()
		}
		p.Report(f)
	}
}

// proxyHeaderFault says what is wrong with the value, or "" if nothing is known
// to be. Django unpacks two values of whatever is true, and looks the first up in
// request.META (HttpRequest.scheme in django/http/request.py).
func proxyHeaderFault(v eval.Value) string {
	const noPair = "is no pair of a header and a value, and Django refuses every request"
	if truth, known := eval.Truth(v); !known || !truth {
		return ""
	}
	switch v := v.(type) {
	case eval.Str:
		if len([]rune(string(v))) != 2 {
			return "is a text, not a pair of a header and a value, and Django refuses every request"
		}
	case eval.Bool, eval.Int, eval.Float:
		return noPair
	case *eval.Sequence:
		elements := v.Elements()
		if !v.Complete() {
			return ""
		}
		if len(elements) != 2 {
			return noPair
		}
		if header, ok := single(elements[0]); ok {
			return metaFault(header)
		}
	}
	return ""
}

func single(e eval.Element) (string, bool) {
	v, ok := e.Alternatives.Single()
	s, isText := v.(eval.Str)
	return string(s), ok && isText
}

// metaFault says why a name is none of request.META. Servers may put names of
// their own there (HTTPS, wsgi.url_scheme, what uwsgi_param says), so that only
// what was plainly meant to be a header of the request is at fault.
func metaFault(header string) string {
	name := strings.ToUpper(strings.NewReplacer("-", "_", " ", "").Replace(header))
	name = "HTTP_" + strings.TrimPrefix(name, "HTTP_")
	if name == header || !strings.HasPrefix(name, "HTTP_X_") && !strings.Contains(name, "FORWARDED") && name != "HTTP_FRONT_END_HTTPS" {
		return ""
	}
	return "names a header that no request has: request.META holds " + header + " as " + name
}
