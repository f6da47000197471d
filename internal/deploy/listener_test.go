package deploy

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// renderServing writes how a launch takes requests: what is not said is left
// out.
func renderServing(l Launch) string {
	out := cmpOr(l.Service, l.Path) + " " + l.Program
	for _, listener := range l.Listens {
		out += " " + renderListener(listener)
	}
	if l.Elsewhere {
		out += " elsewhere"
	}
	if l.Interface != "" {
		out += " " + l.Interface
	}
	for _, r := range []struct {
		name  string
		value *Reference
	}{{"reload", l.Reload}, {"forwarded", l.ForwardedAllow}, {"mode", l.SocketMode}, {"by", l.InterfaceBy}} {
		if r.value != nil {
			out += " " + r.name + "=" + r.value.Value
		}
	}
	if l.User+l.Group != "" {
		out += " as=" + l.User + ":" + l.Group
	}
	return out
}

func renderListener(l Listener) string {
	out := fmt.Sprintf("%s:%s:%d", l.Protocol, l.Host, l.Port)
	if l.Socket != "" {
		out = l.Protocol + ":" + l.Socket
	}
	for i, is := range []bool{l.Default, l.Fallback, l.Unknown} {
		if is {
			out += string("*~?"[i])
		}
	}
	return out
}

func checkServing(t *testing.T, files map[string]string, want ...string) {
	t.Helper()
	var got []string
	for _, launch := range readAll(t, files).Launches {
		got = append(got, renderServing(launch))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestListenersOfCommands(t *testing.T) {
	for _, c := range []struct{ command, want string }{
		{"gunicorn a.wsgi", "http:127.0.0.1:8000* wsgi"},
		{"gunicorn -b :8000 a.wsgi", "http::8000 wsgi"},
		{"gunicorn --bind=0.0.0.0:8000 --bind unix:/run/a.sock a.wsgi", "http::8000 http:/run/a.sock wsgi"},
		{"gunicorn -b 127.0.0.1:1,unix:///run/a.sock a.wsgi", "http:127.0.0.1:1 http:/run/a.sock wsgi"},
		{"gunicorn -b [::1]:8001 -b example.org a.wsgi", "http:::1:8001 http:example.org:8000 wsgi"},
		{"gunicorn -b tcp://10.0.0.1:8001 --certfile c.pem a.wsgi", "https:10.0.0.1:8001 wsgi"},
		{"gunicorn -b fd://3 a.wsgi", "http::0? wsgi"},
		{"gunicorn -b 0.0.0.0:$PORT a.wsgi", "http::0? wsgi"},
		{"gunicorn -b 0.0.0.0:${PORT:-80} a.wsgi", "http::80~ wsgi"},
		{"gunicorn -b $HOST:8000 a.wsgi", "http:$HOST:8000? wsgi"},
		{"PORT=81 gunicorn a.wsgi", "http::81* wsgi"},
		{"gunicorn -k uvicorn.workers.UvicornWorker a.asgi", "http:127.0.0.1:8000* asgi by=uvicorn.workers.UvicornWorker"},
		{"gunicorn -k gevent --reload a.wsgi", "http:127.0.0.1:8000* wsgi reload= by=gevent"},
		{"gunicorn --worker-class $CLASS a.asgi", "http:127.0.0.1:8000* by=$CLASS"},
		{"gunicorn -k a.worker.Own -c none.py a.asgi", "elsewhere by=a.worker.Own"},
		{"GUNICORN_CMD_ARGS='--bind 0.0.0.0:9 --reload' gunicorn a.wsgi", "http::9 wsgi reload="},
		{"GUNICORN_CMD_ARGS='--bind 0.0.0.0:9' gunicorn -b :7 a.wsgi", "http::7 wsgi"},
		{"FORWARDED_ALLOW_IPS=* gunicorn a.wsgi", "http:127.0.0.1:8000* wsgi forwarded=*"},
		{"gunicorn --forwarded-allow-ips 10.0.0.1 -u www -g web a.wsgi", "http:127.0.0.1:8000* wsgi forwarded=10.0.0.1 as=www:web"},
		{"uvicorn a.asgi:application", "http:127.0.0.1:8000* asgi"},
		{"uvicorn --host 0.0.0.0 --port 80 --reload a.asgi:application", "http::80 asgi reload="},
		{"uvicorn --port $PORT a.asgi:application", "http:127.0.0.1:0? asgi"},
		{"UVICORN_PORT=5 uvicorn --interface wsgi a.wsgi:application", "http:127.0.0.1:5 wsgi by=wsgi"},
		{"uvicorn --uds /run/u.sock --port 5 a.asgi:application", "http:/run/u.sock asgi"},
		{"uvicorn --fd 0 a.asgi:application", "elsewhere asgi"},
		{"daphne a.asgi:application", "http:127.0.0.1:8000* asgi"},
		{"daphne -b 0.0.0.0 -p 8001 --proxy-headers a.asgi:application", "http::8001 asgi forwarded=*"},
		{"daphne -u /run/d.sock a.asgi:application", "http:/run/d.sock asgi"},
		{"daphne -e tcp:port=80 a.asgi:application", "elsewhere asgi"},
		{"hypercorn -b 0.0.0.0:80 --bind unix:/h a.asgi:application", "http::80 http:/h"},
		{"hypercorn -c file:x.py a.asgi:application", "elsewhere"},
		{"granian --interface asginl --port 81 a.asgi:application", "http:127.0.0.1:81 asgi by=asginl"},
		{"granian a.asgi:application", "http:127.0.0.1:8000* rsgi"},
		{"waitress-serve a.wsgi:application", "http::8080* wsgi"},
		{"waitress-serve --listen=*:81 --unix-socket=/w --unix-socket-perms=666 a.wsgi:application", "http::81 http:/w wsgi mode=666"},
		{"mod_wsgi-express start-server --port 81 a/wsgi.py", "http::81 wsgi"},
		{"python manage.py runserver", "http:127.0.0.1:8000*"},
		{"python manage.py runserver 0:80 --settings a.b", "http::80"},
		{"python manage.py runserver 8080 --noreload", "http:127.0.0.1:8080"},
		{"uwsgi --http :8000 --module a.wsgi --py-autoreload=1", "http::8000 wsgi reload=1"},
		{"uwsgi -s 127.0.0.1:3031 --protocol=http -w a.wsgi --gid www", "http:127.0.0.1:3031 wsgi as=:www"},
		{"uwsgi --uwsgi-socket /run/a.sock --chmod-socket=666 -w a.wsgi", "uwsgi:/run/a.sock wsgi mode=666"},
		{"uwsgi --https :443,c.crt,c.key -w a.wsgi --py-autoreload 0", "https::443 wsgi"},
		{"UWSGI_HTTP_SOCKET=:5 UWSGI_MODULE=a.wsgi uwsgi --socket :6", "uwsgi::6 http::5 wsgi"},
		{"uwsgi --socket 8000 -w a.wsgi", "uwsgi:8000 wsgi"},
		{"uwsgi --shared-socket :443 --http =0 -w a.wsgi", "elsewhere wsgi"},
		{"uwsgi --socket :1 --ini none.ini -w a.wsgi", "uwsgi::1 elsewhere wsgi"},
	} {
		t.Run(c.command, func(t *testing.T) {
			program := strings.TrimPrefix(strings.TrimPrefix(c.command, "python manage.py "), "GUNICORN_CMD_ARGS='--bind 0.0.0.0:9' ")
			for _, word := range strings.Fields(program) {
				if _, known := servers[word]; known || word == "runserver" {
					program = word
					break
				}
			}
			checkServing(t, map[string]string{"x/Dockerfile": "FROM python\nCMD " + c.command + "\n"}, "x/Dockerfile "+program+" "+c.want)
		})
	}
}

func TestListenersOfConfigurations(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"gunicorn's own file", map[string]string{
			"Procfile":         "web: gunicorn a.wsgi\nother: gunicorn -b :1 a.wsgi\n",
			"gunicorn.conf.py": "import os\nbind = '0.0.0.0:' + os.environ.get('PORT', '8000')\nreload = True\nforwarded_allow_ips = '*'\nuser = 'www'\n",
		}, []string{"web gunicorn http::8000~ wsgi reload=True forwarded=* as=www:", "other gunicorn http::1 wsgi reload=True forwarded=* as=www:"}},
		{"a named file, a list", map[string]string{
			"Dockerfile":          "FROM x\nWORKDIR /app\nCOPY . .\nENV HOST=10.0.0.1\nCMD gunicorn -c conf/gunicorn.py a.wsgi\n",
			"conf/gunicorn.py":    "from os import environ\nbind = [f\"{environ['HOST']}:80\", 'unix:/run/x.sock']\nreload = False\nworker_class = 'uvicorn.workers.UvicornWorker'\n",
			"manage.py":           "",
			"conf/gunicorn2.py":   "",
			"python/config.py":    "",
			"python/unrelated.py": "",
		}, []string{"Dockerfile gunicorn http:10.0.0.1:80 http:/run/x.sock asgi by=uvicorn.workers.UvicornWorker"}},
		{"a module", map[string]string{
			"Procfile": "web: gunicorn -c python:conf.gunicorn a.wsgi\n", "conf/gunicorn.py": "bind = ':5'\nraw_env = ['DJANGO_SETTINGS_MODULE=a.b']\n",
		}, []string{"web gunicorn http::5 wsgi"}},
		{"no bind in the file", map[string]string{"web.sh": "gunicorn a.wsgi\n", "gunicorn.conf.py": "workers = 3\n"}, []string{"web.sh gunicorn http:127.0.0.1:8000* wsgi"}},
		{"what decides is not there", map[string]string{"web.sh": "gunicorn a.wsgi\n", "gunicorn.conf.py": "from elsewhere import *\n"}, []string{"web.sh gunicorn elsewhere forwarded= by="}},
		{"a platform's port", map[string]string{"Procfile": "web: gunicorn a.wsgi\n"}, []string{"web gunicorn http::0*? wsgi"}},
		{"socket units", map[string]string{
			"deploy/site.service": "[Service]\nExecStart=/v/gunicorn --bind unix:/other a.wsgi\n", "deploy/site.socket": "[Socket]\nListenStream=/run/site.sock\nSocketMode=0660\n",
			"deploy/asgi.service": "[Service]\nExecStart=/v/uvicorn --fd 0 a.asgi:application\n", "deploy/a.socket": "[Socket]\nListenStream=8000\nService=asgi.service\n",
			"deploy/u.service": "[Service]\nExecStart=/v/uwsgi --socket /own -w a.wsgi\n", "deploy/u.socket": "[Socket]\nListenStream=127.0.0.1:9\n",
		}, []string{
			"asgi uvicorn http::8000 asgi", "site gunicorn http:/run/site.sock wsgi mode=0660", "u uwsgi uwsgi:127.0.0.1:9 uwsgi:/own wsgi",
		}},
		{"uWSGI's file", map[string]string{"deploy/site.ini": `[uwsgi]
base = /srv
module = a.wsgi
socket = %(base)/a.sock
http-socket = :80
chmod-socket = 664
py-autoreload = 2
uid = www
gid = web
attach-daemon = celery -A a worker
env = A=b
`}, []string{"deploy/site.ini uwsgi uwsgi:/srv/a.sock http::80 wsgi reload=2 mode=664 as=www:web", "deploy/site.ini celery as=www:"}},
		{"includes", map[string]string{
			"uwsgi.ini": "[uwsgi]\nini = :common\nini = more.ini\nini = gone.ini\nmodule = a.wsgi\n[common]\nsocket = :1\n",
			"more.ini":  "[uwsgi]\nsocket = :2\n",
		}, []string{"uwsgi.ini uwsgi uwsgi::1 uwsgi::2 elsewhere wsgi"}},
		{"XML", map[string]string{"uwsgi.xml": "<?xml version='1.0'?>\n<uwsgi id=\"a\">\n  <socket>/run/a&amp;b.sock</socket>\n  <master/>\n  <http> :80 </http>\n  <module>a.wsgi</module>\n</uwsgi>\n"},
			[]string{"uwsgi.xml uwsgi uwsgi:/run/a&b.sock http::80 wsgi"}},
		{"YAML", map[string]string{"conf/uwsgi.yml": "uwsgi:\n  http: :80\n  master: true\n  module: a.wsgi\n  socket:\n    - :1\n    - :2\n"},
			[]string{"conf/uwsgi.yml uwsgi http::80 uwsgi::1 uwsgi::2 wsgi"}},
		{"JSON", map[string]string{"uwsgi.json": `{"uwsgi": {"socket": [":1"], "module": "a.wsgi", "env": ["DJANGO_SETTINGS_MODULE=a.b"]}}`},
			[]string{"uwsgi.json uwsgi uwsgi::1 wsgi"}},
		{"an emperor", map[string]string{
			"Dockerfile":    "FROM x\nCOPY vassals /etc/vassals\nCMD uwsgi --emperor /etc/vassals\n",
			"vassals/a.ini": "[uwsgi]\nmodule = a.wsgi\nsocket = :1\n", "vassals/b.xml": "<uwsgi/>", "other/c.ini": "[uwsgi]\nx = y\n",
		}, []string{"Dockerfile uwsgi wsgi", "Dockerfile uwsgi uwsgi::1 wsgi"}},
		{"the file's own directory", map[string]string{"uwsgi.ini": "[uwsgi]\nmodule = a.wsgi\nsocket = %d/a.sock\n"}, []string{"uwsgi.ini uwsgi uwsgi:%d/a.sock? wsgi"}},
		{"conditional options", map[string]string{"uwsgi.ini": "[uwsgi]\nmodule = a.wsgi\nif-env = X\nsocket = :1\nendif =\nsocket = :2\n"}, []string{"uwsgi.ini uwsgi uwsgi::2 elsewhere wsgi"}},
	} {
		t.Run(c.name, func(t *testing.T) { checkServing(t, c.files, c.want...) })
	}
}

// Places of an option in XML, YAML and JSON are those in the file.
func TestUWSGIFilePlaces(t *testing.T) {
	for name, data := range map[string]string{
		"uwsgi.xml":  "<a><uwsgi>\n<module>a.wsgi</module><socket>\n  /run/x.sock\n</socket></uwsgi></a>",
		"uwsgi.json": "{\"uwsgi\": {\n \"module\": \"a.wsgi\", \"socket\": \"/run/x.sock\"}}",
		"uwsgi.yaml": "uwsgi:\n  module: a.wsgi\n  socket: /run/x.sock\n",
	} {
		launches := readAll(t, map[string]string{name: data}).Launches
		if len(launches) != 1 || len(launches[0].Listens) != 1 {
			t.Errorf("%s: %v", name, launches)
			continue
		}
		if at := launches[0].Listens[0].Span; data[at.Start:at.End] != "/run/x.sock" {
			t.Errorf("%s: the socket is %q", name, data[at.Start:at.End])
		}
	}
}

func TestDamagedUWSGIFiles(t *testing.T) {
	for name, data := range map[string]string{
		"uwsgi.xml": "<uwsgi><a></b>", "uwsgi.yaml": "uwsgi:\n\ta: {[", "uwsgi.json": `{"uwsgi": {"a": `,
	} {
		if d := readAll(t, map[string]string{name: data}); len(d.Problems) == 0 {
			t.Errorf("%s: nothing is said of the damage", name)
		}
	}
}

func FuzzUWSGIFile(f *testing.F) {
	f.Add("uwsgi.xml", "<uwsgi><socket>:1</socket></uwsgi>")
	f.Add("uwsgi.yaml", "uwsgi:\n  socket: [:1, :2]\n")
	f.Add("uwsgi.json", `{"uwsgi": {"socket": ":1"}}`)
	f.Fuzz(func(t *testing.T, name, data string) {
		if name != "uwsgi.xml" && name != "uwsgi.yaml" && name != "uwsgi.json" {
			t.Skip()
		}
		for _, launch := range readAll(t, map[string]string{name: data}).Launches {
			for _, l := range launch.Listens {
				if int(l.Span.End) > len(data) || l.Span.Start > l.Span.End {
					t.Errorf("%s: %v is outside of the file", name, l.Span)
				}
			}
		}
	})
}

func TestDirectoryBy(t *testing.T) {
	for _, c := range []struct{ file, data, want string }{
		{"Dockerfile", "FROM x\nWORKDIR /app\nWORKDIR src\nCMD gunicorn a.wsgi\n", "WORKDIR src"},
		{"Dockerfile", "FROM x\nWORKDIR /app\nCMD gunicorn --chdir /app/src a.wsgi\n", "/app/src"},
		{"x.service", "[Service]\nWorkingDirectory=/srv\nExecStart=gunicorn a.wsgi\n", "WorkingDirectory=/srv"},
		{"uwsgi.ini", "[uwsgi]\nchdir = /srv\nmodule = a.wsgi\n", "/srv"},
		{"supervisor.conf", "[program:x]\ndirectory=/srv\ncommand=gunicorn a.wsgi\n", "directory=/srv"},
		{"Procfile", "web: cd src && gunicorn a.wsgi\n", "src"},
		{"Procfile", "web: cd $WHERE && cd src && gunicorn a.wsgi\n", "src"},
		{"Procfile", "web: gunicorn a.wsgi\n", ""},
	} {
		launches := readAll(t, map[string]string{c.file: c.data}).Launches
		if len(launches) != 1 {
			t.Errorf("%s: %d launches", c.data, len(launches))
			continue
		}
		got := ""
		if by := launches[0].DirectoryBy; by != nil {
			got = c.data[by.Span.Start:by.Span.End]
			if by.Value != launches[0].Directory {
				t.Errorf("%s: %q is not %q", c.data, by.Value, launches[0].Directory)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q says the directory, want %q", c.data, got, c.want)
		}
	}
}

// Files that include themselves many times end.
func TestIncludesEnd(t *testing.T) {
	files := map[string]string{
		"uwsgi.ini": "[uwsgi]\nmodule = a.wsgi\n" + strings.Repeat("ini = uwsgi.ini\n", 100) + strings.Repeat("ini = :uwsgi\n", 100),
		"v/a.ini":   "[uwsgi]\nmodule = a.wsgi\n" + strings.Repeat("emperor = v\n", 100),
		"run.sh":    "uwsgi --emperor v\n",
	}
	if launches := readAll(t, files).Launches; len(launches) == 0 || len(launches) > 3*maxCommands {
		t.Errorf("%d launches", len(launches))
	}
}
