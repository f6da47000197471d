package web

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/djvet/djvet/internal/deploy"
	"github.com/djvet/djvet/internal/workspace"
)

// open reads a txtar archive as a workspace.
func open(t *testing.T, archive string) (*workspace.Workspace, *deploy.Deployment) {
	t.Helper()
	files := map[string]string{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		files[f.Name] = string(f.Data)
	}
	w, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	deployment, err := deploy.Read(context.Background(), w)
	if err != nil {
		t.Fatal(err)
	}
	return w, deployment
}

var accessNames = map[Access]string{Unsaid: "unsaid", Granted: "granted", Denied: "denied", Restricted: "restricted"}

// renderApache tells what was read, a line for each thing.
func renderApache(configurations []*Configuration, problems []deploy.Problem) []string {
	var out []string
	add := func(format string, arguments ...any) { out = append(out, fmt.Sprintf(format, arguments...)) }
	for _, p := range problems {
		add("problem %s: %s", p.Path, p.Message)
	}
	for _, c := range configurations {
		kind := "fragment"
		if c.Main {
			kind = "main"
		}
		add("%s %s %s %v unread %d", c.Path, kind, c.Role, c.Files[1:], len(c.Unread))
		for _, d := range c.WSGI.Daemons {
			add("daemon %s%s", d.Name.Value, mark(d.Conditional, "?"))
		}
		for _, s := range c.WSGI.Scripts {
			group := "embedded"
			if s.Group != nil {
				group = s.Group.Value
			}
			add("script %s %s %s %s%s", s.URL.Value, s.Target.Value, group, accessNames[s.Access], mark(s.Conditional, "?"))
		}
		for _, h := range c.Hosts {
			out = append(out, renderHost(h)...)
		}
	}
	return out
}

func mark(is bool, mark string) string {
	if is {
		return mark
	}
	return ""
}

func renderHost(h *Host) []string {
	line := "host"
	for _, n := range h.Names {
		line += " " + n.Value
	}
	for _, l := range h.Listens {
		line += " " + renderListener(l)
	}
	line += mark(h.DefaultServer, " default") + mark(h.Opaque, " opaque")
	out := []string{line}
	for _, header := range h.Headers {
		out = append(out, "header "+header.Name+"="+header.Value)
	}
	for _, r := range h.Routes {
		line := []string{"prefix", "exact", "pattern", "internal"}[r.Match] + " " + r.URL
		if a := r.Application; a != nil {
			line += " " + a.Protocol
			for _, l := range a.Listeners {
				line += " " + renderListener(l)
			}
			line += a.Path
			for _, header := range a.RequestHeaders {
				line += " " + header.Name + "=" + header.Value
			}
			line += mark(a.HostPreserved && a.Script == nil, " host")
		}
		if r.Files != nil {
			line += " files " + r.Files.Directory.Value + mark(!r.Files.Replaces, "/*") + " " + accessNames[r.Access]
		}
		if r.Redirect != nil {
			line += fmt.Sprintf(" redirect %d %s", r.Redirect.Status, r.Redirect.Target) + mark(r.Redirect.ToTLS, " tls")
		}
		if r.Executes != nil {
			line += " executes " + r.Executes.Value
		}
		out = append(out, line+mark(r.Conditional, "?"))
	}
	return out
}

func renderListener(l deploy.Listener) string {
	if l.Socket != "" {
		return "unix:" + l.Socket
	}
	return fmt.Sprintf("%s://%s:%d", l.Protocol, l.Host, l.Port)
}

func TestApache(t *testing.T) {
	for _, test := range []struct{ name, files, want string }{
		{
			name: "a site",
			files: `
-- deploy/site.conf --
WSGIDaemonProcess site python-path=/srv/site lang='C.UTF-8'
<VirtualHost *:443>
  ServerName https://a.example:443
  ServerAlias b.example c.example
  SSLEngine on
  Header always set X-A "1 2"
  DocumentRoot /srv/www
  WSGIProcessGroup site
  WSGIScriptAlias / /srv/site/mysite/wsgi.py
  Alias /static /srv/site/static
  <Directory /srv/site/mysite>
    <Files wsgi.py>
      Require all granted
    </Files>
  </Directory>
</VirtualHost>
`,
			want: `
deploy/site.conf fragment production [] unread 0
daemon site
script / /srv/site/mysite/wsgi.py site granted
host https://a.example:443 b.example c.example https://:443
header x-a=1 2
prefix /static files /srv/site/static unsaid
prefix / wsgi
prefix / files /srv/www/* unsaid
`,
		},
		{
			name: "what is none of Apache's",
			files: `
-- a.conf --
server { listen 80; }
-- b.conf --
[program:x]
command=/bin/true
-- monit/apache --
check process apache with pidfile /run/apache2.pid
  start program = "/etc/init.d/apache2 start"
-- theme.conf --
[theme]
-- apache.conf.sample --
WSGIScriptAlias / /a
-- .htaccess --
Require all denied
`,
		},
		{
			name: "a file that the server refuses",
			files: `
-- a.conf --
<VirtualHost *:80>
WSGIScriptAlias / /a/wsgi.py
-- b.conf --
ServerRoot /etc/httpd
Include a.conf
`,
			want: `
problem a.conf: <VirtualHost> is not closed with </VirtualHost>
`,
		},
		{
			name: "includes, variables and conditions",
			files: `
-- conf/httpd.conf --
ServerRoot "/usr/local/apache2"
Define ROOT /srv/site
LoadModule wsgi_module modules/mod_wsgi.so
LoadModule authz_core_module modules/mod_authz_core.so
Listen 8080
Include conf/extra/*.conf
Include /srv/anything/deploy/vhosts.conf
IncludeOptional conf.d/*.conf
<IfModule !mod_wsgi.c>
  WSGIScriptAlias /a /a.py
</IfModule>
<IfModule wsgi_module>
  WSGIScriptAlias /b ${ROOT}/b.py
</IfModule>
<IfModule mod_other.c>
  WSGIScriptAlias /c ${NOTHING}/c.py
</IfModule>
<IfDefine !ONCE>
  Define ONCE
  WSGIDaemonProcess once
</IfDefine>
<IfDefine ONCE>
  WSGIDaemonProcess twice
</IfDefine>
<IfDefine NEVER>
  WSGIDaemonProcess perhaps
</IfDefine>
<IfVersion < 2.3>
  WSGIDaemonProcess old
</IfVersion>
<IfVersion >=2.3>
  WSGIDaemonProcess new
</IfVersion>
-- conf/extra/static.conf --
Alias /s ${ROOT}/s
-- deploy/vhosts.conf --
<VirtualHost 192.0.2.1:80>
  ServerName a
</VirtualHost>
`,
			want: `
conf/httpd.conf main production [conf/extra/static.conf deploy/vhosts.conf] unread 1
daemon once
daemon twice
daemon perhaps?
daemon new
script /b /srv/site/b.py embedded unsaid
script /c ${NOTHING}/c.py embedded unsaid?
host http://:8080 opaque
prefix /s files /srv/site/s unsaid
prefix /b wsgi
prefix /c wsgi?
host a http://192.0.2.1:80 default opaque
prefix /s files /srv/site/s unsaid
prefix /b wsgi
prefix /c wsgi?
`,
		},
		{
			name: "in containers",
			files: `
-- Dockerfile --
FROM debian:12
COPY docker/site.conf /etc/apache2/sites-available/000-default.conf
COPY docker/snippets /etc/apache2/snippets
CMD ["apache2ctl", "-D", "FOREGROUND"]
-- docker/site.conf --
DocumentRoot /srv/www
Include /etc/apache2/snippets/static.conf
-- docker/snippets/static.conf --
Alias /static /srv/static
-- apache/site.conf --
DocumentRoot /a
-- apache/site.production.conf --
DocumentRoot /b
`,
			want: `
apache/site.conf fragment development [] unread 0
host
prefix / files /a/* unsaid
apache/site.production.conf fragment production [] unread 0
host
prefix / files /b/* unsaid
docker/site.conf fragment production [docker/snippets/static.conf] unread 0
host
prefix /static files /srv/static unsaid
prefix / files /srv/www/* unsaid
`,
		},
		{
			name: "a proxy",
			files: `
-- vhost.conf --
<Proxy balancer://workers>
  BalancerMember http://127.0.0.1:8001
  BalancerMember http://127.0.0.1:8002
</Proxy>
<VirtualHost *:80>
  ServerName a
  RewriteEngine on
  RewriteCond %{SERVER_NAME} =a
  RewriteRule ^ https://%{SERVER_NAME}%{REQUEST_URI} [END,NE,R=permanent]
</VirtualHost>
<VirtualHost *:80>
  ServerName b
  Redirect permanent / https://b/
</VirtualHost>
<VirtualHost *:443>
  ServerName b
  SSLEngine on
  ProxyPreserveHost On
  RequestHeader set X-Forwarded-Proto "https"
  Alias /static/ /srv/static/
  Alias /media/ /srv/media/
  ProxyPass /static/ !
  ProxyPass /ws/ ws://localhost:8001/ws/
  ProxyPass /u unix:/run/app.sock|uwsgi://app/
  ProxyPass / balancer://workers/
  RewriteEngine on
  RewriteCond %{HTTP:Upgrade} websocket [NC]
  RewriteRule /(.*) ws://127.0.0.1:9000/$1 [P,L]
  <Location /api>
    ProxyPass http://127.0.0.1:9001/
    RequestHeader unset X-Forwarded-Proto
    ProxyPreserveHost Off
  </Location>
</VirtualHost>
`,
			want: `
vhost.conf fragment production [] unread 0
host a http://:80
prefix / redirect 301 https://%{SERVER_NAME}%{REQUEST_URI} tls
host b http://:80
prefix / redirect 301 https://b/ tls
host b https://:443
prefix / http http://127.0.0.1:9000/ x-forwarded-proto=https host?
prefix /static/ files /srv/static/ unsaid
prefix /static/
prefix /ws/ http http://localhost:8001/ws/ x-forwarded-proto=https host
prefix /u uwsgi unix:/run/app.sock/ x-forwarded-proto=https host
prefix / http http://127.0.0.1:8001 http://127.0.0.1:8002 x-forwarded-proto=https host
prefix /api http http://127.0.0.1:9001/ x-forwarded-proto=
prefix /media/ files /srv/media/ unsaid
`,
		},
		{
			name: "scripts that are run",
			files: `
-- apache.conf --
ScriptAlias /cgi-bin/ /usr/lib/cgi-bin/
Alias /media/ "C:\site\media"
Alias /php /srv/php
Alias /off /srv/php/off
<Directory "c:/site/media">
  Options Indexes +ExecCGI
  AddHandler cgi-script .py .cgi
</Directory>
<Directory /srv/php>
  AddType application/x-httpd-php .php
</Directory>
<Directory /srv/php/off>
  php_admin_flag engine off
</Directory>
<Location /off>
  Require ip 192.0.2.1
</Location>
`,
			want: `
apache.conf fragment production [] unread 0
host
prefix /cgi-bin/ files /usr/lib/cgi-bin/ unsaid executes ScriptAlias
prefix /media/ files C:/site/media unsaid executes AddHandler
prefix /php files /srv/php unsaid executes AddType
prefix /off files /srv/php/off restricted
`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, deployment := open(t, test.files)
			got := renderApache(readApache(context.Background(), w, deployment))
			want := slices.DeleteFunc(strings.Split(test.want, "\n"), func(s string) bool { return s == "" })
			if diff := cmp.Diff(want, got); diff != "" && len(want)+len(got) > 0 {
				t.Error(diff)
			}
		})
	}
}
