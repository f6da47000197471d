package values

import (
	"strings"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/finding"
)

// consequence is what follows from a setting that Django no longer reads.
type consequence struct {
	severity finding.Severity
	// effect is what happens instead.
	effect string
	// same are values that say what happens anyway.
	same []eval.Value
	// beside are settings that take its place: where one of them is set, nothing
	// is lost.
	beside []string
}

// harmless reports whether a value says what happens anyway.
func (c consequence) harmless(value eval.Value) bool {
	for _, same := range c.same {
		if text, ok := same.(eval.Str); ok {
			if given, isText := value.(eval.Str); isText && strings.EqualFold(string(given), string(text)) {
				return true
			}
			continue
		}
		if value == same {
			return true
		}
	}
	return false
}

// consequences of the settings of which more is to be told than what replaces
// them. Sources: the release notes of the version that removed each.
func consequences() map[string]consequence {
	const (
		database = "DATABASES has to describe the database"
		template = "TEMPLATES has to say it"
	)
	off, on, empty := eval.Bool(false), eval.Bool(true), eval.Str("")
	return map[string]consequence{
		// What is protected or stored.
		"MIDDLEWARE_CLASSES": {
			finding.Error, "without MIDDLEWARE no middleware runs at all, neither for sessions nor against CSRF", nil, []string{"MIDDLEWARE"},
		},
		"STATICFILES_STORAGE": {
			finding.Error, "static files go through StaticFilesStorage, and the storage named here has to stand in STORAGES",
			[]eval.Value{eval.Str("django.contrib.staticfiles.storage.StaticFilesStorage")},
			[]string{"STORAGES"},
		},
		"DEFAULT_FILE_STORAGE": {
			finding.Error, "uploads go to MEDIA_ROOT on the local disk, and the storage named here has to stand in STORAGES",
			[]eval.Value{eval.Str("django.core.files.storage.FileSystemStorage")},
			[]string{"STORAGES"},
		},
		"DATABASE_ENGINE":   {finding.Error, database, []eval.Value{empty}, []string{"DATABASES"}},
		"DATABASE_NAME":     {finding.Error, database, []eval.Value{empty}, []string{"DATABASES"}},
		"DATABASE_USER":     {finding.Error, database, []eval.Value{empty}, []string{"DATABASES"}},
		"DATABASE_PASSWORD": {finding.Error, database, []eval.Value{empty}, []string{"DATABASES"}},
		"DATABASE_HOST":     {finding.Error, database, []eval.Value{empty}, []string{"DATABASES"}},
		"DATABASE_PORT":     {finding.Error, database, []eval.Value{empty}, []string{"DATABASES"}},
		"BANNED_IPS":        {finding.Error, "nobody is kept out", nil, nil},

		// What is different now.
		"CACHE_BACKEND":                   {finding.Warning, "CACHES has to describe the cache", []eval.Value{empty}, []string{"CACHES"}},
		"CACHE_MIDDLEWARE_ANONYMOUS_ONLY": {finding.Warning, "the cache keeps pages of users who are signed in too, unless they vary on the cookie", []eval.Value{off}, nil},
		"DEFAULT_CONTENT_TYPE":            {finding.Warning, "responses are text/html", []eval.Value{eval.Str("text/html")}, nil},
		"FILE_CHARSET":                    {finding.Warning, "templates are read as UTF-8", []eval.Value{eval.Str("utf-8"), eval.Str("utf8")}, nil},
		"IGNORABLE_404_ENDS":              {finding.Warning, "IGNORABLE_404_URLS replaces it", nil, []string{"IGNORABLE_404_URLS"}},
		"IGNORABLE_404_STARTS":            {finding.Warning, "IGNORABLE_404_URLS replaces it", nil, []string{"IGNORABLE_404_URLS"}},
		"PASSWORD_RESET_TIMEOUT_DAYS":     {finding.Warning, "PASSWORD_RESET_TIMEOUT says it in seconds", []eval.Value{eval.Int(3)}, []string{"PASSWORD_RESET_TIMEOUT"}},
		"SEND_BROKEN_LINK_EMAILS":         {finding.Warning, "BrokenLinkEmailsMiddleware in MIDDLEWARE sends these mails", []eval.Value{off}, nil},
		"TEMPLATE_CONTEXT_PROCESSORS":     {finding.Warning, template, nil, []string{"TEMPLATES"}},
		"TEMPLATE_DEBUG":                  {finding.Note, template, nil, []string{"TEMPLATES"}},
		"TEMPLATE_DIRS":                   {finding.Warning, template, nil, []string{"TEMPLATES"}},
		"TEMPLATE_LOADERS":                {finding.Warning, template, nil, []string{"TEMPLATES"}},
		"TEMPLATE_STRING_IF_INVALID":      {finding.Warning, template, []eval.Value{empty}, []string{"TEMPLATES"}},
		"TRANSACTIONS_MANAGED":            {finding.Warning, "AUTOCOMMIT of a database in DATABASES replaces it", []eval.Value{off}, nil},
		"USE_ETAGS":                       {finding.Warning, "ConditionalGetMiddleware in MIDDLEWARE makes ETags", []eval.Value{off}, nil},
		"USE_L10N":                        {finding.Warning, "dates and numbers follow the language always, and DATE_FORMAT and the like count only where it has none", []eval.Value{on}, nil},

		// What nobody misses.
		"AUTH_PROFILE_MODULE":         {finding.Note, "get_profile(), which read it, is gone too", nil, nil},
		"ADMIN_MEDIA_PREFIX":          {finding.Note, "the files of the admin lie below STATIC_URL", nil, nil},
		"DEFAULT_HASHING_ALGORITHM":   {finding.Note, "it is always sha256", nil, nil},
		"FORMS_URLFIELD_ASSUME_HTTPS": {finding.Note, "https is always assumed", nil, nil},
		"SECURE_BROWSER_XSS_FILTER":   {finding.Note, "the header X-XSS-Protection is no longer sent, and browsers do not heed it", []eval.Value{off}, nil},
		"USE_DEPRECATED_PYTZ":         {finding.Note, "time zones are always those of zoneinfo", []eval.Value{off}, nil},
	}
}
