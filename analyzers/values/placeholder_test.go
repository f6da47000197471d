package values_test

import (
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

func TestPlaceholderLeft(t *testing.T) {
	t.Parallel()
	enginetest.Suite{Rules: []string{"placeholder-left"}}.Run(t,
		enginetest.Case{
			Name:  "beside the real one",
			Files: "ALLOWED_HOSTS = ['mysite.org', '<your-domain>', '.example.com']\n",
			Want:  []string{"placeholder-left warning mysite/settings.py:5: .example.com and <your-domain> in ALLOWED_HOSTS are placeholders"},
		},
		enginetest.Case{
			Name:  "one list for both",
			Files: "ADMINS = ['errors@example.com']\nMANAGERS = ADMINS\n",
			Want:  []string{"placeholder-left warning mysite/settings.py:5: errors@example.com in ADMINS is a placeholder: the mail goes nowhere"},
		},
		enginetest.Case{
			Name:  "mail and the database",
			Files: "EMAIL_HOST = 'smtp.example.com'\nDEFAULT_FROM_EMAIL = 'My site <noreply@yourdomain.com>'\nDATABASES = {'default': {'NAME': 'your_db_name', 'PASSWORD': '<password>'}}\n",
			Want: []string{
				"placeholder-left warning mysite/settings.py:5: smtp.example.com in EMAIL_HOST is a placeholder: no mail is sent",
				"placeholder-left warning mysite/settings.py:6: My site <noreply@yourdomain.com> in DEFAULT_FROM_EMAIL is a placeholder: recipients cannot answer, and their servers may refuse the mail",
				"placeholder-left warning mysite/settings.py:7: your_db_name in DATABASES is a placeholder",
			},
		},
		enginetest.Case{Name: "a fallback", Files: "import os\nEMAIL_HOST = os.environ.get('EMAIL_HOST', 'smtp.example.com')\n"},
		enginetest.Case{Name: "a name and an address", Files: "SERVER_EMAIL = 'Root <root@mysite.org>'\nADMINS = [('Yourdan', 'yourdan@mysite.org')]\n"},
		enginetest.Case{Name: "a provider", Files: "EMAIL_HOST = 'mail.your-server.de'\nALLOWED_HOSTS = ['static.7.2.0.192.clients.your-server.de']\n"},
		enginetest.Case{Name: "a template of projects", Files: "-- project_name/settings/production.py --\nROOT_URLCONF = 'project_name.urls'\nEMAIL_HOST = 'smtp.example.com'\n-- mysite/settings.py --\n"},
	)
}
