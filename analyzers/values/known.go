package values

import (
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/djvet/djvet/analyzers/check"
	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/eval"
)

const (
	// shortest is the length of the shortest name of a setting for which
	// another one is taken.
	shortest = 5
	// enough is the length from which one slip is told from intent even where
	// the right name is set as well.
	enough = 8
	// maxSlips is how many slips are looked for at all.
	maxSlips = 2
	// long is the length from which two slips are one misspelling.
	long = 12
)

// settingNames are the names of settings that a project may mean.
type settingNames struct {
	current []candidate // Django's, in the versions of the project
	others  []candidate // of packages
	words   func() map[string]bool
	django  map[string]bool // the settings of any version
}

// candidate is a name that another may be meant to be, with the letters that it
// is made of: names that differ in more letters than slips can change need not
// be compared.
type candidate struct {
	name    string
	letters uint32
}

func candidates(names []string) []candidate {
	made := make([]candidate, 0, len(names))
	for _, name := range names {
		if len(name) >= shortest {
			made = append(made, candidate{name, lettersOf(name)})
		}
	}
	return made
}

// lettersOf has a bit for each letter of a name. A slip changes at most two.
func lettersOf(name string) (letters uint32) {
	for i := range len(name) {
		letters |= 1 << (name[i] & 31)
	}
	return letters
}

func knownSettings(p *check.Pass) settingNames {
	current, err := django.SettingNames(p.Project.Django.Minors)
	if err != nil { // a version that djvet does not know
		current = django.AllSettingNames()
	}
	others := django.ThirdPartySettingNames()
	all := django.AllSettingNames()
	s := settingNames{current: candidates(current), others: candidates(others), django: make(map[string]bool, len(all))}
	for _, name := range all {
		s.django[name] = true
	}
	// Most projects have no name that is near a setting's.
	s.words = sync.OnceValue(func() map[string]bool { return wordsOf(all, others) })
	return s
}

// wordsOf are the words that names are made of.
func wordsOf(lists ...[]string) map[string]bool {
	words := map[string]bool{}
	for _, names := range lists {
		for _, name := range names {
			for word := range strings.SplitSeq(name, "_") {
				words[word] = true
			}
		}
	}
	return words
}

// has reports whether a name is a setting of some version of Django, or of a
// known package.
func (s settingNames) has(name string) bool {
	if s.django[name] {
		return true
	}
	_, ok := django.ThirdPartySetting(name)
	return ok
}

// meant is the setting that a name was most likely meant to be, "" if it may
// well be one of its own.
func (s settingNames) meant(result *eval.Result, name string) string {
	if meant, ok := swaps()[name]; ok {
		if writtenBeside(result, name, meant) {
			return ""
		}
		return meant
	}
	if near := s.nearest(result, name, s.current); near != "" {
		return near
	}
	return s.nearest(result, name, s.others)
}

func (s settingNames) nearest(result *eval.Result, name string, candidates []candidate) string {
	best, least := "", long
	letters := lettersOf(name)
	for _, c := range candidates {
		if bits.OnesCount32(letters^c.letters) > 2*maxSlips || abs(len(c.name)-len(name)) > maxSlips ||
			c.name[0] != name[0] && c.name[1:] != name {
			continue
		}
		distance := check.Distance(name, c.name)
		if distance < least && s.slip(result, name, c.name, distance) {
			best, least = c.name, distance
		}
	}
	return best
}

// slip reports whether a name that many slips away is the candidate misspelt.
func (s settingNames) slip(result *eval.Result, name, candidate string, distance int) bool {
	set := result.Binds(candidate)
	switch {
	case distance == 1:
		return (!set || len(candidate) >= enough) && !s.otherWord(name, candidate)
	case distance == 2:
		return !set && len(candidate) >= long && !s.otherWord(name, candidate)
	}
	return false
}

// otherWord reports whether two names differ in a word that is right in both: a
// host is no port. One that is the plural of the other is no other word.
func (s settingNames) otherWord(name, candidate string) bool {
	a, b := strings.Split(name, "_"), strings.Split(candidate, "_")
	if len(a) != len(b) {
		return false
	}
	for i, word := range a {
		if word == b[i] || word == b[i]+"S" || word+"S" == b[i] {
			continue
		}
		if s.words()[word] || hasDigit(word) || len(word) < 3 {
			return true
		}
	}
	return false
}

func hasDigit(word string) bool { return strings.ContainsAny(word, "0123456789") }

func abs(n int) int { return max(n, -n) }

// writtenBeside reports whether the module itself sets the right name as well, or
// the one that it has both from, so that the other one has a purpose of its own.
func writtenBeside(result *eval.Result, name, meant string) bool {
	if slices.ContainsFunc(result.Writes(meant), func(w eval.Write) bool { return !w.Imported }) {
		return true
	}
	var files []string
	for _, a := range result.Get(name) {
		if at := a.Origin.Binding(); at.Known() {
			files = append(files, at.File.Path)
		}
	}
	return slices.ContainsFunc(result.Get(meant), func(a eval.Alternative) bool {
		at := a.Origin.Binding()
		return at.Known() && slices.Contains(files, at.File.Path)
	})
}

// swaps are names with another word than the setting's, or the words in another
// order, that people are known to write. None is a setting of its own.
func swaps() map[string]string {
	return map[string]string{
		"CORS_ALLOWED_METHODS":            "CORS_ALLOW_METHODS",
		"CORS_ALLOWED_HEADERS":            "CORS_ALLOW_HEADERS",
		"CORS_ALLOWED_CREDENTIALS":        "CORS_ALLOW_CREDENTIALS",
		"CORS_ALLOWED_ALL_ORIGINS":        "CORS_ALLOW_ALL_ORIGINS",
		"CORS_ALLOW_ORIGINS":              "CORS_ALLOWED_ORIGINS",
		"CORS_ALLOW_ORIGINS_ALL":          "CORS_ALLOW_ALL_ORIGINS",
		"CORS_ORIGINS_ALLOW_ALL":          "CORS_ALLOW_ALL_ORIGINS",
		"CORS_ORIGINS_WHITELIST":          "CORS_ALLOWED_ORIGINS",
		"CORS_TRUSTED_ORIGINS":            "CSRF_TRUSTED_ORIGINS",
		"CSRF_ALLOWED_ORIGINS":            "CSRF_TRUSTED_ORIGINS",
		"CSRF_TRUSTED_HOSTS":              "CSRF_TRUSTED_ORIGINS",
		"DEFAULT_EMAIL_FROM":              "DEFAULT_FROM_EMAIL",
		"DEFAULT_FROM_MAIL":               "DEFAULT_FROM_EMAIL",
		"EMAIL_PASSWORD":                  "EMAIL_HOST_PASSWORD",
		"EMAIL_USER":                      "EMAIL_HOST_USER",
		"EMAIL_USERNAME":                  "EMAIL_HOST_USER",
		"EMAIL_HOST_USERNAME":             "EMAIL_HOST_USER",
		"EMAIL_HOST_PORT":                 "EMAIL_PORT",
		"EMAIL_TLS":                       "EMAIL_USE_TLS",
		"EMAIL_SSL":                       "EMAIL_USE_SSL",
		"HOSTS_ALLOWED":                   "ALLOWED_HOSTS",
		"MAIL_BACKEND":                    "EMAIL_BACKEND",
		"MAIL_HOST":                       "EMAIL_HOST",
		"MAIL_HOST_PASSWORD":              "EMAIL_HOST_PASSWORD",
		"MAIL_HOST_USER":                  "EMAIL_HOST_USER",
		"MAIL_PORT":                       "EMAIL_PORT",
		"MAIL_USE_SSL":                    "EMAIL_USE_SSL",
		"MAIL_USE_TLS":                    "EMAIL_USE_TLS",
		"SECURE_HSTS_INCLUDE_SUB_DOMAINS": "SECURE_HSTS_INCLUDE_SUBDOMAINS",
		"SECURE_HSTS_SUBDOMAINS":          "SECURE_HSTS_INCLUDE_SUBDOMAINS",
		"SECURE_REDIRECT_SSL":             "SECURE_SSL_REDIRECT",
		"SSL_REDIRECT":                    "SECURE_SSL_REDIRECT",
		"SESSION_SECURE_COOKIE":           "SESSION_COOKIE_SECURE",
		"CSRF_SECURE_COOKIE":              "CSRF_COOKIE_SECURE",
		"STATICFILES_ROOT":                "STATIC_ROOT",
		"STATICFILES_URL":                 "STATIC_URL",
		"STATIC_DIR":                      "STATICFILES_DIRS",
		"STATIC_DIRS":                     "STATICFILES_DIRS",
		"STATIC_FILES_DIR":                "STATICFILES_DIRS",
		"STATIC_FILES_DIRS":               "STATICFILES_DIRS",
		"X_FRAMES_OPTION":                 "X_FRAME_OPTIONS",
	}
}
