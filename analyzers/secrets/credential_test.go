package secrets_test

import (
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

const database = "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'USER': 'app', "

// Of each name and value on its own: whether it is a credential.
func TestCredentialForms(t *testing.T) {
	const machine = "q8ZrT2mV5xKd0LsW7yBn"
	suite := enginetest.Suite{Rules: []string{"credential-*"}}
	for _, c := range []struct {
		name, settings string
		want           bool
	}{
		{"a weak password", "EMAIL_HOST_PASSWORD = '1234'\n", true},
		{"bytes", "EMAIL_HOST_PASSWORD = b'Tr4mpolin'\n", true},
		{"put together", "EMAIL_HOST_PASSWORD = 'Tr4m' + 'polin'\n", true},
		{"under another name", "mail = 'Tr4mpolin'\nEMAIL_HOST_PASSWORD = mail\n", true},
		{"a password of OPTIONS", "DATABASES = {'default': {'ENGINE': 'django.db.backends.mysql', 'OPTIONS': {'passwd': 'Tr4mpolin'}}}\n", true},
		{"a token", "TELEGRAM_BOT_TOKEN = '" + machine + "'\n", true},
		{"a key in a dict", "PAYMENT = {'live': {'apiKey': '" + machine + "'}}\n", true},
		{"a client's secret", "SOCIAL_AUTH_GITHUB_SECRET = '" + machine + "'\n", true},
		{"of AWS", "AWS_SECRET_ACCESS_KEY = '" + machine + "'\n", true},
		{"of Azure", "AZURE_ACCOUNT_KEY = '" + machine + "=='\n", true},
		{"a key that signs", "SIMPLE_JWT = {'SIGNING_KEY': 'correct horse'.replace(' ', '+')}\n", true},
		{"a form that is known", "BILLING = 'sk_live_" + machine + "'\n", true},
		{"a URL in a list", "CHANNEL_LAYERS = {'default': {'CONFIG': {'hosts': ['redis://:Tr4mpolin@queue.mysite.org:6379/0']}}}\n", true},
		{"a URL of which the host is not known", "import os\nCELERY_BROKER_URL = f'amqp://app:Tr4mpolin@{os.environ[\"QUEUE\"]}//'\n", true},

		{"a URL of which the password is not known", "import os\nCELERY_BROKER_URL = f'amqp://app:{os.environ[\"PASSWORD\"]}@queue//'\n", false},
		{"a URL without a password", "CELERY_BROKER_URL = 'redis://queue:6379/0'\nRAVEN = 'https://" + machine + "@errors.mysite.org/1'\n", false},
		{"RabbitMQ's own guest", "CELERY_BROKER_URL = 'amqp://guest:guest@localhost:5672//'\n", false},
		{"empty", "EMAIL_HOST_PASSWORD = ''\nAWS_SECRET_ACCESS_KEY = None\n", false},
		{"asterisks", "EMAIL_HOST_PASSWORD = '********'\n", false},
		{"braces", "EMAIL_HOST_PASSWORD = '{{ password }}'\n", false},
		{"a request", "EMAIL_HOST_PASSWORD = 'yourpassword'\nAWS_SECRET_ACCESS_KEY = 'INSERT-KEY-0123456789abcdef'\n", false},
		{"its own name", "DB_PASSWORD = 'db_password'\n", false},
		{"words for a password", "EMAIL_HOST_PASSWORD = 'my-secret-password'\n", false},
		{"a path to import", "ACCOUNT_FORMS = {'add_password': 'mysite.forms.AddPassword'}\nMAKE_TOKEN = 'mysite.tokens.make1234567890'\n", false},
		{"a word beside a user", "MAIL_SERVER = {'username': 'app', 'password': 'trampolin'}\n", true},
		{"a label", "LABELS = {'password': 'Contraseña'}\n", false},
		{"a type", "SCHEMA = {'user': 'string', 'password': 'string'}\n", false},
		{"a name of a field", "LOGIN = {'user': 'user_field', 'password': 'user_password_field'}\n", false},
		{"a page", "LOGIN = {'password': '/accounts/password/'}\n", false},
		{"a name of a token", "AUTH_TOKEN = 'X-Mysite-Auth-Token'\nCSRF_TOKEN = '" + machine + "'\n", false},
		{"another word at the end", "TOKEN_HEADER = '" + machine + "'\nAWS_ACCESS_KEY_ID = '" + machine + "'\n", false},
		{"the id of a key", "MINIO_ACCESS_KEY = 'AKIAQ8ZRT2MV5XKD0LSW'\n", false},
		{"a key of tests", "STRIPE_SECRET_KEY = 'sk_test_" + machine + "'\n", false},
		{"a key for browsers", "GOOGLE_MAPS_API_KEY = '" + machine + "'\nRECAPTCHA_PUBLIC_KEY = '" + machine + "'\n", false},
		{"SECRET_KEY again", "SECRET_KEY = '" + machine + "'\nSIMPLE_JWT = {'SIGNING_KEY': SECRET_KEY}\nJWT_SECRET = SECRET_KEY\n", false},
		{"for SQLite", "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'PASSWORD': 'Tr4mpolin'}}\n", false},
		{"for tests", database + "'TEST': {'PASSWORD': 'Tr4mpolin'}}}\n", false},
		{"where DEBUG is on", "if DEBUG:\n    EMAIL_HOST_PASSWORD = 'Tr4mpolin'\n", false},
		{"from a file that git ignores", "from .local import *\n-- .gitignore --\nlocal.py\n-- mysite/local.py --\nEMAIL_HOST_PASSWORD = 'Tr4mpolin'\n", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if found := suite.Find(t, c.settings); (len(found) > 0) != c.want {
				t.Errorf("found %q, want any: %v", found, c.want)
			}
		})
	}
}

func TestCredentialPlaces(t *testing.T) {
	enginetest.Suite{Rules: []string{"credential-*"}}.Run(
		t,
		enginetest.Case{
			Name:  "one literal, three settings",
			Files: "DB_PASSWORD = 'Tr4mpolin'\nOTHER_PASSWORD = DB_PASSWORD\n" + database + "'PASSWORD': DB_PASSWORD}}\n",
			Want:  []string{"credential-hardcoded error mysite/settings.py:5: DATABASES.default.PASSWORD is a constant in the repository: whoever can read it can log in to the database"},
		},
		enginetest.Case{
			Name:  "the line of the literal",
			Files: database + "\n    'PASSWORD':\n        'Tr4mpolin',\n}}\n",
			Want:  []string{"credential-hardcoded error mysite/settings.py:7: DATABASES.default.PASSWORD is a constant in the repository: whoever can read it can log in to the database"},
		},
		enginetest.Case{
			Name:  "in a URL",
			Files: "CELERY_BROKER_URL = 'amqp://app:Tr4mpolin@queue//'\n",
			Want:  []string{"credential-hardcoded error mysite/settings.py:5: CELERY_BROKER_URL holds a password that is a constant in the repository: whoever can read it can use it"},
		},
	)
}

func TestCredentialEnvDefault(t *testing.T) {
	const (
		said = "credential-env-default warning mysite/settings.py:6: DATABASES.default.PASSWORD is a constant in the repository unless DB_PASSWORD is set"
		read = "import os\n" + database + "'PASSWORD': os.environ.get('DB_PASSWORD', '%')"
	)
	enginetest.Suite{Rules: []string{"credential-*"}}.Run(
		t,
		enginetest.Case{Name: "a fallback", Files: withPassword(read, "Tr4mpolin") + "}}\n", Want: []string{said}},
		enginetest.Case{Name: "a common one, for another machine", Files: withPassword(read, "postgres") + ", 'HOST': 'db'}}\n", Want: []string{said}},
		enginetest.Case{Name: "a common one, for the same machine", Files: withPassword(read, "postgres") + ", 'HOST': 'localhost'}}\n"},
		enginetest.Case{Name: "the user's name, for the same machine", Files: withPassword(read, "app") + "}}\n"},
		enginetest.Case{Name: "a placeholder", Files: withPassword(read, "change-me") + ", 'HOST': 'db'}}\n"},
		enginetest.Case{
			Name: "every launch sets it", Files: withPassword(read, "Tr4mpolin") + "}}\n" +
				"-- mysite/wsgi.py --\nimport os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n" +
				"from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n" +
				"-- compose.yaml --\nservices:\n  web:\n    command: gunicorn mysite.wsgi\n    environment:\n      DB_PASSWORD: Kl3tterer\n",
		},
		enginetest.Case{
			Name:  "a URL of the environment",
			Files: "import environ\nenv = environ.Env()\nDATABASES = {'default': env.db('DATABASE_URL', default='postgres://app:Tr4mpolin@db/app')}\n",
			Want:  []string{"credential-env-default warning mysite/settings.py:7: DATABASES.default.PASSWORD is a constant in the repository unless DATABASE_URL is set"},
		},
	)
}

func withPassword(settings, password string) string {
	return strings.Replace(settings, "%", password, 1)
}
