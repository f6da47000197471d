package host_test

import (
	"testing"

	"github.com/djvet/djvet/internal/host"
	"github.com/djvet/djvet/internal/host/hosttest"
)

// machine is what the tests look at.
const machine = `
groups www-data: mysite
drwxr-xr-x  root root         /srv
drwxr-x---  root mysite       /srv/mysite
-rw-rw-r--  root mysite       /srv/mysite/db.sqlite3
----rw-rw-  www-data mysite   /srv/mysite/own
drwx------  root root         /root
-rw-rw-rw-  root root         /root/log
lrwxrwxrwx  root root         /srv/current -> mysite
lrwxrwxrwx  root root         /srv/absolute -> /srv/mysite/db.sqlite3
lrwxrwxrwx  root root         /srv/up -> ../srv/current
lrwxrwxrwx  root root         /srv/loop -> loop
lrwxrwxrwx  root root         /srv/nowhere -> /srv/absent/file
lrwxrwxrwx  root root         /srv/all -> /
-rw-rw-rw-+ root root         /srv/listed
drwxrwxrwx+ root root         /srv/acl
-rw-rw-rw-  root root         /srv/acl/file
`

func TestLook(t *testing.T) {
	t.Parallel()
	system, err := hosttest.Machine(machine + "-rw-r--r-- nobody nobody /srv/other\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ account, path, want string }{
		{"www-data", "/srv/mysite/db.sqlite3", "exists rw in /srv/mysite"},
		{"www-data", "/srv/current/db.sqlite3", "exists rw in /srv/mysite"},
		{"www-data", "/srv/absolute", "exists rw in /srv/mysite"},
		{"www-data", "/srv/up/db.sqlite3", "exists rw in /srv/mysite"},
		{"www-data", "/srv/../srv/mysite//db.sqlite3", "exists rw in /srv/mysite"},
		{"www-data", "/srv/all/srv/mysite/db.sqlite3", "exists rw in /srv/mysite"},
		{"www-data", "/srv/all", "exists r in /"},
		{"www-data", "/", "in /"},
		// The owner is not helped by what others may.
		{"www-data", "/srv/mysite/own", "exists in /srv/mysite"},
		{"nobody", "/srv/mysite/db.sqlite3", "exists r in /srv/mysite closed /srv/mysite"},
		{"nobody", "/root/log", "exists rw in /root closed /root"},
		{"root", "/root/log", "exists rw in /root"},
		{"nobody", "/srv/new", "in /srv"},
		{"nobody", "/srv/new/er", "in /srv missing"},
		{"nobody", "/srv/nowhere", "in /srv missing"},
		{"nobody", "/srv/loop", "unknown"},
		{"nobody", "/srv/listed", "unknown"},
		{"nobody", "/srv/acl/file", "unknown"},
		{"nobody", "/srv/other/file", "unknown"},
	} {
		account, err := system.Account(c.account)
		if err != nil {
			t.Fatal(err)
		}
		if got := describe(account, host.Look(system, account, c.path)); got != c.want {
			t.Errorf("%s as %s: %q, want %q", c.path, c.account, got, c.want)
		}
	}
}

func describe(a host.Account, v host.View) string {
	if v.Unknown {
		return "unknown"
	}
	text := ""
	if v.Exists {
		text = "exists "
		if a.May(v.File, host.Read|host.Write) {
			text += "rw "
		} else if a.May(v.File, host.Read) {
			text += "r "
		}
	}
	text += "in " + v.Directory
	if v.Missing {
		text += " missing"
	}
	if v.Closed != "" {
		text += " closed " + v.Closed
	}
	return text
}
