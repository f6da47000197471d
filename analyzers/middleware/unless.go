package middleware

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
)

// cookieMessages reports that messages may not be kept in the session.
func cookieMessages(s site) bool {
	v, single := s.pass.Setting(s.module, "MESSAGE_STORAGE").Alternatives.Single()
	name, ok := v.(eval.Str)
	return !single || !ok || !strings.HasSuffix(string(name), ".FallbackStorage") && !strings.HasSuffix(string(name), ".SessionStorage")
}

// languageNotInSession reports that the language may not be kept in the session:
// Django 4.0 went over to the cookie alone (LocaleMiddleware,
// trans_real.get_language_from_request), although its documentation still asks
// for the order.
func languageNotInSession(s site) bool { return !s.pass.DjangoBefore(4, 0) }

// noLanguagePrefix reports that the project has no URLs with a language prefix,
// and so none whose meaning depends on the language.
func noLanguagePrefix(s site) bool { return !s.pass.Project.Mentions("i18n_patterns") }

// tokenInCookie reports that the CSRF token may not be kept in the session.
func tokenInCookie(s site) bool {
	v, single := s.pass.Setting(s.module, "CSRF_USE_SESSIONS").Alternatives.Single()
	return !single || check.Truthy(v) != check.Bad
}
