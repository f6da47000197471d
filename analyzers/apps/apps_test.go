package apps_test

import (
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/engine/enginetest"
)

// complete has all that the admin needs, from line 5 on.
const complete = `INSTALLED_APPS = ["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.messages"]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"context_processors": [
    "django.template.context_processors.request", "django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]}}]
`

const refuses = ": Django's checks refuse to go on"

func TestAdmin(t *testing.T) {
	t.Parallel()
	const found, engine = "admin-requirement-missing error mysite/settings.py:", "the first DjangoTemplates engine of TEMPLATES lacks the context processor "
	without := func(text string) string { return strings.Replace(complete, text, "", 1) }
	const old = "-- requirements.txt --\nDjango==2.1.15\n"
	enginetest.Suite{Rules: []string{"admin-requirement-missing"}}.Run(
		t,
		enginetest.Case{Name: "all of it", Files: complete},
		enginetest.Case{
			Name: "by its AppConfig", Files: strings.Replace(without(`"django.contrib.contenttypes", `), "contrib.admin", "contrib.admin.apps.SimpleAdminConfig", 1),
			Want: []string{found + "5: the admin is installed, but not django.contrib.contenttypes in INSTALLED_APPS, which it needs" + refuses + " [admin.E401]"},
		},
		enginetest.Case{
			Name: "another AppConfig of the project", Files: strings.Replace(without(`, "django.contrib.messages"]`), `["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes"`, `["mysite.apps.Office", "django.contrib.auth.apps.AuthConfig", "django.contrib.contenttypes"]`, 1) +
				"-- mysite/apps.py --\nfrom django.contrib.admin import apps\nclass Office(apps.AdminConfig):\n    pass\n",
			Want: []string{found + "5: the admin is installed, but not django.contrib.messages in INSTALLED_APPS, which it needs" + refuses + " [admin.E406]"},
		},
		enginetest.Case{Name: "an AppConfig of a package that may be one", Files: strings.Replace(complete, `"django.contrib.messages"]`, `"package.apps.MessagesConfig"]`, 1)},
		enginetest.Case{
			Name: "no middleware for messages", Files: without(`, "django.contrib.messages.middleware.MessageMiddleware"`),
			Want: []string{found + "6: the admin is installed, but MIDDLEWARE lacks MessageMiddleware, without which it cannot say what it did" + refuses + " [admin.E409]"},
		},
		enginetest.Case{Name: "before Django 2.2 nobody asked", Files: without(`, "django.contrib.messages.middleware.MessageMiddleware"`) + old},
		enginetest.Case{
			Name: "no engine", Files: complete + "TEMPLATES = [{\"BACKEND\": \"django.template.backends.jinja2.Jinja2\"}]\n",
			Want: []string{found + "9: the admin is installed, but TEMPLATES has no DjangoTemplates engine, which its pages are made with" + refuses + " [admin.E403]"},
		},
		enginetest.Case{
			Name: "no user in templates", Files: without(`"django.contrib.auth.context_processors.auth", `),
			Want: []string{found + "7: the admin is installed, but " + engine + "django.contrib.auth.context_processors.auth" + refuses + " [admin.E402]"},
		},
		enginetest.Case{Name: "users of another kind", Files: without(`"django.contrib.auth.context_processors.auth", `) + "AUTHENTICATION_BACKENDS = [\"package.Directory\"]\n"},
		enginetest.Case{
			Name: "the sidebar", Files: without(`"django.template.context_processors.request", `),
			Want: []string{"admin-requirement-missing warning mysite/settings.py:7: the admin is installed, but " + engine + "django.template.context_processors.request, without which its sidebar does not show where one is [admin.W411]"},
		},
		enginetest.Case{Name: "no site", Files: strings.Replace(without(`"django.template.context_processors.request", `), "contrib.admin", "contrib.admin.apps.SimpleAdminConfig", 1)},
		enginetest.Case{
			Name: "a site of SimpleAdminConfig", Files: strings.Replace(without(`"django.template.context_processors.request", `), "contrib.admin", "contrib.admin.apps.SimpleAdminConfig", 1) + "-- mysite/urls.py --\nurlpatterns = [path(\"office/\", admin.site.urls)]\n",
			Want: []string{"admin-requirement-missing warning mysite/settings.py:7: the admin is installed, but " + engine + "django.template.context_processors.request, without which its sidebar does not show where one is [admin.W411]"},
		},
		enginetest.Case{Name: "no sidebar", Files: without(`"django.template.context_processors.request", `) + "-- mysite/admin.py --\nclass Office(AdminSite):\n    enable_nav_sidebar = False\n"},
		enginetest.Case{Name: "written for a Django before 1.10", Files: "INSTALLED_APPS += [\"django.contrib.admin\", \"django.contrib.contenttypes\", \"django.contrib.messages\"]\nMIDDLEWARE_CLASSES = ()\nTEMPLATE_DIRS = ()\n"},
	)
}

func TestSite(t *testing.T) {
	t.Parallel()
	const sites = "INSTALLED_APPS += [\"django.contrib.sites\"]\n"
	const wrong = "site-id-invalid error mysite/settings.py:6: SITE_ID is no integer: no site has such an id, and Django's checks refuse to go on"
	pinned := func(version string) string { return "-- requirements.txt --\nDjango==" + version + "\n" }
	enginetest.Suite{Rules: []string{"site-id-invalid"}}.Run(
		t,
		enginetest.Case{Name: "a text", Files: sites + "SITE_ID = '1'\n", Want: []string{wrong + " [sites.E101]"}},
		enginetest.Case{Name: "not set", Files: sites},
		enginetest.Case{Name: "a number with a point in 6.0", Files: sites + "SITE_ID = 1.0\n" + pinned("6.0.1"), Want: []string{wrong + " [sites.E101]"}},
		enginetest.Case{Name: "equal to an integer in 6.1", Files: sites + "SITE_ID = 1.0\n" + pinned("6.1.3")},
		enginetest.Case{Name: "not equal in 6.1", Files: sites + "SITE_ID = 1.5\n" + pinned("6.1.3"), Want: []string{wrong + " [sites.E101]"}},
		enginetest.Case{Name: "before the check", Files: sites + "SITE_ID = '1'\n" + pinned("2.2.28"), Want: []string{wrong}},
	)
}

func TestAutoField(t *testing.T) {
	t.Parallel()
	project := func(version, model string) string {
		return "INSTALLED_APPS += [\"notes\"]\n-- requirements.txt --\nDjango==" + version + "\n-- notes/__init__.py --\n-- notes/models.py --\nfrom django.db import models\n" + model
	}
	const note = "class Note(models.Model):\n    text = models.TextField()\n"
	enginetest.Suite{Rules: []string{"default-auto-field-missing"}}.Run(
		t,
		enginetest.Case{Name: "a model", Files: project("4.2.16", note), Want: []string{
			"default-auto-field-missing note mysite/settings.py:4: DEFAULT_AUTO_FIELD is not set, and Note sets no primary key: Django warns, and Django 6.0 takes another type of key for it, BigAutoField [models.W042]",
		}},
		enginetest.Case{Name: "before 3.2", Files: project("3.1.14", note)},
		enginetest.Case{Name: "since 6.0", Files: project("6.0.1", note)},
		enginetest.Case{Name: "a key of its own", Files: project("4.2.16", note+"    key = models.UUIDField(primary_key=True)\n")},
		enginetest.Case{Name: "abstract", Files: project("4.2.16", note+"    class Meta:\n        abstract = True\n")},
	)
}
