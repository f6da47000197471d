package values

import (
	"fmt"
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// wrongType reports settings of a type that Django refuses or misreads, as far as
// no other rule knows better what was meant. What happens in one branch only is
// as wrong there. A value of another type that Django reads as intended (1 for
// True, "587" for the port of the mail server) is none of its business.
func wrongType(p *check.Pass) {
	for _, m := range p.Loadable() {
		for _, t := range typedSettings(p, m) {
			v, what := misread(p, m, t)
			if what == "" {
				continue
			}
			f := p.At(m, t.subject, v)
			f.Message = t.subject + " " + what
			p.Report(f)
		}
	}
}

// misread is the first value that is misread, and why.
func misread(p *check.Pass, m *project.SettingsModule, t typed) (eval.Alternative, string) {
	if t.kind == django.KindList && !slices.Contains(searchedLists(), t.subject) {
		if text, ok := rawText(t.values); ok {
			return text.Alternative, "takes the text of " + text.source + " as it stands, not a list: " + stringForList(p, t.subject, "string")
		}
	}
	for _, v := range t.values {
		what := misreadOne(p, m, t.subject, v)
		if what == "" {
			what = misreadKind(p, t, v)
		}
		if what != "" {
			return v, what
		}
	}
	return eval.Alternative{}, ""
}

// misreadKind judges a value by the kind of its setting.
func misreadKind(p *check.Pass, t typed, v eval.Alternative) string {
	_, own := django.LookupSetting(t.subject)
	switch t.kind {
	case django.KindBool:
		if word, ok := wordForFalse(v.Value); ok {
			return `is the string "` + word + `", which is true: False is written without quotes`
		}
	case django.KindInt:
		if s, ok := v.Value.(eval.Str); ok && s != "" && !slices.Contains(textServes(), t.subject) {
			return "is a string, not a number: " + textForNumber(t.subject)
		}
	case django.KindPath, django.KindStr:
		if list, ok := v.Value.(*eval.Sequence); ok && list.Kind == eval.ListKind && own {
			return "is a list, where Django takes a string"
		}
	case django.KindList:
		return refusedForList(p, t.subject, v)
	case django.KindDict:
		_, isString := aString(v.Value)
		if _, isText := rawText(eval.Alternatives{v}); isString || isText {
			return "is a string, where Django takes a dict"
		}
	case django.KindDotted, django.KindTuple, django.KindOther:
	}
	return ""
}

// wordForFalse is a string that says no and is true.
func wordForFalse(v eval.Value) (string, bool) {
	s, ok := v.(eval.Str)
	return string(s), ok && slices.Contains([]string{"false", "0", "no", "off"}, strings.ToLower(string(s)))
}

// textServes are numbers that are never reckoned with, so that digits do as well
// (smtplib and SecurityMiddleware hand them on), and one that has a rule of its
// own.
func textServes() []string {
	return []string{"EMAIL_PORT", "FIRST_DAY_OF_WEEK", "NUMBER_GROUPING", "SECURE_HSTS_SECONDS", "SITE_ID"}
}

// refusedForList says why Django refuses what is no list. Strings have a rule of
// their own, and a value for want of a variable is how one is required.
func refusedForList(p *check.Pass, subject string, v eval.Alternative) string {
	kind, known := eval.TypeName(v.Value)
	if !known || kind == "str" || !v.Guard.Always() || !slices.Contains(refusedTypes(), kind) {
		return ""
	}
	for _, s := range listSettings() {
		if s.name == subject && p.DjangoAtLeast(s.since.Major, s.since.Minor) {
			return "is a " + kind + ": Django takes a list or a tuple, and refuses to start"
		}
	}
	return ""
}

// misreadOne judges the settings that have ways of their own to be misread. Where
// each value is used is in the comments.
func misreadOne(p *check.Pass, m *project.SettingsModule, subject string, v eval.Alternative) string {
	switch subject {
	case "FILE_UPLOAD_PERMISSIONS", "FILE_UPLOAD_DIRECTORY_PERMISSIONS": // os.chmod
		if n, ok := v.Value.(eval.Int); ok && slices.Contains(decimalModes(), int64(n)) {
			return fmt.Sprintf("is %d in decimal, which are the permissions 0o%o: an octal number begins with 0o", n, n)
		}
	case "X_FRAME_OPTIONS": // XFrameOptionsMiddleware.get_xframe_options_value
		kind, known := eval.TypeName(v.Value)
		if known && slices.Contains([]string{"NoneType", "bool", "int"}, kind) && framed(p, m) {
			return "is no string: XFrameOptionsMiddleware raises AttributeError on every response"
		}
	case "CSRF_COOKIE_SAMESITE", "LANGUAGE_COOKIE_SAMESITE", "SESSION_COOKIE_SAMESITE": // HttpResponse.set_cookie
		if v.Value == eval.Value(eval.Bool(true)) && p.DjangoAtLeast(2, 1) {
			return `is True, which setting the cookie refuses: it takes "Lax", "Strict", "None" or False`
		}
	case "STATIC_URL", "MEDIA_URL": // LazySettings._add_script_prefix, urljoin
		if _, isPath := v.Value.(*eval.Path); isPath {
			return "is a path object, where Django takes the string of a URL"
		}
	case "SESSION_COOKIE_AGE":
		if _, isNone := v.Value.(eval.None); isNone && v.Guard.Always() {
			return "is None, not a number: " + textForNumber(subject)
		}
		return misreadDuration(subject, v.Value)
	case "PASSWORD_RESET_TIMEOUT", "CACHE_MIDDLEWARE_SECONDS":
		return misreadDuration(subject, v.Value)
	case "CSRF_COOKIE_AGE", "LANGUAGE_COOKIE_AGE":
		if p.DjangoBefore(4, 1) { // set_cookie takes a timedelta since
			return misreadDuration(subject, v.Value)
		}
	case "SECURE_HSTS_SECONDS": // SecurityMiddleware
		if o, ok := v.Value.(*eval.Object); ok && o.Type == timedelta {
			return "is a timedelta, which goes into the header as it is printed: Django takes a number of seconds"
		}
	}
	return ""
}

const timedelta = "datetime.timedelta"

func misreadDuration(subject string, v eval.Value) string {
	if o, ok := v.(*eval.Object); ok && o.Type == timedelta {
		return "is a timedelta, not a number of seconds: " + textForNumber(subject)
	}
	return ""
}

// decimalModes are the usual permissions with the 0o forgotten. None of them is
// one of the usual permissions in decimal.
func decimalModes() []int64 {
	return []int64{600, 640, 644, 660, 664, 666, 700, 750, 755, 770, 775, 777}
}

// framed reports whether the middleware that reads X_FRAME_OPTIONS is certainly
// installed.
func framed(p *check.Pass, m *project.SettingsModule) bool {
	answers := p.HasMiddlewareClass(m, m.World(), "django.middleware.clickjacking.XFrameOptionsMiddleware")
	for _, answer := range answers {
		if check.IsTrue(answer.Value) != check.Bad {
			return false
		}
	}
	return len(answers) > 0
}
