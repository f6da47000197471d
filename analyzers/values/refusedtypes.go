package values

import (
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
)

// types that cannot be iterated, nor be searched with in.
func scalarTypes() []string { return []string{"NoneType", "bool", "int", "float"} }

// shape is what a setting must not be, since a check of Django's cannot deal
// with it.
type shape struct {
	setting string
	since   django.Minor
	// bad are the types; truthy leaves out values that are false.
	bad    []string
	truthy bool
	// app and middleware have to be installed; "" for none.
	app, middleware string
}

// shapes are what Django's checks cannot deal with. Source: the modules in
// django/core/checks and the checks of the contrib apps, from Django 3.2 to 6.1.
func shapes() []shape {
	const security, staticfiles = "django.middleware.security.SecurityMiddleware", "django.contrib.staticfiles"
	paths := []string{"bool", "int", "float", "list", "tuple", "set", "dict", "bytes"}
	return []shape{
		{setting: "MIDDLEWARE", since: django.Minor{Major: 2}, bad: scalarTypes()},
		{setting: "CSRF_TRUSTED_ORIGINS", since: django.Minor{Major: 4}, bad: scalarTypes()},
		{setting: "SECRET_KEY", bad: []string{"bool", "int", "float"}, truthy: true},
		{setting: "SECURE_REFERRER_POLICY", since: django.Minor{Major: 3}, bad: []string{"bool", "int", "float"}, middleware: security},
		{setting: "SECURE_CROSS_ORIGIN_OPENER_POLICY", since: django.Minor{Major: 4}, bad: []string{"list", "dict", "set"}, middleware: security},
		{setting: "LANGUAGE_CODE", since: django.Minor{Major: 4, Minor: 1}, bad: []string{"bool", "int", "float", "list", "tuple", "set", "dict", "bytes"}, truthy: true},
		{setting: "LANGUAGES", since: django.Minor{Major: 3}, bad: scalarTypes()},
		{setting: "LANGUAGES_BIDI", since: django.Minor{Major: 3}, bad: scalarTypes()},
		{setting: "STATIC_URL", bad: []string{"bool", "int", "float", "list", "tuple", "set", "dict", "bytes", "Path"}},
		{setting: "MEDIA_URL", bad: []string{"bool", "int", "float", "list", "tuple", "set", "dict", "bytes", "Path"}},
		{setting: "STATIC_ROOT", since: django.Minor{Major: 3, Minor: 2}, bad: paths, truthy: true},
		{setting: "MEDIA_ROOT", since: django.Minor{Major: 3, Minor: 2}, bad: paths, truthy: true},
		{setting: "STATICFILES_DIRS", bad: scalarTypes(), app: staticfiles},
		{setting: "STATICFILES_DIRS", since: django.Minor{Major: 3, Minor: 2}, bad: scalarTypes(), truthy: true},
		{setting: "STATICFILES_FINDERS", bad: scalarTypes(), app: staticfiles},
		{setting: "STORAGES", since: django.Minor{Major: 5}, bad: scalarTypes(), app: staticfiles},
		{setting: "CACHES", bad: []string{"NoneType", "bool", "int", "float", "list", "tuple", "set", "str"}},
		{setting: "MAILERS", since: django.Minor{Major: 6, Minor: 1}, bad: []string{"NoneType", "bool", "int", "float"}},
		{setting: "SILENCED_SYSTEM_CHECKS", bad: scalarTypes()},
	}
}

// refusedShapes reports settings that a check of Django's cannot deal with.
func (r refuser) refusedShapes() {
	for _, s := range shapes() {
		value, known := r.one(s.setting)
		if !known || !r.DjangoAtLeast(s.since.Major, s.since.Minor) || !isOf(value.Value, s.bad...) {
			continue
		}
		if truth, sure := eval.Truth(value.Value); s.truthy && (!sure || !truth) {
			continue
		}
		if s.app != "" && !r.installed(s.app) {
			continue
		}
		if s.middleware != "" {
			in, _ := r.HasMiddleware(r.m, r.m.World(), s.middleware).Single()
			if in != eval.Value(eval.Bool(true)) {
				continue
			}
		}
		r.inChecks(s.setting, value, s.setting+" is of the type "+pythonType(value.Value))
	}
	r.refusedKey()
	r.refusedEmptyKey()
	// get_supported_language_variant in django/utils/translation/trans_real.py.
	code, known := r.one("LANGUAGE_CODE")
	if r.DjangoAtLeast(3, 0) && r.DjangoBefore(4, 1) && r.certainly("USE_I18N") && known && !isEmpty(code.Value) &&
		isOf(code.Value, "bool", "int", "float", "list", "tuple", "set", "dict", "bytes") {
		r.inChecks("LANGUAGE_CODE", code, "LANGUAGE_CODE is of the type "+pythonType(code.Value))
	}
	r.refusedElements()
}

// refusedEmptyKey reports an empty key where Django asks for it as it starts:
// before 3.2 always, in 3.2 for the tokens of the admin's users
// (django/contrib/auth/tokens.py). Later versions start without.
func (r refuser) refusedEmptyKey() {
	value, known := r.one("SECRET_KEY")
	if !known || !isEmpty(value.Value) || !r.DjangoBefore(4, 0) {
		return
	}
	if r.DjangoBefore(3, 2) || r.installed("django.contrib.admin") {
		r.atStart("SECRET_KEY", value, "SECRET_KEY is empty")
	}
}

// refusedKey reports a key of bytes: where it is strong, Django looks at how it
// begins, as at a text (django/core/checks/security/base.py).
func (r refuser) refusedKey() {
	value, _ := r.one("SECRET_KEY")
	key, isBytes := value.Value.(eval.Bytes)
	if !isBytes || !r.DjangoAtLeast(3, 2) {
		return
	}
	const long, varied = 50, 5
	distinct := map[byte]bool{}
	for i := range len(key) {
		distinct[key[i]] = true
	}
	if len(key) >= long && len(distinct) >= varied {
		r.inChecks("SECRET_KEY", value, "SECRET_KEY is of the type bytes")
	}
}

// refusedElements reports elements that a check cannot deal with.
func (r refuser) refusedElements() {
	r.eachElement("CSRF_TRUSTED_ORIGINS", django.Minor{Major: 4}, func(v eval.Value) bool {
		return isOf(v, append(scalarTypes(), "bytes")...)
	})
	r.eachElement("LANGUAGES", django.Minor{Major: 3}, func(v eval.Value) bool { return !isPair(v) })
	if r.certainly("USE_I18N") && r.certainly("LANGUAGE_CODE") {
		// get_languages in django/utils/translation/trans_real.py.
		r.eachElement("LANGUAGES", django.Minor{Major: 4, Minor: 1}, hasCodeOfWrongType)
	}
	r.eachElement("SECRET_KEY_FALLBACKS", django.Minor{Major: 4, Minor: 1}, func(v eval.Value) bool {
		return isOf(v, scalarTypes()...)
	})
	r.eachElement("STATICFILES_DIRS", django.Minor{Major: 3, Minor: 2}, func(v eval.Value) bool {
		return isOf(v, append(scalarTypes(), "dict", "set")...) || isOf(v, "list", "tuple") && !isPair(v)
	})
}

// isPair reports whether a value may be taken apart into two.
func isPair(v eval.Value) bool {
	const two = 2
	switch v := v.(type) {
	case *eval.Sequence:
		return !v.Complete() || len(v.Elements()) == two
	case eval.Str:
		return len([]rune(string(v))) == two
	}
	return !isOf(v, scalarTypes()...)
}

// eachElement reports the first element of a list that is bad.
func (r refuser) eachElement(setting string, since django.Minor, bad func(eval.Value) bool) {
	value, known := r.one(setting)
	sequence, isSequence := value.Value.(*eval.Sequence)
	if !known || !isSequence || !r.DjangoAtLeast(since.Major, since.Minor) {
		return
	}
	for _, element := range sequence.Elements() {
		e, known := alone(element.Alternatives)
		if known && bad(e.Value) {
			r.inChecks(setting, value, "Django's checks cannot deal with an element of "+setting)
			return
		}
	}
}

// hasCodeOfWrongType reports whether the language code of a pair is no text.
func hasCodeOfWrongType(v eval.Value) bool {
	pair, isSequence := v.(*eval.Sequence)
	if !isSequence || len(pair.Elements()) == 0 {
		return false
	}
	code, known := alone(pair.Elements()[0].Alternatives)
	return known && isOf(code.Value, append(scalarTypes(), "list", "tuple", "dict")...)
}

// certainly reports whether a setting certainly is true.
func (r refuser) certainly(setting string) bool {
	value, known := r.one(setting)
	truth, sure := eval.Truth(value.Value)
	return known && sure && truth
}
