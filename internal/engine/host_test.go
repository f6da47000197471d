package engine_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
	"github.com/djvet/djvet/internal/host"
	"github.com/djvet/djvet/internal/host/hosttest"
	"github.com/djvet/djvet/internal/workspace"
	"github.com/djvet/djvet/rules"
)

// TestAccounts tells as whom the server runs: from the finding on a file that
// nobody but root can write, or from the error.
func TestAccounts(t *testing.T) {
	t.Parallel()
	const unit = `-- deploy/mysite.service --
[Service]
User=site
ExecStart=/srv/mysite/venv/bin/gunicorn mysite.wsgi:application
`
	apache := func(more string) string {
		return "-- deploy/site.conf --\n" + more + "WSGIPythonPath /srv/mysite\nWSGIScriptAlias / /srv/mysite/mysite/wsgi.py\n" +
			"-- mysite/wsgi.py --\nfrom django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n"
	}
	for _, c := range []struct{ name, files, user, want string }{
		{"the user's word counts", unit, "www-data", "not writable for www-data"},
		{"a unit", unit, "", "not writable for site"},
		{"uWSGI", "-- uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\nuid = site\n", "", "not writable for site"},
		{"a container is another machine", "-- Dockerfile --\nFROM python:3.12\nUSER site\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n", "", "no server file names it"},
		{"a daemon of Apache", apache("WSGIDaemonProcess mysite user=site python-path=/srv/mysite\nWSGIProcessGroup mysite\n"), "", "not writable for site"},
		{"Apache itself", apache("User site\nGroup site\n"), "", "not writable for site"},
		{"Apache's User, which is not the daemon's", apache("User www-data\nWSGIDaemonProcess mysite user=site python-path=/srv/mysite\nWSGIProcessGroup mysite\n"), "", "not writable for site"},
		{"a variable of Debian's", apache("User ${APACHE_RUN_USER}\n"), "", "not writable for www-data"},
		{"the distribution's account", apache(""), "", "not writable for www-data"},
		{"a group", strings.Replace(unit, "User=site", "User=www-data\nGroup=writers", 1), "", ""},
		{"nothing says it", "", "", "no server file names it"},
		{"two say something else", unit + "-- deploy/uwsgi.ini --\n[uwsgi]\nmodule = mysite.wsgi\nuid = www-data\n", "", "those run as site (deploy/mysite.service) and www-data (deploy/uwsgi.ini)"},
		{"it is no account of this machine", strings.Replace(unit, "User=site", "User=elsewhere", 1), "", "deploy/mysite.service: this machine has no account or group elsewhere"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			system, err := hosttest.Machine("-rw-rw-r-- root writers /data\ndrwxrwxr-x root writers /\ndrwx------ site www-data /home")
			if err != nil {
				t.Fatal(err)
			}
			tree := enginetest.Tree("DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': '/data'}}\n" + c.files)
			report, err := engine.Check(t.Context(), workspace.NewMap(tree), engine.Options{
				Rules: rules.Choice{Select: []string{"not-writable"}},
				Host:  &host.Machine{System: system, Root: "/srv/mysite", User: c.user},
			})
			got := ""
			switch {
			case err != nil:
				got = err.Error()
				if !errors.Is(err, engine.ErrAccount) && !errors.Is(err, host.ErrNoAccount) {
					t.Errorf("the error is another: %v", err)
				}
			case len(report.Findings) == 1:
				got = report.Findings[0].Message
			}
			if !strings.Contains(got, c.want) || c.want == "" && got != "" {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
