//go:build linux

package e2e_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestWhoTellsDjangoOfTLS asks the servers which of them make a request secure
// for a Django without SECURE_PROXY_SSL_HEADER. proxy-ssl-header-missing rests on
// it, and is silent where they do.
func TestWhoTellsDjangoOfTLS(t *testing.T) {
	t.Parallel()
	const params = "        include uwsgi_params;\n        uwsgi_param HTTP_X_FORWARDED_PROTO $scheme;\n        uwsgi_pass mysite;"
	const proxied = "        proxy_set_header Host $http_host;\n        proxy_set_header X-Forwarded-Proto $scheme;\n        proxy_pass http://mysite;"
	tcp := []edit{
		{unit, "--bind unix:/run/mysite/gunicorn.sock", "--bind 127.0.0.1:8000"},
		{nginxConf, "server unix:/run/mysite/gunicorn.sock fail_timeout=0;", "server 127.0.0.1:8000;"},
	}
	for _, c := range []struct {
		name, setup string
		edits       []edit
		secure      bool
	}{
		{"mod_wsgi, daemon", "apache-daemon", nil, true},
		{"mod_wsgi, embedded", "apache-embedded", nil, true},
		{"uwsgi_pass with uwsgi_params", "nginx-uwsgi", []edit{{nginxConf, "        uwsgi_param HTTP_X_FORWARDED_PROTO $scheme;\n", ""}}, true},
		{"uWSGI speaking HTTP", "nginx-uwsgi", []edit{
			{nginxConf, params, proxied}, {uwsgiIni, "socket = /run/mysite/uwsgi.sock\nchmod", "http-socket = /run/mysite/uwsgi.sock\nchmod"},
		}, true},
		{"gunicorn on a unix socket", "nginx-gunicorn", nil, true},
		{"gunicorn, asked from 127.0.0.1", "nginx-gunicorn", tcp, true},
		{"gunicorn, asked from elsewhere", "nginx-gunicorn", append(tcp, edit{nginxConf, "        proxy_pass http://mysite;", "        proxy_bind 127.0.0.2;\n        proxy_pass http://mysite;"}), false},
		{"gunicorn, told nothing", "nginx-gunicorn", []edit{{nginxConf, "        proxy_set_header X-Forwarded-Proto $scheme;\n", ""}}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := deploy(t, c.setup)
			d.change(append(c.edits, withoutProxyHeader))
			if said := setupNamed(t, c.setup).start(d); said != "" {
				t.Fatal(said)
			}
			got := d.ask(request{path: page})
			looped := got.status == http.StatusMovedPermanently && strings.HasSuffix(got.header.Get("Location"), "https://"+site+page)
			if c.secure && got.status != http.StatusOK || !c.secure && !looped {
				t.Errorf("GET %s: %d to %q", page, got.status, got.header.Get("Location"))
			}
			if found := d.check("--select", "proxy-ssl-header-missing"); c.secure && len(found) > 0 {
				t.Errorf("djvet reports what works: %v", found)
			}
		})
	}
}
