package https_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

const (
	redirecting = security + "SECURE_SSL_REDIRECT = True\n"
	silent      = "proxy-ssl-header-missing warning mysite/settings.py:6: SECURE_SSL_REDIRECT is on and nginx (nginx.conf) ends TLS without saying so: " +
		"to Django every request is plain HTTP, and the redirect never ends"
	proxied = "proxy_set_header Host $host; proxy_set_header X-Forwarded-Proto $scheme; "
)

func tlsSite(location string) string {
	return "-- nginx.conf --\nserver {\n  listen 443 ssl;\n  location / { " + location + " }\n}\n"
}

// compose has a proxy that mounts the site above, and a server.
func compose(command, more string) string {
	return "-- docker-compose.yml --\nservices:\n  web:\n    build: .\n    command: " + command + "\n" + more +
		"  proxy:\n    image: nginx\n    volumes: ['./nginx.conf:/etc/nginx/conf.d/default.conf']\n-- Dockerfile --\nFROM python\nCOPY . .\n"
}

func deaf(program string) []string {
	return []string{"proxy-ssl-header-missing error mysite/settings.py:6: SECURE_SSL_REDIRECT is on and " + program +
		" does not believe what nginx (nginx.conf) says of TLS: to Django every request is plain HTTP, and the redirect never ends"}
}

func TestLoop(t *testing.T) {
	remote := tlsSite(proxied + "proxy_pass http://web:8000;")
	for _, c := range []enginetest.Case{
		{Name: "nginx does not say it", Files: redirecting + tlsSite("proxy_set_header Host $host; proxy_pass http://127.0.0.1:8000;"), Want: []string{silent}},
		{Name: "the same machine", Files: redirecting + tlsSite(proxied+"proxy_pass http://127.0.0.1:8000;")},
		{Name: "a socket", Files: redirecting + tlsSite(proxied+"proxy_pass http://unix:/run/web.sock;")},
		{Name: "the other header", Files: redirecting + tlsSite("proxy_set_header Host $host; proxy_set_header X-Forwarded-Ssl on; proxy_pass http://127.0.0.1:8000;")},
		{Name: "the setting is there", Files: redirecting + "SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')\n" + remote + compose("gunicorn mysite.wsgi -b :8000", "")},
		{Name: "gunicorn in a container", Files: redirecting + remote + compose("gunicorn mysite.wsgi -b 0.0.0.0:8000", ""), Want: deaf("gunicorn")},
		{Name: "daphne in a container", Files: redirecting + remote + compose("daphne -b 0.0.0.0 -p 8000 mysite.asgi:application", ""), Want: deaf("daphne")},
		{Name: "daphne is told to believe it", Files: redirecting + remote + compose("daphne --proxy-headers -b 0.0.0.0 -p 8000 mysite.asgi:application", "")},
		{Name: "uvicorn is told whom to believe", Files: redirecting + remote + compose("uvicorn mysite.asgi:application --host 0.0.0.0 --forwarded-allow-ips '*'", "")},
		{Name: "a variable tells gunicorn", Files: redirecting + remote + compose("gunicorn mysite.wsgi -b :8000", "    environment:\n      FORWARDED_ALLOW_IPS: '*'\n")},
		{Name: "an env file may tell gunicorn", Files: redirecting + remote + compose("gunicorn mysite.wsgi -b :8000", "    env_file: .env\n")},
		{Name: "the proxy's network", Files: redirecting + remote + compose("gunicorn mysite.wsgi -b :8000", "    network_mode: host\n")},
		{Name: "plain HTTP: something in front ends TLS", Files: redirecting + "-- nginx.conf --\nserver {\n  listen 80;\n  location / { proxy_set_header Host $host; proxy_pass http://127.0.0.1:8000; }\n}\n"},
		{Name: "another proxy in front", Files: redirecting + "-- nginx.conf --\nserver {\n  listen 443 ssl;\n  set_real_ip_from 10.0.0.0/8;\n  location / { proxy_set_header Host $host; proxy_pass http://127.0.0.1:8000; }\n}\n"},
		{Name: "the scheme by another way", Files: redirecting + tlsSite("proxy_pass http://127.0.0.1:8000;") + "-- mysite/middleware.py --\ndef https(get):\n    def call(request):\n        request.environ['wsgi.url_scheme'] = 'https'\n        return get(request)\n    return call\n"},
		{Name: "no redirect", Files: security + "SECURE_SSL_REDIRECT = False\n" + remote + compose("gunicorn mysite.wsgi -b :8000", "")},
	} {
		enginetest.Suite{Rules: []string{"proxy-ssl-header-missing"}}.Run(t, c)
	}
}

func TestServers(t *testing.T) {
	const note = "ssl-redirect-disabled note mysite/settings.py:5: SECURE_SSL_REDIRECT is not set: unless a server in front redirects, pages are answered over plain HTTP [security.W008]"
	const warning = "ssl-redirect-disabled warning mysite/settings.py:5: SECURE_SSL_REDIRECT is not set: unless a server in front redirects, pages are answered over plain HTTP [security.W008]"
	for _, c := range []enginetest.Case{
		{Name: "one address is redirected", Files: security + "-- nginx.conf --\nserver {\n  location /old {\n    return 301 https://example.org/new;\n  }\n}\n", Want: []string{warning}},
		{Name: "for developers", Files: security + "-- nginx.dev.conf --\nserver {\n  return 301 https://$host$request_uri;\n}\n", Want: []string{warning}},
		{Name: "what certbot writes", Files: security + "-- nginx.conf --\nserver {\n  if ($host = a.org) {\n    return 301 https://$host$request_uri;\n  }\n  listen 80;\n  return 404;\n}\n", Want: []string{note}},
		{Name: "a location", Files: security + "-- nginx.conf --\nserver {\n  location / {\n    rewrite ^(.*)$ https://a.org$1 permanent;\n  }\n}\n", Want: []string{note}},
		{Name: "from HTTPS to HTTPS", Files: security + "-- nginx.conf --\nserver {\n  listen 443 ssl;\n  return 301 https://www.a.org$request_uri;\n}\n", Want: []string{warning}},
		{Name: "a Caddyfile", Files: security + "-- Caddyfile --\nhttp://a.org {\n  Redirect https://a.org\n}\n", Want: []string{note}},
	} {
		enginetest.Suite{Rules: []string{"ssl-redirect-disabled"}}.Run(t, c)
	}
}
