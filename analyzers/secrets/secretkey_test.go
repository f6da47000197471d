package secrets_test

import (
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
	"github.com/djvet/djvet/internal/eval"
)

// long is a key without any weakness.
const long = "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz"

func asDjango(t *testing.T, version string, variables map[string]string) enginetest.Suite {
	t.Helper()
	minor, err := django.ParseMinor(version)
	if err != nil {
		t.Fatal(err)
	}
	return enginetest.Suite{
		Rules: []string{"secret-key-*"},
		Options: engine.Options{
			AsDjango: true, Settings: []string{"mysite.settings"}, World: eval.ExactWorld(variables), Django: []django.Minor{minor},
		},
	}
}

// What Django's check says of a key, tried with each of these values and
// Django 3.2, 4.2 and 6.1.
func TestSecretKeyAsDjango(t *testing.T) {
	const environment = "import os\nSECRET_KEY = os.environ.get('KEY', 'short')\n"
	for _, c := range []struct {
		name, version, settings string
		variables               map[string]string
		want                    string
	}{
		{"not set", "6.1", "", nil, "security.W009"},
		{"empty", "4.2", "SECRET_KEY = ''\n", nil, "security.W009"},
		{"empty, before 3.2", "3.1", "SECRET_KEY = ''\n", nil, ""},
		{"None", "3.2", "SECRET_KEY = None\n", nil, "security.W009"},
		{"None, imported by the admin", "3.2", "SECRET_KEY = None\nINSTALLED_APPS += ['django.contrib.admin']\n", nil, ""},
		{"None, beside the admin of the next minor", "4.0", "SECRET_KEY = None\nINSTALLED_APPS += ['django.contrib.admin']\n", nil, "security.W009"},
		{"49 characters", "5.2", "SECRET_KEY = '" + long[:49] + "'\n", nil, "security.W009"},
		{"50 characters", "5.2", "SECRET_KEY = '" + long[:50] + "'\n", nil, ""},
		{"49 characters of several bytes", "5.2", "SECRET_KEY = 'äöüßñ" + long[:44] + "'\n", nil, "security.W009"},
		{"4 different characters", "5.2", "SECRET_KEY = 'abcd' * 20\n", nil, "security.W009"},
		{"5 different characters", "5.2", "SECRET_KEY = 'abcde' * 20\n", nil, ""},
		{"marked", "3.2", "SECRET_KEY = 'django-insecure-" + long + "'\n", nil, "security.W009"},
		{"marked, before the mark counted", "3.1", "SECRET_KEY = 'django-insecure-" + long + "'\n", nil, ""},
		{"short bytes", "4.2", "SECRET_KEY = b'short'\n", nil, "security.W009"},
		{"long bytes, on which the check ends", "4.2", "SECRET_KEY = b'" + long + "'\n", nil, ""},
		{"long bytes, before it asked for the mark", "3.1", "SECRET_KEY = b'" + long + "'\n", nil, ""},
		{"a stray comma", "4.2", "SECRET_KEY = '" + long + "',\n", nil, "security.W009"},
		{"a number, on which the check ends", "4.2", "SECRET_KEY = 5\n", nil, ""},
		{"the fallback of a variable", "4.2", environment, nil, "security.W009"},
		{"the value of a variable", "4.2", environment, map[string]string{"KEY": long}, ""},
		{"a short value of a variable", "4.2", environment, map[string]string{"KEY": "brief"}, "security.W009"},
		{"silenced", "4.2", "SECRET_KEY = 'short'\nSILENCED_SYSTEM_CHECKS = ['security.W009']\n", nil, ""},
		{"silenced by a text", "4.2", "SECRET_KEY = 'short'\nSILENCED_SYSTEM_CHECKS = 'security.W003,security.W009'\n", nil, ""},
		{"fallbacks", "4.1", "SECRET_KEY = '" + long + "'\nSECRET_KEY_FALLBACKS = ['" + long + "', 'short']\n", nil, "security.W025"},
		{"an empty fallback", "4.1", "SECRET_KEY = '" + long + "'\nSECRET_KEY_FALLBACKS = ['']\n", nil, "security.W025"},
		{"good fallbacks", "4.1", "SECRET_KEY = '" + long + "'\nSECRET_KEY_FALLBACKS = ('" + long + "',)\n", nil, ""},
		{"fallbacks before there were any", "4.0", "SECRET_KEY = '" + long + "'\nSECRET_KEY_FALLBACKS = ['short']\n", nil, ""},
		{"a fallback on which the check ends", "4.2", "SECRET_KEY = '" + long + "'\nSECRET_KEY_FALLBACKS = ['short', None]\n", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var ids []string
			for _, found := range asDjango(t, c.version, c.variables).Find(t, c.settings) {
				if at := strings.LastIndexByte(found, '['); at >= 0 {
					ids = append(ids, strings.Trim(found[at:], "[]"))
				}
			}
			if got := strings.Join(ids, " "); got != c.want {
				t.Errorf("ids %q, want %q", got, c.want)
			}
		})
	}
}

// A value that the user gives with --env does not stand in the repository.
func TestGivenKey(t *testing.T) {
	suite := enginetest.Suite{Rules: []string{"secret-key-*"}, Options: engine.Options{World: eval.ExactWorld(map[string]string{"KEY": long})}}
	suite.Run(t, enginetest.Case{Name: "given", Files: "import os\nSECRET_KEY = os.environ['KEY']\n"})
}
