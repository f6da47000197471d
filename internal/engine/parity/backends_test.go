package parity

import (
	"strings"
)

func (w *writer) storages() {
	old := w.chance(15)
	if old && !w.since(4, 2) || w.since(5, 1) && w.chance(10) {
		w.maybe(60, "STATICFILES_STORAGE", `"django.contrib.staticfiles.storage.ManifestStaticFilesStorage"`, `"whitenoise.storage.CompressedManifestStaticFilesStorage"`)
		w.maybe(30, "DEFAULT_FILE_STORAGE", `"django.core.files.storage.FileSystemStorage"`)
	}
	if !w.chance(35) {
		return
	}
	var pairs []string
	if w.chance(80) {
		pairs = append(pairs, "default", `{"BACKEND": "django.core.files.storage.FileSystemStorage"}`)
	}
	if w.chance(60) {
		pairs = append(pairs, "staticfiles", `{"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}`)
	}
	w.line(w.base, "STORAGES = %s", w.dict(pairs...))
	if w.chance(25) {
		w.line(w.production, "%s", w.pick(
			`STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}`,
			`STORAGES.update(backups={"BACKEND": "django.core.files.storage.InMemoryStorage"})`,
			`STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}`,
			`STORAGES.pop("staticfiles", None)`, `STORAGES.setdefault("staticfiles", {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"})`,
		))
	}
}

func (w *writer) caches() {
	if !w.chance(55) {
		return
	}
	const files = `"django.core.cache.backends.filebased.FileBasedCache"`
	location := w.pick(
		w.under("cache"), "str("+w.under("media", "cache")+")", w.under("static"), `"/srv/static/cache"`, `"/var/tmp/django_cache"`, `"cache"`, `"./media/cache"`, `"/srv"`, "str(BASE_DIR)",
		w.under("staticfiles", "cache"), `"/srv/media"`, w.under("assets", "..", "static"), w.under("static_cache"), `"/srv/static_cache"`,
	)
	cache := `{"BACKEND": ` + files + `, "LOCATION": ` + location + `}`
	other := w.pick(`{"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}`, `{"BACKEND": "django.core.cache.backends.dummy.DummyCache"}`, cache)
	switch w.random.IntN(8) {
	case 0:
		w.line(w.place(), "CACHES = %s", w.pick("{}", `{"local": `+other+`}`))
	case 1:
		w.line(w.base, "CACHES = {\"default\": %s}", other)
		w.line(w.production, "CACHES[\"pages\"] = %s", cache)
	case 2:
		w.line(w.base, "CACHES = {\"default\": %s, \"pages\": %s}", other, cache)
	case 3:
		w.line(w.base, "CACHES = {\"default\": %s}", cache)
		w.line(w.production, "CACHES = {\"pages\": CACHES[\"default\"]}")
	case 4:
		w.files["mysite/caches.py"] = "from django.core.cache.backends.filebased import FileBasedCache\n\n\nclass Files(FileBasedCache):\n    pass\n"
		w.line(w.base, "CACHES = {\"default\": {\"BACKEND\": \"mysite.caches.Files\", \"LOCATION\": %s}}", location)
	default:
		w.line(w.place(), "CACHES = {\"default\": %s}", w.pick(other, cache, cache))
	}
}

func (w *writer) email() {
	backends := []string{"smtp", "console", "dummy", "filebased", "locmem"}
	if !w.since(6, 1) || w.chance(35) {
		w.maybe(30, "EMAIL_HOST", `"localhost"`, `"smtp.example.org"`)
		w.maybe(15, "EMAIL_BACKEND", `"django.core.mail.backends.console.EmailBackend"`, `"django.core.mail.backends.smtp.EmailBackend"`)
		return
	}
	if !w.chance(70) {
		return
	}
	mailer := `{"BACKEND": "django.core.mail.backends.` + w.pick(backends...) + `.EmailBackend"}`
	switch w.random.IntN(8) {
	case 0:
		w.line(w.place(), "MAILERS = %s", w.pick("{}", `{"bulk": `+mailer+`}`))
	case 1:
		w.line(w.place(), "MAILERS = {\"default\": %s}", w.pick("{}", `{"OPTIONS": {"host": "smtp.example.org"}}`, `{"BACKEND": "mysite.mail.Backend"}`))
	case 2:
		w.line(w.base, "MAILERS = {\"default\": %s}", mailer)
		w.line(w.production, "MAILERS[\"default\"][\"BACKEND\"] = \"django.core.mail.backends.%s.EmailBackend\"", w.pick(backends...))
	case 3:
		w.line(w.base, "MAILERS = {\"default\": %s, \"bulk\": {}}", mailer)
		w.line(w.production, "if not DEBUG:\n    MAILERS = {\"default\": {\"BACKEND\": \"django.core.mail.backends.smtp.EmailBackend\"}}")
	default:
		w.line(w.place(), "MAILERS = {\"default\": %s}", mailer)
	}
}

// failures adds, now and then, something with which the project does not load.
func (w *writer) failures() {
	if w.tried || !w.chance(9) {
		return
	}
	options := []string{
		"EXTRA = UNDEFINED_NAME", "EXTRA = os.environ[\"NOT_GIVEN\"]", "EXTRA = int(os.environ.get(\"NUMBER\", \"many\"))",
		"from django.core.exceptions import ImproperlyConfigured\n\nif not os.environ.get(\"NOT_GIVEN\"):\n    raise ImproperlyConfigured(\"NOT_GIVEN is required\")",
		"TIME_ZONE = \"Europe/Bonn\"", "TIME_ZONE = \"Mars/Phobos\"", "INSTALLED_APPS = \"django.contrib.auth\"", "INSTALLED_APPS = [\"django.contrib.auth\" \"django.contrib.sessions\"]",
		"INSTALLED_APPS = [*INSTALLED_APPS, \"mysite.lost\"]", "INSTALLED_APPS = [*INSTALLED_APPS, \"django.contrib.lost\"]", "INSTALLED_APPS = [*INSTALLED_APPS, \"django.contrib.humanize\", \"django.contrib.humanize\"]",
		"INSTALLED_APPS = None", "ROOT_URLCONF = \"mysite.lost_urls\"", "ROOT_URLCONF = \"mysite.urls.urlpatterns\"",
		"TEMPLATES = [{\"BACKEND\": \"django.template.backends.lost.Lost\"}]", "TEMPLATES = [{\"DIRS\": []}]",
		"TEMPLATES = [{\"BACKEND\": \"django.template.backends.django.DjangoTemplates\", \"NAME\": \"a\"}, {\"BACKEND\": \"django.template.backends.django.DjangoTemplates\", \"NAME\": \"a\"}]",
		"TEMPLATES = [{\"BACKEND\": \"django.template.backends.django.DjangoTemplates\", \"OPTIONS\": {\"lost\": 1}}]",
		"TEMPLATES = [{\"BACKEND\": \"django.template.backends.django.DjangoTemplates\", \"APP_DIRS\": True, \"OPTIONS\": {\"loaders\": []}}]",
		"LOGGING = {\"disable_existing_loggers\": False}", "LOGGING = {\"version\": 1, \"root\": {\"handlers\": [\"lost\"]}}", "LOGGING = {\"version\": 1, \"handlers\": {\"a\": {\"class\": \"logging.Lost\"}}}",
		"LOGGING = {\"version\": 1, \"root\": {\"level\": \"LOUD\"}}",
		"DATABASES = {\"other\": {\"ENGINE\": \"django.db.backends.sqlite3\"}}", "DATABASES = {\"default\": {\"ENGINE\": \"django.db.backends.lost\"}}",
		"AUTH_USER_MODEL = \"User\"", "DEFAULT_AUTO_FIELD = \"django.db.models.LostField\"", "DEFAULT_AUTO_FIELD = \"django.db.models.CharField\"",
		"CACHES = {\"default\": {\"BACKEND\": \"django.core.cache.backends.lost.Lost\"}}", "CACHES = {\"default\": {\"LOCATION\": \"x\"}}",
		"STATICFILES_FINDERS = [\"django.contrib.staticfiles.finders.LostFinder\"]", "STATICFILES_DIRS = None", "STATICFILES_DIRS = [None]", "STATICFILES_DIRS = [(\"a\", \"b\", \"c\")]",
		"LOCALE_PATHS = \"locale\"", "ALLOWED_HOSTS = \"*\"", "ALLOWED_HOSTS = \"example.org\"", "ALLOWED_HOSTS = None", "SECRET_KEY_FALLBACKS = \"old\"", "CSRF_TRUSTED_ORIGINS = None",
		"MIDDLEWARE = None", "SECRET_KEY = 12345", "SECRET_KEY = b\"" + strongKey + "\"", "SECURE_REFERRER_POLICY = 5", "SECURE_REFERRER_POLICY = True", "SECURE_CROSS_ORIGIN_OPENER_POLICY = [\"same-origin\"]",
		"STORAGES = {\"default\": {\"BACKEND\": \"django.core.files.storage.FileSystemStorage\"}}\nSTATICFILES_STORAGE = \"django.contrib.staticfiles.storage.StaticFilesStorage\"",
		"EMAIL_HOST = \"localhost\"\nMAILERS = {\"default\": {}}", "from mysite.names import lost", "EXTRA = [UNDEFINED_NAME]", "PORT = 1 / 0", "NAMES = {}[\"name\"]", "DEBUG = \"x\".lost", "assert DEBUG is None, \"never\"",
		"LANGUAGES = [5]", "LANGUAGES = 5", "LANGUAGES = [\"en\", \"de\"]", "LANGUAGES = None", "LANGUAGES = [(\"en\",)]", "SILENCED_SYSTEM_CHECKS = None", "SILENCED_SYSTEM_CHECKS = 5",
		"AUTHENTICATION_BACKENDS = None", "STATIC_URL = 5", "MEDIA_URL = None", "CACHES = None", "STATIC_ROOT = 5", "DATABASE_ROUTERS = [\"mysite.lost.Router\"]", "FORM_RENDERER = \"mysite.lost.Renderer\"",
		"SESSION_ENGINE = \"mysite.lost\"", "PASSWORD_HASHERS = [\"mysite.lost.Hasher\"]", "CSRF_TRUSTED_ORIGINS = [None]", "MAILERS = None", "STORAGES = None", "SITE_ID = object()",
		"EXTRA = (1", "WSGI_APPLICATION = \"mysite.lost.application\"", "TEST_RUNNER = \"mysite.lost.Runner\"", "DEFAULT_FILE_STORAGE = \"mysite.lost.Storage\"", "MESSAGE_STORAGE = \"mysite.lost.Storage\"",
		"USE_TZ = 1", "DATABASES = {\"default\": {\"ENGINE\": \"django.db.backends.sqlite3\", \"TIME_ZONE\": 5}}", "LOGGING_CONFIG = \"mysite.lost.configure\"", "LOGGING_CONFIG = None",
	}
	statement := w.pick(options...)
	if strings.Contains(statement, "mysite.names") {
		w.files["mysite/names.py"] = "found = 1\n"
	}
	w.line(w.production, "%s", statement)
}
