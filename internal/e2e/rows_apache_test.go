//go:build linux

package e2e_test

import "net/http"

const (
	httpdConf = "deploy/apache/httpd.conf"
	siteConf  = "deploy/apache/mysite.conf"
)

// apacheRows break Apache and mod_wsgi.
func apacheRows() []row {
	return []row{
		{
			rule: "apache-wsgi-script-unresolved", setup: "apache-daemon", file: siteConf,
			change:  "`WSGIScriptAlias` names wsgi.py in the wrong directory",
			edits:   []edit{{siteConf, "WSGIScriptAlias / /srv/mysite/mysite/wsgi.py", "WSGIScriptAlias / /srv/mysite/wsgi.py"}, {siteConf, "<Directory /srv/mysite/mysite>", "<Directory /srv/mysite>"}},
			sees:    "404 for every page, and “Target WSGI script not found” in the log",
			failure: answers(page, http.StatusNotFound, "Not Found").logging("Target WSGI script not found"),
		},
		{
			rule: "apache-wsgi-script-unresolved", setup: "apache-embedded", file: httpdConf,
			change:  "`WSGIScriptAlias` names wsgi.py in the wrong directory",
			edits:   []edit{{httpdConf, "WSGIScriptAlias / /srv/mysite/mysite/wsgi.py", "WSGIScriptAlias / /srv/mysite/wsgi.py"}, {httpdConf, "<Directory /srv/mysite/mysite>", "<Directory /srv/mysite>"}},
			sees:    "404 for every page, and “Target WSGI script not found” in the log",
			failure: answers(page, http.StatusNotFound, "Not Found").logging("Target WSGI script not found"),
		},
		{
			rule: "apache-process-group-unknown", setup: "apache-daemon", file: siteConf,
			change:  "`WSGIProcessGroup` names a group that no `WSGIDaemonProcess` makes",
			edits:   []edit{{siteConf, "WSGIProcessGroup mysite", "WSGIProcessGroup mysite.org"}},
			sees:    "500 for every page, and “No WSGI daemon process called” in the log",
			failure: answers(page, http.StatusInternalServerError, "Internal Server Error").logging("No WSGI daemon process called"),
		},
		{
			rule: "apache-python-path-missing", setup: "apache-daemon", file: siteConf,
			change:  "`python-path` is left out",
			edits:   []edit{{siteConf, " python-path=/srv/mysite", ""}},
			sees:    "500 for every page, and “No module named 'mysite'” in the log",
			failure: answers(page, http.StatusInternalServerError, "Internal Server Error").logging("No module named 'mysite'"),
		},
		{
			rule: "apache-python-path-missing", setup: "apache-embedded", file: httpdConf,
			change:  "`WSGIPythonPath` is left out",
			edits:   []edit{{httpdConf, "WSGIPythonPath /srv/mysite\n", ""}},
			sees:    "500 for every page, and “No module named 'mysite'” in the log",
			failure: answers(page, http.StatusInternalServerError, "Internal Server Error").logging("No module named 'mysite'"),
		},
		{
			rule: "apache-python-path-ignored", setup: "apache-daemon", file: siteConf,
			change: "`WSGIPythonPath` instead of `python-path`",
			edits: []edit{
				{siteConf, " python-path=/srv/mysite", ""},
				{siteConf, "<VirtualHost *:80>", "WSGIPythonPath /srv/mysite\n\n<VirtualHost *:80>"},
			},
			sees:    "500 for every page, and “No module named 'mysite'” in the log",
			failure: answers(page, http.StatusInternalServerError, "Internal Server Error").logging("No module named 'mysite'"),
		},
		{
			rule: "apache-wsgi-denied", setup: "apache-embedded", file: httpdConf,
			change:  "nothing grants wsgi.py, and the server's own default refuses it",
			edits:   []edit{{httpdConf, "        <Files wsgi.py>\n            Require all granted\n        </Files>\n", ""}},
			sees:    "403 for every page, and “client denied by server configuration” in the log",
			failure: answers(page, http.StatusForbidden, "Forbidden").logging("client denied by server configuration"),
		},
		{
			rule: "apache-wsgi-denied", setup: "apache-daemon", file: siteConf,
			change:  "`Require all denied` on wsgi.py",
			edits:   []edit{{siteConf, "<Files wsgi.py>\n            Require all granted", "<Files wsgi.py>\n            Require all denied"}},
			sees:    "403 for every page, and “client denied by server configuration” in the log",
			failure: answers(page, http.StatusForbidden, "Forbidden").logging("client denied by server configuration"),
		},
		{
			rule: "apache-source-exposed", setup: "apache-daemon", file: siteConf,
			change: "`DocumentRoot` is the project's directory, granted as a whole, and wsgi.py answers below /app",
			edits: []edit{
				{siteConf, "WSGIScriptAlias / /", "DocumentRoot /srv/mysite\n    WSGIScriptAlias /app /"},
				{siteConf, "<Directory /srv/mysite/mysite>\n        <Files wsgi.py>\n            Require all granted\n        </Files>", "<Directory /srv/mysite>\n        Require all granted"},
			},
			sees:    "200 for /mysite/settings.py, with its text",
			failure: answers("/mysite/settings.py", http.StatusOK, "INSTALLED_APPS"),
		},
		{
			rule: "apache-module-missing", setup: "apache-embedded", file: httpdConf,
			change:  "the `LoadModule` of mod_wsgi is commented out",
			edits:   []edit{{httpdConf, "LoadModule wsgi_module", "#LoadModule wsgi_module"}},
			sees:    "the configuration test fails: “Invalid command”",
			failure: refuses("Invalid command 'WSGI"),
		},
		{
			rule: "static-alias-mismatch", setup: "apache-daemon", file: siteConf,
			change:  "the alias leads to the directory that collectstatic reads from, not to `STATIC_ROOT`",
			edits:   []edit{{siteConf, "/srv/mysite/www_static", "/srv/mysite/static"}},
			sees:    "404 for the admin's style sheet",
			failure: answers("/static/admin/css/base.css", http.StatusNotFound, "Not Found"),
		},
		{
			rule: "static-alias-mismatch", setup: "apache-daemon", file: siteConf,
			change:  "the alias's URL ends with a slash and its directory does not",
			edits:   []edit{{siteConf, "Alias /static/ /srv/mysite/www_static/\n", "Alias /static/ /srv/mysite/www_static\n"}},
			sees:    "403 for every static file: it is looked for outside of the directories that are granted",
			failure: answers("/static/css/mysite.css", http.StatusForbidden, "Forbidden"),
		},
		{
			rule: "static-alias-missing", setup: "apache-daemon", file: siteConf,
			change:  "no alias for `STATIC_URL`",
			edits:   []edit{{siteConf, "Alias /static/ /srv/mysite/www_static/\n", ""}},
			sees:    "404 for the admin's style sheet",
			failure: answers("/static/admin/css/base.css", http.StatusNotFound, "Not Found"),
		},
		{
			rule: "static-alias-denied", setup: "apache-embedded", file: httpdConf,
			change:  "no `Require` for the directory of the static files",
			edits:   []edit{{httpdConf, "    <Directory /srv/mysite/www_static>\n        Require all granted\n    </Directory>\n", ""}},
			sees:    "403 for the admin's style sheet, and “client denied by server configuration” in the log",
			failure: answers("/static/admin/css/base.css", http.StatusForbidden, "Forbidden").logging("client denied by server configuration"),
		},
		{
			rule: "syntax-error", setup: "apache-daemon", file: siteConf,
			change:  "the end of a `<Directory>` is missing",
			edits:   []edit{{siteConf, "        Require all granted\n    </Directory>\n\n    Alias /media/", "        Require all granted\n\n    Alias /media/"}},
			sees:    "the configuration test fails: “Expected </Directory>”",
			failure: refuses("Expected </Directory>|</Directory>"),
		},
		{
			rule: "media-executes", setup: "apache-daemon", file: siteConf,
			change:  "`ExecCGI` and a handler for .cgi in the directory of the uploads",
			edits:   []edit{{siteConf, "Header always set Content-Security-Policy sandbox", "Options +ExecCGI\n        AddHandler cgi-script .cgi"}},
			sees:    "an uploaded script is run: 200 with what it prints",
			failure: answers("/media/upload.cgi", http.StatusOK, "^it runs 42\n"),
		},
	}
}
