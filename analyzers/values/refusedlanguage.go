package values

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
)

// refusedLanguage reports a LANGUAGE_CODE for which there are no translations at
// all, where something is translated: the models of django.contrib.auth are as
// they are loaded (DjangoTranslation in django/utils/translation/trans_real.py).
func (r refuser) refusedLanguage() {
	value, known := r.one("LANGUAGE_CODE")
	if !known || !r.certainly("USE_I18N") || !r.installed("django.contrib.auth") && !r.complainsOfSite() {
		return
	}
	if isOf(value.Value, "NoneType", "bool", "int") {
		r.atStart("LANGUAGE_CODE", value, "LANGUAGE_CODE is no text")
		return
	}
	code, isText := value.Value.(eval.Str)
	if !isText || !r.Project.Django.Minors.All(func(m django.Minor) bool { return !hasCatalogue(m, string(code)) }) {
		return
	}
	if !r.noLocalePaths() || !r.ownTranslationsOnly() {
		return
	}
	r.atStart("LANGUAGE_CODE", value, "there are no translations for LANGUAGE_CODE")
}

// complainsOfSite reports whether Django's check translates why SITE_ID is no
// number (check_site_id in django/contrib/sites/checks.py, since 6.1).
func (r refuser) complainsOfSite() bool {
	value, known := r.one("SITE_ID")
	if !known || !r.DjangoAtLeast(6, 1) || !r.installed("django.contrib.sites") {
		return false
	}
	if text, isText := value.Value.(eval.Str); isText {
		_, err := strconv.Atoi(strings.TrimSpace(string(text)))
		return err != nil
	}
	return isOf(value.Value, "list", "tuple", "dict", "set")
}

// noLocalePaths reports whether there is nothing where LOCALE_PATHS leads.
func (r refuser) noLocalePaths() bool {
	paths, complete := check.Elements(r.Setting(r.m, "LOCALE_PATHS").Alternatives)
	return complete && !slices.ContainsFunc(paths, func(a eval.Alternative) bool {
		name, ok := eval.Rooted(a.Value)
		return !ok || r.Project.Files.Exists(name)
	})
}

// refusedZone reports a TIME_ZONE that is none. Django looks for a file of the
// zone database (Settings.__init__ in django/conf/__init__.py).
func (r refuser) refusedZone() {
	value, known := r.one("TIME_ZONE")
	zone, isText := value.Value.(eval.Str)
	switch {
	case !known || isEmpty(value.Value):
	case isOf(value.Value, "bool", "int", "float", "list", "tuple", "dict", "set", "bytes", "Path"):
		r.atStart("TIME_ZONE", value, "TIME_ZONE is of the type "+pythonType(value.Value))
	case isText && !django.IsZoneFile(string(zone)):
		r.atStart("TIME_ZONE", value, "TIME_ZONE is no time zone")
	}
}

func isEmpty(v eval.Value) bool {
	truth, known := eval.Truth(v)
	return known && !truth
}

// ownTranslationsOnly reports whether no app that is installed has translations
// beside those of Django's.
func (r refuser) ownTranslationsOnly() bool {
	names, complete := r.apps()
	return complete && !slices.ContainsFunc(names, func(name string) bool {
		if strings.HasPrefix(name, "django.") {
			return false
		}
		top, _, _ := strings.Cut(name, ".")
		found, ok := r.Project.Files.Resolve(r.m.Roots, top)
		return !ok || found.Dir == "" || r.Project.Files.IsDir(path.Join(found.Dir, "locale"))
	})
}

// hasCatalogue reports whether Django has translations for a language code: the
// locale that it makes of it, or its language alone, as Python's gettext looks
// for them, by other names too.
func hasCatalogue(m django.Minor, code string) bool {
	locales, err := django.Locales(m)
	if err != nil {
		return true
	}
	locale := toLocale(code)
	locale, _, _ = strings.Cut(locale, "@")
	language, _, _ := strings.Cut(locale, "_")
	if alias, ok := django.LanguageAlias(language); ok && slices.Contains(locales, alias) {
		return true
	}
	return slices.Contains(locales, locale) || slices.Contains(locales, language)
}

// toLocale is Django's to_locale: "de-at" is "de_AT", "zh-hans" "zh_Hans".
func toLocale(code string) string {
	language, rest, found := strings.Cut(strings.ToLower(code), "-")
	if !found || rest == "" {
		return strings.ToLower(code)
	}
	country, tail, more := strings.Cut(rest, "-")
	const short = 2
	if len(country) > short {
		country = strings.ToUpper(country[:1]) + country[1:]
	} else {
		country = strings.ToUpper(country)
	}
	if more && tail != "" {
		country += "-" + tail
	}
	return language + "_" + country
}
