package django

import "testing"

// TestRemovedValues has the values of settings that stopped working, by the minor that no longer has them and the one
// before.
func TestRemovedValues(t *testing.T) {
	for dotted, removed := range map[string]string{
		"django.core.cache.backends.memcached.MemcachedCache":            "4.1",
		"django.contrib.sessions.serializers.PickleSerializer":           "5.0",
		"django.contrib.auth.hashers.SHA1PasswordHasher":                 "5.1",
		"django.contrib.auth.hashers.UnsaltedSHA1PasswordHasher":         "5.1",
		"django.contrib.auth.hashers.UnsaltedMD5PasswordHasher":          "5.1",
		"django.contrib.auth.hashers.CryptPasswordHasher":                "5.0",
		"django.contrib.staticfiles.storage.CachedStaticFilesStorage":    "3.1",
		"django.contrib.auth.middleware.SessionAuthenticationMiddleware": "2.0",
		"django.core.context_processors.request":                         "1.10",
		"django.template.loaders.eggs.Loader":                            "2.0",
		"django.forms.renderers.DjangoDivFormRenderer":                   "6.0",
		"django.forms.renderers.Jinja2DivFormRenderer":                   "6.0",
		"django.db.backends.postgresql_psycopg2":                         "3.0",
		"django.contrib.webdesign":                                       "1.10",
	} {
		m := mustMinor(removed)
		if ok, known := HasPath(m, dotted); ok || !known {
			t.Errorf("%s in %s: %v, %v", dotted, m, ok, known)
		}
		for _, before := range Known() {
			if before.Next() != m {
				continue
			}
			if ok, known := HasPath(before, dotted); !ok || !known {
				t.Errorf("%s in %s: %v, %v", dotted, before, ok, known)
			}
		}
	}
	for _, dotted := range []string{
		"django.contrib.auth.hashers.MD5PasswordHasher", "django.core.cache.backends.locmem.LocMemCache",
		"django.db.backends.postgresql", "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
	} {
		for _, m := range Known().AtLeast(Minor{1, 9}) {
			if ok, known := HasPath(m, dotted); !ok || !known {
				t.Errorf("%s in %s: %v, %v", dotted, m, ok, known)
			}
		}
	}
}
