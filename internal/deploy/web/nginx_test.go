package web

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/workspace"
)

func nginxOf(t *testing.T, files map[string]string) ([]*Configuration, []deploy.Problem) {
	t.Helper()
	w, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	deployment, err := deploy.Read(context.Background(), w)
	if err != nil {
		t.Fatal(err)
	}
	return readNginx(context.Background(), w, deployment)
}

// outline tells of configurations what matters, in lines.
func outline(configurations []*Configuration) string {
	var out strings.Builder
	for _, c := range configurations {
		fmt.Fprintf(&out, "%s %s", c.Role, strings.Join(c.Files, " "))
		if c.Main {
			out.WriteString(" main")
		}
		if c.Container != nil {
			out.WriteString(" in " + c.Container.Path + " " + c.Container.Service)
		}
		for _, e := range c.Errors {
			out.WriteString(" error: " + e.Message)
		}
		for _, u := range c.Unread {
			out.WriteString(" unread: " + u.Value)
		}
		out.WriteByte('\n')
		for _, h := range c.Hosts {
			out.WriteString(hostLine(h))
			for _, r := range h.Routes {
				out.WriteString("  " + routeLine(r))
			}
		}
	}
	return out.String()
}

func hostLine(h *Host) string {
	parts := []string{"host"}
	for _, name := range h.Names {
		parts = append(parts, name.Value)
	}
	for _, l := range h.Listens {
		parts = append(parts, fmt.Sprintf("%s:%s:%d%s", l.Protocol, l.Host, l.Port, l.Socket))
	}
	for i, holds := range []bool{h.DefaultServer, h.Opaque, h.Behind} {
		if holds {
			parts = append(parts, []string{"default", "opaque", "behind"}[i])
		}
	}
	return strings.Join(parts, " ") + "\n"
}

func routeLine(r Route) string {
	parts := []string{[]string{"prefix", "exact", "pattern", "named"}[r.Match], r.URL}
	add := func(holds bool, format string, arguments ...any) {
		if holds {
			parts = append(parts, fmt.Sprintf(format, arguments...))
		}
	}
	add(r.Final, "final")
	add(r.Conditional, "sometimes")
	add(r.Opaque, "opaque")
	add(r.Access == Denied, "denied")
	add(r.Access == Restricted, "restricted")
	add(r.Status != 0, "%d", r.Status)
	if f := r.Files; f != nil {
		add(f.Replaces, "alias %s", f.Directory.Value)
		add(!f.Replaces, "root %s", f.Directory.Value)
		add(f.Fallback != "", "else %s", f.Fallback)
	}
	add(r.Executes != nil, "runs scripts")
	if a := r.Application; a != nil {
		for _, l := range a.Listeners {
			parts = append(parts, fmt.Sprintf("%s %s:%d%s", l.Protocol, l.Host, l.Port, l.Socket))
		}
		add(len(a.Listeners) == 0, "%s somewhere", a.Protocol)
		add(a.Path != "", "at %s", a.Path)
		add(a.HostPreserved, "host")
		add(a.Opaque, "headers?")
		for _, h := range a.RequestHeaders {
			add(h.Name != "host", "%s=%s", h.Name, h.Value)
		}
	}
	if r.Redirect != nil {
		add(true, "%d %s", r.Redirect.Status, r.Redirect.Target)
		add(r.Redirect.ToTLS, "TLS")
	}
	for _, h := range r.Headers {
		add(true, "%s: %s", h.Name, h.Value)
	}
	return strings.Join(parts, " ") + "\n"
}

func lines(l ...string) string { return strings.Join(l, "\n") + "\n" }

func TestNginx(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"a site", map[string]string{"deploy/site.conf": `
			upstream app { server unix:///run/app.sock fail_timeout=0; server 10.0.0.2:9000; server web; }
			server { listen 80; listen [::]:80; server_name example.org www.example.org; return 301 https://$host$request_uri; }
			server {
				listen 127.0.0.1:443 ssl http2 default_server;
				location /static/ { alias /srv/static/; }
				location ^~/media { root /srv; }
				location = /robots.txt { root /srv/static; }
				location ~* \.php$ { return 404; }
				location / { include proxy_params; proxy_pass http://app; }
				location /api { proxy_pass http://127.0.0.1:8001/v1/; proxy_set_header Host $http_host; }
			}`}, lines(
			"production deploy/site.conf",
			"host example.org www.example.org http::80 http::80",
			"  prefix / 301 https://$host$request_uri TLS",
			"host https:127.0.0.1:443 default",
			"  prefix /static/ alias /srv/static/",
			"  prefix /media final root /srv",
			"  exact /robots.txt root /srv/static",
			`  pattern \.php$ denied 404`,
			"  prefix / http :0/run/app.sock http 10.0.0.2:9000 http web:80 host x-real-ip=$remote_addr x-forwarded-for=$proxy_add_x_forwarded_for x-forwarded-proto=$scheme",
			"  prefix /api http 127.0.0.1:8001 at /v1/ host",
		)},
		{"uwsgi_pass and sockets", map[string]string{"nginx.conf": `
			server {
				location / { uwsgi_pass unix:/tmp/a.sock; include uwsgi_params; uwsgi_param HTTP_X_FORWARDED_PROTO $scheme; }
				location /b { uwsgi_pass uwsgi://b:3031; uwsgi_param HTTP_HOST example.org; }
				location /c { proxy_pass http://unix:/run/c.sock:/x/; }
				location /d { proxy_pass http://$backend; }
				location /e { fastcgi_pass e:9000; }
			}`}, lines(
			"production nginx.conf",
			"host http::80",
			"  prefix / uwsgi :0/tmp/a.sock host x-forwarded-proto=$scheme",
			"  prefix /b uwsgi b:3031",
			"  prefix /c http :0/run/c.sock at /x/",
			"  prefix /d http somewhere",
			"  prefix /e fastcgi e:9000 host",
		)},
		{"headers are inherited only where there are none", map[string]string{"nginx.conf": `
			events { }
			http {
				proxy_set_header Host $host;
				add_header X-A a;
				server {
					listen 8000;
					location /a { proxy_pass http://a; }
					location /b { proxy_pass http://b; proxy_set_header X-B b; add_header X-B b; }
					location /c { proxy_pass http://c; include other.conf; }
				}
				server { listen 8000; listen 8001; }
				include sites/*;
			}`}, lines(
			"production nginx.conf main unread: other.conf unread: sites/*",
			"host http::8000",
			"  prefix /a http a:80 host x-a: a",
			"  prefix /b http b:80 x-b=b x-b: b",
			"  prefix /c opaque http c:80 host headers? x-a: a",
			"host http::8000 http::8001",
		)},
		{"the first server answers to every name", map[string]string{"nginx.conf": `
			events { }
			http { server { listen 8000; server_name a; } server { listen 8001; listen 8000; set_real_ip_from 10.0.0.1; } }`}, lines(
			"production nginx.conf main", "host a http::8000 default", "host http::8001 http::8000 default behind",
		)},
		{"conditions and files", map[string]string{"nginx.conf": `
			server {
				root /srv/www;
				if ($http_x_forwarded_proto = http) { return 301 https://$host$request_uri; }
				rewrite ^/old https://example.com/new permanent;
				location /try { try_files $uri @app; }
				location /if { alias /srv/if; if (!-f $request_filename) { proxy_pass http://app; break; } }
				location @app { proxy_pass http://app; proxy_set_header Host ${host}; }
				location /closed { internal; alias /srv/closed/; }
				location /some { allow 10.0.0.0/8; deny all; }
				location /outer { location /outer/inner { alias /srv/inner; } }
			}`}, lines(
			"production nginx.conf",
			"host http::80",
			"  prefix / sometimes 301 https://$host$request_uri TLS",
			"  prefix / sometimes 301 https://example.com/new",
			"  prefix /try root /srv/www else @app",
			"  prefix /if sometimes http app:80",
			"  prefix /if alias /srv/if",
			"  named @app http app:80 host",
			"  prefix /closed denied alias /srv/closed/",
			"  prefix /some restricted root /srv/www",
			"  prefix /outer root /srv/www",
			"  prefix /outer/inner alias /srv/inner",
			"  prefix / root /srv/www",
		)},
		{"scripts among the files", map[string]string{"nginx.conf": `
			server {
				root /srv/www;
				location /a/ { }
				location ^~ /b/ { }
				location /c/ { alias /srv/www/c/; }
				location /d/ { alias /srv/d/; }
				location ~ \.php$ { fastcgi_pass unix:/run/php.sock; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; }
			}
			server {
				location /a/ { root /srv; location ~ \.(py|cgi)$ { fastcgi_pass unix:/run/cgi.sock; } }
				location /b/ { root /srv; }
			}
			server {
				root /srv/www;
				location /a/ { }
				location ~ ^/a/.*\.php$ { return 403; }
				location ~ \.php$ { fastcgi_pass unix:/run/php.sock; }
			}`}, lines(
			"production nginx.conf",
			"host http::80",
			"  prefix /a/ root /srv/www runs scripts",
			"  prefix /b/ final root /srv/www",
			"  prefix /c/ alias /srv/www/c/ runs scripts",
			"  prefix /d/ alias /srv/d/",
			`  pattern \.php$ fastcgi :0/run/php.sock host`,
			"  prefix / root /srv/www runs scripts",
			"host http::80",
			"  prefix /a/ root /srv runs scripts",
			`  pattern \.(py|cgi)$ fastcgi :0/run/cgi.sock host`,
			"  prefix /b/ root /srv",
			"host http::80",
			"  prefix /a/ root /srv/www",
			`  pattern ^/a/.*\.php$ denied 403`,
			`  pattern \.php$ fastcgi :0/run/php.sock host`,
			"  prefix / root /srv/www",
		)},
		{"files that include others", map[string]string{
			"nginx/nginx.conf":              "events { }\nhttp { include mime.types; include /etc/nginx/conf.d/*.conf; }",
			"nginx/conf.d/site.conf":        "server { listen 8000; include snippets/locations.conf; }",
			"nginx/snippets/locations.conf": "location / { proxy_pass http://web:8000; }",
		}, lines(
			"production nginx/nginx.conf nginx/conf.d/site.conf nginx/snippets/locations.conf main",
			"host http::8000 default",
			"  prefix / http web:8000",
		)},
		{"a site beside a main file", map[string]string{
			"conf/nginx.conf": "events { }\nhttp { proxy_set_header Host $host; include /etc/nginx/sites-enabled/*; }",
			"conf/site.conf":  "server { location / { proxy_pass http://web:8000; } }",
		}, lines(
			"production conf/nginx.conf conf/site.conf main unread: /etc/nginx/sites-enabled/*",
			"host http::80",
			"  prefix / http web:8000 host",
		)},
		{"a part of a server", map[string]string{"locations.conf": "location /a/ { proxy_pass http://a; }\nlocation /b/ { proxy_pass http://b; proxy_set_header X-B b; }"}, lines(
			"production locations.conf", "host opaque",
			"  prefix /a/ opaque http a:80 headers?",
			"  prefix /b/ opaque http b:80 x-b=b",
		)},
		{"in a container", map[string]string{
			"docker-compose.yml":       "services:\n  proxy:\n    image: nginx\n    volumes: ['./proxy/site.conf.template:/etc/nginx/templates/default.conf.template', './proxy/app.inc:/etc/nginx/app.inc']\n",
			"proxy/site.conf.template": "server { listen ${PORT}; server_name $DOMAIN; include app.inc; }",
			"proxy/app.inc":            "location / { proxy_pass http://web:8000; }",
		}, lines(
			"production proxy/site.conf.template proxy/app.inc in docker-compose.yml proxy",
			"host $DOMAIN opaque",
			"  prefix / http web:8000",
		)},
		{"for developers", map[string]string{
			"nginx.dev.conf":       "server { listen 80; }",
			"conf/nginx.conf":      "server { listen 80; }",
			"conf/nginx.prod.conf": "server { listen 80; }",
		}, lines(
			"development conf/nginx.conf", "host http::80", "production conf/nginx.prod.conf", "host http::80",
			"development nginx.dev.conf", "host http::80",
		)},
		{"what is no configuration of nginx", map[string]string{
			"supervisor-nginx.conf": "[program:nginx]\ncommand=nginx -g 'daemon off;'\n",
			"apache.conf":           "<VirtualHost *:80>\n</VirtualHost>\n",
			"nginx/site.conf.orig":  "server { }\n",
			"nginx/Dockerfile.prod": "FROM nginx\nRUN echo '\\\nserver { }'\n",
			"nginx/readme":          "Put the server into nginx.\n",
			"uwsgi_params":          "uwsgi_param HTTPS $https;\n",
			"redis.conf":            "bind 127.0.0.1\n",
		}, "\n"},
		{"an error", map[string]string{"nginx.conf": "server {\n  listen 80\n  server_name a;\n  location / { proxy_pass http://a; }\n}\n"}, lines(
			`production nginx.conf error: ";" is missing after "listen 80", before "server_name"`,
			"host opaque",
			"  prefix / http a:80",
		)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			configurations, problems := nginxOf(t, tt.files)
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), outline(configurations)); diff != "" || len(problems) > 0 {
				t.Errorf("(-want +got)\n%s\nproblems: %v", diff, problems)
			}
		})
	}
}

func TestNginxTemplates(t *testing.T) {
	for _, source := range []string{
		"server {\n  listen {{ port }};\n}", "server {\n{% if tls %}\n listen 443 ssl;\n{% endif %}\n}", "server {\n listen <%= @port %>;\n}",
	} {
		configurations, problems := nginxOf(t, map[string]string{"nginx.conf.j2": source})
		if len(configurations) > 0 || len(problems) != 1 || !problems[0].Skipped {
			t.Errorf("%q: %v, %v", source, configurations, problems)
		}
	}
}

// Whatever files say, reading them ends in an answer.
func FuzzNginx(f *testing.F) {
	f.Add("events { } http { include *; include nginx.conf; include /etc/nginx/conf.d/*.conf; }", "server { listen 80; location / { proxy_pass http://a:b/c; } }")
	f.Add("server { if (a) { return; } rewrite; listen; root; location { alias; } location ~ { } }", "upstream a { server; }")
	f.Fuzz(func(t *testing.T, main, site string) {
		w, err := workspace.Open(context.Background(), workspace.NewMap(map[string]string{"nginx.conf": main, "conf.d/site.conf": site}), workspace.Options{})
		if err != nil {
			t.Skip()
		}
		readNginx(context.Background(), w, &deploy.Deployment{})
	})
}
