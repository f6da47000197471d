package eval

import (
	"slices"
	"strings"
)

// djEmailURL is dj-email-url. Source: dj_email_url.py of 1.0.0 and 1.0.6.
func djEmailURL() map[string]Value {
	return urlPackage("dj_email_url", "EMAIL_URL", None{}, (*interpreter).emailOf)
}

// djangoCacheURL is django-cache-url. Source: django_cache_url of 3.0.0, 3.4.5 and
// 3.4.6.
func djangoCacheURL() map[string]Value {
	return urlPackage("django_cache_url", "CACHE_URL", Str("locmem://"), (*interpreter).cacheOf)
}

// urlPackage is a package with config(env, default) and parse(url).
func urlPackage(name, variable string, otherwise Value, parse func(*interpreter, Alternative, *call) Alternatives) map[string]Value {
	config := func(it *interpreter, c *call) Alternatives {
		read, ok := variable, true
		if c.arg(0, "env") != nil {
			read, ok = c.text(0, "env")
		}
		if !ok || c.open {
			it.doubt("the environment reader fails")
			return one(unknown("the name of the environment variable is not known"))
		}
		url := it.variableOr(read, argumentOr(c.arg(1, "default"), otherwise), failure{node: c.node})
		it.castRead(strings.ToLower(variable))
		result := it.each(url, func(a Alternative) Alternatives {
			if truth, known := knownTruth(a.Value); known && !truth {
				return one(it.mapping(nil, nil))
			}
			return parse(it, a, c)
		})
		return withOrigin(result, it.here(c.node))
	}
	return map[string]Value{
		"config": &Builtin{Name: name + ".config", call: config},
		"parse": &Builtin{Name: name + ".parse", call: func(it *interpreter, c *call) Alternatives {
			return withOrigin(it.each(c.arg(0, "url"), func(a Alternative) Alternatives { return parse(it, a, c) }), it.here(c.node))
		}},
		"BACKENDS": urlSchemes(), "SCHEMES": urlSchemes(), "DEFAULT_ENV": Str(variable),
	}
}

// emailOf is dj_email_url.parse.
func (it *interpreter) emailOf(url Alternative, c *call) Alternatives {
	u, ok := it.splitText(url.Value, "mail")
	if !ok {
		return one(urlOutside(url.Value, "email_url"))
	}
	fields, ok := parseQuery(u.query)
	backend, smtp := djEmailBackend(u.scheme)
	user, password := unquotedOrNone(u.user), unquotedOrNone(u.password)
	if !ok || backend == "" || it.schemesAltered || len(fields) > 0 && !smtp {
		it.doubt("the URL is none of mail")
		return one(unknown("the mail URL is not followed"))
	}
	d := newDictMaker(it.originOr(url.Origin, c))
	d.unordered = true
	host, port := Value(None{}), portOrNone(u)
	if u.host.given {
		host = Str(u.host.text)
	}
	if u.scheme == "smtp" {
		if host == Value(None{}) {
			host = Str("localhost")
		}
		if u.port <= 0 {
			port = Int(25)
		}
	}
	tls := u.scheme == "smtps" || strings.HasPrefix(u.scheme, "subm")
	if tls && u.scheme != "smtps" && u.port <= 0 {
		port = Int(587)
	}
	d.set("EMAIL_FILE_PATH", one(urlPart(withoutFirst(u.path))))
	d.set("EMAIL_HOST_USER", one(user))
	d.set("EMAIL_HOST_PASSWORD", one(password))
	d.set("EMAIL_HOST", one(host))
	d.set("EMAIL_PORT", one(port))
	d.set("EMAIL_BACKEND", one(Str("django.core.mail.backends."+backend+".EmailBackend")))
	return emailSecurity(it, d, fields, tls)
}

func unquotedOrNone(o optionalText) Value {
	if !o.given {
		return None{}
	}
	return unquotedPart(o.text)
}

// emailSecurity adds what the query says.
func emailSecurity(it *interpreter, d *dictMaker, fields []queryField, tls bool) Alternatives {
	ssl := false
	timeout := Value(None{})
	on := []string{"1", "y", "Y", "yes", "Yes", "YES", "t", "T", "true", "True", "TRUE", "on", "On", "ON"}
	names := map[string]string{}
	for _, f := range fields {
		names[f.name] = f.values[0]
	}
	if value, given := names["ssl"]; given {
		if slices.Contains(on, value) {
			ssl, tls = true, false
		}
	} else if value, given := names["tls"]; given && slices.Contains(on, value) {
		ssl, tls = false, true
	}
	if value, given := names["timeout"]; given {
		n, ok := toIntText(value)
		if !ok {
			it.doubt("the timeout of a mail URL is no number")
			return one(unknown("the mail URL is not followed"))
		}
		timeout = Int(n)
	}
	d.set("EMAIL_USE_SSL", one(Bool(ssl)))
	d.set("EMAIL_USE_TLS", one(Bool(tls)))
	const older = "dj-email-url is older than 1.0.6"
	d.set("EMAIL_TIMEOUT", Alternatives{{Guard: Test(older, true), Value: Unbound{}}, {Guard: Test(older, false), Value: timeout}})
	for name, key := range map[string]string{"_server_email": "SERVER_EMAIL", "_default_from_email": "DEFAULT_FROM_EMAIL"} {
		if value, given := names[name]; given {
			d.set(key, one(Str(value)))
		}
	}
	return one(d.dict(it))
}

func djEmailBackend(scheme string) (backend string, smtp bool) {
	switch scheme {
	case "smtp", "submission", "submit", "smtps":
		return "smtp", true
	case "console", "memory", "dummy":
		return map[string]string{"console": "console", "memory": "locmem", "dummy": "dummy"}[scheme], false
	case "file":
		return "filebased", false
	}
	return "", false
}

// cacheOf is django_cache_url.parse, for the schemes of Django's own caches
// without a query; what becomes of redis depends on the release.
func (it *interpreter) cacheOf(url Alternative, c *call) Alternatives {
	u, ok := it.splitText(url.Value, "a cache")
	if !ok {
		return one(urlOutside(url.Value, "cache_url"))
	}
	const core = "django.core.cache.backends."
	backends := map[string]string{
		"db": core + "db.DatabaseCache", "dummy": core + "dummy.DummyCache", "locmem": core + "locmem.LocMemCache", "file": core + "filebased.FileBasedCache",
		"memcached": core + "memcached.PyLibMCCache",
	}
	backend := backends[u.scheme]
	if backend == "" || u.query != "" || it.schemesAltered {
		it.doubt("the URL is none of a cache")
		return one(unknown("the cache URL is not followed"))
	}
	location := urlPart(u.path)
	if u.netloc != "" {
		location = Str(strings.Join(strings.Split(u.netloc, ","), ";"))
	} else if u.scheme == "memcached" {
		location = unknown("releases of django-cache-url disagree about the location")
	}
	d := newDictMaker(it.originOr(url.Origin, c))
	d.unordered = true
	d.set("BACKEND", one(Str(backend)))
	d.set("LOCATION", one(location))
	return one(d.dict(it))
}
