package django

import (
	"regexp"
	"slices"
	"testing"
)

func TestThirdPartySetting(t *testing.T) {
	for name, want := range map[string]string{
		"CORS_ALLOWED_ORIGINS":           "django-cors-headers",
		"CORS_ORIGIN_ALLOW_ALL":          "django-cors-headers",
		"REST_FRAMEWORK":                 "djangorestframework",
		"SIMPLE_JWT":                     "djangorestframework-simplejwt",
		"CELERY_BROKER_URL":              "celery",
		"CELERY_TASK_ALWAYS_EAGER":       "celery",
		"CELERYD_CONCURRENCY":            "celery",
		"BROKER_URL":                     "celery",
		"ACCOUNT_EMAIL_VERIFICATION":     "django-allauth",
		"SOCIALACCOUNT_PROVIDERS":        "django-allauth",
		"AWS_STORAGE_BUCKET_NAME":        "django-storages",
		"COMPRESS_OFFLINE":               "django-compressor",
		"AUTH_LDAP_SERVER_URI":           "django-auth-ldap",
		"SOCIAL_AUTH_GOOGLE_OAUTH2_KEY":  "social-auth-app-django",
		"SOCIAL_AUTH_ANY_PROVIDER_SCOPE": "social-auth-core",
		"WHITENOISE_USE_FINDERS":         "whitenoise",
		"CHANNEL_LAYERS":                 "channels",
		"ASGI_APPLICATION":               "channels",
		"COMMENTS_APP":                   "django-contrib-comments",
		"WAGTAILADMIN_BASE_URL":          "wagtail",
	} {
		if pkg, ok := ThirdPartySetting(name); pkg != want || !ok {
			t.Errorf("ThirdPartySetting(%s) = %q, want %q", name, pkg, want)
		}
	}
	for _, name := range []string{"CORS_ALLOWED_METHODS", "DEBUG", "SOCIAL_AUTH_", "", "CELERY_BROKER_ULR"} {
		if pkg, ok := ThirdPartySetting(name); ok {
			t.Errorf("ThirdPartySetting(%q) = %q", name, pkg)
		}
	}
}

func TestThirdPartySettingNames(t *testing.T) {
	names := ThirdPartySettingNames()
	form := regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)
	for i, name := range names {
		if !form.MatchString(name) {
			t.Errorf("%q is no setting's name", name)
		}
		if i > 0 && names[i-1] == name {
			t.Errorf("%s belongs to two packages", name)
		}
		if s, ok := LookupSetting(name); ok && len(s.Minors()) > 0 {
			t.Errorf("%s is a setting of Django %v", name, s.Minors().Strings())
		}
	}
	if !slices.IsSorted(names) || slices.Contains(names, "SOCIAL_AUTH_*") {
		t.Error("the names are not sorted, or hold a family")
	}
}
