package parity

import "strings"

// strongKey has fifty letters, as startproject makes them.
const strongKey = "q7m-w2=r9tz4k8vx3b6nj5hc1gf0dys@pl+uei&oa!MQWXYZ#BR"

func (w *writer) secrets() {
	keys := []string{
		quoted(strongKey), quoted(strongKey), quoted(strongKey), quoted("django-insecure-" + strongKey), quoted("secret"),
		quoted(strings.Repeat("a", 60)), quoted(strings.Repeat("abcd", 15)), quoted(strings.Repeat("abcde", 10)), quoted(strongKey[:49]),
		quoted(strongKey[:25]) + " + " + quoted(strongKey[25:]), quoted(strings.Repeat("é", 46) + "abcd"),
	}
	if w.chance(4) || w.since(4, 0) && w.chance(6) {
		keys = append([]string{"None", `""`}, keys[:2]...)
	}
	if !w.chance(4) {
		w.set("SECRET_KEY", keys...)
	}
	if w.chance(25) {
		var fallbacks []string
		for range w.random.IntN(3) {
			fallbacks = append(fallbacks, w.mostly(40, quoted(strongKey), quoted("django-insecure-"+strongKey), quoted("old"), quoted(strongKey[:49]), `""`))
		}
		w.line(w.place(), "SECRET_KEY_FALLBACKS = %s", w.list(fallbacks))
	}
}

// world writes what the other settings ask for: DEBUG and ENVIRONMENT.
func (w *writer) world() {
	name := w.variable("DEBUG", booleanTexts()...)
	switch w.random.IntN(6) {
	case 0, 1:
		w.line(w.base, "DEBUG = %s", w.mostly(60, "False", "True", "0", "1", `"False"`, "None", `""`, "False,", "[]"))
	case 2:
		w.needHelpers()
		w.line(w.base, "DEBUG = env_bool(%q, %s)", name, w.pick("True", "False"))
	default:
		w.line(w.base, "DEBUG = %s", w.pick(
			`os.environ.get("`+name+`") == "True"`, `os.environ.get("`+name+`", "True") == "True"`, `bool(os.environ.get("`+name+`"))`,
			`os.environ.get("`+name+`", "")`, `os.getenv("`+name+`", "0") not in ("0", "false", "False", "")`, `os.environ.get("`+name+`", False)`,
			`"`+name+`" in os.environ`, `os.environ.get("`+name+`", "false").lower() in ["true", "1"]`,
		))
	}
	if w.chance(30) {
		w.environment["ENVIRONMENT"] = w.pick("production", "staging", "dev")
	}
	w.line(w.base, "ENVIRONMENT = os.environ.get(\"ENVIRONMENT\", %s)", w.pick(`"production"`, `"dev"`))
	if w.production != w.base && w.chance(50) {
		w.line(w.production, "DEBUG = %s", w.mostly(70, "False", "True", `os.environ.get("DEBUG", "") == "1"`))
	}
}

func (w *writer) hosts() {
	switch {
	case w.chance(25):
		w.line(w.place(), "ALLOWED_HOSTS = %s", w.pick("[]", "()", "[]", `os.environ.get("HOSTS", "").split()`, `["*"] if DEBUG else []`))
	case w.chance(90):
		w.texts("ALLOWED_HOSTS", w.some(60, "example.org", ".example.com", "localhost", "*"))
	}
	if w.chance(15) {
		w.line(w.production, "ALLOWED_HOSTS = [%s]", w.pick("", `"www.example.org"`, `os.environ.get("HOST", "")`, `*[]`))
	}
	if w.chance(45) {
		switch {
		case w.chance(10):
			w.line(w.place(), "CSRF_TRUSTED_ORIGINS = %s", w.pick(`"https://example.org"`, `""`, "()", `("https://example.org")`, `{"example.org"}`))
		default:
			w.texts("CSRF_TRUSTED_ORIGINS", w.some(45, "https://example.org", "example.org", "http://*.example.com", "//example.net", ".example.com", ""))
		}
	}
	w.maybe(15, "USE_X_FORWARDED_HOST", "True", "False")
}

// truths are the values that a setting that must be True may have.
func truths() []string {
	return []string{"True", "True", "True", "True", "False", "False", "1", "0", `"True"`, `"False"`, "None", "True,", `""`, "[]", "not DEBUG", "1.0"}
}

func (w *writer) https() {
	w.maybe(60, "SECURE_HSTS_SECONDS", "31536000", "3600", "31536000", "0", "60 * 60 * 24 * 365", "None", `"3600"`, `"0"`, `""`, "False", "True", "30 * 86400", "0.0", "3600,")
	w.maybe(50, "SECURE_HSTS_INCLUDE_SUBDOMAINS", truths()...)
	w.maybe(50, "SECURE_HSTS_PRELOAD", truths()...)
	w.maybe(35, "SECURE_CONTENT_TYPE_NOSNIFF", truths()...)
	w.maybe(20, "SECURE_BROWSER_XSS_FILTER", truths()...)
	w.maybe(55, "SECURE_SSL_REDIRECT", truths()...)
	w.maybe(25, "SECURE_PROXY_SSL_HEADER", `("HTTP_X_FORWARDED_PROTO", "https")`, "None")
	w.maybe(35, "X_FRAME_OPTIONS", `"DENY"`, `"SAMEORIGIN"`, `"deny"`, `"ALLOWALL"`, "None", `"DENY" if not DEBUG else "SAMEORIGIN"`, `"DENY",`, `""`)
	w.maybe(40, "SECURE_REFERRER_POLICY",
		`"same-origin"`, "None", "None", `"strict-origin-when-cross-origin"`, `"no-referrer,origin"`, `"no-referrer, strict-origin"`, `["origin", "unsafe-url"]`,
		`("origin",)`, `"none"`, `""`, `"origin,"`, `"Same-Origin"`, "[]", `["origin", ""]`, `{"no-referrer"}`, `"same_origin"`, `" same-origin "`)
	w.maybe(30, "SECURE_CROSS_ORIGIN_OPENER_POLICY", `"same-origin"`, `"same-origin-allow-popups"`, `"unsafe-none"`, "None", `"same-site"`, `""`, `"Same-Origin"`, "False", `"unsafe-none",`)
	if w.chance(30) || w.since(6, 0) && w.chance(40) {
		w.contentSecurityPolicy()
	}
	if !w.since(4, 0) {
		w.maybe(35, "DEFAULT_HASHING_ALGORITHM", `"sha1"`, `"sha256"`, `"md5"`, "None", `"SHA256"`, `""`)
	}
}

func (w *writer) contentSecurityPolicy() {
	nonce := w.pick("CSP.NONCE", "CSP.NONCE", "CSP.NONE", `"https://cdn.example.org"`)
	if !w.since(6, 0) {
		nonce = `"'self'"`
	} else {
		w.line(w.base, "from django.utils.csp import CSP")
	}
	for _, name := range w.some(60, "SECURE_CSP", "SECURE_CSP_REPORT_ONLY") {
		w.set(name,
			"{}", "None", `{"default-src": ["'self'"]}`, `{"default-src": ["'self'"], "script-src": ["'self'", `+nonce+`]}`,
			`{"script-src": [`+nonce+`], "style-src": [`+nonce+`]}`, `{"script-src": `+nonce+`}`, `"default-src 'self'"`, `[("default-src", "'self'")]`, "True", "dict(default=[])",
		)
	}
}

func (w *writer) cookies() {
	w.maybe(60, "SESSION_COOKIE_SECURE", truths()...)
	w.maybe(35, "SESSION_COOKIE_HTTPONLY", truths()...)
	w.maybe(55, "CSRF_COOKIE_SECURE", truths()...)
	w.maybe(20, "CSRF_COOKIE_HTTPONLY", truths()...)
	w.maybe(25, "CSRF_USE_SESSIONS", truths()...)
	w.maybe(20, "SESSION_ENGINE", `"django.contrib.sessions.backends.db"`, `"django.contrib.sessions.backends.cached_db"`, `"django.contrib.sessions.backends.signed_cookies"`)
	w.maybe(15, "SESSION_COOKIE_SAMESITE", `"Lax"`, `"None"`, `"Strict"`, "None")
}

func (w *writer) rest() {
	w.maybe(20, "APPEND_SLASH", "True", "False")
	w.maybe(20, "DATA_UPLOAD_MAX_MEMORY_SIZE", "5242880", "None", "10 * 1024 * 1024")
	w.maybe(15, "FILE_UPLOAD_PERMISSIONS", "0o644", "None")
	w.maybe(10, "PREPEND_WWW", "True", "False")
	if w.chance(25) {
		level := w.pick(`"INFO"`, `"WARNING"`, `os.environ.get("LOG_LEVEL", "INFO")`)
		w.line(w.place(), "LOGGING = %s", w.dict(
			"version", "1", "disable_existing_loggers", w.pick("True", "False"),
			"handlers", `{"console": {"class": "logging.StreamHandler"}}`,
			"root", `{"handlers": ["console"], "level": `+level+`}`,
			"loggers", `{"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}}`,
		))
	}
	if w.chance(6) {
		w.environment["DJANGO_ALLOW_ASYNC_UNSAFE"] = w.pick("true", "1", "", "false")
	}
	if w.chance(5) {
		w.line(w.place(), "os.environ[\"DJANGO_ALLOW_ASYNC_UNSAFE\"] = \"true\"")
	}
}

// silenced silences some checks: by a list mostly.
func (w *writer) silenced() {
	if !w.chance(20) {
		return
	}
	ids := w.some(12,
		"security.W001", "security.W002", "security.W003", "security.W004", "security.W005", "security.W008", "security.W009", "security.W012", "security.W016",
		"security.W018", "security.W019", "security.W020", "security.W021", "security.W022", "security.E023", "security.W025", "4_0.E001", "caches.W002",
		"admin.E402", "admin.E403", "admin.E404", "admin.E406", "admin.E408", "admin.E409", "admin.E410", "admin.W411", "translation.E001", "translation.E004",
		"urls.E006", "sites.E101", "staticfiles.E002", "staticfiles.E003", "templates.E002", "mail.E001", "mail.W001", "auth.E013", "W004", "SECURITY.W004",
	)
	switch w.random.IntN(9) {
	case 0:
		w.line(w.place(), "SILENCED_SYSTEM_CHECKS = %s", quoted(strings.Join(ids, ",")))
	case 1:
		w.line(w.place(), "SILENCED_SYSTEM_CHECKS = [*%s]", w.list(quotedAll(ids)))
	case 2:
		w.line(w.base, "SILENCED_SYSTEM_CHECKS = []")
		for _, id := range ids {
			w.line(w.production, "SILENCED_SYSTEM_CHECKS.append(%s)", quoted(id))
		}
	case 3:
		w.line(w.place(), "SILENCED_SYSTEM_CHECKS = {%s}", strings.Join(append(quotedAll(ids), `"security.W999"`), ", "))
	case 4:
		w.line(w.base, "SILENCED_SYSTEM_CHECKS = %s\nif DEBUG:\n    SILENCED_SYSTEM_CHECKS = [\"security.W018\"]", w.list(quotedAll(ids)))
	default:
		w.line(w.place(), "SILENCED_SYSTEM_CHECKS = %s", w.list(quotedAll(ids)))
	}
}
