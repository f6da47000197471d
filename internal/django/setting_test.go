package django

import (
	"slices"
	"testing"
)

func TestDefault(t *testing.T) {
	for _, c := range []struct{ name, minor, want string }{
		{"SECURE_CONTENT_TYPE_NOSNIFF", "2.2", "False"},
		{"SECURE_CONTENT_TYPE_NOSNIFF", "3.0", "True"},
		{"X_FRAME_OPTIONS", "2.2", `"SAMEORIGIN"`},
		{"X_FRAME_OPTIONS", "3.0", `"DENY"`},
		{"USE_TZ", "4.2", "False"},
		{"USE_TZ", "5.0", "True"},
		{"USE_L10N", "4.0", "True"},
		{"DEFAULT_AUTO_FIELD", "5.2", `"django.db.models.AutoField"`},
		{"DEFAULT_AUTO_FIELD", "6.0", `"django.db.models.BigAutoField"`},
		{"FILE_UPLOAD_PERMISSIONS", "2.2", "None"},
		{"FILE_UPLOAD_PERMISSIONS", "3.0", "420"},
		{"MIDDLEWARE", "1.11", "None"},
		{"MIDDLEWARE", "2.0", "[]"},
		{"CSRF_COOKIE_AGE", "5.2", "31449600"},
		{"SECURE_REFERRER_POLICY", "3.1", `"same-origin"`},
		{"AUTHENTICATION_BACKENDS", "1.8", `("django.contrib.auth.backends.ModelBackend",)`},
		{"CACHES", "5.2", `{"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}`},
		{"MESSAGE_LEVEL", "5.2", "constants.INFO"},
	} {
		s, ok := LookupSetting(c.name)
		if !ok {
			t.Errorf("no %s", c.name)
			continue
		}
		if l, ok := s.Default(mustMinor(c.minor)); !ok || l.String() != c.want {
			t.Errorf("%s in %s = %s, %v; want %s", c.name, c.minor, l, ok, c.want)
		}
	}
}

func TestDefaultAbsent(t *testing.T) {
	for _, c := range []struct{ name, minor string }{
		{"STORAGES", "4.1"}, {"USE_L10N", "5.0"}, {"DEBUG", "1.7"}, {"DEBUG", "2028"}, {"SITE_ID", "5.2"},
		{"ROOT_URLCONF", "5.2"}, {"CACHE_BACKEND", "1.8"},
	} {
		s, _ := LookupSetting(c.name)
		if l, ok := s.Default(mustMinor(c.minor)); ok {
			t.Errorf("%s in %s = %s, want none", c.name, c.minor, l)
		}
	}
}

func TestHistory(t *testing.T) {
	for _, c := range []struct {
		name, added, deprecated, removed, replaced string
	}{
		{"DEBUG", "", "", "", ""},
		{"STORAGES", "4.2", "", "", ""},
		{"STATICFILES_STORAGE", "", "4.2", "5.1", "STORAGES"},
		{"DEFAULT_FILE_STORAGE", "", "4.2", "5.1", "STORAGES"},
		{"MIDDLEWARE_CLASSES", "", "1.10", "2.0", "MIDDLEWARE"},
		{"MIDDLEWARE", "1.10", "", "", ""},
		{"USE_L10N", "", "4.0", "5.0", ""},
		{"USE_DEPRECATED_PYTZ", "4.0", "4.0", "5.0", ""},
		{"DEFAULT_AUTO_FIELD", "3.2", "", "", ""},
		{"SECURE_SSL_REDIRECT", "1.8", "", "", ""},
		{"SECURE_BROWSER_XSS_FILTER", "1.8", "", "4.0", ""},
		{"PASSWORD_RESET_TIMEOUT_DAYS", "", "3.1", "4.0", "PASSWORD_RESET_TIMEOUT"},
		{"TEMPLATE_DEBUG", "", "1.8", "1.10", "TEMPLATES"},
		{"DATABASE_ENGINE", "", "1.2", "1.4", "DATABASES"},
		{"TRANSACTIONS_MANAGED", "", "1.6", "1.8", "DATABASES"},
		{"SECURE_CSP", "6.0", "", "", ""},
		{"FORMS_URLFIELD_ASSUME_HTTPS", "5.0", "5.0", "6.0", ""},
		{"EMAIL_HOST", "", "6.1", "2028", "MAILERS"},
	} {
		s, ok := LookupSetting(c.name)
		got := [4]string{s.Added.String(), s.Deprecated.String(), s.Removed.String(), s.ReplacedBy}
		if want := [4]string{c.added, c.deprecated, c.removed, c.replaced}; !ok || got != want {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
	}
	for _, name := range []string{"", "A", "DEBU", "DEBUGG", "ZZZ", "debug", "DEBUG\tbool", "SETTINGS_MODULE"} {
		if s, ok := LookupSetting(name); ok {
			t.Errorf("LookupSetting(%q) = %+v", name, s)
		}
	}
}

func TestStatus(t *testing.T) {
	s, _ := LookupSetting("STATICFILES_STORAGE")
	for minor, want := range map[string]Status{
		"1.8": StatusCurrent, "4.1": StatusCurrent, "4.2": StatusDeprecated, "5.0": StatusDeprecated,
		"5.1": StatusRemoved, "2028": StatusRemoved,
	} {
		if got := s.Status(mustMinor(minor)); got != want {
			t.Errorf("in %s it is %v, want %v", minor, got, want)
		}
	}
	s, _ = LookupSetting("STORAGES")
	if got := s.Status(Minor{4, 1}); got != StatusFuture {
		t.Errorf("STORAGES in 4.1 is %v", got)
	}
}

// Every line must be readable, and the history must agree with the minors that have the setting.
func TestEverySetting(t *testing.T) {
	kinds := []Kind{KindBool, KindInt, KindStr, KindDotted, KindPath, KindList, KindTuple, KindDict, KindOther}
	names := AllSettingNames()
	if !slices.IsSorted(names) {
		t.Error("the data is not sorted")
	}
	for _, name := range names {
		s, ok := LookupSetting(name)
		if !ok {
			t.Errorf("%s cannot be found", name)
			continue
		}
		if !slices.Contains(kinds, s.Kind) {
			t.Errorf("%s has the kind %q", name, s.Kind)
		}
		for _, m := range Known() {
			status := s.Status(m)
			if honoured := status == StatusCurrent || status == StatusDeprecated; honoured != s.In(m) {
				t.Errorf("%s in %v: %v, but the data has it: %v", name, m, status, s.In(m))
			}
			l, ok := s.Default(m)
			if ok && l.Kind == 0 || s.Global && ok != s.In(m) {
				t.Errorf("%s in %v: default %v, %v", name, m, l, ok)
			}
			if ok && l.Kind == LiteralNone && !s.Nullable {
				t.Errorf("%s is None in %v and not nullable", name, m)
			}
		}
	}
}

func TestSettingNames(t *testing.T) {
	both := NewMinors(Minor{4, 1}, Minor{5, 1})
	in, err := SettingNames(both)
	if err != nil {
		t.Fatal(err)
	}
	inAll, err := SettingNamesInAll(both)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(in, "USE_L10N") || slices.Contains(inAll, "USE_L10N") || !slices.Contains(inAll, "DEBUG") {
		t.Error("USE_L10N is in 4.1 and not in 5.1, DEBUG in both")
	}
	if !slices.Contains(AllSettingNames(), "CACHE_BACKEND") || slices.Contains(in, "CACHE_BACKEND") {
		t.Error("CACHE_BACKEND was removed in 1.5")
	}
}
