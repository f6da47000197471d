package https_test

import (
	"testing"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
	"github.com/djvet/djvet/internal/eval"
)

const (
	security = "MIDDLEWARE = ['django.middleware.security.SecurityMiddleware']\n"
	frames   = "MIDDLEWARE = ['django.middleware.clickjacking.XFrameOptionsMiddleware']\n"
	csp      = "MIDDLEWARE = ['csp.middleware.CSPMiddleware']\n"
	django60 = "-- requirements.txt --\nDjango==6.0\n"
	django22 = "-- requirements.txt --\nDjango==2.2\n"
)

// asDjango are the options of --as-django on one version.
func asDjango(major, minor int) engine.Options {
	return engine.Options{
		Settings: []string{"mysite.settings"}, AsDjango: true, World: eval.ExactWorld(nil),
		Django: django.NewMinors(django.Minor{Major: major, Minor: minor}),
	}
}

func TestTransport(t *testing.T) {
	enginetest.Suite{Rules: []string{"hsts-*", "ssl-redirect-disabled"}}.Run(t,
		enginetest.Case{Name: "without SecurityMiddleware the settings are read by nobody", Files: "MIDDLEWARE = []\n"},
		enginetest.Case{
			Name:  "a number as text is what the header gets",
			Files: security + "SECURE_SSL_REDIRECT = 1\nSECURE_HSTS_SECONDS = '3600'\nSECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True\n",
			Want:  []string{"hsts-too-short note mysite/settings.py:7: SECURE_HSTS_SECONDS is less than a year: browsers forget to use HTTPS for visitors who come back later"},
		},
		enginetest.Case{Name: "sslify redirects", Files: "MIDDLEWARE = ['django.middleware.security.SecurityMiddleware', 'sslify.middleware.SSLifyMiddleware']\n"},
		enginetest.Case{
			Name:  "nginx redirects and sets the header",
			Files: security + "-- deploy/nginx.conf --\nserver {\n  return 301 https://$host$request_uri;\n  add_header Strict-Transport-Security \"max-age=31536000\";\n}\n",
			Want:  []string{"ssl-redirect-disabled note mysite/settings.py:5: SECURE_SSL_REDIRECT is not set: unless a server in front redirects, pages are answered over plain HTTP [security.W008]"},
		},
		enginetest.Case{
			Name: "a world for developers unless a variable says otherwise",
			Files: "-- mysite/settings.py --\nimport os\nDEBUG = os.environ.get('SITE') != 'live'\nALLOWED_HOSTS = ['www.mysite.org']\nROOT_URLCONF = 'mysite.urls'\n" + security +
				"INSTALLED_APPS = []\nif os.environ.get('SITE') == 'live':\n    SECURE_SSL_REDIRECT = True\n    SECURE_HSTS_SECONDS = 31536000\n    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True\n",
		},
		enginetest.Case{
			Name: "a world for developers while no variable is set",
			Files: "-- mysite/settings.py --\nimport os\nDEBUG = os.environ.get('DEBUG', '1') == '1'\nALLOWED_HOSTS = ['www.mysite.org']\nROOT_URLCONF = 'mysite.urls'\n" + security +
				"INSTALLED_APPS = []\nSECURE_SSL_REDIRECT = 'HTTPS' in os.environ\nSECURE_HSTS_SECONDS = int(os.environ.get('HSTS', 0))\n",
		},
		enginetest.Case{
			Name:  "what does not matter is not named",
			Files: security + "import os\nif os.environ.get('GZIP'):\n    MIDDLEWARE.append('django.middleware.gzip.GZipMiddleware')\nSECURE_HSTS_SECONDS = int(os.environ.get('HSTS', '0'))\nSECURE_SSL_REDIRECT = True\n",
			Want: []string{
				"hsts-disabled warning mysite/settings.py:9: SECURE_HSTS_SECONDS is 0 unless HSTS is set: browsers are not told to use HTTPS only, so that an attacker in between can keep a visitor on HTTP [security.W004]",
			},
		},
		enginetest.Case{
			Name:  "Django silences it",
			Files: security + "SILENCED_SYSTEM_CHECKS = ['security.W004', 'security.W008']\n",
		},
	)
}

// TestLetter is what Django's checks say to the letter.
func TestLetter(t *testing.T) {
	enginetest.Suite{Rules: []string{"https"}, Options: asDjango(5, 2)}.Run(t,
		enginetest.Case{
			Name: "True is the object, and a subclass does not count",
			Files: "MIDDLEWARE = ['django.middleware.security.SecurityMiddleware', 'mysite.own.Frames']\n" +
				"SECURE_HSTS_SECONDS = 1\nSECURE_HSTS_INCLUDE_SUBDOMAINS = 1\nSECURE_HSTS_PRELOAD = True\nSECURE_SSL_REDIRECT = 'True'\n" +
				"-- mysite/own.py --\nfrom django.middleware.clickjacking import XFrameOptionsMiddleware\nclass Frames(XFrameOptionsMiddleware): pass\n",
			Want: []string{
				"frame-middleware-missing warning mysite/settings.py:5: MIDDLEWARE lacks django.middleware.clickjacking.XFrameOptionsMiddleware: any site can show pages of this one in a frame and have its visitors click there [security.W002]",
				"hsts-too-short note mysite/settings.py:6: SECURE_HSTS_SECONDS is less than a year: browsers forget to use HTTPS for visitors who come back later",
				"hsts-subdomains note mysite/settings.py:7: SECURE_HSTS_INCLUDE_SUBDOMAINS is off: HSTS does not cover subdomains, from which an attacker can still set cookies for the site over HTTP [security.W005]",
				"ssl-redirect-disabled warning mysite/settings.py:9: SECURE_SSL_REDIRECT is off: unless a server in front redirects, pages are answered over plain HTTP [security.W008]",
			},
		},
		enginetest.Case{
			Name:  "lower case is not DENY",
			Files: frames + "X_FRAME_OPTIONS = 'deny'\n",
			Want: []string{
				"security-middleware-missing warning mysite/settings.py:5: MIDDLEWARE lacks django.middleware.security.SecurityMiddleware: no SECURE_ setting has an effect, and pages come without the headers that these ask for [security.W001]",
				"frame-options-weak note mysite/settings.py:6: X_FRAME_OPTIONS is deny: for Django's check it has to be DENY, in capitals [security.W019]",
			},
		},
	)
}

func TestHeaders(t *testing.T) {
	enginetest.Suite{Rules: []string{"frame-*", "nosniff-disabled", "referrer-*", "coop-invalid", "security-middleware-missing"}}.Run(t,
		enginetest.Case{Name: "no site of its own", Files: "# no MIDDLEWARE\n"},
		enginetest.Case{
			Name: "a subclass, and a class of a package that is named alike",
			Files: "MIDDLEWARE = ['mysite.own.Security', 'package.XFrameOptionsMiddleware']\n" +
				"-- mysite/own.py --\nfrom django.middleware.security import SecurityMiddleware\nclass Security(SecurityMiddleware): pass\n",
		},
		enginetest.Case{
			Name:  "the project's own middleware writes the headers",
			Files: "MIDDLEWARE = ['mysite.own.Headers']\n-- mysite/own.py --\nHEADERS = ['X-Frame-Options', 'X-Content-Type-Options']\n",
		},
		enginetest.Case{
			Name:  "the default of an old Django",
			Files: frames + django22,
			Want: []string{
				"frame-options-weak note mysite/settings.py:5: X_FRAME_OPTIONS is not set, and SAMEORIGIN by default: pages of the same host, those that users wrote among them, can frame this site [security.W019]",
				"security-middleware-missing warning mysite/settings.py:5: MIDDLEWARE lacks django.middleware.security.SecurityMiddleware: no SECURE_ setting has an effect, and pages come without the headers that these ask for [security.W001]",
			},
		},
		enginetest.Case{
			Name:  "elements of a list are not stripped",
			Files: security + "MIDDLEWARE += ['django.middleware.clickjacking.XFrameOptionsMiddleware']\nSECURE_REFERRER_POLICY = ['origin', ' same-origin']\n",
			Want:  []string{"referrer-policy-invalid error mysite/settings.py:7: SECURE_REFERRER_POLICY is none of the values that browsers know: they ignore the header [security.E023]"},
		},
		enginetest.Case{
			Name:  "a tuple is none of the three values",
			Files: security + "MIDDLEWARE += ['django.middleware.clickjacking.XFrameOptionsMiddleware']\nSECURE_CROSS_ORIGIN_OPENER_POLICY = 'same-origin',\n",
			Want:  []string{"coop-invalid error mysite/settings.py:7: SECURE_CROSS_ORIGIN_OPENER_POLICY is none of the values that browsers know: they ignore the header, and None is what sends none [security.E024]"},
		},
	)
}

func TestContentSecurityPolicy(t *testing.T) {
	enginetest.Suite{Rules: []string{"csp-*"}}.Run(t,
		enginetest.Case{Name: "only reported on", Files: csp + "CSP_REPORT_ONLY = True\nCSP_SCRIPT_SRC = [\"'unsafe-inline'\"]\n"},
		enginetest.Case{Name: "a nonce beside it", Files: csp + "CSP_INCLUDE_NONCE_IN = ['script-src']\nCSP_SCRIPT_SRC = [\"'unsafe-inline'\"]\n"},
		enginetest.Case{Name: "nobody sends it", Files: "MIDDLEWARE = []\nCSP_SCRIPT_SRC = [\"'unsafe-inline'\"]\n"},
		enginetest.Case{Name: "styles only", Files: csp + "CONTENT_SECURITY_POLICY = {'DIRECTIVES': {'style-src': [\"'unsafe-inline'\"]}}\n"},
		enginetest.Case{
			Name:  "constants of the package, in default-src",
			Files: csp + "from csp.constants import SELF, UNSAFE_INLINE\nCONTENT_SECURITY_POLICY = {'DIRECTIVES': {'default-src': [SELF, UNSAFE_INLINE]}}\n",
			Want: []string{
				"csp-unsafe warning mysite/settings.py:7: CONTENT_SECURITY_POLICY allows 'unsafe-inline' in default-src: a script that an attacker gets into a page runs",
			},
		},
		enginetest.Case{
			Name:  "both settings have to be dicts",
			Files: "SECURE_CSP = None\nSECURE_CSP_REPORT_ONLY = []\n" + django60,
			Want:  []string{"csp-not-dict error mysite/settings.py:6: SECURE_CSP_REPORT_ONLY is no dict of directives: Django refuses it [security.E026]"},
		},
	)
}

func TestProxyHeader(t *testing.T) {
	const so = "proxy-ssl-header-malformed error mysite/settings.py:5: SECURE_PROXY_SSL_HEADER "
	enginetest.Suite{Rules: []string{"proxy-ssl-header-malformed"}}.Run(t,
		enginetest.Case{Name: "a list will do", Files: "SECURE_PROXY_SSL_HEADER = ['HTTP_X_FORWARDED_PROTO', 'https']\n"},
		enginetest.Case{Name: "off", Files: "SECURE_PROXY_SSL_HEADER = ()\n"},
		enginetest.Case{Name: "the server's own key", Files: "SECURE_PROXY_SSL_HEADER = ('HTTPS', 'on')\n"},
		enginetest.Case{
			Name: "one", Files: "SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO',)\n",
			Want: []string{so + "is no pair of a header and a value, and Django refuses every request"},
		},
		enginetest.Case{
			Name: "without HTTP_", Files: "SECURE_PROXY_SSL_HEADER = ('X_FORWARDED_PROTO', 'https')\n",
			Want: []string{so + "names a header that no request has: request.META holds X_FORWARDED_PROTO as HTTP_X_FORWARDED_PROTO"},
		},
		enginetest.Case{
			Name: "hyphens", Files: "SECURE_PROXY_SSL_HEADER = ('HTTP_X-FORWARDED-PROTO', 'https')\n",
			Want: []string{so + "names a header that no request has: request.META holds HTTP_X-FORWARDED-PROTO as HTTP_X_FORWARDED_PROTO"},
		},
	)
}
