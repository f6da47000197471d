package parity

import (
	"strings"
)

func (w *writer) databases() {
	if w.chance(10) {
		return
	}
	w.line(w.base, "DATABASES = %s", w.mostly(60,
		`{"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(BASE_DIR, "db.sqlite3")}}`,
		"{}", `{"default": {}}`, `{"default": {"ENGINE": "django.db.backends.dummy"}}`, `{"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}, "other": {}}`,
		`{"default": dict(ENGINE="django.db.backends.sqlite3", NAME="db.sqlite3", CONN_MAX_AGE=60)}`,
	))
	if w.chance(10) {
		w.line(w.production, "DATABASES[\"default\"] = {\"ENGINE\": \"django.db.backends.sqlite3\", \"NAME\": os.environ.get(\"DATABASE_NAME\", \"db.sqlite3\")}")
	}
	w.maybe(50, "DEFAULT_AUTO_FIELD", `"django.db.models.BigAutoField"`, `"django.db.models.AutoField"`)
}

func (w *writer) authentication() {
	if w.chance(40) {
		backend := "django.contrib.auth.backends.ModelBackend"
		entries := w.some(40, backend, "mysite.backends.Email", "django.contrib.auth.backends.RemoteUserBackend", "mysite.backends.Own", "django.contrib.auth.backends.AllowAllUsersModelBackend", "mysite.backends.missing", "rules.permissions.ObjectPermissionBackend")
		w.collect("AUTHENTICATION_BACKENDS", entries)
		if strings.Contains(strings.Join(entries, " "), "mysite.backends") {
			w.files["mysite/backends.py"] = "from django.contrib.auth.backends import BaseBackend, ModelBackend\n\n\nclass Email(ModelBackend):\n    pass\n\n\nclass Own(BaseBackend):\n    pass\n"
		}
	}
	if w.chance(50) {
		w.line(w.base, "AUTH_PASSWORD_VALIDATORS = [{\"NAME\": \"django.contrib.auth.password_validation.MinimumLengthValidator\"}]")
	}
	w.maybe(10, "LOGIN_URL", `"/login/"`, `"login"`)
}

func (w *writer) language() {
	codes := []string{
		`"en-us"`, `"en-us"`, `"en"`, `"de"`, `"de-at"`, `"fr-ca"`, `"pt-br"`, `"EN-us"`, `"en_US"`, `"zh-hans"`, `"nb"`, `"sr@latin"`, `"sr-latn"`,
		`"en-GB-oxendict"`, `"De"`, `"es-xx"`, `"kk"`, `"de-1996"`, `"pt-BR"`, `"es-419"`, `"ka-ge"`,
	}
	if w.others { // which may bring translations
		w.line(w.place(), "LANGUAGE_CODE = %s", w.pick(codes...))
	} else {
		codes = append(append(codes, codes...), `"zh-cn"`, `"zh"`, `"no"`, `""`, "None", `"xx"`, `"e"`, `"ckb"`, `"en us"`, `"en-us",`, "False")
		w.maybe(65, "LANGUAGE_CODE", codes...)
	}
	if w.chance(35) {
		other := `[("de-1", "Numbered"), ("en", "English")]`
		if w.since(4, 1) {
			other = `[("en", "English"), (5, "Five")]`
		}
		w.line(w.place(), "LANGUAGES = %s", w.pick(other,
			`[("en", "English"), ("de", "German")]`, `(("en", "English"), ("de-at", "Austrian"), ("fr", "French"))`, `[("de", "German")]`, `[("en_US", "English"), ("en", "English")]`,
			`[("pt-br", "Portuguese"), ("en-us", "English")]`, `[]`, `[("en", "English")]`, `[["en-gb", "British"], ["en", "English"]]`,
			`[("en", "English"), ("", "")]`, `[("zh-hans", "Chinese"), ("EN", "English")]`,
			`[("nb", "Norwegian"), ("es", "Spanish"), ("sr@latin", "Serbian")]`, `[(code, code.upper()) for code in ("en", "de", "es-mx")]`,
		))
	}
	if w.chance(15) {
		w.line(w.place(), "LANGUAGES_BIDI = %s", w.pick(`["he", "ar"]`, `["he", "ar_EG"]`, `[]`, `("ar", None)`, `["fa", "ur "]`, `"he"`, `["x_y"]`))
	}
	w.maybe(50, "TIME_ZONE", `"UTC"`, `"Europe/Berlin"`, `"Asia/Seoul"`, `"America/New_York"`, `"Etc/GMT-3"`)
	w.maybe(30, "USE_TZ", "True", "False")
	w.maybe(30, "USE_I18N", "True", "False")
	if w.chance(8) {
		w.line(w.base, "LOCALE_PATHS = %s", w.pick(`[os.path.join(BASE_DIR, "locale")]`, "[]", `(str(BASE_DIR) + "/locale",)`))
	}
}

// under is an expression for a path in the project.
func (w *writer) under(parts ...string) string {
	path := strings.Join(parts, "/")
	quotes := strings.Join(quotedAll(parts), ", ")
	switch w.random.IntN(6) {
	case 0:
		return "os.path.join(BASE_DIR, " + quotes + ")"
	case 1:
		return "Path(BASE_DIR) / " + strings.Join(quotedAll(parts), " / ")
	case 2:
		return "str(Path(BASE_DIR) / " + quoted(path) + ")"
	case 3:
		return `f"{BASE_DIR}/` + path + `"`
	case 4:
		return "os.path.join(str(BASE_DIR), " + quoted(path) + ")"
	default:
		return "Path(BASE_DIR).joinpath(" + quotes + ")"
	}
}

func (w *writer) static() {
	w.maybe(85, "STATIC_URL", `"/static/"`, `"/static/"`, `"static/"`, `"/static"`, `"static"`, `"https://cdn.example.org/static"`, `"https://cdn.example.org/static/"`, "None", `""`, `"/"`, `"//cdn.example.org/s/"`)
	w.maybe(60, "MEDIA_URL", `"/media/"`, `"media/"`, `"/media"`, `""`, `"https://media.example.org"`, `"/"`)
	if w.chance(10) {
		w.line(w.base, "MEDIA_URL = %s", w.formatted("ENVIRONMENT", w.pick("/media/", "/media")))
	}
	switch {
	case w.chance(60):
		w.line(w.base, "STATIC_ROOT = %s", w.mostly(70, w.under("staticfiles"), w.under("static"), `"/srv/static"`, "None", `""`, `"staticfiles"`, w.under("assets")))
	case w.chance(20):
		w.line(w.production, "STATIC_ROOT = %s", w.under("static"))
	}
	if w.chance(60) {
		w.line(w.base, "MEDIA_ROOT = %s", w.mostly(70, w.under("media"), `"/srv/media"`, `""`, "None", `"media"`, w.under("static", "media")))
	}
	if !w.chance(60) {
		return
	}
	static := w.pick(
		w.under("static"), w.under("static"), w.under("assets"), w.under("staticfiles"), w.under("static", "src"),
		`("prefix", `+w.under("static")+`)`, `("prefix/", `+w.under("assets")+`)`, `["docs/", `+w.under("docs")+`]`, `"/srv/static"`, `"/srv/static/"`, `"static"`, `("/", "/srv/docs")`,
	)
	elements := []string{static}
	if w.chance(30) {
		elements = append(elements, w.pick(w.under("assets"), `("a/b/", `+w.under("b")+`)`, `("", `+w.under("c")+`)`))
	}
	switch w.random.IntN(10) {
	case 0:
		w.line(w.base, "STATICFILES_DIRS = %s", w.pick(`"/srv/static"`, "{"+w.under("x")+"}", `""`, "set()", "{}"))
	case 1:
		w.line(w.base, "STATICFILES_DIRS = []\nSTATICFILES_DIRS.append(%s)", elements[0])
	case 2:
		w.line(w.base, "STATICFILES_DIRS = [%s] + [%s]", elements[0], strings.Join(elements[1:], ", "))
	case 3:
		w.line(w.base, "STATICFILES_DIRS = (%s,)", strings.Join(elements, ", "))
	case 4:
		w.line(w.base, "STATICFILES_DIRS = ()")
	case 5:
		w.line(w.base, "STATIC_ROOT = %s\nSTATICFILES_DIRS = [STATIC_ROOT]", w.under("static"))
	default:
		w.line(w.base, "STATICFILES_DIRS = [%s]", strings.Join(elements, ", "))
	}
}
