package project_test

import (
	"context"
	"strings"
	"testing"

	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
	"github.com/djvet/djvet/internal/workspace"
)

const configurations = `from configurations import Configuration, values

class Base(Configuration):
    ROOT_URLCONF = "mysite.urls"
    INSTALLED_APPS = ["django.contrib.admin"]
    WHICH = "base"

class Dev(Base):
    WHICH = "dev"

class Stage1(Base):
    WHICH = "stage"
`

// A class of django-configurations is chosen as a settings module is.
func TestConfigurations(t *testing.T) {
	const production = "\nclass Production(Base):\n    WHICH = \"production\"\n"
	starter := func(class, end string) string {
		set := ""
		if class != "" {
			set = "os.environ.setdefault('DJANGO_CONFIGURATION', '" + class + "')\n"
		}
		return "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n" + set + end
	}
	manageEnd := "from configurations.management import execute_from_command_line\n"
	wsgiEnd := "from configurations.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n"
	for _, c := range []struct{ name, settings, manage, wsgi, want string }{
		{name: "wsgi.py names it", settings: configurations, manage: "Dev", wsgi: "Stage1", want: "stage"},
		{name: "production comes before a default for development", settings: configurations + production, manage: "Dev", wsgi: "Dev", want: "production"},
		{name: "wsgi.py names another", settings: configurations + production, manage: "Dev", wsgi: "Base", want: "base"},
		{name: "manage.py is all there is", settings: configurations, manage: "Dev", want: "dev"},
		{name: "nothing names one", settings: configurations, want: ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"mysite/__init__.py": "", "mysite/settings.py": c.settings, "manage.py": starter(c.manage, manageEnd), "mysite/wsgi.py": starter(c.wsgi, wsgiEnd)}
			ws, err := workspace.Open(context.Background(), workspace.NewMap(files), workspace.Options{})
			if err != nil {
				t.Fatal(err)
			}
			projects, _, err := project.Discover(context.Background(), ws, project.Options{})
			if err != nil || len(projects) != 1 || len(projects[0].Judged()) != 1 {
				t.Fatalf("%d projects, %v", len(projects), err)
			}
			value := projects[0].Judged()[0].Setting("WHICH").In(eval.OpenWorld())
			var got []string
			for _, alternative := range value.Alternatives {
				if s, ok := alternative.Value.(eval.Str); ok {
					got = append(got, string(s))
				}
			}
			if c.want == "" && len(got) == 3 {
				return
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %s", got, c.want)
			}
		})
	}
}
