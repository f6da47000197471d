package values

import (
	"strings"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
)

// packages looks at the dicts that packages keep their settings in. A key that a package does not know is ignored in
// silence by most: REST_FRAMEWORK with DEFAULT_PERMISSION_CLASS leaves the API open.
func (k *keyChecker) packages() {
	for _, setting := range django.PackageDicts() {
		keys, _ := django.PackageKeys(setting)
		for _, alternative := range k.pass.Setting(k.module, setting).Alternatives {
			k.dict(setting, alternative, alternative.Value, dictKeys{keys: keys, swaps: packageSwaps()[setting], own: true})
		}
	}
	k.backends("STORAGES", "OPTIONS", dictKeys{keys: []string{"BACKEND", "OPTIONS"}})
	k.backends("CHANNEL_LAYERS", "CONFIG", dictKeys{keys: []string{"BACKEND", "CONFIG", "TEST_CONFIG", "ROUTING"}})
}

// backends looks at a dict of dicts, each of which names a class and what to make it with.
func (k *keyChecker) backends(setting, options string, keys dictKeys) {
	for _, alternative := range k.pass.Setting(k.module, setting).Alternatives {
		k.each(setting, alternative, alternative.Value, keys)
		mapping, ok := alternative.Value.(*eval.Mapping)
		if !ok {
			continue
		}
		for _, entry := range mapping.Entries() {
			name, _ := entry.Key.(eval.Str)
			alias, _ := entry.Alternatives.Single()
			backend, _ := item(alias, "BACKEND").(eval.Str)
			if known, ok := django.PackageKeys(string(backend)); ok {
				k.dict(strings.Join([]string{setting, string(name), options}, "."), alternative, item(alias, options), dictKeys{keys: known})
			}
		}
	}
}

// packageSwaps are keys that people are known to write for those of a package: without their first word, or with another.
func packageSwaps() map[string]map[string]string {
	return map[string]map[string]string{
		"REST_FRAMEWORK": {
			"AUTHENTICATION_CLASSES":      "DEFAULT_AUTHENTICATION_CLASSES",
			"DEFAULT_AUTH_CLASSES":        "DEFAULT_AUTHENTICATION_CLASSES",
			"DEFAULT_AUTHENTICATION":      "DEFAULT_AUTHENTICATION_CLASSES",
			"DEFAULT_FILTER_CLASSES":      "DEFAULT_FILTER_BACKENDS",
			"DEFAULT_PAGINATION":          "DEFAULT_PAGINATION_CLASS",
			"DEFAULT_PAGE_SIZE":           "PAGE_SIZE",
			"DEFAULT_PERMISSION":          "DEFAULT_PERMISSION_CLASSES",
			"DEFAULT_PERMISSIONS":         "DEFAULT_PERMISSION_CLASSES",
			"DEFAULT_PERMISSIONS_CLASSES": "DEFAULT_PERMISSION_CLASSES",
			"DEFAULT_RENDERERS":           "DEFAULT_RENDERER_CLASSES",
			"DEFAULT_PARSERS":             "DEFAULT_PARSER_CLASSES",
			"DEFAULT_EXCEPTION_HANDLER":   "EXCEPTION_HANDLER",
			"DEFAULT_THROTTLING_CLASSES":  "DEFAULT_THROTTLE_CLASSES",
			"DEFAULT_THROTTLING_RATES":    "DEFAULT_THROTTLE_RATES",
			"FILTER_BACKENDS":             "DEFAULT_FILTER_BACKENDS",
			"PAGINATION_CLASS":            "DEFAULT_PAGINATION_CLASS",
			"PARSER_CLASSES":              "DEFAULT_PARSER_CLASSES",
			"PERMISSION_CLASSES":          "DEFAULT_PERMISSION_CLASSES",
			"RENDERER_CLASSES":            "DEFAULT_RENDERER_CLASSES",
			"SCHEMA_CLASS":                "DEFAULT_SCHEMA_CLASS",
			"THROTTLE_CLASSES":            "DEFAULT_THROTTLE_CLASSES",
			"THROTTLE_RATES":              "DEFAULT_THROTTLE_RATES",
		},
		"SIMPLE_JWT": {
			"ACCESS_TOKEN_EXPIRE":    "ACCESS_TOKEN_LIFETIME",
			"REFRESH_TOKEN_EXPIRE":   "REFRESH_TOKEN_LIFETIME",
			"BLACKLIST_AFTER_ROTATE": "BLACKLIST_AFTER_ROTATION",
			"JWT_SIGNING_KEY":        "SIGNING_KEY",
			"ROTATE_REFRESH_TOKEN":   "ROTATE_REFRESH_TOKENS",
		},
	}
}
