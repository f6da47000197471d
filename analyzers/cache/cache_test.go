package cache_test

import (
	"testing"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
)

// files is a CACHES with a file-based cache at a place.
func files(location string) string {
	return `CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": ` + location + "}}\n"
}

func TestExposed(t *testing.T) {
	const why = ": whoever guesses a name can download what is cached, which is pickled, or uploads overwrite it [caches.W002]"
	at := func(line, text string) string {
		return "cache-file-exposed warning mysite/settings.py:" + line + ": the cache default " + text + why
	}
	suite := enginetest.Suite{
		Rules: []string{"cache-file-exposed"}, Options: engine.Options{Django: django.Minors{{Major: 5, Minor: 2}}},
	}
	suite.Run(t,
		enginetest.Case{Name: "the same", Files: `MEDIA_ROOT = "/srv/media/"
` + files(`"/srv/media"`), Want: []string{at("6", "lies in MEDIA_ROOT")}},
		enginetest.Case{Name: "relative paths are the project's", Files: `import os
STATIC_ROOT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "static")
` + files(`"static/cache"`), Want: []string{at("7", "lies below STATIC_ROOT")}},
		enginetest.Case{Name: "one finding for each setting", Files: `MEDIA_ROOT = "/srv/media"
STATICFILES_DIRS = ["/home/web/static", ("prefix", "/srv/media/static")]
` + files(`"/srv/media"`), Want: []string{at("7", "lies in MEDIA_ROOT"), at("7", "contains STATICFILES_DIRS")}},
		enginetest.Case{Name: "the working directory", Files: `STATICFILES_DIRS = ["static"]
` + files(`""`), Want: []string{at("6", "contains STATICFILES_DIRS")}},
		enginetest.Case{Name: "a class of the project", Files: `MEDIA_ROOT = "/srv/media"
CACHES = {"default": {"BACKEND": "mysite.caches.Files", "LOCATION": "/srv/media/cache"}}
-- mysite/caches.py --
from django.core.cache.backends.filebased import FileBasedCache
class Files(FileBasedCache):
    pass
`, Want: []string{at("6", "lies below MEDIA_ROOT")}},
		enginetest.Case{Name: "a text in place of a list", Files: "STATICFILES_DIRS = \"/srv/static\"\n" + files(`"/var/cache"`)},
		enginetest.Case{Name: "another backend", Files: `MEDIA_ROOT = "/srv/media"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "/srv/media/cache"}}
`},
		enginetest.Case{Name: "an unknown place", Files: `import os
MEDIA_ROOT = os.environ["MEDIA"]
` + files(`"/srv/media"`)},
	)
}

// TestExposedLetterByLetter: Django goes through whatever STATICFILES_DIRS is, and
// the first letter of an absolute path is the root directory.
func TestExposedLetterByLetter(t *testing.T) {
	enginetest.Suite{
		Rules: []string{"cache-file-exposed"},
		Options: engine.Options{
			Django: django.Minors{{Major: 5, Minor: 2}}, AsDjango: true, Settings: []string{"mysite.settings"},
		},
	}.Run(t, enginetest.Case{
		Name: "text", Files: "STATICFILES_DIRS = \"/srv/static\"\n" + files(`"/var/cache"`), Want: []string{
			"cache-file-exposed warning mysite/settings.py:6: the cache default lies below STATICFILES_DIRS: " +
				"whoever guesses a name can download what is cached, which is pickled, or uploads overwrite it [caches.W002]",
		},
	})
}

func TestRelative(t *testing.T) {
	const finding = "cache-path-relative warning mysite/settings.py:5: the LOCATION of the cache default is relative: " +
		"where it lies depends on the directory in which a process starts"
	enginetest.Suite{
		Rules: []string{"cache-path-relative"}, Options: engine.Options{Django: django.Minors{{Major: 3, Minor: 2}}},
	}.Run(t,
		enginetest.Case{Name: "relative", Files: files(`"cache"`), Want: []string{finding + " [caches.W003]"}},
		enginetest.Case{Name: "absolute", Files: files(`"/var/cache"`)},
		enginetest.Case{Name: "with a hole", Files: "import os\n" + files(`os.environ["HOME"] + "/cache"`)},
	)
	enginetest.Suite{
		Rules: []string{"cache-path-relative"}, Options: engine.Options{Django: django.Minors{{Major: 3, Minor: 1}}},
	}.Run(t, enginetest.Case{Name: "before the check", Files: files(`"cache"`), Want: []string{finding}})
}
