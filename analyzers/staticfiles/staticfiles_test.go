package staticfiles_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

// static begins a project with static files; what follows begins at line 8.
const static = `from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
INSTALLED_APPS += ["django.contrib.staticfiles.apps.StaticFilesConfig"]
`

const (
	django32 = "-- requirements.txt --\nDjango==3.2.25\n"
	django52 = "-- requirements.txt --\nDjango==5.2.4\n"
	inDirs   = "static-root-in-dirs error mysite/settings.py:"
	cannot   = ": STATIC_ROOT is an entry of STATICFILES_DIRS: collectstatic cannot copy a directory into itself, and Django refuses to start it"
)

func TestDirs(t *testing.T) {
	t.Parallel()
	enginetest.Suite{Rules: []string{"static-root-in-dirs", "static-dirs-type", "static-dirs-prefix"}}.Run(
		t,
		enginetest.Case{
			Name: "with a prefix", Files: static + "STATIC_ROOT = str(BASE_DIR / 'www')\nSTATICFILES_DIRS = [('docs', BASE_DIR / 'x' / '..' / 'www/')]\n",
			Want: []string{inDirs + "9" + cannot + " [staticfiles.E002]"},
		},
		enginetest.Case{
			Name: "before Django had the check", Files: static + "STATIC_ROOT = '/srv/www/'\nSTATICFILES_DIRS = ['/srv/www']\n-- requirements.txt --\nDjango==1.11.29\n",
			Want: []string{inDirs + "9" + cannot},
		},
		enginetest.Case{Name: "the finder is not used", Files: static + "STATIC_ROOT = '/srv/www'\nSTATICFILES_DIRS = ['/srv/www']\nSTATICFILES_FINDERS = ['django.contrib.staticfiles.finders.AppDirectoriesFinder']\n"},
		enginetest.Case{Name: "no app", Files: "INSTALLED_APPS = []\nSTATIC_ROOT = '/srv/www'\nSTATICFILES_DIRS = ['/srv/www']\n"},
		enginetest.Case{
			Name: "relative to manage.py", Files: static + "STATIC_ROOT = 'www'\nSTATICFILES_DIRS = [BASE_DIR / 'www']\n",
			Want: []string{inDirs + "9" + cannot + " [staticfiles.E002]"},
		},
		enginetest.Case{
			Name: "in a set, which Django 3.2 looks into", Files: static + "STATIC_ROOT = '/srv/www'\nSTATICFILES_DIRS = {'/srv/www'}\n" + django32,
			Want: []string{
				"static-dirs-type error mysite/settings.py:9: STATICFILES_DIRS is no list or tuple: Django's checks refuse to go on [staticfiles.E001]",
				inDirs + "9" + cannot + " [staticfiles.E002]",
			},
		},
		enginetest.Case{
			Name: "in a set", Files: static + "STATIC_ROOT = '/srv/www'\nSTATICFILES_DIRS = {'/srv/www'}\n" + django52,
			Want: []string{"static-dirs-type error mysite/settings.py:9: STATICFILES_DIRS is no list or tuple: Django's checks refuse to go on [staticfiles.E001]"},
		},
		enginetest.Case{
			Name: "a path", Files: static + "STATICFILES_DIRS = BASE_DIR / 'static'\n",
			Want: []string{"static-dirs-type error mysite/settings.py:8: STATICFILES_DIRS is no list or tuple: Django's checks refuse to go on"},
		},
		enginetest.Case{
			Name: "a prefix", Files: static + "STATICFILES_DIRS = (['docs/', '/srv/docs'],)\n",
			Want: []string{"static-dirs-prefix error mysite/settings.py:8: the prefix of a STATICFILES_DIRS entry ends with a slash, which Django adds itself: its files would have two in their URLs, and Django's checks refuse to go on [staticfiles.E003]"},
		},
	)
}

func TestEntries(t *testing.T) {
	t.Parallel()
	const published = "static-dirs-exposes-project error mysite/settings.py:8: an entry of STATICFILES_DIRS is the directory of the project itself: collectstatic publishes its source, its settings and whatever else lies there"
	const url = ": an entry of STATICFILES_DIRS is a URL: it has to be a directory, and nothing is found there"
	enginetest.Suite{Rules: []string{"static-dirs-exposes-project", "static-dirs-url", "static-dir-not-found"}}.Run(
		t,
		enginetest.Case{Name: "the project", Files: static + "STATICFILES_DIRS = [BASE_DIR]\n", Want: []string{published}},
		enginetest.Case{Name: "the directory of manage.py", Files: static + "STATICFILES_DIRS = ['.']\n", Want: []string{published}},
		enginetest.Case{Name: "beside the project", Files: static + "STATICFILES_DIRS = ['/srv/site']\n"},
		enginetest.Case{Name: "what a variable says", Files: "import os\nSTATIC_URL = os.environ.get('STATIC_URL')\nSTATICFILES_DIRS = [STATIC_URL]\n" + static, Want: []string{"static-dirs-url error mysite/settings.py:7" + url}},
		enginetest.Case{Name: "another variable", Files: "import os\nSTATIC_URL = os.environ['STATIC_URL']\nSTATICFILES_DIRS = [os.environ['STATIC_DIR']]\n" + static},
		enginetest.Case{
			Name: "not there", Files: static + "STATICFILES_DIRS = [BASE_DIR / 'assets', BASE_DIR / 'dist', '/srv/assets']\n",
			Want: []string{"static-dir-not-found note mysite/settings.py:8: the STATICFILES_DIRS entry assets is not in the repository: nothing is collected from it, and Django warns at every command [staticfiles.W004]"},
		},
		enginetest.Case{Name: "a build makes it", Files: static + "STATICFILES_DIRS = [BASE_DIR / 'assets']\n-- vite.config.js --\nexport default { build: { outDir: 'assets' } }\n"},
		enginetest.Case{Name: "before Django 4.0", Files: static + "STATICFILES_DIRS = [BASE_DIR / 'assets']\n" + django32, Want: []string{
			"static-dir-not-found note mysite/settings.py:8: the STATICFILES_DIRS entry assets is not in the repository: nothing is collected from it, and Django warns at every command",
		}},
	)
}

func TestStorages(t *testing.T) {
	t.Parallel()
	const incomplete = "storages-incomplete "
	const local = "{'BACKEND': 'django.core.files.storage.FileSystemStorage'}"
	enginetest.Suite{Rules: []string{"storages-incomplete"}}.Run(
		t,
		enginetest.Case{
			Name: "no static files", Files: static + "STORAGES = {'default': " + local + "}\n" + django52,
			Want: []string{incomplete + "error mysite/settings.py:8: STORAGES has no \"staticfiles\": Django fills nothing in, and every page that names a static file raises InvalidStorageError [staticfiles.E005]"},
		},
		enginetest.Case{
			Name: "before the check", Files: static + "STORAGES = {'default': " + local + "}\n-- requirements.txt --\nDjango==4.2.16\n",
			Want: []string{incomplete + "error mysite/settings.py:8: STORAGES has no \"staticfiles\": Django fills nothing in, and every page that names a static file raises InvalidStorageError"},
		},
		enginetest.Case{Name: "before the setting", Files: static + "STORAGES = {'default': " + local + "}\n" + django32},
		enginetest.Case{Name: "without the app", Files: "STORAGES = {'default': " + local + "}\n" + django52},
		enginetest.Case{
			Name: "no uploads", Files: "STORAGES = {'staticfiles': " + local + "}\n-- notes/forms.py --\nscan = forms.FileField()\n",
			Want: []string{incomplete + "note mysite/settings.py:5: STORAGES has no \"default\", and Django fills nothing in: an app that stores uploads raises InvalidStorageError"},
		},
	)
}

func TestMissingRoot(t *testing.T) {
	t.Parallel()
	const files = "-- static/site.css --\np { margin: 0 }\n"
	const missing = "static-root-missing warning mysite/settings.py:"
	const because = ": STATIC_ROOT is not set: collectstatic has nowhere to put static files, and with DEBUG off Django does not serve them from where they are"
	enginetest.Suite{Rules: []string{"static-root-missing"}}.Run(
		t,
		enginetest.Case{Name: "not set", Files: static + files, Want: []string{missing + "4" + because}},
		enginetest.Case{Name: "empty", Files: static + "STATIC_ROOT = ''\n" + files, Want: []string{missing + "8" + because}},
		enginetest.Case{Name: "from a variable", Files: static + "import os\nSTATIC_ROOT = os.environ.get('STATIC_ROOT')\n" + files, Want: []string{missing + "9" + because + ", unless STATIC_ROOT is set"}},
		enginetest.Case{Name: "WhiteNoise serves the sources", Files: static + "WHITENOISE_USE_FINDERS = True\n" + files},
		enginetest.Case{Name: "in a bucket, as before Django 4.2", Files: static + "STATICFILES_STORAGE = 'storages.backends.s3boto3.S3Boto3Storage'\n" + files},
		enginetest.Case{Name: "the project serves them itself", Files: static + files + "-- mysite/urls.py --\nfrom django.views.static import serve\n"},
		enginetest.Case{Name: "nothing to collect", Files: static},
	)
}

func TestURLs(t *testing.T) {
	t.Parallel()
	const media = "media-static-clash error mysite/settings.py:6: MEDIA_ROOT is STATIC_ROOT: collectstatic overwrites uploads of the same name, --clear deletes all of them, and Django refuses to serve them"
	enginetest.Suite{Rules: []string{"url-no-slash", "media-static-clash"}}.Run(
		t,
		enginetest.Case{
			Name: "no slash", Files: "STATIC_URL = '/static'\n",
			Want: []string{"url-no-slash error mysite/settings.py:5: STATIC_URL does not end with a slash: the names of files would be glued to it, and Django's checks refuse to go on [urls.E006]"},
		},
		enginetest.Case{Name: "the end is not known", Files: "import os\nMEDIA_URL = '/media/' + os.environ['VERSION']\n"},
		enginetest.Case{Name: "empty or None", Files: "STATIC_URL = None\nMEDIA_URL = ''\n"},
		enginetest.Case{Name: "one directory", Files: "STATIC_ROOT = '/srv/www/'\nMEDIA_ROOT = '/srv/www'\n", Want: []string{media}},
		enginetest.Case{Name: "the root of all URLs", Files: "STATIC_URL = '/'\nMEDIA_URL = '/media/'\n"},
	)
}

func TestRelative(t *testing.T) {
	t.Parallel()
	const relative = " is a relative path, and depends on the directory in which a process is started: "
	enginetest.Suite{Rules: []string{"static-path-relative"}}.Run(
		t,
		enginetest.Case{
			Name: "uploads and logs", Files: "MEDIA_ROOT = './media'\nLOGGING = {'handlers': {'file': {'filename': 'site.log'}, 'other': {'filename': '/var/log/site.log'}}}\n",
			Want: []string{
				"static-path-relative warning mysite/settings.py:5: MEDIA_ROOT" + relative + "uploads go to another directory when the server is started elsewhere",
				"static-path-relative warning mysite/settings.py:6: LOGGING.handlers.file.filename" + relative + "the log is written elsewhere, or cannot be, when the server is started elsewhere",
			},
		},
		enginetest.Case{Name: "another database", Files: "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': 'site'}}\n"},
		enginetest.Case{Name: "a URL of sqlite", Files: "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'file:memory?cache=shared'}}\n"},
		enginetest.Case{Name: "uploads in a bucket", Files: "MEDIA_ROOT = 'media'\nSTORAGES = {'default': {'BACKEND': 'storages.backends.s3.S3Storage'}}\n"},
		enginetest.Case{Name: "a platform starts it", Files: "MEDIA_ROOT = 'media'\n-- mysite/wsgi.py --\nimport os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n-- Procfile --\nweb: gunicorn mysite.wsgi\n"},
	)
}
