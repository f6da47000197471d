package email_test

import (
	"testing"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
)

func on(major, minor int) engine.Options {
	return engine.Options{Django: django.Minors{{Major: major, Minor: minor}}}
}

func TestMailers(t *testing.T) {
	const settings = "mysite/settings.py:5: "
	enginetest.Suite{Rules: []string{"email-*", "mailers-*"}, Options: on(6, 1)}.Run(t,
		enginetest.Case{Name: "for development", Files: `MAILERS = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
`, Want: []string{"email-backend-development warning " + settings +
			"MAILERS names a backend for development: mail is thrown away and never sent [mail.E001]"}},
		enginetest.Case{Name: "no default", Files: "MAILERS = {}\n", Want: []string{
			"mailers-default-missing warning " + settings + `MAILERS has no entry "default": send_mail() and error reports raise an exception [mail.W001]`}},
		enginetest.Case{Name: "SMTP is the default backend", Files: `MAILERS = {"default": {"OPTIONS": {"host": "smtp.mysite.org", "password": "x"}}}
`, Want: []string{"email-plaintext warning " + settings +
			"the password for the mail server and all mail go there unencrypted: neither use_tls nor use_ssl is on"}},
		enginetest.Case{Name: "both", Files: `MAILERS = {"default": {"OPTIONS": {"host": "smtp.mysite.org", "use_tls": True, "use_ssl": True}}}
`, Want: []string{"email-tls-conflict error " + settings +
			"use_tls and use_ssl exclude each other: with both, every attempt to send mail raises an exception"}},
		enginetest.Case{Name: "until the environment names a server", Files: `import os
MAILERS = {}
if os.environ.get("EMAIL_HOST"):
    MAILERS["default"] = {"OPTIONS": {"host": os.environ["EMAIL_HOST"], "use_tls": True}}
`},
	)
	enginetest.Suite{Rules: []string{"email-*", "mailers-*"}, Options: on(6, 0)}.Run(t,
		enginetest.Case{Name: "6.0 does not read it", Files: "MAILERS = {}\n"},
	)
}

func TestPlaintext(t *testing.T) {
	const head = "EMAIL_HOST = \"smtp.mysite.org\"\nEMAIL_HOST_PASSWORD = \"hunter22\"\n"
	enginetest.Suite{Rules: []string{"email-plaintext"}, Options: on(5, 2)}.Run(t,
		enginetest.Case{Name: "port 465", Files: head + "EMAIL_PORT = 465\n", Want: []string{"email-plaintext warning mysite/settings.py:5: " +
			"mail cannot be sent: port 465 takes TLS from the first byte on, and EMAIL_USE_SSL is off"}},
		enginetest.Case{Name: "decided by the environment", Files: head + `import os
EMAIL_USE_TLS = os.environ.get("EMAIL_TLS") == "1"
`, Want: []string{"email-plaintext warning mysite/settings.py:8: " +
			"the password for the mail server and all mail go there unencrypted: neither EMAIL_USE_TLS nor EMAIL_USE_SSL is on, unless EMAIL_TLS is set"}},
		enginetest.Case{Name: "an unknown host", Files: head + "import os\nEMAIL_HOST = os.environ[\"EMAIL_HOST\"]\n"},
		enginetest.Case{Name: "a service that reads other settings", Files: head + "EMAIL_BACKEND = \"anymail.backends.mailgun.EmailBackend\"\n"},
		enginetest.Case{Name: "a private address", Files: head + "EMAIL_HOST = \"10.1.2.3\"\n"},
	)
}

func TestAdmins(t *testing.T) {
	const pairs = "admins-invalid error mysite/settings.py:5: ADMINS is no list of (name, address) pairs: reports are not sent, or raise an exception"
	const addresses = "admins-invalid error mysite/settings.py:5: ADMINS is no list of e-mail addresses: reports are not sent, or raise an exception"
	enginetest.Suite{Rules: []string{"admins-invalid"}, Options: on(5, 2)}.Run(t,
		enginetest.Case{Name: "a bare pair", Files: "ADMINS = MANAGERS = (\"Min-ji\", \"minji@mysite.org\")\n", Want: []string{pairs}},
		enginetest.Case{Name: "a text", Files: "ADMINS = \"minji@mysite.org\"\n", Want: []string{pairs}},
		enginetest.Case{Name: "three parts", Files: "ADMINS = [(\"Min-ji\", \"Kim\", \"minji@mysite.org\")]\n", Want: []string{pairs}},
		enginetest.Case{Name: "unknown", Files: "import os\nADMINS = [tuple(a.split(\":\")) for a in os.environ[\"ADMINS\"].split(\",\")]\n"},
		enginetest.Case{Name: "empty", Files: "ADMINS = ()\n"},
	)
	enginetest.Suite{Rules: []string{"admins-invalid"}, Options: on(6, 0)}.Run(t,
		enginetest.Case{Name: "a bare pair", Files: "ADMINS = (\"Min-ji\", \"minji@mysite.org\")\n", Want: []string{addresses}},
		enginetest.Case{Name: "mixed", Files: "ADMINS = [(\"Min-ji\", \"minji@mysite.org\"), \"jo@mysite.org\"]\n", Want: []string{addresses}},
		enginetest.Case{Name: "pairs", Files: "ADMINS = [(\"Min-ji\", \"minji@mysite.org\")]\n", Want: []string{
			"admins-invalid note mysite/settings.py:5: ADMINS holds (name, address) pairs, which Django deprecates since 6.0: it takes the addresses alone",
		}},
		enginetest.Case{Name: "addresses", Files: "ADMINS = [\"minji@mysite.org\"]\n"},
	)
	both := engine.Options{Django: django.Minors{{Major: 5, Minor: 2}, {Major: 6, Minor: 0}}}
	enginetest.Suite{Rules: []string{"admins-invalid"}, Options: both}.Run(t,
		enginetest.Case{Name: "versions differ", Files: "ADMINS = [\"minji@mysite.org\"]\n"},
		enginetest.Case{Name: "wrong in both", Files: "ADMINS = (\"Min-ji\", \"minji@mysite.org\")\n", Want: []string{pairs}},
	)
}
