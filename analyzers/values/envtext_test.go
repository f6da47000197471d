package values_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine"
	"github.com/djvet/djvet/internal/engine/enginetest"
	"github.com/djvet/djvet/internal/eval"
)

func TestEnvString(t *testing.T) {
	t.Parallel()
	const raw = `env-string-as-bool error mysite/settings.py:6: USE_TZ takes the text of the environment variable V as it stands, and "False" and "0" are true`
	const truth = `env-string-as-bool error mysite/settings.py:6: USE_TZ is bool() of the text of the environment variable V, which is true of "False" and "0" as well`
	silent := func(name, expression string) enginetest.Case {
		return enginetest.Case{Name: name, Files: "import os\n" + expression + "\n"}
	}
	enginetest.Suite{Rules: types()}.Run(t,
		enginetest.Case{Name: "required", Files: "import os\nUSE_TZ = os.environ['V']\n", Want: []string{raw}},
		enginetest.Case{Name: "a part of a URL", Files: "import os, dj_email_url\nmail = dj_email_url.parse(os.environ['EMAIL_URL'])\nEMAIL_PORT = str(mail.get('EMAIL_PORT', ''))\n"},
		enginetest.Case{Name: "stripped", Files: "import os\nUSE_TZ = os.getenv('V', 'no').strip().lower()\n", Want: []string{raw}},
		enginetest.Case{Name: "or a constant", Files: "import os\nUSE_TZ = os.getenv('V') or False\n", Want: []string{raw}},
		enginetest.Case{
			Name:  "through a function",
			Files: "import os\nUSE_TZ = (lambda name, default: os.environ.get(name, default))('V', True)\n", Want: []string{raw},
		},
		enginetest.Case{Name: "bool", Files: "import os\nUSE_TZ = bool(os.environ.get('V'))\n", Want: []string{truth}},
		enginetest.Case{Name: "bool of a default that is true", Files: "import os\nUSE_TZ = bool(os.environ.get('V', 'False'))\n", Want: []string{truth}},
		enginetest.Case{
			Name:  "keys",
			Files: "import os\nTEMPLATES = [{'APP_DIRS': os.environ['A'], 'OPTIONS': {'debug': os.environ['B']}}]\nDATABASES = {'default': {'CONN_MAX_AGE': os.environ['C'], 'AUTOCOMMIT': os.environ['D'], 'PORT': os.environ['E']}}\n",
			Want: []string{
				`env-string-as-bool error mysite/settings.py:6: TEMPLATES.APP_DIRS takes the text of the environment variable A as it stands, and "False" and "0" are true`,
				`env-string-as-bool error mysite/settings.py:6: TEMPLATES.OPTIONS.debug takes the text of the environment variable B as it stands, and "False" and "0" are true`,
				"env-string-as-number warning mysite/settings.py:7: DATABASES.default.CONN_MAX_AGE takes the text of the environment variable C as it stands, not a number: no connection to the database can be opened",
				`env-string-as-bool error mysite/settings.py:7: DATABASES.default.AUTOCOMMIT takes the text of the environment variable D as it stands, and "False" and "0" are true`,
			},
		},
		enginetest.Case{
			Name:  "a file that is not in the repository",
			Files: "from decouple import config\nUSE_TZ = config('V')\n-- .gitignore --\n.env\n",
			Want:  []string{raw},
		},
		enginetest.Case{
			Name:  "a package's setting",
			Files: "import os\nCORS_ALLOW_ALL_ORIGINS = os.environ.get('CORS_ALLOW_ALL', False)\n",
			Want:  []string{`env-string-as-bool error mysite/settings.py:6: CORS_ALLOW_ALL_ORIGINS takes the text of the environment variable CORS_ALLOW_ALL as it stands, and "False" and "0" are true`},
		},
		silent("compared", "USE_TZ = os.environ.get('V', 'x') not in ('0', 'False')"),
		silent("is it there", "USE_TZ = 'V' in os.environ"),
		silent("not empty", "USE_TZ = os.environ.get('V', '') != ''"),
		silent("in a branch", "USE_TZ = False\nif os.environ.get('V'):\n    USE_TZ = True"),
		silent("one text means false", "USE_TZ = os.environ.get('V', '1')\nif USE_TZ in ('0', 'False'):\n    USE_TZ = False"),
		silent("a number first", "USE_TZ = bool(int(os.environ.get('V', '0')))"),
		silent("a reader", "USE_TZ = os.environ.get('V', '').lower() in ('1', 'true')\nEMAIL_PORT = int(os.environ.get('P', 25))"),
		silent("where it runs", "USE_TZ = bool(os.environ.get('KUBERNETES_SERVICE_HOST'))"),
		silent("where it runs, as text", "USE_TZ = os.environ.get('DYNO', False)"),
		silent("an address", "EMAIL_USE_TLS = bool(os.environ.get('EMAIL_HOST'))"),
		silent("no setting", "MY_FLAG = os.environ.get('V', False)"),
		enginetest.Case{Name: "a cast", Files: "import environ\nenv = environ.Env()\nUSE_TZ = env.bool('V', True)\nEMAIL_USE_TLS = env('T', default=False)\nEMAIL_PORT = env('P', cast=int)\n"},
	)
	// The variable's text is known there, so it is the text that is wrong.
	enginetest.Suite{Rules: types(), Options: engine.Options{World: eval.ExactWorld(map[string]string{"V": "False"})}}.Run(t,
		enginetest.Case{
			Name: "in an exact world", Files: "import os\nUSE_TZ = os.environ['V']\n",
			Want: []string{`setting-wrong-type error mysite/settings.py:6: USE_TZ is the string "False", which is true: False is written without quotes`},
		},
	)
}

func TestEnvStringOfARemovedSetting(t *testing.T) {
	t.Parallel()
	enginetest.Suite{Rules: []string{"env-string-as-bool"}}.Run(t, enginetest.Case{
		Name: "nothing reads it", Files: "import os\nTRANSACTIONS_MANAGED = os.environ.get('V', False)\n",
	})
}
