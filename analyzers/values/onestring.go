package values

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
)

// oneString reports settings that are one string, or one path, where a list is
// meant. What happens in one branch only is as wrong there.
func oneString(p *check.Pass) {
	for _, m := range p.Loadable() {
		for _, t := range typedSettings(p, m) {
			if t.kind != django.KindList || slices.Contains(searchedLists(), t.subject) {
				continue
			}
			for _, v := range t.values {
				what, ok := aString(v.Value)
				if !ok || t.subject == allowedHosts && v.Value == eval.Value(eval.Str("*")) && p.DjangoBefore(4, 0) {
					continue // the only letter is an entry that means what it should
				}
				f := p.At(m, t.subject, v)
				f.Message = t.subject + " is one " + what + ", not a list: " + stringForList(p, t.subject, what)
				p.Report(f)
			}
		}
	}
}

const allowedHosts = "ALLOWED_HOSTS"

// searchedLists are those in which Django only looks whether something is in
// them, and finds it in a string that says the same; and those of which other
// rules say what Django makes of a string.
func searchedLists() []string {
	return []string{"ADMINS", "LANGUAGES", "LANGUAGES_BIDI", "MANAGERS", "SILENCED_SYSTEM_CHECKS", "TEST_NON_SERIALIZED_APPS"}
}

// aString tells a string that holds something, or a path, in a word.
func aString(v eval.Value) (string, bool) {
	switch v := v.(type) {
	case eval.Str:
		return "string", v != ""
	case *eval.Text:
		return "string", true
	case *eval.Path:
		return "path", true
	}
	return "", false
}

// stringForList says what becomes of a string where Django, or a package, takes
// a list.
func stringForList(p *check.Pass, subject, what string) string {
	for _, s := range listSettings() {
		if s.name == subject && p.DjangoAtLeast(s.since.Major, s.since.Minor) {
			return "Django refuses to start with it"
		}
	}
	switch name := settingOf(subject); {
	case name == "REST_FRAMEWORK": // rest_framework.settings.perform_import
		return "it is taken for one class, over which nothing can iterate, and requests of the API fail"
	case subject == "STATICFILES_DIRS": // FileSystemFinder, staticfiles.E001
		return "Django refuses it when it looks for static files"
	case what == "path":
		return "nothing can iterate over it, and TypeError is raised"
	case subject == "INTERNAL_IPS": // django.template.context_processors.debug, debug_toolbar
		return "an address counts as internal if it is any part of the string, as 27.0.0.1 is of 127.0.0.1"
	case subject == "SECURE_REDIRECT_EXEMPT" || strings.Contains(subject, "REGEX"): // SecurityMiddleware, corsheaders.middleware
		return "each of its letters is taken for a pattern"
	case subject == "TEMPLATES.DIRS": // django.template.engine.Engine
		return "each of its letters is taken for a directory, and no template is found"
	case slices.Contains(importedLists(), subject):
		return "Django tries to import each of its letters"
	}
	return "each of its letters is taken for an entry"
}

// importedLists are lists of dotted paths.
func importedLists() []string {
	return []string{
		"AUTHENTICATION_BACKENDS", "DATABASE_ROUTERS", "FILE_UPLOAD_HANDLERS", "MIDDLEWARE", "MIDDLEWARE_CLASSES", "PASSWORD_HASHERS",
		"STATICFILES_FINDERS", "TEMPLATES.OPTIONS.context_processors", "TEMPLATES.OPTIONS.loaders", "TEMPLATE_CONTEXT_PROCESSORS", "TEMPLATE_LOADERS",
	}
}
