package nginx

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/deploy/web"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
)

const proxyHeader = "SECURE_PROXY_SSL_HEADER"

// forwardedProtoMissing reports a server that ends TLS and passes requests on
// without the header by which the settings learn of it. Where another proxy stands
// in front, that one may set the header.
func forwardedProtoMissing(p *check.Pass) {
	for _, passing := range p.Passings("http") {
		if passing.Server.Software != web.Nginx || !passing.Outermost() || passing.Route.Application.Opaque {
			continue
		}
		header, modules, confidence := trustedHeader(p)
		if header == "" || sets(passing.Route.Application, header) {
			continue
		}
		p.Report(finding.Finding{
			Path: passing.Route.Path, Span: passing.Route.Span, Modules: modules, Setting: proxyHeader, Detail: passing.Route.URL, Confidence: confidence,
			Message: "nginx ends TLS here and does not set " + header + ", which " + proxyHeader +
				" trusts: Django takes every visit for plain HTTP, and whoever sends the header for HTTPS",
		})
	}
}

func sets(a *web.Application, header string) bool {
	return slices.ContainsFunc(a.RequestHeaders, func(h web.Header) bool { return strings.EqualFold(h.Name, header) })
}

// trustedHeader is the header that all judged modules trust, as it is written in
// a request; "" if they trust none, or different ones.
func trustedHeader(p *check.Pass) (header string, modules []string, confidence finding.Confidence) {
	for _, m := range p.Judged() {
		j := check.Judge(p.Setting(m, proxyHeader), func(v eval.Value) check.Verdict {
			name := headerName(v)
			if name == "" || header != "" && name != header {
				return check.Unclear
			}
			header = name
			return check.Bad
		})
		if !j.Bad {
			return "", nil, 0
		}
		modules = append(modules, m.Name)
		if confidence == 0 || j.Confidence < confidence {
			confidence = j.Confidence
		}
	}
	return header, modules, confidence
}

// headerName is the header that a value of the setting names: HTTP_X_SCHEME of
// request.META is X-Scheme.
func headerName(v eval.Value) string {
	pair, ok := v.(*eval.Sequence)
	if !ok || !pair.Complete() || len(pair.Elements()) != 2 {
		return ""
	}
	first, ok := pair.Elements()[0].Alternatives.Single()
	if !ok {
		return ""
	}
	meta, ok := first.(eval.Str)
	name, isHeader := strings.CutPrefix(string(meta), "HTTP_")
	if !ok || !isHeader {
		return ""
	}
	words := strings.Split(strings.ToLower(name), "_")
	for i, word := range words {
		if word != "" {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "-")
}
