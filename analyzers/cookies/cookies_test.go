package cookies_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
	"github.com/djvet/djvet/internal/eval"
)

const (
	sessions = "MIDDLEWARE = ['django.contrib.sessions.middleware.SessionMiddleware']\n"
	tokens   = "MIDDLEWARE = ['django.middleware.csrf.CsrfViewMiddleware']\n"
	app      = "INSTALLED_APPS += ['django.contrib.sessions']\n"
)

func asDjango(minor string) engine.Options {
	parsed, err := django.ParseMinor(minor)
	if err != nil {
		panic(err)
	}
	return engine.Options{
		Settings: []string{"mysite.settings"}, AsDjango: true, World: eval.ExactWorld(nil), Django: django.NewMinors(parsed),
	}
}

// ids are those that rules give on a file, sorted.
func ids(found []string) string {
	var all []string
	for _, f := range found {
		if _, after, ok := strings.Cut(f, " [security."); ok {
			all = append(all, strings.TrimSuffix(after, "]"))
		}
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// TestIDs are the ids of Django's checks by version, app and middleware.
func TestIDs(t *testing.T) {
	const off = "SESSION_COOKIE_HTTPONLY = False\n"
	tests := []struct{ minor, files, want string }{
		{"5.2", app + sessions + off, "W003 W012 W015"},
		{"5.2", app + off + "MIDDLEWARE = []\n", "W003 W010 W013"},
		{"5.2", sessions + off, "W003 W011 W014"},
		{"5.2", "MIDDLEWARE = []\n" + off, "W003"},
		{"5.2", tokens, "W016"},
		{"5.2", tokens + "CSRF_USE_SESSIONS = 1\n", ""},
		{"5.2", tokens + "CSRF_COOKIE_SECURE = 1\n", "W016"},
		{"4.1", tokens + "CSRF_COOKIE_SECURE = 1\n", "W016"},
		{"4.0", tokens + "CSRF_COOKIE_SECURE = 1\n", ""},
		{"3.2", app + sessions + "SESSION_COOKIE_SECURE = 'False'\n", "W003"},
		{"4.1", app + sessions + "SESSION_COOKIE_SECURE = 'False'\n", "W003 W012"},
		{"1.10", tokens + "CSRF_COOKIE_SECURE = True\nCSRF_USE_SESSIONS = True\n", "W017"},
		{"1.11", tokens + "CSRF_COOKIE_SECURE = True\n", ""},
		{"1.9", strings.Replace(tokens, "MIDDLEWARE", "MIDDLEWARE_CLASSES", 1), "W016 W017"},
		{"5.2", app + sessions + "SESSION_COOKIE_SECURE = True\nSILENCED_SYSTEM_CHECKS = ['security.W003']\n", ""},
	}
	for i, test := range tests {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			suite := enginetest.Suite{Rules: []string{"cookies"}, Options: asDjango(test.minor)}
			if got := ids(suite.Find(t, test.files)); got != test.want {
				t.Errorf("Django %s, %s: got %q, want %q", test.minor, test.files, got, test.want)
			}
		})
	}
}

func TestWiser(t *testing.T) {
	const taken = "session-cookie-insecure warning mysite/settings.py:%d: SESSION_COOKIE_SECURE is %s: browsers send the session's cookie over plain HTTP too, where anyone in between takes over the session"
	enginetest.Suite{Rules: []string{"session-cookie-*", "csrf-*"}}.Run(t,
		enginetest.Case{Name: "1 is on", Files: sessions + tokens + "SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = 1\n"},
		enginetest.Case{Name: "the app alone sets no cookie", Files: app + "MIDDLEWARE = []\n"},
		enginetest.Case{
			Name: "a subclass of the middleware, of which Django knows nothing",
			Files: app + "MIDDLEWARE = ['mysite.own.Sessions', 'package.CsrfMiddleware']\n" +
				"-- mysite/own.py --\nfrom django.contrib.sessions.middleware import SessionMiddleware\nclass Sessions(SessionMiddleware): pass\n",
			Want: []string{fmt.Sprintf(taken, 6, "not set") + " [security.W010]"},
		},
		enginetest.Case{
			Name:  "a variable decides",
			Files: app + sessions + "MIDDLEWARE += ['package.Csrf']\nimport os\nSESSION_COOKIE_SECURE = 'HTTPS' in os.environ\n",
			Want:  []string{fmt.Sprintf(taken, 9, "off unless HTTPS is set") + " [security.W012]"},
		},
		enginetest.Case{
			Name: "a production launch sets the variable",
			Files: app + sessions + "MIDDLEWARE += ['package.Csrf']\nimport os\nSESSION_COOKIE_SECURE = 'HTTPS' in os.environ\n" +
				"-- mysite/wsgi.py --\nimport os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\nfrom django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n" +
				"-- Dockerfile --\nFROM python\nENV HTTPS=1\nCMD gunicorn mysite.wsgi\n",
		},
		enginetest.Case{
			Name:  "settings for an old Django",
			Files: "MIDDLEWARE_CLASSES = ['django.contrib.sessions.middleware.SessionMiddleware']\n",
			Want:  []string{"csrf-middleware-missing warning mysite/settings.py:5: MIDDLEWARE_CLASSES lacks django.middleware.csrf.CsrfViewMiddleware: any site can make its visitors' browsers send forms here, as the users who are signed in [security.W003]"},
		},
	)
}

func TestFailureView(t *testing.T) {
	const names = "csrf-failure-view error mysite/settings.py:5: CSRF_FAILURE_VIEW names %s: a request without the right token ends in a server error%s"
	view := func(name, source string) string {
		return "CSRF_FAILURE_VIEW = '" + name + "'\n-- mysite/views.py --\n" + source + "\n"
	}
	enginetest.Suite{Rules: []string{"csrf-failure-view"}}.Run(t,
		enginetest.Case{Name: "of a package", Files: view("package.views.failure", "")},
		enginetest.Case{Name: "decorated", Files: view("mysite.views.f", "@wrapped\ndef f(request): pass")},
		enginetest.Case{Name: "defined again", Files: view("mysite.views.f", "def f(request): pass\ntry:\n    from package import f\nexcept ImportError:\n    pass")},
		enginetest.Case{Name: "imported with all", Files: view("mysite.views.f", "from package import *")},
		enginetest.Case{Name: "by keyword", Files: view("mysite.views.f", "def f(request, *, reason, status=403): pass")},
		enginetest.Case{
			Name: "reason first", Files: view("mysite.views.f", "def f(reason): pass"),
			Want: []string{fmt.Sprintf(names, "mysite.views.f, which does not take the arguments request and reason", " [security.E101]")},
		},
		enginetest.Case{
			Name: "more than Django gives", Files: view("mysite.views.f", "def f(request, reason, status): pass"),
			Want: []string{fmt.Sprintf(names, "mysite.views.f, which does not take the arguments request and reason", " [security.E101]")},
		},
		enginetest.Case{
			Name: "no module", Files: view("mysite.errors.csrf.f", ""),
			Want: []string{fmt.Sprintf(names, "mysite.errors.csrf.f, but there is no module mysite.errors.csrf", " [security.E102]")},
		},
		enginetest.Case{
			Name: "no dots", Files: view("failure", ""),
			Want: []string{fmt.Sprintf(names, "failure, which is not the dotted path of a module and a view in it", " [security.E102]")},
		},
	)
}

func TestDomains(t *testing.T) {
	const is = "cookie-domain-broad note mysite/settings.py:6: SESSION_COOKIE_DOMAIN is "
	domain := func(text string) string { return sessions + "SESSION_COOKIE_DOMAIN = '" + text + "'\n" }
	enginetest.Suite{Rules: []string{"cookie-domain-broad"}}.Run(t,
		enginetest.Case{Name: "one host", Files: domain("www.mysite.co.uk")},
		enginetest.Case{Name: "an address", Files: domain("192.0.2.1")},
		enginetest.Case{Name: "no dot", Files: domain("localhost")},
		enginetest.Case{Name: "no sessions", Files: "MIDDLEWARE = []\nSESSION_COOKIE_DOMAIN = '.mysite.org'\n"},
		enginetest.Case{
			Name: "a registered domain", Files: domain(".mysite.co.uk"),
			Want: []string{is + ".mysite.co.uk: the cookie goes to every host below mysite.co.uk, and each of them can set it"},
		},
		enginetest.Case{
			Name: "a public suffix", Files: domain(".herokuapp.com"),
			Want: []string{is + ".herokuapp.com: anybody can have a name below herokuapp.com, and browsers refuse the cookie"},
		},
	)
}

func TestSessions(t *testing.T) {
	const inCache = "SESSION_ENGINE = 'django.contrib.sessions.backends.cache'\n"
	enginetest.Suite{Rules: []string{"session-engine-volatile", "session-serializer-pickle", "samesite-none-insecure"}}.Run(t,
		enginetest.Case{
			Name:  "another cache than the default",
			Files: sessions + inCache + "SESSION_CACHE_ALIAS = 's'\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}, 's': {'BACKEND': 'package.Redis'}}\n",
		},
		enginetest.Case{
			Name:  "the dummy",
			Files: sessions + inCache + "CACHES = {'default': {'BACKEND': 'django.core.cache.backends.dummy.DummyCache'}}\n",
			Want:  []string{"session-engine-volatile warning mysite/settings.py:6: sessions are kept in a dummy cache that keeps nothing, so that nobody can stay signed in"},
		},
		enginetest.Case{Name: "no session middleware", Files: "MIDDLEWARE = []\n" + inCache},
		enginetest.Case{
			Name:  "SameSite of the token",
			Files: tokens + "CSRF_COOKIE_SAMESITE = 'none'\n",
			Want:  []string{`samesite-none-insecure warning mysite/settings.py:6: CSRF_COOKIE_SAMESITE is "None" while CSRF_COOKIE_SECURE is off: browsers refuse the cookie of the CSRF token, so that no form can be sent`},
		},
		enginetest.Case{Name: "the token has no cookie", Files: tokens + "CSRF_COOKIE_SAMESITE = 'None'\nCSRF_USE_SESSIONS = True\n"},
	)
}
