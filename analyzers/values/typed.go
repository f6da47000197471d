package values

import (
	"strings"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// typed is something in the settings that takes values of one kind: a setting,
// or a key of one.
type typed struct {
	// subject is the setting, or the path of the key: DATABASES.default.HOST.
	subject string
	kind    django.Kind
	values  eval.Alternatives
}

// typedSettings are the settings of a module of which it is known what they take,
// as far as something sets them and some Django of the project reads them.
func typedSettings(p *check.Pass, m *project.SettingsModule) []typed {
	return check.Shared(p, typedKey{m}, func() []typed { return findTyped(p, m) })
}

type typedKey struct{ module *project.SettingsModule }

func findTyped(p *check.Pass, m *project.SettingsModule) []typed {
	result := m.Evaluate(m.World())
	packages := kindsOfPackages()
	var found []typed
	for _, name := range result.Names() {
		kind, ok := packages[name]
		if !ok {
			kind, ok = kindOf(p, name)
		}
		if ok {
			found = append(found, typed{name, kind, setValues(p.Setting(m, name).Alternatives)})
		}
	}
	for _, keys := range typedKeys() {
		if result.Binds(keys.setting) {
			found = append(found, keys.in(setValues(p.Setting(m, keys.setting).Alternatives))...)
		}
	}
	return found
}

// setValues leaves out Django's default.
func setValues(values eval.Alternatives) eval.Alternatives {
	var kept eval.Alternatives
	for _, v := range values {
		if _, absent := v.Value.(eval.Unbound); !absent && v.Origin.Kind != eval.ByDefault {
			kept = append(kept, v)
		}
	}
	return kept
}

// kindOf is what a setting of Django's takes, if a Django of the project reads it.
func kindOf(p *check.Pass, name string) (django.Kind, bool) {
	setting, ok := django.LookupSetting(name)
	return setting.Kind, ok && p.Project.Django.Minors.Any(func(minor django.Minor) bool {
		status := setting.Status(minor)
		return status == django.StatusCurrent || status == django.StatusDeprecated
	})
}

// kindsOfPackages are settings of packages that are read as they stand, without
// a cast of the package's own. Source: the packages' code.
func kindsOfPackages() map[string]django.Kind {
	return map[string]django.Kind{
		"ACCOUNT_EMAIL_REQUIRED":              django.KindBool,
		"ACCOUNT_UNIQUE_EMAIL":                django.KindBool,
		"ACCOUNT_USERNAME_REQUIRED":           django.KindBool,
		"AWS_IS_GZIPPED":                      django.KindBool,
		"AWS_QUERYSTRING_AUTH":                django.KindBool,
		"AWS_S3_FILE_OVERWRITE":               django.KindBool,
		"AWS_S3_USE_SSL":                      django.KindBool,
		"AWS_STORAGE_BUCKET_NAME":             django.KindStr,
		"CELERY_TASK_ALWAYS_EAGER":            django.KindBool,
		"COMPRESS_ENABLED":                    django.KindBool,
		"COMPRESS_OFFLINE":                    django.KindBool,
		"CORS_ALLOWED_ORIGINS":                django.KindList,
		"CORS_ALLOWED_ORIGIN_REGEXES":         django.KindList,
		"CORS_ALLOW_ALL_ORIGINS":              django.KindBool,
		"CORS_ALLOW_CREDENTIALS":              django.KindBool,
		"CORS_ALLOW_HEADERS":                  django.KindList,
		"CORS_ALLOW_METHODS":                  django.KindList,
		"CORS_ALLOW_PRIVATE_NETWORK":          django.KindBool,
		"CORS_EXPOSE_HEADERS":                 django.KindList,
		"CORS_ORIGIN_ALLOW_ALL":               django.KindBool,
		"CORS_ORIGIN_REGEX_WHITELIST":         django.KindList,
		"CORS_ORIGIN_WHITELIST":               django.KindList,
		"CORS_PREFLIGHT_MAX_AGE":              django.KindInt,
		"CRISPY_TEMPLATE_PACK":                django.KindStr,
		"SOCIALACCOUNT_AUTO_SIGNUP":           django.KindBool,
		"SOCIALACCOUNT_STORE_TOKENS":          django.KindBool,
		"SOCIAL_AUTH_REDIRECT_IS_HTTPS":       django.KindBool,
		"WHITENOISE_ALLOW_ALL_ORIGINS":        django.KindBool,
		"WHITENOISE_AUTOREFRESH":              django.KindBool,
		"WHITENOISE_KEEP_ONLY_HASHED_FILES":   django.KindBool,
		"WHITENOISE_MANIFEST_STRICT":          django.KindBool,
		"WHITENOISE_SKIP_COMPRESS_EXTENSIONS": django.KindList,
		"WHITENOISE_USE_FINDERS":              django.KindBool,
	}
}

// keysOfSetting are the keys of a setting that take values of a kind. In the
// path, "*" stands for every key of a dict or every element of a list.
type keysOfSetting struct {
	setting string
	path    []string
	kinds   map[string]django.Kind
}

func typedKeys() []keysOfSetting {
	lists := map[string]django.Kind{}
	for _, key := range []string{
		"DEFAULT_AUTHENTICATION_CLASSES", "DEFAULT_FILTER_BACKENDS", "DEFAULT_PARSER_CLASSES",
		"DEFAULT_PERMISSION_CLASSES", "DEFAULT_RENDERER_CLASSES", "DEFAULT_THROTTLE_CLASSES",
	} {
		lists[key] = django.KindList
	}
	return []keysOfSetting{
		{"DATABASES", []string{"*"}, map[string]django.Kind{
			"ATOMIC_REQUESTS": django.KindBool, "AUTOCOMMIT": django.KindBool, "CONN_HEALTH_CHECKS": django.KindBool,
			"CONN_MAX_AGE": django.KindInt, "DISABLE_SERVER_SIDE_CURSORS": django.KindBool, "ENGINE": django.KindDotted,
			"HOST": django.KindStr, "NAME": django.KindPath, "PASSWORD": django.KindStr, "USER": django.KindStr,
		}},
		{"TEMPLATES", []string{"*"}, map[string]django.Kind{"APP_DIRS": django.KindBool, "DIRS": django.KindList}},
		{"TEMPLATES", []string{"*", "OPTIONS"}, map[string]django.Kind{
			"autoescape": django.KindBool, "context_processors": django.KindList, "debug": django.KindBool, "loaders": django.KindList,
		}},
		{"REST_FRAMEWORK", nil, lists},
	}
}

// in are the keys in the values of the setting.
func (k keysOfSetting) in(values eval.Alternatives) []typed {
	inside := map[string]eval.Alternatives{k.setting: values}
	for _, step := range k.path {
		inside = stepInto(inside, step)
	}
	var found []typed
	for subject, dicts := range inside {
		for key, kind := range k.kinds {
			if v := setValues(check.Item(dicts, key)); len(v) > 0 {
				found = append(found, typed{subject + "." + key, kind, v})
			}
		}
	}
	return found
}

func stepInto(outside map[string]eval.Alternatives, step string) map[string]eval.Alternatives {
	inside := map[string]eval.Alternatives{}
	for subject, values := range outside {
		if step != "*" {
			inside[subject+"."+step] = check.Item(values, step)
			continue
		}
		for _, entry := range check.Entries(values) {
			inside[subject+"."+entry.Key] = entry.Values
		}
		if elements, _ := check.Elements(values); len(elements) > 0 {
			inside[subject] = elements
		}
	}
	return inside
}

// settingOf is the setting that a subject begins with.
func settingOf(subject string) string {
	name, _, _ := strings.Cut(subject, ".")
	return name
}
