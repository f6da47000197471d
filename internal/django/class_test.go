package django

import (
	"strings"
	"testing"
)

func TestInherits(t *testing.T) {
	const (
		auth    = "django.contrib.auth.backends."
		storage = "django.core.files.storage."
		mixin   = "django.utils.deprecation.MiddlewareMixin"
	)
	for _, c := range []struct {
		minor, dotted, ancestor string
		want, known             bool
	}{
		{"5.2", auth + "ModelBackend", auth + "ModelBackend", true, true},
		{"5.2", auth + "ModelBackend", auth + "BaseBackend", true, true},
		{"2.2", auth + "ModelBackend", auth + "BaseBackend", false, true},
		{"5.2", auth + "BaseBackend", auth + "ModelBackend", false, true},
		{"5.2", auth + "AllowAllUsersRemoteUserBackend", auth + "BaseBackend", true, true},
		{"5.2", "django.contrib.auth.middleware.PersistentRemoteUserMiddleware", "django.contrib.auth.middleware.RemoteUserMiddleware", true, true},
		{"5.2", "django.contrib.auth.middleware.PersistentRemoteUserMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware", false, true},
		{"5.2", "django.contrib.sessions.middleware.SessionMiddleware", mixin, true, true},
		{"1.9", "django.contrib.sessions.middleware.SessionMiddleware", mixin, false, true},
		{"5.2", "django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.BasePasswordHasher", true, true},
		{"5.2", "django.db.backends.postgresql.base.DatabaseWrapper", "django.db.backends.base.base.BaseDatabaseWrapper", true, true},
		{"5.2", "django.contrib.gis.db.backends.postgis.base.DatabaseWrapper", "django.db.backends.postgresql.base.DatabaseWrapper", true, true},
		{"5.2", "django.utils.log.AdminEmailHandler", "django.utils.log.RequireDebugFalse", false, true},
		{"5.2", "django.contrib.staticfiles.storage.ManifestStaticFilesStorage", storage + "FileSystemStorage", true, true},
		{"4.1", "django.contrib.staticfiles.storage.ManifestStaticFilesStorage", storage + "FileSystemStorage", true, true},
		{"5.2", storage + "FileSystemStorage", storage + "Storage", true, true},
		{"5.2", storage + "filesystem.FileSystemStorage", storage + "FileSystemStorage", true, true},
		{"5.2", storage + "FileSystemStorage", storage + "filesystem.FileSystemStorage", true, true},
		{"5.2", "django.core.cache.backends.locmem.LocMemCache", "django.core.cache.backends.base.BaseCache", true, true},
		{"1.8", "django.core.cache.backends.memcached.MemcachedCache", "django.core.cache.backends.dummy.DummyCache", false, false},
		{"5.2", "django.core.cache.backends.memcached.MemcachedCache", "django.core.cache.backends.base.BaseCache", false, false}, // removed
		{"5.2", "mysite.middleware.Session", mixin, false, false},
		{"1.7", auth + "ModelBackend", auth + "ModelBackend", false, false},
	} {
		if got, known := Inherits(mustMinor(c.minor), c.dotted, c.ancestor); got != c.want || known != c.known {
			t.Errorf("%s in %s inherits from %s: %v, %v", c.dotted, c.minor, c.ancestor, got, known)
		}
	}
}

func TestClassPath(t *testing.T) {
	for _, c := range []struct {
		minor, dotted, want string
	}{
		{"5.2", "django.core.files.storage.Storage", "django.core.files.storage.base.Storage"},
		{"4.1", "django.core.files.storage.Storage", "django.core.files.storage.Storage"},
		{"5.2", "django.core.mail.EmailMessage", "django.core.mail.message.EmailMessage"},
		{"5.2", "django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.sessions.middleware.SessionMiddleware"},
		{"5.2", "django.contrib.auth.middleware.SessionAuthenticationMiddleware", ""},
		{"1.7", "django.contrib.sessions.middleware.SessionMiddleware", ""},
	} {
		got, ok := ClassPath(mustMinor(c.minor), c.dotted)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s in %s is %q, %v, want %q", c.dotted, c.minor, got, ok, c.want)
		}
	}
}

// TestClassesAreWhole looks at every line: what a class inherits from is there in the same minors, a path that another
// file of the data has, and no class is its own ancestor.
func TestClassesAreWhole(t *testing.T) {
	count := 0
	table(classesText).each(func(dotted, rest string) {
		count++
		for entry := range strings.SplitSeq(rest, "\t") {
			runs, text, _ := strings.Cut(entry, "=")
			minors := minorsOf(runs)
			if len(minors) == 0 {
				t.Errorf("%s: no minors in %q", dotted, runs)
			}
			for _, m := range minors {
				if ok, known := HasPath(m, dotted); !ok && known {
					t.Errorf("%s in %s is not a path", dotted, m)
				}
				for base := range strings.FieldsSeq(strings.TrimPrefix(text, "@")) {
					if base == unreadBase {
						continue
					}
					canonical, ok := ClassPath(m, base)
					if !ok || canonical != base {
						t.Errorf("%s in %s has the base %s, which is %q", dotted, m, base, canonical)
					}
					if circle, _ := Inherits(m, base, dotted); circle && text[0] != '@' {
						t.Errorf("%s in %s inherits from itself", dotted, m)
					}
				}
			}
		}
	})
	if count < 500 {
		t.Errorf("%d classes only", count)
	}
}
