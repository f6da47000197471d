package values

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/finding"
	"github.com/djvet/djvet/internal/project"
)

// valueRemoved reports modules, classes and functions of Django that a setting
// names and that were in an older version, but are in none that the project may
// run on.
func valueRemoved(p *check.Pass) {
	possible := p.Possible()
	for _, m := range p.Loadable() {
		for _, setting := range pathSettings() {
			if !read(possible, setting) {
				continue
			}
			for _, named := range namedPaths(p, m, setting) {
				removedPath(p, m, possible, named)
			}
		}
	}
}

// read reports whether all minors read a setting.
func read(minors django.Minors, setting string) bool {
	s, ok := django.LookupSetting(setting)
	return ok && minors.All(func(minor django.Minor) bool {
		status := s.Status(minor)
		return status == django.StatusCurrent || status == django.StatusDeprecated
	})
}

func removedPath(p *check.Pass, m *project.SettingsModule, possible django.Minors, named check.Held) {
	since, ok := check.GoneSince(possible, named.Text)
	guard := named.Value.Guard
	if !ok || renamedStill(named) || len(guard.Tests()) > 0 || !guard.HoldsWhenUnset() {
		return
	}
	f := p.At(m, named.Subject(), named.Value)
	f.Detail = named.Text
	f.Message = named.Text + " is gone since Django " + since.String() + ": " + effectOf(named)
	if advice := insteadOf(possible, named.Text); advice != "" {
		f.Message += "; " + advice
	}
	if !guard.Always() {
		f.Confidence = finding.Medium
	}
	p.Report(f)
}

// renamedStill reports whether Django takes an old name for the new one: the
// database engine that was renamed in 1.9. Source: load_backend in
// django/db/utils.py.
func renamedStill(named check.Held) bool {
	return named.Text == "django.db.backends.postgresql_psycopg2"
}

// effectOf says what happens because of a path that cannot be imported.
func effectOf(named check.Held) string {
	switch named.Setting {
	case "INSTALLED_APPS", "LOGGING", "LOGGING_CONFIG":
		return "the start ends with an error"
	case "DATABASES":
		return "nothing reaches the database"
	case "MIDDLEWARE", "MIDDLEWARE_CLASSES":
		return "the server does not start"
	case "TEMPLATES":
		return "pages cannot be rendered"
	case "PASSWORD_HASHERS", "AUTHENTICATION_BACKENDS", "AUTH_PASSWORD_VALIDATORS":
		return "whoever signs in or sets a password gets an error"
	case "SESSION_ENGINE", "SESSION_SERIALIZER":
		return "every request with a session ends with an error"
	case "LOGIN_URL", "LOGIN_REDIRECT_URL":
		return "users are sent to a page that is not there"
	case "TEST_RUNNER":
		return "no test can be run"
	}
	return "what needs " + named.Setting + " ends with an error"
}

// insteadOf says what to write for a path, if that is known.
func insteadOf(minors django.Minors, path string) string {
	for _, s := range successors() {
		rest, ok := strings.CutPrefix(path, s.old)
		switch {
		case !ok || rest != "" && !strings.HasPrefix(rest, "."):
			continue
		case s.successor == "":
			return s.advice
		}
		instead := s.successor + rest
		if !strings.HasPrefix(instead, "django.") || minors.All(func(m django.Minor) bool { has, _ := django.HasPath(m, instead); return has }) {
			return strings.TrimSuffix("write "+instead+" instead, "+s.advice, ", ")
		}
	}
	return ""
}

// successor is what to write for a path, or for one that begins with it.
type successor struct{ old, successor, advice string }

func successors() []successor {
	list := []successor{
		{"django.contrib.auth.middleware.SessionAuthenticationMiddleware", "", "delete it, for what it did is always done"},
		{"django.contrib.auth.hashers.SHA1PasswordHasher", "", "it cannot check old passwords any more: their owners have to reset them"},
		{"django.contrib.auth.hashers.UnsaltedSHA1PasswordHasher", "", "it cannot check old passwords any more: their owners have to reset them"},
		{"django.contrib.auth.hashers.UnsaltedMD5PasswordHasher", "", "it cannot check old passwords any more: their owners have to reset them"},
		{"django.contrib.auth.hashers.CryptPasswordHasher", "", "it cannot check old passwords any more: their owners have to reset them"},
		{"django.contrib.auth.views.login", "", "write the name of a URL, such as login"},
		{"django.contrib.comments", "django_comments", "from the package django-contrib-comments"},
		{"django.contrib.formtools", "formtools", "from the package django-formtools"},
		{"django.contrib.localflavor", "localflavor", "from the package django-localflavor"},
		{"django.contrib.webdesign", "", "delete it, for lorem is a tag of Django's own"},
		{"django.contrib.csrf.middleware.CsrfMiddleware", "django.middleware.csrf.CsrfViewMiddleware", ""},
		{"django.middleware.csrf.CsrfMiddleware", "django.middleware.csrf.CsrfViewMiddleware", ""},
		{"django.middleware.csrf.CsrfResponseMiddleware", "", "delete it, and write the tag csrf_token in forms"},
		{"django.middleware.doc.XViewMiddleware", "django.contrib.admindocs.middleware.XViewMiddleware", ""},
		{"django.middleware.transaction", "", "set ATOMIC_REQUESTS of the database"},
		{"django.core.context_processors.auth", "django.contrib.auth.context_processors.auth", ""},
		{"django.core.context_processors", "django.template.context_processors", ""},
		{"django.core.cache.backends.memcached.MemcachedCache", "django.core.cache.backends.memcached.PyMemcacheCache", ""},
		{"django.core.cache.backends.memcached.CacheClass", "django.core.cache.backends.memcached.PyMemcacheCache", ""},
		{"django.contrib.sessions.serializers.PickleSerializer", "django.contrib.sessions.serializers.JSONSerializer", ""},
		{"django.contrib.staticfiles.storage.CachedStaticFilesStorage", "django.contrib.staticfiles.storage.ManifestStaticFilesStorage", ""},
		{"django.contrib.staticfiles.templatetags.staticfiles", "django.templatetags.static", ""},
		{"django.template.loaders.eggs", "", "delete it"},
		{"django.template.loaders.filesystem.load_template_source", "django.template.loaders.filesystem.Loader", ""},
		{"django.template.loaders.app_directories.load_template_source", "django.template.loaders.app_directories.Loader", ""},
		{"django.forms.renderers.DjangoDivFormRenderer", "django.forms.renderers.DjangoTemplates", ""},
		{"django.forms.renderers.Jinja2DivFormRenderer", "django.forms.renderers.Jinja2", ""},
		{"django.utils.log.NullHandler", "logging.NullHandler", ""},
		{"django.utils.log.dictConfig", "logging.config.dictConfig", ""},
		{"django.test.simple.DjangoTestSuiteRunner", "django.test.runner.DiscoverRunner", ""},
	}
	// The longest first: of two that fit it says more.
	slices.SortStableFunc(list, func(a, b successor) int { return len(b.old) - len(a.old) })
	return list
}
