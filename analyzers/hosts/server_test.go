package hosts_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

const (
	catchAll = "server {\n  listen 80 default_server;\n  return 444;\n}\n"
	passed   = "  location / { proxy_set_header Host $host; proxy_pass http://127.0.0.1:8000; }\n}\n"
)

func TestWildcardBehindServers(t *testing.T) {
	const text = `: ALLOWED_HOSTS contains "*": any Host header is accepted, and ends up in links such as those of password resets`
	const note, warning = "allowed-hosts-wildcard note mysite/settings.py:2" + text, "allowed-hosts-wildcard warning mysite/settings.py:2" + text
	behind := func(name, nginx, want string) enginetest.Case {
		return enginetest.Case{Name: name, Files: hosts(`["*"]`) + "-- nginx.conf --\n" + nginx, Want: []string{want}}
	}
	enginetest.Suite{Rules: []string{"allowed-hosts-wildcard"}}.Run(t,
		behind("others are refused", catchAll+"server {\n  listen 80;\n  server_name a.org www.a.org;\n"+passed, note),
		behind("others are sent to the site", "server {\n  listen 80 default_server;\n  return 301 https://a.org$request_uri;\n}\nserver {\n  listen 80;\n  server_name a.org;\n"+passed, note),
		behind("names alone are no limit", "server {\n  listen 80;\n  server_name a.org;\n"+passed, warning),
		behind("at another port", catchAll+"server {\n  listen 8080;\n  server_name a.org;\n"+passed, warning),
		behind("any name", catchAll+"server {\n  listen 80;\n  server_name *.compute.amazonaws.com;\n"+passed, warning),
		behind("others get the same host back", "server {\n  listen 80 default_server;\n  return 301 https://$host$request_uri;\n}\nserver {\n  listen 80;\n  server_name a.org;\n"+passed, warning),
		behind("a host that is written out", "server {\n  location / { proxy_set_header Host a.org; proxy_pass http://127.0.0.1:8000; }\n}\n", note),
		behind("uWSGI", catchAll+"server {\n  listen 80;\n  server_name a.org;\n  location / { uwsgi_pass unix:/run/a.sock; }\n}\n", note),
		behind("one of two routes", catchAll+"server {\n  listen 80;\n  server_name a.org;\n"+passed+"server {\n  listen 81;\n"+passed, warning),
	)
}

func TestForwardedHost(t *testing.T) {
	const text = " mysite/settings.py:5: USE_X_FORWARDED_HOST trusts X-Forwarded-Host, which nginx (nginx.conf) passes on as the visitor sent it: "
	const note = "forwarded-host-trusted note" + text + "only ALLOWED_HOSTS limits what visitors make of it"
	const warning = "forwarded-host-trusted warning" + text + "the links that Django makes lead where the visitor likes"
	behind := func(name, allowed, nginx string, want ...string) enginetest.Case {
		return enginetest.Case{Name: name, Files: hosts(allowed) + "USE_X_FORWARDED_HOST = True\n-- nginx.conf --\nserver {\n" + nginx, Want: want}
	}
	const tls = "  listen 443 ssl;\n"
	enginetest.Suite{Rules: []string{"forwarded-host-trusted"}}.Run(t,
		behind("everything is allowed", `["*"]`, tls+passed, warning),
		behind("what is allowed is not known", `os.environ["HOSTS"].split(",")`, tls+passed, note),
		behind("hosts are limited", `["a.org"]`, tls+passed, note),
		behind("uWSGI", `["*"]`, tls+"  location / { uwsgi_pass unix:/run/a.sock; }\n}\n", warning),
		behind("set", `["*"]`, tls+"  location / { proxy_set_header X-Forwarded-Host $host; proxy_pass http://127.0.0.1:8000; }\n}\n"),
		behind("something in front may set it", `["*"]`, "  listen 80;\n"+passed),
		behind("an include that is not there", `["*"]`, tls+"  location / { include headers; proxy_pass http://127.0.0.1:8000; }\n}\n"),
		enginetest.Case{Name: "no proxy", Files: hosts(`["*"]`) + "USE_X_FORWARDED_HOST = True\n"},
	)
}
