package values

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/project"
)

// pathSettings are the settings that name modules, classes and functions to be
// imported, in their values or somewhere inside them.
func pathSettings() []string {
	return []string{
		"AUTHENTICATION_BACKENDS", "AUTH_PASSWORD_VALIDATORS", "CACHES", "CSRF_FAILURE_VIEW", "DATABASES", "DATABASE_ROUTERS",
		"DEFAULT_AUTO_FIELD", "DEFAULT_EXCEPTION_REPORTER", "DEFAULT_EXCEPTION_REPORTER_FILTER", "DEFAULT_FILE_STORAGE",
		"EMAIL_BACKEND", "FILE_UPLOAD_HANDLERS", "FORM_RENDERER", "INSTALLED_APPS", "LOGGING", "LOGGING_CONFIG",
		"LOGIN_REDIRECT_URL", "LOGIN_URL", "MAILERS",
		"MESSAGE_STORAGE", "MIDDLEWARE", "MIDDLEWARE_CLASSES", "PASSWORD_HASHERS", "ROOT_URLCONF", "SERIALIZATION_MODULES",
		"SESSION_ENGINE", "SESSION_SERIALIZER", "SIGNING_BACKEND", "STATICFILES_FINDERS", "STATICFILES_STORAGE", "STORAGES",
		"TASKS", "TEMPLATES", "TEST_RUNNER", "WSGI_APPLICATION",
	}
}

// namedPaths are the paths under django that a setting names, each with the
// worlds in which it does.
func namedPaths(p *check.Pass, m *project.SettingsModule, setting string) []check.Held {
	return slices.DeleteFunc(p.Held(m, setting), func(held check.Held) bool {
		return !strings.HasPrefix(held.Text, "django.") || strings.ContainsAny(held.Text, " /:")
	})
}
