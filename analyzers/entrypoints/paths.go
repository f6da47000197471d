package entrypoints

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
)

// pathKind is what a text in a setting has to name.
type pathKind uint8

const (
	noPath   pathKind = iota
	aModule           // a module
	anObject          // a class or function in a module
	anApp             // a module, or an AppConfig in one
	anEngine          // a package with a module base
)

// pathSettings are the settings with dotted paths that Django imports, whatever
// the paths lead to. Rules of their own look at WSGI_APPLICATION and
// CSRF_FAILURE_VIEW. Source: the reference of settings.
func pathSettings() []string {
	return []string{
		"AUTHENTICATION_BACKENDS", "AUTH_PASSWORD_VALIDATORS", "CACHES", "DATABASES", "DATABASE_ROUTERS", "DEFAULT_AUTO_FIELD",
		"DEFAULT_EXCEPTION_REPORTER", "DEFAULT_EXCEPTION_REPORTER_FILTER", "DEFAULT_FILE_STORAGE", "EMAIL_BACKEND",
		"FILE_UPLOAD_HANDLERS", "FORM_RENDERER", "INSTALLED_APPS", "LOGGING", "LOGGING_CONFIG", "MESSAGE_STORAGE", "MIDDLEWARE",
		"MIDDLEWARE_CLASSES", "PASSWORD_HASHERS", "REST_FRAMEWORK", "ROOT_URLCONF", "SESSION_ENGINE", "SESSION_SERIALIZER",
		"SIGNING_BACKEND", "STATICFILES_FINDERS", "STATICFILES_STORAGE", "STORAGES", "TASKS", "TEMPLATES",
		"TEMPLATE_CONTEXT_PROCESSORS", "TEMPLATE_LOADERS",
	}
}

// kindOf is what a text has to name where it stands.
func kindOf(held check.Held) pathKind {
	switch held.Setting {
	case "INSTALLED_APPS":
		return anApp
	case "ROOT_URLCONF", "SESSION_ENGINE":
		return aModule
	case "DATABASES":
		return whereKeys(held, anEngine, "ENGINE")
	case "CACHES", "STORAGES", "TASKS":
		return whereKeys(held, anObject, "BACKEND")
	case "AUTH_PASSWORD_VALIDATORS":
		return whereKeys(held, anObject, "NAME")
	case "LOGGING":
		if len(held.Keys) < 3 { // handlers, filters and formatters by name, and what makes each
			return noPath
		}
		return whereKeys(held, anObject, "()", "class")
	case "TEMPLATES":
		return templateKind(held)
	case "REST_FRAMEWORK":
		return restKind(held)
	}
	return anObject
}

// whereKeys is the kind of a text that stands under one of some keys.
func whereKeys(held check.Held, kind pathKind, keys ...string) pathKind {
	if len(held.Keys) > 0 && slices.Contains(keys, held.Keys[len(held.Keys)-1]) {
		return kind
	}
	return noPath
}

func templateKind(held check.Held) pathKind {
	switch strings.Join(held.Keys, ".") {
	case "BACKEND", "OPTIONS.context_processors", "OPTIONS.loaders", "OPTIONS.environment":
		return anObject
	case "OPTIONS.builtins":
		return aModule
	}
	if len(held.Keys) == 3 && held.Keys[1] == "libraries" {
		return aModule
	}
	return noPath
}

// restKind knows the settings of Django REST framework that name classes and
// functions: IMPORT_STRINGS in rest_framework/settings.py.
func restKind(held check.Held) pathKind {
	if len(held.Keys) != 1 {
		return noPath
	}
	switch key := held.Keys[0]; {
	case strings.HasSuffix(key, "_CLASSES"), strings.HasSuffix(key, "_CLASS"), strings.HasSuffix(key, "_BACKENDS"),
		key == "EXCEPTION_HANDLER", key == "VIEW_NAME_FUNCTION", key == "VIEW_DESCRIPTION_FUNCTION":
		return anObject
	}
	return noPath
}
