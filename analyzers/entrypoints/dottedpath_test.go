package entrypoints_test

import "testing"

func TestPathUnresolved(t *testing.T) {
	const at = "dotted-path-unresolved error mysite/settings.py:5: "
	const blog = "-- blog/__init__.py --\n-- blog/apps.py --\nfrom django.apps import AppConfig\nclass BlogConfig(AppConfig):\n    name = 'blog'\n" +
		"-- blog/middleware.py --\nfrom .parts import *\ndef Plain(get_response): ...\n-- blog/parts.py --\nclass Part: ...\n"
	table{
		{"right", "MIDDLEWARE = ['blog.middleware.Plain', 'blog.middleware.Part']\n" + blog, nil},
		{
			"a module", "MIDDLEWARE = ['blog.midleware.Plain']\n" + blog,
			[]string{at + "MIDDLEWARE names blog.midleware.Plain, but there is no module blog.midleware: it is blog.middleware"},
		},
		{
			"a name", "MIDDLEWARE = ['blog.middleware.Plan']\n" + blog,
			[]string{at + "MIDDLEWARE names blog.middleware.Plan, but blog.middleware defines no Plan: it is blog.middleware.Plain"},
		},
		{
			"the class of an app", "INSTALLED_APPS = ['blog.apps.BlogsConfig']\n" + blog,
			[]string{at + "INSTALLED_APPS names blog.apps.BlogsConfig, but blog.apps defines no BlogsConfig: it is blog.apps.BlogConfig"},
		},
		{
			"an app in a package", "INSTALLED_APPS = ['blog.comments', 'blog']\n" + blog,
			[]string{at + "INSTALLED_APPS names blog.comments, but there is no module blog.comments"},
		},
		{
			"an app in other letters' case", "INSTALLED_APPS = ['Blog']\n" + blog,
			[]string{at + "INSTALLED_APPS names Blog, but the package is called blog, which is not the same on Linux"},
		},
		{
			"an app beside manage.py", "INSTALLED_APPS = ['weblogs']\n-- weblog/__init__.py --\n-- weblog/models.py --\n",
			[]string{at + "INSTALLED_APPS names weblogs, but the project has no such package: it is weblog"},
		},
		{"a package that is called almost like an app", "INSTALLED_APPS = ['weblogs']\n-- weblog/__init__.py --\n-- weblog/models.py --\n-- requirements.txt --\nDjango==5.2\nweblogs\n", nil},
		{"a package beside an app that is called almost so", "INSTALLED_APPS = ['weblogs', 'weblog']\n-- weblog/__init__.py --\n-- weblog/models.py --\n", nil},
		{"an app that may be installed", "INSTALLED_APPS = ['comments', 'taggit.apps.Config', 'blog.apps.BlogConfig']\n" + blog, nil},
		{
			"below django", "EMAIL_BACKEND = 'django.core.mail.backends.smtp.EmailBackends'\n",
			[]string{at + "EMAIL_BACKEND names django.core.mail.backends.smtp.EmailBackends, which Django does not have: it is django.core.mail.backends.smtp.EmailBackend"},
		},
		{
			"in a later version", "-- requirements.txt --\nDjango==3.2\n-- mysite/settings.py --\nDEBUG = False\n\n\n\n" +
				"CACHES = {'default': {'BACKEND': 'django.core.cache.backends.redis.RedisCache'}}\n",
			[]string{at + "CACHES names django.core.cache.backends.redis.RedisCache, which Django has since 4.0 only"},
		},
		{"in an older version, which is another rule's", "CACHES = {'default': {'BACKEND': 'django.core.cache.backends.memcached.MemcachedCache'}}\n", nil},
		{"an old name that still works", "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql_psycopg2'}}\n", nil},
		{
			"an engine", "DATABASES = {'default': {'ENGINE': 'blog.engine'}}\n" + blog,
			[]string{at + "DATABASES names blog.engine, but there is no module blog.engine"},
		},
		{
			"templates", "TEMPLATES = [{'OPTIONS': {'context_processors': ['blog.middleware.Context'], 'builtins': ['blog.tags']}}]\n" + blog,
			[]string{
				at + "TEMPLATES names blog.middleware.Context, but blog.middleware defines no Context",
				at + "TEMPLATES names blog.tags, but there is no module blog.tags",
			},
		},
		{
			"names and levels in LOGGING are no paths",
			"LOGGING = {'version': 1, 'formatters': {'f': {'format': 'blog.x'}}, 'handlers': {'blog.h': {'class': 'logging.NullHandler', 'formatter': 'blog.f'}}," +
				" 'loggers': {'blog.views': {'handlers': ['blog.h']}}}\n" + blog,
			nil,
		},
		{
			"a filter in LOGGING",
			"LOGGING = {'version': 1, 'filters': {'quiet': {'()': 'blog.middleware.Quiet'}}}\n" + blog,
			[]string{at + "LOGGING names blog.middleware.Quiet, but blog.middleware defines no Quiet"},
		},
		{
			"classes of REST framework", "REST_FRAMEWORK = {'DEFAULT_PERMISSION_CLASSES': ['blog.permissions.Own'], 'DATETIME_FORMAT': 'blog.x'}\n" + blog,
			[]string{at + "REST_FRAMEWORK names blog.permissions.Own, but there is no module blog.permissions"},
		},
		{
			"a method of a class in LOGGING",
			"LOGGING = {'version': 1, 'filters': {'quiet': {'()': 'blog.middleware.Part.make'}}}\n" + blog, nil,
		},
		{
			"an installed package that is called like a folder of the project",
			"INSTALLED_APPS = ['apps.payments']\nMIDDLEWARE = ['payments.gateway.Middleware']\n-- apps/__init__.py --\n-- apps/payments/__init__.py --\n", nil,
		},
		{
			"a package in a folder that is on sys.path",
			"INSTALLED_APPS = ['payments']\nMIDDLEWARE = ['payments.gateway.Middleware']\n-- apps/payments/__init__.py --\n",
			[]string{"dotted-path-unresolved error mysite/settings.py:6: MIDDLEWARE names payments.gateway.Middleware, but there is no module payments.gateway"},
		},
		{"git ignores it", "MIDDLEWARE = ['blog.local.Plain']\n" + blog + "-- .gitignore --\nlocal.py\n", nil},
		{"made at run time", "MIDDLEWARE = ['blog.made.Plain']\n" + blog + "-- blog/made.py --\nglobals()['Plain'] = 1\n", nil},
		{"arranged by the package", "MIDDLEWARE = ['blog.made.Plain']\n-- blog/__init__.py --\nimport sys\nsys.modules['blog.made'] = None\n", nil},
		{"from a star that is not followed", "MIDDLEWARE = ['blog.made.Plain']\n" + blog + "-- blog/made.py --\nfrom shared.middleware import *\n", nil},
		{
			"two packages of one name",
			"MIDDLEWARE = ['blog.middleware.Other']\n" + blog + "-- old/blog/__init__.py --\n-- old/blog/middleware.py --\nclass Other: ...\n", nil,
		},
		{"compiled", "MIDDLEWARE = ['blog.fast.Plain']\n" + blog + "-- blog/fast.so --\n", nil},
		{
			"where a variable says so",
			"import os\nif os.environ.get('BLOG') == 'on':\n    MIDDLEWARE = ['blog.midleware.Plain']\n" + blog, nil,
		},
		{
			"a package that shares its name", "MIDDLEWARE = ['blog.made.Plain']\n-- blog/__init__.py --\n__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n", nil,
		},
		{
			"a container gets it", "MIDDLEWARE = ['blog.made.Plain']\n" + blog + "-- docker/made.py --\n-- Dockerfile --\nFROM python\nCOPY . /srv\n" +
				"COPY docker/made.py /srv/blog/made.py\nWORKDIR /srv\nCMD [\"gunicorn\", \"mysite.wsgi\"]\n", nil,
		},
	}.run(t)
}

func TestUserModelUnresolved(t *testing.T) {
	const at = "dotted-path-unresolved error mysite/settings.py:5: AUTH_USER_MODEL names "
	const people = "INSTALLED_APPS = ['django.contrib.auth', 'people']\n-- people/__init__.py --\n-- people/models.py --\nclass Person: ...\n"
	table{
		{"right", "AUTH_USER_MODEL = 'people.Person'\n" + people, nil},
		{"in letters of another case", "AUTH_USER_MODEL = 'people.person'\n" + people, nil},
		{"no such model", "AUTH_USER_MODEL = 'people.User'\n" + people, []string{at + "people.User, but the app people has no model of that name"}},
		{"no such label", "AUTH_USER_MODEL = 'peoples.Person'\n" + people, []string{at + "peoples.Person, but no installed app has the label peoples: there is people"}},
		{"a label of a configuration", "AUTH_USER_MODEL = 'peoples.Person'\n" + people + "-- people/apps.py --\nclass Config:\n    label = 'peoples'\n", nil},
		{"of a package", "AUTH_USER_MODEL = 'oscar.Person'\n" + people, nil},
		{"apps that are not all known", "AUTH_USER_MODEL = 'peoples.Person'\nINSTALLED_APPS = ['people'] + more()\n", nil},
	}.run(t)
}
