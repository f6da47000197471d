package django

import (
	"slices"
	"testing"
)

func TestPackageKeys(t *testing.T) {
	for _, c := range []struct {
		subject, key string
		want         bool
	}{
		{"REST_FRAMEWORK", "DEFAULT_PERMISSION_CLASSES", true},
		{"REST_FRAMEWORK", "PAGINATE_BY", true}, // of an old release
		{"REST_FRAMEWORK", "DURATION_FORMAT", true},
		{"REST_FRAMEWORK", "SIGNING_KEY", false},
		{"SIMPLE_JWT", "SIGNING_KEY", true},
		{"DEBUG_TOOLBAR_CONFIG", "SHOW_TOOLBAR_CALLBACK", true},
		{"DEBUG_TOOLBAR_CONFIG", "JQUERY_URL", true},
		{"storages.backends.s3.S3Storage", "bucket_name", true},
		{"storages.backends.s3boto3.S3StaticStorage", "querystring_auth", true},
		{"storages.backends.gcloud.GoogleCloudStorage", "credentials", true},
		{"channels_redis.core.RedisChannelLayer", "hosts", true},
	} {
		keys, ok := PackageKeys(c.subject)
		if !ok || slices.Contains(keys, c.key) != c.want {
			t.Errorf("%s of %s: %v in %v", c.key, c.subject, ok, keys)
		}
	}
	for _, subject := range []string{"", "REST", "REST_FRAMEWORKS", "storages.backends.other.Storage", "storages.backends"} {
		if keys, ok := PackageKeys(subject); ok {
			t.Errorf("%s has the keys %v", subject, keys)
		}
	}
}

// TestPackageDicts: they are known settings, and no key that is composed by hand is there twice.
func TestPackageDicts(t *testing.T) {
	names := PackageDicts()
	if len(names) < 10 {
		t.Errorf("only %v", names)
	}
	for _, name := range names {
		if _, ok := ThirdPartySetting(name); !ok {
			t.Errorf("%s is no setting of a package", name)
		}
		if keys, _ := PackageKeys(name); !slices.IsSorted(keys) || len(keys) < 9 {
			t.Errorf("%s has the keys %v", name, keys)
		}
	}
}
