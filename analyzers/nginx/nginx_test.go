package nginx_test

import (
	"testing"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/analyzers/nginx"
	"github.com/djvet/djvet/internal/engine/enginetest"
)

const (
	base = "import os\nSECRET_KEY = os.environ['SECRET_KEY']\nDEBUG = False\nALLOWED_HOSTS = ['example.org']\nROOT_URLCONF = 'mysite.urls'\n"
	// trusting are settings that believe a header.
	trusting = "-- mysite/settings.py --\n" + base + "SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')\n"
	strict   = "-- mysite/settings.py --\n" + base
	tls      = "-- nginx.conf --\nserver {\n  listen 443 ssl;\n  "
)

func TestRules(t *testing.T) {
	var topic []string
	for _, a := range nginx.Rules() {
		topic = append(topic, check.ID(a))
	}
	for _, c := range []struct {
		name, files string
		want        []string
	}{
		{"syntax: one finding for a file", strict + "-- nginx.conf --\nserver {\n  listen 80\n  root /a;\n  location / {\n  root b\n}\n}\n", []string{
			`nginx-syntax error nginx.conf:2: ";" is missing after "listen 80", before "root": nginx does not start with this file`,
		}},
		{"syntax: what nginx takes all the same", strict + "-- nginx.conf --\nserver {\n  server_name a\n  root /a;\n}\n", []string{
			`nginx-syntax error nginx.conf:2: ";" is missing after "server_name a", before "root": nginx takes what follows for more words of the same line, and ignores what it says`,
		}},
		{"syntax: in a file that is included", strict + "-- nginx.conf --\nevents { }\nhttp {\n  include sites/*.conf;\n}\n-- sites/a.conf --\nserver {\n  listen 80;\n", []string{
			`nginx-syntax error sites/a.conf:1: the block of "server" is not closed: "}" is missing: nginx does not start with this file`,
		}},
		{"syntax: for developers", strict + "-- nginx.dev.conf --\nserver {\n  listen 80\n}\n", nil},
		{"syntax: a template", strict + "-- nginx.conf.j2 --\nserver {\n  listen {{ port }}\n}\n", nil},
		{"traversal: twice included, once reported", strict + "-- a/nginx.conf --\nserver { include ../static.conf; }\nserver { listen 81; include ../static.conf; }\n-- static.conf --\nlocation /static {\n  alias /srv/static/;\n}\n", []string{
			"nginx-alias-traversal error static.conf:2: the location /static has no slash at its end and its alias has one: /static../ leads out of /srv/static/, and whoever asks reads the files beside it",
		}},
		{"traversal: what a container fills in", strict + "-- docker-compose.yml --\nservices:\n  proxy:\n    image: nginx\n    volumes: ['./proxy/templates:/etc/nginx/templates']\n" +
			"-- proxy/templates/default.conf.template --\nserver {\n  server_name $HOST;\n  location /static {\n    alias /srv/static/;\n  }\n}\n", []string{
			"nginx-alias-traversal error proxy/templates/default.conf.template:4: the location /static has no slash at its end and its alias has one: /static../ leads out of /srv/static/, and whoever asks reads the files beside it",
		}},
		{"traversal: a pattern, and what is closed", strict + "-- nginx.conf --\nserver {\n  location ~ ^/a(.*)$ { alias /srv/a/; }\n  location /b { deny all; alias /srv/b/; }\n}\n", nil},
		{"proto: a socket, and the header of another name", trusting + tls + "location / {\n    proxy_set_header Host $host;\n    proxy_set_header X-Forwarded-Protocol $scheme;\n    proxy_pass http://unix:/run/a.sock;\n  }\n}\n", []string{
			"nginx-forwarded-proto-missing warning nginx.conf:3: nginx ends TLS here and does not set X-Forwarded-Proto, which SECURE_PROXY_SSL_HEADER trusts: " +
				"Django takes every visit for plain HTTP, and whoever sends the header for HTTPS",
		}},
		{"proto: stripped", trusting + tls + "location / { proxy_set_header Host $host; proxy_set_header X-Forwarded-Proto ''; proxy_pass http://a; }\n}\n", nil},
		{"proto: an include that is not there", trusting + tls + "location / { proxy_set_header Host $host; include headers.conf; proxy_pass http://a; }\n}\n", nil},
		{"proto: another proxy in front", trusting + tls + "set_real_ip_from 10.0.0.0/8;\n  location / { proxy_set_header Host $host; proxy_pass http://a; }\n}\n", nil},
		{"proto: for the addresses of another proxy only", trusting + tls + "allow 10.0.0.0/8; deny all;\n  location / { proxy_set_header Host $host; proxy_pass http://a; }\n}\n", nil},
		{"proto: nothing is trusted", strict + tls + "location / { proxy_set_header Host $host; proxy_pass http://a; }\n}\n", nil},
		{"proto: another program, and a WebSocket", trusting + "-- docker-compose.yml --\nservices:\n  web:\n    build: .\n    command: gunicorn mysite.wsgi -b 0.0.0.0:8000\n  flower:\n    image: mher/flower\n-- Dockerfile --\nFROM python\nCOPY . .\n" +
			tls + "location / { proxy_set_header Host $host; proxy_set_header X-Forwarded-Proto $scheme; proxy_pass http://web:8000; }\n" +
			"  location /flower/ { proxy_pass http://flower:5555; }\n" +
			"  location /ws/ { proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; proxy_pass http://web:8000; }\n}\n", nil},
		{"host: what ALLOWED_HOSTS lacks", strict + "-- nginx.conf --\nserver {\n  location / {\n    proxy_pass http://127.0.0.1:8000;\n  }\n}\n", []string{
			`nginx-host-not-passed warning nginx.conf:2: nginx passes "127.0.0.1:8000" on as Host, not the name that the visitor asked for: ` +
				"ALLOWED_HOSTS does not have it, and Django answers 400 Bad Request to everything",
		}},
		{"host: a name that is none", strict + "ALLOWED_HOSTS = ['*']\n-- nginx.conf --\nupstream web_app { server a:8000; }\nserver {\n  location / {\n    proxy_pass http://web_app;\n  }\n}\n", []string{
			`nginx-host-not-passed warning nginx.conf:3: nginx passes "web_app" on as Host, not the name that the visitor asked for: ` +
				"it has an underscore, which no host may have, and Django answers 400 Bad Request to everything",
		}},
		{"host: everything is allowed", strict + "ALLOWED_HOSTS = ['*']\n-- nginx.conf --\nserver {\n  location / {\n    proxy_pass http://unix:/run/a.sock;\n  }\n}\n", []string{
			`nginx-host-not-passed warning nginx.conf:2: nginx passes "localhost" on as Host, not the name that the visitor asked for: absolute links that Django makes lead there`,
		}},
		{"host: as it was meant", strict + "-- nginx.conf --\nserver {\n  location /a { proxy_set_header Host example.org; proxy_pass http://a; }\n" +
			"  location /b { proxy_set_header X-Forwarded-Host $host; proxy_pass http://a; }\n  location /c { include more.conf; proxy_pass http://a; }\n}\n", nil},
		{"host: another site", strict + "-- nginx.conf --\nserver {\n  location / { proxy_pass http://bucket.example.com; }\n}\n", nil},
		{"host: who gets the request is not known", strict + "-- nginx.conf --\nserver {\n  location / { proxy_pass http://node:3000; }\n  location /api/ { proxy_pass http://api:8000; }\n}\n", nil},
	} {
		enginetest.Suite{Rules: topic}.Run(t, enginetest.Case{Name: c.name, Files: c.files, Want: c.want})
	}
}
