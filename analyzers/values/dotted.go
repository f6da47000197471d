package values

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// heldText is a text in a setting: its value, or somewhere inside it.
type heldText struct {
	setting string // without keys
	keys    []string
	text    string
	value   eval.Alternative
}

// subject is the setting with the keys that lead to the text.
func (n heldText) subject() string { return strings.Join(append([]string{n.setting}, n.keys...), ".") }

// deepest is how deep the values of settings are searched.
const deepest = 8

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
func namedPaths(p *check.Pass, m *project.SettingsModule, setting string) []heldText {
	return slices.DeleteFunc(heldTexts(p, m, setting), func(held heldText) bool {
		return !strings.HasPrefix(held.text, "django.") || strings.ContainsAny(held.text, " /:")
	})
}

// heldTexts are the texts of which a setting is made, each with the worlds in
// which it is there.
func heldTexts(p *check.Pass, m *project.SettingsModule, setting string) []heldText {
	var found []heldText
	for _, v := range p.Setting(m, setting).Alternatives {
		found = append(found, textsIn(setting, nil, v, deepest)...)
	}
	return found
}

func textsIn(setting string, keys []string, v eval.Alternative, depth int) []heldText {
	if depth == 0 {
		return nil
	}
	var found []heldText
	inside := func(values eval.Alternatives, keys []string) {
		for _, a := range values {
			guard, together := v.Guard.And(a.Guard)
			if !together {
				continue
			}
			a.Guard = guard
			if !a.Origin.Known() {
				a.Origin = v.Origin
			}
			found = append(found, textsIn(setting, keys, a, depth-1)...)
		}
	}
	switch value := v.Value.(type) {
	case eval.Str:
		return []heldText{{setting, keys, string(value), v}}
	case *eval.Sequence:
		for _, e := range value.Elements() {
			inside(e.Alternatives, keys)
		}
	case *eval.Mapping:
		for _, e := range value.Entries() {
			if key, ok := e.Key.(eval.Str); ok {
				inside(e.Alternatives, append(keys[:len(keys):len(keys)], string(key)))
			}
		}
	}
	return found
}
