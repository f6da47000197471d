package hosts_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

// hosts is a settings module with these hosts and nothing else of interest.
func hosts(value string) string {
	return "-- mysite/settings.py --\nimport os\nALLOWED_HOSTS = " + value + "\nROOT_URLCONF = 'mysite.urls'\nINSTALLED_APPS = []\n"
}

func TestEntries(t *testing.T) {
	entry := func(value, want string) enginetest.Case {
		c := enginetest.Case{Name: value, Files: hosts(value)}
		if want != "" {
			c.Want = []string{"allowed-hosts-entry-invalid " + want}
		}
		return c
	}
	const at = "mysite/settings.py:2: ALLOWED_HOSTS has "
	enginetest.Suite{Rules: []string{"allowed-hosts-entry-invalid"}}.Run(t,
		entry(`["a.org", ".b.org", "*", "http://c.org"]`, ""),
		entry(`["[::1]", "A.org", "localhost", "10.0.0.1"]`, ""),
		entry(`["a.org", ""]`, ""),
		entry(`["a.org", None]`, ""),
		entry(`os.environ.get("HOSTS", "").split(",")`, ""),
		entry(`["a.org", os.environ["HOST"]]`, ""),
		entry(`os.environ.get("HOSTS", "n.a.").split(",")`, ""),
		entry(`"".split(",")`, "error "+at+`"", which no request matches: it stands for no host`),
		entry(`[os.environ.get("HOST")]`, "error "+at+"None unless HOST is set, which no request matches: it stands for no host"),
		entry(`["::1"]`, "error "+at+`"::1", which no request matches: IPv6 addresses stand in brackets there`),
		entry(`["a.org", "127.0.0.1", "::1"]`, "note "+at+`"::1" beside the host itself, which no request matches: IPv6 addresses stand in brackets there`),
		entry(`["a.org/x"]`, "error "+at+`"a.org/x", which no request matches: Django compares it with the host alone, without a path`),
		entry(`["a.org "]`, "error "+at+`"a.org ", which no request matches: Django compares it with its spaces`),
		entry(`["my_app"]`, "error "+at+`"my_app", which no request matches: Django takes only letters, digits, hyphens and dots in a host`),
		entry(`["*.a.org"]`, "error "+at+`"*.a.org", which no request matches: what stands for all subdomains is ".a.org"`),
		entry(`["a.*"]`, "error "+at+`"a.*", which no request matches: only a leading dot stands for other hosts, those below a domain`),
		entry(`["a.org:80", "b.org:80"]`, "error "+at+`"a.org:80" and 1 more, which no request matches: Django compares it with the host alone, without the port`),
		entry(`[".a.org", "www.a.org:80"]`, "note "+at+`"www.a.org:80" beside the host itself, which no request matches: Django compares it with the host alone, without the port`),
		entry(`["a.org", "a.org:80", "b.org:80"]`, "error "+at+`"b.org:80" and 1 more, which no request matches: Django compares it with the host alone, without the port`),
		entry(`["https://" + os.environ["HOST"]]`, "error "+at+`'https://${HOST}', which no request matches: Django compares it with the host alone, without a scheme`),
		entry(`os.environ.get("HOSTS", "https://a.org").split(",")`, "error "+at+`"https://a.org" unless HOSTS is set, which no request matches: Django compares it with the host alone, without a scheme`),
	)
}

func TestWildcard(t *testing.T) {
	enginetest.Suite{Rules: []string{"allowed-hosts-wildcard"}}.Run(t,
		enginetest.Case{Name: "logged only", Files: hosts(`["*"]`) + "-- mysite/log.py --\nQUIET = 'django.security.DisallowedHost'\n", Want: []string{
			`allowed-hosts-wildcard warning mysite/settings.py:2: ALLOWED_HOSTS contains "*": any Host header is accepted, and ends up in links such as those of password resets`,
		}},
	)
}

func TestOrigins(t *testing.T) {
	origins := func(value, want string) enginetest.Case {
		c := enginetest.Case{Name: value, Files: "import os\nCSRF_TRUSTED_ORIGINS = " + value + "\n"}
		if want != "" {
			c.Want = []string{want}
		}
		return c
	}
	const (
		at     = " error mysite/settings.py:6: CSRF_TRUSTED_ORIGINS has "
		scheme = ", which has no scheme: Django wants origins such as https://www.example.org, and no command starts [4_0.E001]"
		nobody = ", which matches no request: an origin is a scheme and a host, with a port if it is not the usual one, and nothing else"
	)
	enginetest.Suite{Rules: []string{"csrf-trusted-origin-*"}}.Run(t,
		origins(`["https://a.org", "http://localhost:3000", "https://*.a.org", "https://*.a.org/"]`, ""),
		origins(`["https://" + os.environ["HOST"]]`, ""),
		origins(`["https://a.org", "https://a.org/"]`, ""),
		origins(`[]`, ""),
		origins(`["*.a.org"]`, `csrf-trusted-origin-scheme`+at+`"*.a.org"`+scheme),
		origins(`"https://a.org"`, `csrf-trusted-origin-scheme`+at+`"h"`+scheme),
		origins(`os.environ.get("ORIGINS", "").split(",")`, `csrf-trusted-origin-scheme`+at+`"" unless ORIGINS is set`+scheme),
		origins(`["https://a.org/x"]`, `csrf-trusted-origin-invalid`+at+`"https://a.org/x"`+nobody),
		origins(`["https://a.org:443"]`, `csrf-trusted-origin-invalid`+at+`"https://a.org:443"`+nobody),
		origins(`["https://A.org"]`, `csrf-trusted-origin-invalid`+at+`"https://A.org"`+nobody),
		origins(`["https://*"]`, `csrf-trusted-origin-invalid`+at+`"https://*"`+nobody),
		origins(`[f"https://{os.environ['HOST']}/"]`, `csrf-trusted-origin-invalid`+at+`'https://${HOST}/'`+nobody),
	)
}
