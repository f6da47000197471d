package web

import (
	"context"
	"strconv"
	"strings"
	"testing"
)

// picked is the line of the directive that takes a URL on the first host.
func picked(c *Configuration, url, source string) string {
	route, certain := c.Pick(c.Hosts[0], url)
	switch {
	case !certain:
		return "?"
	case route == nil:
		return "none"
	}
	return strconv.Itoa(1 + strings.Count(source[:route.Span.Start], "\n"))
}

// The answers are those that nginx 1.22 gave.
func TestPickNginx(t *testing.T) {
	t.Parallel()
	const source = `server {
location / { proxy_pass http://a; }
location /static/ { alias /x/; }
location ^~ /final/ { alias /y/; }
location ~* \.(js|png)$ { root /z; }
location = /exact.js { root /z; }
location /around/ {
location ~ \.css$ { root /z; }
}
location ~ \.c?ss$ { root /z; }
}
`
	const odd = "server {\nlocation / { proxy_pass http://a; }\nlocation ~ ^/(?!not)odd { root /z; }\nlocation ^~ /final/ { root /z; }\n}\n"
	for _, c := range []struct{ source, url, want string }{
		{source, "/", "2"},
		{source, "/static/a.html", "3"},
		{source, "/static", "2"},
		{source, "/static/a.css", "10"},
		{source, "/static/a.js", "5"},
		{source, "/final/a.js", "4"},
		{source, "/exact.js", "6"},
		{source, "/around/a.css", "8"},
		{source, "/around/a.js", "5"},
		{source, "/a.css", "10"},
		{odd, "/a", "?"},
		{odd, "/final/a", "4"},
	} {
		configurations, _ := nginxOf(t, map[string]string{"nginx.conf": c.source})
		if got := picked(configurations[0], c.url, c.source); got != c.want {
			t.Errorf("%s: line %s, want %s", c.url, got, c.want)
		}
	}
}

// The answers are those that Apache 2.4 gave.
func TestPickApache(t *testing.T) {
	t.Parallel()
	const source = `<VirtualHost *:80>
Alias /static/ /x/
Alias /media /y
ProxyPass /media/app http://127.0.0.1:9000/
AliasMatch ^/old/(.*)$ /z/$1
ProxyPass /own !
ProxyPass / http://127.0.0.1:9001/
WSGIScriptAlias / /srv/site/wsgi.py
</VirtualHost>
`
	for url, want := range map[string]string{
		"/": "7", "/static/a.css": "7", "/own/a": "8", "/media/app/x": "4",
	} {
		w, deployment := open(t, "-- deploy/site.conf --\n"+source)
		configurations, _ := readApache(context.Background(), w, deployment)
		if got := picked(configurations[0], url, source); got != want {
			t.Errorf("%s: line %s, want %s", url, got, want)
		}
	}
}
