package web

import (
	"regexp"
	"strings"
)

// Pick is the route that takes a URL on a host, nil if none does. It is not
// certain if a condition or an expression that is not understood decides.
func (c *Configuration) Pick(h *Host, url string) (route *Route, certain bool) {
	if c.Software == Nginx {
		return h.pickNginx(url)
	}
	return h.pickApache(url)
}

// pickNginx looks for an exact location, then for the longest prefix, then for
// the first pattern, those inside the prefix first
// (ngx_http_core_find_location).
func (h *Host) pickNginx(url string) (*Route, bool) {
	var longest *Route
	for i := range h.Routes {
		r := &h.Routes[i]
		switch {
		case r.Conditional:
		case r.Match == Exact && r.URL == url:
			return r, true
		case r.Match == Prefix && strings.HasPrefix(url, r.URL) && (longest == nil || len(r.URL) > len(longest.URL)):
			longest = r
		}
	}
	if longest != nil {
		if inside, certain := h.pattern(url, longest.URL); inside != nil || !certain {
			return inside, certain
		}
		if longest.Final {
			return longest, true
		}
	}
	if outer, certain := h.pattern(url, ""); outer != nil || !certain {
		return outer, certain
	}
	return longest, true
}

// pattern is the first pattern inside a location that matches a URL.
func (h *Host) pattern(url, within string) (*Route, bool) {
	for i := range h.Routes {
		r := &h.Routes[i]
		if r.Match != Pattern || r.Conditional || r.Within != within {
			continue
		}
		if matches, known := r.matches(url); matches || !known {
			return r, known
		}
	}
	return nil, true
}

// pickApache takes the first route that matches. One that does nothing keeps
// the URL from being passed on (ProxyPass /static !).
func (h *Host) pickApache(url string) (*Route, bool) {
	excluded := false
	for i := range h.Routes {
		r := &h.Routes[i]
		matches, known := r.matches(url)
		proxies := r.Application != nil && r.Application.Script == nil
		switch {
		case !matches && known, excluded && proxies:
		case !known, r.Conditional:
			return r, false
		case r.Files == nil && r.Application == nil && r.Redirect == nil && r.Status == 0:
			excluded = true
		default:
			return r, true
		}
	}
	return nil, true
}

// matches reports whether a route's URL matches one that is asked for.
func (r *Route) matches(url string) (matches, known bool) {
	switch r.Match {
	case Prefix:
		if !strings.HasPrefix(url, r.URL) {
			return false, true
		}
		return !r.Segment || len(url) == len(r.URL) || strings.HasSuffix(r.URL, "/") || url[len(r.URL)] == '/', true
	case Exact:
		return url == r.URL, true
	case Pattern:
		// Whether upper and lower case are told apart is not kept: a URL in
		// lower case is taken for either.
		expression, err := regexp.Compile("(?i)" + r.URL)
		if err != nil {
			return false, false
		}
		return expression.MatchString(url), true
	case Internal:
	}
	return false, true
}
