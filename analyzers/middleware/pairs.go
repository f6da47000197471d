package middleware

// The middleware that the pairs are about.
const (
	updateCache    = "django.middleware.cache.UpdateCacheMiddleware"
	fetchCache     = "django.middleware.cache.FetchFromCacheMiddleware"
	gzip           = "django.middleware.gzip.GZipMiddleware"
	conditionalGet = "django.middleware.http.ConditionalGetMiddleware"
	session        = "django.contrib.sessions.middleware.SessionMiddleware"
	locale         = "django.middleware.locale.LocaleMiddleware"
	common         = "django.middleware.common.CommonMiddleware"
	brokenLinks    = "django.middleware.common.BrokenLinkEmailsMiddleware"
	csrf           = "django.middleware.csrf.CsrfViewMiddleware"
	authentication = "django.contrib.auth.middleware.AuthenticationMiddleware"
	loginRequired  = "django.contrib.auth.middleware.LoginRequiredMiddleware"
	remoteUser     = "django.contrib.auth.middleware.RemoteUserMiddleware"
	persistentUser = "django.contrib.auth.middleware.PersistentRemoteUserMiddleware"
	messages       = "django.contrib.messages.middleware.MessageMiddleware"
	flatpages      = "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware"
	adminDocs      = "django.contrib.admindocs.middleware.XViewMiddleware"
	whitenoise     = "whitenoise.middleware.WhiteNoiseMiddleware"
	cors           = "corsheaders.middleware.CorsMiddleware"
)

// pair says that one middleware has to come before another.
type pair struct {
	before, after string
	// because is what follows from the wrong order, after a colon.
	because string
	// unless says that it has no consequences; nil for always.
	unless func(site) bool
}

// pairs are the orders that Django documents (ref/middleware, "Middleware
// ordering"; ref/csrf; topics/cache; topics/i18n/translation;
// howto/error-reporting; howto/auth-remote-user), and django-cors-headers in its
// setup. Those of WhiteNoise are in served.
func pairs() []pair {
	const key = "the cache then keeps one page for all of what that distinguishes"
	return []pair{
		{updateCache, session, "the page is stored before Vary: Cookie is set, and one user's page may be served to others", nil},
		{updateCache, locale, "the page is stored before Vary: Accept-Language is set, and served in the wrong language", nil},
		{updateCache, gzip, "the page is stored before Vary: Accept-Encoding is set", nil},
		{session, fetchCache, "the cached page is looked up before the session is there: " + key, nil},
		{locale, fetchCache, "the cached page is looked up before the language is known: " + key, nil},
		{updateCache, fetchCache, "UpdateCacheMiddleware has to come first and FetchFromCacheMiddleware last, since responses pass through the list upwards", nil},
		{gzip, conditionalGet, "the ETag is made from the compressed page", nil},
		{session, authentication, "request.user needs request.session, and every request raises ImproperlyConfigured", nil},
		{session, messages, "messages are kept in request.session, which is not there yet", cookieMessages},
		{session, locale, "the language that a visitor chose is kept in the session, and is not found", languageNotInSession},
		{locale, common, "CommonMiddleware looks for the URL with a slash before the visitor's language is active, so that URLs with a language prefix are not found", noLanguagePrefix},
		{session, csrf, "with CSRF_USE_SESSIONS the token is kept in request.session, and every request raises ImproperlyConfigured", tokenInCookie},
		{authentication, remoteUser, "it needs request.user, and every request raises ImproperlyConfigured", nil},
		{authentication, persistentUser, "it needs request.user, and every request raises ImproperlyConfigured", nil},
		{csrf, remoteUser, "the login changes the CSRF token before the check", nil},
		{authentication, adminDocs, "it needs request.user", nil},
		{brokenLinks, locale, "links are reported as broken that it leads to the URL with the visitor's language", noLanguagePrefix},
		{brokenLinks, flatpages, "links to flat pages are reported as broken", nil},
		{cors, common, "its redirects, such as to the URL with a slash, go out without CORS headers, and browsers refuse them", nil},
	}
}

// served are the middleware of Django that answer, redirect, or set headers for
// one visitor: static files should not pass through them. Compression before
// WhiteNoise is a choice that projects make.
func served() []string {
	return []string{updateCache, session, locale, common, csrf, authentication, loginRequired, messages}
}
