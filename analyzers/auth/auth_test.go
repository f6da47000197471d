package auth_test

import (
	"testing"

	"github.com/djvet/djvet/internal/django"
	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
	"github.com/djvet/djvet/internal/eval"
)

func TestHashingAlgorithm(t *testing.T) {
	const said = "hashing-algorithm-invalid error mysite/settings.py:5: DEFAULT_HASHING_ALGORITHM is neither sha1 nor sha256: " +
		"Django's checks refuse it, and what is signed cannot be read again [security.E100]"
	for _, c := range []struct {
		name, version, settings string
		want                    []string
	}{
		{"upper case", "3.1", "DEFAULT_HASHING_ALGORITHM = 'SHA1'\n", []string{said}},
		{"None", "3.2", "DEFAULT_HASHING_ALGORITHM = None\n", []string{said}},
		{"sha1", "3.2", "DEFAULT_HASHING_ALGORITHM = 'sha1'\n", nil},
		{"a list, on which the check ends", "3.2", "DEFAULT_HASHING_ALGORITHM = ['md5']\n", nil},
		{"not read any more", "4.0", "DEFAULT_HASHING_ALGORITHM = 'md5'\n", nil},
		{"not read yet", "3.0", "DEFAULT_HASHING_ALGORITHM = 'md5'\n", nil},
	} {
		minor, err := django.ParseMinor(c.version)
		if err != nil {
			t.Fatal(err)
		}
		enginetest.Suite{Rules: []string{"hashing-algorithm-invalid"}, Options: engine.Options{
			AsDjango: true, Settings: []string{"mysite.settings"}, World: eval.ExactWorld(nil), Django: []django.Minor{minor},
		}}.Run(t, enginetest.Case{Name: c.name, Files: c.settings, Want: c.want})
	}
}

func TestPasswordHasher(t *testing.T) {
	const weak = "PASSWORD_HASHERS = ['django.contrib.auth.hashers.UnsaltedMD5PasswordHasher']\n"
	suite := enginetest.Suite{Rules: []string{"password-hasher-weak"}}
	suite.Run(
		t,
		enginetest.Case{
			Name: "while Django has it", Files: weak + "-- requirements.txt --\nDjango==4.2\n",
			Want: []string{"password-hasher-weak error mysite/settings.py:5: new passwords are hashed with UnsaltedMD5PasswordHasher: whoever gets the database tries billions of passwords a second"},
		},
		enginetest.Case{Name: "when it is gone", Files: weak + "-- requirements.txt --\nDjango==5.2\n"},
		enginetest.Case{
			Name:  "unless a variable is set",
			Files: "import os\nPASSWORD_HASHERS = [os.environ.get('HASHER', 'django.contrib.auth.hashers.MD5PasswordHasher')]\n",
		},
		enginetest.Case{Name: "SHA1 that iterates", Files: "PASSWORD_HASHERS = ('django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher',)\n"},
		enginetest.Case{Name: "of another package", Files: "PASSWORD_HASHERS = ['packaged.MD5PasswordHasher']\n"},
	)
}

func TestPasswordValidators(t *testing.T) {
	const (
		said  = "password-validators-missing warning mysite/settings.py:4: AUTH_PASSWORD_VALIDATORS is not set: Django takes any password, even 1"
		admin = "INSTALLED_APPS += ['django.contrib.admin']\n"
	)
	enginetest.Suite{Rules: []string{"password-validators-missing"}}.Run(
		t,
		enginetest.Case{Name: "the admin", Files: "INSTALLED_APPS.append('django.contrib.admin')\n", Want: []string{said}},
		enginetest.Case{Name: "nothing sets passwords", Files: ""},
		enginetest.Case{Name: "in a view", Files: "-- mysite/views.py --\nfrom django.contrib.auth.views import PasswordChangeView\n", Want: []string{said}},
		enginetest.Case{Name: "by a token", Files: admin + "AUTHENTICATION_BACKENDS = ['mozilla_django_oidc.auth.OIDCAuthenticationBackend']\n"},
		enginetest.Case{
			Name: "a backend of the project", Files: admin + "AUTHENTICATION_BACKENDS = ['mysite.backends.ByMail']\n" +
				"-- mysite/backends.py --\nfrom django.contrib.auth.backends import ModelBackend\n\nclass ByMail(ModelBackend):\n    pass\n",
			Want: []string{said},
		},
		enginetest.Case{Name: "before there were any", Files: admin + "-- requirements.txt --\nDjango==1.8\n"},
		enginetest.Case{Name: "perhaps in a file that git ignores", Files: admin + "try:\n    from .local import *\nexcept ImportError:\n    pass\n-- .gitignore --\nlocal.py\n"},
	)
}
