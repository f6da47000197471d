package middleware_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

const (
	security = `"django.middleware.security.SecurityMiddleware"`
	session  = `"django.contrib.sessions.middleware.SessionMiddleware"`
	common   = `"django.middleware.common.CommonMiddleware"`
	locale   = `"django.middleware.locale.LocaleMiddleware"`
	auth     = `"django.contrib.auth.middleware.AuthenticationMiddleware"`
	login    = `"django.contrib.auth.middleware.LoginRequiredMiddleware"`
	noise    = `"whitenoise.middleware.WhiteNoiseMiddleware"`
)

func TestOrder(t *testing.T) {
	t.Parallel()
	const found = "middleware-order warning mysite/settings.py:5: "
	enginetest.Suite{Rules: []string{"middleware-order"}}.Run(
		t,
		enginetest.Case{
			Name: "authentication before the session", Files: "MIDDLEWARE = [" + auth + ", " + session + "]\n",
			Want: []string{found + "AuthenticationMiddleware comes before SessionMiddleware: request.user needs request.session, and every request raises ImproperlyConfigured"},
		},
		enginetest.Case{
			Name: "in a subclass", Files: "MIDDLEWARE = [" + auth + ", \"mysite.middleware.Sessions\"]\n-- mysite/middleware.py --\nfrom django.contrib.sessions.middleware import SessionMiddleware\nclass Sessions(SessionMiddleware):\n    pass\n",
			Want: []string{found + "AuthenticationMiddleware comes before SessionMiddleware: request.user needs request.session, and every request raises ImproperlyConfigured"},
		},
		enginetest.Case{Name: "no session at all", Files: "MIDDLEWARE = [" + auth + "]\n"},
		enginetest.Case{Name: "what stands before is not known", Files: "import package\nMIDDLEWARE = [*package.first, " + auth + ", " + session + "]\n"},
		enginetest.Case{Name: "inserted where a variable is set", Files: "import os\nMIDDLEWARE = [" + security + ", " + session + "]\nif os.environ.get(\"NOISE\"):\n    MIDDLEWARE.insert(2, " + noise + ")\n"},
		enginetest.Case{
			Name: "WhiteNoise behind others", Files: "MIDDLEWARE = [" + security + ", " + session + ", " + common + "]\nMIDDLEWARE.append(" + noise + ")\n",
			Want: []string{"middleware-order warning mysite/settings.py:5: WhiteNoiseMiddleware comes after SessionMiddleware and CommonMiddleware: every static file passes through what stands before it, which its place behind SecurityMiddleware avoids"},
		},
		enginetest.Case{Name: "the language without prefixes", Files: "MIDDLEWARE = [" + session + ", " + common + ", " + locale + "]\n"},
		enginetest.Case{
			Name: "the language with prefixes", Files: "MIDDLEWARE = [" + session + ", " + common + ", " + locale + "]\n-- mysite/urls.py --\nurlpatterns = i18n_patterns()\n",
			Want: []string{found + "CommonMiddleware comes before LocaleMiddleware: CommonMiddleware looks for the URL with a slash before the visitor's language is active, so that URLs with a language prefix are not found"},
		},
		enginetest.Case{
			Name: "the language in the session", Files: "MIDDLEWARE = [" + locale + ", " + session + "]\n-- requirements.txt --\nDjango==3.2.25\n",
			Want: []string{found + "LocaleMiddleware comes before SessionMiddleware: the language that a visitor chose is kept in the session, and is not found"},
		},
		enginetest.Case{Name: "the language in a cookie", Files: "MIDDLEWARE = [" + locale + ", " + session + "]\n-- requirements.txt --\nDjango==4.2.16\n"},
		enginetest.Case{
			Name: "a login without a user", Files: "MIDDLEWARE = [" + login + "]\n-- requirements.txt --\nDjango==5.2.4\n",
			Want: []string{"middleware-order error mysite/settings.py:5: LoginRequiredMiddleware has no AuthenticationMiddleware before it: it needs request.user, and Django's checks refuse to go on [auth.E013]"},
		},
		enginetest.Case{
			Name: "under the old name", Files: "MIDDLEWARE_CLASSES = [" + auth + ", " + session + "]\n-- requirements.txt --\nDjango==1.8.19\n",
			Want: []string{found + "AuthenticationMiddleware comes before SessionMiddleware: request.user needs request.session, and every request raises ImproperlyConfigured"},
		},
	)
}

// TestStartproject has the lists that startproject wrote since Django 1.8.
func TestStartproject(t *testing.T) {
	t.Parallel()
	const frames = `"django.middleware.clickjacking.XFrameOptionsMiddleware"`
	const csrf, messages = `"django.middleware.csrf.CsrfViewMiddleware"`, `"django.contrib.messages.middleware.MessageMiddleware"`
	const verify = `"django.contrib.auth.middleware.SessionAuthenticationMiddleware"`
	enginetest.Suite{Rules: []string{"middleware-*"}}.Run(
		t,
		enginetest.Case{Name: "1.8", Files: "MIDDLEWARE_CLASSES = (" + session + ", " + common + ", " + csrf + ", " + auth + ", " + verify + ", " + messages + ", " + frames + ", " + security + ")\n-- requirements.txt --\nDjango==1.8.19\n"},
		enginetest.Case{Name: "1.9", Files: "MIDDLEWARE_CLASSES = [" + security + ", " + session + ", " + common + ", " + csrf + ", " + auth + ", " + verify + ", " + messages + ", " + frames + "]\n-- requirements.txt --\nDjango==1.9.13\n"},
		enginetest.Case{Name: "1.10 and later", Files: "MIDDLEWARE = [" + security + ", " + session + ", " + common + ", " + csrf + ", " + auth + ", " + messages + ", " + frames + "]\n-- requirements.txt --\nDjango>=1.10\n"},
	)
}

func TestDuplicate(t *testing.T) {
	t.Parallel()
	enginetest.Suite{Rules: []string{"middleware-duplicate"}}.Run(
		t,
		enginetest.Case{
			Name: "unless a variable is set", Files: "import os\nMIDDLEWARE = [" + common + "]\nif not os.environ.get(\"ONCE\"):\n    MIDDLEWARE += [" + common + "]\n",
			Want: []string{"middleware-duplicate warning mysite/settings.py:6: django.middleware.common.CommonMiddleware stands twice in MIDDLEWARE unless ONCE is set: it does its work twice on every request and response"},
		},
		enginetest.Case{Name: "only if a variable is set", Files: "import os\nMIDDLEWARE = [" + common + "]\nif os.environ.get(\"TWICE\"):\n    MIDDLEWARE += [" + common + "]\n"},
		enginetest.Case{
			Name: "an app", Files: "INSTALLED_APPS += [\"notes\", \"django.contrib.auth\"]\n",
			Want: []string{"middleware-duplicate error mysite/settings.py:4: django.contrib.auth stands twice in INSTALLED_APPS: Django refuses to start, because the labels of apps have to be unique"},
		},
	)
}
