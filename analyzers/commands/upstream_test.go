package commands_test

import "testing"

// proxied is a configuration of nginx that passes everything to an address.
func proxied(name, pass string) string {
	return "-- " + name + " --\nserver {\n    listen 80;\n    location / {\n        " + pass + ";\n    }\n}\n"
}

// unit is a systemd unit that starts gunicorn.
func unit(name, options string) string {
	return "-- deploy/" + name + ".service --\n[Service]\nUser=app\nExecStart=/v/gunicorn " + options + " mysite.wsgi\n"
}

func composed(command, web, nginx string) string {
	return proxied("nginx/site.conf", "proxy_pass "+nginx) + "-- Dockerfile --\nFROM python\nWORKDIR /app\nCOPY . .\nUSER app\nCMD " + command +
		"\n-- docker-compose.yml --\nservices:\n  web:\n    build: .\n" + web +
		"  nginx:\n    image: nginx\n    volumes: [\"./nginx/site.conf:/etc/nginx/conf.d/default.conf\", \"run:/sockets\"]\n"
}

func TestUpstream(t *testing.T) {
	const at = "upstream-mismatch error deploy/nginx.conf:4: nginx passes requests to "
	const inside = "upstream-mismatch error nginx/site.conf:4: nginx passes requests to "
	const answered = ": every request is answered 502"
	here := func(pass string) string { return proxied("deploy/nginx.conf", pass) }
	table{
		{"another port", here("proxy_pass http://127.0.0.1:8001") + unit("a", "-b 127.0.0.1:8000"), []string{
			at + "127.0.0.1:8001, but gunicorn listens on 127.0.0.1:8000" + answered,
		}},
		{"gunicorn's own port", here("proxy_pass http://localhost:8001") + unit("a", ""), []string{
			at + "localhost:8001, but gunicorn listens on 127.0.0.1:8000" + answered,
		}},
		{"the same port, by another name", here("proxy_pass http://localhost:8000") + unit("a", "-b :8000"), nil},
		{"a socket and a port", here("proxy_pass http://unix:/run/a.sock:/x") + unit("a", "-b :8000"), []string{
			at + "the socket /run/a.sock, but gunicorn listens on *:8000" + answered,
		}},
		{"/var/run is /run", here("proxy_pass http://unix:/var/run/a.sock") + unit("a", "-b unix:/run/a.sock"), nil},
		{"a relative socket", here("uwsgi_pass unix:/srv/a.sock") + "-- uwsgi.ini --\n[uwsgi]\nchdir = /srv\nsocket = a.sock\nmodule = mysite.wsgi\n", nil},
		{"a relative socket elsewhere", here("uwsgi_pass unix:/run/a.sock") + "-- uwsgi.ini --\n[uwsgi]\nsocket = a.sock\nmodule = mysite.wsgi\n", nil},
		{"a missing slash", here("uwsgi_pass unix:/srv/a.sock") + "-- uwsgi.ini --\n[uwsgi]\nchdir = /srv\nsocket = srv/a.sock\nmodule = mysite.wsgi\n", []string{
			"upstream-mismatch error uwsgi.ini:3: the socket srv/a.sock has no slash in front, so that uwsgi makes it below its directory, and nginx looks for /srv/a.sock" + answered,
		}},
		{"uWSGI's protocol spoken to gunicorn", here("uwsgi_pass 127.0.0.1:8000") + unit("a", ""), []string{
			at + "127.0.0.1:8000 in the uwsgi protocol, where gunicorn expects HTTP: no request is answered",
		}},
		{"HTTP spoken to uWSGI", here("proxy_pass http://127.0.0.1:8000") + "-- uwsgi.ini --\n[uwsgi]\nsocket = :8000\nchdir = /srv\nmodule = mysite.wsgi\n", []string{
			at + "127.0.0.1:8000 in HTTP, where uwsgi expects the uwsgi protocol" + answered,
			"server-socket-public warning uwsgi.ini:2: uWSGI's own protocol is open to the network on *:8000: whoever reaches it can make uWSGI run any program",
		}},
		{"one of several servers is right", "-- deploy/nginx.conf --\nupstream a {\n    server unix:/run/a.sock;\n    server 127.0.0.1:8000 backup;\n}\nserver {\n    listen 80;\n    location / {\n        proxy_pass http://a;\n    }\n}\n" + unit("a", ""), nil},
		{"two programs", here("proxy_pass http://127.0.0.1:7000") + proxied("deploy/b.conf", "proxy_pass http://127.0.0.1:8000") + unit("a", ""), nil},
		{"a server of JavaScript's", here("proxy_pass http://127.0.0.1:3000") + unit("a", ""), nil},
		{"a platform", here("proxy_pass http://127.0.0.1:7000") + procfile("gunicorn -b :8000 mysite.wsgi"), nil},
		{"another program in the same file", "-- deploy/nginx.conf --\nserver {\n    listen 80;\n    location / {\n        proxy_pass http://127.0.0.1:3000;\n    }\n    location /api {\n        proxy_pass http://127.0.0.1:8000;\n    }\n}\n" + unit("a", ""), nil},
		{"a port by a variable", here("proxy_pass http://127.0.0.1:8001") + unit("a", "-b 127.0.0.1:${PORT}"), nil},
		{"a configuration that is not there", here("proxy_pass http://127.0.0.1:8001") + unit("a", "-c /etc/gunicorn.py"), nil},
		{"for development", proxied("dev/nginx.conf", "proxy_pass http://127.0.0.1:8001") + unit("a", ""), nil},
		{"another machine", here("proxy_pass http://10.0.0.7:8001") + unit("a", ""), nil},
		{"a second unit that nothing reaches", here("proxy_pass http://127.0.0.1:8010") + unit("a", "-b 127.0.0.1:8010") + unit("b", "-b 127.0.0.1:8001"), []string{
			"upstream-mismatch warning deploy/b.service:3: no web server passes requests to 127.0.0.1:8001: nginx passes them to 127.0.0.1:8010, where a.service listens",
		}},
		{"two units, both reached", "-- deploy/nginx.conf --\nupstream a {\n    server 127.0.0.1:8001;\n    server 127.0.0.1:8010;\n}\nserver {\n    listen 80;\n    location / {\n        proxy_pass http://a;\n    }\n}\n" + unit("a", "-b 127.0.0.1:8010") + unit("b", "-b 127.0.0.1:8001"), nil},

		{"a service by name", composed("gunicorn -b :8000 mysite.wsgi", "", "http://web:8000"), nil},
		{"a service, another port", composed("gunicorn -b :8000 mysite.wsgi", "", "http://web:80"), []string{
			inside + "web:80, but gunicorn in the container web listens on *:8000" + answered,
		}},
		{"a service by an alias", composed("gunicorn -b :8000 mysite.wsgi", "    container_name: app\n", "http://app:80"), []string{
			inside + "app:80, but gunicorn in the container web listens on *:8000" + answered,
		}},
		{"inside of the service only", composed("gunicorn mysite.wsgi", "", "http://web:8000"), []string{
			inside + "web:8000, but gunicorn in the container web listens on 127.0.0.1:8000" + answered,
		}},
		{"localhost is nginx's own container", composed("gunicorn -b :8000 mysite.wsgi", "", "http://localhost:8000"), []string{
			inside + "localhost:8000, but gunicorn in the container web listens on *:8000" + answered,
		}},
		{"the network of the machine", composed("gunicorn -b :8000 mysite.wsgi", "    network_mode: service:nginx\n", "http://localhost:8000"), nil},
		{"another service", composed("gunicorn -b :8000 mysite.wsgi", "", "http://frontend:3000"), nil},
		{"a socket in a volume", composed("gunicorn -b unix:/run/a/b.sock mysite.wsgi", "    volumes: [\"run:/run/a\"]\n", "http://unix:/sockets/b.sock"), nil},
		{"a socket in no volume", composed("gunicorn -b unix:/run/a/b.sock mysite.wsgi", "", "http://unix:/run/a/b.sock"), []string{
			inside + "the socket /run/a/b.sock, but gunicorn in the container web listens on the socket /run/a/b.sock" + answered,
		}},
		{"a published port", here("proxy_pass http://127.0.0.1:9000") + composed("gunicorn -b :8000 mysite.wsgi", "    ports: [\"127.0.0.1:9000:8000\"]\n", "http://web:8000"), nil},
		{"another published port", here("proxy_pass http://127.0.0.1:8000") + composed("gunicorn -b :8000 mysite.wsgi", "    ports: [\"127.0.0.1:9000:8000\"]\n", "http://other:1"), []string{
			at + "127.0.0.1:8000, but gunicorn in the container web listens on *:8000" + answered,
		}},
		{"an image that somebody runs somehow", here("proxy_pass http://127.0.0.1:9000") + "-- Dockerfile --\nFROM python\nCOPY . .\nUSER app\nCMD gunicorn -b :8000 mysite.wsgi\n", nil},
	}.run(t)
}

func TestSocketPublic(t *testing.T) {
	const port = ": whoever reaches it can make uWSGI run any program"
	image := func(compose string) string {
		return "-- Dockerfile --\nFROM python\nWORKDIR /app\nCOPY . .\nUSER app\nCMD uwsgi --socket :3031 --chmod-socket=666 --module mysite.wsgi\n-- compose.yml --\nservices:\n  web:\n    build: .\n" + compose
	}
	file := func(lines string) string { return "-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\n" + lines }
	table{
		{"every address", file("socket = 0.0.0.0:3031\n"), []string{"server-socket-public warning uwsgi.ini:3: uWSGI's own protocol is open to the network on *:3031" + port}},
		{"one address", file("socket = 127.0.0.1:3031\n"), nil},
		{"HTTP", file("socket = :80\nprotocol = http\n"), nil},
		{"everybody", file("socket = /run/a.sock\nchmod-socket = 777\n"), []string{
			"server-socket-public warning uwsgi.ini:4: every account of the machine may write to uWSGI's socket (chmod-socket 777), and so can make uWSGI run any program",
		}},
		{"everybody may read", file("socket = /run/a.sock\nchmod-socket = 664\n"), nil},
		{"nothing said", file("socket = /run/a.sock\n"), nil},
		{"published", image("    ports: [\"3031:3031\"]\n"), []string{"server-socket-public warning Dockerfile:5: uWSGI's own protocol is open to the network on *:3031" + port}},
		{"published to the machine only", image("    ports: [\"127.0.0.1:3031:3031\"]\n"), nil},
		{"another port published", image("    ports: [\"8000:8000\"]\n"), nil},
		{"the machine's network", image("    network_mode: host\n"), []string{"server-socket-public warning Dockerfile:5: uWSGI's own protocol is open to the network on *:3031" + port}},
		{"a file that an image holds", file("socket = :3031\n") + "-- Dockerfile --\nFROM python\nCOPY . /app\nCMD supervisord\n", nil},
	}.run(t)
}
