package values_test

import "testing"

func TestMisspelled(t *testing.T) {
	table{
		{
			"beside the right one",
			"STATICFILES_DIRS = ['www']\nSTATICFILES_DIRTS = ['assets']\n",
			[]string{"setting-misspelled error mysite/settings.py:6: nothing reads STATICFILES_DIRTS: the setting is called STATICFILES_DIRS"},
		},
		{
			"both from one module",
			"-- mysite/settings/__init__.py --\n-- mysite/settings/base.py --\nINSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\nCSRF_TRUSTED_ORIGINS = ['https://a.org']\nCSRF_ALLOWED_ORIGINS = ['https://a.org']\n-- mysite/settings/production.py --\nfrom .base import *\nDEBUG = False\n",
			nil,
		},
		{
			"slips of every kind",
			"SESION_COKIE_SECURE = True\nSECURE_SSL_REDRIECT = True\nTIMEZONE = 'UTC'\nCSRF_TRUSTED_ORIGIN = []\nMAIL_HOST = 'mail'\nCORS_ALLOWED_METHODS = ['GET']\nCORS_ORIGIN_ALOW_ALL = True\n",
			[]string{
				"setting-misspelled error mysite/settings.py:5: nothing reads SESION_COKIE_SECURE: the setting is called SESSION_COOKIE_SECURE",
				"setting-misspelled error mysite/settings.py:6: nothing reads SECURE_SSL_REDRIECT: the setting is called SECURE_SSL_REDIRECT",
				"setting-misspelled error mysite/settings.py:7: nothing reads TIMEZONE: the setting is called TIME_ZONE",
				"setting-misspelled error mysite/settings.py:8: nothing reads CSRF_TRUSTED_ORIGIN: the setting is called CSRF_TRUSTED_ORIGINS",
				"setting-misspelled error mysite/settings.py:9: nothing reads MAIL_HOST: the setting is called EMAIL_HOST",
				"setting-misspelled error mysite/settings.py:10: nothing reads CORS_ALLOWED_METHODS: the setting of django-cors-headers is called CORS_ALLOW_METHODS",
				"setting-misspelled error mysite/settings.py:11: nothing reads CORS_ORIGIN_ALOW_ALL: the setting of django-cors-headers is called CORS_ORIGIN_ALLOW_ALL",
			},
		},
		{
			"read from a variable of the same name",
			"import os\nSTATICFILES_DIR = os.environ['STATICFILES_DIR']\nMAIL_PORT = os.environ.get('MAIL_PORT', 25)  # MAIL_PORT is for mail\n",
			[]string{
				"setting-misspelled error mysite/settings.py:6: nothing reads STATICFILES_DIR: the setting is called STATICFILES_DIRS",
				"setting-misspelled error mysite/settings.py:7: nothing reads MAIL_PORT: the setting is called EMAIL_PORT",
			},
		},
		{
			"set by a module that another one imports",
			"from .base import *\n-- mysite/base.py --\nMIDDLEWARES = []\n",
			[]string{"setting-misspelled error mysite/base.py:1: nothing reads MIDDLEWARES: the setting is called MIDDLEWARE"},
		},
		{
			"of one that only the environment can name",
			"EMAIL_BACKEND = 'a.B'\n-- mysite/settings_loadtest.py --\nfrom .settings import *\nMAIL_BACKEND = 'django.core.mail.backends.console.EmailBackend'\n",
			[]string{"setting-misspelled error mysite/settings_loadtest.py:2: nothing reads MAIL_BACKEND: the setting is called EMAIL_BACKEND"},
		},
		{
			"in a module that does not load for another reason",
			"import os\nDEBUG = os.environ.get('DEBUG') == 'on'\nMIDDLEWARES = []\nUSE_ETAGS = FALSE\n",
			[]string{
				"setting-misspelled error mysite/settings.py:7: nothing reads MIDDLEWARES: the setting is called MIDDLEWARE",
				"undefined-name error mysite/settings.py:8: nothing defines FALSE, so that a NameError ends the start; Python's constant is False",
			},
		},
		{
			"set by a module that was loaded in a try statement as well",
			`
-- mysite/settings.py --
-- mysite/conf/__init__.py --
try:
    from .dev import *
except:
    from .prod import *
-- mysite/conf/base.py --
MIDDLEWARES = []
-- mysite/conf/dev.py --
from somewhere import something
from .base import *
-- mysite/conf/prod.py --
from .base import *
-- manage.py --
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.conf.prod")
`,
			[]string{"setting-misspelled error mysite/conf/base.py:1: nothing reads MIDDLEWARES: the setting is called MIDDLEWARE"},
		},
		{"the settings read it", "ALLOWED_HOST = 'mysite.org'\nALLOWED_HOSTS = [ALLOWED_HOST]\n", nil},
		{"the code reads it", "ALLOWED_HOST = 'mysite.org'\n-- mysite/urls.py --\nfrom django.conf import settings\nurl = settings.ALLOWED_HOST\n", nil},
		{"the code reads it by name", "ALLOWED_HOST = 'mysite.org'\n-- mysite/urls.py --\nfrom django.conf import settings\nurl = getattr(settings, 'ALLOWED_HOST', None)\n", nil},
		{"a template reads it", "MEDIA_URLS = ['a']\n-- mysite/templates/a.html --\n{{ settings.MEDIA_URLS }}\n", nil},
		{"a list of names", "MEDIA_URLS = ['a']\nEXPORTED = [\n    'MEDIA_URLS',\n]\n", nil},
		{
			"a test that overrides it does not read it",
			"ALLOWED_HOST = ['mysite.org']\n-- mysite/tests.py --\nfrom django.test import override_settings\n@override_settings(ALLOWED_HOST=['a'])\ndef test():\n    pass\n",
			[]string{"setting-misspelled error mysite/settings.py:5: nothing reads ALLOWED_HOST: the setting is called ALLOWED_HOSTS"},
		},
		{
			"names of its own",
			"USER_COOKIE_SAMESITE = 'Lax'\nDEFAULT_TO_EMAIL = 'a@mysite.org'\nBASE_DIR = '/srv'\nAPP_URL = '/'\nSITE_URL = '/'\nEMAIL_HOST2 = 'b'\nSTATIC_DIRECTORY = 'x'\nCSRF_COOKIE_PORT = 1\nREDIS_PORT = 6379\n",
			nil,
		},
		{"of older Djangos and of packages", "MIDDLEWARE_CLASSES = []\nTEMPLATE_DEBUG = False\nCORS_ORIGIN_WHITELIST = []\nSOCIAL_AUTH_GITHUB_KEY = 'x'\n", nil},
		{"imported by name", "from mysite.constants import ALLOWED_HOST\n-- mysite/constants.py --\nALLOWED_HOST = 'a'\n", nil},
		{"a function", "def ALLOWED_HOST():\n    pass\n", nil},
		{"beside the right one, on purpose", "MAIL_HOST = 'pop.mysite.org'\nEMAIL_HOST = 'smtp.mysite.org'\n", nil},
	}.run(t)
}

func TestMisspelledKeys(t *testing.T) {
	table{
		{
			"in LOGGING",
			`LOGGING = {
    "version": 1,
    "disable_existing_logger": False,
    "formatters": {"plain": {"formats": "%(message)s"}},
    "handlers": {
        "file": {
            "lever": "DEBUG",
            "class": "logging.FileHandler",
            "filename": "/var/log/mysite.log",
            "formater": "plain",
        },
    },
    "loggers": {"django": {"handler": ["file"], "propogate": True}},
}
`,
			[]string{
				"setting-misspelled error mysite/settings.py:7: the key disable_existing_logger of LOGGING is misspelt: it is called disable_existing_loggers",
				"setting-misspelled error mysite/settings.py:8: the key formats of LOGGING.formatters.plain is misspelt: it is called format",
				"setting-misspelled error mysite/settings.py:11: the key lever of LOGGING.handlers.file is misspelt: it is called level",
				"setting-misspelled error mysite/settings.py:14: the key formater of LOGGING.handlers.file is misspelt: it is called formatter",
				"setting-misspelled error mysite/settings.py:17: the key handler of LOGGING.loggers.django is misspelt: it is called handlers",
				"setting-misspelled error mysite/settings.py:17: the key propogate of LOGGING.loggers.django is misspelt: it is called propagate",
			},
		},
		{
			"in the others",
			`DATABASES = {"default": {"ENGIN": "django.db.backends.mysql", "USERNAME": "a", "OPTION": {}}}
CACHES = {"default": {"BACKEND": "a.B", "TIMOUT": 1}}
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APPS_DIRS": True,
    "OPTIONS": {"context_processor": []},
}]
`,
			[]string{
				"setting-misspelled error mysite/settings.py:5: the key ENGIN of DATABASES.default is misspelt: it is called ENGINE",
				"setting-misspelled error mysite/settings.py:5: the key USERNAME of DATABASES.default is misspelt: it is called USER",
				"setting-misspelled error mysite/settings.py:5: the key OPTION of DATABASES.default is misspelt: it is called OPTIONS",
				"setting-misspelled error mysite/settings.py:6: the key TIMOUT of CACHES.default is misspelt: it is called TIMEOUT",
				"setting-misspelled error mysite/settings.py:9: the key APPS_DIRS of TEMPLATES is misspelt: it is called APP_DIRS",
				"setting-misspelled error mysite/settings.py:10: the key context_processor of TEMPLATES.OPTIONS is misspelt: it is called context_processors",
			},
		},
		{
			"in the dicts of packages",
			`REST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASS": [], "PERMISSION_CLASSES": [], "PAGINATE_BY": 10, "PAGE_SIZE": 10, "PAGESIZE": 9}
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIM": 5,
    "OWN_KEY": 1,
}
DEBUG_TOOLBAR_CONFIG = {"JQUERY_URL": "", "SHOW_TOOLBAR_CALLBAK": None}
STORAGES = {
    "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucketname": "media", "location": "x"}},
    "staticfiles": {"BACKEND": "mysite.Storage", "OPTION": {"bucketname": "static"}},
}
CHANNEL_LAYERS = {"default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIGS": {}, "CONFIG": {}}}
CHANNEL_LAYERS["other"] = {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"host": []}}
`,
			[]string{
				"setting-misspelled error mysite/settings.py:5: the key DEFAULT_PERMISSION_CLASS of REST_FRAMEWORK is misspelt: it is called DEFAULT_PERMISSION_CLASSES",
				"setting-misspelled error mysite/settings.py:5: the key PERMISSION_CLASSES of REST_FRAMEWORK is misspelt: it is called DEFAULT_PERMISSION_CLASSES",
				"setting-misspelled error mysite/settings.py:7: the key ACCESS_TOKEN_LIFETIM of SIMPLE_JWT is misspelt: it is called ACCESS_TOKEN_LIFETIME",
				"setting-misspelled error mysite/settings.py:10: the key SHOW_TOOLBAR_CALLBAK of DEBUG_TOOLBAR_CONFIG is misspelt: it is called SHOW_TOOLBAR_CALLBACK",
				"setting-misspelled error mysite/settings.py:12: the key bucketname of STORAGES.default.OPTIONS is misspelt: it is called bucket_name",
				"setting-misspelled error mysite/settings.py:13: the key OPTION of STORAGES.staticfiles is misspelt: it is called OPTIONS",
				"setting-misspelled error mysite/settings.py:16: the key host of CHANNEL_LAYERS.other.CONFIG is misspelt: it is called hosts",
			},
		},
		{
			"a key that the project reads itself",
			`SIMPLE_JWT = {"AUTH_COOKIE_DOMAINS": [], "ROTATE_REFRESH_TOKEN": True}
-- mysite/tokens.py --
from django.conf import settings

domains = settings.SIMPLE_JWT["AUTH_COOKIE_DOMAINS"]
`,
			[]string{
				"setting-misspelled error mysite/settings.py:5: the key ROTATE_REFRESH_TOKEN of SIMPLE_JWT is misspelt: it is called ROTATE_REFRESH_TOKENS",
			},
		},
		{
			"keys of other classes, and of factories",
			`LOGGING = {
    "version": 1,
    "handlers": {
        "own": {"class": "mysite.log.Handler", "levels": ["a"], "filter": "b"},
        "made": {"()": "mysite.log.make", "lever": 1},
        "file": {"class": "logging.FileHandler", "filename": "a", "delay": True},
    },
    "formatters": {"json": {"()": "pythonjsonlogger.JsonFormatter", "formats": "a"}},
}
DATABASES = {"default": {"ENGINE": "djongo", "CLIENT": {"host": "a"}, "ENFORCE_SCHEMA": False, "SCHEMA": "a"}}
`,
			nil,
		},
	}.run(t)
}
