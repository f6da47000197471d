//go:build linux

package e2e_test

import "net/http"

const (
	unit         = "deploy/systemd/mysite.service"
	uwsgiIni     = "deploy/uwsgi/mysite.ini"
	settingsFile = "mysite/settings.py"
	wsgiFile     = "mysite/wsgi.py"
)

// passed hands the secrets over by name. A file of which djvet knows only that it
// is there might set anything else, too.
var passed = edit{unit, "EnvironmentFile=/etc/mysite/environment", "PassEnvironment=SECRET_KEY DATABASE_PASSWORD EMAIL_HOST_PASSWORD"}

// staffUnit is a second unit, which starts in the right directory.
const staffUnit = `[Service]
User=www-data
Group=www-data
WorkingDirectory=/srv/mysite
EnvironmentFile=/etc/mysite/environment
ExecStart=/srv/mysite/venv/bin/gunicorn --bind unix:/run/mysite/staff.sock mysite.wsgi:application
`

// launchRows break what uWSGI and gunicorn are told.
func launchRows() []row {
	return []row{
		{
			rule: "server-app-unresolved", setup: "nginx-gunicorn", file: unit,
			change:  "the unit names a module that is not there",
			edits:   []edit{{unit, "mysite.wsgi:application", "mysite.wsgy:application"}},
			sees:    "gunicorn ends: “No module named 'mysite.wsgy'”",
			failure: ends("No module named 'mysite.wsgy'"),
		},
		{
			rule: "server-app-unresolved", setup: "nginx-uwsgi", file: uwsgiIni,
			change:  "the ini file names a callable that is not there",
			edits:   []edit{{uwsgiIni, "mysite.wsgi:application", "mysite.wsgi:app"}},
			sees:    "uWSGI ends: “no app loaded. GAME OVER”",
			failure: ends("no app loaded. GAME OVER"),
		},
		{
			rule: "server-chdir-wrong", setup: "nginx-gunicorn", file: unit,
			change: "the working directory is the package, not the directory that holds it, as another unit shows",
			edits: []edit{
				{unit, "WorkingDirectory=/srv/mysite\n", "WorkingDirectory=/srv/mysite/mysite\n"},
				{"deploy/systemd/staff.service", "", staffUnit},
			},
			sees:    "gunicorn ends: “No module named 'mysite'”",
			failure: ends("No module named 'mysite"),
		},
		{
			rule: "server-chdir-wrong", setup: "nginx-uwsgi", file: uwsgiIni,
			change:  "`chdir` stands as a tutorial leaves it",
			edits:   []edit{{uwsgiIni, "chdir = /srv/mysite\n", "chdir = /path/to/your/project\n"}},
			sees:    "uWSGI ends: “chdir(): No such file or directory”",
			failure: ends(`chdir\(\): No such file or directory`),
		},
		{
			rule: "server-socket-public", setup: "nginx-uwsgi", file: uwsgiIni,
			change:  "every account of the machine may write to uWSGI's socket",
			edits:   []edit{{uwsgiIni, "chmod-socket = 660", "chmod-socket = 666"}},
			sees:    "another account makes uWSGI run a program",
			failure: failure{intrudes: true, says: "it runs 42"},
		},
		{
			rule: "deploy-env-debug", setup: "nginx-gunicorn", file: unit,
			change: "the settings read DEBUG from the environment, and the unit turns it on",
			edits: []edit{
				{settingsFile, "DEBUG = False", "DEBUG = os.environ.get('DEBUG') == '1'"},
				{unit, "Environment=LANG=C.UTF-8", "Environment=LANG=C.UTF-8 DEBUG=1"},
				passed,
			},
			sees:    "404 with the technical page, which shows the URL configuration",
			failure: answers("/nothing", http.StatusNotFound, "<code>DEBUG = True</code>"),
		},
		{
			rule: "deploy-env-debug", setup: "nginx-uwsgi", file: uwsgiIni,
			change: "the settings read DEBUG from the environment, and the ini file turns it on",
			edits: []edit{
				{settingsFile, "DEBUG = False", "DEBUG = os.environ.get('DEBUG') == '1'"},
				{uwsgiIni, "env = LANG=C.UTF-8", "env = LANG=C.UTF-8\nenv = DEBUG=1"},
				passed,
			},
			sees:    "404 with the technical page, which shows the URL configuration",
			failure: answers("/nothing", http.StatusNotFound, "<code>DEBUG = True</code>"),
		},
	}
}

// entryRows break what the servers start: wsgi.py and the settings.
func entryRows() []row {
	return []row{
		{
			rule: "settings-module-unresolved", setup: "apache-daemon", file: wsgiFile,
			change:  "wsgi.py names a settings module that is not there",
			edits:   []edit{{wsgiFile, "'mysite.settings'", "'mysite.setting'"}},
			sees:    "500 for every page, and “No module named 'mysite.setting'” in the log",
			failure: answers(page, http.StatusInternalServerError, "Internal Server Error").logging("No module named 'mysite.setting'"),
		},
		{
			rule: "settings-module-development", setup: "nginx-gunicorn", file: unit,
			change: "the unit starts the settings for development, beside those for production",
			edits: []edit{
				{"mysite/settings_production.py", "", "from mysite.settings import *\n"},
				{"mysite/settings_dev.py", "", "from mysite.settings import *\n\nDEBUG = True\n"},
				{wsgiFile, "'mysite.settings'", "'mysite.settings_production'"},
				{unit, "DJANGO_SETTINGS_MODULE=mysite.settings\n", "DJANGO_SETTINGS_MODULE=mysite.settings_dev\n"},
			},
			sees:    "404 with the technical page, which shows the URL configuration",
			failure: answers("/nothing", http.StatusNotFound, "<code>DEBUG = True</code>"),
		},
		{
			rule: "settings-env-misspelled", setup: "apache-daemon", file: wsgiFile,
			change:  "wsgi.py sets DJANGO_SETTING_MODULE",
			edits:   []edit{{wsgiFile, "DJANGO_SETTINGS_MODULE", "DJANGO_SETTING_MODULE"}},
			sees:    "500 for every page, and “settings are not configured” in the log",
			failure: answers(page, http.StatusInternalServerError, "Internal Server Error").logging("settings are not configured"),
		},
		{
			rule: "settings-env-late", setup: "apache-daemon", file: wsgiFile,
			change: "wsgi.py sets the variable after it has called get_wsgi_application()",
			edits: []edit{
				{wsgiFile, "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n\n", ""},
				{wsgiFile, "get_wsgi_application()\n", "get_wsgi_application()\n\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n"},
			},
			sees:    "500 for every page, and “settings are not configured” in the log",
			failure: answers(page, http.StatusInternalServerError, "Internal Server Error").logging("settings are not configured"),
		},
		{
			rule: "application-missing", setup: "apache-embedded", file: wsgiFile,
			change:  "wsgi.py calls it app",
			edits:   []edit{{wsgiFile, "application = get_wsgi", "app = get_wsgi"}},
			sees:    "404 for every page, and “does not contain WSGI application” in the log",
			failure: answers(page, http.StatusNotFound, "Not Found").logging("does not contain WSGI application"),
		},
		{
			rule: "application-missing", setup: "nginx-gunicorn", file: wsgiFile,
			change:  "wsgi.py calls it app",
			edits:   []edit{{wsgiFile, "application = get_wsgi", "app = get_wsgi"}},
			sees:    "gunicorn ends: “Failed to find attribute 'application'”",
			failure: ends("Failed to find attribute 'application'"),
		},
		{
			rule: "application-factory-wrong", setup: "nginx-uwsgi", file: wsgiFile,
			change:  "wsgi.py does not call get_wsgi_application",
			edits:   []edit{{wsgiFile, "get_wsgi_application()\n", "get_wsgi_application\n"}},
			sees:    "502 for every page, and “takes 0 positional arguments but 2 were given” in the log",
			failure: answers(page, http.StatusBadGateway, "Bad Gateway").logging("takes 0 positional arguments but 2 were given"),
		},
		{
			rule: "dotted-path-unresolved", setup: "apache-daemon", file: settingsFile,
			change:  "`ROOT_URLCONF` names a module that is not there",
			edits:   []edit{{settingsFile, "'mysite.urls'", "'mysite.url'"}},
			sees:    "500 for every page",
			failure: answers(page, http.StatusInternalServerError, "Server Error").logging("No module named 'mysite.url'"),
		},
		{
			rule: "urlconf-missing", setup: "nginx-gunicorn", file: settingsFile,
			change:  "`ROOT_URLCONF` is not set",
			edits:   []edit{{settingsFile, "ROOT_URLCONF = 'mysite.urls'\n", ""}},
			sees:    "500 for every page",
			failure: answers(page, http.StatusInternalServerError, "Server Error"),
		},
		{
			rule: "settings-module-namespace", setup: "nginx-uwsgi", file: wsgiFile,
			change: "the settings are a module of a package whose __init__.py is empty, and the package is named",
			edits: []edit{
				{"mysite/configuration/__init__.py", "", "\n"},
				{"mysite/configuration/production.py", "", "from mysite.settings import *\n"},
				{wsgiFile, "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')", "os.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.configuration'"},
				{uwsgiIni, "env = DJANGO_SETTINGS_MODULE=mysite.settings\n", ""},
			},
			sees:    "502 for every page, and “no attribute 'ROOT_URLCONF'” in the log",
			failure: answers(page, http.StatusBadGateway, "Bad Gateway").logging("no attribute 'ROOT_URLCONF'"),
		},
	}
}
