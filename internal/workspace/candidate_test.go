package workspace

import (
	"testing"
)

func TestIsSettingsName(t *testing.T) {
	for name, want := range map[string]bool{
		"mysite/settings.py": true, "mysite/settings_prod.py": true, "local_settings.py": true, "mysite/prodSettings.py": true,
		"config/settings/production.py": true, "config/settings/components/email.py": true, "config/django/base.py": true,
		"lms/envs/production.py": true, "web/opencve/conf/base.py": true, "tests/config.py": true, "settings/__init__.py": true,
		"conf/urls.py": false, "mysite/urls.py": false, "mysite/production.py": false, "settings.txt": false, "settings": false,
		"apps/settings/models.py": false, "apps/settings/migrations/0001_initial.py": false, "settings/a/b/c.py": false,
		"tests/test_views.py": false, ".ci.settings.py": false, "tests/test_settings.py": true,
	} {
		if got := IsSettingsName(name); got != want {
			t.Errorf("IsSettingsName(%q) = %v", name, got)
		}
	}
}

func TestIsExample(t *testing.T) {
	for name, want := range map[string]bool{
		"mysite/settings.py": false, "tests/settings.py": true, "docs/conf/settings.py": true, "pkg/project_template/project_name/settings.py": true,
		"{{cookiecutter.slug}}/config/settings/local.py": true, "examples/blog/settings.py": true, "example_project/settings.py": true,
		"mysite/settings.example.py": true, ".env.sample": true, "mysite/settings_template.py": true, ".env": false,
		"mysite/settings/test.py": false, "testament/settings.py": false, "my_test/settings.py": false, "latest/settings.py": false,
		"test_project/settings.py": true, "mysite/settings.py.dist": true, "config/nginx.conf.j2": true, "sandbox/settings.py": false,
	} {
		if got := IsExample(name); got != want {
			t.Errorf("IsExample(%q) = %v", name, got)
		}
	}
}

func TestStarterOf(t *testing.T) {
	for name, want := range map[string]StarterKind{
		"manage.py": Manage, "a/manage_prod.py": Manage, "mysite/wsgi.py": WSGI, "django.wsgi": WSGI, "passenger_wsgi.py": WSGI,
		"application.py": WSGI, "main.py": WSGI, "wsgi/production.py": WSGI, "x_wsgi.py": WSGI, "mysite/asgi.py": ASGI,
		"mysite/celery.py": Celery, "celery_app.py": Celery, "celeryconfig.py": NoStarter, "management.py": NoStarter, "wsgi.pyc": NoStarter,
	} {
		if got := StarterOf(name); got != want {
			t.Errorf("StarterOf(%q) = %q", name, got)
		}
	}
}

func TestLooksLikeDjangoSettings(t *testing.T) {
	tests := []struct {
		name, source string
		want         bool
	}{
		{"header", "\"\"\"\nDjango settings for mysite project.\n", true},
		{"two settings", "INSTALLED_APPS = []\nDATABASES = {}\n", true},
		{"class", "class Prod(Base):\n    ALLOWED_HOSTS: list = []\n    STATIC_ROOT = 'x'\n", true},
		{"production", "from .base import *\nDEBUG = False\nALLOWED_HOSTS = ['x']\n", true},
		{"space after the dots", "from . base import *\n\nALLOWED_HOSTS = []", true},
		{"star only", "from .settings_base import *\n", true},
		{"other star", "from .models import *\n", false},
		{"environ", "import environ\nDATABASES = {}\n", true},
		{"mutation", "from mysite.settings import *\nINSTALLED_APPS += ['x']\n", true},
		{"class of a settings class", "from .docker_compose import Base\nclass X(Base):\n    SECRET_KEY = None\n", true},
		{"shared with import", "from django.utils.translation import gettext_lazy as _\nLANGUAGES = []\n", true},
		{"Scrapy", "BOT_NAME = 'x'\nSPIDER_MODULES = []\nLOG_LEVEL = 'INFO'\n", false},
		{"Scrapy with Django beside", "BOT_NAME = 'x'\nimport django\nos.environ['DJANGO_SETTINGS_MODULE'] = 'x'\ndjango.setup()\n", false},
		{"FastAPI", "from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    SECRET_KEY: str\n    DEBUG: bool = False\n", false},
		{"FastAPI with mail", "from pydantic import BaseSettings\nclass S(BaseSettings):\n    EMAIL_HOST: str\n    SECRET_KEY: str\n    PROJECT_NAME = 'x'\n", false},
		{"Flask", "class Config:\n    SECRET_KEY = 'x'\n    DEBUG = True\n    SQLALCHEMY_DATABASE_URI = 'x'\n", false},
		{"Celery", "BROKER_URL = 'x'\nCELERY_RESULT_BACKEND = 'x'\n", false},
		{"comparison", "DEBUG == True\nINSTALLED_APPS\n", false},
		{"argument", "settings.configure(\n    INSTALLED_APPS,\n)\n", false},
		{"empty", "", false},
		{"binary", "\x00\xff\nINSTALLED_APPS", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, why := LooksLikeDjangoSettings([]byte(test.source)); got != test.want || why == "" {
				t.Errorf("%v, %q", got, why)
			}
		})
	}
}
