package values

import (
	"slices"
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// envStringAsBool reports boolean settings that are the text of a variable, or
// bool() of one. The default policy does not apply: what is said is true of the
// worlds in which the variable is set, and it is there to be set.
func envStringAsBool(p *check.Pass) {
	for _, m := range p.Loadable() {
		for _, t := range typedSettings(p, m) {
			if t.kind != django.KindBool {
				continue
			}
			if found, ok := rawText(t.values); ok {
				f := p.At(m, t.subject, found.Alternative)
				f.Message = t.subject + ` takes the text of ` + found.source + ` as it stands, and "False" and "0" are true`
				p.Report(f)
			} else if found, ok := truthOfText(m, t.values); ok {
				f := p.At(m, t.subject, found.Alternative)
				f.Message = t.subject + ` is bool() of the text of ` + found.source + `, which is true of "False" and "0" as well`
				p.Report(f)
			}
		}
	}
}

// envStringAsNumber reports settings that are numbers and get the text of a
// variable.
func envStringAsNumber(p *check.Pass) {
	for _, m := range p.Loadable() {
		for _, t := range typedSettings(p, m) {
			found, ok := rawText(t.values)
			if t.kind != django.KindInt || !ok || strings.HasSuffix(found.name, "_URL") { // a part of it
				continue
			}
			f := p.At(m, t.subject, found.Alternative)
			f.Message = t.subject + " takes the text of " + found.source + " as it stands, not a number: " + textForNumber(t.subject)
			p.Report(f)
		}
	}
}

// textValue is an alternative that is the text of something outside.
type textValue struct {
	eval.Alternative
	source string
	// name is that of the variable, if it is one of the environment.
	name string
}

// rawText is the first value that is such a text. One that was compared with
// texts before is what the author wants it to be.
func rawText(values eval.Alternatives) (textValue, bool) {
	for _, v := range values {
		e, ok := v.Value.(*eval.External)
		if !ok || e.Type != "str" {
			continue
		}
		switch e.Source.Kind {
		case eval.Environment:
			if anyWord(v.Guard.Domain(e.Source.Name)) && !ofPlatform(e.Source.Name) {
				return textValue{v, "the " + e.Source.String(), e.Source.Name}, true
			}
		case eval.OutsideFile:
			return textValue{v, "a variable of the " + e.Source.String(), ""}, true
		case eval.Host:
		}
	}
	return textValue{}, false
}

// anyWord reports whether a variable may hold any text but a few: nothing looked
// at what it says.
func anyWord(d eval.Domain) bool { return d.Except && d.Has("False") && d.Has("0") && d.Has("1") }

// truthOfText is the first value that is True if a variable holds anything, made
// by bool() of its text. A variable that is no switch but the credentials or the
// address of something asks whether that is there, as do those of platforms.
func truthOfText(m *project.SettingsModule, values eval.Alternatives) (textValue, bool) {
	for _, v := range values {
		if v.Value != eval.Value(eval.Bool(true)) {
			continue
		}
		for _, name := range v.Guard.Variables() {
			d := v.Guard.Domain(name)
			if anyWord(d) && !d.Has("") && isSwitch(name) && !ofPlatform(name) && truthTaken(m, name) {
				return textValue{v, "the environment variable " + name, name}, true
			}
		}
	}
	return textValue{}, false
}

// truthTaken reports whether bool() is taken of the text of a variable.
func truthTaken(m *project.SettingsModule, name string) bool {
	for _, read := range m.Evaluate(m.World()).Reads {
		if read.Name == name && read.Truth {
			return true
		}
	}
	return false
}

// ofPlatform reports whether a platform sets a variable, where the program runs on
// it and nowhere else: to ask whether it is there is to ask for the platform.
func ofPlatform(name string) bool {
	return slices.Contains([]string{
		"AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME", "CI", "CIRCLECI", "CODESPACES", "DYNO", "FLY_APP_NAME", "GAE_APPLICATION", "GAE_ENV",
		"GITHUB_ACTIONS", "GITLAB_CI", "HEROKU", "KUBERNETES_SERVICE_HOST", "K_REVISION", "K_SERVICE", "PYTEST_CURRENT_TEST",
		"PYTHONANYWHERE_DOMAIN", "PYTHONANYWHERE_SITE", "RAILWAY_ENVIRONMENT", "RENDER", "TRAVIS", "VERCEL", "WEBSITE_HOSTNAME", "WEBSITE_SITE_NAME",
	}, name)
}

// isSwitch reports whether a variable may be meant to be true or false. Those
// that hold an address or credentials are asked for whether they are there.
func isSwitch(name string) bool {
	words := strings.Split(name, "_")
	switch words[len(words)-1] {
	case "URL", "URI", "URLS", "HOST", "HOSTS", "HOSTNAME", "DOMAIN", "NAME", "USER", "USERNAME", "PASSWORD", "KEY", "SECRET", "TOKEN",
		"DSN", "ID", "DIR", "PATH", "ROOT", "FILE", "PORT", "EMAIL", "BUCKET", "CERT", "CERTFILE", "KEYFILE", "ADDR", "ADDRESS", "IP", "REGION":
		return false
	}
	return true
}

// textForNumber says what becomes of text where Django, or a package, takes a
// number. The places are in the comments.
func textForNumber(subject string) string {
	_, key, nested := strings.Cut(subject, ".")
	switch {
	case nested && strings.HasSuffix(key, "CONN_MAX_AGE"): // BaseDatabaseWrapper.connect
		return "no connection to the database can be opened"
	case nested:
		return "reckoning with it raises TypeError"
	}
	switch subject {
	case "CACHE_MIDDLEWARE_SECONDS": // django.utils.cache.patch_response_headers
		return "caching a page raises TypeError"
	case "CORS_PREFLIGHT_MAX_AGE": // corsheaders.checks
		return "the check of django-cors-headers fails"
	case "CSRF_COOKIE_AGE", "LANGUAGE_COOKIE_AGE": // HttpResponse.set_cookie
		return "setting the cookie raises TypeError"
	case "DATA_UPLOAD_MAX_MEMORY_SIZE", "DATA_UPLOAD_MAX_NUMBER_FIELDS", "DATA_UPLOAD_MAX_NUMBER_FILES": // django.http
		return "reading a form raises TypeError"
	case "EMAIL_PORT": // smtplib, socket.getaddrinfo
		return "digits work, since sockets take them as text too, and anything else fails when mail is sent"
	case "EMAIL_TIMEOUT": // socket.settimeout
		return "sending mail raises TypeError"
	case "FILE_UPLOAD_DIRECTORY_PERMISSIONS", "FILE_UPLOAD_MAX_MEMORY_SIZE", "FILE_UPLOAD_PERMISSIONS":
		return "saving an upload raises TypeError"
	case "MESSAGE_LEVEL": // django.contrib.messages.storage.base
		return "adding a message raises TypeError"
	case "PASSWORD_RESET_TIMEOUT", "PASSWORD_RESET_TIMEOUT_DAYS": // PasswordResetTokenGenerator.check_token
		return "no password can be reset"
	case "SECURE_HSTS_SECONDS": // SecurityMiddleware
		return `it goes into the header whatever it says, and "0" is true`
	case "SESSION_COOKIE_AGE": // SessionMiddleware.process_response
		return "no session can be saved"
	case "SITE_ID": // django.contrib.sites.checks
		return "the check of django.contrib.sites fails"
	}
	return "reckoning with it raises TypeError"
}
