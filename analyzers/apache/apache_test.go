package apache_test

import (
	"strings"
	"testing"

	"github.com/djvet/djvet/analyzers/apache"
	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/engine/enginetest"
)

// table is a test of one rule: what stands in a site's virtual host, other
// files, and what is found.
type table []struct {
	name  string
	site  string
	files string
	want  []string
}

const (
	wsgi = `
-- mysite/wsgi.py --
import os
from django.core.wsgi import get_wsgi_application
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
application = get_wsgi_application()
`
	granted = "<Directory /srv/mysite>\n<Files wsgi.py>\nRequire all granted\n</Files>\n</Directory>\n"
	script  = "WSGIScriptAlias / /srv/mysite/mysite/wsgi.py\n" + granted
	daemon  = "WSGIDaemonProcess mysite python-path=/srv/mysite\nWSGIProcessGroup mysite\n"
)

func (cases table) run(t *testing.T, rule string) {
	t.Helper()
	for _, c := range cases {
		files := c.files + wsgi
		if c.site != "" {
			files += "-- deploy/site.conf --\n" + c.site + "\n"
		}
		enginetest.Suite{Rules: []string{rule}}.Run(t, enginetest.Case{Name: c.name, Files: files, Want: c.want})
	}
}

func TestScriptUnresolved(t *testing.T) {
	const head = "apache-wsgi-script-unresolved error deploy/site.conf:"
	table{
		{"right", daemon + script, "", nil},
		{"a tutorial's path in a file that was filled in", daemon + "WSGIScriptAlias / /path/to/mysite/mysite/wsgi.py\nAlias /static/ /srv/mysite/static/\n", "", []string{
			head + "3: the path of the WSGI file is still that of a tutorial: every request is answered with 404 Not Found",
		}},
		{"an example", daemon + "WSGIScriptAlias / /path/to/mysite/mysite/wsgi.py\nAlias /static/ /path/to/mysite/static/\n", "", nil},
		{"a template", daemon + "WSGIScriptAlias / <path>/mysite/wsgi.py\nAlias /static/ /srv/mysite/static/\n", "", nil},
		{"a variable", "WSGIScriptAlias / ${HERE}/nothing/wsgi.py\n", "", nil},
		{"a variable that is known", "Define HERE /srv/mysite\nWSGIScriptAlias / ${HERE}/other/wsgi.py\n", "", []string{
			head + "2: the repository has no other/wsgi.py, only mysite/wsgi.py: every request is answered with 404 Not Found",
		}},
		{"the Python path says otherwise", daemon + "WSGIScriptAlias / /srv/mysite/wsgi.py\n", "", []string{
			head + "3: there is no /srv/mysite/wsgi.py: by the Python path of the site, the project's WSGI file is /srv/mysite/mysite/wsgi.py",
		}},
		{"no slash", daemon + "WSGIScriptAlias / srv/mysite/mysite/wsgi.py\n", "", []string{
			"apache-wsgi-script-unresolved note deploy/site.conf:3: the path of the WSGI file does not begin with a slash: it is looked for in the directory in which Apache runs, and found only if that is /",
		}},
		{"no slash, and another package", "WSGIScriptAlias / srv/mysite/other/wsgi.py\n", "", []string{
			head + "1: the repository has no other/wsgi.py, only mysite/wsgi.py: every request is answered with 404 Not Found",
		}},
		{"on Windows", `WSGIScriptAlias / "C:\sites\mysite\mysite\wsgi.py"`, "", nil},
		{"another package on Windows", `WSGIScriptAlias / C:\sites\mysite\other\wsgi.py`, "", []string{
			head + "1: the repository has no other/wsgi.py, only mysite/wsgi.py: every request is answered with 404 Not Found",
		}},
		{"a file of another name", "WSGIScriptAlias / /srv/mysite/deploy/start.wsgi\n", "", nil},
		{"two projects", "WSGIScriptAlias / /srv/mysite/other/wsgi.py\n", "-- web/blog/wsgi.py --\nfrom django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n", nil},
		{"development", "", "-- dev/site.conf --\nWSGIScriptAlias / srv/mysite/wsgi.py\n", nil},
	}.run(t, "apache-wsgi-script-unresolved")
}

func TestProcess(t *testing.T) {
	const head = "apache-process-group-unknown error deploy/site.conf:"
	table{
		{"right", daemon + script, "", nil},
		{"misspelt", strings.Replace(daemon, "Group mysite", "Group my-site", 1) + script, "", []string{
			head + "2: no WSGIDaemonProcess is called my-site, but one is called mysite: every request of the site is answered with 500 Internal Server Error",
		}},
		{"in the server's own configuration", "WSGIProcessGroup www\n" + script, "", nil},
		{"in another file", "WSGIProcessGroup www\n" + script, "-- deploy/daemons.conf --\nWSGIDaemonProcess www\n", nil},
		{"an include that is not there", "Include daemons.conf\nWSGIDaemonProcess mysite\nWSGIProcessGroup www\n" + script, "", nil},
		{"chosen by a variable", "WSGIDaemonProcess mysite\nWSGIProcessGroup %{ENV:GROUP}\n" + script, "", nil},
		{"embedded by name", "WSGIProcessGroup %{GLOBAL}\n" + script, "", nil},
		{"of a section around the script", "WSGIDaemonProcess mysite\n" + script + "<Directory /srv/mysite/mysite>\nWSGIProcessGroup mysite\n</Directory>", "", nil},
		{"of another host", "<VirtualHost *:80>\nServerName a\nWSGIDaemonProcess mysite\n</VirtualHost>\n<VirtualHost *:80>\nServerName b\nWSGIProcessGroup mysite\n" + script + "</VirtualHost>", "", []string{
			head + "7: the daemon mysite stands in the virtual host of another ServerName, where this one may not use it: every request of the site is answered with 500 Internal Server Error",
		}},
		{"of the same host, encrypted", "<VirtualHost *:80>\nServerName a\nWSGIDaemonProcess mysite\n</VirtualHost>\n<VirtualHost *:443>\nServerName a\nWSGIProcessGroup mysite\n" + script + "</VirtualHost>", "", nil},
		{"nobody uses it", "WSGIDaemonProcess mysite python-path=/srv/mysite\n" + script, "", []string{
			head + "1: no WSGIProcessGroup names the daemon mysite: the site runs in Apache's own processes, and what stands in this line has no effect on it",
		}},
		{"twice", daemon + "<VirtualHost *:443>\nWSGIDaemonProcess mysite\n" + script + "</VirtualHost>", "", []string{
			head + "4: a second WSGIDaemonProcess is called mysite: Apache does not start",
		}},
		{"read twice, made once", "", `-- deploy/httpd-vhosts.conf --
<VirtualHost *:80>
Include deploy/extra/app.conf
</VirtualHost>
<VirtualHost *:443>
Include deploy/extra/app.conf
</VirtualHost>
-- deploy/extra/app.conf --
<IfDefine !LOADED>
Define LOADED
WSGIDaemonProcess mysite
</IfDefine>
WSGIProcessGroup mysite
` + script, nil},
	}.run(t, "apache-process-group-unknown")
}

func TestEmbeddedMode(t *testing.T) {
	const message = "apache-embedded-mode note deploy/site.conf:1: Django runs inside of Apache's own processes, whose modules and limits it shares: with WSGIDaemonProcess and WSGIProcessGroup it would have its own, as Django recommends"
	table{
		{"embedded", script, "", []string{message}},
		{"a daemon", daemon + script, "", nil},
		{"on Windows", `WSGIScriptAlias / D:/mysite/wsgi.py`, "", nil},
		{"the rest is elsewhere", script + "Include other.conf", "", nil},
		{"no script", "Alias /static/ /srv/mysite/static/", "", nil},
		{"under a condition", "<IfDefine WSGI>\n" + script + "</IfDefine>", "", nil},
	}.run(t, "apache-embedded-mode")
}

func TestPythonPath(t *testing.T) {
	const head = "apache-python-path-missing error deploy/site.conf:"
	const missing = "the project lies in /srv/mysite, which is on no Python path: importing its settings fails, and every request is answered with 500 Internal Server Error"
	bare := "WSGIDaemonProcess mysite\nWSGIProcessGroup mysite\n" + script
	table{
		{"right", daemon + script, "", nil},
		{"missing", bare, "", []string{head + "3: " + missing}},
		{"home", strings.Replace(bare, "Process mysite\n", "Process mysite home=/srv/mysite/\n", 1), "", nil},
		{"one of several", strings.Replace(bare, "Process mysite\n", "Process mysite threads=2 \\\n  python-path=\"/srv/venv:/srv/mysite\" lang='C.UTF-8'\n", 1), "", nil},
		{"others only", strings.Replace(bare, "Process mysite\n", "Process mysite python-path=/srv/venv/lib:/srv/mysite/mysite\n", 1), "", []string{
			head + "1: the project lies in /srv/mysite, and the Python path has only /srv/venv/lib: importing its settings fails, and every request is answered with 500 Internal Server Error",
		}},
		{"a variable", strings.Replace(bare, "Process mysite\n", "Process mysite python-path=${HOME}/mysite\n", 1), "", nil},
		{"embedded", script, "", []string{head + "1: " + missing}},
		{"embedded, right", "WSGIPythonPath /srv/mysite\n" + script, "", nil},
		{"on Windows", "WSGIPythonPath \"c:\\Sites\\other;C:\\Sites\\mysite\\\\\"\nWSGIScriptAlias / C:/sites/mysite/mysite/wsgi.py", "", nil},
		{"can be installed", bare, "-- setup.py --\nfrom setuptools import setup\nsetup()\n", nil},
		{"the daemon is elsewhere", "WSGIProcessGroup mysite\n" + script, "", nil},
		{"another rule's", "WSGIPythonPath /srv/mysite\n" + bare, "", nil},
	}.run(t, "apache-python-path-missing")
}

func TestPythonPathIgnored(t *testing.T) {
	const head = "apache-python-path-ignored "
	table{
		{"beside a daemon", "WSGIPythonPath /srv/mysite\n" + daemon + script, "", []string{
			head + "warning deploy/site.conf:1: WSGIPythonPath is for embedded mode: the daemon process that runs the site does not look at it, and needs python-path=",
		}},
		{"embedded", "WSGIPythonPath /srv/mysite\n" + script, "", nil},
		{"for one of two", "WSGIPythonPath /srv/mysite\nWSGIScriptAlias /a /srv/mysite/a.wsgi\nWSGIDaemonProcess b\nWSGIScriptAlias /b /srv/mysite/b.wsgi process-group=b\n", "", nil},
		{"inside of a host", "<VirtualHost *:80>\nWSGIPythonPath /srv/mysite\n" + script + "</VirtualHost>", "", []string{
			head + "error deploy/site.conf:2: WSGIPythonPath is for the whole server and refused inside of <VirtualHost>: Apache does not start",
		}},
		{"WSGIPythonHome", "WSGIPythonHome /srv/venv\n" + daemon + script, "", nil},
	}.run(t, "apache-python-path-ignored")
}

func TestDenied(t *testing.T) {
	const head = "apache-wsgi-denied error deploy/site.conf:"
	const outside = "WSGIScriptAlias / /srv/mysite/mysite/wsgi.py\n"
	table{
		{"granted", script, "", nil},
		{"nothing is said", outside, "", nil},
		{"of Apache 2.2", outside + "<Directory /srv/mysite>\nOrder allow,deny\nAllow from all\n</Directory>", "", nil},
		{"granted in the virtual host, asked for outside", outside + "<VirtualHost *:80>\n" + granted + "</VirtualHost>", "", nil},
		{"denied", outside + "<Directory /srv/mysite/mysite>\nRequire all denied\n</Directory>", "", []string{
			head + "3: Apache refuses the WSGI file /srv/mysite/mysite/wsgi.py here: every request is answered with 403 Forbidden",
		}},
		{"behind a password", outside + "<Location />\nAuthType Basic\nRequire valid-user\n</Location>", "", nil},
		{"another directory is granted", outside + "<Directory /srv/mysite/static>\nRequire all granted\n</Directory>", "", []string{
			head + "1: nothing in the file lets visitors have /srv/mysite/mysite/wsgi.py, though it does so for others: Apache's own default is to answer 403 Forbidden",
		}},
		{"below /var/www", "WSGIScriptAlias / /var/www/mysite/wsgi.py\n<Directory /var/www/static>\nRequire all granted\n</Directory>", "", nil},
		{"the rest is elsewhere", outside + "Include grants.conf\n<Directory /srv/mysite/static>\nRequire all granted\n</Directory>", "", nil},
		{"without the module of the old words", "LoadModule authz_core_module a.so\nLoadModule wsgi_module m.so\n" + outside + "<Directory /srv/mysite>\nOrder allow,deny\nAllow from all\n</Directory>", "", []string{
			head + "5: Order is mod_access_compat's, which is not loaded: Apache does not start",
		}},
		{"a whole configuration of Apache 2.2", "ServerRoot /etc/httpd\nLoadModule authz_host_module a.so\nLoadModule wsgi_module m.so\n" + outside + "<Directory /srv/mysite>\nOrder allow,deny\nAllow from all\n</Directory>", "", nil},
	}.run(t, "apache-wsgi-denied")
}

func TestModuleMissing(t *testing.T) {
	const head = "apache-module-missing warning deploy/site.conf:"
	const whole = "ServerRoot /etc/httpd\nLoadModule authz_core_module modules/mod_authz_core.so\n"
	table{
		{"loaded", whole + "LoadModule wsgi_module modules/mod_wsgi.so\n" + script, "", nil},
		{"not loaded", whole + script, "", []string{head + "3: the configuration does not load mod_wsgi, whose directive WSGIScriptAlias is then unknown: Apache does not start"}},
		{"commented out", whole + "# LoadModule wsgi_module modules/mod_wsgi.so\n" + script, "", []string{
			head + "3: the LoadModule of mod_wsgi is commented out, and WSGIScriptAlias is unknown without it: Apache does not start",
		}},
		{"perhaps in an include", whole + "IncludeOptional conf.d/*.conf\n" + script, "", nil},
		{"only where it is loaded", whole + "<IfModule mod_wsgi.c>\n" + script + "</IfModule>", "", nil},
		{"a part of a host's configuration", "ServerRoot /var/www/root\n" + script, "", nil},
		{"a site", script, "", nil},
	}.run(t, "apache-module-missing")
}

func TestExposed(t *testing.T) {
	const head = "apache-source-exposed error deploy/site.conf:"
	const app = daemon + "WSGIScriptAlias /app /srv/mysite/mysite/wsgi.py\n<Directory /srv/mysite>\nRequire all granted\n</Directory>\n"
	table{
		{"the root", app + "DocumentRoot /srv/mysite", "", []string{
			head + "7: visitors can download the project's source: /srv/mysite is served at / and holds /srv/mysite/mysite/settings.py",
		}},
		{"an alias to what is around it", app + "Alias /all \"/srv/\"\n", "", []string{
			head + "7: visitors can download the project's source: /srv/ is served at /all and holds /srv/mysite/mysite/settings.py",
		}},
		{"the application takes all", strings.Replace(app, "/app /", "/ /", 1) + "DocumentRoot /srv/mysite", "", nil},
		{"Python files are refused", app + "DocumentRoot /srv/mysite\n<FilesMatch \"\\.(py|sqlite3)$\">\nRequire all denied\n</FilesMatch>", "", nil},
		{"only wsgi.py is granted", daemon + "WSGIScriptAlias /app /srv/mysite/mysite/wsgi.py\n" + granted + "DocumentRoot /srv/mysite", "", nil},
		{"a directory inside", app + "Alias /static/ /srv/mysite/static/\n", "", nil},
		{"under a condition", app + "<IfDefine DEBUG>\nAlias /all /srv\n</IfDefine>", "", nil},
	}.run(t, "apache-source-exposed")
}

func TestAliasDenied(t *testing.T) {
	const head = "static-alias-denied error deploy/site.conf:"
	const settings = "STATIC_URL = 'assets/'\n"
	table{
		{"nothing is granted to anybody", "Alias /assets/ /srv/static/\n", settings, nil},
		{"granted", script + "Alias /assets/ /srv/static/\n<Directory /srv/static>\nRequire all granted\n</Directory>", settings, nil},
		{"granted by its URL", script + "Alias /assets/ /srv/static/\n<Location /assets>\nRequire all granted\n</Location>", settings, nil},
		{"others are", script + "Alias /assets/ /srv/static/\n", settings, []string{
			head + "7: nothing in the file lets visitors have /srv/static/, though it does so for others: Apache's own default is to answer 403 Forbidden",
		}},
		{"refused", "Alias /media/ /var/www/media/\n<Directory /var/www/media>\nRequire all denied\n</Directory>", settings, []string{
			head + "1: Apache refuses /var/www/media/, which nothing grants: what is at /media/ is answered with 403 Forbidden",
		}},
		{"another URL", script + "Alias /private/ /srv/private/\n", settings, nil},
		{"behind the application", "ProxyPass / http://127.0.0.1:8000/\nAlias /static/ /srv/static/\n" + granted, settings, nil},
		{"granted in the virtual host, made outside", "Alias /assets/ /srv/static/\n<VirtualHost *:80>\n" + script + "<Directory /srv/static>\nRequire all granted\n</Directory>\n</VirtualHost>", settings, nil},
		{"below /var/www", script + "Alias /assets/ /var/www/static/\n", settings, nil},
	}.run(t, "static-alias-denied")
}

func TestMediaExecutes(t *testing.T) {
	const settings = "import os\nBASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))\nMEDIA_ROOT = os.path.join(BASE_DIR, 'uploads')\nMEDIA_URL = '/m/'\n"
	const message = "media-executes error deploy/site.conf:8: what visitors upload to /srv/mysite/uploads is run on the server when it is asked for: AddHandler holds there too"
	table{
		{"by its URL", daemon + script + "Alias /m/ /srv/mysite/uploads\nAddHandler php-script .php", settings, []string{strings.Replace(message, ":8:", ":10:", 1)}},
		{"by its directory", script + "Alias /files/ /srv/mysite/uploads\nAddHandler php-script .php", settings, []string{message}},
		{"without ExecCGI", script + "Alias /m/ /srv/mysite/uploads\nAddHandler cgi-script .py", settings, nil},
		{"taken back", script + "Alias /m/ /srv/mysite/uploads\nAddHandler php-script .php\n<Location /m>\nSetHandler none\n</Location>", settings, nil},
		{"another directory", script + "Alias /php/ /srv/mysite/php\nAddHandler php-script .php", settings, nil},
	}.run(t, "media-executes")
}

func TestSites(t *testing.T) {
	const settings = "REST_FRAMEWORK = {'DEFAULT_AUTHENTICATION_CLASSES': ['rest_framework.authentication.SessionAuthentication', 'rest_framework_simplejwt.authentication.JWTAuthentication']}\n"
	const message = "apache-authorization-not-passed warning deploy/site.conf:3: mod_wsgi keeps the header Authorization from Django unless WSGIPassAuthorization is On: JWTAuthentication lets nobody in"
	table{
		{"not passed", daemon + script, settings, []string{message}},
		{"passed", daemon + "WSGIPassAuthorization on\n" + script, settings, nil},
		{"passed where the script is", daemon + script + "<Location />\nWSGIPassAuthorization On\n</Location>", settings, nil},
		{"by a variable", daemon + script + "SetEnvIf Authorization \"(.*)\" HTTP_AUTHORIZATION=$1", settings, nil},
		{"sessions", daemon + script, "", nil},
		{"not all settings are known", daemon + script, "import os\nREST_FRAMEWORK = {'DEFAULT_AUTHENTICATION_CLASSES': os.environ['CLASSES'].split()}\n", nil},
	}.run(t, "apache-authorization-not-passed")
}

func TestRules(t *testing.T) {
	var topic []string
	for _, a := range apache.Rules() {
		topic = append(topic, check.ID(a))
	}
	for _, c := range []struct {
		name, file string
		want       []string
	}{
		{"a file that Apache refuses has one finding", "<VirtualHost *:80>\nWSGIScriptAlias / nowhere\n", nil},
		{"a template", "{% if x %}\nWSGIScriptAlias / nowhere\n{% endif %}\n", nil},
		{"a proxy", "ProxyPass / http://127.0.0.1:8000/\n", nil},
	} {
		enginetest.Suite{Rules: topic}.Run(t, enginetest.Case{Name: c.name, Files: wsgi + "-- deploy/site.conf --\n" + c.file, Want: c.want})
	}
}
