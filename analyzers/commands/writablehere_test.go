package commands_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

func TestWritableHere(t *testing.T) {
	t.Parallel()
	const files = `DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/data/site.db"}}
`
	const reported = "world-writable warning mysite/settings.py:5: every account of this machine can write "
	const follows = ": whoever gets in through another service can change it"
	const accounts = "drwxr-xr-x www-data www-data /var/www\n"
	enginetest.Suite{Rules: []string{"world-writable"}}.Run(t,
		enginetest.Case{Name: "the server's alone", Files: files, Machine: accounts + "drwx------ www-data www-data /data\n-rw-r--r-- www-data www-data /data/site.db"},
		enginetest.Case{
			Name: "the file", Files: files, Machine: accounts + "drwxr-xr-x www-data www-data /data\n-rw-rw-rw- www-data www-data /data/site.db",
			Want: []string{reported + "the database file /data/site.db" + follows},
		},
		enginetest.Case{
			Name: "its directory", Files: files, Machine: accounts + "drwxrwxrwx www-data www-data /data\n-rw-r--r-- www-data www-data /data/site.db",
			Want: []string{reported + "to /data, and so replace the database file /data/site.db" + follows},
		},
		enginetest.Case{Name: "the sticky bit", Files: files, Machine: accounts + "drwxrwxrwt root root /data\n-rw-r--r-- www-data www-data /data/site.db"},
		enginetest.Case{Name: "nobody else may enter", Files: files, Machine: accounts + "drwxr-x--- www-data www-data /data\n-rw-rw-rw- www-data www-data /data/site.db"},
		enginetest.Case{Name: "an access control list", Files: files, Machine: accounts + "drwxr-xr-x www-data www-data /data\n-rw-rw-rw-+ www-data www-data /data/site.db"},
		enginetest.Case{
			Name: "uploads", Files: "MEDIA_ROOT = '/srv/uploads'\n-- photos/models.py --\nfile = models.ImageField()\n",
			Machine: accounts + "drwxrwxrwx root root /srv/uploads",
			Want:    []string{reported + "the directory for uploads /srv/uploads" + follows},
		},
	)
}
