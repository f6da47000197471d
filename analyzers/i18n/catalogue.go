package i18n

import (
	"path"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
)

// translated is Bad, that is true, if there is a catalogue for a code: in Django,
// in LOCALE_PATHS or in an app. Of apps from other packages it is not known.
func (s search) translated(minor django.Minor, code string) check.Verdict {
	names := locales(minor, code)
	own, err := django.Locales(minor)
	if err != nil {
		return check.Unclear
	}
	for _, name := range names {
		if slices.Contains(own, name) {
			return check.Bad
		}
	}
	return worst(s.inLocalePaths(names), s.inApps(names))
}

// worst is Bad if one is, Good if both are.
func worst(a, b check.Verdict) check.Verdict {
	switch {
	case a == check.Bad || b == check.Bad:
		return check.Bad
	case a == check.Good && b == check.Good:
		return check.Good
	}
	return check.Unclear
}

func (s search) inLocalePaths(names []string) check.Verdict {
	value, _ := s.module.Setting("LOCALE_PATHS").In(s.world).Alternatives.Single()
	list, ok := value.(*eval.Sequence)
	if !ok {
		return check.Unclear
	}
	verdict := check.When(false)
	if !list.Complete() {
		verdict = check.Unclear
	}
	for _, element := range list.Elements() {
		entry, _ := element.Alternatives.Single()
		dir, known := s.pass.Directory(entry)
		name, inside := dir.InRepository()
		switch {
		case !known || !inside:
			verdict = check.Unclear
		case s.holds(name, names):
			return check.Bad
		}
	}
	return verdict
}

// inApps looks into the apps of the project. Django's own have the languages that
// Django has, and a few that the check does not need to know exactly.
func (s search) inApps(names []string) check.Verdict {
	value, _ := s.module.Setting("INSTALLED_APPS").In(s.world).Alternatives.Single()
	list, ok := value.(*eval.Sequence)
	if !ok || !list.Complete() {
		return check.Unclear
	}
	verdict := check.When(false)
	for _, element := range list.Elements() {
		entry, _ := element.Alternatives.Single()
		app, isText := entry.(eval.Str)
		if !isText {
			verdict = check.Unclear
			continue
		}
		if strings.HasPrefix(string(app), "django.") {
			if slices.ContainsFunc(names, func(name string) bool { return slices.Contains(onlyInApps(), name) }) {
				verdict = check.Unclear
			}
			continue
		}
		module, _, _ := strings.Cut(string(app), ".apps.")
		found, ok := s.pass.Project.Files.Resolve(s.module.Roots, module)
		switch {
		case !ok || found.Dir == "":
			verdict = check.Unclear
		case s.holds(path.Join(found.Dir, "locale"), names):
			return check.Bad
		}
	}
	return verdict
}

// onlyInApps are the locales that some version of Django has in django.contrib
// and not in django.conf.
func onlyInApps() []string { return []string{"am", "hy", "ms"} }

// holds reports whether a directory has the catalogue of one of some locales.
// Source files count unless it is to be what Django finds: a project that ignores
// compiled catalogues makes them when it is deployed.
func (s search) holds(dir string, names []string) bool {
	for _, name := range names {
		catalogue := path.Join(dir, name, "LC_MESSAGES", "django")
		files := s.pass.Project.Files
		if files.IsFile(catalogue+".mo") || !s.pass.AsDjango && files.IsFile(catalogue+".po") {
			return true
		}
	}
	return false
}

// locales are the names under which gettext looks for a code: that of
// to_locale in django/utils/translation, the same without its territory, and
// what Python's locale module takes it for.
func locales(minor django.Minor, code string) []string {
	name, modifier, _ := strings.Cut(code, "@")
	language, country, found := strings.Cut(strings.ToLower(name), "-")
	if !found {
		locale := strings.ToLower(code)
		if !minor.Less(django.Minor{Major: 4}) && len(code) > 3 {
			locale = strings.ToLower(code[:3]) + code[3:]
		}
		names := []string{locale, language}
		if alias, ok := django.LanguageAlias(language); ok {
			names = append(names, alias)
		}
		return names
	}
	country, tail, hasTail := strings.Cut(country, "-")
	if len(country) > 2 {
		country = strings.ToUpper(country[:1]) + country[1:]
	} else {
		country = strings.ToUpper(country)
	}
	if hasTail {
		country += "-" + tail
	}
	names := []string{language + "_" + country, language}
	if modifier != "" {
		names = append(names, language+"_"+country+"@"+strings.ToLower(modifier))
	}
	return names
}
