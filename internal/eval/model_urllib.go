package eval

import (
	"fmt"
	"strings"

	"github.com/djvet/djvet/parser/python"
)

// urllibModel is urllib.parse of CPython 3.8 to 3.13.
func urllibModel() map[string]map[string]Value {
	split := func(name string) Value { return &Builtin{Name: name, call: splitURLCall(name)} }
	table := map[string]Value{
		"urlparse": split("urlparse"), "urlsplit": split("urlsplit"),
		"quote":        &Builtin{Name: "quote", call: quoteCall("/", false)},
		"quote_plus":   &Builtin{Name: "quote_plus", call: quoteCall("", true)},
		"unquote":      unquoteFunction("unquote", unquoted),
		"unquote_plus": unquoteFunction("unquote_plus", unquotedPlus),
	}
	for _, name := range []string{"urljoin", "urlencode", "urlunparse", "urlunsplit", "parse_qs", "parse_qsl"} {
		table[name] = opaqueFunction(name)
	}
	return map[string]map[string]Value{
		"urllib": {"parse": &ModuleValue{Name: "urllib.parse", model: table}}, "urllib.parse": table,
	}
}

// splitResult is what urlparse and urlsplit give.
type splitResult struct {
	url      splitURL
	fragment string
	// parameters says that the path may have parameters, which only urlparse
	// splits off.
	parameters bool
}

func splitURLCall(name string) func(*interpreter, *call) Alternatives {
	return func(it *interpreter, c *call) Alternatives {
		if len(c.positional) != 1 || len(c.keywords) > 0 || c.open {
			return opaqueCall(name)(it, c)
		}
		return it.each(c.positional[0], func(a Alternative) Alternatives {
			if text, ok := urlText(a.Value); ok {
				if url, ok := parseURL(text); ok {
					_, fragment, _ := strings.Cut(text, "#")
					return one(nativeInstance("urllib.parse.SplitResult", &splitResult{
						url: url, fragment: fragment, parameters: strings.Contains(text, ";"),
					}))
				}
			}
			it.doubt(name + "() fails")
			return one(derived(name, a.Value))
		})
	}
}

func (*splitResult) method(*interpreter, string, *call) (Alternatives, bool) { return nil, false }

func (r *splitResult) attribute(_ *interpreter, e *python.Attribute) (Alternatives, bool) {
	optional := func(t optionalText) (Alternatives, bool) {
		if !t.given {
			return one(None{}), true
		}
		return one(urlPart(t.text)), true
	}
	switch e.Name {
	case "scheme":
		return one(Str(r.url.scheme)), true
	case "netloc":
		return one(urlPart(r.url.netloc)), true
	case "path":
		if r.parameters {
			return one(unknown("parameters of a URL are not followed")), true
		}
		return one(urlPart(r.url.path)), true
	case "query":
		return one(urlPart(r.url.query)), true
	case "fragment":
		return one(urlPart(r.fragment)), true
	case "username":
		return optional(r.url.user)
	case "password":
		return optional(r.url.password)
	case "hostname":
		return optional(r.url.host)
	case "port":
		if r.url.port < 0 {
			return one(None{}), true
		}
		return one(Int(r.url.port)), true
	}
	return nil, false
}

func (*splitResult) setAttribute(*interpreter, string, Alternatives) {}

func unquoteFunction(name string, unquote func(string) (string, bool)) Value {
	return &Builtin{Name: name, call: func(it *interpreter, c *call) Alternatives {
		if len(c.positional) != 1 || len(c.keywords) > 0 || c.open {
			return opaqueCall(name)(it, c)
		}
		return c.positional[0].values(func(v Value) Value {
			if s, ok := v.(Str); ok {
				if plain, ok := unquote(string(s)); ok {
					return limitText(plain)
				}
			}
			it.doubt(name + "() fails")
			return derived(name, v)
		})
	}}
}

// quoteCall is quote and quote_plus: letters, digits, "_.-~" and what is safe
// stay as they are.
func quoteCall(safeByDefault string, plus bool) func(*interpreter, *call) Alternatives {
	return func(it *interpreter, c *call) Alternatives {
		safe, given := c.text(1, "safe")
		if !given {
			safe = safeByDefault
		}
		if c.open || c.arg(1, "safe") != nil && !given || len(c.positional) > 2 || !ascii(safe) {
			return opaqueCall("quote")(it, c)
		}
		return c.arg(0, "string").values(func(v Value) Value {
			s, ok := v.(Str)
			if !ok {
				it.doubt("quote() fails")
				return derived("quote", v)
			}
			return limitText(percentEncoded(string(s), safe, plus))
		})
	}
}

func percentEncoded(s, safe string, plus bool) string {
	const always = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case plus && c == ' ':
			b.WriteByte('+')
		case strings.IndexByte(always, c) >= 0 || strings.IndexByte(safe, c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
