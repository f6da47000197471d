package machine_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

// checkout is the directory of the project, as root leaves it.
const checkout = `
drwxr-xr-x root root /srv/mysite
drwxr-xr-x www-data www-data /var/www
`

func TestDatabase(t *testing.T) {
	t.Parallel()
	const sqlite = `DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/data/site.db"}}
`
	const reported = "not-writable error mysite/settings.py:5: "
	enginetest.Suite{Rules: []string{"not-writable"}}.Run(t,
		enginetest.Case{Name: "all is well", Files: sqlite, Machine: checkout + `
drwxr-xr-x www-data root /data
-rw-r--r-- www-data root /data/site.db`},
		enginetest.Case{Name: "without --host", Files: sqlite},
		enginetest.Case{
			Name: "it cannot be read", Files: sqlite, Machine: checkout + `
drwxrwxrwx root root /data
-rw------- root root /data/site.db`,
			Want: []string{reported + "the database file /data/site.db is not readable for www-data: every request that needs the database is answered with 500"},
		},
		enginetest.Case{
			Name: "it cannot be written", Files: sqlite, Machine: checkout + `
drwxrwxrwx root root /data
-rw-r--r-- root root /data/site.db`,
			Want: []string{reported + "the database file /data/site.db is not writable for www-data: every request that saves something is answered with 500"},
		},
		enginetest.Case{
			Name: "its directory cannot be written", Files: sqlite, Machine: checkout + `
drwxr-xr-x root root /data
-rw-r--r-- www-data root /data/site.db`,
			Want: []string{reported + "www-data cannot write to /data, where SQLite makes a journal beside the database: every request that saves something is answered with 500"},
		},
		enginetest.Case{
			Name: "its directory cannot be entered", Files: sqlite, Machine: checkout + `
drwx------ root root /data
-rw-rw-rw- www-data root /data/site.db`,
			Want: []string{reported + "the database file /data/site.db is out of reach for www-data, who may not enter /data: every request that needs the database is answered with 500"},
		},
		enginetest.Case{
			Name: "it cannot be made", Files: sqlite, Machine: checkout + "drwxr-xr-x root root /data",
			Want: []string{reported + "the database file /data/site.db is not there, and www-data cannot make it in /data: every request that needs the database is answered with 500"},
		},
		enginetest.Case{Name: "it can be made", Files: sqlite, Machine: checkout + "drwxr-xr-x www-data root /data"},
		enginetest.Case{
			Name: "there is no directory", Files: sqlite, Machine: checkout,
			Want: []string{reported + "the database file /data/site.db is in a directory that is not there, and www-data cannot make one in /: every request that needs the database is answered with 500"},
		},
		enginetest.Case{Name: "an access control list", Files: sqlite, Machine: checkout + `
drwxr-xr-x+ root root /data
-rw-r--r-- root root /data/site.db`},
		enginetest.Case{
			Name: "its directory can be made", Machine: checkout + "drwxrwxrwx root root /data",
			Files: `DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/data/site/site.db"}}
`,
		},
		enginetest.Case{
			Name: "below the checkout", Machine: checkout + "-rw-r--r-- root root /srv/mysite/db.sqlite3", Files: `
from pathlib import Path
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(__file__).parent.parent / "db.sqlite3"}}
`,
			Want: []string{"not-writable error mysite/settings.py:7: the database file /srv/mysite/db.sqlite3 is not writable for www-data: every request that saves something is answered with 500"},
		},
		enginetest.Case{
			Name: "unless a variable says otherwise", Machine: checkout + "drwxr-xr-x root root /data", Files: `import os
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get("DATABASE", "/data/site.db")}}
`,
			Want: []string{"not-writable error mysite/settings.py:6: the database file /data/site.db is not there, and www-data cannot make it in /data: every request that needs the database is answered with 500, unless DATABASE is set"},
		},
		enginetest.Case{Name: "PostgreSQL, memory, a relative path", Machine: checkout, Files: `DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "/data"},
    "memory": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
    "relative": {"ENGINE": "django.db.backends.sqlite3", "NAME": "data/site.db"},
}
`},
	)
}

func TestLog(t *testing.T) {
	t.Parallel()
	logging := func(handler, more string) string {
		return `LOGGING = {"version": 1, "disable_existing_loggers": False, "handlers": {"file": ` + handler + `}, "root": {"handlers": ["file"]}}
` + more
	}
	const file = `{"class": "logging.FileHandler", "filename": "/var/log/mysite/site.log"}`
	const reported = "not-writable error mysite/settings.py:5: "
	const closed = "drwxr-xr-x root root /var/log/mysite\n"
	enginetest.Suite{Rules: []string{"not-writable"}}.Run(t,
		enginetest.Case{
			Name: "it cannot be made", Files: logging(file, ""), Machine: checkout + closed,
			Want: []string{reported + "the log file /var/log/mysite/site.log is not there, and www-data cannot make it in /var/log/mysite: Django does not start"},
		},
		enginetest.Case{
			Name: "it cannot be written", Files: logging(file, ""), Machine: checkout + closed + "-rw-r--r-- root adm /var/log/mysite/site.log",
			Want: []string{reported + "the log file /var/log/mysite/site.log is not writable for www-data: Django does not start"},
		},
		enginetest.Case{
			Name: "by its group", Files: logging(file, ""), Machine: checkout + closed + "groups www-data: adm\n-rw-rw-r-- root adm /var/log/mysite/site.log",
		},
		enginetest.Case{Name: "it need not be read", Files: logging(file, ""), Machine: checkout + closed + "--w--w--w- root adm /var/log/mysite/site.log"},
		enginetest.Case{
			Name: "it is opened later", Files: logging(`{"class": "logging.FileHandler", "filename": "/var/log/mysite/site.log", "delay": True}`, ""), Machine: checkout + closed,
			Want: []string{reported + "the log file /var/log/mysite/site.log is not there, and www-data cannot make it in /var/log/mysite: what is logged is lost"},
		},
		enginetest.Case{Name: "the console", Files: logging(`{"class": "logging.StreamHandler"}`, ""), Machine: checkout + closed},
		enginetest.Case{Name: "another class", Files: logging(`{"class": "mysite.logs.Handler", "filename": "/var/log/mysite/site.log"}`, ""), Machine: checkout + closed},
		enginetest.Case{Name: "Django does not configure it", Files: logging(file, "LOGGING_CONFIG = None\n"), Machine: checkout + closed},
	)
}

func TestMedia(t *testing.T) {
	t.Parallel()
	const root = `MEDIA_ROOT = "/srv/uploads"
`
	const model = `-- photos/models.py --
from django.db import models
class Photo(models.Model):
    file = models.ImageField()
`
	const media = root + model
	const reported = "not-writable error mysite/settings.py:5: "
	enginetest.Suite{Rules: []string{"not-writable"}}.Run(t,
		enginetest.Case{Name: "it belongs to the server", Files: media, Machine: checkout + "drwx------ www-data www-data /srv/uploads"},
		enginetest.Case{
			Name: "it belongs to root", Files: media, Machine: checkout + "drwxr-xr-x root root /srv/uploads",
			Want: []string{reported + "the directory for uploads /srv/uploads is not writable for www-data: uploads are answered with 500"},
		},
		enginetest.Case{Name: "nothing is uploaded", Files: root, Machine: checkout + "drwxr-xr-x root root /srv/uploads"},
		enginetest.Case{
			Name: "it cannot be made", Files: media, Machine: checkout,
			Want: []string{reported + "the directory for uploads /srv/uploads is not there, and www-data cannot make it in /srv: uploads are answered with 500"},
		},
		enginetest.Case{Name: "it can be made", Files: media, Machine: checkout + "drwxr-xr-x www-data root /srv"},
		enginetest.Case{
			Name: "uploads are stored elsewhere", Machine: checkout + "drwxr-xr-x root root /srv/uploads",
			Files: root + `STORAGES = {"default": {"BACKEND": "storages.backends.s3.S3Storage"}}
DEFAULT_FILE_STORAGE = "storages.backends.s3.S3Storage"
` + model,
		},
	)
}
