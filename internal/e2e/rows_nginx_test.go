//go:build linux

package e2e_test

import "net/http"

const nginxConf = "deploy/nginx/mysite.conf"

// nginxRows break nginx, and what it agrees upon with the servers behind it.
func nginxRows() []row {
	return []row{
		{
			rule: "nginx-syntax", setup: "nginx-gunicorn", file: nginxConf,
			change:  "the semicolon behind `server_name` is missing",
			edits:   []edit{{nginxConf, "    server_name www.mysite.org mysite.org;\n\n", "    server_name www.mysite.org mysite.org\n\n"}},
			sees:    "the configuration test fails",
			failure: refuses(`\[emerg\] .*mysite\.conf:\d+`),
		},
		{
			rule: "nginx-alias-traversal", setup: "nginx-gunicorn", file: nginxConf,
			change:  "`location /static` without the slash, `alias` with it",
			edits:   []edit{{nginxConf, "location /static/ {", "location /static {"}},
			sees:    "200 for /static../mysite/settings.py, with its text",
			failure: answers("/static../mysite/settings.py", http.StatusOK, "INSTALLED_APPS"),
		},
		{
			rule: "nginx-forwarded-proto-missing", setup: "nginx-gunicorn", file: nginxConf,
			change: "nginx does not set X-Forwarded-Proto, and serves plain HTTP too",
			edits: []edit{
				{nginxConf, "        proxy_set_header X-Forwarded-Proto $scheme;\n", ""},
				{nginxConf, "    listen 80;\n    server_name www.mysite.org mysite.org;\n    return 301 https://$host$request_uri;\n", "    listen 80;\n    server_name unused.mysite.org;\n    return 301 https://$host$request_uri;\n"},
				{nginxConf, "    listen 443 ssl;\n    server_name", "    listen 80;\n    listen 443 ssl;\n    server_name"},
			},
			sees:    "a visitor who sends the header himself gets the page over plain HTTP",
			failure: failure{asked: request{path: page, plain: true, headers: []string{"X-Forwarded-Proto: https"}}, status: http.StatusOK, says: "csrfmiddlewaretoken"},
		},
		{
			rule: "nginx-host-not-passed", setup: "nginx-gunicorn", file: nginxConf,
			change:  "nginx does not pass the Host that the visitor asked for",
			edits:   []edit{{nginxConf, "        proxy_set_header Host $http_host;\n", ""}},
			sees:    "400 for every page",
			failure: answers(page, http.StatusBadRequest, "Bad Request"),
		},
		{
			rule: "static-alias-mismatch", setup: "nginx-gunicorn", file: nginxConf,
			change:  "the alias leads to the directory that collectstatic reads from, not to `STATIC_ROOT`",
			edits:   []edit{{nginxConf, "alias /srv/mysite/www_static/;", "alias /srv/mysite/static/;"}},
			sees:    "404 for the admin's style sheet",
			failure: answers("/static/admin/css/base.css", http.StatusNotFound, "Not Found"),
		},
		{
			rule: "static-alias-mismatch", setup: "nginx-uwsgi", file: nginxConf,
			change:  "`root` where `alias` is meant: the URL is looked up below the directory once more",
			edits:   []edit{{nginxConf, "alias /srv/mysite/www_static/;", "root /srv/mysite/www_static/;"}},
			sees:    "404 for the admin's style sheet",
			failure: answers("/static/admin/css/base.css", http.StatusNotFound, "Not Found"),
		},
		{
			rule: "static-alias-mismatch", setup: "nginx-gunicorn", file: nginxConf,
			change:  "the location ends with a slash and the alias does not",
			edits:   []edit{{nginxConf, "alias /srv/mysite/www_static/;", "alias /srv/mysite/www_static;"}},
			sees:    "404 for every static file",
			failure: answers("/static/css/mysite.css", http.StatusNotFound, "Not Found"),
		},
		{
			rule: "static-alias-mismatch", setup: "nginx-uwsgi", file: nginxConf,
			change:  "`alias` in a location that is a regular expression names the directory",
			edits:   []edit{{nginxConf, "location /static/ {", "location ~ ^/static/ {"}},
			sees:    "301 to the file's name with a slash behind it, and 403 there",
			failure: answers("/static/css/mysite.css/", http.StatusForbidden, "Forbidden"),
		},
		{
			rule: "static-alias-mismatch", setup: "nginx-gunicorn", file: nginxConf,
			change:  "the right directory under `/assets/`, which is not `STATIC_URL`",
			edits:   []edit{{nginxConf, "location /static/ {", "location /assets/ {"}},
			sees:    "404 for the admin's style sheet",
			failure: answers("/static/admin/css/base.css", http.StatusNotFound, "Not Found"),
		},
		{
			rule: "static-alias-missing", setup: "nginx-gunicorn", file: nginxConf,
			change:  "no location for `STATIC_URL`",
			edits:   []edit{{nginxConf, "location /static/ {\n        alias /srv/mysite/www_static/;", "location /favicon.ico {\n        return 404;"}},
			sees:    "404 for the admin's style sheet",
			failure: answers("/static/admin/css/base.css", http.StatusNotFound, "Not Found"),
		},
		{
			rule: "upstream-mismatch", setup: "nginx-gunicorn", file: nginxConf,
			change:  "nginx asks at a socket that gunicorn does not listen on",
			edits:   []edit{{nginxConf, "server unix:/run/mysite/gunicorn.sock", "server unix:/run/mysite/mysite.sock"}},
			sees:    "502 for every page",
			failure: answers(page, http.StatusBadGateway, "Bad Gateway").logging(`mysite\.sock failed \(2: No such file`),
		},
		{
			rule: "upstream-mismatch", setup: "nginx-uwsgi", file: nginxConf,
			change:  "nginx asks at a port, uWSGI listens on a socket",
			edits:   []edit{{nginxConf, "server unix:/run/mysite/uwsgi.sock", "server 127.0.0.1:8001"}},
			sees:    "502 for every page",
			failure: answers(page, http.StatusBadGateway, "Bad Gateway").logging(`Connection refused`),
		},
		{
			rule: "upstream-mismatch", setup: "nginx-uwsgi", file: nginxConf,
			change:  "nginx speaks HTTP to a socket on which uWSGI speaks its own protocol",
			edits:   []edit{{nginxConf, "        include uwsgi_params;\n        uwsgi_param HTTP_X_FORWARDED_PROTO $scheme;\n        uwsgi_pass mysite;", "        proxy_set_header Host $http_host;\n        proxy_set_header X-Forwarded-Proto $scheme;\n        proxy_pass http://mysite;"}},
			sees:    "502 for every page",
			failure: answers(page, http.StatusBadGateway, "Bad Gateway"),
		},
		{
			rule: "proxy-ssl-header-missing", setup: "nginx-gunicorn", file: settingsFile,
			change: "nginx ends TLS, and neither it nor `SECURE_PROXY_SSL_HEADER` tells Django",
			edits: []edit{
				withoutProxyHeader,
				{nginxConf, "        proxy_set_header X-Forwarded-Proto $scheme;\n", ""},
			},
			sees:    "Django redirects every page to itself, for ever",
			failure: answers(page, http.StatusMovedPermanently, `https://www\.mysite\.org/admin/login/$`),
		},
		{
			rule: "proxy-ssl-header-missing", setup: "nginx-gunicorn", file: settingsFile,
			change: "`SECURE_PROXY_SSL_HEADER` is not set, and daphne does not believe what nginx says of TLS",
			edits: []edit{
				withoutProxyHeader, passed,
				{unit, "gunicorn --workers 3 --bind unix:/run/mysite/gunicorn.sock mysite.wsgi", "daphne -u /run/mysite/gunicorn.sock mysite.asgi"},
				{"mysite/asgi.py", "", asgiFile},
			},
			sees:    "Django redirects every page to itself, for ever",
			failure: answers(page, http.StatusMovedPermanently, `https://www\.mysite\.org/admin/login/$`),
		},
	}
}

var withoutProxyHeader = edit{settingsFile, "SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')\n", ""}

const asgiFile = `import os

from django.core.asgi import get_asgi_application

os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')

application = get_asgi_application()
`
