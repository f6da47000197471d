package eval

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestReaderHeroku needs django-heroku or django-on-heroku, with the
// packages that they need.
func TestReaderHeroku(t *testing.T) {
	for _, name := range []string{"django_heroku", "django_on_heroku"} {
		t.Run(name, func(t *testing.T) {
			compareReaders(t, []string{name}, 12, func(r *rand.Rand) program { return herokuProgram(r, name) })
		})
	}
}

func herokuProgram(r *rand.Rand, name string) program {
	var b strings.Builder
	b.WriteString("import os\nfrom pathlib import Path\nimport " + name + "\n")
	maybe := func(choices ...string) {
		b.WriteString(pickOf(r, append(choices, "")) + "\n")
	}
	b.WriteString(pickOf(r, []string{"BASE_DIR = os.path.dirname(os.path.abspath(__file__))\n", "BASE_DIR = Path(__file__).resolve().parent\n", "BASE_DIR = os.path.dirname(os.path.abspath(__file__))\n", ""}))
	maybe("MIDDLEWARE = ['django.middleware.security.SecurityMiddleware', 'a.B']", "MIDDLEWARE = ('a.B',)", "MIDDLEWARE = ['a.B', 'django.middleware.security.SecurityMiddleware']",
		"if os.environ.get('A'):\n    MIDDLEWARE = ['a.B']\nelse:\n    MIDDLEWARE = []", "MIDDLEWARE = []\nif os.environ.get('A'):\n    MIDDLEWARE_CLASSES = ['c.D']")
	maybe("DATABASES = {'default': {'ENGINE': 'x'}}", "DATABASES = {}", "if os.environ.get('A'):\n    DATABASES = {}")
	maybe("SECRET_KEY = 'literal'", "SECRET_KEY = os.environ.get('SECRET_KEY', 'x')")
	maybe("STATIC_URL = '/s/'", "LOGGING = {}", "ALLOWED_HOSTS = []")
	maybe("os.environ.setdefault('DATABASE_URL', 'sqlite:///x')")
	arguments := ""
	for _, argument := range []string{"databases", "test_runner", "staticfiles", "allowed_hosts", "logging", "secret_key", "db_colors"} {
		if r.IntN(6) == 0 {
			arguments += ", " + argument + "=" + pickOf(r, []string{"True", "False", "bool(os.environ.get('A'))"})
		}
	}
	call := name + ".settings(" + pickOf(r, []string{"locals()", "globals()"}) + arguments + ")"
	switch r.IntN(4) {
	case 0:
		b.WriteString("if 'A' in os.environ:\n    " + call + "\n")
	case 1:
		b.WriteString("try:\n    " + call + "\n    X = 'done'\nexcept Exception:\n    X = 'failed'\n")
	default:
		b.WriteString(call + "\n")
	}
	maybe("DATABASES['default']['TEST'] = 1", "MIDDLEWARE += ('x.Y',)", "del DATABASES['default']")
	p := program{Files: map[string]string{"m.py": b.String()}, Module: "m", Repair: true, idioms: map[string]string{}}
	for _, setting := range []string{"DATABASES", "MIDDLEWARE", "STATIC_ROOT", "STATIC_URL", "ALLOWED_HOSTS", "SECRET_KEY", "LOGGING", "TEST_RUNNER", "STATICFILES_STORAGE"} {
		p.idioms[setting] = setting
	}
	for range 4 {
		environment := map[string]string{}
		for variable, texts := range map[string][]string{
			"DATABASE_URL": {"postgres://u:p@h:5432/d", "sqlite:///db.sqlite3", ""}, "SECRET_KEY": {"k", ""}, "A": {"1", ""}, "CI": {"1"},
			"HEROKU_POSTGRESQL_RED_URL": {"postgres://a:b@c/d"}, "CONN_MAX_AGE": {"5", "x"},
		} {
			if r.IntN(3) == 0 {
				environment[variable] = pickOf(r, texts)
			}
		}
		p.Environments = append(p.Environments, environment)
	}
	return p
}
