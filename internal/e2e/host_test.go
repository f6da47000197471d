//go:build linux

package e2e_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

const (
	sqliteIn = `        'ENGINE': 'django.db.backends.sqlite3',
        'NAME': '`
	postgres = `        'ENGINE': 'django.db.backends.postgresql',
        'NAME': 'mysite',
        'USER': 'mysite',
        'PASSWORD': os.environ['DATABASE_PASSWORD'],
        'HOST': '127.0.0.1',
        'PORT': '5432',
        'CONN_MAX_AGE': 60,
        'CONN_HEALTH_CHECKS': True,
`
	console = `            'class': 'logging.StreamHandler',
`
)

// sqlite makes a file of the machine the project's database.
func sqlite(file string) []edit {
	return []edit{{settingsFile, postgres, sqliteIn + file + "',\n"}}
}

// administrator is who logs in.
const administrator, password = "operations", "a password of the test"

// migrate makes the database, as root does, with somebody who can log in.
func (d *deployed) migrate() {
	d.t.Helper()
	for _, arguments := range [][]string{
		{"migrate", "--noinput"},
		{"createsuperuser", "--noinput", "--username", administrator, "--email", "operations@mysite.org"},
	} {
		command := exec.Command(python(), append([]string{"manage.py"}, arguments...)...)
		command.Dir = d.root
		command.Env = environment(append(secrets(), "DJANGO_SUPERUSER_PASSWORD="+password)...)
		if output, err := command.CombinedOutput(); err != nil {
			d.t.Fatalf("manage.py %v: %v\n%s", arguments, err, output)
		}
	}
}

// data makes a directory for the database, and the database in it; its owner is
// root.
func (d *deployed) data() (directory, file string) {
	d.t.Helper()
	directory = filepath.Join(d.base, "data")
	d.must(os.Mkdir(directory, 0o755))
	d.migrate()
	return directory, filepath.Join(directory, "db.sqlite3")
}

// hostRows make files that the server cannot write.
func hostRows() []row {
	const file = "/var/lib/mysite/data/db.sqlite3"
	return []row{
		{
			rule: "not-writable", setup: "apache-daemon", file: settingsFile, options: []string{"--host"},
			change:  "SQLite, in a file that belongs to root",
			edits:   sqlite(file),
			prepare: func(d *deployed) { d.data() },
			sees:    "500 for whoever logs in, and “attempt to write a readonly database” in the log",
			failure: failure{login: true, status: http.StatusInternalServerError, says: "Server Error", logs: "attempt to write a readonly database"},
		},
		{
			rule: "not-writable", setup: "apache-embedded", file: settingsFile, options: []string{"--host"},
			change: "SQLite, in a file that belongs to the server, in a directory of root",
			edits:  sqlite(file),
			prepare: func(d *deployed) {
				_, file := d.data()
				d.own(file)
			},
			sees:    "500 for whoever logs in, and “attempt to write a readonly database” or “unable to open database file” in the log",
			failure: failure{login: true, status: http.StatusInternalServerError, says: "Server Error", logs: "attempt to write a readonly database|unable to open database file"},
		},
		{
			rule: "not-writable", setup: "nginx-gunicorn", file: settingsFile, options: []string{"--host"},
			change: "SQLite, in a directory that only root may enter",
			edits:  sqlite(file),
			prepare: func(d *deployed) {
				directory, file := d.data()
				d.own(file)
				d.must(os.Chmod(directory, 0o700))
			},
			sees:    "500 for every page with data, and “unable to open database file” in the log",
			failure: answers("/bookmark/", http.StatusInternalServerError, "Server Error").logging("unable to open database file"),
		},
		{
			rule: "not-writable", setup: "apache-daemon", file: settingsFile, options: []string{"--host"},
			change:  "a log file that belongs to root, who ran manage.py first",
			edits:   []edit{{settingsFile, console, "            'class': 'logging.FileHandler',\n            'filename': '/var/log/mysite/site.log',\n"}},
			prepare: func(d *deployed) { d.must(os.WriteFile(filepath.Join(d.base, "log", "site.log"), nil, 0o644)) },
			sees:    "500 for every page, and “Unable to configure handler” in the log",
			failure: answers(page, http.StatusInternalServerError, "Internal Server Error").logging("PermissionError: .*site.log"),
		},
	}
}

// TestWritable is the other half of the rows: with SQLite where the server can
// write, visitors log in and djvet is silent.
func TestWritable(t *testing.T) {
	needServers(t)
	d := deploy(t, "apache-daemon")
	if d.owner == nil {
		t.Skip("only root can make files of another account")
	}
	d.change(sqlite("/var/lib/mysite/data/db.sqlite3"))
	directory, file := d.data()
	d.own(directory)
	d.own(file)
	if said := setupNamed(t, "apache-daemon").start(d); said != "" {
		t.Fatal(said)
	}
	if got := d.login(); got.status != http.StatusFound || got.header.Get("Location") != "/admin/" {
		t.Errorf("logging in: %d to %q\n%s", got.status, got.header.Get("Location"), d.logs())
	}
	for _, f := range d.check("--host") {
		t.Errorf("djvet reports a set-up that works: %s", f)
	}
}
