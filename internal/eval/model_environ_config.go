package eval

import (
	"regexp"
	"strings"
)

// plainWord is a text that is no Python literal: a name, with dots or dashes.
var plainWord = regexp.MustCompile(`\A[A-Za-z_][A-Za-z_0-9.-]*\z`)

// environCache is Env.cache_url_config.
func (it *interpreter) environCache(url Alternative, o environURL) Alternatives {
	u, ok := it.splitText(url.Value, "a cache")
	if !ok {
		return one(urlOutside(url.Value, "cache_url"))
	}
	backend := it.cacheBackend(u.scheme)
	if backend == nil || strings.HasPrefix(u.scheme, "valkey") || u.scheme == "rediss" {
		it.doubt("the URL is none of a cache")
	}
	if backend == nil || o.engine != nil && u.query != "" {
		return one(unknown("the cache URL is not followed"))
	}
	d := newDictMaker(it.originOr(url.Origin, o.c))
	d.set("BACKEND", backend)
	d.set("LOCATION", one(it.cacheLocation(u)))
	if o.engine != nil {
		d.set("BACKEND", o.engine.values(func(v Value) Value {
			if s, isText := v.(Str); isText && s != "" {
				return s
			}
			return unknown("the backend is not known")
		}))
	}
	if strings.HasPrefix(u.scheme, "redis") && u.query != "" { // the case of the keys depends on the backend
		d.set("OPTIONS", one(unknown("what is installed decides the options")))
		d.more = unknown("what is installed decides the options")
		return one(d.dict(it))
	}
	it.environOptions(d, u, cacheBase, optionStyle{upper: true, eval: true, base: true})
	return one(d.dict(it))
}

// cacheBackend is Env.CACHE_SCHEMES; nil for a scheme that is not there.
func (it *interpreter) cacheBackend(scheme string) Alternatives {
	const core = "django.core.cache.backends."
	if it.schemesAltered {
		return one(unknown("the project changes the engines of URLs"))
	}
	switch scheme {
	case "dbcache":
		return one(Str(core + "db.DatabaseCache"))
	case "dummycache":
		return one(Str(core + "dummy.DummyCache"))
	case "filecache":
		return one(Str(core + "filebased.FileBasedCache"))
	case "locmemcache":
		return one(Str(core + "locmem.LocMemCache"))
	case "memcache":
		return one(Str(core + "memcached.MemcachedCache"))
	case "pymemcache":
		return one(unknown("what is installed decides the backend"))
	case "rediscache", "redis", "rediss":
		const test = "the package django-redis is installed"
		return Alternatives{
			{Guard: Test(test, true), Value: Str("django_redis.cache.RedisCache")},
			{Guard: Test(test, false), Value: unknown("what is installed decides the backend")},
		}
	}
	return nil
}

func (it *interpreter) cacheLocation(u splitURL) Value {
	const disagree = "releases of django-environ disagree about the location"
	switch {
	case u.scheme == "filecache":
		return urlPart(u.netloc + u.path)
	case u.scheme == "memcache" || u.scheme == "pymemcache":
		if u.netloc == "" && u.path == "" || u.netloc != "" && u.path != "" {
			return unknown(disagree)
		}
		if u.netloc == "" {
			return urlPart("unix:" + u.path)
		}
	case strings.HasPrefix(u.scheme, "redis"):
		scheme := "unix"
		if u.host.text != "" {
			scheme = strings.ReplaceAll(u.scheme, "cache", "")
		}
		var locations []string
		for _, host := range strings.Split(u.netloc, ",") {
			locations = append(locations, scheme+"://"+host+u.path)
		}
		return it.oneOrList(locations)
	}
	return it.oneOrList(strings.Split(u.netloc, ","))
}

// oneOrList is a text, or a list of several.
func (it *interpreter) oneOrList(locations []string) Value {
	if len(locations) == 1 {
		return urlPart(locations[0])
	}
	return it.texts(locations)
}

// environEmail is Env.email_url_config.
func (it *interpreter) environEmail(url Alternative, o environURL) Alternatives {
	u, ok := it.splitText(url.Value, "mail")
	if !ok {
		return one(urlOutside(url.Value, "email_url"))
	}
	backend := emailBackend(u.scheme)
	if backend == "" || o.engine != nil || it.schemesAltered {
		it.doubt("the URL is none of mail")
		return one(unknown("the mail URL is not followed"))
	}
	d := newDictMaker(it.originOr(url.Origin, o.c))
	path, ok := unquotedPlus(withoutFirst(u.path))
	if !ok {
		it.doubt("the URL is none of mail")
		return one(unknown("the mail URL is not followed"))
	}
	d.set("EMAIL_FILE_PATH", one(urlPart(path)))
	given := func(o optionalText, v Value) Alternatives {
		if !o.given {
			return one(None{})
		}
		return one(v)
	}
	d.set("EMAIL_HOST_USER", given(u.user, environUser(u.user.text)))
	d.set("EMAIL_HOST_PASSWORD", given(u.password, environUser(u.password.text)))
	d.set("EMAIL_HOST", given(u.host, Str(u.host.text)))
	d.set("EMAIL_PORT", one(portOrNone(u)))
	d.set("EMAIL_BACKEND", one(Str("django.core.mail.backends."+backend+".EmailBackend")))
	switch u.scheme {
	case "smtps", "smtp+tls":
		d.set("EMAIL_USE_TLS", one(Bool(true)))
	case "smtp+ssl":
		d.set("EMAIL_USE_SSL", one(Bool(true)))
	}
	it.environOptions(d, u, emailBase, optionStyle{upper: true})
	return one(d.dict(it))
}

func portOrNone(u splitURL) Value {
	if u.port < 0 {
		return None{}
	}
	return Int(u.port)
}

func emailBackend(scheme string) string {
	switch scheme {
	case "smtp", "smtps", "smtp+tls", "smtp+ssl":
		return "smtp"
	case "consolemail":
		return "console"
	case "filemail":
		return "filebased"
	case "memorymail":
		return "locmem"
	case "dummymail":
		return "dummy"
	}
	return ""
}
