package workspace

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
)

// ownSettings are names that only Django's settings have.
var ownSettings = words(`INSTALLED_APPS ROOT_URLCONF MIDDLEWARE MIDDLEWARE_CLASSES WSGI_APPLICATION ASGI_APPLICATION
	TEMPLATES TEMPLATE_DIRS TEMPLATE_LOADERS TEMPLATE_CONTEXT_PROCESSORS DATABASES DATABASE_ENGINE ALLOWED_HOSTS
	STATIC_URL STATIC_ROOT STATICFILES_DIRS STATICFILES_FINDERS STATICFILES_STORAGE MEDIA_URL MEDIA_ROOT STORAGES
	AUTH_USER_MODEL AUTH_PASSWORD_VALIDATORS AUTHENTICATION_BACKENDS CSRF_TRUSTED_ORIGINS CSRF_COOKIE_SECURE
	SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SECURE_PROXY_SSL_HEADER SECURE_CONTENT_TYPE_NOSNIFF SECURE_BROWSER_XSS_FILTER
	X_FRAME_OPTIONS DEFAULT_AUTO_FIELD DEFAULT_FILE_STORAGE EMAIL_BACKEND EMAIL_HOST EMAIL_HOST_USER SERVER_EMAIL
	DEFAULT_FROM_EMAIL LANGUAGE_CODE USE_I18N USE_L10N USE_TZ SITE_ID SESSION_ENGINE SESSION_SERIALIZER ADMINS MANAGERS INTERNAL_IPS
	LOGIN_URL LOGIN_REDIRECT_URL LOCALE_PATHS FIXTURE_DIRS PASSWORD_HASHERS TEST_RUNNER TEMPLATE_DEBUG FORM_RENDERER`)

// sharedSettings are names that Flask, Celery and others use too.
var sharedSettings = words(`DEBUG SECRET_KEY SECRET_KEY_FALLBACKS TIME_ZONE LANGUAGES LOGGING CACHES
	SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE SESSION_COOKIE_NAME SESSION_COOKIE_DOMAIN
	EMAIL_PORT EMAIL_USE_TLS EMAIL_USE_SSL EMAIL_HOST_PASSWORD CELERY_BROKER_URL`)

// foreignSettings are names whose presence shows that a settings file without
// an unmistakable Django setting is somebody else's.
var foreignSettings = map[string]string{
	"BOT_NAME": "Scrapy", "SPIDER_MODULES": "Scrapy", "NEWSPIDER_MODULE": "Scrapy", "ROBOTSTXT_OBEY": "Scrapy",
	"SQLALCHEMY_DATABASE_URI": "Flask", "SQLALCHEMY_TRACK_MODIFICATIONS": "Flask", "FLASK_ENV": "Flask", "WTF_CSRF_ENABLED": "Flask",
	"PROJECT_NAME": "FastAPI", "API_V1_STR": "FastAPI", "BACKEND_CORS_ORIGINS": "FastAPI",
}

// LooksLikeDjangoSettings reports whether a Python file that has the name of a
// settings module holds settings of Django, and why. It reads lines, not syntax:
// an answer costs microseconds and does not need the file to be whole. A module
// that only imports names from elsewhere, other than all of another settings
// module, is none.
func LooksLikeDjangoSettings(src []byte) (ok bool, why string) {
	var own, shared, stars []string
	// What it imports: of another framework, of what settings modules use, and
	// of Django or another settings module.
	var foreign, reads, near string
	for line := range bytes.Lines(src) {
		text := strings.TrimSpace(string(line[:min(len(line), 300)]))
		switch {
		case text == "":
		case strings.Contains(text, "Django settings for"), strings.Contains(text, "django-admin startproject"),
			strings.Contains(text, "django-admin.py startproject"):
			return true, "header: " + text
		case text[0] >= 'A' && text[0] <= 'Z':
			switch name := assignedName(text); {
			case name == "":
			case ownSettings[name]:
				own = append(own, name)
			case sharedSettings[name]:
				shared = append(shared, name)
			case foreignSettings[name] != "":
				foreign = foreignSettings[name]
			}
		case strings.HasPrefix(text, "from "), strings.HasPrefix(text, "import "):
			if module := starImport(text); isSettingsModule(module) {
				stars = append(stars, module)
			}
			library := settingsLibrary(text)
			reads = cmp.Or(reads, library)
			if library != "" && (library[0] == '.' || strings.HasPrefix(library, "django")) {
				near = cmp.Or(near, library)
			}
			foreign = cmp.Or(foreign, otherFramework(text))
		}
	}
	switch {
	case len(own) >= 2:
		return true, fmt.Sprintf("sets %s and %s", own[0], own[1])
	case len(own) == 1 && (len(shared) > 0 && foreign == "" || len(stars) > 0 || reads != ""):
		return true, "sets " + own[0]
	case foreign != "":
		return false, "it is " + foreign + "'s"
	case len(stars) > 0:
		return true, "imports all of " + stars[0]
	case len(shared) > 0 && near != "":
		return true, fmt.Sprintf("imports %s and sets %s", near, shared[0])
	}
	return false, "no Django setting beside others"
}

// assignedName is the upper-case name that a line assigns to or changes:
// "NAME =", "NAME: list =", "NAME +=", "NAME[", "NAME.append(".
func assignedName(line string) string {
	end := 0
	for end < len(line) && (line[end] >= 'A' && line[end] <= 'Z' || line[end] >= '0' && line[end] <= '9' || line[end] == '_') {
		end++
	}
	rest := strings.TrimLeft(line[end:], " \t")
	switch {
	case rest == "" || strings.HasPrefix(rest, "=="):
		return ""
	case strings.IndexByte("=:+[", rest[0]) >= 0, strings.HasPrefix(rest, ".append("), strings.HasPrefix(rest, ".extend("),
		strings.HasPrefix(rest, ".insert("), strings.HasPrefix(rest, ".update("):
		return line[:end]
	}
	return ""
}

// starImport is the module of "from module import *", which may be written with
// a space after the dots.
func starImport(line string) string {
	module, names, found := strings.Cut(strings.TrimPrefix(line, "from "), " import")
	if !found || !strings.HasPrefix(line, "from ") || !strings.HasPrefix(strings.TrimLeft(names, " \t("), "*") {
		return ""
	}
	return strings.ReplaceAll(module, " ", "")
}

// isSettingsModule reports whether a dotted name is that of a settings module.
func isSettingsModule(dotted string) bool {
	last := strings.ToLower(dotted[strings.LastIndexByte(dotted, '.')+1:])
	return strings.Contains(last, "setting") || isVariantName(last)
}

// settingsLibrary names what a line imports, if settings modules import it and
// little else does.
func settingsLibrary(line string) string {
	module := importedModule(line)
	if strings.HasPrefix(module, ".") && isSettingsModule(module) {
		return module // another settings module beside it, without the star
	}
	switch root, _, _ := strings.Cut(module, "."); root {
	case "django", "environ", "decouple", "environs", "dj_database_url", "django_heroku", "configurations", "split_settings", "django_on_heroku":
		return module
	}
	return ""
}

func otherFramework(line string) string {
	module, _, _ := strings.Cut(importedModule(line), ".")
	switch module {
	case "flask", "scrapy", "fastapi", "starlette", "sanic", "tornado", "pydantic_settings":
		return strings.ToUpper(module[:1]) + module[1:]
	case "pydantic":
		if strings.Contains(line, "BaseSettings") {
			return "Pydantic"
		}
	}
	return ""
}

// importedModule is the second word of an import.
func importedModule(line string) string {
	if fields := strings.Fields(line); len(fields) > 1 {
		return strings.TrimSuffix(fields[1], ",")
	}
	return ""
}

func words(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}
