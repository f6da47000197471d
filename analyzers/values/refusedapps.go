package values

import (
	"slices"
	"strings"
	"unicode"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/workspace"
)

// needs are apps of Django's with models that refer to those of another, with
// that other. Source: the models of the contrib apps.
func needs() [][2]string {
	return [][2]string{
		{"django.contrib.admin", "django.contrib.contenttypes"},
		{"django.contrib.auth", "django.contrib.contenttypes"},
		{"django.contrib.flatpages", "django.contrib.sites"},
		{"django.contrib.redirects", "django.contrib.sites"},
	}
}

// refusedApps reports apps with which the registry of apps is not made.
func (r refuser) refusedApps() {
	value, known := r.one("INSTALLED_APPS")
	names, complete := r.apps()
	if !known {
		return
	}
	labels := map[string]string{}
	for _, name := range names {
		label := name[strings.LastIndexByte(name, '.')+1:]
		if other, again := labels[label]; again && other == name && r.AsDjango {
			r.atStart("INSTALLED_APPS", value, "INSTALLED_APPS has "+name+" twice")
			return
		}
		labels[label] = name
	}
	for _, name := range names {
		if r.missing(name, !r.isClass(name)) {
			r.atStart("INSTALLED_APPS", r.entry(name, value), "there is no "+name+", which INSTALLED_APPS names")
			return
		}
	}
	if !complete || !r.AsDjango { // what is left other rules tell of
		return
	}
	for _, need := range needs() {
		if slices.Contains(names, need[0]) && !slices.Contains(names, need[1]) {
			r.atStart("INSTALLED_APPS", value, need[0]+" needs "+need[1]+", which is not in INSTALLED_APPS")
			return
		}
	}
	if slices.Contains(names, "django.contrib.admin") && !slices.Contains(names, "django.contrib.auth") {
		r.inChecks("INSTALLED_APPS", value, "django.contrib.admin needs django.contrib.auth, which is not in INSTALLED_APPS")
	}
	r.refusedUser(names)
}

// entry is the element of INSTALLED_APPS that stands for an app.
func (r refuser) entry(name string, list eval.Alternative) eval.Alternative {
	elements, _ := check.Elements(eval.Alternatives{list})
	for _, e := range elements {
		if text, ok := e.Value.(eval.Str); ok && installedName(string(text)) == name {
			return e
		}
	}
	return list
}

// isClass reports whether an entry names the configuration of an app: by the way
// that classes are written, or because it lies in a module that is no package.
func (r refuser) isClass(entry string) bool {
	at := strings.LastIndexByte(entry, '.')
	if at < 0 || at == len(entry)-1 {
		return false
	}
	within, ok := r.Project.Files.Resolve(r.m.Roots, entry[:at])
	return unicode.IsUpper(rune(entry[at+1])) || ok && within.Kind == workspace.SourceFile
}

// refusedUser reports a model of users that cannot be one: django.contrib.auth
// asks for it as soon as it is loaded.
func (r refuser) refusedUser(names []string) {
	value, known := r.one("AUTH_USER_MODEL")
	if !known || !slices.Contains(names, "django.contrib.auth") {
		return
	}
	model, isText := value.Value.(eval.Str)
	label, _, dotted := strings.Cut(string(model), ".")
	switch {
	case !isText && !isOf(value.Value, scalarTypes()...):
	case !isText, strings.Count(string(model), ".") != 1, !dotted:
		r.atStart("AUTH_USER_MODEL", value, "AUTH_USER_MODEL is not of the form app_label.ModelName")
	case !slices.ContainsFunc(names, func(name string) bool { return mayHaveLabel(name, label) }):
		r.atStart("AUTH_USER_MODEL", value, "no installed app has the label that AUTH_USER_MODEL names")
	}
}

// mayHaveLabel reports whether an app may have a label. A configuration can give
// it any; that of most is the last part of the name.
func mayHaveLabel(name, label string) bool {
	return name[strings.LastIndexByte(name, '.')+1:] == label || !strings.HasPrefix(name, "django.") && strings.Contains(name, ".")
}
