package django

import (
	_ "embed"
	"strings"
)

//go:embed data/keys.txt
var keysText string

// PackageKeys is the sorted keys of a dict that a well-known package keeps settings in: of a setting such as
// REST_FRAMEWORK, or of the options of a class such as storages.backends.s3.S3Storage. Keys that only old releases have are
// among them. False if none are known.
func PackageKeys(subject string) ([]string, bool) {
	rest, ok := table(keysText).find(subject)
	if ok {
		return strings.Fields(rest), true
	}
	var keys []string
	table(keysText).each(func(key, rest string) {
		if prefix, isFamily := strings.CutSuffix(key, "*"); isFamily && strings.HasPrefix(subject, prefix) {
			keys = strings.Fields(rest)
		}
	})
	return keys, keys != nil
}

// PackageDicts is the sorted settings of which PackageKeys knows the keys.
func PackageDicts() []string {
	var names []string
	table(keysText).each(func(key, _ string) {
		if !strings.Contains(key, ".") {
			names = append(names, key)
		}
	})
	return names
}
