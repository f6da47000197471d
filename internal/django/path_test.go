package django

import (
	"errors"
	"slices"
	"testing"
)

func TestHasPath(t *testing.T) {
	for _, c := range []struct {
		minor, path string
		ok, known   bool
	}{
		{"5.2", "django", true, true},
		{"5.2", "django.contrib.auth", true, true},
		{"5.2", "django.middleware.security.SecurityMiddleware", true, true},
		{"5.2", "django.middleware.security.SecurityMidleware", false, true},
		{"5.2", "django.midleware.security.SecurityMiddleware", false, true},
		{"1.8", "django.template.context_processors.request", true, true},
		{"1.9", "django.core.context_processors.request", true, true},
		{"1.10", "django.core.context_processors.request", false, true},
		{"1.11", "django.contrib.auth.middleware.SessionAuthenticationMiddleware", true, true},
		{"2.0", "django.contrib.auth.middleware.SessionAuthenticationMiddleware", false, true},
		{"4.0", "django.core.cache.backends.memcached.MemcachedCache", true, true},
		{"4.1", "django.core.cache.backends.memcached.MemcachedCache", false, true},
		{"3.2", "django.core.cache.backends.redis.RedisCache", false, true},
		{"4.0", "django.core.cache.backends.redis.RedisCache", true, true},
		{"5.0", "django.contrib.auth.hashers.SHA1PasswordHasher", true, true},
		{"5.1", "django.contrib.auth.hashers.SHA1PasswordHasher", false, true},
		{"4.2", "django.contrib.sessions.serializers.PickleSerializer", true, true},
		{"5.0", "django.contrib.sessions.serializers.PickleSerializer", false, true},
		{"3.0", "django.contrib.staticfiles.storage.CachedStaticFilesStorage", true, true},
		{"3.1", "django.contrib.staticfiles.storage.CachedStaticFilesStorage", false, true},
		{"3.2", "django.utils.translation.ugettext_lazy", true, true},
		{"4.0", "django.utils.translation.ugettext_lazy", false, true},
		{"1.11", "django.core.urlresolvers.reverse_lazy", true, true},
		{"2.0", "django.core.urlresolvers.reverse_lazy", false, true},
		// Bound by an import, after the module became a package.
		{"5.2", "django.core.files.storage.FileSystemStorage", true, true},
		// Bound by a star import.
		{"5.2", "django.db.models.BigAutoField", true, true},
		{"5.2", "django.db.backends.postgresql", true, true},
		{"1.8", "django.db.backends.postgresql", false, true},
		{"5.2", "django.db.backends.postgresql_psycopg2", false, true},
		{"5.2", "django.contrib.auth.backends.ModelBackend.authenticate", false, false},
		{"5.2", "django.contrib.auth.backends.NoBackend.authenticate", false, true},
		{"5.2", "django.contrib.auth._clean_credentials", false, false},
		{"6.1", "django.core.mail.anything", false, false}, // it makes names at run time
		{"5.2", "whitenoise.middleware.WhiteNoiseMiddleware", false, false},
		{"5.2", "djangorestframework", false, false},
		{"5.2", "django.", false, false},
		{"5.2", "", false, false},
		{"1.7", "django.contrib.auth", false, false},
	} {
		if ok, known := HasPath(mustMinor(c.minor), c.path); ok != c.ok || known != c.known {
			t.Errorf("HasPath(%s, %q) = %v, %v; want %v, %v", c.minor, c.path, ok, known, c.ok, c.known)
		}
	}
}

// Every dotted path that a default of Django's own names must be there, in every minor that has the default.
func TestHasPathOfDefaults(t *testing.T) {
	var check func(setting string, m Minor, l Literal)
	check = func(setting string, m Minor, l Literal) {
		for _, item := range l.Items {
			check(setting, m, item)
		}
		for _, pair := range l.Pairs {
			check(setting, m, pair.Value)
		}
		if ok, known := HasPath(m, l.Str); l.Kind == LiteralStr && known && !ok {
			t.Errorf("%s in %v: no %s", setting, m, l.Str)
		}
	}
	for _, name := range AllSettingNames() {
		s, _ := LookupSetting(name)
		for _, m := range Known() {
			if l, ok := s.Default(m); ok {
				check(name, m, l)
			}
		}
	}
}

func TestPathMinors(t *testing.T) {
	got := PathMinors("django.core.cache.backends.memcached.MemcachedCache")
	low, _ := got.Min()
	high, _ := got.Max()
	if low != (Minor{1, 8}) || high != (Minor{4, 0}) {
		t.Errorf("MemcachedCache is in %v", got.Strings())
	}
	if got := PathMinors("django.nothing"); len(got) != 0 {
		t.Errorf("django.nothing is in %v", got.Strings())
	}
}

func TestModuleNames(t *testing.T) {
	names, err := ModuleNames(Minor{5, 2}, "django.contrib.auth.password_validation")
	if err != nil || !slices.Contains(names, "MinimumLengthValidator") || slices.Contains(names, "settings") {
		t.Errorf("%v, %v", names, err)
	}
	if names, err := ModuleNames(Minor{5, 2}, "django.nothing"); err != nil || len(names) != 0 {
		t.Errorf("django.nothing has %v, %v", names, err)
	}
	modules, err := Modules(Minor{5, 2})
	if err != nil || !slices.IsSorted(modules) || !slices.Contains(modules, "django.middleware.csrf") {
		t.Errorf("%d modules, %v", len(modules), err)
	}
	var unknown *UnknownMinorError
	if _, err := Modules(Minor{9, 9}); !errors.As(err, &unknown) {
		t.Errorf("Modules(9.9): %v", err)
	}
	if _, err := ModuleNames(Minor{9, 9}, "django"); !errors.As(err, &unknown) {
		t.Errorf("ModuleNames(9.9): %v", err)
	}
}
